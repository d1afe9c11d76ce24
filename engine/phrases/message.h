// Message: something to say to people that is not yet in any language: a phrase and what fills its gaps.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/phrases/language.h"

namespace jurat {

// Every phrase the tool says about a company; table.inc holds the words, one row a phrase. A row without one
// of its languages does not compile.
enum class Phrase : std::uint16_t {
  Verbatim,      // no phrase: an id, a number, a day, somebody's own words
  Enumeration,   // its arguments as "a, b, c"
  Alternatives,  // its arguments as "a, b or c"
#define PHRASE(id, english, chinese) id,
#include "engine/phrases/table.inc"
#undef PHRASE
};
inline constexpr std::size_t kRowless = 3;  // those above that have no row
inline constexpr std::size_t kPhraseCount = kRowless
#define PHRASE(id, english, chinese) +1  // NOLINT(bugprone-macro-parentheses): a summand
#include "engine/phrases/table.inc"
#undef PHRASE
    ;

struct Message {
  Message() = default;
  // A phrase is a message by itself; a text is one only through verbatim(), for it is said in no language.
  Message(Phrase said, std::vector<Message> filling = {}) : phrase(said), arguments(std::move(filling)) {}

  Phrase phrase = Phrase::Verbatim;
  std::string text;                // of Verbatim
  std::vector<Message> arguments;  // of a phrase: what stands for {0}, {1} ...

  bool is(Phrase wanted) const { return phrase == wanted; }
  bool empty() const { return phrase == Phrase::Verbatim && text.empty(); }
  friend bool operator==(const Message& a, const Message& b);
};

// What is the same in every language.
Message verbatim(std::string text);
Message number(std::size_t count);

// The words of a phrase of the table, with their gaps: "{0} {0:finding waits|findings wait}".
std::string_view templateOf(Phrase phrase, Language language);

std::string say(const Message& message, Language language);

}  // namespace jurat
