// Amounts: what somebody may owe, as far as the profile settles it.
#include <algorithm>
#include <utility>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/explain.h"

namespace jurat {

const AmountVersion* versionOn(const AmountCode& amount, Date day) {
  for (const AmountVersion& version : amount.versions) {
    if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until)) return &version;
  }
  return nullptr;
}

void addConfidence(const checked::Confidence& confidence, AmountResult& result) {
  if (confidence.plain()) return;
  if (std::find(result.confidence.begin(), result.confidence.end(), confidence) == result.confidence.end()) {
    result.confidence.push_back(confidence);
  }
}

namespace {

void setSide(const Machine& machine, const Frame& frame, std::uint32_t slot_index, bool least,
             AmountBound& bound, AmountResult& result, std::uint32_t& cause, Causes& causes) {
  if (slot_index == kNoId) return;
  const Slot& slot = frame.slots[slot_index];
  if (slot.is(kNone)) return;  // not set by the level that decides
  (least ? bound.has_least : bound.has_most) = true;
  if (slot.could(kError)) {
    bound.error = bound.error || slot.is(kError);
    bound.may_fail = bound.may_fail || !slot.is(kError);
    result.fault = machine.fault(slot.fault).message;
  }
  if (slot.could(kValue)) {
    // A side that the level which decides may not set is open in its direction.
    const bool low_open = (slot.flags & kLowOpen) || (least && slot.could(kNone));
    const bool high_open = (slot.flags & kHighOpen) || (!least && slot.could(kNone));
    if (!low_open) (least ? bound.least_low : bound.most_low) = slot.low;
    if (!high_open) (least ? bound.least_high : bound.most_high) = slot.high;
    if (slot.unit) result.currency = slot.unit;
  }
  cause = causes.join(cause, slot.cause);
}

void setNext(Machine& machine, const AmountCode& amount, const AmountVersion* version, InstanceId subject,
             AmountResult& result) {
  const Date day = machine.asOf().day;
  if (version && version->dates != BlockId{kNoId} && version->from_slot != kNoId) {
    const Slot& from = machine.run(version->dates, subject).slots[version->from_slot];
    if (from.could(kValue) && !(from.flags & kLowOpen) && Number(day.days) < from.low) {
      result.next = Date{static_cast<std::int32_t>(from.low.toInt64().value_or(0))};
      return;
    }
  }
  for (const AmountVersion& later : amount.versions) {
    if (later.from && day < *later.from) {
      result.next = later.from;
      return;
    }
  }
}

void setText(const Machine& machine, const AmountVersion& version, const Frame& frame,
             const checked::Declaration& declaration, AmountResult& result) {
  result.cites =
      citationTexts(machine, version.source->general.cites, declaration, result.option, result.subject);
  addConfidence(version.source->general.confidence, result);
  result.notes = notesOf(version.notes, frame);
  for (const ExceptionCode& exception : version.exceptions) {
    if (!frame.slots[exception.condition].is(kYes)) continue;
    for (std::string& text :
         citationTexts(machine, exception.branch->cites, declaration, result.option, result.subject)) {
      if (std::find(result.cites.begin(), result.cites.end(), text) == result.cites.end())
        result.cites.push_back(std::move(text));
    }
    addConfidence(exception.branch->confidence, result);
  }
}

}  // namespace

bool AmountResult::determined() const {
  if (!in_force) return true;
  if (maybe_in_force) return false;
  return std::all_of(bounds.begin(), bounds.end(), [](const AmountBound& bound) {
    const bool least =
        !bound.has_least || (bound.least_low && bound.least_high && *bound.least_low == *bound.least_high);
    const bool most =
        !bound.has_most || (bound.most_low && bound.most_high && *bound.most_low == *bound.most_high);
    return least && most && !bound.error && !bound.may_fail;
  });
}

std::optional<Number> AmountResult::ceiling() const {
  std::optional<Number> highest;
  for (const AmountBound& bound : bounds) {
    const std::optional<Number>& side = bound.has_most ? bound.most_high : bound.least_high;
    if (!side) return std::nullopt;
    if (!highest || *highest < *side) highest = side;
  }
  return highest;
}

namespace {

// What else the amount's title says: the option it is for.
Texts titleOf(const Machine& machine, const checked::Declaration& declaration, std::uint32_t option) {
  if (declaration.per == ChoiceId{kNoId}) return declaration.title;
  return titleOfOption(declaration.title,
                       machine.rules().vocabulary().choices[declaration.per].options[option].label);
}

}  // namespace

Reason amountReason(Machine& machine, const AmountCode& amount, InstanceId subject, Explainer& explainer) {
  Reason reason;
  reason.text = verbatim(declarationId(machine, amount.declaration, amount.option, InstanceId{kNoId}));
  const AmountVersion* version = versionOn(amount, machine.asOf().day);
  if (!version) return reason;
  const Frame& frame = machine.run(version->block, subject);
  const auto bounds = [&](const checked::Branch& branch, Reason& out) {
    for (const auto& [expression, word] :
         {std::pair{branch.equals, Phrase::ReasonEquals}, std::pair{branch.at_least, Phrase::ReasonAtLeast},
          std::pair{branch.at_most, Phrase::ReasonAtMost}}) {
      if (!expression) continue;
      Reason part = explainer.expression(*expression, frame);
      part.label = word;
      out.children.add(std::move(part));
    }
    for (const checked::Bound& bound : branch.alternatives) {
      for (const checked::Expr* side : {bound.equals, bound.at_least, bound.at_most}) {
        if (!side) continue;
        Reason part = explainer.expression(*side, frame);
        part.label = verbatim(bound.label);
        out.children.add(std::move(part));
      }
    }
  };
  const auto says = [&](const checked::Branch& branch, bool, Reason& out) {
    bounds(branch, out);
    return branch.equals || branch.at_least || branch.at_most || !branch.alternatives.empty();
  };
  explainer.level(version->source->general, frame, says, reason);
  return reason;
}

AmountResult amountFrom(Machine& machine, const AmountCode& amount, InstanceId subject,
                        std::uint32_t& cause) {
  const checked::Declaration& declaration = machine.rules().program->declarations[amount.declaration];
  AmountResult result;
  result.declaration = amount.declaration;
  result.option = amount.option;
  result.id = declarationId(machine, amount.declaration, amount.option, InstanceId{kNoId});
  result.title = titleOf(machine, declaration, amount.option);
  result.subject = subject;
  result.subject_id = subjectId(machine, subject);
  result.currency = declaration.type.id;
  result.rule_place = declaration.name_span;
  const AmountVersion* version = versionOn(amount, machine.asOf().day);
  if (!version) {
    result.in_force = false;
    setNext(machine, amount, nullptr, subject, result);
    return result;
  }
  Causes& causes = machine.causesForJoining();
  if (version->dates != BlockId{kNoId}) {
    const Slot force = machine.result(version->dates, subject);
    if (!force.could(kYes)) {
      result.in_force = false;
      setNext(machine, amount, version, subject, result);
      return result;
    }
    cause = force.cause;
    result.maybe_in_force = !force.single();
  }
  const Frame& frame = machine.run(version->block, subject);
  for (const BoundCode& code : version->bounds) {
    AmountBound bound;
    bound.label = code.label;
    setSide(machine, frame, code.at_least, true, bound, result, cause, causes);
    setSide(machine, frame, code.at_most, false, bound, result, cause, causes);
    if (bound.has_least || bound.has_most) result.bounds.push_back(std::move(bound));
  }
  setText(machine, *version, frame, declaration, result);
  return result;
}

AmountResult amountOf(Machine& machine, std::size_t index, InstanceId subject) {
  const AmountCode& amount = machine.rules().amounts[index];
  std::uint32_t cause = 0;
  AmountResult result = amountFrom(machine, amount, subject, cause);
  if (!result.in_force) return result;
  if (!result.determined()) result.missing = missingOf(machine, cause);
  // What the amount was reckoned from lends it its standing.
  Explainer explainer(machine);
  amountReason(machine, amount, subject, explainer);
  for (const checked::Confidence& standing : explainer.standing()) addConfidence(standing, result);
  return result;
}

Reason explainAmount(Machine& machine, std::size_t index, InstanceId subject) {
  Explainer explainer(machine);
  return amountReason(machine, machine.rules().amounts[index], subject, explainer);
}

}  // namespace jurat
