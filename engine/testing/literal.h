// Constants as they are written in rule files, and their neighbours by one unit of the last digit; private to
// engine/testing.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/check/vocabulary.h"

namespace jurat {

// A value beside a constant, and how it would be written.
struct Neighbour {
  Value value;
  std::string text;
};

// One unit up or down: of the last digit written for numbers, amounts and percentages (`7%` is beside `8%`,
// `0.5` beside `0.6`), of the unit written for periods, a day for days and moments; yes beside no. Nothing
// for what has no neighbours, and where the text is not that of the value.
std::optional<Neighbour> neighbour(const Value& value, const Type& type, std::string_view text, bool up);

// A value as a test of a rule file may write it: `EUR 35_000_000`, `7%`, `{ a, b }`, `none`.
std::string literalText(const Value& value, const Type& type, const Vocabulary& vocabulary);

// Several words on one line, cut when too long for one.
std::string oneLine(std::string_view text, std::size_t longest = 60);

}  // namespace jurat
