// Quotes, spaces and signs of word processors, comments of other languages, and texts without quotes.
#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/source/text.h"
#include "engine/syntax/antlr/slips.h"

namespace jurat {

using grammar::JuratLexer;

namespace {

struct Quotes {
  std::string_view open;
  std::string_view close;  // any of these ends the text
};
constexpr auto kQuotes = std::to_array<Quotes>({{"\u201c", "\u201d\u201c\uff02"},
                                                {"\u201d", "\u201d\u201c"},
                                                {"\u201e", "\u201c\u201d"},
                                                {"\u201f", "\u201d\u201c"},
                                                {"\uff02", "\uff02\u201d"},
                                                {"\u00ab", "\u00bb"},
                                                {"\u00bb", "\u00ab"},
                                                {"\u2039", "\u203a"},
                                                {"\u2018", "\u2019\u2018'"},
                                                {"\u2019", "\u2019\u2018"},
                                                {"\u201a", "\u2018\u2019"},
                                                {"'", "'\u2019"},
                                                {"`", "`'"},
                                                {"\u300c", "\u300d"},
                                                {"\u300e", "\u300f"}});

struct SignMeant {
  std::string_view sign;
  std::string_view own;
  std::size_t type;
  const char* code;
  std::string_view message;
};
constexpr std::string_view kNoMinus = "this is a dash, not a minus",
                           kNoSign = "this sign has no meaning here",
                           kWords = "conditions are joined by words";
constexpr auto kSigns = std::to_array<SignMeant>({{"\u2010", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u2011", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u2012", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u2013", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u2014", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u2212", "-", JuratLexer::MINUS, "J0018", kNoMinus},
                                                  {"\u00d7", "*", JuratLexer::STAR, "J0018", kNoSign},
                                                  {"\u22c5", "*", JuratLexer::STAR, "J0018", kNoSign},
                                                  {"\u00b7", "*", JuratLexer::STAR, "J0018", kNoSign},
                                                  {"\u00f7", "/", JuratLexer::SLASH, "J0018", kNoSign},
                                                  {"\u2215", "/", JuratLexer::SLASH, "J0018", kNoSign},
                                                  {"&", "and", JuratLexer::K_AND, "J0007", kWords},
                                                  {"\u2227", "and", JuratLexer::K_AND, "J0007", kWords},
                                                  {"\u2228", "or", JuratLexer::K_OR, "J0007", kWords},
                                                  {"\u00ac", "not", JuratLexer::K_NOT, "J0007", kWords}});

// Spaces that look like one, and characters that take no room at all.
bool isForeignSpace(char32_t code) {
  return code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F ||
         code == 0x3000;
}
bool takesNoRoom(char32_t code) {
  return (code >= 0x200B && code <= 0x200D) || code == 0x2060 || code == 0xAD;
}

std::string codeOf(char32_t code) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(code));
  return text.data();
}

// What stands between two quotes, each of one character, as it stands between straight ones.
std::string straightened(std::string_view inner) {
  std::string out = "\"";
  for (const char c : inner) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

bool endsCurly(std::string_view text) { return text.ends_with("\u201d") || text.ends_with("\u201c"); }

}  // namespace

// A text between quotes of another kind is a text all the same.
bool Slips::quotes(Index at) {
  const auto* kind =
      std::find_if(kQuotes.begin(), kQuotes.end(), [&](const Quotes& each) { return each.open == text(at); });
  if (kind == kQuotes.end()) return false;
  const Index before = previous(at);
  if (before != kNone && touching(before) == at) return false;  // an apostrophe
  constexpr std::size_t kMostUnclosed = 20;  // in a file of nothing but quotes each would look to the end
  if (unclosed_ >= kMostUnclosed) return false;
  Index end = kNone;
  bool straight_end = false;
  for (Index i = next(at); i != kNone && end == kNone; i = next(i)) {
    const std::string_view sign = text(i);
    const bool closes = is(i, JuratLexer::UNEXPECTED) && kind->close.find(sign) != std::string_view::npos;
    straight_end =
        is(i, JuratLexer::OPEN_STRING) && sign.find_first_not_of(" \t", 1) == std::string_view::npos;
    // The apostrophe of "company's" ends no text.
    if (straight_end || (closes && !is(touching(i), JuratLexer::ID))) end = i;
  }
  if (end == kNone) {
    ++unclosed_;
    return false;
  }
  const std::string whole = written(at, end);
  const std::size_t last = straight_end ? whole.size() - whole.rfind('"') : text(end).size();
  const std::string straight =
      straightened(std::string_view(whole).substr(text(at).size(), whole.size() - text(at).size() - last));
  const Span place = cover(at, end);
  report("J0018", "these quotes have no meaning here", place,
         "texts stand between straight quotes: write `" + straight + "`", Fix{place, straight});
  merge(at, end, JuratLexer::STRING, straight);
  return true;
}

// A text that is opened by a straight quote and closed by a curly one, or that only its line ends.
bool Slips::halfOpen(Index at) {
  std::string whole(text(at));
  while (whole.ends_with(' ') || whole.ends_with('\t')) whole.pop_back();
  const Span place = cover(at, at);
  const std::uint32_t end = place.begin + static_cast<std::uint32_t>(whole.size());
  if (endsCurly(whole)) {
    const std::size_t quote = std::string_view("\u201d").size();
    replace("J0018", "a curly quote does not close a text", {end - static_cast<std::uint32_t>(quote), end},
            "\"");
    merge(at, at, JuratLexer::STRING, whole.substr(0, whole.size() - quote) + "\"");
    return true;
  }
  const Index before = previous(at);
  const bool to_the_end = is(before, JuratLexer::K_TITLE) || is(before, JuratLexer::K_ASK) ||
                          is(before, JuratLexer::K_ABOUT) || is(before, JuratLexer::K_REMEDY) ||
                          is(before, JuratLexer::K_CITES) || is(before, JuratLexer::K_ZH);
  if (!to_the_end || whole.ends_with('\\')) return false;
  diagnostics_.report(
      {.code = "J0008",
       .message = "a text is not closed",
       .primary = {{place.begin, place.begin + 1}, "the text begins here and the line ends without a quote"},
       .help = "put `\"` at its end; a line break inside a text is written `\\n`",
       .fix = Fix{{end, end}, "\""}});
  merge(at, at, JuratLexer::STRING, whole + "\"");
  return true;
}

// `// ...`, and `-- ...` at the beginning of a line
bool Slips::comment(Index at) {
  const bool begins = previous(at) == kNone;
  const Index second = touching(at);
  if (second == kNone || type(second) != type(at) || (type(at) == JuratLexer::MINUS && !begins)) return false;
  replace("J0007", "a comment begins with `#`", cover(at, second), "#");
  for (Index i = next(at); i != kNone; i = next(at)) hide(i);
  hide(at);
  return true;
}

// `title Data breaches`, `cites Art. 8`
bool Slips::unquoted(Index at) {
  const Index before = previous(at), first = next(at);
  if ((before != kNone && !is(before, JuratLexer::L_BRACE)) || first == kNone) return false;
  const bool cites = is(at, JuratLexer::K_CITES);
  if (!is(first, JuratLexer::ID) && !(cites && is(first, JuratLexer::UNEXPECTED) && text(first) == "\u00a7"))
    return false;
  Index last = first;
  bool no_path = !cites;
  for (Index i = first; i != kNone; i = next(i)) {
    const bool ends = is(i, JuratLexer::STRING) || is(i, JuratLexer::OPEN_STRING) ||
                      is(i, JuratLexer::COLON) || is(i, JuratLexer::BAR) || is(i, JuratLexer::L_BRACE) ||
                      is(i, JuratLexer::R_BRACE) || is(i, JuratLexer::SLIP);
    if (ends) return false;
    const bool two_words = i != first && is(i, JuratLexer::ID) && is(last, JuratLexer::ID);
    no_path = no_path || is(i, JuratLexer::NUMBER) || is(i, JuratLexer::UNEXPECTED) ||
              is(i, JuratLexer::L_PAREN) || two_words;
    last = i;
  }
  if (!no_path) return false;
  const std::string straight = straightened(written(first, last));
  replace("J0010", std::string(cites ? "a citation" : "this") + " is a text in quotes", cover(first, last),
          straight);
  merge(first, last, JuratLexer::STRING, straight);
  return true;
}

// | Art. 4(1) | and | Annex I | in a table
bool Slips::textCell(Index at) {
  if (!is(previous(at), JuratLexer::BAR)) return false;
  Index last = at;
  bool text_like = false;
  for (Index i = next(at); !is(i, JuratLexer::BAR); i = next(i)) {
    if (i == kNone) return false;
    const bool part = is(i, JuratLexer::ID) || is(i, JuratLexer::NUMBER) || is(i, JuratLexer::DOT) ||
                      is(i, JuratLexer::L_PAREN) || is(i, JuratLexer::R_PAREN);
    if (!part) return false;
    const bool two_words = is(i, JuratLexer::ID) && is(last, JuratLexer::ID);
    text_like = text_like || two_words || (is(last, JuratLexer::DOT) && is(i, JuratLexer::NUMBER));
    last = i;
  }
  if (!text_like || !in_row_) return false;
  const std::string straight = straightened(written(at, last));
  replace("J0010", "a text in a cell stands in quotes", cover(at, last), straight);
  merge(at, last, JuratLexer::STRING, straight);
  return true;
}

// `company's sector`
bool Slips::possessive(Index at) {
  const Index owner = previous(at), letter = touching(at), part = next(letter);
  if ((text(at) != "'" && text(at) != "\u2019") || !is(owner, JuratLexer::ID) || touching(owner) != at ||
      text(letter) != "s" || part == kNone)
    return false;
  const Span place = cover(at, letter);
  const std::string name = std::string(text(owner)) + "." + std::string(text(part));
  report("J0018", "what belongs to something stands behind a point", place, "write `" + name + "`",
         Fix{{place.begin, cover(part, part).begin}, "."});
  token(at).setType(JuratLexer::DOT);
  offsets_.mend(token(at), ".");
  hide(letter);
  return true;
}

bool Slips::space(Index at) {
  const std::string_view sign = text(at);
  const char32_t code = letterAt(sign, 0).code;
  const bool room = isForeignSpace(code);
  if (!room && !takesNoRoom(code)) return false;
  report("J0018", room ? "a space of a word processor, " + codeOf(code) : codeOf(code) + " cannot be seen",
         cover(at, at), room ? "put an ordinary space in its place" : "delete it",
         Fix{cover(at, at), room ? " " : ""});
  constexpr std::size_t kLongestName = 200;
  const Index before = previous(at), behind = touching(at);
  const bool glued = before != kNone && text(before).size() < kLongestName && !room &&
                     is(before, JuratLexer::ID) && touching(before) == at && is(behind, JuratLexer::ID);
  const std::string name = glued ? std::string(text(before)) + std::string(text(behind)) : std::string();
  if (glued) {
    merge(before, behind, JuratLexer::ID, name);
  } else {
    hide(at);
  }
  return true;
}

bool Slips::sign(Index at) {
  const auto* meant = std::find_if(kSigns.begin(), kSigns.end(),
                                   [&](const SignMeant& each) { return each.sign == text(at); });
  if (meant == kSigns.end()) return false;
  const bool word = meant->own.size() > 1;
  const Index before = previous(at);
  const std::string left = word && before != kNone && touching(before) == at ? " " : "";
  const std::string right = word && touching(at) != kNone ? " " : "";
  report(meant->code, std::string(meant->message), cover(at, at), "write `" + std::string(meant->own) + "`",
         Fix{cover(at, at), left + std::string(meant->own) + right});
  merge(at, at, meant->type, std::string(meant->own));
  return true;
}

}  // namespace jurat
