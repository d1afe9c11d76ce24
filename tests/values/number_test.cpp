#include "engine/values/number.h"

#include <doctest/doctest.h>

#include <chrono>
#include <utility>
#include <vector>

using jurat::divide;
using jurat::Limits;
using jurat::multiply;
using jurat::Number;
using jurat::Rounding;

namespace {

Number number(std::string_view text) {
  const auto parsed = Number::parse(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

Number third() { return *Number::ratio(1, 3); }

}  // namespace

TEST_CASE("numbers are read and written") {
  const std::pair<const char*, const char*> rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e9", "0"},
      {"007", "7"},
      {"+5", "5"},
      {"12.50", "12.5"},
      {"0.125", "0.125"},
      {"-35000000", "-35000000"},
      {"35_000_000", "35000000"},
      {"35 000 000", "35000000"},
      {"1 000.5", "1000.5"},
      {"1e25", "1e25"},
      {"1E25", "1e25"},
      {"1e20", "100000000000000000000"},
      {"1e21", "1e21"},
      {"6.1e23", "6.1e23"},
      {"6.1e-3", "0.0061"},
      {"1e+2", "100"},
      {"-1.5e30", "-1.5e30"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775807", "-9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9223372036854775808"},
      {"123456789012345678901", "123456789012345678901"},
      {"1234567890123456789012", "1.234567890123456789012e21"},
      {"0.12345678901234567890123", "0.12345678901234567890123"},
      {"1.000_1", "1.0001"}};
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(number(row.first).text() == row.second);
    CHECK(number(number(row.first).text()) == number(row.first));
  }
  CHECK(third().text() == "1/3");
  CHECK(third().negated().text() == "-1/3");
}

TEST_CASE("what is no number is not read") {
  for (const char* text :
       {"",       "-",        "+",         ".5",      "5.",        "1e",      "1e+",   "e5",     "1.5.2",
        "1__0",   "_1",       "1_",        "1_.5",    "1._5",      " 1",      "1 ",    "1  000", "1 00",
        "1 0000", "1000 000", "10 00 000", "1_0 000", "1 000_000", "1.5 000", "0x10",  "1,5",    "--1",
        "+-1",    "nan",      "inf",       "1e5.5",   "1e5_0",     "1/3",     "1 000 "}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse(text).has_value());
    CHECK_FALSE(Number::tooLarge(text));
  }
}

TEST_CASE("what is too large is told from what is no number, and costs nothing") {
  const auto before = std::chrono::steady_clock::now();
  const std::string million(1'000'000, '9');
  for (const std::string& text :
       {std::string("1e1000000000"), std::string("1e-1000000000"), std::string("1e4097"),
        std::string("1e99999999999999999999999"), million, "0." + million, std::string(1'001, '1')}) {
    CHECK_FALSE(Number::parse(text).has_value());
    CHECK(Number::tooLarge(text));
  }
  CHECK(Number::parse("1e4096").has_value());
  CHECK(Number::parse(std::string(1'000, '1')).has_value());
  Limits wide;
  wide.exponent = 1'500'000'000;
  for (const char* text : {"1e1000000000", "1e-1000000000"}) {
    const auto vast = Number::parse(text, wide);
    REQUIRE(vast.has_value());
    for (const Number& other : {Number(1), third(), *vast, number("123456789012345678901")}) {
      CHECK_FALSE(multiply(*vast, other).has_value());
      CHECK_FALSE((add(*vast, other).has_value() && !(other == *vast)));
      CHECK_FALSE(subtract(other, *vast).value_or(0).sign() != 0);
    }
    CHECK((*vast > third()) == (*vast > 1));
    CHECK((*vast > number("1e4096")) == (*vast > 1));
    CHECK((vast->negated() < third().negated()) == (*vast > 1));
    CHECK(vast->text() == text);
    CHECK(vast->grouped() == text);
    CHECK(vast->fixed(2) == (*vast > 1 ? text : "0.00"));
    CHECK(vast->floor() == (*vast > 1 ? *vast : Number(0)));
    CHECK(vast->rounded(third(), Rounding::Down) == (*vast > 1 ? *vast : Number(0)));
    CHECK(vast->isWhole() == (*vast > 1));
    CHECK_FALSE(vast->toInt64().has_value());
  }
  CHECK_FALSE(Number::parse("123456789012345678901e1000000000", wide).has_value());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
}

TEST_CASE("repeated squaring is refused soon") {
  for (const Number& start :
       {number("3"), third(), number("1e10"), number("0.7"), number("12345678901234567890123")}) {
    Number value = start;
    int rounds = 0;
    for (; rounds < 64; ++rounds) {
      const auto next = multiply(value, value);
      if (!next) break;
      value = *next;
    }
    CHECK(rounds >= 9);
    CHECK(rounds <= 17);
  }
  Limits tight;
  tight.value_bits = 100;
  CHECK(multiply(number("1e15"), number("1e14"), tight).has_value());
  CHECK_FALSE(multiply(number("1e20"), number("1e14"), tight).has_value());
  CHECK_FALSE(divide(number("1e15"), number("1e50"), tight).has_value());
}

TEST_CASE("division") {
  CHECK_FALSE(divide(1, 0).has_value());
  CHECK_FALSE(Number::ratio(third(), 0).has_value());
  CHECK(divide(1, 8)->text() == "0.125");
  CHECK(divide(number("1e25"), number("1e24")) == Number(10));
  CHECK(divide(-7, 3)->text() == "-7/3");
  CHECK(divide(7, -3)->text() == "-7/3");
  CHECK(*multiply(third(), 3) == Number(1));
  CHECK(*add(third(), *add(third(), third())) == Number(1));
  CHECK(*subtract(third(), third()) == Number(0));
}

TEST_CASE("the four ways of rounding") {
  struct Row {
    const char *value, *step, *half_away, *half_even, *up, *down;
  };
  const Row rows[] = {{"0.5", "1", "1", "0", "1", "0"},
                      {"1.5", "1", "2", "2", "2", "1"},
                      {"2.5", "1", "3", "2", "3", "2"},
                      {"-0.5", "1", "-1", "0", "-1", "0"},
                      {"-2.5", "1", "-3", "-2", "-3", "-2"},
                      {"-2.4", "1", "-2", "-2", "-3", "-2"},
                      {"2.6", "1", "3", "3", "3", "2"},
                      {"7", "1", "7", "7", "7", "7"},
                      {"0", "0.01", "0", "0", "0", "0"},
                      {"1.005", "0.01", "1.01", "1", "1.01", "1"},
                      {"1.015", "0.01", "1.02", "1.02", "1.02", "1.01"},
                      {"1234567", "1000", "1235000", "1235000", "1235000", "1234000"},
                      {"12.5", "5", "15", "10", "15", "10"},
                      {"0.13", "0.05", "0.15", "0.15", "0.15", "0.1"},
                      {"1e-18", "1", "0", "0", "1", "0"},
                      {"9e-19", "1", "0", "0", "1", "0"},
                      {"9223372036854775807e-19", "1", "1", "1", "1", "0"},
                      {"5e-19", "1", "0", "0", "1", "0"},
                      {"-1e-300", "0.01", "0", "0", "-0.01", "0"},
                      {"1e300", "1", "1e300", "1e300", "1e300", "1e300"},
                      {"123456789012345678901.5", "1", "123456789012345678902", "123456789012345678902",
                       "123456789012345678902", "123456789012345678901"}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const Number value = number(row.value);
    const Number step = number(row.step);
    CHECK(value.rounded(step, Rounding::HalfAwayFromZero) == number(row.half_away));
    CHECK(value.rounded(step, Rounding::HalfEven) == number(row.half_even));
    CHECK(value.rounded(step, Rounding::Up) == number(row.up));
    CHECK(value.rounded(step, Rounding::Down) == number(row.down));
  }
  CHECK(third().rounded(number("0.01"), Rounding::HalfAwayFromZero) == number("0.33"));
  CHECK(Number(1).rounded(third(), Rounding::Down) == Number(1));
}

TEST_CASE("numbers for people and for formats") {
  CHECK(number("35000000").grouped() == "35 000 000");
  CHECK(number("-1234567.891").grouped() == "-1 234 567.891");
  CHECK(number("999").grouped() == "999");
  CHECK(number("1000").grouped(",") == "1,000");
  CHECK(number("1e25").grouped() == "1e25");
  CHECK(Number(0).grouped() == "0");
  CHECK(third().grouped() == "~0.333333");
  CHECK(Number::ratio(-20'000'000, 3)->grouped() == "~-6 666 666.666667");
  CHECK(number("12.5").fixed(2) == "12.50");
  CHECK(number("12").fixed(2) == "12.00");
  CHECK(number("12").fixed(0) == "12");
  CHECK(number("-0.001").fixed(2) == "0.00");
  CHECK(number("-0.005").fixed(2) == "-0.01");
  CHECK(number("1e22").fixed(1) == "10000000000000000000000.0");
  CHECK(third().fixed(4) == "0.3333");
  CHECK(number("0.12345678901234567890123").fixed(22) == "0.1234567890123456789012");
}

TEST_CASE("whole numbers") {
  struct Row {
    const char *value, *floor;
    bool whole;
  };
  for (const Row& row :
       {Row{"2.7", "2", false}, Row{"-2.7", "-3", false}, Row{"5", "5", true}, Row{"1e-400", "0", false},
        Row{"-1e-400", "-1", false}, Row{"-1e-18", "-1", false}, Row{"1e400", "1e400", true},
        Row{"-123456789012345678901.5", "-123456789012345678902", false}}) {
    CAPTURE(row.value);
    CHECK(number(row.value).floor() == number(row.floor));
    CHECK(number(row.value).isWhole() == row.whole);
  }
  CHECK(third().negated().floor() == Number(-1));
  for (const std::int64_t value : {INT64_MIN, INT64_MIN + 1, std::int64_t{-10}, std::int64_t{0},
                                   std::int64_t{1'000'000}, INT64_MAX - 7, INT64_MAX}) {
    CHECK(Number(value).toInt64() == value);
    CHECK(Number(value) == number(std::to_string(value)));
    CHECK(Number::scaled(value, 3) == *multiply(value, 1'000));
  }
  CHECK_FALSE(number("9223372036854775808").toInt64().has_value());
  CHECK_FALSE(number("1e19").toInt64().has_value());
  CHECK_FALSE(number("0.5").toInt64().has_value());
  CHECK(Number(INT64_MIN).negated() == number("9223372036854775808"));
}

TEST_CASE("copies and moves of big and small values keep their own") {
  Number big = third();
  Number small = 5;
  Number copy = big;
  big = small;
  CHECK(copy == third());
  CHECK(big == Number(5));
  Number moved = std::move(copy);
  CHECK(moved == third());
  const Number& same = moved;
  moved = same;
  CHECK(moved == third());
  std::vector<Number> many(100, moved);
  moved = 7;
  many.erase(many.begin(), many.begin() + 50);
  CHECK(many.front() == third());
  CHECK(many.back().hash() == third().hash());
  CHECK(number("1.50").hash() == number("1.5").hash());
}
