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

std::size_t agree(const std::string& root, const std::string& folder) {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow(root);
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
    for (const char* day : {"2025-02-02", "2026-11-23", "2027-12-02"}) {
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
  CHECK(agree("rules", "examples") == profilesIn("examples").size());
}

TEST_CASE("a bundle of the tests' packs says of every profile what the packs say") {
  CHECK(agree("tests/packs", "tests/packs/profiles") > 5);
}

TEST_CASE("the same packs are the same bytes") {
  const std::unique_ptr<Loaded> one = agreement::loadBelow("tests/packs");
  const std::unique_ptr<Loaded> other = agreement::loadBelow("tests/packs");
  CHECK((bodyOf(*one) == bodyOf(*other)));
}

TEST_CASE("a bundle that is read and written again is the same bytes") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("rules");
  const std::string body = bodyOf(*loaded);
  Loaded again;
  const Result<Bundle> bundle = readBundleBody(body, again.sources);
  REQUIRE_MESSAGE(bundle, bundle.error().message);
  again.rules = bundle->rules;
  CHECK((bodyOf(again) == body));
  MESSAGE(body.size() << " bytes of " << bundle->rules->steps.size() << " steps and "
                      << bundle->rules->program->nodes.size() << " expressions");
}

}  // namespace jurat
