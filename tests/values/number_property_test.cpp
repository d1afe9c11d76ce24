// The fast paths against GMP itself, over random numbers that crowd the places where 64 bits end.
#include <doctest/doctest.h>
#include <gmpxx.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "engine/values/number.h"

using jurat::Number;
using jurat::Rounding;

namespace {

constexpr std::uint64_t kSeed = 20'261'012;

// Cheap enough for every build; a slow one (sanitizers) may ask for fewer.
int rounds() {
  const char* percent = std::getenv("JURAT_CASE_PERCENT");
  return std::max(1, 60'000 / 100 * (percent != nullptr ? std::atoi(percent) : 100));
}

struct Pair {
  Number number;
  mpq_class exact;
};

mpq_class powerOfTen(int exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? mpq_class(mpz_class(1), power) : mpq_class(power);
}

class Source {
 public:
  Pair next() {
    const std::int64_t whole = coefficient();
    const int exponent = pick(3) == 0 ? pick(61) - 30 : pick(9) - 4;
    Pair out{Number::scaled(whole, exponent), mpq_class(whole) * powerOfTen(exponent)};
    if (pick(12) == 0) {  // now and then one that only GMP can hold
      const std::int64_t divisor = pick(1'000) + 1;
      out = {*divide(out.number, divisor), out.exact / mpq_class(divisor)};
    }
    return out;
  }
  int pick(int below) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(below)); }

 private:
  std::int64_t coefficient() {
    const auto random = static_cast<std::int64_t>(engine_());
    const int kind = pick(6);
    if (kind == 0) return INT64_MAX - pick(3);
    if (kind == 1) return INT64_MIN + pick(3);
    if (kind == 2) return pick(41) - 20;
    if (kind == 3)
      return (pick(2) == 0 ? 1 : -1) * (std::int64_t{3'037'000'499} + pick(3) - 1);  // roots of 2^63
    return random >> pick(64);
  }
  std::mt19937_64 engine_{kSeed};
};

// The text is the one way out, and says the value exactly.
mpq_class exactly(const Number& number) {
  std::string text = number.text();
  if (text.find('/') != std::string::npos) return mpq_class(text);
  int exponent = 0;
  if (const auto e = text.find('e'); e != std::string::npos) {
    exponent = std::stoi(text.substr(e + 1));
    text.resize(e);
  }
  if (const auto point = text.find('.'); point != std::string::npos) {
    exponent -= static_cast<int>(text.size() - point - 1);
    text.erase(point, 1);
  }
  return mpq_class(mpz_class(text, 10)) * powerOfTen(exponent);
}

mpq_class roundedByGmp(const mpq_class& value, const mpq_class& step, Rounding mode) {
  const mpq_class quotient = abs(value) / step;
  mpz_class whole = quotient.get_num() / quotient.get_den();
  const mpq_class rest = quotient - whole;
  const mpq_class half(1, 2);
  const bool odd = mpz_odd_p(whole.get_mpz_t()) != 0;
  if ((mode == Rounding::Up && rest > 0) || (mode == Rounding::HalfAwayFromZero && rest >= half) ||
      (mode == Rounding::HalfEven && (rest > half || (rest == half && odd))))
    ++whole;
  return mpq_class(whole) * step * sgn(value);
}

}  // namespace

TEST_CASE("arithmetic, order and rounding agree with GMP") {
  MESSAGE("seed ", kSeed);
  Source source;
  const int count = rounds();
  for (int i = 0; i < count; ++i) {
    const Pair a = source.next();
    const Pair b = source.next();
    CAPTURE(a.exact.get_str());
    CAPTURE(b.exact.get_str());
    CHECK(exactly(a.number) == a.exact);
    CHECK(exactly(*add(a.number, b.number)) == a.exact + b.exact);
    CHECK(exactly(*subtract(a.number, b.number)) == a.exact - b.exact);
    CHECK(exactly(*multiply(a.number, b.number)) == a.exact * b.exact);
    if (b.number.sign() != 0) CHECK(exactly(*divide(a.number, b.number)) == a.exact / b.exact);
    CHECK(a.number.sign() == sgn(a.exact));
    CHECK((a.number <=> b.number) == (cmp(a.exact, b.exact) <=> 0));
    CHECK((a.number == b.number) == (a.exact == b.exact));
    if (b.number.sign() != 0) {
      const Number step = b.number.sign() < 0 ? b.number.negated() : b.number;
      const auto mode = static_cast<Rounding>(source.pick(4));
      CHECK(exactly(a.number.rounded(step, mode)) == roundedByGmp(a.exact, abs(b.exact), mode));
    }
    const mpz_class down = [&] {
      mpz_class out;
      mpz_fdiv_q(out.get_mpz_t(), a.exact.get_num_mpz_t(), a.exact.get_den_mpz_t());
      return out;
    }();
    CHECK(exactly(a.number.floor()) == mpq_class(down));
  }
}

TEST_CASE("one value has one form, whichever way it was reached") {
  MESSAGE("seed ", kSeed);
  Source source;
  const int count = rounds();
  for (int i = 0; i < count; ++i) {
    const Pair a = source.next();
    const Pair b = source.next();
    CAPTURE(a.exact.get_str());
    CAPTURE(b.exact.get_str());
    const Number back = *subtract(*add(a.number, b.number), b.number);
    CHECK(back == a.number);
    CHECK(back.hash() == a.number.hash());
    if (b.number.sign() == 0) continue;
    const Number again = *divide(*multiply(a.number, b.number), b.number);
    CHECK(again == a.number);
    CHECK(again.hash() == a.number.hash());
  }
}
