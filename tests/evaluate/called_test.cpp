// A pack that is ruled out by its head alone is one that the evaluation of its condition would have left out.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/openings.h"
#include "engine/profile/called.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

using namespace jurat;

namespace {

const std::string kRoot = ".";

// Everything in force, read whole, and the verdicts of its machine.
struct Everything {
  Everything() {
    library.addRoot(kRoot + "/rules");
    openings = readOpenings(library, sources);
    LoadedPacks packs =
        loadPacks(library, defaultPacks(library), sources, diagnostics, {}, Reading::WithoutTests);
    program = check(std::move(packs.files), diagnostics, {}, Tests::LeftOut);
    REQUIRE(program);
    rules = compile(program);
  }

  // The packs that run for the profile, and those that its text rules out.
  struct Verdicts {
    std::vector<std::string> running, ruled_out;
  };
  std::optional<Verdicts> of(const std::string& yaml) {
    Diagnostics faults;
    const SourceFile& source = sources.add("p.yaml", yaml);
    const std::optional<Datum> document = readYaml(source, {}, faults);
    if (!document) return std::nullopt;
    const std::optional<Profile> profile = bindProfile(*document, program->vocabulary, {}, faults);
    if (!profile) return std::nullopt;
    Machine machine(rules);
    const EvaluateOptions options{.as_of = {*parseDate("2026-11-23"), std::nullopt}, .named = {}};
    Verdicts out;
    for (const PackUse& use : evaluate(machine, *profile, options).packs) {
      if (use.loaded) out.running.push_back(use.id);
    }
    SourceMap own;
    Diagnostics said;
    const std::vector<Opening> heads = readOpenings(library, own);
    out.ruled_out = loadCalledFor(library, heads, {}, ProfileCaller({&*document}), own, said).aside;
    return out;
  }

  PackLibrary library;
  SourceMap sources;
  Diagnostics diagnostics;
  std::vector<Opening> openings;
  std::shared_ptr<const checked::Program> program;
  std::shared_ptr<const RuleSet> rules;
};

void agree(Everything& everything, const std::string& yaml, std::size_t at_least) {
  INFO(yaml.substr(0, 400));
  const auto verdicts = everything.of(yaml);
  REQUIRE(verdicts);
  CHECK(verdicts->ruled_out.size() >= at_least);
  for (const std::string& id : verdicts->ruled_out) {
    INFO(id);
    CHECK(std::find(verdicts->running.begin(), verdicts->running.end(), id) == verdicts->running.end());
  }
}

}  // namespace

TEST_CASE("the examples rule out what does not run for them, and most of it") {
  Everything everything;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot + "/examples")) {
    if (entry.path().extension() != ".yaml") continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* source =
        readSource(sources, entry.path().string(), Limits{}.profile_bytes, diagnostics);
    REQUIRE(source);
    agree(everything, source->text, 5);
  }
}

TEST_CASE("whatever a company says of its places, no pack is ruled out that runs for it") {
  Everything everything;
  const std::vector<std::string> places = {
      "", "[]", "[DE]", "[US]", "[CN, JP]", "unknown", "[GB, KR]", "{value: [IE], source: register}"};
  const std::vector<std::string> more = {"",
                                         "us_places: [new_york_city]",
                                         "us_places: [elsewhere_in_us]",
                                         "us_places: []",
                                         "chinese_offices: [chengdu]",
                                         "chinese_offices: []",
                                         "is_union_body: yes",
                                         "is_union_body: no"};
  const auto line = [](const std::string& name, const std::string& value) {
    return value.empty() ? std::string() : "  " + name + ": " + value + "\n";
  };
  std::size_t ruled_out = 0;
  for (const std::string& established : places) {
    for (const std::string& markets : places) {
      for (const std::string& extra : more) {
        const std::string yaml = "jurat: 1\ncompany:\n  name: A\n" + line("established_in", established) +
                                 line("markets", markets) + line("output_used_in", markets) +
                                 (extra.empty() ? "" : "  " + extra + "\n");
        agree(everything, yaml, 0);
        const auto verdicts = everything.of(yaml);
        ruled_out += verdicts ? verdicts->ruled_out.size() : 0;
      }
    }
  }
  CHECK(ruled_out > 500);
}
