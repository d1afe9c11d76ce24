#include <doctest/doctest.h>

#include "engine/values/type.h"

using jurat::currencyCode;
using jurat::currencyDecimals;
using jurat::currencyId;

TEST_CASE("every code of three capitals is a currency exactly when its id leads back to it") {
  int found = 0;
  for (char a = 'A'; a <= 'Z'; ++a)
    for (char b = 'A'; b <= 'Z'; ++b)
      for (char c = 'A'; c <= 'Z'; ++c) {
        const std::string code{a, b, c};
        const std::uint32_t id = currencyId(code);
        CHECK((id != 0) == jurat::isCurrency(code));
        if (id == 0) continue;
        ++found;
        CHECK(currencyCode(id) == code);
        CHECK((currencyDecimals(id) == 0 || (currencyDecimals(id) >= 2 && currencyDecimals(id) <= 4)));
      }
  CHECK(found > 150);
  CHECK(found < 180);
}

TEST_CASE("currencies by name") {
  struct Row {
    const char* code;
    bool exists;
    int decimals;
  };
  const Row rows[] = {{"EUR", true, 2},   {"USD", true, 2},  {"JPY", true, 0},  {"KWD", true, 3},
                      {"CLF", true, 4},   {"CNY", true, 2},  {"INR", true, 2},  {"XCG", true, 2},
                      {"ZWG", true, 2},   {"SLE", true, 2},  {"HRK", false, 2}, {"DEM", false, 2},
                      {"XXX", false, 2},  {"XTS", false, 2}, {"eur", false, 2}, {"EU", false, 2},
                      {"EURO", false, 2}, {"", false, 2}};
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(jurat::isCurrency(row.code) == row.exists);
    if (row.exists) CHECK(currencyDecimals(currencyId(row.code)) == row.decimals);
  }
  CHECK(currencyCode(0).empty());
}
