// The federal inventory of AI uses: the sample gives the outcomes that were computed without the engine, and
// the real file, where it lies, gives the figures of the example's README.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.h"
#include "engine/intake/mapping.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "tests/agreement/load.h"
#include "tests/intake/reading.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

constexpr const char* kFolder = "examples/federal-inventory/";
constexpr const char* kPack = "us.omb_m24_10";

struct Said {
  std::string rule, use;
  Outcome outcome;
};

// What the rules of the pack say of every use, and of every agency.
std::vector<Said> outcomes(const std::string& path) {
  const auto loaded = agreement::loadBelow(jurat::test::projectPath("rules").string());
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  SourceOptions options;
  options.path = path;
  options.mapping = mapping(
      jurat::test::readWhole(jurat::test::projectPath(kFolder + std::string("mapping.yaml"))).value_or(""));
  REQUIRE(options.mapping);
  const Result<std::unique_ptr<Source>> source = openSource(options);
  REQUIRE(source);
  std::vector<Said> out;
  Chunk chunk;
  for (;;) {
    const Result<bool> some = (*source)->next(chunk, 5);
    REQUIRE(some);
    CHECK(chunk.refused.empty());
    if (!*some) return out;
    for (std::size_t i = 0; i < chunk.records.size(); ++i) {
      SourceMap sources;
      Diagnostics diagnostics;
      const SourceFile* file = addSource(sources, "agency.json", std::string(chunk.text(i)), diagnostics);
      REQUIRE(file);
      const auto profile =
          readProfile(*file, ProfileSyntax::Json, loaded->program->vocabulary, {}, diagnostics);
      REQUIRE_MESSAGE(profile, std::string(chunk.id(i)));
      EvaluateOptions evaluation;
      evaluation.as_of = agreement::parseAsOf("2024-12-16");
      evaluation.named = {kPack};
      evaluation.reasons = Reasons::None;
      Machine machine(loaded->rules, {});
      for (const Finding& finding : evaluate(machine, *profile, evaluation).findings) {
        if (!finding.id.starts_with(kPack)) continue;
        const bool use = finding.subject_path.find("use_cases[") != std::string::npos;
        out.push_back(
            {finding.id.substr(finding.id.find('/') + 1), use ? finding.subject_id : "", finding.outcome});
      }
    }
  }
}

char letterOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Satisfied:
      return 's';
    case Outcome::Violated:
      return 'v';
    case Outcome::Pending:
      return 'p';
    case Outcome::Undetermined:
      return 'u';
    case Outcome::NotApplicable:
      return 'n';
    case Outcome::Review:
    case Outcome::NotInForce:
    case Outcome::Error:
      break;
  }
  return '?';
}

}  // namespace

TEST_CASE("the sample of the inventory has the outcomes that were computed without the engine") {
  std::istringstream expected(
      jurat::test::readWhole(jurat::test::projectPath("tests/intake/data/inventory_outcomes.txt"))
          .value_or(""));
  std::vector<std::string> rules;
  std::map<std::pair<std::string, std::string>, char> wanted;  // by use and rule
  for (std::string name, letters; expected >> name;) {
    std::getline(expected >> std::ws, letters);
    if (name == "rule") {
      rules.push_back(letters);
    } else if (name != "#") {
      REQUIRE(letters.size() == rules.size());
      for (std::size_t i = 0; i < rules.size(); ++i) wanted[{name, rules[i]}] = letters[i];
    }
  }
  CHECK(wanted.size() == 44 * 48);
  std::size_t of_agencies = 0;
  for (const Said& said : outcomes(jurat::test::projectPath(kFolder + std::string("sample.csv")).string())) {
    if (said.use.empty()) {
      of_agencies += said.outcome == Outcome::Undetermined ? 1 : 0;
      continue;
    }
    const auto found = wanted.find({said.use, said.rule});
    CAPTURE(said.use);
    CAPTURE(said.rule);
    REQUIRE(found != wanted.end());
    CHECK(found->second == letterOf(said.outcome));
    wanted.erase(found);
  }
  CHECK(wanted.empty());
  CHECK(of_agencies == 8);
}

TEST_CASE("what a mapping answers is typed by the facts that it names, before a row is read") {
  const auto loaded = agreement::loadBelow(jurat::test::projectPath("rules").string());
  REQUIRE(loaded->rules);
  const auto complaints = [&](const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* file = addSource(sources, "mapping.yaml", text, diagnostics);
    REQUIRE(file);
    const auto read = readMapping(*file, {}, diagnostics);
    REQUIRE(read);
    const bool good = checkMapping(*read, loaded->program->vocabulary, {}, diagnostics);
    CHECK(good == !diagnostics.hasErrors());
    RenderOptions plain;
    plain.form = DiagnosticForm::Plain;
    return render(diagnostics.sorted(), sources, plain);
  };
  const std::string whole = kFolder + std::string("mapping.yaml");
  CHECK(complaints(jurat::test::readWhole(jurat::test::projectPath(whole)).value_or("")).empty());
  jurat::test::checkGolden(
      "tests/intake/golden/typed.txt",
      complaints("mapping: 1\ncompany:\n  facts:\n    nme: {constant: a}\n"
                 "    federal_agency: {column: 1, header: A, values: {A: maybe, B: yes, C: unknown}}\n"
                 "    name.first: {constant: a}\n    ai_systems: {constant: a}\n"
                 "row:\n  list: use_cases\n  id: \"{row}\"\n  facts:\n"
                 "    stage: {column: 1, header: A, values: {A: retird}}\n"
                 "    waived[opt_uot]: {constant: yes}\n"
                 "    extended_until: {constant: 2025-02-30}\n") +
          complaints("mapping: 1\ncompany: {}\nrow: {list: use_case, id: \"{row}\", facts: {}}\n") +
          complaints("mapping: 1\ncompany: {}\nrow: {list: use_cases, id: \"{row}\", facts: {waived: "
                     "{constant: yes}}}\n"));
}

// JURAT_INVENTORY names the published file, which is not part of this project.
TEST_CASE("the real inventory has the figures of the README") {
  const char* path = std::getenv("JURAT_INVENTORY");
  if (path == nullptr) return;
  const std::vector<std::string> practices = {"impact_assessment_completed",
                                              "tested_in_real_world",
                                              "independently_evaluated",
                                              "monitored",
                                              "risks_evaluated",
                                              "risks_mitigated",
                                              "people_trained",
                                              "human_oversight_kept",
                                              "documented_in_plain_language",
                                              "people_told",
                                              "equity_assessed",
                                              "communities_consulted",
                                              "discrimination_monitored",
                                              "affected_people_told",
                                              "appeal_offered",
                                              "opt_out_possible"};
  const std::vector<Said> all = outcomes(path);
  CHECK(all.size() == 102'466);
  // Uses without impact owe nothing: whoever owes or may owe the assessment of risks, or is not in use yet,
  // is told apart by the waivers, which ask for the impact alone.
  std::map<std::string, std::map<std::string, char>> uses;
  for (const Said& said : all) {
    if (!said.use.empty()) uses[said.use][said.rule] = letterOf(said.outcome);
  }
  CHECK(uses.size() == 2133);
  std::map<char, std::size_t> sums;
  for (const auto& [use, letters] : uses) {
    for (const std::string& rule : practices) ++sums[letters.at(rule)];
  }
  CHECK(sums['s'] == 227);
  CHECK(sums['v'] == 20);
  CHECK(sums['p'] == 2);
}
