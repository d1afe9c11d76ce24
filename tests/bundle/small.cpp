#include "tests/bundle/small.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/bundle/bundle.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/formats.h"
#include "engine/source/read.h"
#include "tests/agreement/load.h"

namespace jurat {
namespace {

constexpr const char* kProfiles[] = {"tests/packs/profiles/every_outcome.yaml",
                                     "tests/packs/profiles/vouchers.yaml"};

// One profile through everything that looks at rules.
void use(const Bundle& bundle, SourceMap& sources, const std::string& path) {
  const Limits limits = smallLimits();
  Diagnostics diagnostics;
  const SourceFile* text = readSource(sources, path, limits.profile_bytes, diagnostics);
  REQUIRE(text);
  const std::optional<Profile> profile =
      readProfile(*text, ProfileSyntax::Yaml, bundle.rules->vocabulary(), limits, diagnostics);
  if (!profile) return;
  Machine machine(bundle.rules, limits);
  EvaluateOptions options{.as_of = agreement::parseAsOf("2026-11-23"), .named = {}};
  for (const checked::Pack& pack : bundle.rules->program->packs) options.named.push_back(pack.id);
  const Assessment assessment = evaluate(machine, *profile, options);
  for (std::size_t i = 0; i < assessment.amounts.size() && i < bundle.rules->amounts.size(); ++i)
    explainAmount(machine, i, profile->roots.front());
  const GateResult verdict;
  const RunReport report{
      .parts = {{&assessment, nullptr}}, .gate = verdict, .rules = *bundle.rules, .sources = sources};
  for (const char* format : {"text", "json"}) reportFormat(format)->write(report, {});
}

}  // namespace

Limits smallLimits() {
  Limits limits;
  limits.steps = 200'000;
  limits.value_bits = 4096;
  limits.bundle_memory = 64u << 20;
  return limits;
}

std::string smallBody() {
  const std::unique_ptr<agreement::Loaded> loaded = agreement::loadBelow("tests/packs");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  BundleContents contents;
  for (const SourceFile& file : loaded->sources.files()) contents.files.push_back({&file, file.name});
  contents.others = {{"company", {"asked_elsewhere", "here_too"}}, {"rates", {"ecb"}}};
  return bundleBody(*loaded->rules, contents);
}

// The text of the last file ends where the records begin.
std::size_t recordsOf(const std::string& body) {
  const std::unique_ptr<agreement::Loaded> loaded = agreement::loadBelow("tests/packs");
  const std::string& last = loaded->sources.files().back().text;
  const std::size_t found = body.rfind(last);
  REQUIRE(found != std::string::npos);
  return found + last.size();
}

bool chosen() {
  static std::uint32_t counter = 0;
  const char* wish = std::getenv("JURAT_CASE_PERCENT");
  const long percent = wish ? std::strtol(wish, nullptr, 10) : 100;
  // A tenth of them is enough for every day.
  counter = counter * 1664525u + 1013904223u;
  return static_cast<long>((counter >> 8) % 1000) < percent;
}

bool useBody(const std::string& body, const ChoosePacks& choose) {
  SourceMap sources;
  const Result<Bundle> bundle = readBundleBody(body, sources, smallLimits(), choose);
  if (!bundle) return false;
  for (const char* profile : kProfiles) use(*bundle, sources, profile);
  return true;
}

}  // namespace jurat
