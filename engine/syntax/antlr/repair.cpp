// What would mend a fault: a word that says the same elsewhere, or the one word or sign that is missing.
#include <algorithm>
#include <array>

#include "engine/syntax/antlr/proofread.h"
#include "engine/syntax/antlr/recovery.h"

namespace jurat {

namespace {

using P = grammar::JuratParser;

// A word of everyday law or of another language, and ours that says it where ours can stand.
struct Synonym {
  std::string_view word;
  std::size_t type;
  std::string_view own;
};
constexpr auto kSynonyms = std::to_array<Synonym>({
    {"if", P::K_WHEN, "when"},
    {"where", P::K_WHEN, "when"},
    {"whenever", P::K_WHEN, "when"},
    {"provided", P::K_WHEN, "when"},
    {"unless", P::K_AND, "and not"},
    {"but", P::K_AND, "and"},
    {"since", P::K_FROM, "from"},
    {"starting", P::K_FROM, "from"},
    {"on", P::K_FROM, "from"},
    {"as_from", P::K_FROM, "from"},
    {"till", P::K_UNTIL, "until"},
    {"to", P::K_UNTIL, "until"},
    {"through", P::K_UNTIL, "until"},
    {"of", P::K_FOR, "for"},
    {"on", P::K_FOR, "for"},
    {"at", P::K_ON, "on"},
    {"in", P::K_OF, "of"},
    {"shall", P::K_REQUIRES, "requires"},
    {"must", P::K_REQUIRES, "requires"},
    {"needs", P::K_REQUIRES, "requires"},
    {"demands", P::K_REQUIRES, "requires"},
    {"obliges", P::K_REQUIRES, "requires"},
    {"prohibits", P::K_FORBIDS, "forbids"},
    {"bans", P::K_FORBIDS, "forbids"},
    {"allows", P::K_PERMITS, "permits"},
    {"exempts", P::K_PERMITS, "permits"},
    {"exception", P::K_EXCEPT, "except"},
    {"unless", P::K_EXCEPT, "except"},
    {"deadline", P::K_DUE, "due"},
    {"source_of_law", P::K_CITES, "cites"},
    {"reference", P::K_CITES, "cites"},
    {"see", P::K_CITES, "cites"},
    {"name", P::K_TITLE, "title"},
    {"label", P::K_TITLE, "title"},
    {"comment", P::K_NOTE, "note"},
    {"question", P::K_ASK, "ask"},
    {"import", P::K_USE, "use"},
    {"include", P::K_USE, "use"},
    {"enum", P::K_CHOICE, "choice"},
    {"field", P::K_FACT, "fact"},
    {"duty", P::K_RULE, "rule"},
    {"norm", P::K_RULE, "rule"},
    {"definition", P::K_DEFINE, "define"},
    {"constant", P::K_PARAMETER, "parameter"},
    {"=", P::K_EQUALS, "equals"},
    {"is", P::K_EQUALS, "equals"},
    {"assert", P::K_EXPECT, "expect"},
    {"=", P::K_IS, "is"},
    {":", P::K_IS, "is"},
    {":", P::EQUAL, "="},
    {"=", P::COLON, ":"},
    {"->", P::COLON, ":"},
});

bool contains(const antlr4::misc::IntervalSet& expected, std::size_t type) {
  return expected.contains(static_cast<std::size_t>(type));
}

// The only thing that can stand here, when there is no other.
std::size_t onlyOne(const antlr4::misc::IntervalSet& expected) {
  return expected.size() == 1 ? static_cast<std::size_t>(expected.getSingleElement()) : 0;
}

std::string bare(const std::string& spelled) { return spelled.substr(1, spelled.size() - 2); }

}  // namespace

// A word that means the same: `if` for `when`. Inside a line the parser may have closed what the word would
// continue.
bool Recovery::synonym(Diagnostic& out, const antlr4::Token& token, const antlr4::misc::IntervalSet& expected,
                       bool inside) const {
  if (contains(expected, P::ID)) return false;  // a name is wanted, and the word is none
  const std::string_view written = offsets_.text(token);
  for (const Synonym& each : kSynonyms) {
    const bool continues = each.type == P::K_AND || each.type == P::K_UNTIL || each.type == P::K_WHEN;
    if (each.word != written || !(contains(expected, each.type) || (inside && continues))) continue;
    out.help = "write `" + std::string(each.own) + "`";
    out.fix = Fix{offsets_.span(token), std::string(each.own)};
    return true;
  }
  return false;
}

// The one word or sign that is missing before the token: `applies levy > 0`, `done paid_on`.
bool Recovery::insertion(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous,
                         const antlr4::misc::IntervalSet& expected) const {
  if (isCloser(token.getType()) || token.getType() == antlr4::Token::EOF) return false;
  const Span begin{offsets_.span(token).begin, offsets_.span(token).begin};
  const antlr4::Token* line = &token;
  while (!places_[line->getTokenIndex()].first && line != &before(*line)) line = &before(*line);
  if (token.getType() == P::STRING && line->getType() == P::K_FACT) {
    out.help = "write `ask` before it";
    out.fix = Fix{begin, "ask "};
    return true;
  }
  const std::size_t only = onlyOne(expected);
  if (only == 0 || only == P::COMMA || isOpener(only) || isCloser(only) || isOpener(token.getType()))
    return false;
  const bool keyword = only > P::K_PREVIOUS && only < P::ID;
  if (!keyword && only != P::COLON && only != P::K_OF && only != P::K_IN) return false;
  const std::string missing = bare(spelling(only));
  out.help = "write `" + missing + "` between the two";
  out.fix = Fix{begin, missing + " "};
  return previous.getTokenIndex() != token.getTokenIndex();
}

// `is "retail"`: an option stands without quotes.
bool Recovery::bareOption(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous) const {
  if (token.getType() != P::STRING || (previous.getType() != P::K_IS && previous.getType() != P::K_NOT))
    return false;
  const std::string_view quoted_text = offsets_.text(token);
  const std::string name(quoted_text.substr(1, quoted_text.size() - 2));
  const bool word = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c & 0x80) != 0 || c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  });
  if (!word || (name[0] >= '0' && name[0] <= '9')) {
    out.help = "`is` asks for an option; texts are compared by `=`";
    return true;
  }
  out.help = "write `" + name + "`: an option stands without quotes";
  out.fix = Fix{offsets_.span(token), name};
  return true;
}

// A comma with nothing between it and the sign before it, or at the end of a clause.
bool Recovery::spareComma(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous) const {
  std::size_t next = token.getTokenIndex() + 1;
  while (next < tokens_.count() && tokens_.at(next).getChannel() != antlr4::Token::DEFAULT_CHANNEL) ++next;
  const bool last = token.getType() == P::COMMA && next < tokens_.count() && places_[next].first;
  if (token.getType() != P::COMMA ||
      (!last && previous.getType() != P::COMMA && !isOpener(previous.getType())))
    return false;
  out.help = "delete it";
  out.fix = Fix{offsets_.span(token), ""};
  return true;
}

// `1 <= a <= 3`: the second comparison again of what stands between the two.
void Recovery::unchain(Diagnostic& out, const antlr4::Token& second) const {
  constexpr std::size_t kMostTokens = 12;
  const antlr4::Token* first = &before(second);
  const antlr4::Token* begin = nullptr;
  for (std::size_t i = 0; i < kMostTokens && !(first->getType() >= P::LESS && first->getType() <= P::GREATER);
       ++i) {
    const std::size_t type = first->getType();
    const bool simple = type == P::DOT || type == P::NUMBER || type >= P::K_ABOUT;
    if (!simple || first == &before(*first)) return;
    begin = first;
    first = &before(*first);
  }
  if (begin == nullptr || first->getType() < P::LESS || first->getType() > P::GREATER) return;
  const Span middle = cover(offsets_.span(*begin), offsets_.span(before(second)));
  const SourceFile& source = offsets_.source();
  const std::string text = source.text.substr(middle.begin - source.base, middle.end - middle.begin);
  const std::uint32_t at = offsets_.span(second).begin;
  out.help = "write `and " + text + "` before it";
  out.fix = Fix{{at, at}, "and " + text + " "};
}

// What can be said where no replacement will do.
std::string Recovery::advice(const antlr4::Token& token, const antlr4::Token& previous,
                             const antlr4::misc::IntervalSet& expected) const {
  const std::string_view written = offsets_.text(token);
  if (written == "else" || written == "otherwise")
    return "the general case stands outside every `except`, and an exception says what differs";
  if (written == "between") return "write both limits: `a >= LOWER and a <= UPPER`";
  if (token.getType() == P::L_BRACE && contains(expected, P::K_FOR))
    return "say of what it holds: `for ENTITY`";
  if (token.getType() == P::L_BRACE && contains(expected, P::COLON))
    return "say what it gives: `: TYPE`, as in `: yes_no`";
  if (token.getType() == P::L_BRACE && previous.getType() == P::K_GIVEN)
    return "say what is given: `given ENTITY { ... }`";
  if (previous.getType() == P::K_EXCEPT || token.getType() == P::K_EXCEPT)
    return "an exception has a name: `except NAME when CONDITION { ... }`";
  return {};
}

}  // namespace jurat
