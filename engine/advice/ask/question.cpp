#include "engine/advice/ask/question.h"

#include <algorithm>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/verdict.h"

namespace jurat::asking {
namespace {

const AmountCode& amountOf(const RuleSet& rules, const Question& question) {
  return question.kind == Kind::Benefit ? rules.benefits[question.index] : rules.amounts[question.index];
}

std::string boundText(const Slot& slot) {
  if (slot.is(kNone)) return "none";
  if (slot.is(kError)) return "error";
  if (!slot.could(kValue)) return "-";
  std::string text = slot.flags & kLowOpen ? "" : slot.low.text();
  text += slot.flags & kHighOpen ? ".." : slot.low == slot.high ? "" : ".." + slot.high.text();
  if (slot.could(kNone)) text += " or none";
  if (slot.could(kError)) text += " or error";
  return text + (slot.unit ? " " + currencyCode(slot.unit) : "");
}

bool isSettled(const Slot& slot) { return slot.is(kNone) || slot.is(kError) || slot.exact(); }

// The option of a control is not there on that day.
bool isOffered(const Machine& machine, const checked::Declaration& declaration, InstanceId subject) {
  if (!declaration.control) return true;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  const Choice& catalogue = vocabulary.choices[vocabulary.entities[declaration.subject].keyed_by];
  const auto [from, until] = catalogue.days(machine.profile().instances[subject].option);
  return from <= machine.asOf().day && machine.asOf().day <= until;
}

Reply replyOfRule(Machine& machine, const Question& question) {
  const RuleCode& rule = machine.rules().rules[question.index];
  const checked::Declaration& declaration = machine.rules().program->declarations[rule.declaration];
  Reply out;
  out.label.outcomes = kNotInForce;
  const RuleVersion* version = versionOn(rule, machine.asOf().day);
  if (!version || !isOffered(machine, declaration, question.subject)) return out;
  const Verdict verdict = judge(machine, *version, question.subject);
  out.label.outcomes = verdict.bits;
  out.settled = (verdict.bits & (verdict.bits - 1)) == 0;
  out.cause = verdict.cause;
  if (!(verdict.bits & (kPending | kViolated)) || version->due == kNoId) return out;
  const Frame* duty = machine.ran(version->duty, question.subject);
  if (!duty) return out;
  const Slot& due = machine.slotOf(*duty, version->due);
  out.label.figures = boundText(due);
  const bool certain = due.can == kNoDeadline || isSettled(due);
  if (!certain) out.cause = out.settled ? due.cause : machine.causesForJoining().join(out.cause, due.cause);
  out.settled = out.settled && certain;
  return out;
}

void addSide(Machine& machine, const Frame& frame, std::uint32_t slot_index, Reply& out) {
  out.label.figures += ';';
  if (slot_index == kNoId) return;
  const Slot& slot = machine.slotOf(frame, slot_index);
  out.label.figures += boundText(slot);
  out.fails = out.fails || slot.could(kError);
  if (isSettled(slot)) return;
  out.settled = false;
  out.cause = machine.causesForJoining().join(out.cause, slot.cause);
}

void addFigures(Machine& machine, const AmountVersion& version, InstanceId subject, Reply& out) {
  const Frame& frame = machine.run(version.block, subject);
  for (const BoundCode& bound : version.bounds) {
    addSide(machine, frame, bound.at_least, out);
    addSide(machine, frame, bound.at_most, out);
  }
}

// Whether it is in force (kYes, kNo, kError) and for whom it is meant, then its figures.
Reply replyOfAmount(Machine& machine, const Question& question) {
  Reply out;
  out.label.outcomes = kNo;
  const AmountVersion* version = versionOn(amountOf(machine.rules(), question), machine.asOf().day);
  if (!version) return out;
  std::uint8_t can = kYes;
  for (const BlockId block : {version->dates, version->eligible}) {
    if (block == BlockId{kNoId}) continue;
    const Slot& slot = machine.result(block, question.subject);
    if (!slot.single()) {
      out.settled = false;
      out.cause = machine.causesForJoining().join(out.cause, slot.cause);
    }
    can = static_cast<std::uint8_t>((can & slot.can & kYes) | ((can | slot.can) & (kNo | kError)));
    if (!slot.could(kYes)) break;
  }
  out.label.outcomes = can;
  if (can & kYes) addFigures(machine, *version, question.subject, out);
  return out;
}

}  // namespace

std::vector<BlockId> blocksOf(const RuleSet& rules, const Question& question, Date day) {
  if (question.kind == Kind::Rule) {
    const RuleVersion* version = versionOn(rules.rules[question.index], day);
    if (!version) return {};
    return {version->dates, version->applies, version->duty};
  }
  const AmountVersion* version = versionOn(amountOf(rules, question), day);
  if (!version) return {};
  return {version->dates, version->eligible, version->block};
}

Reply replyTo(Machine& machine, const Question& question) {
  return question.kind == Kind::Rule ? replyOfRule(machine, question) : replyOfAmount(machine, question);
}

AmountResult amountNow(Machine& machine, const Question& question) {
  std::uint32_t cause = 0;
  return amountFrom(machine, amountOf(machine.rules(), question), question.subject, cause);
}

}  // namespace jurat::asking
