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

// Everything in force, read whole: the verdicts of its machine, and those of the heads alone.
struct Everything {
  Everything() {
    library.addRoot("rules");
    openings = readOpenings(library, sources);
    common = loadPacks(library, {"common"}, sources, diagnostics, {}, Reading::WithoutTests).files;
    LoadedPacks packs =
        loadPacks(library, defaultPacks(library), sources, diagnostics, {}, Reading::WithoutTests);
    all = packs.files;
    others = askedKeys(library, packs.ids);
    program = check(std::move(packs.files), diagnostics, {}, Tests::LeftOut);
    REQUIRE(program);
    rules = compile(program);
  }

  // Holds every pack that the text of the profile rules out to what evaluate() says; how many these are.
  std::size_t agree(const std::string& yaml) {
    INFO(yaml.substr(0, 400));
    SourceMap own;
    Diagnostics faults;
    const std::optional<Datum> document = readYaml(own.add("p.yaml", yaml), {}, faults);
    REQUIRE(document);
    const std::optional<Profile> profile = bindProfile(*document, program->vocabulary, {}, faults,
                                                       [this]() -> const AskedKeys& { return others; });
    REQUIRE(profile);
    Machine machine(rules);
    machine.start(*profile, kDay);
    std::vector<std::string> running;
    for (const PackUse& use : selectPacks(machine, *profile, {.as_of = kDay, .named = {}})) {
      if (use.loaded) running.push_back(use.id);
    }
    const ProfileCaller caller({&*document});
    std::size_t ruled_out = 0;
    for (const Opening& opening : openings) {
      if (!opening.by_default || !opening.called_for) continue;
      // With little loaded it may say less, never more.
      const Calling early = caller.calls(*opening.called_for, common);
      const Calling late = caller.calls(*opening.called_for, all);
      INFO(opening.id);
      CHECK((late == Calling::No || early != Calling::No));
      CHECK(late != Calling::NotYet);
      if (late != Calling::No) continue;
      ++ruled_out;
      CHECK(std::find(running.begin(), running.end(), opening.id) == running.end());
    }
    return ruled_out;
  }

  static constexpr AsOf kDay{Date{20780}, std::nullopt};
  PackLibrary library;
  SourceMap sources;
  Diagnostics diagnostics;
  std::vector<Opening> openings;
  FileList common, all;
  AskedKeys others;
  std::shared_ptr<const checked::Program> program;
  std::shared_ptr<const RuleSet> rules;
};

}  // namespace

TEST_CASE("the examples rule out what does not run for them, and most of it") {
  Everything everything;
  for (const auto& entry : std::filesystem::directory_iterator("examples")) {
    if (entry.path().extension() != ".yaml") continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* source =
        readSource(sources, entry.path().string(), Limits{}.profile_bytes, diagnostics);
    REQUIRE(source);
    CHECK(everything.agree(source->text) > 4);
  }
}

TEST_CASE("whatever a company says of its places, no pack is ruled out that runs for it") {
  Everything everything;
  const std::vector<std::string> places = {
      "",
      "[]",
      "[DE]",
      "[US]",
      "[CN, JP]",
      "unknown",
      "[GB, KR]",
      "{value: [IE], source: register}",
      "{value: [US], source: register, evidence: {path: extract.pdf, expires: 2026-01-31}}"};
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
        ruled_out += everything.agree(yaml);
      }
    }
  }
  CHECK(ruled_out > 500);
}
