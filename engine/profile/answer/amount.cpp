#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/nearest.h"
#include "engine/profile/answer/scalar.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string replaced(std::string text, char from, char to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

// "1,234,567.89", "1.234.567,89", "3,5" as we write them; nothing when it is no such number, both readings
// when there are two.
std::vector<std::string> rewritten(std::string_view text) {
  const auto count = [&](char c) { return std::count(text.begin(), text.end(), c); };
  std::vector<std::string> out;
  const std::size_t comma = text.find(','), dot = text.find('.');
  if (count(',') > 0 && (dot == std::string_view::npos || (text.rfind(',') < dot && count('.') == 1))) {
    out.push_back(replaced(std::string(text), ',', '_'));
  }
  if (count(',') == 1 && (dot == std::string_view::npos || text.rfind('.') < comma)) {
    out.push_back(replaced(replaced(std::string(text), '.', '_'), ',', '.'));
  }
  if (count(',') == 0 && count('.') > 1) out.push_back(replaced(std::string(text), '.', '_'));
  if (count('\'') > 0) out.push_back(replaced(std::string(text), '\'', '_'));
  const auto unusable = [&](const std::string& candidate) {
    // A group of thousands has three digits; anything else was a decimal comma.
    const std::size_t last = candidate.rfind('_');
    const std::size_t end = std::min(candidate.find('.'), candidate.size());
    return (last != std::string::npos && end - last != 4) || !Number::parse(candidate);
  };
  out.erase(std::remove_if(out.begin(), out.end(), unusable), out.end());
  return out;
}

// What stands around a number where it is written as help.
struct Around {
  std::string before, behind;
};

std::string numberHelp(std::string_view text, const Around& around, const std::string& fallback,
                       bool whole = false) {
  std::vector<std::string> ways = rewritten(text);
  if (whole) std::erase_if(ways, [](const std::string& way) { return !Number::parse(way)->isWhole(); });
  if (ways.empty()) return fallback;
  for (std::string& way : ways) way = around.before + way + around.behind;
  return "write " + listed(ways);
}

// Whether the mark may part thousands, as "118.400" does in German and "118,400" in English: three digits
// behind one mark, one to three before it.
bool maybeThousands(std::string_view text, char mark) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t at = text.find(mark);
  return at >= 1 && at <= 3 && text.size() == at + 4 && text.front() != '0' &&
         std::all_of(text.begin(), text.end(), [&](char c) { return isDigit(c) || c == mark; });
}

// Both readings of "118.400", neither left open: `EUR 118_400` and `EUR 118.40`.
std::string bothReadings(std::string_view amount, char mark, const std::string& before) {
  const std::string text(amount), name = mark == ',' ? "comma" : "point";
  std::string cents = replaced(text, mark, '.');
  if (cents.ends_with('0')) cents.pop_back();
  return "write " + tick(before + replaced(text, mark, '_')) + " if the " + name + " parts thousands, " +
         tick(before + cents) + " if it is a decimal " + name;
}

// The help for an amount that is written in another way: `EUR 400_000`.
std::string amountHelp(std::string_view amount, const std::string& currency, const std::string& fallback) {
  const std::string before = currency + " ";
  for (const char mark : {'.', ','}) {
    if (maybeThousands(amount, mark)) return bothReadings(amount, mark, before);
  }
  if (Number::parse(amount)) return "write " + tick(before + std::string(amount));
  return numberHelp(amount, {before, ""}, fallback);
}

// The currencies that companies report in; a slip is looked for among these only.
constexpr std::string_view kCommonCurrencies[] = {"EUR", "USD", "GBP", "CNY", "JPY", "CHF", "SEK", "NOK",
                                                  "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "INR", "KRW",
                                                  "CAD", "AUD", "SGD", "HKD", "BRL", "TRY", "ILS", "ISK"};

std::string knownAs(std::string_view sign) {
  if (sign == "€" || upper(sign) == "EURO" || upper(sign) == "EUROS") return "EUR";
  if (sign == "£") return "GBP";
  if (sign == "$" || upper(sign) == "DOLLAR" || upper(sign) == "DOLLARS") return "USD";
  if (upper(sign) == "RMB" || upper(sign) == "YUAN") return "CNY";
  if (isCurrency(upper(sign))) return upper(sign);
  return {};
}

std::string currencyHelp(std::string_view code, std::string_view amount) {
  std::string known = knownAs(code);
  if (known.empty()) {
    const std::optional<std::string> near =
        nearest(upper(code), std::span<const std::string_view>(kCommonCurrencies));
    if (!near) return "write an ISO 4217 code, as in `EUR 400_000_000`";
    known = *near;
  }
  return amountHelp(amount, known, "did you mean `" + known + "`?");
}

std::string_view trimmedText(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "400 EUR", "400 €", "400".
std::nullopt_t amountFirst(const Scalar& scalar) {
  const std::string_view text = scalar.datum.text;
  std::size_t end = 0;
  while (end < text.size() &&
         (isDigit(text[end]) || std::string_view(" _.,'+-").find(text[end]) != std::string::npos)) {
    ++end;
  }
  const std::string_view amount = trimmedText(text.substr(0, end)), sign = text.substr(end);
  if (sign.empty()) {
    const bool any = scalar.fact.type.id == 0;
    const std::string currency = any ? "EUR" : currencyCode(scalar.fact.type.id);
    const std::string form = "write the currency first, as in `" + currency + " 400_000`";
    // Where any currency may stand, which of them is meant is not guessed.
    return scalar.fault("J0623", tick(text) + " has no currency",
                        any ? form : amountHelp(amount, currency, form));
  }
  return scalar.fault("J0623", "the currency of " + tick(text) + " stands behind the amount",
                      currencyHelp(sign, amount));
}

}  // namespace

std::optional<Number> Scalar::number(std::string_view text, std::string_view code, std::string help) const {
  if (std::optional<Number> read = Number::parse(text, binding.limits)) return read;
  if (Number::tooLarge(text, binding.limits)) {
    return fault("J0637", "the number " + tick(text) + " has more digits, or a larger exponent, than is read",
                 "at most " + std::to_string(binding.limits.digits) + " digits and an exponent of " +
                     std::to_string(binding.limits.exponent) + " are exact");
  }
  return fault(std::string(code), tick(text) + " is not a number", std::move(help));
}

void Scalar::warnOfThousands(std::string help) const {
  binding.faults.report(
      {.level = DiagnosticLevel::Warning,
       .code = "J0646",
       .message = tick(datum.text) + " has three digits behind the point: are they thousands?",
       .primary = {datum.span, "read with a decimal point"},
       .help = std::move(help)});
}

std::optional<Value> bindNumber(const Scalar& scalar) {
  constexpr const char* kWhole = "write a whole number, as in `1_250`";
  const std::string& text = scalar.datum.text;
  const bool whole = scalar.fact.type.kind == TypeKind::Integer;
  const std::optional<Number> read = scalar.number(
      text, "J0621", numberHelp(text, {}, whole ? kWhole : "write digits, as in `1_250` or `412.5`", whole));
  if (!read || !whole) return read ? std::optional<Value>(*read) : std::nullopt;
  if (!read->isWhole()) return scalar.fault("J0621", tick(text) + " is not a whole number", kWhole);
  if (!read->toInt64()) {
    return scalar.fault("J0637", "the number " + tick(text) + " does not fit 64 bits",
                        "an integer lies between -9223372036854775808 and 9223372036854775807");
  }
  return *read;
}

std::optional<Value> bindPercentage(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (text.empty() || text.back() != '%') {
    const std::optional<Number> bare = Number::parse(text, scalar.binding.limits);
    std::string help = numberHelp(text, {"", "%"}, "write it as in `7%`");
    if (bare) help = "write `" + text + "%`";
    if (bare && bare->sign() > 0 && *bare < Number(1)) {
      const std::optional<Number> whole = multiply(*bare, Number(100));
      if (whole) help += "; a share of " + text + " is `" + whole->text() + "%`";
    }
    return scalar.fault("J0622",
                        tick(text) + (bare ? " is a plain number, not a percentage" : " is not a percentage"),
                        std::move(help));
  }
  std::string_view digits = std::string_view(text).substr(0, text.size() - 1);
  if (!digits.empty() && digits.back() == ' ') digits.remove_suffix(1);
  const std::optional<Number> read =
      scalar.number(digits, "J0622", numberHelp(digits, {"", "%"}, "write it as in `7%`"));
  if (!read) return std::nullopt;
  const std::optional<Number> share = multiply(*read, Number::scaled(1, -2), scalar.binding.limits);
  if (!share) return scalar.fault("J0637", "the number " + tick(text) + " is larger than is read", "");
  return *share;
}

std::optional<Value> bindMoney(const Scalar& scalar) {
  const std::string_view text = scalar.datum.text;
  std::size_t end = 0;
  while (end < text.size() && !isDigit(text[end]) &&
         std::string_view(" _.,'+-").find(text[end]) == std::string::npos) {
    ++end;
  }
  if (end == 0) return amountFirst(scalar);
  const std::string_view code = text.substr(0, end), rest = text.substr(end), amount = trimmedText(rest);
  if (!std::all_of(code.begin(), code.end(), isLetter) || !isCurrency(code)) {
    if (amount.empty() || !std::any_of(amount.begin(), amount.end(), isDigit)) {
      return scalar.fault("J0623", tick(text) + " is not an amount of money",
                          "write currency and amount, as in `EUR 400_000_000`");
    }
    return scalar.fault("J0623", tick(code) + " is not a currency", currencyHelp(code, amount));
  }
  const std::string currency = std::string(code) + " ";
  if (rest.size() != amount.size() + 1 || rest.front() != ' ') {
    return scalar.fault("J0623", tick(text) + " is not an amount of money",
                        amountHelp(amount, std::string(code), "write " + tick(currency + "400_000_000")));
  }
  const std::optional<Number> read = scalar.number(
      amount, "J0623",
      amountHelp(amount, std::string(code), "write digits, as in `" + currency + "400_000_000`"));
  if (!read) return std::nullopt;
  const Money money{*read, currencyId(code)};
  if (scalar.fact.type.id != 0 && money.currency != scalar.fact.type.id) {
    return scalar.fault("J0623", tick(text) + " is not in " + currencyCode(scalar.fact.type.id),
                        "convert it, and name the rate under `source`");
  }
  constexpr int kCents = 2;
  if (maybeThousands(amount, '.') && currencyDecimals(money.currency) == kCents)
    scalar.warnOfThousands(bothReadings(amount, '.', currency));
  return money;
}

std::optional<Value> bindQuantity(const Scalar& scalar) {
  const std::string_view text = scalar.datum.text;
  const Vocabulary& vocabulary = scalar.binding.vocabulary;
  std::vector<std::string> units;
  std::string multiples;  // "; 1 PFLOP is 1e15 FLOP"
  std::optional<UnitId> found;
  const std::size_t gap = text.rfind(' ');
  const std::string_view written = gap == std::string_view::npos ? std::string_view{} : text.substr(gap + 1);
  for (std::size_t i = 0; i < vocabulary.units.size(); ++i) {
    const Unit& unit = vocabulary.units[vocabulary.units.idAt(i)];
    if (raw(unit.base) != scalar.fact.type.id) continue;
    units.push_back(unit.name);
    if (unit.base != vocabulary.units.idAt(i))
      multiples +=
          "; 1 " + unit.name + " is " + unit.factor.grouped() + " " + vocabulary.units[unit.base].name;
    if (unit.name == written) found = vocabulary.units.idAt(i);
  }
  const std::string example =
      "write number and unit, as in `1e25 " + (units.empty() ? "unit" : units.front()) + "`";
  if (written.empty() || Number::parse(written)) {
    const std::string help = Number::parse(text) && !units.empty()
                                 ? "write `" + std::string(text) + " " + units.front() + "`"
                                 : example;
    return scalar.fault("J0624", tick(text) + " has no unit", help);
  }
  if (!found) {
    const std::optional<std::string> near = nearest(written, units);
    return scalar.fault(
        "J0624", tick(written) + " is not a unit of this quantity",
        near ? "did you mean `" + *near + "`?" : "the units are " + listed(units) + multiples);
  }
  const std::optional<Number> read =
      scalar.number(text.substr(0, gap), "J0624",
                    numberHelp(text.substr(0, gap), {"", std::string(text.substr(gap))}, example));
  if (!read) return std::nullopt;
  const std::optional<Number> based = multiply(*read, vocabulary.units[*found].factor, scalar.binding.limits);
  if (!based) return scalar.fault("J0637", "the number " + tick(text) + " is larger than is read", "");
  return *based;
}

}  // namespace jurat
