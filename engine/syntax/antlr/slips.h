// Slips: what people write as they would elsewhere (dates, amounts, quotes, signs of word processors, words
// for signs) is reported once, and read as it was meant.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/source/diagnostic.h"
#include "engine/syntax/antlr/tokens.h"

namespace jurat {

// Works on the tokens before the proofreader, which sees single tokens only. What is made one token has a
// type and a text with which the parser reads on; the tokens it was made of are hidden.
class Slips {
 public:
  Slips(Tokens& tokens, Offsets& offsets, Diagnostics& diagnostics)
      : tokens_(tokens), offsets_(offsets), diagnostics_(diagnostics) {}
  // Dates that would pass for arithmetic or for a number with a unit. All files are held to these.
  void dates();
  // The others: only of a file that cannot be read as it stands, for a few of them are words in their right
  // place.
  void run();

 private:
  using Index = std::size_t;
  static constexpr Index kNone = static_cast<Index>(-1);

  // A number as it was meant, over several tokens where it was grouped or cut by a foreign sign.
  struct Amount {
    Index last = 0;
    std::string text{};
    std::string slip{};  // what is wrong with it; empty when nothing is
    bool percent = false;
  };
  struct Day {
    int year = 0, month = 0, day = 0;
  };

  // ---- looking (slips.cpp)
  antlr4::CommonToken& token(Index at) const;
  std::size_t type(Index at) const;
  std::string_view text(Index at) const;
  Index next(Index at) const;      // the visible token behind it on its line, or kNone
  Index previous(Index at) const;  // the one before it on its line
  Index touching(Index at) const;  // the one behind it without a space between
  bool is(Index at, std::size_t type) const { return at != kNone && this->type(at) == type; }
  bool digits(Index at, std::size_t least, std::size_t most) const;  // a number of so many digits
  bool inList(Index at) const;                                       // a bracket is open on its line
  Span cover(Index first, Index last) const;
  std::string written(Index first, Index last) const;  // the text from one to the other, spaces included

  // ---- mending
  void hide(Index at);
  void merge(Index first, Index last, std::size_t type, std::string text);
  void report(const char* code, std::string message, Span at, std::string help, std::optional<Fix> fix);
  void replace(const char* code, std::string message, Span at, std::string replacement);

  bool look(Index at);

  // ---- slips_dates.cpp
  bool date(Index at);
  bool signDate(Index at);
  bool wordDate(Index at);
  bool chineseDate(Index at);
  bool spacedMoment(Index at);
  bool day(Index first, Index last, const Day& day);
  void unsure(Index first, Index last, const Day& day);

  // ---- slips_numbers.cpp
  bool amount(Index at);
  Amount number(Index at) const;
  bool grouped(Amount& out, Index at) const;
  bool decimalComma(Amount& out, Index at) const;
  bool currencySign(Index at);
  bool behindAmount(Index at, const Amount& amount);
  bool rangeCell(Index at);

  // ---- slips_texts.cpp
  bool quotes(Index at);
  bool halfOpen(Index at);
  bool comment(Index at);
  bool unquoted(Index at);
  bool textCell(Index at);
  bool possessive(Index at);
  bool space(Index at);
  bool sign(Index at);

  // ---- slips_words.cpp
  bool comparison(Index at);
  bool name(Index at);
  bool isHyphen(Index at) const;
  bool hyphenated(Index at);
  bool notEqual(Index at);

  // ---- slips_rows.cpp
  void rows();
  bool markdownRule(Index first, Index last);

  Tokens& tokens_;
  Offsets& offsets_;
  Diagnostics& diagnostics_;
  std::size_t reports_ = 0;
  std::size_t unclosed_ = 0;  // quotes without a partner
  bool in_row_ = false;       // the line looked at begins with `|`
  static constexpr std::size_t kMostReports = 100;
};

}  // namespace jurat
