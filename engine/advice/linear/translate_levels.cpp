// Levels of exceptions, verdicts, and the answer as a whole.
#include <algorithm>
#include <utility>

#include "engine/advice/linear/translate.h"
#include "engine/evaluate/amounts.h"
#include "engine/evaluate/verdict.h"

namespace jurat::linear {
namespace {

constexpr std::size_t kOutcomes = 6;

std::size_t placeOf(std::uint8_t bit) { return static_cast<std::size_t>(__builtin_ctz(bit)); }

}  // namespace

// The case whose condition holds, else the general one; two that hold and say different things are an error.
std::optional<Meaning> Translator::select(const At& at) {
  const SelectCode& code = machine_.rules().selects[at.step.a];
  const Repr repr = at.step.repr;
  const bool verdict = repr == Repr::Verdict;
  const bool may_fail = verdict ? (at.slot.may & kFailed) != 0 : at.slot.could(kError);
  const bool general = std::none_of(code.cases.begin(), code.cases.end(), [&](const SelectCase& one) {
    return operand(at, one.condition).yes == terms_.yes();
  });
  std::optional<Meaning> out;
  if (general && code.general != kNoId) out = operand(at, code.general);
  std::vector<Term> errors, held;
  std::vector<std::pair<Meaning, Term>> cases;
  for (const SelectCase& one : code.cases) {
    const Meaning condition = operand(at, one.condition);
    if (condition.yes == terms_.no() && condition.error == terms_.no()) continue;
    errors.push_back(condition.error);
    const Meaning value = operand(at, one.value);
    if (may_fail) {
      for (const auto& [other, when] : cases)
        errors.push_back(terms_.all({condition.yes, when, differ(value, other, repr)}));
    }
    out = out ? chosen(condition.yes, value, *out, repr) : value;
    if (!out) return std::nullopt;
    held.push_back(condition.yes);
    cases.emplace_back(value, condition.yes);
  }
  if (!out) return std::nullopt;
  if (code.general == kNoId) errors.push_back(terms_.negation(terms_.some(held)));
  const Term failed = may_fail ? terms_.some(errors) : terms_.no();
  if (!verdict) {
    out->error = terms_.either(out->error, failed);
    out->none = terms_.both(out->none, terms_.negation(failed));
    if (out->yes) out->yes = terms_.both(out->yes, terms_.negation(failed));
    return out;
  }
  for (std::size_t i = 0; i < out->bits.size(); ++i)
    out->bits[i] = terms_.choice(failed, terms_.truth(i == placeOf(kFailed)), out->bits[i]);
  return out;
}

void Translator::add(std::uint8_t bit, Term when, Meaning& out) {
  Term& at = out.bits[placeOf(bit)];
  at = terms_.either(at, when);
}

// What follows when the duty is not met on the as-of day.
void Translator::missed(const Meaning* due, Term now, Term when, Meaning& out) {
  if (!due) return add(kViolated, when, out);
  add(kFailed, terms_.both(when, due->error), out);
  add(kPending, terms_.both(when, due->none), out);
  add(kViolated, terms_.both(when, due->endless), out);
  const Term dated = terms_.both(when, terms_.negation(terms_.some({due->error, due->none, due->endless})));
  const Term reached = terms_.atMost(now, due->number);
  add(kPending, terms_.both(dated, reached), out);
  add(kViolated, terms_.both(dated, terms_.negation(reached)), out);
}

void Translator::inTime(const Meaning& done, const Meaning* due, Term when, Meaning& out) {
  if (!due) return add(kSatisfied, when, out);
  add(kFailed, terms_.both(when, due->error), out);
  const Term free = terms_.either(due->none, due->endless);
  add(kSatisfied, terms_.both(when, free), out);
  const Term dated = terms_.both(when, terms_.negation(terms_.either(due->error, free)));
  const Term in_time = terms_.atMost(done.number, due->number);
  add(kSatisfied, terms_.both(dated, in_time), out);
  add(kViolated, terms_.both(dated, terms_.negation(in_time)), out);
}

std::optional<Meaning> Translator::verdict(const At& at) {
  const Step& step = at.step;
  const Meaning done = operand(at, step.a);
  std::optional<Meaning> due;
  if (step.b != kNoId) due = operand(at, step.b);
  if (due && !due->number) return std::nullopt;
  const bool moment = step.flags & kDueMoment;
  const std::optional<Term> now = terms_.number(
      moment ? Number(machine_.asOfMoment(at.frame.block->pack).seconds) : Number(machine_.asOf().day.days));
  Meaning out = blank();
  out.bits.assign(kOutcomes, terms_.no());
  add(kFailed, done.error, out);
  const Meaning* deadline = due ? &*due : nullptr;
  if (step.op == Op::JudgeCondition) {
    add(kSatisfied, done.yes, out);
    missed(deadline, *now, terms_.negation(terms_.either(done.yes, done.error)), out);
    return out;
  }
  if (!done.number || (deadline && (step.flags & kDoneMoment))) return std::nullopt;
  missed(deadline, *now, done.none, out);
  inTime(done, deadline, terms_.negation(terms_.either(done.none, done.error)), out);
  return out;
}

std::optional<Meaning> Translator::writtenLevel(const At& at) {
  return at.step.op == Op::Select ? select(at) : verdict(at);
}

// What a figure is, while `when` holds.
bool Translator::drawFigure(const Meaning& figure, Term when, Picture& out) {
  if (!figure.number || figure.any_period) return false;
  const Term value =
      terms_.both(when, terms_.negation(terms_.some({figure.error, figure.none, figure.endless})));
  for (Term each : {figure.error, figure.none, figure.endless}) out.answer.push_back(terms_.both(when, each));
  out.answer.push_back(terms_.choice(value, figure.number, zero_));
  return true;
}

void Translator::drawRule(const asking::Question& question, Picture& out) {
  const RuleVersion* version = versionOn(machine_.rules().rules[question.index], machine_.asOf().day);
  if (!version) return;
  Meaning all = blank();
  all.bits.assign(kOutcomes, terms_.no());
  const Meaning force = resultOf(machine_.run(version->dates, question.subject));
  add(kFailed, force.error, all);
  add(kNotInForce, terms_.negation(terms_.either(force.yes, force.error)), all);
  out.whole = true;
  if (force.yes != terms_.no()) {
    const Meaning applies = resultOf(machine_.run(version->applies, question.subject));
    add(kFailed, terms_.both(force.yes, applies.error), all);
    add(kNotApplicable, terms_.both(force.yes, terms_.negation(terms_.either(applies.yes, applies.error))),
        all);
    const Term on = terms_.both(force.yes, applies.yes);
    if (on != terms_.no()) {
      const Frame& duty = machine_.run(version->duty, question.subject);
      const Meaning verdict = resultOf(duty);
      for (std::size_t i = 0; i < verdict.bits.size(); ++i)
        add(static_cast<std::uint8_t>(1U << i), terms_.both(on, verdict.bits[i]), all);
      const Term to_do = terms_.either(all.bits[placeOf(kPending)], all.bits[placeOf(kViolated)]);
      if (version->due != kNoId && to_do != terms_.no())
        out.whole = drawFigure(of(duty, version->due), to_do, out);
    }
  }
  out.answer.insert(out.answer.end(), all.bits.begin(), all.bits.end());
}

void Translator::drawAmount(const asking::Question& question, Picture& out) {
  const RuleSet& rules = machine_.rules();
  const bool benefit = question.kind == asking::Kind::Benefit;
  const AmountCode& code = benefit ? rules.benefits[question.index] : rules.amounts[question.index];
  const AmountVersion* version = versionOn(code, machine_.asOf().day);
  if (!version) return;
  Term on = terms_.yes();
  for (const BlockId block : {version->dates, version->eligible}) {
    if (block == BlockId{kNoId} || on == terms_.no()) continue;
    const Meaning condition = resultOf(machine_.run(block, question.subject));
    out.answer.push_back(terms_.both(on, condition.error));
    on = terms_.both(on, condition.yes);
  }
  out.answer.push_back(on);
  out.whole = true;
  if (on == terms_.no()) return;
  const Frame& frame = machine_.run(version->block, question.subject);
  for (const BoundCode& bound : version->bounds) {
    for (const std::uint32_t slot : {bound.at_least, bound.at_most}) {
      if (slot == kNoId) continue;
      const Meaning figure = of(frame, slot);
      out.whole = drawFigure(figure, on, out) && out.whole;
    }
  }
}

Picture Translator::draw(const asking::Question& question) {
  Picture out;
  if (question.kind == asking::Kind::Rule) {
    drawRule(question, out);
  } else {
    drawAmount(question, out);
  }
  out.whole = out.whole && !tooLong();
  out.narrowed = picture_.narrowed;
  out.variables = std::move(picture_.variables);
  out.strangers = std::move(picture_.strangers);
  out.climbs = std::move(picture_.climbs);
  return out;
}

}  // namespace jurat::linear
