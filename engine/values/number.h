// Number: an exact rational number; a 64-bit coefficient with a power of ten while it fits, GMP when not.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/limits.h"

namespace jurat {

enum class Rounding { HalfAwayFromZero, HalfEven, Up, Down };  // Up and Down are away from and towards zero

// Immutable; copying is cheap (a big value is shared and reference counted, safe across threads).
// INVARIANT: one mathematical value has one representation (small whenever it fits, coefficient without
// trailing zeros), so equality and hashing are structural.
class Number {
 public:
  Number() = default;  // zero
  Number(std::int64_t whole);  // NOLINT(google-explicit-constructor): an integer is a number
  static Number scaled(std::int64_t coefficient, std::int32_t exponent);  // coefficient * 10^exponent
  static std::optional<Number> ratio(const Number& a, const Number& b);   // empty when b is zero

  Number(const Number& other);
  Number(Number&& other) noexcept;
  Number& operator=(const Number& other);
  Number& operator=(Number&& other) noexcept;
  ~Number();

  // Reads [+-]digits[.digits][e[+-]digits]; `_` or single spaces may stand between digits. Empty on any other
  // text, and beyond limits.digits or limits.exponent (tooLarge() tells the two apart).
  static std::optional<Number> parse(std::string_view text, const Limits& limits = {});
  static bool tooLarge(std::string_view text, const Limits& limits = {});

  // Exact; empty when numerator or denominator would pass limits.value_bits, division also when b is zero.
  friend std::optional<Number> add(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> subtract(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> multiply(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> divide(const Number& a, const Number& b, const Limits& limits);

  Number negated() const;
  // To the nearest multiple of `step` (> 0).
  Number rounded(const Number& step, Rounding mode) const;
  Number floor() const;  // the greatest whole number not above

  int sign() const;
  bool isWhole() const;
  std::optional<std::int64_t> toInt64() const;  // empty unless whole and in range

  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b);

  // Exact text: plain digits ("0.125", "-35000000"), no exponent below 10^21, "1e25" style above; a number
  // without a finite decimal expansion as a fraction ("1/3").
  std::string text() const;
  // For people: groups of three by `group` ("35 000 000"); fractions without end rounded to 6 decimals with "~".
  std::string grouped(std::string_view group = " ") const;
  // The value rounded half away from zero to `decimals` places, for formats that need a plain decimal.
  std::string fixed(int decimals) const;
  std::size_t hash() const;

 private:
  struct Big;
  std::int64_t coefficient_ = 0;  // or, when big_, nothing
  std::int32_t exponent_ = 0;
  Big* big_ = nullptr;
};

std::optional<Number> add(const Number& a, const Number& b, const Limits& limits = {});
std::optional<Number> subtract(const Number& a, const Number& b, const Limits& limits = {});
std::optional<Number> multiply(const Number& a, const Number& b, const Limits& limits = {});
std::optional<Number> divide(const Number& a, const Number& b, const Limits& limits = {});

}  // namespace jurat
