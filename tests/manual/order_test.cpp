// The order of citations.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/manual/book/book.h"

using jurat::manual::citedBefore;

TEST_CASE("citations stand as in the text they cite") {
  const std::vector<std::string> sorted = {"",
                                           "Art. 2",
                                           "Art. 5(1)",
                                           "Art. 5(1)(a)",
                                           "Art. 5(1)(b)",
                                           "Art. 5(1)(ba)",
                                           "Art. 5(1)(c)",
                                           "Art. 5(1)(c)(i)",
                                           "Art. 5(1)(c)(ii)",
                                           "Art. 5(1a)",
                                           "Art. 5(10)",
                                           "Art. 5a",
                                           "Art. 10",
                                           "Art. 99(3)",
                                           "Art. 101",
                                           "Annex",
                                           "Annex I",
                                           "Annex II(2)",
                                           "Annex II(10)",
                                           "Annex IV",
                                           "Annex IX",
                                           "Annex XIV",
                                           "Recital 9",
                                           "Recital 10"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      INFO(sorted[i], " | ", sorted[j]);
      CHECK(citedBefore(sorted[i], sorted[j]) == (i < j));
    }
  }
}

TEST_CASE("any texts have one order") {
  const std::vector<std::string> texts = {"第5条",  "第十条",    "9999999999999999999999",
                                          "00012",  "12",        "§",
                                          "(a",     "Annex ",    "Annex IIII",
                                          "附件一", "recital 1", "1.2.3",
                                          "1.10"};
  for (const std::string& a : texts) {
    CHECK_FALSE(citedBefore(a, a));
    for (const std::string& b : texts) {
      CHECK_FALSE((citedBefore(a, b) && citedBefore(b, a)));
      for (const std::string& c : texts) {
        if (citedBefore(a, b) && citedBefore(b, c)) CHECK(citedBefore(a, c));
      }
    }
  }
}
