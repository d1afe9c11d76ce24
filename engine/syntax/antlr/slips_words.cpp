// Words for signs, signs for words, and names that are more than one word.
#include <algorithm>
#include <array>

#include "engine/syntax/antlr/slips.h"

namespace jurat {

using grammar::JuratLexer;

namespace {

enum class Way { More, Less, None };

Way wayOf(std::string_view word) {
  constexpr std::array<std::string_view, 7> kMore = {"more",   "greater", "bigger", "larger",
                                                     "higher", "later",   "older"};
  constexpr std::array<std::string_view, 7> kLess = {"less",    "fewer",   "smaller", "lower",
                                                     "earlier", "younger", "under"};
  if (std::find(kMore.begin(), kMore.end(), word) != kMore.end()) return Way::More;
  if (std::find(kLess.begin(), kLess.end(), word) != kLess.end()) return Way::Less;
  return Way::None;
}

std::size_t tokenOf(std::string_view sign) {
  if (sign == "<") return JuratLexer::LESS;
  if (sign == "<=") return JuratLexer::LESS_EQUAL;
  if (sign == ">=") return JuratLexer::GREATER_EQUAL;
  return sign == ">" ? JuratLexer::GREATER : JuratLexer::EQUAL;
}

bool isWordOrName(std::size_t type) { return type > JuratLexer::K_PREVIOUS && type <= JuratLexer::ID; }

// Where the name of a declaration ends, by its keyword; none: names of this kind are left alone.
std::vector<std::size_t> endsOf(std::size_t keyword) {
  switch (keyword) {
    case JuratLexer::K_RULE:
    case JuratLexer::K_AMOUNT:
    case JuratLexer::K_BENEFIT:
      return {JuratLexer::K_FOR, JuratLexer::K_PER};
    case JuratLexer::K_DEFINE:
    case JuratLexer::K_PARAMETER:
    case JuratLexer::K_TABLE:
      return {JuratLexer::K_FOR, JuratLexer::K_PER, JuratLexer::COLON};
    case JuratLexer::K_FACT:
      return {JuratLexer::K_PER, JuratLexer::COLON};
    case JuratLexer::K_EXCEPT:
      return {JuratLexer::K_WHEN, JuratLexer::K_OVERRIDES};
    case JuratLexer::K_CHOICE:
    case JuratLexer::K_ENTITY:
      return {JuratLexer::K_WITHIN, JuratLexer::K_ORDERED, JuratLexer::L_BRACE};
    default:
      return {};
  }
}

}  // namespace

// `is at least`, `more than`, `no more than`, `greater than or equal to`, `equals`, `between`
bool Slips::comparison(Index at) {
  Index last = at;
  bool negated = is(last, JuratLexer::K_NO) || is(last, JuratLexer::K_NOT);
  const bool is_word = is(last, JuratLexer::K_IS);
  if (negated || is_word) last = next(last);
  if (is_word && (is(last, JuratLexer::K_NO) || is(last, JuratLexer::K_NOT))) {
    negated = true;
    last = next(last);
  }
  if (last == kNone) return false;
  std::string_view sign;
  if (is_word && is(last, JuratLexer::K_AT)) {
    last = next(last);
    if (is(last, JuratLexer::K_LEAST)) sign = ">=";
    if (is(last, JuratLexer::K_MOST)) sign = "<=";
  } else if (const Way way = wayOf(text(last)); way != Way::None && text(next(last)) == "than") {
    last = next(last);
    const Index alike = next(next(last));
    const bool or_equal =
        is(next(last), JuratLexer::K_OR) && text(alike) == "equal" && is(next(alike), JuratLexer::K_TO);
    if (or_equal) last = next(alike);
    sign = way == Way::More ? (negated    ? "<="
                               : or_equal ? ">="
                                          : ">")
                            : (negated    ? ">="
                               : or_equal ? "<="
                                          : "<");
  } else if (text(last) == "equal" && is(next(last), JuratLexer::K_TO) && !negated) {
    last = next(last);
    sign = "=";
  } else if (text(last) == "exceeds" && last == at && is(previous(at), JuratLexer::ID) && next(at) != kNone) {
    sign = ">";
  }
  if (sign.empty()) return false;
  replace("J0007", "comparisons are written with signs", cover(at, last), std::string(sign));
  merge(at, last, tokenOf(sign), std::string(sign));
  return true;
}

// What people join the parts of a name with.
bool Slips::isHyphen(Index at) const {
  const std::string_view sign = text(at);
  return is(at, JuratLexer::MINUS) || is(at, JuratLexer::SLASH) || is(at, JuratLexer::DOT) ||
         sign == "\u2010" || sign == "\u2011" || sign == "\u2013" || sign == "'" || sign == "\u2019" ||
         sign == "&";
}

// `rule policy-written for`, `rule policy written for`, `rule 2nd_policy for`
bool Slips::name(Index at) {
  if (is(at, JuratLexer::K_EQUALS) && is(previous(at), JuratLexer::ID)) {
    replace("J0007", "comparisons are written with signs", cover(at, at), "=");
    merge(at, at, JuratLexer::EQUAL, "=");
    return true;
  }
  const std::vector<std::size_t> ends = endsOf(type(at));
  const auto isEnd = [&](Index i) { return std::find(ends.begin(), ends.end(), type(i)) != ends.end(); };
  const Index first = next(at);
  if (ends.empty() || previous(at) != kNone || first == kNone || isEnd(first)) return false;
  Index last = first;
  std::string joined;
  bool ended = false;
  for (Index i = first; i != kNone && !ended; i = next(i)) {
    ended = isEnd(i);
    if (ended) break;
    const bool part = isWordOrName(type(i)) || is(i, JuratLexer::NUMBER);
    if (!part && !isHyphen(i)) return false;
    const bool apart = i != first && (touching(last) != i || isHyphen(last));
    if (part) joined += (apart ? "_" : "") + std::string(text(i));
    last = i;
  }
  if (!ended || last == first || joined.empty()) return false;
  const std::string message = "a name is one word, of letters, digits and `_`";
  if (joined.front() >= '0' && joined.front() <= '9') {
    report("J0019", "a name begins with a letter", cover(first, last),
           "put a letter first, or the number behind a word", std::nullopt);
  } else {
    replace("J0019", message, cover(first, last), joined);
  }
  merge(first, last, JuratLexer::ID, joined);
  return true;
}

// `status in-force`
bool Slips::hyphenated(Index at) {
  const Index sign = touching(at), rest = touching(sign);
  if (!is(sign, JuratLexer::MINUS) || !is(rest, JuratLexer::ID)) return false;
  const std::string joined = std::string(text(at)) + "_" + std::string(text(rest));
  replace("J0019", "a name is one word, of letters, digits and `_`", cover(at, rest), joined);
  merge(at, rest, JuratLexer::ID, joined);
  return true;
}

// `a != b`, and `equals := b`
bool Slips::notEqual(Index at) {
  const std::string_view sign = text(at);
  const Index before = previous(at), behind = next(at);
  if (sign == ":=" && is(before, JuratLexer::K_EQUALS)) {
    report("J0007", "`equals` needs no sign", cover(at, at), "delete the `:=`", Fix{cover(at, at), ""});
    hide(at);
    return true;
  }
  if (sign != "!=" && sign != "<>" && sign != "\u2260") return false;
  const std::string message = "there is no sign for \"not equal\"";
  Index first = before;
  while (is(previous(first), JuratLexer::DOT) && isWordOrName(type(previous(previous(first)))))
    first = previous(previous(first));
  const bool word = behind != kNone && isWordOrName(type(behind));
  const bool literal = behind != kNone && !word && first != kNone && isWordOrName(type(first)) &&
                       !is(before, JuratLexer::R_BRACKET);
  const Span place = cover(at, at);
  if (word) {
    const std::string left = before != kNone && touching(before) == at ? " " : "";
    report("J0007", message, place, "write `is not`",
           Fix{place, left + "is not" + (touching(at) == behind ? " " : "")});
  } else if (literal) {
    const std::string turned = "not " + written(first, before) + " =";
    report("J0007", message, place, "write `" + turned + "`", Fix{cover(first, at), turned});
  } else {
    report("J0007", message, place, "write `not a = b`, or `a is not b` when `b` is an option", std::nullopt);
  }
  merge(at, at, JuratLexer::EQUAL, "=");
  return true;
}

}  // namespace jurat
