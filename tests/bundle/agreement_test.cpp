// What a bundle says is what the packs say that it was made of: every report, to the byte.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/bundle/bundle.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/formats.h"
#include "engine/source/source_map.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat {
namespace {

using agreement::Loaded;

std::vector<std::string> profilesIn(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().extension();
    if (name == ".yaml" || name == ".json") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string bodyOf(const Loaded& loaded) {
  BundleContents contents;
  for (const SourceFile& file : loaded.sources.files()) contents.files.push_back({&file, file.name});
  return bundleBody(*loaded.rules, contents);
}

// Every format in both languages, one behind the other.
std::string reports(const RuleSet& rules, const Assessment& assessment, const SourceMap& sources) {
  std::string out;
  const GateResult verdict;
  RunReport report{.parts = {{&assessment, nullptr}}, .gate = verdict, .rules = rules, .sources = sources};
  for (const Language language : {Language::English, Language::Chinese}) {
    ReportOptions options;
    options.language = language;
    for (const char* format : {"text", "json", "html"}) out += reportFormat(format)->write(report, options);
  }
  return out;
}

std::vector<const char*> days() {
  if (agreement::isShortened()) return {"2026-11-23"};
  return {"2025-02-02", "2026-11-23", "2027-12-02"};
}

// All packs that are shipped, compiled once for all tests.
Loaded& shipped() {
  static const std::unique_ptr<Loaded> loaded = agreement::loadBelow("rules");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  return *loaded;
}

std::size_t agree(Loaded* loaded, const std::string& folder) {
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const std::string body = bodyOf(*loaded);
  SourceMap sources;
  sources.add("something before it", "text\n");
  const Result<Bundle> bundle = readBundleBody(body, sources);
  REQUIRE_MESSAGE(bundle, bundle.error().message);
  Machine from_source(loaded->rules), from_bundle(bundle->rules);
  std::size_t profiles = 0;
  for (const std::string& path : profilesIn(folder)) {
    const std::optional<Profile> profile = agreement::readAnswersFile(*loaded, path);
    if (!profile) continue;
    ++profiles;
    Diagnostics diagnostics;
    const SourceFile& text = sources.add(path, loaded->sources.files().back().text);
    const std::optional<Profile> again =
        readProfile(text, std::nullopt, bundle->rules->vocabulary(), {}, diagnostics);
    REQUIRE(again);
    for (const char* day : days()) {
      const EvaluateOptions options{.as_of = agreement::parseAsOf(day), .named = {}};
      const Assessment one = evaluate(from_source, *profile, options);
      const std::string said = reports(*loaded->rules, one, loaded->sources);
      const Assessment other = evaluate(from_bundle, *again, options);
      CHECK_MESSAGE((said == reports(*bundle->rules, other, sources)), path << " as of " << day);
    }
  }
  return profiles;
}

}  // namespace

TEST_CASE("a bundle of the shipped packs says of every example what the packs say") {
  CHECK(agree(&shipped(), "examples") == profilesIn("examples").size());
}

TEST_CASE("a bundle of the tests' packs says of every profile what the packs say") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("tests/packs");
  CHECK(agree(loaded.get(), "tests/packs/profiles") > 5);
}

TEST_CASE("the same packs are the same bytes") {
  const std::unique_ptr<Loaded> one = agreement::loadBelow("tests/packs");
  const std::unique_ptr<Loaded> other = agreement::loadBelow("tests/packs");
  CHECK((bodyOf(*one) == bodyOf(*other)));
}

TEST_CASE("a bundle that is read and written again is the same bytes") {
  const std::string body = bodyOf(shipped());
  Loaded again;
  const Result<Bundle> bundle = readBundleBody(body, again.sources);
  REQUIRE_MESSAGE(bundle, bundle.error().message);
  again.rules = bundle->rules;
  CHECK((bodyOf(again) == body));
  MESSAGE(body.size() << " bytes of " << bundle->rules->steps.size() << " steps and "
                      << bundle->rules->program->nodes.size() << " expressions");
}

TEST_CASE("every shipped pack can be read with what it uses and without all others") {
  const std::string body = bodyOf(shipped());
  const std::size_t packs = shipped().rules->program->packs.size(), step = agreement::isShortened() ? 5 : 1;
  for (std::size_t pack = 0; pack < packs; pack += step) {
    const auto choose = [&](const Inside& inside) {
      std::vector<bool> wanted(inside.packs.size(), false);
      std::vector<std::size_t> open{pack};
      while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (wanted[at]) continue;
        wanted[at] = true;
        for (const PackId used : inside.packs[at].uses) open.push_back(raw(used));
      }
      return wanted;
    };
    SourceMap sources;
    const Result<Bundle> bundle = readBundleBody(body, sources, {}, choose);
    const std::string& id = shipped().rules->program->packs[PackId{static_cast<std::uint32_t>(pack)}].id;
    REQUIRE_MESSAGE(bundle, id << ": " << bundle.error().message);
    for (const RuleCode& rule : bundle->rules->rules) {
      const checked::Declaration& declaration = bundle->rules->program->declarations[rule.declaration];
      CHECK(!bundle->rules->program->packs[declaration.pack].set_aside);
    }
  }
}

}  // namespace jurat
