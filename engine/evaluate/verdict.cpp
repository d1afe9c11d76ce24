#include "engine/evaluate/verdict.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/evaluate/operands.h"

namespace jurat {
namespace {

// Whether a value is made of the as-of day; conditions that only choose between values are left aside.
class Reckoned {
 public:
  explicit Reckoned(const RuleSet& rules) : rules_(rules) {}

  bool fromToday(BlockId block, std::uint32_t slot) {
    if (!seen_.emplace(raw(block), slot).second) return false;
    const Step& step = rules_.steps[rules_.blocks[block].first + slot];
    if (step.op == Op::AsOfDay || step.op == Op::AsOfMoment) return true;
    if (step.op == Op::Definition || step.op == Op::DefinitionPick) {
      const BlockId of{step.b};
      return fromToday(of, rules_.blocks[of].result);
    }
    bool found = false;
    const auto look = [&](std::uint32_t operand) {
      found = found || (operand != kNoId && fromToday(block, operand));
    };
    if (step.op == Op::Select) {
      for (const SelectCase& one : rules_.selects[step.a].cases) look(one.value);
      look(rules_.selects[step.a].general);
    } else {
      eachOperandOf(rules_, step, look);
    }
    return found;
  }

 private:
  const RuleSet& rules_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;  // block and slot
};

}  // namespace

const RuleVersion* versionOn(const RuleCode& rule, Date day) {
  for (const RuleVersion& version : rule.versions) {
    if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until)) return &version;
  }
  return nullptr;
}

Verdict judge(Machine& machine, const RuleVersion& version, InstanceId subject) {
  Verdict verdict;
  const auto note = [&](const Slot& slot) {
    if (slot.could(kError)) {
      verdict.bits |= kFailed;
      verdict.fault = slot.fault;
    }
    if (!slot.single()) verdict.cause = slot.cause;
  };
  const Slot& force = machine.result(version.dates, subject);
  std::uint32_t cause = 0;
  note(force);
  cause = verdict.cause;
  if (force.could(kNo)) verdict.bits |= kNotInForce;
  if (!force.could(kYes)) return verdict;
  const Slot& applies = machine.result(version.applies, subject);
  verdict.cause = 0;
  note(applies);
  if (applies.could(kNo)) verdict.bits |= kNotApplicable;
  Causes& causes = machine.causesForJoining();
  cause = causes.join(cause, verdict.cause);
  if (applies.could(kYes)) {
    const Slot& duty = machine.result(version.duty, subject);
    verdict.bits |= static_cast<std::uint8_t>(duty.could(kError) ? kFailed : duty.may);
    if (verdict.bits & kFailed && duty.fault) verdict.fault = duty.fault;
    cause = causes.join(cause, duty.cause);
  }
  verdict.cause = (verdict.bits & (verdict.bits - 1)) ? cause : 0;
  return verdict;
}

Outcome outcomeOf(std::uint8_t bit) {
  switch (bit) {
    case kSatisfied:
      return Outcome::Satisfied;
    case kViolated:
      return Outcome::Violated;
    case kPending:
      return Outcome::Pending;
    case kNotApplicable:
      return Outcome::NotApplicable;
    case kNotInForce:
      return Outcome::NotInForce;
    default:
      return Outcome::Error;
  }
}

std::vector<Outcome> outcomesOf(std::uint8_t bits) {
  std::vector<Outcome> outcomes;
  for (std::uint8_t bit = 1; bit && bit <= kFailed; bit = static_cast<std::uint8_t>(bit << 1)) {
    if (bits & bit) outcomes.push_back(outcomeOf(bit));
  }
  std::sort(outcomes.begin(), outcomes.end());
  return outcomes;
}

std::vector<Outcome> couldBe(const RuleAnswer& answer) {
  const bool single = (answer.possible & (answer.possible - 1)) == 0;
  // A breach by a source that is not confirmed is a review.
  return single && answer.outcome != Outcome::Review ? std::vector<Outcome>() : outcomesOf(answer.possible);
}

Number dueToday(const RuleSet& rules, const AsOf& as_of, const RuleVersion& version) {
  if (checked::deadlineOf(version.source->general)->type.kind != TypeKind::Moment)
    return Number(as_of.day.days);
  const TimeZone zone = rules.program->packs[rules.blocks[version.duty].pack].time_zone;
  return Number((as_of.moment ? *as_of.moment : zone.endOf(as_of.day)).seconds);
}

bool reckonsDueFromToday(const RuleSet& rules, const RuleVersion& version) {
  return Reckoned(rules).fromToday(version.duty, version.due);
}

DueDay dueDayOf(const Machine& machine, const RuleVersion& version, const Slot& due) {
  DueDay out;
  out.open = !due.single() || (due.could(kValue) && !due.exact());
  if (!due.could(kValue)) return out;
  if (!(due.flags & kLowOpen)) out.from = due.low;
  if (!(due.flags & kHighOpen) && due.is(kValue)) out.until = due.high;
  if (out.open && out.from && *out.from == dueToday(machine.rules(), machine.asOf(), version) &&
      reckonsDueFromToday(machine.rules(), version))
    out.from.reset();
  return out;
}

RuleAnswer answerOf(Machine& machine, const RuleCode& rule, InstanceId subject) {
  const checked::Declaration& declaration = machine.rules().program->declarations[rule.declaration];
  const Date day = machine.asOf().day;
  if (declaration.control) {
    const Vocabulary& vocabulary = machine.rules().vocabulary();
    const Choice& catalogue = vocabulary.choices[vocabulary.entities[declaration.subject].keyed_by];
    const auto [from, until] = catalogue.days(machine.profile().instances[subject].option);
    if (day < from || until < day) return {};
  }
  const RuleVersion* version = versionOn(rule, day);
  return version ? answerUnder(machine, *version, subject) : RuleAnswer{};
}

RuleAnswer answerUnder(Machine& machine, const RuleVersion& version, InstanceId subject) {
  RuleAnswer answer;
  const Verdict verdict = judge(machine, version, subject);
  answer.possible = verdict.bits;
  if ((verdict.bits & (verdict.bits - 1)) != 0) {
    answer.outcome = machine.causes().onlyJudgement(verdict.cause) ? Outcome::Review : Outcome::Undetermined;
  } else {
    answer.outcome = outcomeOf(verdict.bits);
    const bool unconfirmed = version.source->general.confidence.level == checked::Level::Unconfirmed;
    if (answer.outcome == Outcome::Violated && unconfirmed) answer.outcome = Outcome::Review;
  }
  const Frame* duty = version.due == kNoId ? nullptr : machine.ran(version.duty, subject);
  if (!duty) return answer;
  DueDay due = dueDayOf(machine, version, machine.slotOf(*duty, version.due));
  answer.due = std::move(due.from);
  answer.due_open = due.open;
  return answer;
}

}  // namespace jurat
