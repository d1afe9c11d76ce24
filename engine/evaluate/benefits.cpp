// Benefits: whether somebody receives one, how much, and which cap bites (language.md, Exposure).
#include <algorithm>
#include <utility>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

using checked::Branch;
using checked::Expr;
using checked::ExprKind;

// ---- whether

// Each outcome that the dates and the eligibility leave open.
std::vector<BenefitOutcome> possible(const Slot& force, const Slot& eligible) {
  std::vector<BenefitOutcome> out;
  if (force.could(kYes) && eligible.could(kYes)) out.push_back(BenefitOutcome::Eligible);
  if (force.could(kYes) && eligible.could(kNo)) out.push_back(BenefitOutcome::NotEligible);
  if (force.could(kNo)) out.push_back(BenefitOutcome::NotInForce);
  return out;
}

void setOutcome(const Machine& machine, const Slot& force, const Slot& eligible, std::uint32_t cause,
                BenefitResult& result) {
  const bool fails = force.could(kError) || (force.could(kYes) && eligible.could(kError));
  const std::vector<BenefitOutcome> open = possible(force, eligible);
  if (open.size() == 1 && !fails) {
    result.outcome = open.front();
    return;
  }
  result.could_be = open;
  // What fails, or may, is for nobody to receive: it stands as not determined, with what failed.
  if (fails) result.amount.fault = machine.fault(force.could(kError) ? force.fault : eligible.fault).message;
  result.outcome =
      !fails && onlyJudgement(machine, cause) ? BenefitOutcome::Review : BenefitOutcome::Undetermined;
}

// Who is not eligible receives nothing; where that is open nothing is among what he may receive.
void setBounds(const Slot& eligible, AmountResult& amount) {
  if (eligible.is(kYes)) return;
  if (eligible.is(kNo)) {
    const Number nothing;
    amount.bounds = {{.label = "",
                      .least_low = nothing,
                      .least_high = nothing,
                      .most_low = nothing,
                      .most_high = nothing,
                      .has_least = true,
                      .has_most = true}};
    amount.fault = {};
    return;
  }
  const auto hold = [](bool has, std::optional<Number>& low, std::optional<Number>& high) {
    if (has && low && low->sign() > 0) low = Number();
    if (has && high && high->sign() < 0) high = Number();
  };
  for (AmountBound& bound : amount.bounds) {
    hold(bound.has_least, bound.least_low, bound.least_high);
    hold(bound.has_most, bound.most_low, bound.most_high);
  }
}

// ---- which cap

// The branches whose value stands, or may: exceptions that hold leave nothing of the level they are in.
bool saysValue(const Branch& branch) {
  return branch.equals || branch.at_least || branch.at_most || !branch.alternatives.empty();
}

class Caps {
 public:
  Caps(Machine& machine, const AmountVersion& version, const Frame& frame, std::vector<Cap>& out)
      : machine_(machine), version_(version), frame_(frame), explainer_(machine), out_(out) {}

  void run() { level(version_.source->general, true); }

 private:
  // False when no value of this level or below stands for certain.
  bool level(const Branch& branch, bool holds) {
    bool replaced = false;
    for (const Branch& inner : branch.exceptions) {
      const auto found = std::find_if(version_.exceptions.begin(), version_.exceptions.end(),
                                      [&](const ExceptionCode& each) { return each.branch == &inner; });
      const Slot& condition = frame_.slots[found->condition];
      if (!condition.could(kYes)) continue;
      replaced = level(inner, condition.is(kYes)) || replaced;
    }
    if (replaced) return true;
    if (!saysValue(branch)) return false;
    for (const Expr* side : {branch.equals, branch.at_least, branch.at_most}) {
      if (side) lowest(*side, "");
    }
    for (const checked::Bound& bound : branch.alternatives) {
      for (const Expr* side : {bound.equals, bound.at_least, bound.at_most}) {
        if (side) lowest(*side, "");
      }
    }
    return holds;
  }

  // The outermost `lower of` with labels, and those inside what bites there.
  void lowest(const Expr& expression, const std::string& prefix) {
    const bool labelled = std::any_of(expression.limbs.begin(), expression.limbs.end(),
                                      [](const checked::Limb& limb) { return !limb.label.empty(); });
    if (expression.kind == ExprKind::Lowest && labelled) return limbs(expression, prefix);
    for (const Expr* each : expression.args) lowest(*each, prefix);
    for (const checked::Limb& limb : expression.limbs) lowest(*limb.value, prefix);
  }

  void limbs(const Expr& expression, const std::string& prefix) {
    for (const checked::Limb& limb : expression.limbs) {
      const Slot* slot = explainer_.slotOf(*limb.value, frame_);
      if (!slot) continue;
      Cap cap;
      cap.label = prefix + limb.label;
      cap.value = slotText(machine_, *slot, limb.value->type);
      cap.bite = bite(expression, limb, *slot);
      out_.push_back(cap);
      if (cap.bite != Cap::Bite::No) lowest(*limb.value, cap.label + ", ");
    }
  }

  // The lowest of them for certain, or as far as is known. `none` sets no cap.
  Cap::Bite bite(const Expr& expression, const checked::Limb& limb, const Slot& slot) const {
    if (!slot.could(kValue)) return Cap::Bite::No;
    bool sure = slot.is(kValue);
    for (const checked::Limb& each : expression.limbs) {
      const Slot* other = &each == &limb ? nullptr : explainer_.slotOf(*each.value, frame_);
      if (!other || !(other->can & (kValue | kError))) continue;
      if (other->is(kValue) && !(slot.flags & kLowOpen) && !(other->flags & kHighOpen) &&
          other->high < slot.low)
        return Cap::Bite::No;
      const bool below = !(slot.flags & kHighOpen) && !(other->flags & kLowOpen) && slot.high <= other->low;
      sure = sure && below && !other->could(kError);
    }
    return sure ? Cap::Bite::Yes : Cap::Bite::Perhaps;
  }

  Machine& machine_;
  const AmountVersion& version_;
  const Frame& frame_;
  Explainer explainer_;
  std::vector<Cap>& out_;
};

// ---- why

Reason why(Machine& machine, const AmountCode& code, const AmountVersion& version, InstanceId subject,
           const Slot& eligible, Explainer& explainer) {
  Reason reason;
  reason.text = verbatim(declarationId(machine, code.declaration, code.option, InstanceId{kNoId}));
  const Frame& frame = machine.run(version.eligible, subject);
  const auto condition = [&](const Expr& expression, Phrase label) {
    Reason part = explainer.expression(expression, frame);
    const bool decided = eligible.is(kNo) ? part.verdict.is(Phrase::NotMet)
                                          : eligible.single() || part.verdict.is(Phrase::NotKnown);
    if (!decided) return;
    part.label = label;
    reason.children.add(std::move(part));
  };
  for (const Expr* each : version.source->applies_when) condition(*each, Phrase::ReasonApplies);
  if (version.source->eligible_when) condition(*version.source->eligible_when, Phrase::ReasonEligible);
  if (eligible.is(kNo)) return reason;
  const Reason amount = amountReason(machine, code, subject, explainer);
  for (const Reason& part : amount.children) reason.children.add(part);
  return reason;
}

void setEnded(Machine& machine, const AmountCode& code, const AmountVersion* version, InstanceId subject,
              BenefitResult& result) {
  const Date day = machine.asOf().day;
  if (version && version->until_slot != kNoId) {
    const Slot& until = machine.run(version->dates, subject).slots[version->until_slot];
    if (until.exact() && until.low < Number(day.days))
      result.ended = Date{static_cast<std::int32_t>(until.low.toInt64().value_or(0))};
  }
  if (version || code.versions.empty() || result.amount.next) return;
  if (code.versions.back().until && *code.versions.back().until < day)
    result.ended = code.versions.back().until;
}

}  // namespace

BenefitResult benefitOf(Machine& machine, std::size_t index, InstanceId subject) {
  const AmountCode& code = machine.rules().benefits[index];
  BenefitResult result;
  std::uint32_t cause = 0;
  result.amount = amountFrom(machine, code, subject, cause);
  result.profile_place = machine.profile().instances[subject].span;
  const AmountVersion* version = versionOn(code, machine.asOf().day);
  const Slot force = version && version->dates != BlockId{kNoId} ? machine.result(version->dates, subject)
                                                                 : truthSlot(version ? kYes : kNo);
  if (force.is(kNo)) {
    result.outcome = BenefitOutcome::NotInForce;
    setEnded(machine, code, version, subject, result);
    return result;
  }
  if (!force.could(kYes)) {  // not in force, unless its dates cannot be told at all
    setOutcome(machine, force, truthSlot(kNo), force.cause, result);
    if (!force.single()) result.amount.missing = missingOf(machine, force.cause);
    return result;
  }
  const Slot eligible = machine.result(version->eligible, subject);
  const std::uint32_t whether = machine.causesForJoining().join(force.cause, eligible.cause);
  setBounds(eligible, result.amount);
  setOutcome(machine, force, eligible, whether, result);
  if (eligible.is(kNo)) cause = force.cause;
  if (!eligible.single()) cause = machine.causesForJoining().join(cause, eligible.cause);
  if (!result.could_be.empty() || !result.amount.determined())
    result.amount.missing = missingOf(machine, cause);
  Explainer explainer(machine);
  result.reason = why(machine, code, *version, subject, eligible, explainer);
  for (const checked::Confidence& standing : explainer.standing()) addConfidence(standing, result.amount);
  if (eligible.could(kYes))
    result.exceptions = decidingExceptions(version->exceptions, machine.run(version->block, subject));
  if (eligible.could(kYes)) Caps(machine, *version, machine.run(version->block, subject), result.caps).run();
  return result;
}

}  // namespace jurat
