// Numbers, percentages and money in the forms of other countries.
#include <algorithm>
#include <array>
#include <vector>

#include "engine/syntax/antlr/slips.h"

namespace jurat {

using grammar::JuratLexer;

namespace {

struct MoneySign {
  std::string_view sign;
  std::string_view code;  // empty: the sign of several currencies
  std::string_view codes;
};
constexpr auto kMoneySigns = std::to_array<MoneySign>({{"\u20ac", "EUR", ""},
                                                       {"\u00a3", "GBP", ""},
                                                       {"\u20b9", "INR", ""},
                                                       {"\u20a9", "KRW", ""},
                                                       {"\u20bd", "RUB", ""},
                                                       {"\u20ba", "TRY", ""},
                                                       {"\u20aa", "ILS", ""},
                                                       {"$", "", "`USD`, `AUD`, `CAD` ..."},
                                                       {"\u00a5", "", "`CNY` or `JPY`"},
                                                       {"\uffe5", "", "`CNY` or `JPY`"}});

const MoneySign* signOf(std::string_view text) {
  const auto* found = std::find_if(kMoneySigns.begin(), kMoneySigns.end(),
                                   [&](const MoneySign& each) { return each.sign == text; });
  return found == kMoneySigns.end() ? nullptr : found;
}

bool isCode(std::string_view word) {
  return word.size() == 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool isSpace(std::string_view sign) { return sign == "\u00a0" || sign == "\u202f" || sign == "\u2009"; }
bool isApostrophe(std::string_view sign) { return sign == "'" || sign == "\u2019"; }
bool isRangeDash(std::string_view sign) {
  return sign == "\u2012" || sign == "\u2013" || sign == "\u2014" || sign == "\u2026";
}

std::size_t zerosOf(std::string_view word) {
  if (word == "thousand") return 3;
  if (word == "million" || word == "millions" || word == "mn" || word == "mio") return 6;
  if (word == "billion" || word == "billions" || word == "bn") return 9;
  return 0;
}

// The digits of a number with `_` between thousands as they are grouped elsewhere.
std::string joined(const std::vector<std::string>& groups) {
  std::string out;
  for (const std::string& group : groups) out += (out.empty() ? "" : "_") + group;
  return out;
}

// A power of ten more: `2.5` million is 2_500_000.
std::string timesTen(std::string_view number, std::size_t zeros) {
  std::string digits;
  std::size_t decimals = 0;
  bool behind = false;
  for (const char c : number) {
    if (c == '.') behind = true;
    if (c < '0' || c > '9') continue;
    digits += c;
    decimals += behind ? 1 : 0;
  }
  if (decimals > zeros) return {};
  digits += std::string(zeros - decimals, '0');
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "_");
  return digits;
}

}  // namespace

// Groups behind `at`: 2,000,000 and 2.000.000 and 2'000'000 and 2 000 000.
bool Slips::grouped(Amount& out, Index at) const {
  const std::string first(text(at));
  const std::size_t point = first.find('.');
  std::vector<std::string> groups{first.substr(0, point)};
  if (point != std::string::npos) groups.push_back(first.substr(point + 1));
  if (groups.front().size() > 3 || groups.front() == "0" || first.find('_') != std::string::npos)
    return false;
  bool nought = false;
  Index last = at;
  std::string fraction;
  constexpr std::size_t kMostGroups = 12;
  while (groups.size() < kMostGroups) {
    Index sign = touching(last);
    Index group = kNone;
    if (point != std::string::npos
            ? is(sign, JuratLexer::DOT)
            : is(sign, JuratLexer::COMMA) || isApostrophe(text(sign)) || isSpace(text(sign))) {
      group = touching(sign);
    } else if (point == std::string::npos && sign == kNone) {
      group = next(last);  // a space is no token
    }
    const std::string_view digits =
        group == kNone || !is(group, JuratLexer::NUMBER) ? std::string_view() : text(group);
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    if (whole != 3 || !fraction.empty()) break;
    nought = nought || digits.starts_with('0');
    groups.emplace_back(digits.substr(0, whole));
    fraction = digits.substr(whole);
    last = group;
  }
  if (last == at || (point != std::string::npos && groups[1].size() != 3)) return false;
  // `{ 100,200 }` are two numbers; behind a currency, or with a group of noughts, it is one.
  const bool comma = is(touching(at), JuratLexer::COMMA);
  if (comma && inList(at) && !nought && !isCode(text(previous(at)))) return false;
  out = {.last = last, .text = joined(groups) + fraction, .slip = "`_` groups the digits of a number"};
  return true;
}

// 0,5 and 1.234,56
bool Slips::decimalComma(Amount& out, Index at) const {
  const Index comma = touching(at);
  const Index rest = is(comma, JuratLexer::COMMA) ? touching(comma) : kNone;
  if (rest == kNone || (!is(rest, JuratLexer::NUMBER) && !is(rest, JuratLexer::PERCENT))) return false;
  if (inList(at) && !isCode(text(previous(at)))) return false;
  std::string whole(text(at)), fraction(text(rest));
  if (fraction.find('.') != std::string::npos) return false;
  const std::size_t point = whole.find('.');
  if (point != std::string::npos) whole[point] = '_';
  const bool percent = fraction.ends_with('%');
  if (percent) fraction.pop_back();
  out = {.last = rest,
         .text = whole + "." + fraction,
         .slip = "decimals stand behind a point",
         .percent = percent};
  return true;
}

Slips::Amount Slips::number(Index at) const {
  Amount out{.last = at, .text = std::string(text(at))};
  if (!grouped(out, at)) decimalComma(out, at);
  const bool money = isCode(text(previous(at))) || signOf(text(previous(at))) != nullptr;
  const Index word = next(out.last);
  if (const std::size_t zeros = is(word, JuratLexer::ID) ? zerosOf(text(word)) : 0; zeros != 0 && money) {
    if (const std::string all = timesTen(out.text, zeros); !all.empty())
      out = {.last = word, .text = all, .slip = "a number is written in digits"};
  }
  const std::string_view sign = text(word);
  if (out.percent || (sign != "%" && sign != "\uff05" && sign != "\u2030") ||
      !is(word, JuratLexer::UNEXPECTED))
    return out;
  const std::string tenth = sign == "\u2030" ? timesTen(out.text, 2) : std::string();
  out.slip =
      sign == "\u2030" ? "there is no sign for thousandths" : "the sign of a percentage touches its number";
  if (!tenth.empty()) {
    std::string bare;
    std::copy_if(tenth.begin(), tenth.end(), std::back_inserter(bare), [](char c) { return c != '_'; });
    bare.insert(0, bare.size() < 4 ? 4 - bare.size() : 0, '0');
    out.text = bare.substr(0, bare.size() - 3) + "." + bare.substr(bare.size() - 3);
    while (out.text.ends_with('0')) out.text.pop_back();
    if (out.text.ends_with('.')) out.text.pop_back();
  }
  out.percent = true;
  out.last = word;
  return out;
}

bool Slips::amount(Index at) {
  if (type(at) == JuratLexer::DOT) {
    // .5 is a number only where nothing ends before it.
    const Index rest = touching(at), before = previous(at);
    const bool begins = before == kNone || token(before).getStopIndex() + 1 != token(at).getStartIndex();
    if (!begins || (!is(rest, JuratLexer::NUMBER) && !is(rest, JuratLexer::PERCENT))) return false;
    const std::string whole = "0." + std::string(text(rest));
    if (whole.find('.', 2) != std::string::npos) return false;
    replace("J0013", "a number begins with a digit", cover(at, rest), whole);
    merge(at, rest, type(rest), whole);
    return true;
  }
  const Amount found = number(at);
  if (behindAmount(at, found)) return true;
  if (found.slip.empty()) return false;
  const std::string whole = found.text + (found.percent ? "%" : "");
  replace("J0013", found.slip, cover(at, found.last), whole);
  merge(at, found.last, found.percent ? JuratLexer::PERCENT : JuratLexer::NUMBER, whole);
  return true;
}

// 50_000 €
bool Slips::behindAmount(Index at, const Amount& amount) {
  const Index behind = next(amount.last);
  const MoneySign* sign = is(behind, JuratLexer::UNEXPECTED) ? signOf(text(behind)) : nullptr;
  if (sign == nullptr || amount.percent) return false;
  if (sign->code.empty()) {
    report("J0018", "`" + std::string(sign->sign) + "` is the sign of several currencies",
           cover(behind, behind),
           "write the code of the currency that is meant before the amount: " + std::string(sign->codes),
           std::nullopt);
    hide(behind);
    return false;
  }
  const std::string whole = std::string(sign->code) + " " + amount.text;
  replace("J0018", "money is written with the code of its currency before it", cover(at, behind), whole);
  // Two tokens again, in the order that is read.
  for (Index i = at + 1; i < behind; ++i) hide(i);
  token(at).setType(JuratLexer::ID);
  offsets_.mend(token(at), std::string(sign->code));
  token(behind).setType(JuratLexer::NUMBER);
  offsets_.mend(token(behind), amount.text);
  return true;
}

// €50_000
bool Slips::currencySign(Index at) {
  const MoneySign* sign = signOf(text(at));
  const Index digit = next(at);
  if (sign == nullptr || !is(digit, JuratLexer::NUMBER)) return false;
  const Amount amount = number(digit);
  const std::string code(sign->code.empty() ? "USD" : sign->code);
  if (sign->code.empty()) {
    report("J0018", "`" + std::string(sign->sign) + "` is the sign of several currencies", cover(at, at),
           "write the code of the currency that is meant: " + std::string(sign->codes), std::nullopt);
  } else if (amount.slip.empty()) {
    // Only the sign is wrong: the number stays as it stands.
    report("J0018", "a currency is written by its code", cover(at, at),
           "write `" + code + " " + amount.text + "`",
           Fix{cover(at, at), touching(at) == digit ? code + " " : code});
  } else {
    replace("J0018", "a currency is written by its code", cover(at, amount.last), code + " " + amount.text);
  }
  token(at).setType(JuratLexer::ID);
  offsets_.mend(token(at), code);
  merge(digit, amount.last, JuratLexer::NUMBER, amount.text);
  return true;
}

// | 50–249 | and | 50..249 | in a table
bool Slips::rangeCell(Index at) {
  if (!is(previous(at), JuratLexer::BAR) || type(at) != JuratLexer::NUMBER) return false;
  Index sign = next(at);
  const bool dots = is(sign, JuratLexer::DOT) && is(touching(sign), JuratLexer::DOT);
  const bool dash =
      (is(sign, JuratLexer::UNEXPECTED) && isRangeDash(text(sign))) || is(sign, JuratLexer::K_TO);
  if (dots) sign = touching(sign);
  const Index most = next(sign);
  if ((!dots && !dash) || !is(most, JuratLexer::NUMBER) || !is(next(most), JuratLexer::BAR) || !in_row_)
    return false;
  replace("J0018", "a range is written in words", cover(at, most),
          "at least " + std::string(text(at)) + " at most " + std::string(text(most)));
  merge(at, most, JuratLexer::K_ANY, "any");
  return true;
}

}  // namespace jurat
