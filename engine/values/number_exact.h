// The GMP side of Number, for the files of this folder only: owners for GMP's values, and the way in and out.
#pragma once
#include <gmp.h>

#include <atomic>

#include "engine/values/number.h"

namespace jurat {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

inline constexpr std::int64_t kPowersOfTen[] = {1,
                                                10,
                                                100,
                                                1'000,
                                                10'000,
                                                100'000,
                                                1'000'000,
                                                10'000'000,
                                                100'000'000,
                                                1'000'000'000,
                                                10'000'000'000,
                                                100'000'000'000,
                                                1'000'000'000'000,
                                                10'000'000'000'000,
                                                100'000'000'000'000,
                                                1'000'000'000'000'000,
                                                10'000'000'000'000'000,
                                                100'000'000'000'000'000,
                                                1'000'000'000'000'000'000};

// Exponents of the small form stay within this, so that sums of two fit 64 bits and negation 32.
inline constexpr std::int64_t kMostExponent = 2'000'000'000;
// Where no Limits are given (rounding, text), no number is written out beyond these decimal digits.
inline constexpr std::int64_t kMostDigits = 40'000;

struct Integer {
  Integer() { mpz_init(value); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;
  ~Integer() { mpz_clear(value); }
  mpz_t value;
};

struct Rational {
  Rational() { mpq_init(value); }
  Rational(const Rational&) = delete;
  Rational& operator=(const Rational&) = delete;
  ~Rational() { mpq_clear(value); }
  mpq_t value;
};

struct Number::Big {
  std::atomic<std::uint32_t> references{1};
  Rational rational;
};

// Upper estimates, at most two bits too large.
struct BitSizes {
  std::int64_t numerator, denominator;
};

struct Number::Exact {
  static bool isSmall(const Number& number) { return !number.shared(); }
  static std::int64_t coefficient(const Number& number) { return number.coefficient_; }
  static std::int32_t exponent(const Number& number) { return number.exponent_; }
  static mpq_srcptr rational(const Number& number) { return number.big()->rational.value; }

  static void load(const Number& number, Rational& out);
  static Number store(Rational& canonical);  // takes the value out of its argument
  static Number storeInteger(Integer& whole);
  static BitSizes sizes(const Number& number);
  static bool fits(const Number& number, const Limits& limits);
  static std::optional<Number> compute(Op op, const Number& a, const Number& b, const Limits& limits);
  static Number rounded(const Number& number, const Number& step, Rounding mode);
  // coefficient * 10^exponent in the small form; empty when it does not fit.
  static std::optional<Number> small(Wide coefficient, std::int64_t exponent);
};

// The bits of 10^exponent, for exponent >= 0, at most one too many.
std::int64_t bitsOfPowerOfTen(std::int64_t exponent);

}  // namespace jurat
