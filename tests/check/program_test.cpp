// What texts are resolved to: expressions, levels, versions, sections, controls, and the order of it all.
#include "engine/check/program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/check/corpus.h"
#include "tests/check/dump.h"

namespace jurat::test {
namespace {

using checked::Declaration;
using checked::DeclarationKind;
using checked::Expr;

constexpr std::string_view kBase = R"(
pack t.base {
    title  "Base"
    source act "An act"
    source guide "A guide" not binding
    deadlines as counted
}
unit FLOP "operations"
unit EFLOP equals 1e18 FLOP
choice role { provider "Provider" deployer "Deployer" importer "Importer" }
choice point { p1 "1" { p1a "1a" cites "Annex 1a" p1b "1b" cites "Annex 1b" } p2 "2" cites "Annex 2" }
choice stage ordered { none_yet "None" partial "Partial" full "Full" }
entity company {
    fact employs   : integer at least 0
    fact turnover  : money EUR
    fact assets    : money
    fact is_public : yes_no
    fact founded   : date
    fact closed_on : date or none
    fact held per point : percentage
}
entity year within company as years ordered by ends_on {
    fact ends_on : event
    fact profit  : money EUR
}
entity subsidiary within year as subsidiaries { fact staff : decimal fact held_share : percentage }
entity ai_system within company as ai_systems {
    fact roles      : set of role
    fact main_role  : role
    fact now        : stage
    fact risky      : judgement
    fact tested     : practice
    fact manual     : evidence
    fact placed_on  : date or none
    fact launched   : event
    fact started_at : moment
    fact logged_for : period
    fact compute    : quantity FLOP
    fact label      : text
}
entity card within ai_system as one card { fact shown : yes_no }
entity incident within company as incidents { fact system : ref ai_system }
rates bank {
    base EUR
    | day        | USD  |
    | 2025-12-31 | 1.17 |
}
table limit per role {
    | role     | most : integer | share : percentage | cites   |
    | importer | 3              | 3%                 | "Art. 7" |
    | provider | 1              | 1%                 | "Art. 5" |
    | deployer | 2              | 2%                 | "Art. 6" |
}
parameter quota : integer { from 2020-01-01 equals 5 cites "Art. 8" }
define grown for company : yes_no { cites "Art. 9" equals employs > 5 }
define rank per role for ai_system : integer { cites "Art. 9" equals limit.most }
)";

std::unique_ptr<Checked> checkWith(std::string_view text) {
  return checkText(std::string(kBase) + std::string(text));
}

const Declaration& find(const Checked& checked, std::string_view name) {
  for (const Declaration& each : checked.program->declarations) {
    if (each.name == name) return each;
  }
  FAIL("no declaration of that name");
  return *checked.program->declarations.begin();
}

// Both a condition and what it becomes, for a rule about one AI system.
struct Resolved {
  std::string_view written, becomes;
};

}  // namespace

TEST_CASE("conditions are resolved") {
  static constexpr Resolved kRows[] = {
      {"risky", "#0.risky"},
      {"tested", "(holds #0.tested)"},
      {"not tested", "(not (holds #0.tested))"},
      {"is_public", "#0^company.is_public"},
      {"company.is_public", "#0^company.is_public"},
      {"grown", "#0^company.:grown"},
      {"ai_system.risky", "#0.risky"},
      {"t.base.grown", "#0^company.:grown"},
      {"base.grown", "#0^company.:grown"},
      {"card.shown", "#0.card.shown"},
      {"risky = yes", "#0.risky"},
      {"risky = no", "(not #0.risky)"},
      {"tested is planned", "(= #0.tested planned)"},
      {"tested is not planned", "(not (= #0.tested planned))"},
      {"main_role is provider", "(is #0.main_role [provider])"},
      {"main_role is not provider", "(not (is #0.main_role [provider]))"},
      {"main_role = provider", "(= #0.main_role provider)"},
      {"provider = main_role", "(= provider #0.main_role)"},
      {"main_role in { provider, importer }", "(in-options #0.main_role [provider importer])"},
      {"main_role not in { provider }", "(not (in-options #0.main_role [provider]))"},
      {"label in { \"1\", \"2\" }", "(in-values #0.label 1 2)"},
      {"label contains \"x\"", "(contains #0.label x)"},
      {"roles includes provider", "(includes-any #0.roles [provider])"},
      {"roles includes main_role", "(includes-set #0.roles (set+ [] #0.main_role))"},
      {"roles includes any of { provider, deployer }", "(includes-any #0.roles [provider deployer])"},
      {"roles includes all of { provider, deployer }", "(includes-all #0.roles [provider deployer])"},
      {"roles includes none of { provider }", "(includes-none #0.roles [provider])"},
      {"roles is not empty", "(not (empty #0.roles))"},
      {"roles plus { provider } = roles without { deployer }",
       "(= (set+ #0.roles [provider]) (set- #0.roles [deployer]))"},
      {"now >= partial", "(>= #0.now partial)"},
      {"manual is given", "(given #0.manual)"},
      {"placed_on is not known", "(not (known #0.placed_on))"},
      {"logged_for >= 6 months", "(>= #0.logged_for 6 months)"},
      {"compute > 1e25 FLOP", "(> #0.compute 1e25 FLOP)"},
      {"compute > 10_000_000 EFLOP", "(> #0.compute 1e25 FLOP)"},
      {"company.employs <= limit[provider].most", "(<= #0^company.employs limit[provider].most)"},
      {"company.employs <= limit[main_role].most", "(<= #0^company.employs limit[#0.main_role].most)"},
      {"employs < quota", "(< #0^company.employs :quota)"},
      {"employs < (quota at 2024-01-01)", "(< #0^company.employs (parameter-at 2024-01-01))"},
      {"held[p2] > 5%", "(> #0^company.held[p2] 5 %)"},
      {"rank[main_role] > 5", "(> #0.:rank[#0.main_role] 5)"},
      {"founded + 1 years < as_of", "(< (date+ #0^company.founded 1 year) (as-of))"},
      {"started_at < as_of", "(< #0.started_at (as-of))"},
      {"days_in(as_of - founded) < 5", "(< (days-in (days-between (as-of) #0^company.founded)) 5)"},
      {"5% of turnover > EUR 5", "(> (* 5 % #0^company.turnover) EUR 5)"},
      {"turnover / EUR 2 > 5", "(> (/ #0^company.turnover EUR 2) 5)"},
      {"-(employs - 5) * 2 < 3.5", "(< (* (negate (- #0^company.employs 5)) 2) 3.5)"},
      {"higher of turnover and EUR 5 > EUR 4", "(> (highest #0^company.turnover EUR 5) EUR 4)"},
      {"(lower of { a: turnover, b: EUR 5 }) > EUR 4", "(> (lowest a:#0^company.turnover b:EUR 5) EUR 4)"},
      {"(assets in EUR using bank on founded) > EUR 4",
       "(> (convert #0^company.assets #0^company.founded) EUR 4)"},
      {"currency_of(assets) is not EUR", "(not (= (currency-of #0^company.assets) EUR))"},
      {"turnover rounded down to EUR 0.01 = EUR 5", "(= (rounded #0^company.turnover EUR 0.01) EUR 5)"},
      {"at least 1 of { 1: risky, tested }", "(at-least 1 1:#0.risky (holds #0.tested))"},
      {"any company.ai_systems has risky", "(any #1 over #0^company/ai_system #1.risky)"},
      {"no ai_systems has company.is_public", "(no #1 over #0^company/ai_system #1^company.is_public)"},
      {"every point in { p1 } has held[point] > 5%",
       "(every #1 over point{p1a p1b} (> #0^company.held[#1] 5 %))"},
      {"any point has held > 5%", "(any #1 over point{p1a p1b p2} (> #0^company.held[#1] 5 %))"},
      {"any years.subsidiaries has staff > 5", "(any #1 over #0^company/year/subsidiary (> #1.staff 5))"},
      {"any years.subsidiaries has year.profit > EUR 5",
       "(any #1 over #0^company/year/subsidiary (> #1^year.profit EUR 5))"},
      {"(last years).profit > EUR 5", "(> (last #1 over #0^company/year).profit EUR 5)"},
      {"(last (years where profit > EUR 1)).profit > EUR 5",
       "(> (last #1 over #0^company/year where (> #1.profit EUR 1)).profit EUR 5)"},
      {"count of (incidents where system = ai_system) > 2",
       "(> (count #1 over #0^company/incident where (= #1.system #0)) 2)"},
      {"any incidents has system.risky", "(any #1 over #0^company/incident #1.system.risky)"},
      {"(sum of held_share of staff over years.subsidiaries) > 5",
       "(> (sum #1 over #0^company/year/subsidiary (* #1.held_share #1.staff)) 5)"},
      {"years is not empty", "(not (empty #1 over #0^company/year))"},
      {"(latest of ends_on over years) is given",
       "(given (highest-over #1 over #0^company/year #1.ends_on))"},
  };
  for (const Resolved& row : kRows) {
    const auto checked =
        checkWith("rule r for ai_system { cites \"Art. 1\" effective from 2020-01-01 requires " +
                  std::string(row.written) + " }");
    INFO(std::string(row.written), "\n", checked->rendered());
    REQUIRE(checked->program != nullptr);
    const Expr& duty = *find(*checked, "r").versions[0].general.duty_expr;
    CHECK(dump(duty, *checked->program) == row.becomes);
    CHECK(duty.type.isCondition());
  }
}

TEST_CASE("as_of takes the type of its place") {
  const auto checked = checkWith(R"(
rule r for ai_system { cites "Art. 1" requires started_at < as_of and started_at < as_of - 24 hours and founded < as_of }
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const Expr& duty = *find(*checked, "r").versions[0].general.duty_expr;
  CHECK(duty.args[0]->args[1]->type.kind == TypeKind::Moment);
  CHECK(duty.args[1]->args[1]->type.kind == TypeKind::Moment);
  CHECK(duty.args[2]->args[1]->type.kind == TypeKind::Date);
}

TEST_CASE("a moment plus days is a day, plus hours a moment") {
  const auto checked = checkWith(R"(
rule days for ai_system { cites "Art. 1" requires tested due started_at + 2 days }
rule hours for ai_system { cites "Art. 1" requires tested due started_at + 48 hours }
rule either for ai_system { cites "Art. 1" requires tested due started_at + logged_for }
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  CHECK(find(*checked, "days").versions[0].general.due->type.kind == TypeKind::Date);
  CHECK(find(*checked, "hours").versions[0].general.due->type.kind == TypeKind::Moment);
  CHECK(find(*checked, "either").versions[0].general.due->type.kind == TypeKind::Moment);
}

TEST_CASE("versions run until the next begins, and hold what stands outside of them") {
  const auto checked = checkWith(R"(
rule r for ai_system {
    cites "Art. 1"
    except early when placed_on is given { permits }
    from 2025-01-01 until 2025-12-31 { requires risky cites guide "3" }
    from 2024-01-01 { requires tested }
    from 2027-01-01 { forbids risky }
}
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const auto& versions = find(*checked, "r").versions;
  REQUIRE(versions.size() == 3);
  CHECK(toText(*versions[0].from) == "2024-01-01");
  CHECK(toText(*versions[0].until) == "2024-12-31");
  CHECK(toText(*versions[1].until) == "2025-12-31");
  CHECK_FALSE(versions[2].until.has_value());
  for (const checked::Version& each : versions) CHECK(each.general.exceptions.size() == 1);
  CHECK(versions[1].general.cites.size() == 2);
  CHECK(versions[1].general.cites[1].source == 1);
  CHECK(versions[2].general.duty == checked::DutyKind::Forbids);
}

TEST_CASE("sections give defaults, conditions and citations") {
  const auto checked = checkWith(R"(
amount fine for company : money EUR { cites "Art. 99" at most EUR 5 }
section outer for ai_system {
    cites      "Outer"
    applies    when risky
    severity   high
    confidence secondary
    effective  from 2025-01-01
    exposes    company to fine once
    section inner {
        cites    "Inner"
        applies  when tested
        severity critical
        rule plain for ai_system { cites "Own" applies when is_public requires card.shown }
        rule own for ai_system {
            cites "Own"
            severity low
            confidence official
            effective from 2026-01-01
            exposes company to fine each
            requires card.shown
        }
        define inside : yes_no { cites "Art. 3" equals risky }
        rule reads for ai_system { cites "Own" requires inside }
    }
}
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const Declaration& plain = find(*checked, "plain");
  const checked::Version& version = plain.versions[0];
  REQUIRE(version.applies_when.size() == 3);
  CHECK(dump(*version.applies_when[0], *checked->program) == "#0.risky");
  CHECK(dump(*version.applies_when[1], *checked->program) == "(holds #0.tested)");
  CHECK(dump(*version.applies_when[2], *checked->program) == "#0^company.is_public");
  CHECK(plain.severity == checked::Severity::Critical);
  CHECK(version.general.confidence.level == checked::Level::Secondary);
  CHECK(dump(*version.effective_from, *checked->program) == "2025-01-01");
  REQUIRE(version.general.cites.size() == 3);
  CHECK(version.general.cites[0].text == "Own");
  CHECK(version.general.cites[2].text == "Outer");
  REQUIRE(version.general.exposes.size() == 1);
  CHECK(version.general.exposes[0].once);
  const Declaration& own = find(*checked, "own");
  CHECK(own.severity == checked::Severity::Low);
  CHECK(own.versions[0].general.confidence.plain());
  CHECK(dump(*own.versions[0].effective_from, *checked->program) == "2026-01-01");
  REQUIRE(own.versions[0].general.exposes.size() == 1);
  CHECK_FALSE(own.versions[0].general.exposes[0].once);
  CHECK(find(*checked, "inside").subject == find(*checked, "plain").subject);
}

TEST_CASE("exceptions override siblings by index, `per` may leave its option out") {
  const auto checked = checkWith(R"(
amount fine per role for company : money EUR {
    cites   limit.cites
    at most EUR 100 * limit.most
    except c overrides a, b when grown { cites role_guide.cites at most EUR 1 }
    except a when is_public { at least EUR 2 }
    except b when founded < 2000-01-01 {
        at most EUR 3
        except inner from 2020-01-01 when is_public { confidence unconfirmed reading at most limit.share of turnover }
    }
}
table role_guide per role {
    | role     | cites   | confidence  |
    | provider | "G. 1"  | secondary   |
    | deployer | "G. 2"  | official    |
    | importer | "G. 3"  | unconfirmed |
}
rule r per role for incident {
    cites   "Art. 1"
    requires system.roles includes role
    exposes company to fine
    exposes "directors" to fine[provider] when grown from founded
}
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const Declaration& fine = find(*checked, "fine");
  const checked::Branch& general = fine.versions[0].general;
  CHECK(dump(*general.at_most, *checked->program) == "(* EUR 100 limit[#1].most)");
  REQUIRE(general.exceptions.size() == 3);
  CHECK(general.exceptions[0].overrides == std::vector<std::uint32_t>{1, 2});
  CHECK(general.exceptions[1].at_least != nullptr);
  const checked::Branch& inner = general.exceptions[2].exceptions.at(0);
  CHECK(inner.confidence == checked::Confidence{checked::Level::Unconfirmed, true});
  CHECK(inner.from.has_value());
  CHECK(checked->program->declarations[general.cites[0].table].name == "limit");
  const Declaration& table = find(*checked, "limit");
  CHECK(valueText(table.columns[0].values[0], table.columns[0].type, checked->program->vocabulary) == "1");
  CHECK(std::get<std::string>(table.columns[2].values[1]) == "Art. 6");
  CHECK(find(*checked, "role_guide").rows[2].confidence.level == checked::Level::Unconfirmed);
  const Declaration& rule = find(*checked, "r");
  CHECK(rule.variables == 2);
  const auto& exposes = rule.versions[0].general.exposes;
  REQUIRE(exposes.size() == 2);
  CHECK(dump(*exposes[0].option, *checked->program) == "#1");
  CHECK(dump(*exposes[1].option, *checked->program) == "provider");
  CHECK(exposes[1].party_text == "directors");
  CHECK(dump(*exposes[1].from, *checked->program) == "#0^company.founded");
}

TEST_CASE("rows of a decision table are what their cells accept") {
  const auto checked = checkWith(R"(
table sizes for ai_system : integer {
    hit first
    | employs                | (turnover / 2) | label          | is_public | founded | -> size | -> fee : money EUR | cites    | from       |
    | < 10                   | any            | { "b", "a" }   | yes       | any     | 1       | EUR 5              | "Art. 1" | 2024-01-01 |
    | at least 10 at most 20 | = EUR 3        | "a"            | any       | any     | 2       | turnover           | "Art. 2" | none       |
}
define fee for ai_system : money EUR { cites "Art. 1" equals sizes.fee }
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const checked::Program& program = *checked->program;
  const checked::DecisionTable& table = find(*checked, "sizes").decision;
  CHECK(table.hit == checked::HitPolicy::First);
  REQUIRE(table.columns.size() == 5);
  REQUIRE(table.rows.size() == 2);
  CHECK(dump(*table.columns[1].value, program) == "(/ #0^company.turnover 2)");
  const checked::TestCell& below = table.rows[0].tests[0];
  CHECK(below.kind == checked::CellKind::Interval);
  CHECK(!below.least.has_value());
  REQUIRE(below.most.has_value());
  CHECK(std::get<Number>(below.most->value) == Number(10));
  CHECK(!below.most->inclusive);
  CHECK(table.rows[0].tests[1].kind == checked::CellKind::Any);
  CHECK(table.rows[0].tests[2].texts == std::vector<std::string>{"a", "b"});
  CHECK(table.rows[0].tests[3].yes);
  CHECK(table.rows[1].tests[1].least->inclusive);
  CHECK(table.rows[0].from == parseDate("2024-01-01"));
  CHECK(!table.rows[1].from.has_value());
  CHECK(table.rows[1].cites.at(0).text == "Art. 2");
  CHECK(dump(*table.rows[1].outputs[1], program) == "#0^company.turnover");
  CHECK(table.outputs[1].name == "fee");
  CHECK(dump(*find(*checked, "fee").versions[0].general.equals, program) == "#0.:sizes.1");
}

TEST_CASE("controls are an entity keyed by the option, and one rule") {
  const auto checked = checkWith(R"(
controls readiness for company {
    per      point
    title    "Readiness"
    strength voluntary
    fact current : stage
    fact target  : stage
    met when current >= target
    except planned when current < target { permits }
}
)");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const Declaration& rule = find(*checked, "readiness");
  CHECK(rule.kind == DeclarationKind::Rule);
  CHECK(rule.control);
  CHECK(rule.strength == checked::Strength::Voluntary);
  CHECK(rule.versions[0].general.duty == checked::DutyKind::Requires);
  REQUIRE(rule.versions[0].general.cites.size() == 1);
  CHECK(rule.versions[0].general.cites[0].option);
  const Vocabulary& vocabulary = checked->program->vocabulary;
  const Entity& entity = vocabulary.entities[rule.subject];
  CHECK(entity.name == "readiness");
  CHECK(entity.list_name == "readiness");
  CHECK(vocabulary.choices[entity.keyed_by].name == "point");
  CHECK(vocabulary.entities[entity.parent].name == "company");
  CHECK(entity.facts.size() == 2);
}

TEST_CASE("answers stand beside each other without a gap") {
  const auto checked = checkWith("");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  for (const Entity& entity : checked->program->vocabulary.entities) {
    std::uint32_t next = 0;
    for (const FactId id : entity.facts) {
      const Fact& fact = checked->program->vocabulary.facts[id];
      CHECK(fact.slot == next);
      next += fact.slots;
    }
    CHECK(entity.slots == next);
  }
  const Choice& point = checked->program->vocabulary.choices[ChoiceId{1}];
  CHECK(point.lowest == std::vector<std::uint32_t>{1, 2, 3});
}

TEST_CASE("what is read stands before what reads it, whatever the order of files") {
  constexpr std::string_view kText = R"(
define top for company : integer { cites "Art. 1" equals middle + quota }
define middle for company : integer { cites "Art. 1" equals bottom * 2 }
define bottom for company : integer { cites "Art. 1" equals employs }
rule r for company { cites "Art. 1" effective from 2020-01-01 requires top < 5 }
)";
  const auto checked = checkWith(kText);
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const auto& order = checked->program->order;
  const auto position = [&](std::string_view name) {
    return std::find_if(
               order.begin(), order.end(),
               [&](checked::DeclarationId id) { return checked->program->declarations[id].name == name; }) -
           order.begin();
  };
  CHECK(position("bottom") < position("middle"));
  CHECK(position("middle") < position("top"));
  CHECK(position("quota") < position("top"));
}

TEST_CASE("the order in which files are named changes nothing") {
  const auto checked =
      checkText(std::string("# ---- z.jurat\n") + std::string(kBase) +
                "# ---- a.jurat\nin pack t.base\nrule r for company { cites \"Art. 1\" requires grown }\n");
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const ast::File>> turned(checked->files.rbegin(), checked->files.rend());
  const auto again = check(turned, diagnostics);
  REQUIRE(again != nullptr);
  REQUIRE(again->declarations.size() == checked->program->declarations.size());
  for (std::size_t i = 0; i < again->declarations.size(); ++i) {
    CHECK(again->declarations[again->declarations.idAt(i)].name ==
          checked->program->declarations[checked->program->declarations.idAt(i)].name);
  }
}

TEST_CASE("packs that do not know each other never change what either says") {
  const std::string one = std::string(kBase) + "rule r for company { cites \"Art. 1\" requires is_public }\n";
  const std::string other =
      "# ---- other.jurat\npack other.rules { title \"Other\" source act \"Act\" }\n"
      "entity company { fact r : yes_no fact is_new : yes_no }\n"
      "define is_public_too for company : yes_no { cites \"A\" equals is_new }\n"
      "define employs for company : yes_no { cites \"A\" equals r }\n"
      "rule r for company { cites \"A\" requires is_public_too and employs }\n";
  const auto both = checkText(one + other);
  REQUIRE_MESSAGE(both->program != nullptr, both->rendered());
  const auto alone = checkText(one);
  REQUIRE(alone->program != nullptr);
  const auto duty = [](const Checked& checked) {
    for (const Declaration& each : checked.program->declarations) {
      if (each.name == "r" && checked.program->packs[each.pack].id == "t.base") {
        return dump(*each.versions[0].general.duty_expr, *checked.program);
      }
    }
    return std::string();
  };
  CHECK(duty(*both) == duty(*alone));
}

TEST_CASE("long chains and wide conditions are checked in one pass") {
  std::string text = "rule wide for company { cites \"Art. 1\" requires is_public";
  for (int i = 0; i < 10'000; ++i) text += "\n and (employs > " + std::to_string(i) + " or is_public)";
  const auto checked = checkWith(text + " }\n");
  REQUIRE(checked->program != nullptr);
  CHECK(find(*checked, "wide").versions[0].general.duty_expr->args.size() == 10'001);
}

}  // namespace jurat::test
