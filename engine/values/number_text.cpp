#include <algorithm>
#include <cassert>

#include "engine/base/ascii.h"
#include "engine/values/number_exact.h"

namespace jurat {
namespace {

constexpr std::int64_t kExponentFrom = 21;  // the power of ten from which text() writes an exponent

// A written number taken apart; the value is `digits` * 10^(exponent - decimals).
struct Written {
  bool negative = false;
  std::string digits;
  std::int64_t decimals = 0;
  std::int64_t exponent = 0;  // held at +-kMostExponent * 2 when longer
};

struct Scanner {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at == text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  bool digitAt(std::size_t index) const { return index < text.size() && isDigit(text[index]); }
};

// A run of digits, `_` allowed between any two.
bool scanDigits(Scanner& in, std::string& out) {
  if (!isDigit(in.peek())) return false;
  while (isDigit(in.peek()) || (in.peek() == '_' && in.digitAt(in.at + 1))) {
    if (in.peek() != '_') out += in.peek();
    ++in.at;
  }
  return true;
}

// The part before the point: a run of digits, or groups of three with single spaces between them.
bool scanWhole(Scanner& in, std::string& out) {
  const std::size_t start = in.at;
  if (!scanDigits(in, out)) return false;
  if (in.peek() != ' ') return true;
  if (in.at - start > 3 || out.size() != in.at - start) return false;
  while (in.take(' ')) {
    for (int i = 0; i < 3; ++i) {
      if (!isDigit(in.peek())) return false;
      out += in.text[in.at++];
    }
  }
  return true;
}

bool scanExponent(Scanner& in, std::int64_t& out) {
  const bool negative = in.peek() == '-';
  if (!in.take('-')) in.take('+');
  if (!isDigit(in.peek())) return false;
  for (; isDigit(in.peek()); ++in.at) out = std::min(out * 10 + (in.peek() - '0'), kMostExponent * 2);
  if (negative) out = -out;
  return true;
}

std::optional<Written> scan(std::string_view text) {
  Scanner in{text};
  Written written;
  written.negative = in.take('-');
  if (!written.negative) in.take('+');
  if (!scanWhole(in, written.digits)) return std::nullopt;
  const std::size_t whole = written.digits.size();
  if (in.take('.') && !scanDigits(in, written.digits)) return std::nullopt;
  written.decimals = static_cast<std::int64_t>(written.digits.size() - whole);
  if ((in.take('e') || in.take('E')) && !scanExponent(in, written.exponent)) return std::nullopt;
  if (!in.done()) return std::nullopt;
  return written;
}

bool beyond(const Written& written, const Limits& limits) {
  const std::int64_t exponent = written.exponent < 0 ? -written.exponent : written.exponent;
  return written.digits.size() > limits.digits || exponent > limits.exponent || exponent >= kMostExponent ||
         written.digits.size() >= std::size_t{1} << 24;
}

// Digits without sign, leading or trailing zeros, times a power of ten: what every form of text starts from.
struct Decimal {
  std::string digits;
  std::int64_t exponent = 0;
  // The power of ten of the first digit.
  std::int64_t top() const { return exponent + static_cast<std::int64_t>(digits.size()) - 1; }
};

std::string digitsOf(mpz_srcptr value) {
  std::string out(mpz_sizeinbase(value, 10) + 2, '\0');
  mpz_get_str(out.data(), 10, value);
  out.resize(out.find('\0'));
  if (!out.empty() && out.front() == '-') out.erase(0, 1);
  return out;
}

std::string plain(const Decimal& decimal, std::string_view group = {}) {
  const std::int64_t size = static_cast<std::int64_t>(decimal.digits.size());
  const std::int64_t point = size + decimal.exponent;  // digits before the point
  std::string whole =
      point <= 0 ? "0" : decimal.digits.substr(0, static_cast<std::size_t>(std::min(point, size)));
  if (decimal.exponent > 0) whole.append(static_cast<std::size_t>(decimal.exponent), '0');
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += group;
    out += whole[i];
  }
  if (decimal.exponent >= 0) return out;
  out += '.';
  if (point < 0) out.append(static_cast<std::size_t>(-point), '0');
  return out + decimal.digits.substr(point <= 0 ? 0 : static_cast<std::size_t>(point));
}

std::string withExponent(const Decimal& decimal) {
  std::string out = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) out += "." + decimal.digits.substr(1);
  return out + "e" + std::to_string(decimal.top());
}

bool needsExponent(const Decimal& decimal) {
  return decimal.top() >= kExponentFrom || decimal.exponent < -kMostDigits * 2;
}

// The denominator must have no factors but two and five; `decimal` is false otherwise.
bool takeApart(mpq_srcptr value, Decimal& out) {
  Integer rest;
  Integer five;
  mpz_set_ui(five.value, 5);
  mpz_srcptr denominator = mpq_denref(value);
  const auto twos = static_cast<std::int64_t>(mpz_scan1(denominator, 0));
  mpz_tdiv_q_2exp(rest.value, denominator, static_cast<mp_bitcnt_t>(twos));
  const auto fives = static_cast<std::int64_t>(mpz_remove(rest.value, rest.value, five.value));
  if (mpz_cmp_ui(rest.value, 1) != 0) return false;
  const std::int64_t decimals = std::max(twos, fives);
  mpz_ui_pow_ui(rest.value, 5, static_cast<unsigned long>(decimals - fives));
  mpz_mul(rest.value, rest.value, mpq_numref(value));
  mpz_mul_2exp(rest.value, rest.value, static_cast<mp_bitcnt_t>(decimals - twos));
  out.digits = digitsOf(rest.value);
  out.exponent = -decimals;
  while (out.digits.size() > 1 && out.digits.back() == '0') out.digits.pop_back(), ++out.exponent;
  return true;
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text, const Limits& limits) {
  const std::optional<Written> written = scan(text);
  if (!written || beyond(*written, limits)) return std::nullopt;
  std::string digits = written->digits;
  std::int64_t exponent = written->exponent - written->decimals;
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return Number{};
  while (digits.back() == '0') digits.pop_back(), ++exponent;
  if (digits.size() <= 18) {
    std::int64_t coefficient = 0;
    for (const char c : digits) coefficient = coefficient * 10 + (c - '0');
    return Exact::small(written->negative ? -coefficient : coefficient, exponent);
  }
  const std::int64_t size = static_cast<std::int64_t>(digits.size());
  if (bitsOfPowerOfTen(size + std::max<std::int64_t>(exponent, -exponent)) >
      static_cast<std::int64_t>(std::min<std::size_t>(limits.value_bits, std::size_t{1} << 28)))
    return std::nullopt;
  Rational rational;
  mpz_set_str(mpq_numref(rational.value), digits.c_str(), 10);
  if (written->negative) mpq_neg(rational.value, rational.value);
  if (exponent != 0) {
    Rational scale;
    Exact::load(normal(1, static_cast<std::int32_t>(exponent)), scale);
    mpq_mul(rational.value, rational.value, scale.value);
  }
  return Exact::store(rational);
}

bool Number::tooLarge(std::string_view text, const Limits& limits) {
  return scan(text).has_value() && !parse(text, limits).has_value();
}

std::string Number::text() const {
  const std::string minus = sign() < 0 ? "-" : "";
  Decimal decimal;
  if (!shared()) {
    if (coefficient_ == 0) return "0";
    decimal = {std::to_string(coefficient_ < 0 ? -coefficient_ : coefficient_), exponent_};
  } else if (!takeApart(big()->rational.value, decimal)) {
    return minus + digitsOf(mpq_numref(big()->rational.value)) + "/" +
           digitsOf(mpq_denref(big()->rational.value));
  }
  return minus + (needsExponent(decimal) ? withExponent(decimal) : plain(decimal));
}

std::string Number::grouped(std::string_view group) const {
  const std::string minus = sign() < 0 ? "-" : "";
  Decimal decimal;
  if (!shared()) {
    if (coefficient_ == 0) return "0";
    decimal = {std::to_string(coefficient_ < 0 ? -coefficient_ : coefficient_), exponent_};
  } else if (!takeApart(big()->rational.value, decimal)) {
    return "~" + rounded(scaled(1, -6), Rounding::HalfAwayFromZero).grouped(group);
  }
  return minus + (needsExponent(decimal) ? withExponent(decimal) : plain(decimal, group));
}

std::string Number::fixed(int decimals) const {
  assert(decimals >= 0);
  const int places = std::clamp(decimals, 0, 1'000);
  const Number value = rounded(scaled(1, -places), Rounding::HalfAwayFromZero);
  Decimal decimal{"0", 0};
  if (value.shared()) {
    takeApart(value.big()->rational.value, decimal);
  } else if (value.coefficient_ != 0) {
    decimal = {std::to_string(value.coefficient_ < 0 ? -value.coefficient_ : value.coefficient_),
               value.exponent_};
  }
  if (decimal.exponent > kMostDigits) return value.text();
  std::string out = (value.sign() < 0 ? "-" : "") + plain(decimal);
  if (places == 0) return out;
  if (decimal.exponent >= 0) out += '.';
  const std::int64_t written = decimal.exponent < 0 ? -decimal.exponent : 0;
  return out.append(static_cast<std::size_t>(places - written), '0');
}

}  // namespace jurat
