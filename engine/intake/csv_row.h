// CsvRow: one row of CSV taken apart, without copying; private to engine/intake.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::intake {

struct CsvCell {
  std::size_t begin = 0, length = 0;  // of the row's text: what it holds, without its quotes
  std::size_t line_begin = 0;         // where the line begins on which it begins
  std::uint32_t lines = 0;            // line breaks of the row before it
  bool doubled = false;               // has doubled quotes
};

struct CsvRow {
  enum class State : std::uint8_t {
    Whole,
    Open,      // the text ends within it
    BadQuote,  // text behind a closing quote
  };
  State state = State::Open;
  std::size_t length = 0;      // of its text, with the end of its line; where it went wrong
  std::uint32_t lines = 0;     // line breaks in it, its own end counted
  bool in_quotes = false;      // Open: the last cell begins with a quote that is not closed
  std::vector<CsvCell> cells;  // the last one is where it went wrong

  // Takes apart the row that `text` begins with; `last` when the input ends with it.
  void parse(std::string_view text, char delimiter, bool last);

 private:
  bool quoted(std::string_view text, std::size_t& at);
};

}  // namespace jurat::intake
