// Numbers, money, days and periods.
#include <utility>

#include "engine/advice/linear/translate.h"

namespace jurat::linear {
namespace {

const Number kDay(86'400);

// Days by which a move by months may leave what such a period can last, as where a day that does not exist
// becomes the next.
constexpr std::int64_t kSlack = 3;

}  // namespace

std::optional<Meaning> Translator::addOrSubtract(const At& at) {
  const Meaning a = operand(at, at.step.a), b = operand(at, at.step.b);
  if (!a.number || !b.number || a.any_period || b.any_period || a.months != b.months) return std::nullopt;
  const bool money = type(at.step).kind == TypeKind::Money;
  if (money && (a.unit == 0 || a.unit != b.unit)) return std::nullopt;
  Meaning out = a;
  out.error = strict(at, {&a, &b});
  out.none = out.endless = terms_.no();
  out.number = at.step.op == Op::Add ? terms_.sum(a.number, b.number) : terms_.difference(a.number, b.number);
  if (at.step.op != Op::DaysBetween) return out;
  out.months = false;
  if (at.step.flags & kFromMoment) return out;
  out.number = terms_.product(out.number, *terms_.number(kDay));
  return out;
}

std::optional<Meaning> Translator::multiplyOrDivide(const At& at) {
  const Meaning a = operand(at, at.step.a), b = operand(at, at.step.b);
  if (!a.number || !b.number || a.any_period || b.any_period) return std::nullopt;
  Meaning out = a;
  out.error = strict(at, {&a, &b});
  out.none = out.endless = terms_.no();
  out.months = a.months || b.months;
  if (at.step.op == Op::Multiply) {
    out.unit = a.unit ? a.unit : b.unit;
    out.number = terms_.product(a.number, b.number);
    return out;
  }
  if (a.unit && b.unit && a.unit != b.unit) return std::nullopt;
  out.unit = a.unit && b.unit ? 0 : a.unit;
  out.number = terms_.quotient(a.number, b.number);
  if (at.slot.could(kError)) out.error = terms_.either(out.error, terms_.equal(b.number, zero_));
  return out;
}

// Those that are none are passed over.
std::optional<Meaning> Translator::extreme(const std::vector<Meaning>& parts, bool highest) {
  Meaning out;
  for (const Meaning& part : parts) {
    if (!part.number || part.any_period) return std::nullopt;
    if (!out.number) {
      out = part;
      continue;
    }
    if (part.unit != out.unit || part.months != out.months) return std::nullopt;
    const Term beyond = highest ? terms_.less(out.number, part.number) : terms_.less(part.number, out.number);
    const Term taken = terms_.both(terms_.negation(part.none), terms_.either(out.none, beyond));
    out.number = terms_.choice(taken, part.number, out.number);
    out.none = terms_.both(out.none, part.none);
    out.error = terms_.either(out.error, part.error);
  }
  if (!out.number) return std::nullopt;
  out.none = terms_.both(out.none, terms_.negation(out.error));
  out.endless = terms_.no();
  return out;
}

// A function of one number, told of by its values at those that the solver comes upon.
std::optional<Meaning> Translator::climb(const At& at, const Meaning& from,
                                         std::function<std::optional<Number>(const Number&)> function) {
  Meaning out = stranger(at);
  out.error = strict(at, {&from});
  out.none = out.endless = terms_.no();
  out.any_period = false;
  picture_.climbs.push_back({from.number, out.number, std::move(function)});
  return out;
}

// A day or moment that is moved by a settled period.
std::optional<Meaning> Translator::shifted(const At& at) {
  const Slot& by = at.frame.slots[at.step.b];
  const auto rule = static_cast<MonthEnd>(at.step.flags & kMonthEnds);
  const bool days = type(at.step).kind == TypeKind::Date;
  if (!by.exact() || (at.step.flags & kFromMoment)) return std::nullopt;
  const Meaning from = operand(at, at.step.a);
  const std::optional<std::int64_t> length = by.low.toInt64();
  if (!from.number || !length) return std::nullopt;
  const bool minus = at.step.op == Op::DateMinus;
  if (!(by.flags & kMonths)) {
    Meaning out = from;
    out.error = strict(at, {&from});
    out.none = out.endless = terms_.no();
    const std::optional<Term> step = terms_.number(Number(days ? *length / 86'400 : *length));
    if (!step) return std::nullopt;
    out.number = minus ? terms_.difference(from.number, *step) : terms_.sum(from.number, *step);
    return out;
  }
  if (!days || rule == MonthEnd::Error || *length < 0 || *length > 1'200) return std::nullopt;
  const std::int64_t count = minus ? -*length : *length;
  const auto move = [count, rule](const Number& day) -> std::optional<Number> {
    const std::optional<std::int64_t> at_day = day.toInt64();
    if (!at_day || *at_day < kFirstDate.days || kLastDate.days < *at_day) return std::nullopt;
    const auto moved = plusMonths({static_cast<std::int32_t>(*at_day)}, count, rule);
    return moved ? std::optional(Number(moved->days)) : std::nullopt;
  };
  std::optional<Meaning> out = climb(at, from, move);
  const DayRange range = daysOfMonths(*length);
  const Term apart =
      minus ? terms_.difference(from.number, out->number) : terms_.difference(out->number, from.number);
  Stranger& moved = picture_.strangers.back();
  moved.domain = terms_.all({moved.domain, terms_.atMost(*terms_.number(Number(range.least - kSlack)), apart),
                             terms_.atMost(apart, *terms_.number(Number(range.most + kSlack)))});
  return out;
}

std::optional<Meaning> Translator::countTrue(const At& at) {
  Meaning out = blank();
  out.endless = terms_.no();
  out.number = zero_;
  const Term one = *terms_.number(Number(1));
  std::vector<Term> errors;
  for (std::uint32_t i = 0; i < at.step.count; ++i) {
    const Meaning part = operand(at, machine_.rules().operands[at.step.a + i]);
    errors.push_back(part.error);
    if (part.yes != terms_.no()) out.number = terms_.sum(out.number, terms_.choice(part.yes, one, zero_));
  }
  out.error = terms_.some(errors);
  return out;
}

// What is made of one number.
std::optional<Meaning> Translator::adjusted(const At& at) {
  const Meaning from = operand(at, at.step.a);
  if (!from.number) return std::nullopt;
  Meaning out = from;
  if (at.step.op == Op::JustBefore) {
    out.number = terms_.difference(from.number, terms_.whole(1));
    return out;
  }
  if (from.any_period || (from.months && at.step.op != Op::Negate)) return std::nullopt;
  out.error = strict(at, {&from});
  out.none = out.endless = terms_.no();
  if (at.step.op == Op::Negate) {
    out.number = terms_.difference(zero_, from.number);
  } else if (at.step.op == Op::DaysIn) {
    out.number = terms_.floor(terms_.quotient(from.number, *terms_.number(kDay)));
  } else {
    const Number grain = at.frame.slots[at.step.b].low;
    const auto mode = static_cast<Rounding>(at.step.flags);
    std::optional<Meaning> rounded =
        climb(at, from, [grain, mode](const Number& x) { return std::optional(x.rounded(grain, mode)); });
    rounded->unit = from.unit;
    return rounded;
  }
  return out;
}

std::optional<Meaning> Translator::writtenNumber(const At& at) {
  switch (at.step.op) {
    case Op::Negate:
    case Op::DaysIn:
    case Op::JustBefore:
    case Op::Rounded:
      return adjusted(at);
    case Op::Add:
    case Op::Subtract:
    case Op::DaysBetween:
      return addOrSubtract(at);
    case Op::Multiply:
    case Op::Divide:
      return multiplyOrDivide(at);
    case Op::DatePlus:
    case Op::DateMinus:
      return shifted(at);
    case Op::Highest:
    case Op::Lowest: {
      std::vector<Meaning> parts;
      for (std::uint32_t i = 0; i < at.step.count; ++i)
        parts.push_back(operand(at, machine_.rules().operands[at.step.a + i]));
      return extreme(parts, at.step.op == Op::Highest);
    }
    case Op::CountTrue:
      return countTrue(at);
    default:
      return std::nullopt;
  }
}

}  // namespace jurat::linear
