// Mutants: which there are, which are noticed, and what tells the others apart.
#include "engine/testing/mutation/mutation.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/testing/mutation/grid.h"
#include "engine/testing/mutation/mutants.h"
#include "tests/testing/tested.h"

using namespace jurat;

namespace {

std::string described(const MutationReport& report) {
  std::string text;
  for (const MutantResult& one : report.mutants) {
    text += one.id + " | " + std::to_string(static_cast<int>(one.fate)) + (one.untested ? " untested" : "");
    if (one.telling) text += "\n" + one.telling->fragment + "\n" + one.telling->mutant;
    text += "\n";
  }
  return text;
}

MutationReport mutated(test::Tested& tested, MutationOptions options = {}) {
  options.packs = tested.packs;
  return mutate(tested.program, tested.plan, options, tested.sources, tested.diagnostics);
}

const MutantResult& resultOf(const MutationReport& report, const std::string& id) {
  const auto found = std::find_if(report.mutants.begin(), report.mutants.end(),
                                  [&](const MutantResult& one) { return one.id == id; });
  if (found == report.mutants.end()) FAIL("no mutant `" << id << "` among\n" << described(report));
  return *found;
}

constexpr const char* kShop =
    "entity company {\n    fact staff : integer at least 0\n        ask \"staff?\"\n    fact a : yes_no\n"
    "        ask \"a?\"\n    fact b : yes_no\n        ask \"b?\"\n}\n";

}  // namespace

TEST_CASE("every kind of change is made, each once where it is written") {
  const auto tested = test::testedPack("tests/testing/packs", "gaps");
  const std::shared_ptr<checked::Program> program = checkAgain(tested->program->files);
  std::string text;
  std::set<std::string> ids;
  for (const Mutant& mutant : mutantsOf(*program, tested->packs, tested->sources)) {
    text += mutant.id() + "\n";
    CHECK(ids.insert(mutant.id()).second);
    CHECK(mutant.place.known());
    CHECK_FALSE(mutant.touches.empty());
  }
  const std::string wanted =
      "charge: `EUR 100` -> `EUR 101`\n"
      "charge: `EUR 100` -> `EUR 99`\n"
      "charge: `EUR 200` -> `EUR 201`\n"
      "charge: `EUR 200` -> `EUR 199`\n"
      "charge: `EUR 900` -> `EUR 901`\n"
      "charge: `EUR 900` -> `EUR 899`\n";
  CHECK(text.substr(0, wanted.size()) == wanted);
  for (const char* id :
       {"fee: `higher` -> `lower` in `higher of { fixed: charge.fee, share: 2% of turnover }`",
        "fee: without `fixed: charge.fee`", "fee: `2%` -> `3%`", "fee: without exception `small`",
        "fee: `<` -> `<=` in `turnover < EUR 1_000`", "fee: `EUR 1_000` -> `EUR 999`",
        "is_large: `>=` -> `>` in `volume >= 10`", "is_large: `10` -> `11`",
        "is_large: `and` -> `or` in `volume >= 10 and fuel in { wood, coal }`",
        "is_large: without `wood` in `fuel in { wood, coal }`", "chimney: `2020-01-01` -> `2020-01-02`",
        "chimney: without `applies when is_large`", "chimney: without exception `monument`",
        "chimney: without `chimney: has_chimney`", "inspection: `30 days` -> `31 days`"}) {
    CAPTURE(id);
    CHECK(ids.contains(id));
  }
}

TEST_CASE("a change undone leaves the rules as they were") {
  const auto tested = test::testedPack("rules", "eu.sme");
  const std::shared_ptr<checked::Program> program = checkAgain(tested->program->files);
  const std::shared_ptr<const RuleSet> before = compile(program);
  for (const Mutant& mutant : mutantsOf(*program, tested->packs, tested->sources)) {
    mutant.toggle();
    const std::shared_ptr<const RuleSet> changed = compile(program);
    mutant.toggle();
    const std::shared_ptr<const RuleSet> after = compile(program);
    CAPTURE(mutant.id());
    CHECK(after->steps == before->steps);
    CHECK(after->constants == before->constants);
    const bool same = changed->steps == before->steps && changed->constants == before->constants &&
                      changed->operands == before->operands && changed->masks == before->masks;
    CHECK_FALSE(same);
  }
}

TEST_CASE("a boundary on both sides kills, one side alone lives and is told apart at the boundary") {
  const std::string rule =
      "rule r for company {\n    cites \"1\"\n    applies when staff >= 50\n    requires a\n}\n";
  const std::string violated =
      "    given company \"c\" { staff: 50, a: no }\n    as of 2026-01-01\n        expect r is violated\n";
  const std::string below =
      "    given company \"d\" { staff: 49, a: no }\n    as of 2026-01-01\n        expect r is "
      "not_applicable\n";
  const auto whole = test::testedText(kShop + rule + "test \"t\" {\n" + violated + below + "}\n");
  for (const MutantResult& one : mutated(*whole).mutants) {
    CAPTURE(one.id);
    CHECK(one.fate == Fate::Killed);
  }
  const auto half = test::testedText(kShop + rule + "test \"t\" {\n" + violated + "}\n");
  const MutationReport report = mutated(*half);
  CHECK(resultOf(report, "r: `50` -> `51`").fate == Fate::Killed);
  const MutantResult& low = resultOf(report, "r: `50` -> `49`");
  CHECK(low.fate == Fate::Survived);
  REQUIRE(low.telling);
  CHECK(
      low.telling->fragment ==
      "in test \"t\"\ngiven company \"c\" like \"c\" { staff: 49 }\nas of 2026-01-01\nexpect r for \"c\" is "
      "not_applicable");
  CHECK(low.telling->mutant == "violated");
  CHECK_FALSE(low.telling->assumes);
}

TEST_CASE("what no profile tells apart is equivalent, and does not count") {
  const auto tested = test::testedText(
      std::string(kShop) +
      "rule r for company {\n    cites \"1\"\n    requires a or a and b\n}\n"
      "test \"t\" {\n    given company \"c\" { a: no, b: yes }\n    as of 2026-01-01\n        expect r is "
      "violated\n"
      "    given company \"d\" { a: yes, b: no }\n    as of 2026-01-01\n        expect r is satisfied\n"
      "    given company \"e\" { a: unknown, b: yes }\n    as of 2026-01-01\n        expect r is "
      "undetermined\n}\n");
  const MutationReport report = mutated(*tested);
  CHECK(resultOf(report, "r: without `a and b`").fate == Fate::Equivalent);
  CHECK(report.count().equivalent > 0);
  CHECK(report.count().survived == 0);
  CHECK(report.count().perMille() == 1'000);
}

TEST_CASE("rules without a test are told apart in a world made up for them") {
  const auto tested = test::testedText(
      std::string(kShop) +
      "entity shop within company as shops {\n    fact open : yes_no\n        ask \"open?\"\n}\n"
      "rule r for shop {\n    cites \"1\"\n    requires open or company.staff > 3\n}\n"
      "rule s for company {\n    cites \"1\"\n    requires a\n}\n"
      "test \"t\" {\n    given company \"c\" { a: no }\n    as of 2026-01-01\n        expect s is "
      "violated\n}\n");
  const MutationReport report = mutated(*tested);
  const MutantResult& one = resultOf(report, "r: `3` -> `4`");
  CHECK(one.fate == Fate::Survived);
  CHECK(one.untested);
  REQUIRE(one.telling);
  CHECK(one.telling->fragment.rfind("in a new test\n", 0) == 0);
  CHECK(one.telling->fragment.find("staff: 4") != std::string::npos);
}

TEST_CASE("the rules as they are answer as they do: the grid finds nothing") {
  const auto tested = test::testedPack("rules", "eu.sme");
  const std::shared_ptr<checked::Program> program = checkAgain(tested->program->files);
  const std::shared_ptr<const RuleSet> rules = compile(program);
  const std::vector<std::vector<AskedIn>> untouched(program->declarations.size());
  Grid grid(rules, untouched, tested->sources);
  std::set<std::vector<checked::DeclarationId>> seen;
  for (const Mutant& mutant : mutantsOf(*program, tested->packs, tested->sources)) {
    if (!seen.insert(mutant.touches).second) continue;
    grid.prepare(mutant);
    CHECK_FALSE(grid.tell(compile(program)));
  }
}

TEST_CASE("one thread and several say the same") {
  const auto tested = test::testedPack("rules", "eu.sme");
  const std::string alone = described(mutated(*tested, {.packs = {}, .threads = 1}));
  CHECK(described(mutated(*tested, {.packs = {}, .threads = 4})) == alone);
  CHECK(alone.find("\n") != std::string::npos);
}

TEST_CASE("an accepted survivor is listed with its reason; an entry that stands for none is a warning") {
  const auto tested = test::testedText(std::string(kShop) +
                                       "rule r for company {\n    cites \"1\"\n    requires staff >= 50\n}\n"
                                       "test \"t\" {\n    given company \"c\" { staff: 50 }\n    as of "
                                       "2026-01-01\n        expect r is satisfied\n}\n");
  const SourceFile& file = tested->sources.add("mutants.accepted",
                                               "# why\n\n"
                                               "r: `50` -> `49` | the sum cannot be told apart in practice\n"
                                               "r: `50` -> `51` | killed\n"
                                               "r: `60` -> `61` | no such change\n"
                                               "r: no reason\n");
  MutationOptions options;
  options.accepted = readAccepted(file, tested->packs.front(), tested->diagnostics);
  CHECK(options.accepted.size() == 3);
  REQUIRE(tested->diagnostics.all().size() == 1);
  CHECK(tested->diagnostics.all()[0].code == "J0531");
  CHECK(tested->sources.text(tested->diagnostics.all()[0].primary.span) == "r: no reason");
  const MutationReport report = mutated(*tested, options);
  const MutantResult& one = resultOf(report, "r: `50` -> `49`");
  CHECK(one.fate == Fate::Accepted);
  CHECK(one.reason == "the sum cannot be told apart in practice");
  CHECK(report.count().accepted == 1);
  std::map<std::string, std::size_t> codes;
  for (const Diagnostic& each : tested->diagnostics.all()) ++codes[each.code];
  CHECK(codes["J0532"] == 2);
}
