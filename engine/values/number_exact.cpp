#include "engine/values/number_exact.h"

#include <algorithm>

namespace jurat {
namespace {

std::int64_t bitsOf(std::int64_t value) {
  const std::uint64_t magnitude =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  return magnitude == 0 ? 1 : 64 - __builtin_clzll(magnitude);
}

std::int64_t bitsOf(mpz_srcptr value) { return static_cast<std::int64_t>(mpz_sizeinbase(value, 2)); }

static_assert(sizeof(long) == sizeof(std::int64_t), "GMP's long functions carry the coefficients");

// INVARIANT of Number: what fits the small form is held in it. Both halves below find its exponent by
// counting twos and fives, and give up early where the bits alone show that 64 cannot be enough.
struct SmallForm {
  std::int64_t coefficient;
  std::int64_t exponent;
};

std::optional<SmallForm> smallWhole(mpz_srcptr numerator) {
  const std::int64_t bits = bitsOf(numerator);
  const auto twos = static_cast<std::int64_t>(mpz_scan1(numerator, 0));
  if (bits - bitsOfPowerOfTen(twos) > 64) return std::nullopt;
  Integer rest;
  Integer five;
  mpz_set_ui(five.value, 5);
  const auto fives = static_cast<std::int64_t>(mpz_remove(rest.value, numerator, five.value));
  const std::int64_t tens = std::min(twos, fives);
  if (tens > kMostExponent) return std::nullopt;
  mpz_ui_pow_ui(five.value, 5, static_cast<unsigned long>(tens));
  mpz_divexact(rest.value, numerator, five.value);
  mpz_tdiv_q_2exp(rest.value, rest.value, static_cast<mp_bitcnt_t>(tens));
  if (mpz_fits_slong_p(rest.value) == 0) return std::nullopt;
  return SmallForm{mpz_get_si(rest.value), tens};
}

std::optional<SmallForm> smallFraction(mpz_srcptr numerator, mpz_srcptr denominator) {
  if (mpz_fits_slong_p(numerator) == 0) return std::nullopt;
  Integer rest;
  Integer five;
  mpz_set_ui(five.value, 5);
  const auto twos = static_cast<std::int64_t>(mpz_scan1(denominator, 0));
  mpz_tdiv_q_2exp(rest.value, denominator, static_cast<mp_bitcnt_t>(twos));
  const auto fives = static_cast<std::int64_t>(mpz_remove(rest.value, rest.value, five.value));
  if (mpz_cmp_ui(rest.value, 1) != 0) return std::nullopt;
  const std::int64_t decimals = std::max(twos, fives);
  if (decimals - twos > 62 || decimals - fives > 27 || decimals > kMostExponent) return std::nullopt;
  std::int64_t coefficient = mpz_get_si(numerator);
  if (__builtin_mul_overflow(coefficient, std::int64_t{1} << (decimals - twos), &coefficient))
    return std::nullopt;
  for (std::int64_t i = fives; i < decimals; ++i)
    if (__builtin_mul_overflow(coefficient, 5, &coefficient)) return std::nullopt;
  return SmallForm{coefficient, -decimals};
}

}  // namespace

std::int64_t bitsOfPowerOfTen(std::int64_t exponent) { return exponent * 33'219'281 / 10'000'000 + 1; }

BitSizes Number::Exact::sizes(const Number& number) {
  if (!isSmall(number)) return {bitsOf(mpq_numref(rational(number))), bitsOf(mpq_denref(rational(number)))};
  const std::int64_t bits = bitsOf(number.coefficient_);
  if (number.exponent_ >= 0) return {bits + bitsOfPowerOfTen(number.exponent_) - 1, 1};
  return {bits, bitsOfPowerOfTen(-std::int64_t{number.exponent_})};
}

bool Number::Exact::fits(const Number& number, const Limits& limits) {
  if (isSmall(number) && number.exponent_ <= kPlainExponent && number.exponent_ >= -kPlainExponent &&
      limits.value_bits >= kPlainBits)
    return true;
  // GMP aborts the program when memory ends, so even a careless limit stays below 32 MB a value.
  const auto most = static_cast<std::int64_t>(std::min<std::size_t>(limits.value_bits, std::size_t{1} << 28));
  const BitSizes bits = sizes(number);
  return bits.numerator <= most && bits.denominator <= most;
}

void Number::Exact::load(const Number& number, Rational& out) {
  if (!isSmall(number)) {
    mpq_set(out.value, rational(number));
    return;
  }
  mpq_set_si(out.value, number.coefficient_, 1);
  if (number.exponent_ == 0) return;
  const auto power = static_cast<unsigned long>(number.exponent_ < 0 ? -number.exponent_ : number.exponent_);
  if (number.exponent_ > 0) {
    Integer scale;
    mpz_ui_pow_ui(scale.value, 10, power);
    mpz_mul(mpq_numref(out.value), mpq_numref(out.value), scale.value);
  } else {
    mpz_ui_pow_ui(mpq_denref(out.value), 10, power);
    mpq_canonicalize(out.value);
  }
}

Number Number::Exact::store(Rational& canonical) {
  mpz_srcptr numerator = mpq_numref(canonical.value);
  mpz_srcptr denominator = mpq_denref(canonical.value);
  if (mpz_sgn(numerator) == 0) return {};
  const auto form =
      mpz_cmp_ui(denominator, 1) == 0 ? smallWhole(numerator) : smallFraction(numerator, denominator);
  if (form && form->coefficient != INT64_MIN)
    return {form->coefficient, static_cast<std::int32_t>(form->exponent)};
  Big* big = new Big;
  mpq_swap(big->rational.value, canonical.value);
  return Number::sharing(big);
}

Number Number::Exact::storeInteger(Integer& whole) {
  Rational rational;
  mpz_swap(mpq_numref(rational.value), whole.value);
  return store(rational);
}

std::optional<Number> Number::Exact::small(Wide coefficient, std::int64_t exponent) {
  if (coefficient == 0) return Number{};
  while (coefficient > INT64_MAX || coefficient < -INT64_MAX) {
    if (coefficient % 10 != 0) return std::nullopt;
    coefficient /= 10;
    ++exponent;
  }
  if (exponent > kMostExponent || exponent < -kMostExponent) return std::nullopt;
  return normal(static_cast<std::int64_t>(coefficient), static_cast<std::int32_t>(exponent));
}

std::optional<Number> Number::Exact::compute(Op op, const Number& a, const Number& b, const Limits& limits) {
  // Judged before anything is written out: the result can then be at most twice as long as allowed.
  if (!fits(a, limits) || !fits(b, limits)) return std::nullopt;
  Rational x;
  Rational y;
  load(a, x);
  load(b, y);
  switch (op) {
    case Op::Add:
      mpq_add(x.value, x.value, y.value);
      break;
    case Op::Subtract:
      mpq_sub(x.value, x.value, y.value);
      break;
    case Op::Multiply:
      mpq_mul(x.value, x.value, y.value);
      break;
    case Op::Divide:
      mpq_div(x.value, x.value, y.value);
      break;
  }
  Number result = store(x);
  if (!fits(result, limits)) return std::nullopt;
  return result;
}

Number Number::Exact::rounded(const Number& number, const Number& step, Rounding mode) {
  Rational quotient;
  Rational divisor;
  load(number, quotient);
  load(step, divisor);
  mpq_div(quotient.value, quotient.value, divisor.value);
  Integer whole;
  Integer rest;
  mpz_srcptr denominator = mpq_denref(quotient.value);
  mpz_tdiv_qr(whole.value, rest.value, mpq_numref(quotient.value), denominator);
  if (mpz_sgn(rest.value) == 0) return number;
  const bool negative = mpz_sgn(rest.value) < 0;
  mpz_mul_2exp(rest.value, rest.value, 1);
  const int half = mpz_cmpabs(rest.value, denominator);
  const bool away = mode == Rounding::Up || (mode == Rounding::HalfAwayFromZero && half >= 0) ||
                    (mode == Rounding::HalfEven && (half > 0 || (half == 0 && mpz_odd_p(whole.value) != 0)));
  if (away && negative) mpz_sub_ui(whole.value, whole.value, 1);
  if (away && !negative) mpz_add_ui(whole.value, whole.value, 1);
  mpq_set_z(quotient.value, whole.value);
  mpq_mul(quotient.value, quotient.value, divisor.value);
  return store(quotient);
}

}  // namespace jurat
