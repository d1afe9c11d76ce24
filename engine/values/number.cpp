#include "engine/values/number.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "engine/values/number_exact.h"

namespace jurat {
namespace {

using Small = std::optional<std::pair<Wide, std::int64_t>>;

// coefficient * 10^exponent for operands of the small form; empty when 128 bits cannot hold it for certain.
Small addSmall(std::int64_t a, std::int64_t a_exponent, std::int64_t b, std::int64_t b_exponent) {
  if (a == 0) return {{b, b_exponent}};
  if (b == 0) return {{a, a_exponent}};
  if (a_exponent < b_exponent) return addSmall(b, b_exponent, a, a_exponent);
  const std::int64_t shift = a_exponent - b_exponent;
  if (shift > 18) return std::nullopt;
  return {{Wide{a} * kPowersOfTen[shift] + b, b_exponent}};
}

Small divideSmall(std::int64_t a, std::int64_t a_exponent, std::int64_t b, std::int64_t b_exponent) {
  const std::int64_t exponent = a_exponent - b_exponent;
  if (a % b == 0) return {{a / b, exponent}};
  const std::int64_t common = std::gcd(a, b);
  std::int64_t rest = b / common;
  // The quotient ends exactly if twos and fives are all that is left below the line.
  std::int64_t twos = 0;
  std::int64_t fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  if (rest != 1 && rest != -1) return std::nullopt;
  const std::int64_t decimals = std::max(twos, fives);
  Wide coefficient = Wide{a / common} * rest;
  for (std::int64_t i = twos; i < decimals; ++i)
    if (__builtin_mul_overflow(coefficient, Wide{2}, &coefficient)) return std::nullopt;
  for (std::int64_t i = fives; i < decimals; ++i)
    if (__builtin_mul_overflow(coefficient, Wide{5}, &coefficient)) return std::nullopt;
  return {{coefficient, exponent - decimals}};
}

bool roundsAway(Rounding mode, UnsignedWide rest, UnsignedWide divisor, bool odd) {
  switch (mode) {
    case Rounding::HalfAwayFromZero:
      return rest >= divisor - rest;
    case Rounding::HalfEven:
      return rest > divisor - rest || (rest == divisor - rest && odd);
    case Rounding::Up:
      return true;
    case Rounding::Down:
      return false;
  }
  __builtin_unreachable();
}

UnsignedWide magnitude(std::int64_t value) {
  return value < 0 ? static_cast<UnsignedWide>(-Wide{value}) : static_cast<UnsignedWide>(value);
}

}  // namespace

Number::Number(std::int64_t whole) {
  if (whole == INT64_MIN) {
    Rational rational;
    mpq_set_si(rational.value, whole, 1);
    *this = Exact::store(rational);
  } else {
    *this = normal(whole, 0);
  }
}

Number Number::scaled(std::int64_t coefficient, std::int32_t exponent) {
  assert(exponent <= kMostExponent && exponent >= -kMostExponent);
  if (coefficient != INT64_MIN) return normal(coefficient, exponent);
  Rational rational;
  mpq_set_si(rational.value, coefficient, 1);
  Rational scale;
  Exact::load(normal(1, exponent), scale);
  mpq_mul(rational.value, rational.value, scale.value);
  return Exact::store(rational);
}

std::optional<Number> Number::ratio(const Number& a, const Number& b) { return divide(a, b, Limits{}); }

void Number::retain(Big* big) noexcept { big->references.fetch_add(1, std::memory_order_relaxed); }

void Number::release(Big* big) noexcept {
  if (big->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete big;
}

int Number::bigSign() const { return mpq_sgn(big()->rational.value); }

bool Number::bigEqual(const Number& a, const Number& b) {
  return a.coefficient_ == b.coefficient_ || mpq_equal(a.big()->rational.value, b.big()->rational.value) != 0;
}

std::strong_ordering Number::compareSlow(const Number& a, const Number& b) {
  const int sign = a.sign();
  if (sign != b.sign() || sign == 0) return sign <=> b.sign();
  if (!a.shared() && !b.shared()) {
    const std::int64_t shift = std::int64_t{a.exponent_} - b.exponent_;
    // Beyond 18 places even the coefficient 1 outweighs any other.
    if (shift > 18) return sign <=> 0;
    if (shift < -18) return 0 <=> sign;
    if (shift >= 0) return Wide{a.coefficient_} * kPowersOfTen[shift] <=> Wide{b.coefficient_};
    return Wide{a.coefficient_} <=> Wide{b.coefficient_} * kPowersOfTen[-shift];
  }
  // The estimates keep a vast small form (1e1000000000) from being written out against a big value.
  const BitSizes left = Exact::sizes(a);
  const BitSizes right = Exact::sizes(b);
  const std::int64_t difference = (left.numerator - left.denominator) - (right.numerator - right.denominator);
  if (difference > 6) return sign <=> 0;
  if (difference < -6) return 0 <=> sign;
  Rational x;
  Rational y;
  Exact::load(a, x);
  Exact::load(b, y);
  return mpq_cmp(x.value, y.value) <=> 0;
}

std::optional<Number> Number::slow(Op op, const Number& a, const Number& b, const Limits& limits) {
  if (op == Op::Divide && b.sign() == 0) return std::nullopt;
  if (a.shared() || b.shared()) return Exact::compute(op, a, b, limits);
  Small small;
  switch (op) {
    case Op::Add:
      small = addSmall(a.coefficient_, a.exponent_, b.coefficient_, b.exponent_);
      break;
    case Op::Subtract:
      small = addSmall(a.coefficient_, a.exponent_, -b.coefficient_, b.exponent_);
      break;
    case Op::Multiply:
      small = {{Wide{a.coefficient_} * b.coefficient_, std::int64_t{a.exponent_} + b.exponent_}};
      break;
    case Op::Divide:
      small = divideSmall(a.coefficient_, a.exponent_, b.coefficient_, b.exponent_);
      break;
  }
  std::optional<Number> result = small ? Exact::small(small->first, small->second) : std::nullopt;
  if (!result) return Exact::compute(op, a, b, limits);
  if (!Exact::fits(*result, limits)) result.reset();
  return result;
}

Number Number::negated() const {
  if (!shared()) return {-coefficient_, exponent_};
  Rational value;
  mpq_neg(value.value, big()->rational.value);
  return Exact::store(value);
}

Number Number::rounded(const Number& step, Rounding mode) const {
  assert(step.sign() > 0);
  const int own_sign = sign();
  if (own_sign == 0 || step.sign() <= 0) return *this;
  const BitSizes own = Exact::sizes(*this);
  const BitSizes unit = Exact::sizes(step);
  const std::int64_t ratio_bits = (own.numerator - own.denominator) - (unit.numerator - unit.denominator);
  if (ratio_bits < -8) return mode == Rounding::Up ? (own_sign > 0 ? step : step.negated()) : Number{};
  const std::int64_t shift = std::int64_t{exponent_} - step.exponent_;
  if (!shared() && !step.shared() && shift >= -19 && shift <= 18) {
    const auto scale = [](std::int64_t places) {
      return places <= 0    ? UnsignedWide{1}
             : places == 19 ? UnsignedWide{10} * static_cast<UnsignedWide>(kPowersOfTen[18])
                            : static_cast<UnsignedWide>(kPowersOfTen[places]);
    };
    const UnsignedWide dividend = magnitude(coefficient_) * scale(shift);
    const UnsignedWide divisor = magnitude(step.coefficient_) * scale(-shift);
    UnsignedWide quotient = dividend / divisor;
    const UnsignedWide rest = dividend % divisor;
    if (rest == 0) return *this;
    if (roundsAway(mode, rest, divisor, (quotient & 1) != 0)) ++quotient;
    const Wide units = static_cast<Wide>(quotient * magnitude(step.coefficient_));
    if (auto small = Exact::small(own_sign < 0 ? -units : units, step.exponent_)) return *small;
  }
  const std::int64_t digits = std::max(ratio_bits, own.denominator + unit.denominator) * 3 / 10;
  if (digits > kMostDigits) return *this;
  return Exact::rounded(*this, step, mode);
}

Number Number::floor() const {
  if (isWhole()) return *this;
  if (!shared()) {
    const std::int64_t below = coefficient_ < 0 ? 1 : 0;
    if (exponent_ < -18) return -below;
    return coefficient_ / kPowersOfTen[-exponent_] - below;
  }
  Integer whole;
  mpz_fdiv_q(whole.value, mpq_numref(big()->rational.value), mpq_denref(big()->rational.value));
  return Exact::storeInteger(whole);
}

bool Number::isWhole() const {
  if (!shared()) return exponent_ >= 0;
  return mpz_cmp_ui(mpq_denref(big()->rational.value), 1) == 0;
}

std::optional<std::int64_t> Number::toInt64() const {
  if (!isWhole()) return std::nullopt;
  if (shared()) {  // only the least int64 is both big and in range
    mpz_srcptr whole = mpq_numref(big()->rational.value);
    return mpz_fits_slong_p(whole) != 0 ? std::optional<std::int64_t>(mpz_get_si(whole)) : std::nullopt;
  }
  std::int64_t whole = 0;
  if (exponent_ > 18 || __builtin_mul_overflow(coefficient_, kPowersOfTen[exponent_], &whole))
    return std::nullopt;
  return whole;
}

std::size_t Number::hash() const {
  const auto mix = [](std::uint64_t seed, std::uint64_t value) {
    seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
    return seed * 0xbf58476d1ce4e5b9ULL;
  };
  if (!shared())
    return mix(mix(0, static_cast<std::uint64_t>(coefficient_)), static_cast<std::uint32_t>(exponent_));
  std::uint64_t seed = sign() < 0 ? 2 : 1;
  for (mpz_srcptr part : {mpq_numref(big()->rational.value), mpq_denref(big()->rational.value)})
    for (std::size_t i = 0; i < mpz_size(part); ++i)
      seed = mix(seed, mpz_getlimbn(part, static_cast<mp_size_t>(i)));
  return seed;
}

}  // namespace jurat
