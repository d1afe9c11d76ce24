// Arithmetic on bounds: exact, open sides kept open, `none` and overflow are errors.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

Edge lowEdge(const Slot& slot) { return slot.flags & kLowOpen ? Edge{-1, {}} : Edge{0, slot.low}; }
Edge highEdge(const Slot& slot) { return slot.flags & kHighOpen ? Edge{1, {}} : Edge{0, slot.high}; }

int signOf(const Edge& edge) { return edge.infinite ? edge.infinite : edge.at.sign(); }

bool below(const Edge& a, const Edge& b) {
  if (a.infinite || b.infinite) return a.infinite < b.infinite;
  return a.at < b.at;
}

}  // namespace

Message currencies(Phrase phrase, std::uint32_t first, std::uint32_t second) {
  return {phrase, {verbatim(currencyCode(first)), verbatim(currencyCode(second))}};
}

std::uint32_t Steps::fault(Message message, Span second) {
  return machine_.addFault({.message = std::move(message), .rule_place = where_, .second_place = second});
}

std::uint32_t Steps::tooLarge() { return fault(Phrase::TooManyDigits); }

// What every strict operation shares: errors and `none` of an operand become an error, causes are joined.
// False when no value is possible at all.
bool Steps::begin(Slot& result, std::initializer_list<const Slot*> operands) {
  bool value = true;
  for (const Slot* operand : operands) {
    if (operand->could(kError)) {
      result.can |= kError;
      result.fault = operand->fault;
    }
    if (operand->could(kNone)) {
      result.can |= kError;
      if (!result.fault) result.fault = fault(Phrase::ValueIsNone);
    }
    if (!operand->could(kValue | kYes | kNo)) value = false;
    result.flags |= operand->flags & kUnanswered;  // what rests on silence may turn out not to be given
    result.cause = machine_.causes_.join(result.cause, operand->cause);
  }
  if (value) result.can |= kValue;
  return value;
}

void Steps::setBounds(Slot& result, const Edge& low, const Edge& high) {
  result.flags &= static_cast<std::uint8_t>(~(kLowOpen | kHighOpen));
  if (low.infinite) {
    result.flags |= kLowOpen;
  } else {
    result.low = low.at;
  }
  if (high.infinite) {
    result.flags |= kHighOpen;
  } else {
    result.high = high.at;
  }
}

// What is fully known needs no cause and is given.
void Steps::settle(Slot& result) {
  if (!result.exact() && result.can != kError && result.can != kNone) return;
  result.cause = 0;
  result.flags &= static_cast<std::uint8_t>(~(kUnanswered | kSaidUnknown));
}

Slot Steps::negate(const Slot& a) {
  Slot result;
  if (!begin(result, {&a})) return result;
  const Edge low = highEdge(a), high = lowEdge(a);
  setBounds(result, {-low.infinite, low.at.negated()}, {-high.infinite, high.at.negated()});
  result.flags |= a.flags & (kMonths | kAnyPeriod);
  result.unit = a.unit;
  return result;
}

Slot Steps::addOrSubtract(const Step& step, const Slot& a, const Slot& b) {
  Slot result;
  if (!begin(result, {&a, &b})) return result;
  const Type& kind = type(step);
  if (kind.kind == TypeKind::Money) {
    if (a.unit && b.unit && a.unit != b.unit) {
      result.can = kError;
      result.fault = fault(currencies(Phrase::CurrenciesAdded, a.unit, b.unit));
      return result;
    }
    result.unit = a.unit && b.unit ? a.unit : kind.id;
    if (!result.unit) {
      result.can |= kError;
      result.fault = fault(Phrase::CurrenciesMayDiffer);
    }
  }
  if ((a.flags ^ b.flags) & kMonths && !((a.flags | b.flags) & kAnyPeriod)) {
    result.can = kError;
    result.fault = fault(Phrase::MonthsAddedToDays);
    return result;
  }
  result.flags |= (a.flags | b.flags) & (kMonths | kAnyPeriod);
  if (result.flags & kAnyPeriod) {
    result.can |= kError;
    result.fault = fault(Phrase::PeriodClassesMayDiffer);
  }
  const bool minus = step.op == Op::Subtract;
  const auto combine = [&](const Edge& x, const Edge& y) {
    if (x.infinite || y.infinite)
      return Edge{x.infinite ? x.infinite : (minus ? -y.infinite : y.infinite), {}};
    std::optional<Number> sum =
        minus ? subtract(x.at, y.at, machine_.limits_) : add(x.at, y.at, machine_.limits_);
    if (sum) return Edge{0, *std::move(sum)};
    result.can = kError;
    result.fault = tooLarge();
    return Edge{};
  };
  const Edge low = combine(lowEdge(a), minus ? highEdge(b) : lowEdge(b));
  const Edge high = a.exact() && b.exact() ? low : combine(highEdge(a), minus ? lowEdge(b) : highEdge(b));
  if (result.is(kError)) return result;
  setBounds(result, low, high);
  if (kind.kind == TypeKind::Integer && result.exact() && !result.low.toInt64()) {
    result.can = kError;
    result.fault = fault(Phrase::IntegerTooLarge);
  }
  return result;
}

Slot Steps::multiply(const Slot& a, const Slot& b) {
  Slot result;
  if (!begin(result, {&a, &b})) return result;
  result.unit = a.unit ? a.unit : b.unit;
  result.flags |= (a.flags | b.flags) & (kMonths | kAnyPeriod);
  if (a.exact() && b.exact()) {
    if (std::optional<Number> product = jurat::multiply(a.low, b.low, machine_.limits_)) {
      result.low = result.high = *std::move(product);
      return result;
    }
  }
  Edge low, high;
  bool first = true;
  for (const Edge& x : {lowEdge(a), highEdge(a)}) {
    for (const Edge& y : {lowEdge(b), highEdge(b)}) {
      Edge product;
      // An open side times zero is zero: every number it stands for is finite.
      if (signOf(x) != 0 && signOf(y) != 0) {
        if (x.infinite || y.infinite) {
          product.infinite = signOf(x) * signOf(y);
        } else if (std::optional<Number> exact = jurat::multiply(x.at, y.at, machine_.limits_)) {
          product.at = *std::move(exact);
        } else {
          result.can = kError;
          result.fault = tooLarge();
          return result;
        }
      }
      if (first || below(product, low)) low = product;
      if (first || below(high, product)) high = product;
      first = false;
    }
  }
  setBounds(result, low, high);
  return result;
}

Slot Steps::divide(const Slot& a, const Slot& b) {
  Slot result;
  if (!begin(result, {&a, &b})) return result;
  const bool money_by_money = a.unit && b.unit;
  if (money_by_money && a.unit != b.unit) {
    result.can = kError;
    result.fault = fault(currencies(Phrase::CurrenciesDivided, a.unit, b.unit));
    return result;
  }
  result.unit = money_by_money ? 0 : a.unit;
  const Edge bottom = lowEdge(b), top = highEdge(b);
  if (signOf(bottom) <= 0 && signOf(top) >= 0) {
    result.fault = fault(Phrase::DivisionByZero);
    if (b.exact()) {
      result.can = kError;
      result.cause = 0;
      return result;
    }
    result.can |= kError;
    setBounds(result, {-1, {}}, {1, {}});
    return result;
  }
  Edge low, high;
  bool first = true;
  for (const Edge& x : {lowEdge(a), highEdge(a)}) {
    for (const Edge& y : {bottom, top}) {
      Edge quotient;
      if (y.infinite) {
        quotient = {};  // arbitrarily near to zero
      } else if (x.infinite) {
        quotient.infinite = x.infinite * y.at.sign();
      } else if (std::optional<Number> exact = jurat::divide(x.at, y.at, machine_.limits_)) {
        quotient.at = *std::move(exact);
      } else {
        result.can = kError;
        result.fault = tooLarge();
        return result;
      }
      if (first || below(quotient, low)) low = quotient;
      if (first || below(high, quotient)) high = quotient;
      first = false;
    }
  }
  setBounds(result, low, high);
  return result;
}

// Higher or lower of several; passes over none. With a certain value among them the near side is bounded by
// it.
Slot Steps::extremeOf(const std::vector<const Slot*>& parts, bool highest) {
  Slot result;
  bool certain = false, any = false, answered = false;
  Edge low, high;
  for (const Slot* each : parts) {
    const Slot& slot = *each;
    if (slot.is(kError)) return truthSlot(kError, 0, slot.fault);
    result.cause = machine_.causes_.join(result.cause, slot.cause);
    result.flags |= slot.flags & kUnanswered;
    if (slot.could(kError)) {
      result.can |= kError;
      result.fault = slot.fault;
    }
    if (!slot.could(kValue)) continue;
    if (any && result.unit != slot.unit && result.unit && slot.unit) {
      return truthSlot(kError, 0, fault(currencies(Phrase::CurrenciesCompared, result.unit, slot.unit)));
    }
    result.unit = slot.unit;
    // Months and days have no common order: which of them is higher depends on the months.
    if (any && ((result.flags ^ slot.flags) & kMonths)) result.flags |= kAnyPeriod;
    result.flags |= slot.flags & (kMonths | kAnyPeriod);
    const bool sure = slot.is(kValue);
    const Edge its_low = lowEdge(slot), its_high = highEdge(slot);
    // Near side (low for the highest): certain values push it; without one it is the farthest any can be.
    Edge& far = highest ? high : low;
    Edge& near = highest ? low : high;
    const Edge& its_far = highest ? its_high : its_low;
    const Edge& its_near = highest ? its_low : its_high;
    const auto beyond = [&](const Edge& x, const Edge& y) { return highest ? below(y, x) : below(x, y); };
    if (!any || beyond(its_far, far)) far = its_far;
    if (sure && certain) {
      if (beyond(its_near, near)) near = its_near;
    } else if (sure) {
      near = its_near;
    } else if (!certain && (!any || beyond(near, its_near))) {
      near = its_near;
    }
    certain = certain || sure;
    answered = answered || (sure && !(slot.flags & kUnanswered));
    any = true;
  }
  if (any) {
    result.can |= kValue;
    if (result.flags & kAnyPeriod) low = {-1, {}}, high = {1, {}};
    setBounds(result, low, high);
  }
  if (!certain) result.can |= kNone;
  // One that is there for certain is enough for there to be an extreme, whatever the silent ones would say.
  if (answered) result.must = kThere;
  return result;
}

Slot Steps::extreme(const Step& step) {
  std::vector<const Slot*> parts;
  for (std::uint32_t i = 0; i < step.count; ++i) parts.push_back(&at(rules().operands[step.a + i]));
  return extremeOf(parts, step.op == Op::Highest);
}

Slot Steps::rounded(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& grain = at(step.b);
  Slot result;
  if (!begin(result, {&a})) return result;
  const auto mode = static_cast<Rounding>(step.flags);
  // Rounding never turns the order of two numbers around, so bounds are rounded like values.
  const auto edge = [&](const Edge& x) { return x.infinite ? x : Edge{0, x.at.rounded(grain.low, mode)}; };
  setBounds(result, edge(lowEdge(a)), edge(highEdge(a)));
  result.unit = a.unit;
  return result;
}

Slot Steps::currencyOf(const Step& step) {
  const Slot& a = at(step.a);
  Slot result;
  if (!begin(result, {&a})) return result;
  result.unit = a.unit;
  if (!a.unit) {
    result.flags |= kUnsettled;
  } else if (result.is(kValue)) {
    result.cause = 0;
    result.flags = 0;
  }
  return result;
}

Slot Steps::convert(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& day = at(step.b);
  const std::uint32_t wanted = type(step).id;
  Slot result;
  result.unit = wanted;
  if (a.unit == wanted) {
    if (begin(result, {&a})) setBounds(result, lowEdge(a), highEdge(a));
    return result;
  }
  // An amount that may be in the wanted currency already needs no day.
  const bool needs_day = a.unit != 0 || !a.could(kValue);
  if (!begin(result, {&a, &day}) && needs_day) return result;
  result.can |= kValue;
  // Without a rate the amount keeps its sign and nothing else.
  const bool positive = !(a.flags & kLowOpen) && a.low.sign() >= 0;
  setBounds(result, positive ? Edge{} : Edge{-1, {}}, {1, {}});
  const bool nothing = !(a.flags & (kLowOpen | kHighOpen)) && a.low.sign() == 0 && a.high.sign() == 0;
  if (nothing && a.could(kValue)) {  // in every currency, on every day
    setBounds(result, {}, {});
    return result;
  }
  if (!a.unit || !day.exact()) return result;
  const auto days = static_cast<std::int32_t>(day.low.toInt64().value_or(0));
  const auto rate = [&](std::uint32_t currency) {
    return machine_.rate(checked::DeclarationId{step.c}, currency, Date{days}).per_base;
  };
  const std::optional<Number> from = rate(a.unit), to = rate(wanted);
  if (!from || !to) {
    const std::string missing = currencyCode(from ? wanted : a.unit);
    result.cause = machine_.causes_.join(
        result.cause, machine_.causes_.leaf(
                          {.kind = CauseKind::NoRate,
                           .message = {Phrase::NoRate, {verbatim(missing), verbatim(toText(Date{days}))}}}));
    return result;
  }
  const auto turn = [&](const Edge& x) {
    if (x.infinite) return x;
    std::optional<Number> scaled = jurat::multiply(x.at, *to, machine_.limits_);
    if (scaled) scaled = jurat::divide(*scaled, *from, machine_.limits_);
    if (scaled) return Edge{0, *std::move(scaled)};
    result.can = kError;
    result.fault = tooLarge();
    return Edge{};
  };
  const Edge low = turn(lowEdge(a)), high = turn(highEdge(a));
  if (result.is(kError)) return result;
  setBounds(result, low, high);
  return result;
}

}  // namespace jurat
