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

std::string numberHelp(std::string_view text, const std::string& before, const std::string& fallback) {
  std::vector<std::string> ways = rewritten(text);
  if (ways.empty()) return fallback;
  for (std::string& way : ways) way.insert(0, before);
  return "write " + listed(ways);
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
  if (Number::parse(amount)) return "write `" + known + " " + std::string(amount) + "`";
  return numberHelp(amount, known + " ", "did you mean `" + known + "`?");
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
    const std::string currency = scalar.fact.type.id == 0 ? "EUR" : currencyCode(scalar.fact.type.id);
    if (scalar.fact.type.id != 0 && Number::parse(amount)) {
      return scalar.fault("J0623", tick(text) + " has no currency",
                          "write `" + currency + " " + std::string(amount) + "`");
    }
    return scalar.fault(
        "J0623", tick(text) + " has no currency",
        numberHelp(amount, currency + " ", "write the currency first, as in `" + currency + " 400_000`"));
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

std::optional<Value> bindNumber(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  const std::optional<Number> read =
      scalar.number(text, "J0621", numberHelp(text, "", "write digits, as in `1_250` or `412.5`"));
  if (!read || scalar.fact.type.kind == TypeKind::Decimal)
    return read ? std::optional<Value>(*read) : std::nullopt;
  if (!read->isWhole())
    return scalar.fault("J0621", tick(text) + " is not a whole number", "write a whole number");
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
    std::string help = "write it as in `7%`";
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
      scalar.number(digits, "J0622", numberHelp(digits, "", "write it as in `7%`"));
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
                        "write " + tick(currency + (amount.empty() ? "400_000_000" : std::string(amount))));
  }
  const std::optional<Number> read = scalar.number(
      amount, "J0623", numberHelp(amount, currency, "write digits, as in `" + currency + "400_000_000`"));
  if (!read) return std::nullopt;
  const Money money{*read, currencyId(code)};
  if (scalar.fact.type.id != 0 && money.currency != scalar.fact.type.id) {
    return scalar.fault("J0623", tick(text) + " is not in " + currencyCode(scalar.fact.type.id),
                        "convert it, and name the rate under `source`");
  }
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
      scalar.number(text.substr(0, gap), "J0624", numberHelp(text.substr(0, gap), "", example));
  if (!read) return std::nullopt;
  const std::optional<Number> based = multiply(*read, vocabulary.units[*found].factor, scalar.binding.limits);
  if (!based) return scalar.fault("J0637", "the number " + tick(text) + " is larger than is read", "");
  return *based;
}

}  // namespace jurat
