// Neighbours of constants, by one of the last digit as written.
#include "engine/testing/literal.h"

#include "tests/testing/tested.h"

using namespace jurat;

namespace {

Number number(const char* text) { return Number::parse(text).value(); }

}  // namespace

TEST_CASE("neighbours are one of the last digit, the unit or the day away") {
  struct Row {
    Value value;
    Type type;
    const char *text, *up, *down;
  };
  const std::uint32_t eur = currencyId("EUR");
  const Row rows[] = {
      {Money{number("35000000"), eur},
       {.kind = TypeKind::Money, .id = eur},
       "EUR 35_000_000",
       "EUR 35_000_001",
       "EUR 34_999_999"},
      {Money{number("0"), eur}, {.kind = TypeKind::Money, .id = eur}, "EUR 0", "EUR 1", "EUR -1"},
      {Money{number("0.50"), eur}, {.kind = TypeKind::Money, .id = eur}, "EUR 0.50", "EUR 0.51", "EUR 0.49"},
      {number("0.07"), {.kind = TypeKind::Percentage}, "7%", "8%", "6%"},
      {number("0.015"), {.kind = TypeKind::Percentage}, "1.5%", "1.6%", "1.4%"},
      {number("0"), {.kind = TypeKind::Percentage}, "0%", "1%", "-1%"},
      {number("250"), {.kind = TypeKind::Integer}, "250", "251", "249"},
      {number("1e25"), {.kind = TypeKind::Quantity}, "1e25 FLOP", "2e25 FLOP", "0e25 FLOP"},
      {number("3e18"), {.kind = TypeKind::Quantity}, "3 EFLOP", "4 EFLOP", "2 EFLOP"},
      {parseDate("2026-02-28").value(), {.kind = TypeKind::Date}, "2026-02-28", "2026-03-01", "2026-02-27"},
      {makePeriod(15, "days").value(), {.kind = TypeKind::Period}, "15 days", "16 days", "14 days"},
      {makePeriod(6, "months").value(), {.kind = TypeKind::Period}, "6 months", "7 months", "5 months"},
      {makePeriod(72, "hours").value(), {.kind = TypeKind::Period}, "72 hours", "73 hours", "71 hours"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<Neighbour> up = neighbour(row.value, row.type, row.text, true);
    const std::optional<Neighbour> down = neighbour(row.value, row.type, row.text, false);
    REQUIRE(up);
    REQUIRE(down);
    CHECK(up->text == row.up);
    CHECK(down->text == row.down);
    CHECK(up->value != row.value);
    CHECK(down->value != row.value);
    CHECK(up->value != down->value);
  }
}

TEST_CASE("the neighbour is the value that its text says") {
  const std::uint32_t eur = currencyId("EUR");
  const Type money{.kind = TypeKind::Money, .id = eur}, share{.kind = TypeKind::Percentage};
  CHECK(neighbour(Money{number("35000000"), eur}, money, "EUR 35_000_000", true)->value ==
        Value(Money{number("35000001"), eur}));
  CHECK(neighbour(number("0.07"), share, "7%", true)->value == Value(number("0.08")));
  CHECK(neighbour(number("0"), share, "0%", true)->value == Value(number("0.01")));
  CHECK(neighbour(number("3e18"), {.kind = TypeKind::Quantity}, "3 EFLOP", true)->value ==
        Value(number("4e18")));
  CHECK(neighbour(makePeriod(6, "months").value(), {.kind = TypeKind::Period}, "6 months", false)->value ==
        Value(makePeriod(5, "months").value()));
}

TEST_CASE("yes and no are each other's only neighbour; text and options have none") {
  const Type truth{.kind = TypeKind::YesNo};
  CHECK(neighbour(true, truth, "yes", true)->text == "no");
  CHECK_FALSE(neighbour(true, truth, "yes", false));
  CHECK_FALSE(neighbour(std::string("x"), {.kind = TypeKind::Text}, "\"x\"", true));
  CHECK_FALSE(neighbour(OptionValue{1}, {.kind = TypeKind::Choice}, "x", true));
}

TEST_CASE("long text is cut between characters, on one line") {
  CHECK(oneLine("a\n   b\tc") == "a b c");
  CHECK(oneLine("\xE7\xAA\x91\xE7\x82\x89", 4) == "\xE7\xAA\x91\xE2\x80\xA6");
}
