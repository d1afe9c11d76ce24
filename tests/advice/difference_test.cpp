// Differences of assessments: nothing where there is none, each change once, the same from either side; and
// why each of them is.
#include "engine/advice/change/difference.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "engine/evaluate/evaluate.h"
#include "tests/agreement/load.h"
#include "tests/support/golden.h"

namespace jurat {
namespace {

using agreement::Loaded;

constexpr const char* kWorkshops =
    "workshops: [{id: forge, trade: smith, has_fire_door: no, inspected_on: none, apprentices: 9}, "
    "{id: press, trade: printer, has_fire_door: yes}]";

std::string law() { return *test::readWhole(test::projectPath("tests/packs/outcomes/pack.jurat")); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// A side of a comparison with all it was made of.
struct Made {
  std::shared_ptr<Loaded> loaded;
  Profile profile;
  Assessment assessment;

  Made(std::shared_ptr<Loaded> with, const std::string& answers, const std::string& day = "2026-11-23")
      : loaded(std::move(with)) {
    std::optional<Profile> read = agreement::readAnswers(*loaded, "{jurat: 1, company: {" + answers + "}}");
    REQUIRE_MESSAGE(read, agreement::complaints(*loaded));
    profile = *std::move(read);
    Machine machine(loaded->rules);
    assessment = evaluate(machine, profile, {.as_of = agreement::parseAsOf(day), .named = {}});
  }
  Side side() const { return with(assessment); }
  Side with(const Assessment& other) const {
    return {&other, &profile, loaded->rules.get(), &loaded->sources};
  }
};

std::shared_ptr<Loaded> loaded(const std::string& text) {
  std::shared_ptr<Loaded> out = agreement::load(text);
  REQUIRE_MESSAGE(out->rules, agreement::complaints(*out));
  return out;
}

Difference between(const Made& before, const Made& after) {
  Difference out = differenceOf(before.side(), after.side());
  findReasons(out, before.side(), after.side());
  return out;
}

const Change<Finding>* findingOf(const Difference& difference, const std::string& rule,
                                 const std::string& subject) {
  for (const Change<Finding>& change : difference.findings) {
    if (change.one().id == rule && change.one().subject_id == subject) return &change;
  }
  return nullptr;
}

std::string reasonsOf(const std::vector<ChangeReason>& because) {
  std::string out;
  for (const ChangeReason& reason : because) {
    out += (out.empty() ? "" : ", ") + std::to_string(static_cast<int>(reason.kind)) + " " + reason.name;
    if (reason.day) out += " " + toText(*reason.day);
  }
  return out;
}

std::string kind(ReasonKind kind) { return std::to_string(static_cast<int>(kind)); }

// How many things are told, each field once.
std::size_t told(const Difference& difference) {
  std::size_t count = difference.subjects.size();
  const auto add = [&](const auto& changes) {
    for (const auto& change : changes) {
      count += change.fields.size();
      CHECK(std::is_sorted(change.fields.begin(), change.fields.end()));
      CHECK(std::set<Field>(change.fields.begin(), change.fields.end()).size() == change.fields.size());
      CHECK_FALSE(change.fields.empty());
    }
  };
  add(difference.packs);
  add(difference.findings);
  add(difference.amounts);
  add(difference.benefits);
  add(difference.exposures);
  add(difference.derived);
  return count;
}

Turn opposite(Turn turn) {
  return turn == Turn::Worse ? Turn::Better : turn == Turn::Better ? Turn::Worse : turn;
}

template <typename T>
void checkSwapped(const std::vector<Change<T>>& one, const std::vector<Change<T>>& two) {
  CHECK(one.size() == two.size());
  for (const Change<T>& change : one) {
    const auto other = std::find_if(two.begin(), two.end(), [&](const Change<T>& each) {
      return each.before == change.after && each.after == change.before;
    });
    REQUIRE(other != two.end());
    CHECK(other->turn == opposite(change.turn));
    CHECK(other->fields == change.fields);
    CHECK(other->missing_new == change.missing_gone);
    CHECK(other->missing_gone == change.missing_new);
  }
}

void checkBothWays(const Side& before, const Side& after) {
  const Difference there = differenceOf(before, after), back = differenceOf(after, before);
  checkSwapped(there.packs, back.packs);
  checkSwapped(there.findings, back.findings);
  checkSwapped(there.amounts, back.amounts);
  checkSwapped(there.benefits, back.benefits);
  checkSwapped(there.exposures, back.exposures);
  checkSwapped(there.derived, back.derived);
  CHECK(there.subjects.size() == back.subjects.size());
  CHECK(told(there) == told(back));
}

}  // namespace

TEST_CASE("nothing differs from itself, and sides may be swapped") {
  const auto rules = loaded(law());
  const std::string answers[] = {
      kWorkshops,
      "",
      "turnover: EUR 900_000, workshops: none",
      "turnover: {at_least: EUR 500_000}, workshops: [{id: forge, trade: smith}]",
      "turnover: EUR 2_000_000, workshops: {items: [{id: press, trade: joiner, is_well_lit: {value: yes, by: "
      "Ada, "
      "on: 2026-01-01}}], complete: no}",
  };
  const std::string days[] = {"2026-11-23", "2027-01-01", "2027-06-01"};
  std::vector<std::unique_ptr<Made>> all;
  for (const std::string& each : answers) {
    for (const std::string& day : days) all.push_back(std::make_unique<Made>(rules, each, day));
  }
  for (const auto& one : all) {
    const Difference none = differenceOf(one->side(), one->side());
    CHECK(none.empty());
    CHECK(told(none) == 0);
    for (const auto& other : all) checkBothWays(one->side(), other->side());
  }
}

TEST_CASE("each field that changes is told exactly once") {
  const auto rules = loaded(law());
  const Made made(rules, kWorkshops);
  REQUIRE(made.assessment.findings.size() > 5);
  REQUIRE_FALSE(made.assessment.exposures.empty());
  REQUIRE_FALSE(made.assessment.amounts.empty());
  REQUIRE_FALSE(made.assessment.packs.empty());
  const std::vector<std::pair<Field, std::function<void(Finding&)>>> of_findings = {
      {Field::Outcome,
       [](Finding& it) { it.outcome = it.outcome == Outcome::Error ? Outcome::Satisfied : Outcome::Error; }},
      {Field::CouldBe, [](Finding& it) { it.could_be.push_back(Outcome::Error); }},
      {Field::Due, [](Finding& it) { it.due += "0"; }},
      {Field::Due, [](Finding& it) { it.rolled_from = kFirstDate; }},
      {Field::Late, [](Finding& it) { it.late_days = 77; }},
      {Field::Late, [](Finding& it) { it.overdue = !it.overdue; }},
      {Field::InForce, [](Finding& it) { it.next = kLastDate; }},
      {Field::InForce, [](Finding& it) { it.ended = kFirstDate; }},
      {Field::Except, [](Finding& it) { it.exceptions.emplace_back("other"); }},
      {Field::Severity,
       [](Finding& it) {
         it.severity =
             it.severity == checked::Severity::Low ? checked::Severity::High : checked::Severity::Low;
       }},
      {Field::Strength,
       [](Finding& it) {
         it.strength =
             it.strength == checked::Strength::Must ? checked::Strength::Should : checked::Strength::Must;
       }},
      {Field::Law, [](Finding& it) { it.cites.emplace_back("Sec. 99"); }},
      {Field::Standing, [](Finding& it) { it.unconfirmed = !it.unconfirmed; }},
      {Field::Missing, [](Finding& it) { it.missing.emplace_back().path = "company.other"; }},
  };
  for (std::size_t i = 0; i < made.assessment.findings.size(); ++i) {
    for (const auto& [field, change] : of_findings) {
      Assessment other = made.assessment;
      change(other.findings[i]);
      const Difference difference = differenceOf(made.side(), made.with(other));
      CHECK(told(difference) == 1);
      REQUIRE(difference.findings.size() == 1);
      CHECK(difference.findings[0].fields == std::vector<Field>{field});
      CHECK(difference.findings[0].after == &other.findings[i]);
      checkBothWays(made.side(), made.with(other));
    }
  }
  const std::vector<std::function<void(Assessment&)>> others = {
      [](Assessment& it) { it.amounts[0].bounds.at(0).may_fail ^= true; },
      [](Assessment& it) { it.amounts[0].in_force ^= true; },
      [](Assessment& it) { it.amounts[0].cites.emplace_back("Sec. 99"); },
      [](Assessment& it) { it.amounts[0].missing.emplace_back().path = "company.other"; },
      [](Assessment& it) { it.exposures[0].once ^= true; },
      [](Assessment& it) { it.exposures.pop_back(); },
      [](Assessment& it) { it.packs[0].version += ".1"; },
      [](Assessment& it) { it.packs[0].loaded ^= true; },
      [](Assessment& it) { it.packs[0].status = checked::Status::Repealed; },
      [](Assessment& it) { it.derived.emplace_back().id = "outcomes/size"; },
      [](Assessment& it) { it.benefits.emplace_back(); },
      [](Assessment& it) { it.amounts.emplace_back().id = "outcomes/other"; },
  };
  for (const auto& change : others) {
    Assessment other = made.assessment;
    change(other);
    CHECK(told(differenceOf(made.side(), made.with(other))) == 1);
    checkBothWays(made.side(), made.with(other));
  }
}

TEST_CASE("what is newly violated stands first, then what is worse, by severity and stake") {
  const auto rules = loaded(law());
  const Made before(
      rules,
      "turnover: EUR 1, workshops: [{id: a, trade: smith, has_fire_door: yes, has_notice_board: yes}]");
  const Made after(
      rules, "turnover: EUR 1, workshops: [{id: a, trade: smith, has_fire_door: no, has_notice_board: no}]");
  const Difference difference = differenceOf(before.side(), after.side());
  REQUIRE(difference.findings.size() >= 2);
  CHECK(difference.findings.front().one().id == "outcomes/fire_door");
  int last = 0;
  for (const Change<Finding>& change : difference.findings) {
    const bool violated = change.after && change.after->outcome == Outcome::Violated;
    const int rank = change.turn == Turn::Worse ? (violated ? 0 : 1) : change.turn == Turn::Better ? 2 : 3;
    CHECK(rank >= last);
    last = rank;
  }
}

TEST_CASE("an answer that decides is the reason, and no other") {
  const auto rules = loaded(law());
  const Made before(rules, std::string("turnover: EUR 1_000_000, ") + kWorkshops);
  const Made after(rules, "turnover: EUR 900_000, " +
                              replaced(replaced(kWorkshops, "has_fire_door: no", "has_fire_door: yes"),
                                       "printer", "joiner"));
  const Difference difference = between(before, after);
  REQUIRE(difference.answers.size() == 3);
  CHECK(difference.answers[0].path == "company.turnover");
  CHECK(difference.answers[1].path == "company.workshops[forge].has_fire_door");
  CHECK(say(difference.answers[1].before, Language::English) == "no");
  CHECK(say(difference.answers[1].after, Language::English) == "yes");
  CHECK(difference.answers[2].path == "company.workshops[press].trade");
  const Change<Finding>* door = findingOf(difference, "outcomes/fire_door", "forge");
  REQUIRE(door != nullptr);
  CHECK(door->turn == Turn::Better);
  CHECK(reasonsOf(door->because) == kind(ReasonKind::Answer) + " company.workshops[forge].has_fire_door");
  const Change<Finding>* press = findingOf(difference, "outcomes/fire_door", "press");
  REQUIRE(press != nullptr);
  CHECK(reasonsOf(press->because) == kind(ReasonKind::Answer) + " company.workshops[press].trade");
  REQUIRE(difference.amounts.size() == 1);
  CHECK(reasonsOf(difference.amounts[0].because) == kind(ReasonKind::Answer) + " company.turnover");
  for (const Change<ExposureLine>& change : difference.exposures) CHECK_FALSE(change.because.empty());
}

TEST_CASE("a provision that takes effect, a deadline that passes, and a day that changes nothing") {
  const auto rules = loaded(law());
  const Made before(rules, kWorkshops), later(rules, kWorkshops, "2027-07-01"),
      soon(rules, kWorkshops, "2026-12-01");
  CHECK(differenceOf(before.side(), soon.side()).empty());
  const Difference difference = between(before, later);
  CHECK(difference.answers.empty());
  const Change<Finding>* apprentices = findingOf(difference, "outcomes/apprentices", "forge");
  REQUIRE(apprentices != nullptr);
  CHECK(apprentices->turn == Turn::Worse);
  CHECK(reasonsOf(apprentices->because) ==
        kind(ReasonKind::TakesEffect) + " outcomes/apprentices 2027-06-01");
  const Change<Finding>* inspection = findingOf(difference, "outcomes/inspection", "forge");
  REQUIRE(inspection != nullptr);
  CHECK(inspection->after->outcome == Outcome::Violated);
  CHECK(reasonsOf(inspection->because) ==
        kind(ReasonKind::DeadlinePassed) + " outcomes/inspection 2026-12-31");
  // The other way round the law is the same: it takes effect on that day.
  const Difference back = between(later, before);
  const Change<Finding>* gone = findingOf(back, "outcomes/apprentices", "forge");
  REQUIRE(gone != nullptr);
  CHECK(gone->turn == Turn::Better);
  CHECK(reasonsOf(gone->because) == kind(ReasonKind::TakesEffect) + " outcomes/apprentices 2027-06-01");
}

TEST_CASE("wordings of a rule and of what it rests on, new rules and rules that are gone") {
  const std::string old = law();
  std::string text =
      replaced(old, "applies  when trade in { smith, joiner }", "applies  when trade in { smith, printer }");
  text = replaced(text, "fixed: EUR 10_000", "fixed: EUR 20_000");
  text = replaced(text, "rule light for workshop {", "# a remark\nrule light for\n workshop {");
  text = replaced(text, "rule notice_board for", "rule board for");
  text = text.substr(0, text.find("test \"the fire door\""));
  const Made before(loaded(old.substr(0, old.find("test \"the fire door\""))), kWorkshops);
  const Made after(loaded(text), replaced(kWorkshops, "trade: printer, has_fire_door: yes",
                                          "trade: printer, has_fire_door: yes"));
  const Difference difference = between(before, after);
  const Change<Finding>* press = findingOf(difference, "outcomes/fire_door", "press");
  REQUIRE(press != nullptr);
  CHECK(reasonsOf(press->because) ==
        kind(ReasonKind::RuleText) + " outcomes/fire_door, " + kind(ReasonKind::RuleText) + " outcomes/fine");
  CHECK(before.loaded->sources.text(press->because[0].place_before) == "fire_door");
  CHECK(after.loaded->sources.text(press->because[0].place_after) == "fire_door");
  REQUIRE(difference.amounts.size() == 1);
  CHECK(reasonsOf(difference.amounts[0].because) == kind(ReasonKind::RuleText) + " outcomes/fine");
  const Change<Finding>* fresh = findingOf(difference, "outcomes/board", "forge");
  REQUIRE(fresh != nullptr);
  CHECK(fresh->before == nullptr);
  CHECK(reasonsOf(fresh->because) == kind(ReasonKind::RuleNew) + " outcomes/board");
  const Change<Finding>* gone = findingOf(difference, "outcomes/notice_board", "forge");
  REQUIRE(gone != nullptr);
  CHECK(reasonsOf(gone->because) == kind(ReasonKind::RuleGone) + " outcomes/notice_board");
  // Blanks, comments and another place in the file are no change.
  CHECK(findingOf(difference, "outcomes/light", "forge") == nullptr);
}

TEST_CASE("what comes and goes with an entry is told as one answer, and is its reason") {
  const auto rules = loaded(law());
  const Made before(rules, kWorkshops);
  const Made after(rules,
                   "workshops: [{id: press, trade: printer, has_fire_door: yes}, {id: mill, trade: joiner}]");
  const Difference difference = between(before, after);
  REQUIRE(difference.answers.size() == 2);
  CHECK(difference.answers[0].path == "company.workshops[forge]");
  CHECK(difference.answers[0].kind == AnswerChange::Kind::Entry);
  CHECK(difference.answers[1].path == "company.workshops[mill]");
  REQUIRE(difference.subjects.size() == 2);
  CHECK_FALSE(difference.subjects[0].came);
  CHECK(difference.subjects[1].came);
  for (const Change<Finding>& change : difference.findings) {
    const bool came = change.before == nullptr;
    CHECK(reasonsOf(change.because) ==
          kind(came ? ReasonKind::SubjectNew : ReasonKind::SubjectGone) + " " + change.one().subject_path);
  }
}

TEST_CASE("a list that is not whole, and an answer with something else behind it, are other answers") {
  const auto rules = loaded(law());
  const Made before(rules,
                    "workshops: [{id: a, trade: smith, is_well_lit: {value: yes, by: Ada, on: 2026-01-01}}]");
  const Made after(rules,
                   "workshops: {items: [{id: a, trade: smith, is_well_lit: {value: yes, by: Bob, on: "
                   "2026-01-01}}], complete: no}");
  const Difference difference = between(before, after);
  REQUIRE(difference.answers.size() == 2);
  CHECK(difference.answers[0].kind == AnswerChange::Kind::List);
  CHECK(difference.answers[1].path == "company.workshops[a].is_well_lit");
  CHECK(say(difference.answers[1].after, Language::English) == "yes (Bob)");
}

TEST_CASE("answers that differ in what stands behind them alone say where") {
  const auto rules = loaded(law());
  const auto judged = [&](const std::string& on, const std::string& expires) {
    return Made(rules, "workshops: [{id: a, trade: smith, is_well_lit: {value: yes, by: Ada, on: " + on +
                           (expires.empty() ? "" : ", expires: " + expires) + "}}]");
  };
  const Made before = judged("2026-01-01", ""), later = judged("2026-02-01", ""),
             lapsing = judged("2026-01-01", "2028-01-01");
  const Difference moved = between(before, later), limited = between(before, lapsing);
  REQUIRE(moved.answers.size() == 1);
  CHECK(say(moved.answers[0].before, Language::English) == "yes (judged by Ada on 2026-01-01)");
  CHECK(say(moved.answers[0].after, Language::English) == "yes (judged by Ada on 2026-02-01)");
  REQUIRE(limited.answers.size() == 1);
  CHECK(say(limited.answers[0].before, Language::English) == "yes (Ada)");
  CHECK(say(limited.answers[0].after, Language::English) == "yes (Ada) (until 2028-01-01)");
}

TEST_CASE("amounts of entries with the same id are told apart by their parents") {
  const auto rules = loaded(
      "pack nest {\n title \"Bridges\"\n source law \"Bridges\" binding\n version \"1.0.0\"\n language 1\n"
      " status in_force\n currency EUR\n deadlines as counted\n time_zone \"UTC\"\n}\n"
      "entity company {\n fact g : yes_no\n ask \"g?\"\n}\n"
      "entity site within company as sites {\n fact s : yes_no\n ask \"s?\"\n}\n"
      "entity bridge within site as bridges {\n fact cost : money EUR at least EUR 0\n ask \"cost?\"\n"
      " fact ok : yes_no\n ask \"ok?\"\n}\n"
      "amount fine for bridge : money EUR {\n title \"Fine\"\n cites \"Sec. 9\"\n at most 10% of cost\n}\n"
      "rule good for bridge {\n title \"Good\"\n cites \"Sec. 3\"\n requires ok\n exposes bridge to "
      "fine\n}\n");
  const std::string north = "{id: n, bridges: [{id: a, cost: EUR 100, ok: no}]}",
                    south = "{id: s, bridges: [{id: a, cost: EUR 500, ok: no}]}";
  const Made both(rules, "sites: [" + north + ", " + south + "]"), one(rules, "sites: [" + south + "]");
  const Difference difference = between(both, one);
  REQUIRE(difference.amounts.size() == 1);
  CHECK(difference.amounts[0].after == nullptr);
  CHECK(pathOf(*difference.amounts[0].before, both.side()) == "company.sites[n].bridges[a]");
  REQUIRE(difference.exposures.size() == 1);
}

}  // namespace jurat
