// The gate on findings made by hand: levels, which waiver speaks, what a baseline accepts, fingerprints.
#include "engine/gate/gate.h"

#include <doctest/doctest.h>

#include "engine/gate/baseline.h"
#include "engine/gate/changes.h"
#include "engine/gate/fingerprint.h"
#include "engine/gate/waivers.h"

using namespace jurat;

namespace {

const Date kDay = makeDate(2026, 11, 23).value();

Finding finding(const std::string& id, Outcome outcome = Outcome::Violated) {
  Finding made;
  made.id = id;
  made.subject_path = "company";
  made.outcome = outcome;
  if (outcome == Outcome::Undetermined) made.could_be = {Outcome::Satisfied, Outcome::Violated};
  made.rests_on = {{"company.a", "no"}, {"company.b", "yes"}};
  return made;
}

Assessment assessment(std::vector<Finding> findings) {
  Assessment made;
  made.as_of = {kDay, std::nullopt};
  made.evaluated = findings.size();
  made.findings = std::move(findings);
  PackUse pack;
  pack.id = "p";
  made.packs = {pack};
  return made;
}

Waiver waiver(std::int32_t from, std::int32_t until, const std::string& fingerprint = "") {
  Waiver made;
  made.rule = "p/a";
  made.subject = "company";
  made.granted = Date{kDay.days + from};
  made.expires = Date{kDay.days + until};
  made.fingerprint = fingerprint;
  return made;
}

GateResult judged(const Assessment& made, const GatePolicy& policy) {
  return gate({{&made, "acme.yaml", "acme.yaml"}}, policy);
}

GatePolicy with(std::vector<Waiver> waivers) {
  GatePolicy policy;
  policy.waivers = std::make_shared<const std::vector<Waiver>>(std::move(waivers));
  return policy;
}

}  // namespace

TEST_CASE("the state of a waiver, day by day") {
  struct Row {
    std::int32_t from, until;
    std::string fingerprint;
    WaiverState state;
    ExitCode code;
  };
  const std::string today = factsFingerprint(finding("p/a"));
  for (const Row& row : {Row{0, 0, "", WaiverState::Expiring, ExitCode::Pass},
                         Row{-9, 14, today, WaiverState::Expiring, ExitCode::Pass},
                         Row{-9, 15, today, WaiverState::Valid, ExitCode::Pass},
                         Row{-9, -1, today, WaiverState::Expired, ExitCode::Fail},
                         Row{1, 9, today, WaiverState::NotYet, ExitCode::Fail},
                         Row{-9, 99, std::string(64, '0'), WaiverState::Lapsed, ExitCode::Fail}}) {
    const Assessment made = assessment({finding("p/a")});
    const GateResult result = judged(made, with({waiver(row.from, row.until, row.fingerprint)}));
    INFO(row.from, " ", row.until);
    CHECK(result.code == row.code);
    CHECK(result.views[0][0].waiver_state == row.state);
    CHECK(result.views[0][0].waived() == (row.code == ExitCode::Pass));
    CHECK(result.used.size() == 1);
    CHECK(result.used[0].state == row.state);
    CHECK(result.used[0].days_left == row.until);
  }
}

TEST_CASE("of several waivers the one that holds speaks, and the others are said to be replaced") {
  const Assessment made = assessment({finding("p/a")});
  const GateResult result = judged(made, with({waiver(-9, -1), waiver(-9, 30), waiver(5, 30)}));
  CHECK(result.code == ExitCode::Pass);
  CHECK(result.views[0][0].waiver == &(*result.waivers)[1]);
  CHECK(result.used[0].replaced);
  CHECK_FALSE(result.used[1].replaced);
  CHECK(result.used[2].replaced);
}

TEST_CASE("nothing to waive, another profile, another pack") {
  const Assessment met = assessment({finding("p/a", Outcome::Satisfied)});
  CHECK(judged(met, with({waiver(-9, 30)})).used[0].state == WaiverState::Unused);
  Waiver elsewhere = waiver(-9, 30);
  elsewhere.profile = "other.yaml";
  Waiver foreign = waiver(-9, 30);
  foreign.rule = "q/a";
  CHECK(judged(met, with({elsewhere, foreign})).used.empty());
  // An error is no finding to live with.
  const Assessment broken = assessment({finding("p/a", Outcome::Error)});
  const GateResult result = judged(broken, with({waiver(-9, 30)}));
  CHECK(result.code == ExitCode::RuleError);
  CHECK(result.views[0][0].decides);
}

TEST_CASE("levels: the rule before its pack, its option before the rule; none switches an error off") {
  struct Row {
    std::vector<LevelSetting> levels;
    Level level;
  };
  for (const Row& row :
       std::vector<Row>{{{}, Level::Fail},
                        {{{"p", Level::Off, {}}}, Level::Off},
                        {{{"p", Level::Off, {}}, {"p/a", Level::Warn, {}}}, Level::Warn},
                        {{{"p/a", Level::Off, {}}, {"p/a[x]", Level::Fail, {}}}, Level::Fail},
                        {{{"p/b", Level::Off, {}}}, Level::Fail}}) {
    GatePolicy policy;
    policy.levels = row.levels;
    const Assessment made = assessment({finding("p/a[x]")});
    const GateResult result = judged(made, policy);
    CHECK(result.views[0][0].level == row.level);
    CHECK(result.code == (row.level == Level::Fail ? ExitCode::Fail : ExitCode::Pass));
    CHECK(result.views[0][0].asks_for == ExitCode::Fail);
    const Assessment broken = assessment({finding("p/a[x]", Outcome::Error)});
    CHECK(judged(broken, policy).code == ExitCode::RuleError);
  }
}

TEST_CASE("what decides is what the code rests on") {
  const Assessment made = assessment({finding("p/a"), finding("p/b"), finding("p/c", Outcome::Undetermined),
                                      finding("p/d", Outcome::Pending)});
  const GateResult result = judged(made, with({waiver(-9, 30)}));
  CHECK(result.code == ExitCode::Fail);
  CHECK_FALSE(result.views[0][0].decides);
  CHECK(result.views[0][1].decides);
  CHECK_FALSE(result.views[0][2].decides);
  CHECK_FALSE(result.views[0][3].decides);
}

TEST_CASE("fingerprints: of paths for a finding, of values for a waiver, never of one profile for another") {
  const Finding first = finding("p/a");
  Finding other_value = first, other_path = first, other_outcome = first;
  other_value.rests_on[0].value = "not answered";
  other_path.rests_on[0].path = "company.c";
  other_outcome.outcome = Outcome::Review;
  CHECK(findingFingerprint(first, "x") == findingFingerprint(other_value, "x"));
  CHECK(findingFingerprint(first, "x") == findingFingerprint(other_outcome, "x"));
  CHECK(findingFingerprint(first, "x") != findingFingerprint(other_path, "x"));
  CHECK(findingFingerprint(first, "x") != findingFingerprint(first, "y"));
  CHECK(factsFingerprint(first) != factsFingerprint(other_value));
  CHECK(factsFingerprint(first) == factsFingerprint(other_outcome));
  CHECK(findingFingerprint(first, "x").size() == 64);
}

TEST_CASE("a baseline accepts what is no worse than it was") {
  const auto accepted = [](Outcome then, Outcome now,
                           checked::Severity severity = checked::Severity::Medium) {
    BaselineEntry entry;
    entry.outcome = then;
    Finding made = finding("p/a", now);
    made.severity = severity;
    return accepts(entry, made);
  };
  CHECK(accepted(Outcome::Violated, Outcome::Violated));
  CHECK(accepted(Outcome::Violated, Outcome::Undetermined));
  CHECK_FALSE(accepted(Outcome::Undetermined, Outcome::Violated));
  CHECK_FALSE(accepted(Outcome::Pending, Outcome::Violated));
  CHECK_FALSE(accepted(Outcome::Pending, Outcome::Review));
  CHECK(accepted(Outcome::Review, Outcome::Undetermined));
  CHECK_FALSE(accepted(Outcome::Violated, Outcome::Violated, checked::Severity::High));
  CHECK(accepted(Outcome::Violated, Outcome::Violated, checked::Severity::Low));
}

TEST_CASE("what a change does to waivers and baseline") {
  const Waiver one = waiver(0, 9), two = waiver(0, 10);
  CHECK(waiverChanges({one}, {one}).empty());
  CHECK(waiverChanges({one}, {two, one}).size() == 1);
  CHECK(waiverChanges({one}, {two}).size() == 2);
  Baseline then, now;
  then.entries.push_back({.fingerprint = "a", .profile = "", .rule = "", .subject = "", .since = {}});
  now = then;
  CHECK(baselineChanges("b", then, now).empty());
  now.entries[0].since = kDay;
  CHECK(baselineChanges("b", then, now).empty());
  now.entries[0].severity = checked::Severity::Critical;  // it accepts more
  CHECK(baselineChanges("b", then, now).size() == 2);
}
