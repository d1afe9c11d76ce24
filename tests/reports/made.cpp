#include "tests/reports/made.h"

#include <utility>

#include "engine/values/type.h"

namespace jurat::test {
namespace {

const std::string kRules = "pack test.made {\n}\nrule one for thing {\n    cites \"Art. 1\"\n}\n";
const std::string kProfile = "company:\n  name: Acme\n  things:\n    - id: one\n      said: yes\n";
const std::string kFingerprint(64, 'a');

Texts texts(const std::string& text) { return {text, text}; }

Missing missing(const std::string& text, Span place) {
  Missing one;
  one.kind = Missing::Kind::Judgement;
  one.path = one.name = text;
  one.question = texts(text);
  one.place = place;
  one.lapsed = verbatim(text);
  return one;
}

Reason reason(const std::string& text, Span place, Span rule) {
  Reason leaf;
  leaf.text = leaf.value = verbatim(text);
  leaf.profile_place = place;
  leaf.rule_place = rule;
  Reason root;
  root.text = root.label = verbatim(text);
  root.verdict = Phrase::Met;
  root.rule_place = rule;
  root.children.add(std::move(leaf));
  return root;
}

// One said of the fact on line 5, whose record begins on line 4.
class Maker {
 public:
  Maker(Made& to, std::string text) : to_(to), text_(std::move(text)) {
    const SourceFile& rules = to.sources.add("/project/rules/made.jurat", kRules);
    to.rule_place = rules.span(kRules.find("rule one"), kRules.find("rule one") + 8);
    profile_ = "./profiles/" + text_ + ".yaml";
    const SourceFile& profile = to.sources.add(profile_, kProfile);
    const std::size_t fact = kProfile.find("yes"), record = kProfile.find("id: one");
    fact_ = profile.span(fact, fact + 3);
    record_ = profile.span(record, kProfile.size());
  }

  Assessment& start() {
    Assessment& assessment = to_.assessments.emplace_back();
    assessment.as_of = {*parseDate("2026-11-23"), std::nullopt};
    assessment.profile_name = profile_;
    assessment.company = text_;
    PackUse& pack = assessment.packs.emplace_back();
    pack.id = "test.made";
    pack.version = text_;
    pack.title = texts(text_);
    pack.why = verbatim(text_);
    to_.gate.views.emplace_back();
    return assessment;
  }

  FindingView& add(Assessment& to, Outcome outcome) {
    const std::string number = std::to_string(to.findings.size());
    Finding finding;
    finding.id = "test.made/rule_" + number;
    finding.title = texts(text_);
    finding.subject_id = text_;
    finding.subject_path = text_ + number;
    finding.outcome = outcome;
    finding.cites = {text_};
    finding.severity = static_cast<checked::Severity>(3 - to.findings.size() % 4);
    finding.notes = {texts(text_)};
    finding.remedy = texts(text_);
    finding.profile_place = fact_;
    finding.rule_place = to_.rule_place;
    if (outcome != Outcome::Satisfied) finding.reason.children.add(reason(text_, fact_, to_.rule_place));
    if (outcome == Outcome::Undetermined || outcome == Outcome::Review) {
      finding.could_be = {Outcome::Satisfied, Outcome::Violated};
      finding.missing = {missing(text_, record_)};
    }
    if (outcome == Outcome::Pending) finding.due = "2026-11-30";
    if (outcome == Outcome::NotApplicable) finding.excepted_by = text_;
    if (outcome == Outcome::NotInForce) finding.next = parseDate("2027-08-02");
    if (outcome == Outcome::Error) finding.fault = verbatim(text_), finding.fault_place = to_.rule_place;
    to.findings.push_back(std::move(finding));
    ++to.evaluated;
    FindingView& view = to_.gate.views.back().emplace_back();
    if (outcome == Outcome::Violated) view.asks_for = ExitCode::Fail, view.fingerprint = kFingerprint;
    return view;
  }

  Waiver waiver(const std::string& rule, const std::string& last) const {
    Waiver waiver;
    waiver.rule = rule;
    waiver.subject = text_ + "1";
    waiver.reason = waiver.owner = waiver.approver = text_;
    waiver.granted = *parseDate("2026-10-01");
    waiver.expires = *parseDate(last);
    return waiver;
  }

  void stake(Assessment& to) {
    AmountResult& amount = to.amounts.emplace_back();
    amount.id = "test.made/fine";
    amount.title = texts(text_);
    amount.cites = {text_};
    amount.currency = currencyId("EUR");
    amount.bounds.emplace_back().has_most = true;
    to.exposures.emplace_back().party = text_;
    Derived& derived = to.derived.emplace_back();
    derived.id = "test.made/size";
    derived.title = texts(text_);
    derived.value = verbatim(text_);
    derived.known = true;
    to.unread = {"company." + text_};
  }

  // A deadline, a waiver that ends, and what is not yet law.
  void dates() {
    Timeline& timeline = to_.timelines.emplace_back();
    timeline.from = *parseDate("2026-11-23");
    timeline.to = *parseDate("2036-11-23");
    timeline.profile_name = profile_;
    timeline.company = text_;
    DateChange& due = change(timeline, "2026-12-01", DateReason::DeadlinePasses);
    due.last_day = parseDate("2026-11-30");
    due.before.outcome = Outcome::Pending;
    due.after.outcome = Outcome::Violated;
    due.known_since = parseDate("2026-09-01");
    DateChange& waiver = change(timeline, "2027-01-01", DateReason::WaiverExpires);
    waiver.about = DateChange::About::Waiver;
    waiver.last_day = parseDate("2026-12-31");
    DateChange& draft = change(timeline, "2027-08-02", DateReason::TakesEffect);
    draft.status = checked::Status::Proposal;
    draft.after.outcome = Outcome::Undetermined;
    draft.after.could_be = {Outcome::Satisfied, Outcome::Violated};
  }

 private:
  DateChange& change(Timeline& to, const std::string& day, DateReason reason) const {
    DateChange& change = to.changes.emplace_back();
    change.day = *parseDate(day);
    change.reason = reason;
    change.id = "test.made/rule_" + std::to_string(to.changes.size());
    change.title = change.because_title = texts(text_);
    change.subject_id = change.subject_path = change.pack = change.because = text_;
    change.cites = {text_};
    change.before.runs = change.after.runs = true;
    return change;
  }

  Made& to_;
  std::string text_, profile_;
  Span fact_, record_;
};

void views(Made& to, Maker& maker, Assessment& assessment) {
  const auto waivers = std::make_shared<std::vector<Waiver>>();
  waivers->push_back(maker.waiver("test.made/rule_1", "2026-12-31"));
  waivers->push_back(maker.waiver("test.made/rule_3", "2026-11-22"));
  to.gate.waivers = waivers;
  to.gate.used = {{.waiver = &(*waivers)[0],
                   .state = WaiverState::Valid,
                   .days_left = 38,
                   .replaced = false,
                   .facts = {}},
                  {.waiver = &(*waivers)[1],
                   .state = WaiverState::Expired,
                   .days_left = -1,
                   .replaced = false,
                   .facts = {}}};
  for (const Outcome outcome :
       {Outcome::Violated, Outcome::Violated, Outcome::Violated, Outcome::Violated, Outcome::Undetermined,
        Outcome::Review, Outcome::Pending, Outcome::Satisfied, Outcome::NotApplicable, Outcome::NotInForce,
        Outcome::Error, Outcome::Violated, Outcome::Violated})
    maker.add(assessment, outcome);
  std::vector<FindingView>& all = to.gate.views.front();
  all[Made::Decides].decides = true;
  all[Made::Waived].waiver = &(*waivers)[0];
  all[Made::Known].baseline = BaselineState::Unchanged;
  all[Made::Known].since = parseDate("2026-09-01");
  all[Made::Expired].decides = true;
  all[Made::Expired].waiver = &(*waivers)[1];
  all[Made::Expired].waiver_state = WaiverState::Expired;
  all[Made::Expired].baseline = BaselineState::New;
  all[Made::Open].asks_for = all[Made::Review].asks_for = ExitCode::Undecided;
  all[Made::Broken].asks_for = ExitCode::RuleError;
  all[Made::Warned].level = Level::Warn;
  all[Made::Off].level = Level::Off;
}

}  // namespace

RunReport Made::run() const {
  RunReport report{.parts = {}, .gate = gate, .rules = rules, .sources = sources};
  for (std::size_t i = 0; i < assessments.size(); ++i)
    report.parts.push_back({&assessments[i], &gate.views[i], i < timelines.size() ? &timelines[i] : nullptr});
  return report;
}

std::string Made::report(std::string_view format) const {
  return reportFormat(format)->write(run(), options);
}

std::unique_ptr<Made> made(const std::string& text) {
  auto to = std::make_unique<Made>();
  Maker maker(*to, text);
  Assessment& assessment = maker.start();
  views(*to, maker, assessment);
  maker.stake(assessment);
  maker.dates();
  to->gate.code = ExitCode::Fail;
  to->gate.gone = {{"test.made/rule_9", text, std::string(64, 'b'), *parseDate("2026-09-01")}};
  to->gate.policy = {verbatim(text)};
  return to;
}

std::unique_ptr<Made> many(std::size_t count, Outcome outcome) {
  auto to = std::make_unique<Made>();
  Maker maker(*to, "bot");
  Assessment& assessment = maker.start();
  for (std::size_t i = 0; i < count; ++i) {
    FindingView& view = maker.add(assessment, outcome);
    if (!view.fingerprint.empty()) view.fingerprint = std::string(56, 'c') + std::to_string(10'000'000 + i);
    view.decides = view.asks_for != ExitCode::Pass;
  }
  to->gate.code = ExitCode::Fail;
  return to;
}

}  // namespace jurat::test
