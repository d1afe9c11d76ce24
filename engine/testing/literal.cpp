#include "engine/testing/literal.h"

#include <algorithm>

#include "engine/base/match.h"

namespace jurat {
namespace {

// The number in a literal: where it stands, what it is, what one of its last digit is worth.
struct Digits {
  std::size_t begin = 0, end = 0;
  Number written;
  Number unit = 1;
  std::string exponent;  // "e25", or ""
  bool grouped = false;
};

std::optional<Digits> digitsIn(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  Digits found;
  found.begin = text.find_first_of(kDigits);
  if (found.begin == std::string_view::npos) return std::nullopt;
  found.end = std::min(text.find_first_not_of("0123456789_.", found.begin), text.size());
  const std::string_view mantissa = text.substr(found.begin, found.end - found.begin);
  if (found.end < text.size() && (text[found.end] == 'e' || text[found.end] == 'E')) {
    const std::size_t sign =
        found.end + 1 < text.size() && (text[found.end + 1] == '-' || text[found.end + 1] == '+');
    const std::size_t end = std::min(text.find_first_not_of(kDigits, found.end + 1 + sign), text.size());
    if (end > found.end + 1 + sign) {
      found.exponent = std::string(text.substr(found.end, end - found.end));
      found.end = end;
    }
  }
  const std::size_t point = mantissa.find('.');
  std::string unit = "1";
  if (point != std::string_view::npos) unit = "0." + std::string(mantissa.size() - point - 2, '0') + "1";
  const std::optional<Number> written = Number::parse(std::string(mantissa) + found.exponent);
  const std::optional<Number> one = Number::parse(unit + found.exponent);
  if (!written || !one) return std::nullopt;
  found.written = *written;
  found.unit = *one;
  found.grouped = mantissa.find('_') != std::string_view::npos;
  return found;
}

std::string replaced(std::string_view text, const Digits& digits, const Number& number) {
  Number shown = number;
  if (!digits.exponent.empty()) {
    const std::optional<Number> power = Number::parse("1" + digits.exponent);
    shown = divide(number, power.value_or(1)).value_or(number);
  }
  return std::string(text.substr(0, digits.begin)) + (digits.grouped ? shown.grouped("_") : shown.text()) +
         digits.exponent + std::string(text.substr(digits.end));
}

std::optional<Neighbour> besideNumber(const Number& number, const Type& type, std::string_view text, bool up,
                                      std::optional<std::uint32_t> currency) {
  const std::optional<Digits> digits = digitsIn(text);
  if (!digits) return std::nullopt;
  // What is written times `factor` is the value: a hundredth for percentages, the unit's multiple for
  // quantities.
  std::optional<Number> factor = type.kind == TypeKind::Percentage ? Number::ratio(1, 100) : Number(1);
  if (digits->written.sign() != 0) factor = divide(number, digits->written);
  if (!factor) return std::nullopt;
  const Number step = up ? digits->unit : digits->unit.negated();
  const std::optional<Number> written = add(digits->written, step);
  const std::optional<Number> value = written ? multiply(*written, *factor) : std::nullopt;
  if (!value) return std::nullopt;
  Neighbour out{*value, replaced(text, *digits, *written)};
  if (currency) out.value = Money{*value, *currency};
  return out;
}

std::optional<Neighbour> besidePeriod(const Period& period, std::string_view text, bool up) {
  const std::optional<Digits> digits = digitsIn(text);
  const std::optional<std::int64_t> count = digits ? digits->written.toInt64() : std::nullopt;
  if (!count || *count == 0 || period.count % *count != 0) return std::nullopt;
  const std::int64_t other = *count + (up ? 1 : -1);
  return Neighbour{Period{period.calendar, period.count / *count * other},
                   replaced(text, *digits, Number(other))};
}

}  // namespace

std::optional<Neighbour> neighbour(const Value& value, const Type& type, std::string_view text, bool up) {
  const int step = up ? 1 : -1;
  if (const auto* truth = std::get_if<bool>(&value)) {
    if (!up) return std::nullopt;  // there is only one other
    return Neighbour{!*truth, *truth ? "no" : "yes"};
  }
  if (const auto* date = std::get_if<Date>(&value)) {
    const std::optional<Date> other = plusDays(*date, step);
    if (!other) return std::nullopt;
    return Neighbour{*other, toText(*other)};
  }
  if (const auto* moment = std::get_if<Moment>(&value)) {
    Moment other = *moment;
    other.seconds += step * 86'400;
    return Neighbour{other, toText(other)};
  }
  if (const auto* period = std::get_if<Period>(&value)) return besidePeriod(*period, text, up);
  if (const auto* money = std::get_if<Money>(&value))
    return besideNumber(money->amount, type, text, up, money->currency);
  if (const auto* number = std::get_if<Number>(&value))
    return besideNumber(*number, type, text, up, std::nullopt);
  return std::nullopt;
}

std::string literalText(const Value& value, const Type& type, const Vocabulary& vocabulary) {
  const auto option = [&](std::uint32_t index) -> std::string {
    if (type.kind == TypeKind::Practice) return std::string(kPracticeStates[index]);
    return vocabulary.choices[ChoiceId{type.id}].options[index].name;
  };
  const auto number = [&](const Number& amount) -> std::string {
    if (type.kind == TypeKind::Percentage) return multiply(amount, 100).value_or(amount).text() + "%";
    const std::string unit =
        type.kind == TypeKind::Quantity ? " " + vocabulary.units[UnitId{type.id}].name : "";
    return amount.grouped("_") + unit;
  };
  return std::visit(
      Match{[](const NoneValue&) -> std::string { return "none"; },
            [](bool truth) -> std::string { return truth ? "yes" : "no"; },
            [&](const Number& amount) -> std::string { return number(amount); },
            [](const Money& money) -> std::string {
              return currencyCode(money.currency) + " " + money.amount.grouped("_");
            },
            [](const Date& date) -> std::string { return toText(date); },
            [](const Moment& moment) -> std::string { return toText(moment); },
            [](const Period& period) -> std::string { return toText(period); },
            [](const std::string& text) -> std::string { return "\"" + text + "\""; },
            [&](const OptionValue& one) -> std::string { return option(one.index); },
            [&](const OptionSetValue& set) -> std::string {
              std::string out;
              for (const std::uint32_t index : set.indexes) out += (out.empty() ? "" : ", ") + option(index);
              return out.empty() ? "{ }" : "{ " + out + " }";
            },
            [](const EvidenceValue& evidence) -> std::string { return "\"" + evidence.path + "\""; },
            [](const JudgementValue& judgement) -> std::string { return judgement.value ? "yes" : "no"; }},
      value);
}

std::string oneLine(std::string_view text, std::size_t longest) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.size() <= longest) return out;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // whole characters
  return out.substr(0, end) + "…";
}

}  // namespace jurat
