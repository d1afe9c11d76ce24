// Findings: from the slots of a rule's blocks to its outcome.
#include <algorithm>
#include <utility>

#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/explain.h"
#include "engine/evaluate/rests_on.h"
#include "engine/evaluate/steps.h"
#include "engine/evaluate/verdict.h"

namespace jurat {
namespace {

using checked::Declaration;

void setOutcome(const Machine& machine, const Verdict& verdict, Finding& finding) {
  const bool single = (verdict.bits & (verdict.bits - 1)) == 0;
  if (single) {
    finding.outcome = outcomeOf(verdict.bits);
    // A source that is not confirmed can never convict (language.md, Confidence).
    if (finding.outcome == Outcome::Violated && finding.unconfirmed) {
      finding.outcome = Outcome::Review;
      finding.could_be = {Outcome::Violated};
    }
    return;
  }
  finding.could_be = outcomesOf(verdict.bits);
  finding.outcome = onlyJudgement(machine, verdict.cause) ? Outcome::Review : Outcome::Undetermined;
  finding.missing = missingOf(machine, verdict.cause);
}

Date dayOf(const Number& days) { return Date{static_cast<std::int32_t>(days.toInt64().value_or(0))}; }

// The first day on which it can be in force, from the dates' own bounds.
void setNext(Machine& machine, const RuleCode& rule, const RuleVersion* version, InstanceId subject,
             Finding& finding) {
  const Date day = machine.asOf().day;
  if (version) {
    const Frame& frame = machine.run(version->dates, subject);
    if (version->from_slot != kNoId) {
      const Slot& from = frame.slots[version->from_slot];
      if (from.could(kValue) && !(from.flags & kLowOpen) && Number(day.days) < from.low)
        finding.next = dayOf(from.low);
    }
    if (version->until_slot != kNoId) {
      const Slot& until = frame.slots[version->until_slot];
      if (until.exact() && until.low < Number(day.days)) finding.ended = dayOf(until.low);
    }
  }
  if (finding.next) return;
  for (const RuleVersion& later : rule.versions) {
    if (!later.from || !(day < *later.from)) continue;
    finding.next = later.from;
    return;
  }
  const bool over = !version && !rule.versions.empty() && rule.versions.back().until;
  if (over && *rule.versions.back().until < day) finding.ended = rule.versions.back().until;
}

// Whether what begins then can apply to the subject, by today's answers.
void setNextConcerns(Machine& machine, const RuleCode& rule, const RuleVersion* version, InstanceId subject,
                     Finding& finding) {
  for (const RuleVersion& later : rule.versions) {
    const bool begins = &later == version || (later.from && later.from == finding.next);
    if (begins && machine.result(later.applies, subject).is(kNo)) finding.next_concerns = false;
  }
}

// A control whose option is not there on the as-of day is not in force.
bool isOffered(const Machine& machine, const Declaration& declaration, InstanceId subject, Finding& finding) {
  if (!declaration.control) return true;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  const Choice& catalogue = vocabulary.choices[vocabulary.entities[declaration.subject].keyed_by];
  const auto [from, until] = catalogue.days(machine.profile().instances[subject].option);
  const Date day = machine.asOf().day;
  if (day < from) finding.next = from;
  if (until < day) finding.ended = until;
  return from <= day && day <= until;
}

std::string momentOrDay(const Machine& machine, const std::optional<Number>& at, const Type& type) {
  return at ? boundText(machine, *at, type, 0, false).text : std::string();
}

// The step that made a slot: through the levels of exceptions to the one whose result stands; null when that
// is open.
const Step* stepBehind(const Machine& machine, const Frame& duty, std::uint32_t slot) {
  for (;;) {
    const Step& step = machine.rules().steps[duty.block->first + slot];
    if (step.op != Op::Select) return &step;
    const SelectCode& code = machine.rules().selects[step.a];
    std::uint32_t next = code.general;
    for (const SelectCase& one : code.cases) {
      const Slot& condition = duty.slots[one.condition];
      if (!condition.single()) return nullptr;
      if (condition.is(kYes)) next = one.value;
    }
    if (next == kNoId) return nullptr;
    slot = next;
  }
}

// The day that a deadline fell on before it rolled forward; nothing when it did not, or that is open.
std::optional<Date> rolledFrom(const Machine& machine, const Frame& duty, std::uint32_t due) {
  const Step* step = stepBehind(machine, duty, due);
  if (!step || step->op != Op::WorkingDays || !(step->flags & kRolls)) return std::nullopt;
  const Slot& before = duty.slots[step->a];
  const Slot& after = duty.slots[due];
  if (!before.exact() || !after.exact() || before.low == after.low) return std::nullopt;
  return dayOf(before.low);
}

// When it falls due, what that hangs on where there is something to do by then, and by how much it was
// missed.
void setDue(Machine& machine, const RuleVersion& version, const Frame& duty, const Verdict& verdict,
            Finding& finding) {
  if (version.due == kNoId) return;
  const checked::Expr* expression = checked::deadlineOf(version.source->general);
  const Slot& due = duty.slots[version.due];
  const DueDay known = dueDayOf(machine, version, due);
  finding.due = momentOrDay(machine, known.from, expression->type);
  finding.due_open = known.open;
  if (known.open) finding.due_until = momentOrDay(machine, known.until, expression->type);
  if (known.open && verdict.bits & (kPending | kViolated))
    finding.missing = missingOf(machine, machine.causesForJoining().join(verdict.cause, due.cause));
  finding.rolled_from = rolledFrom(machine, duty, version.due);
  if (finding.outcome != Outcome::Violated || !due.could(kValue)) return;
  finding.overdue = true;
  const Step* judged = stepBehind(machine, duty, duty.block->result);
  if (!judged || judged->op != Op::JudgeEvent) return;
  const Slot& done = duty.slots[judged->a];
  if (!done.is(kValue) || !done.exact() || !due.exact()) return;
  finding.overdue = false;
  Number done_at = done.low;
  if (judged->flags & kDoneMoment) {
    const TimeZone zone = machine.timeZone(duty.block->pack);
    done_at = Number(zone.dayOf(Moment{done.low.toInt64().value_or(0)}).days);
  }
  const std::int64_t apart = subtract(done_at, due.low).value_or(Number()).toInt64().value_or(0);
  finding.late_days = expression->type.kind == TypeKind::Moment ? apart / 86400 : apart;
}

void addConfidence(const checked::Confidence& confidence, std::vector<checked::Confidence>& out) {
  if (!confidence.plain() && std::find(out.begin(), out.end(), confidence) == out.end())
    out.push_back(confidence);
}

// Exceptions that certainly hold: their citations and standing join, and the one that permits is named.
void setExceptions(const Machine& machine, const RuleVersion& version, const Frame& duty,
                   const Declaration& declaration, Finding& finding) {
  finding.exceptions = decidingExceptions(version.exceptions, duty);
  for (const ExceptionCode& exception : version.exceptions) {
    if (!duty.slots[exception.condition].is(kYes)) continue;
    for (std::string& text :
         citationTexts(machine, exception.branch->cites, declaration, finding.option, duty.element)) {
      if (std::find(finding.cites.begin(), finding.cites.end(), text) == finding.cites.end())
        finding.cites.push_back(std::move(text));
    }
    addConfidence(exception.branch->confidence, finding.confidence);
    if (finding.outcome == Outcome::NotApplicable && exception.branch->duty == checked::DutyKind::Permits) {
      finding.excepted_by = exception.branch->name;
    }
  }
}

Reason whyNotInForce(Machine& machine, const RuleVersion* version, const Frame* dates, Explainer& explainer) {
  Reason reason;
  reason.text = Phrase::ReasonDates;
  if (!version || !dates) return reason;
  for (const checked::Expr* side : {version->source->effective_from, version->source->effective_until}) {
    if (!side) continue;
    if (side->kind == checked::ExprKind::Constant) continue;
    reason.children.add(explainer.expression(*side, *dates));
  }
  (void)machine;
  return reason;
}

// Why it is open when the duty falls due: the levels that state a deadline, or may.
Reason whyDue(const Machine& machine, const RuleVersion& version, const Frame& duty, Explainer& explainer) {
  const checked::Branch& general = version.source->general;
  Reason reason;
  reason.text = Phrase::LabelDue;
  reason.value = slotText(machine, duty.slots[version.due], checked::deadlineOf(general)->type);
  const auto says = [&](const checked::Branch& branch, bool, Reason& out) {
    if (!branch.due) return false;
    if (branch.due->kind != checked::ExprKind::Constant)
      out.children.add(explainer.expression(*branch.due, duty));
    return true;
  };
  explainer.level(general, duty, says, reason);
  return reason;
}

Reason why(Machine& machine, const RuleVersion* version, InstanceId subject, const Finding& finding,
           Explainer& explainer) {
  Reason reason;
  reason.text = verbatim(finding.id);
  if (!version) return reason;
  const Frame& dates = machine.run(version->dates, subject);
  if (finding.outcome == Outcome::NotInForce) return whyNotInForce(machine, version, &dates, explainer);
  const bool open_dates = !dates.slots[dates.block->result].single();
  if (open_dates) reason.children.add(whyNotInForce(machine, version, &dates, explainer));
  const Frame* applies = machine.ran(version->applies, subject);
  if (!applies) return reason;
  const Slot& application = applies->slots[applies->block->result];
  for (const checked::Expr* condition : version->source->applies_when) {
    Reason part = explainer.expression(*condition, *applies);
    const bool decided = application.is(kNo) ? part.verdict.is(Phrase::NotMet)
                                             : application.single() || part.verdict.is(Phrase::NotKnown);
    if (!decided) continue;
    if (part.label.empty()) part.label = Phrase::ReasonApplies;
    reason.children.add(std::move(part));
  }
  const Frame* duty = machine.ran(version->duty, subject);
  if (!duty) return reason;
  if (finding.due_open) reason.children.add(whyDue(machine, *version, *duty, explainer));
  const checked::Branch& general = version->source->general;
  const auto says = [&](const checked::Branch& branch, bool, Reason& out) {
    if (branch.duty == checked::DutyKind::None) return false;
    if (!branch.duty_expr) return true;
    Reason part = explainer.expression(*branch.duty_expr, *duty);
    part.label = branch.duty == checked::DutyKind::Forbids  ? Phrase::ReasonForbidden
                 : branch.duty == checked::DutyKind::DoneOn ? Phrase::ReasonDone
                                                            : Phrase::ReasonRequired;
    out.children.add(std::move(part));
    return true;
  };
  explainer.level(general, *duty, says, reason);
  return reason;
}

// The place in the profile a finding points at: the first given fact that decided, else the subject.
Span firstPlace(const Reason& reason) {
  if (reason.profile_place.known()) return reason.profile_place;
  for (const Reason& child : reason.children) {
    const Span place = firstPlace(child);
    if (place.known()) return place;
  }
  return {};
}

// The reason, and what only the reasoning shows: place, limbs, and the standing of what it rests on.
void setReason(Machine& machine, const RuleVersion* version, InstanceId subject, Finding& finding) {
  Explainer explainer(machine);
  finding.reason = why(machine, version, subject, finding, explainer);
  for (const checked::Confidence& standing : explainer.standing())
    addConfidence(standing, finding.confidence);
  const Span place = firstPlace(finding.reason);
  if (place.known()) finding.profile_place = place;
  if (asksForAction(finding.outcome)) finding.rests_on = restsOn(machine, finding);
  const bool breached = finding.outcome == Outcome::Violated ||
                        (finding.outcome == Outcome::Review && finding.could_be.size() == 1);
  if (!breached || finding.cites.empty() || finding.reason.children.empty()) return;
  std::vector<std::string> paths;
  Reason unlabelled = finding.reason.children.back();
  unlabelled.label = {};
  Explainer::limbs(unlabelled, finding.cites.front(), paths);
  finding.decided_by = std::move(paths);
}

bool sawNothing(Machine& machine, const Frame& duty) {
  const Step* steps = machine.rules().steps.data() + duty.block->first;
  bool any_list = false;
  for (std::uint32_t i = 0; i < duty.block->count; ++i) {
    if (steps[i].op != Op::EveryHas) continue;
    any_list = true;
    if (duty.slots[i].may && !machine.activation(duty.slots[i]).visits.empty()) return false;
  }
  return any_list;
}

}  // namespace

Finding findingOf(Machine& machine, const RuleCode& rule, InstanceId subject, Reasons reasons) {
  const checked::Program& program = *machine.rules().program;
  const Declaration& declaration = program.declarations[rule.declaration];
  Finding finding;
  finding.declaration = rule.declaration;
  finding.option = rule.option;
  finding.id = declarationId(machine, rule.declaration, rule.option, subject);
  finding.title = declaration.title;
  finding.subject = subject;
  finding.subject_id = subjectId(machine, subject);
  finding.subject_path = instancePath(machine, subjectOf(machine, subject));
  finding.severity = declaration.severity;
  finding.strength = declaration.strength;
  finding.waivable = declaration.waivable;
  finding.remedy = declaration.remedy;
  finding.rule_place = declaration.name_span;
  if (declaration.control) {
    const Instance& record = machine.profile().instances[subject];
    finding.title = program.vocabulary.choices[program.vocabulary.entities[declaration.subject].keyed_by]
                        .options[record.option]
                        .label;
  } else if (rule.option != kNoId && declaration.per != ChoiceId{kNoId}) {
    finding.title = titleOfOption(declaration.title,
                                  program.vocabulary.choices[declaration.per].options[rule.option].label);
  }
  const bool offered = isOffered(machine, declaration, subject, finding);
  const RuleVersion* version = offered ? versionOn(rule, machine.asOf().day) : nullptr;
  const checked::Version* source = version                        ? version->source
                                   : declaration.versions.empty() ? nullptr
                                                                  : &declaration.versions.front();
  if (source) {
    finding.cites = citationTexts(machine, source->general.cites, declaration, rule.option, subject);
    finding.unconfirmed = source->general.confidence.level == checked::Level::Unconfirmed;
    addConfidence(source->general.confidence, finding.confidence);
  }
  Verdict verdict{kNotInForce, 0, 0};
  if (version) verdict = judge(machine, *version, subject);
  setOutcome(machine, verdict, finding);
  if (offered && verdict.bits & kNotInForce) setNext(machine, rule, version, subject, finding);
  if (verdict.fault) {
    finding.fault = machine.fault(verdict.fault).message;
    finding.fault_place = machine.fault(verdict.fault).rule_place;
  }
  if (version) {
    if (const Frame* duty = machine.ran(version->duty, subject)) {
      setDue(machine, *version, *duty, verdict, finding);
      finding.notes = notesOf(version->notes, *duty);
      setExceptions(machine, *version, *duty, declaration, finding);
      finding.vacuous = finding.outcome == Outcome::Satisfied && sawNothing(machine, *duty);
    }
  }
  finding.profile_place = machine.profile().instances[subject].span;
  if (reasons == Reasons::None) return finding;
  if (finding.next) setNextConcerns(machine, rule, version, subject, finding);
  if (reasons == Reasons::All || asksForAction(finding.outcome))
    setReason(machine, version, subject, finding);
  return finding;
}

}  // namespace jurat
