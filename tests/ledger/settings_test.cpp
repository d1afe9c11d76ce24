// What a replay needs beside its files: written and read back, and hostile texts refused.
#include "engine/ledger/settings.h"

#include <doctest/doctest.h>

#include <string>

using namespace jurat;

namespace {

RunSettings sample() {
  return {.as_of = "2026-11-23T10:00Z",
          .today = true,
          .packs = {"eu.ai_act", "house.chat"},
          .input = "json",
          .language = "zh",
          .width = 120,
          .fail_on = {"violated"},
          .strength = {"must", "should"},
          .min_severity = "high",
          .waivers = "waivers.yaml",
          .baseline = "baseline.json",
          .levels = {{"eu.ai_act", "warn"}},
          .judged = {{"a.yaml", "b.yaml"}},
          .no_grow = true,
          .changes = {{"a waiver was added", "x"}},
          .directory = "/build",
          .evidence = true,
          .proofs = {{"stands", "changed"}, {}}};
}

}  // namespace

TEST_CASE("settings are read back as they were written") {
  CHECK(readSettings(settingsText(sample())) == sample());
  CHECK(readSettings(settingsText({})) == RunSettings{});
  CHECK(settingsText(sample()) == settingsText(sample()));
  CHECK(settingsText({}).find("proofs") == std::string::npos);
}

TEST_CASE("a later version may say more") {
  std::string text = settingsText(sample());
  text.insert(text.rfind('}'), ",\"mood\":\"good\"");
  CHECK(readSettings(text) == sample());
}

TEST_CASE("other texts are no settings") {
  const std::string whole = settingsText(sample());
  for (const std::string& text :
       {std::string(), std::string("null"), std::string("{}"), std::string("{\"jurat_run\":2}"),
        std::string("{\"jurat_run\":1,\"width\":-1}"), std::string("{\"jurat_run\":1,\"packs\":\"a\"}"),
        std::string("{\"jurat_run\":1,\"packs\":[1]}"), std::string("{\"jurat_run\":1,\"today\":0}"),
        whole.substr(0, whole.size() / 2), std::string(100'000, '['), "{\"a\":" + std::string(100'000, '['),
        std::string("{\"jurat_run\":1,\"language\":\"\xFF\"}")}) {
    CAPTURE(text.substr(0, 60));
    CHECK_FALSE(readSettings(text));
  }
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += "{\"a\":";
  CHECK_FALSE(readSettings(nested));
}
