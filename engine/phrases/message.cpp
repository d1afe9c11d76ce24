#include "engine/phrases/message.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace jurat {
namespace {

struct Row {
  std::string_view english, chinese;
};

constexpr Row kRows[] = {
#define PHRASE(id, english, chinese) {english, chinese},
#include "engine/phrases/table.inc"
#undef PHRASE
};

// The gap that begins at `at`: its argument, and the words for one and for many when it is a plural.
struct Gap {
  std::size_t argument = 0;
  std::string_view one, many;
  bool plural = false;
  std::size_t end = 0;  // behind its brace
};

constexpr Gap gapAt(std::string_view text, std::size_t at) {
  Gap gap;
  gap.argument = static_cast<std::size_t>(text[at + 1] - '0');
  gap.end = text.find('}', at) + 1;
  if (text[at + 2] != ':') return gap;
  const std::size_t bar = text.find('|', at);
  gap.plural = true;
  gap.one = text.substr(at + 3, bar - at - 3);
  gap.many = text.substr(bar + 1, gap.end - bar - 2);
  return gap;
}

// Which arguments a text shows, as bits; plural words alone show none.
constexpr unsigned shown(std::string_view text) {
  unsigned bits = 0;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const Gap gap = gapAt(text, at);
    if (!gap.plural) bits |= 1U << gap.argument;
  }
  return bits;
}

constexpr bool whole(const Row& row) {
  return !row.english.empty() && !row.chinese.empty() && shown(row.english) == shown(row.chinese) &&
         row.chinese.find('|') == std::string_view::npos;
}

static_assert(std::size(kRows) + kRowless == kPhraseCount);
static_assert(std::all_of(std::begin(kRows), std::end(kRows), whole),
              "a phrase lacks a language, or says less in one than in the other");

std::string list(const Message& message, Language language) {
  std::string out;
  for (std::size_t i = 0; i < message.arguments.size(); ++i) {
    const bool last = message.is(Phrase::Alternatives) && i + 1 == message.arguments.size();
    if (i > 0) out += templateOf(last ? Phrase::ListOr : Phrase::ListComma, language);
    out += say(message.arguments[i], language);
  }
  return out;
}

}  // namespace

std::string_view codeOf(Language language) { return language == Language::Chinese ? "zh" : "en"; }

std::optional<Language> languageFromCode(std::string_view code) {
  for (const Language language : kLanguages) {
    if (codeOf(language) == code) return language;
  }
  return std::nullopt;
}

bool operator==(const Message& a, const Message& b) {
  return a.phrase == b.phrase && a.text == b.text && a.arguments == b.arguments;
}

Message verbatim(std::string text) {
  Message message;
  message.text = std::move(text);
  return message;
}

Message number(std::size_t count) { return verbatim(std::to_string(count)); }

std::string_view templateOf(Phrase phrase, Language language) {
  const Row& row = kRows[static_cast<std::size_t>(phrase) - kRowless];
  return language == Language::Chinese ? row.chinese : row.english;
}

std::string say(const Message& message, Language language) {
  if (message.is(Phrase::Verbatim)) return message.text;
  if (message.is(Phrase::Enumeration) || message.is(Phrase::Alternatives)) return list(message, language);
  const std::string_view text = templateOf(message.phrase, language);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = std::min(text.find('{', at), text.size());
    out += text.substr(at, brace - at);
    if (brace == text.size()) break;
    const Gap gap = gapAt(text, brace);
    assert(gap.argument < message.arguments.size() && "a phrase is said with all its arguments");
    const std::string said = say(message.arguments[gap.argument], language);
    out += !gap.plural ? said : said == "1" || said == "-1" ? gap.one : gap.many;
    at = gap.end;
  }
  return out;
}

}  // namespace jurat
