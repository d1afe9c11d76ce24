// Number: an exact rational number; a 64-bit coefficient with a power of ten while it fits, GMP when not.
#pragma once
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/limits.h"

namespace jurat {

enum class Rounding { HalfAwayFromZero, HalfEven, Up, Down };  // Up and Down are away from and towards zero

// Immutable; copying is cheap (a big value is shared and reference counted, safe across threads).
// INVARIANT: one mathematical value has one representation (small whenever it fits, coefficient without
// trailing zeros), so equality and hashing are structural.
class Number {
 public:
  Number() = default;          // zero
  Number(std::int64_t whole);  // NOLINT(google-explicit-constructor): an integer is a number
  template <std::floating_point T>
  Number(T) = delete;  // binary floating point is never exact enough
  // coefficient * 10^exponent, the exponent within +-2'000'000'000: costs nothing however large it is.
  static Number scaled(std::int64_t coefficient, std::int32_t exponent);
  // Empty when b is zero (or the result passes the default limits, which no two parsed numbers can).
  static std::optional<Number> ratio(const Number& a, const Number& b);

  Number(const Number& other) : coefficient_(other.coefficient_), exponent_(other.exponent_) {
    if (shared()) [[unlikely]]
      retain(big());
  }
  Number(Number&& other) noexcept : coefficient_(other.coefficient_), exponent_(other.exponent_) {
    if (other.shared()) other.coefficient_ = 0, other.exponent_ = 0;  // a moved-from big value reads as zero
  }
  Number& operator=(const Number& other) {  // NOLINT(bugprone-unhandled-self-assignment): retains first
    if (other.shared()) [[unlikely]]
      retain(other.big());
    if (shared()) [[unlikely]]
      release(big());
    coefficient_ = other.coefficient_, exponent_ = other.exponent_;
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    if (this == &other) return *this;
    if (shared()) [[unlikely]]
      release(big());
    coefficient_ = other.coefficient_, exponent_ = other.exponent_;
    if (other.shared()) other.coefficient_ = 0, other.exponent_ = 0;
    return *this;
  }
  ~Number() {
    if (shared()) [[unlikely]]
      release(big());
  }

  // Reads [+-]digits[.digits][(e|E)[+-]digits]; `_` may stand between digits, and single spaces between
  // groups of three before the point. Empty on any other text, and beyond limits.digits or limits.exponent
  // (tooLarge() tells the two apart).
  static std::optional<Number> parse(std::string_view text, const Limits& limits = {});
  static bool tooLarge(std::string_view text, const Limits& limits = {});

  // Exact; empty when an operand or the result passes limits.value_bits in numerator or denominator (known
  // before anything is allocated), division also when b is zero.
  friend std::optional<Number> add(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> subtract(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> multiply(const Number& a, const Number& b, const Limits& limits);
  friend std::optional<Number> divide(const Number& a, const Number& b, const Limits& limits);

  Number negated() const;
  // To the nearest multiple of `step` (> 0). Beyond 40'000 digits, where add() refuses too, the value itself.
  Number rounded(const Number& step, Rounding mode) const;
  Number floor() const;  // the greatest whole number not above

  // Whether it is held in memory of its own, shared between copies.
  bool shared() const { return exponent_ == kShared; }
  int sign() const { return shared() ? bigSign() : (coefficient_ > 0) - (coefficient_ < 0); }
  bool isWhole() const;
  std::optional<std::int64_t> toInt64() const;  // empty unless whole and in range
  // Coefficient and exponent, as scaled() takes them; empty when it is held in memory of its own.
  std::optional<std::pair<std::int64_t, std::int32_t>> decimal() const {
    if (shared()) return std::nullopt;
    return std::pair{coefficient_, exponent_};
  }

  friend std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (a.exponent_ == b.exponent_ && !a.shared()) [[likely]]
      return a.coefficient_ <=> b.coefficient_;
    if (!a.shared() && !b.shared()) {
      const int left = a.sign(), right = b.sign();
      if (left != right) return left <=> right;
    }
    return compareSlow(a, b);
  }
  friend bool operator==(const Number& a, const Number& b) {
    if (a.shared() && b.shared()) [[unlikely]]
      return bigEqual(a, b);
    return a.coefficient_ == b.coefficient_ && a.exponent_ == b.exponent_;
  }

  // Exact text: plain digits ("0.125", "-35000000"), no exponent below 10^21, "1e25" style above; a number
  // without a finite decimal expansion as a fraction ("1/3").
  std::string text() const;
  // For people: groups of three by `group` ("35 000 000"); fractions without end rounded to 6 decimals with
  // "~" before them.
  std::string grouped(std::string_view group = " ") const;
  // The value rounded half away from zero to `decimals` places, for formats that need a plain decimal.
  std::string fixed(int decimals) const;
  std::size_t hash() const;

 private:
  struct Big;
  struct Exact;  // the GMP side, number_exact.h
  enum class Op : std::uint8_t { Add, Subtract, Multiply, Divide };

  // An exponent that no small number has: the coefficient's bits are then the address of the big value.
  static constexpr std::int32_t kShared = INT32_MIN;

  Number(std::int64_t coefficient, std::int32_t exponent) : coefficient_(coefficient), exponent_(exponent) {}
  static Number sharing(Big* big) {
    return {static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(big)), kShared};
  }
  Big* big() const { return reinterpret_cast<Big*>(static_cast<std::intptr_t>(coefficient_)); }
  static void retain(Big* big) noexcept;
  static void release(Big* big) noexcept;
  int bigSign() const;
  static bool bigEqual(const Number& a, const Number& b);
  static std::strong_ordering compareSlow(const Number& a, const Number& b);
  static std::optional<Number> slow(Op op, const Number& a, const Number& b, const Limits& limits);
  static Number normal(std::int64_t coefficient, std::int32_t exponent);

  std::int64_t coefficient_ = 0;  // never the least int64, so that a sign can always be turned
  std::int32_t exponent_ = 0;     // 0 for zero
};

// Up to these, no result of a fast path can pass the bits allowed.
inline constexpr std::int32_t kPlainExponent = 4'096;
inline constexpr std::size_t kPlainBits = 13'800;

// `coefficient` is not the least int64 and `exponent` has room for 19 more.
inline Number Number::normal(std::int64_t coefficient, std::int32_t exponent) {
  if (coefficient == 0) return {};
  while ((coefficient & 1) == 0 && coefficient % 5 == 0) coefficient /= 10, ++exponent;
  return {coefficient, exponent};
}

inline std::optional<Number> add(const Number& a, const Number& b, const Limits& limits = {}) {
  std::int64_t sum = 0;
  if (a.exponent_ == b.exponent_ && !a.shared() &&
      !__builtin_add_overflow(a.coefficient_, b.coefficient_, &sum) && sum != INT64_MIN &&
      a.exponent_ <= kPlainExponent - 19 && a.exponent_ >= -kPlainExponent && limits.value_bits >= kPlainBits)
      [[likely]]
    return Number::normal(sum, a.exponent_);
  return Number::slow(Number::Op::Add, a, b, limits);
}

inline std::optional<Number> subtract(const Number& a, const Number& b, const Limits& limits = {}) {
  std::int64_t difference = 0;
  if (a.exponent_ == b.exponent_ && !a.shared() &&
      !__builtin_sub_overflow(a.coefficient_, b.coefficient_, &difference) && difference != INT64_MIN &&
      a.exponent_ <= kPlainExponent - 19 && a.exponent_ >= -kPlainExponent && limits.value_bits >= kPlainBits)
      [[likely]]
    return Number::normal(difference, a.exponent_);
  return Number::slow(Number::Op::Subtract, a, b, limits);
}

inline std::optional<Number> multiply(const Number& a, const Number& b, const Limits& limits = {}) {
  std::int64_t product = 0;
  if (!a.shared() && !b.shared() && !__builtin_mul_overflow(a.coefficient_, b.coefficient_, &product) &&
      product != INT64_MIN) [[likely]] {
    const std::int64_t exponent = std::int64_t{a.exponent_} + b.exponent_;
    if (exponent <= kPlainExponent - 19 && exponent >= -kPlainExponent && limits.value_bits >= kPlainBits)
        [[likely]]
      return Number::normal(product, static_cast<std::int32_t>(exponent));
  }
  return Number::slow(Number::Op::Multiply, a, b, limits);
}

inline std::optional<Number> divide(const Number& a, const Number& b, const Limits& limits = {}) {
  return Number::slow(Number::Op::Divide, a, b, limits);
}

}  // namespace jurat
