// What the parser could have read, said in the author's terms and never by the name of a grammar rule.
#include <algorithm>

#include "engine/syntax/antlr/recovery.h"

namespace jurat {

namespace {

using L = grammar::JuratLexer;

// Tokens that stand together: where all of `marks` and none of `absent` are possible, one phrase says them
// all.
struct Group {
  std::vector<std::size_t> marks;
  std::vector<std::size_t> absent;
  const char* phrase;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all = {
      {{L::K_NOT, L::K_EVERY, L::NUMBER}, {}, "a condition"},
      {{L::NUMBER, L::STRING, L::K_PREVIOUS}, {}, "a value"},
      {{L::K_DEFINE, L::K_ENTITY, L::K_CHOICE, L::K_CITES}, {L::ID}, "a clause, a declaration"},
      {{L::K_DEFINE, L::K_ENTITY, L::K_CHOICE}, {L::ID}, "a declaration"},
      {{L::K_CITES, L::K_REQUIRES, L::K_TITLE}, {L::ID}, "a clause"},
      {{L::K_GIVEN, L::K_EXPECT, L::K_CASES}, {L::ID}, "`given`, `as of`, `expect`, `cases`"},
      {{L::K_IS, L::K_EXPOSES, L::LESS}, {}, "`is`, `=`, `<`, `>=`, `at least`, `at most` or `exposes`"},
      {{L::ID, L::K_ABOUT}, {}, "a name"},
  };
  return all;
}

bool isWord(std::size_t type) { return type >= L::K_AND && type <= L::ID; }

bool isLiteral(std::size_t type) {
  return type == L::NUMBER || type == L::PERCENT || type == L::DATE || type == L::MOMENT || type == L::STRING;
}
bool opensValue(std::size_t type) {
  return type == L::L_PAREN || type == L::L_BRACE || type == L::L_BRACKET || type == L::MINUS;
}
bool isOperator(std::size_t type) {
  switch (type) {
    case L::PLUS:
    case L::MINUS:
    case L::STAR:
    case L::SLASH:
    case L::LESS:
    case L::LESS_EQUAL:
    case L::EQUAL:
    case L::GREATER_EQUAL:
    case L::GREATER:
    case L::DOT:
    case L::L_BRACKET:
    case L::L_PAREN:
    case L::K_AND:
    case L::K_OR:
    case L::K_IN:
    case L::K_IS:
    case L::K_OF:
    case L::K_AT:
    case L::K_PLUS:
    case L::K_WITHOUT:
    case L::K_ROUNDED:
    case L::K_INCLUDES:
    case L::K_CONTAINS:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string spelling(std::size_t type) {
  switch (type) {
    case L::ID:
      return "a name";
    case L::NUMBER:
      return "a number";
    case L::PERCENT:
      return "a percentage";
    case L::DATE:
      return "a date";
    case L::MOMENT:
      return "a moment";
    case L::STRING:
      return "a text in quotes";
    case antlr4::Token::EOF:
      return "the end of the file";
    default:
      break;
  }
  static const antlr4::dfa::Vocabulary& vocabulary = []() -> const antlr4::dfa::Vocabulary& {
    static antlr4::ANTLRInputStream none("");
    static L lexer(&none);
    return lexer.getVocabulary();
  }();
  std::string literal = vocabulary.getLiteralName(type);
  if (literal.size() < 2) return "";
  literal.front() = literal.back() = '`';
  return literal;
}

std::vector<std::string> wordsOf(const antlr4::misc::IntervalSet& expected) {
  std::vector<std::string> out;
  for (const ssize_t each : expected.toList()) {
    const auto type = static_cast<std::size_t>(each);
    if (!isWord(type) || type == L::ID) continue;
    const std::string written = spelling(type);
    out.push_back(written.substr(1, written.size() - 2));
  }
  return out;
}

std::string describeExpected(const antlr4::misc::IntervalSet& expected) {
  std::vector<std::size_t> types;
  for (const ssize_t each : expected.toList()) types.push_back(static_cast<std::size_t>(each));
  const auto has = [&](std::size_t type) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  std::vector<std::string> phrases;
  bool value = false;
  for (const Group& group : groups()) {
    if (!std::all_of(group.marks.begin(), group.marks.end(), has)) continue;
    if (std::any_of(group.absent.begin(), group.absent.end(), has)) continue;
    phrases.emplace_back(group.phrase);
    value = has(L::NUMBER) && has(L::STRING);
    // Words are swallowed by the group; signs and literals stay unless the group is about values.
    std::erase_if(types, [&](std::size_t type) {
      return isWord(type) || (value && (isLiteral(type) || opensValue(type)));
    });
    break;
  }
  // Signs of arithmetic are named only where nothing else can stand; words say more and come first.
  const bool only_operators = phrases.empty() && std::all_of(types.begin(), types.end(), isOperator);
  std::stable_partition(types.begin(), types.end(), isWord);
  for (const std::size_t type : types) {
    if (isOperator(type) && !only_operators) continue;
    if (std::string phrase = spelling(type); !phrase.empty()) phrases.push_back(std::move(phrase));
  }
  if (phrases.size() > 6) phrases.resize(6);
  std::string out;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (i > 0) out += i + 1 == phrases.size() ? " or " : ", ";
    out += phrases[i];
  }
  return out;
}

}  // namespace jurat
