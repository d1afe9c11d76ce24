// Answers of the most usual forms, from the token to the column.
#include <algorithm>
#include <string_view>

#include "engine/batch/records_impl.h"

namespace jurat::batch {
namespace {

// A number as JSON spells it, of so few digits that its units fit a word; `units` count 10^-scale.
bool readNumber(std::string_view text, std::int64_t& units, std::int8_t& scale) {
  constexpr std::size_t kDigits = 18;
  if (text.empty() || text.size() > kDigits) return false;
  std::size_t at = 0;
  const bool minus = text[0] == '-';
  if (minus) at = 1;
  const std::size_t first = at;
  std::int64_t value = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) value = value * 10 + (text[at] - '0');
  const std::size_t whole = at - first;
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  scale = 0;
  if (at < text.size()) {
    if (text[at++] != '.' || at == text.size()) return false;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++scale)
      value = value * 10 + (text[at] - '0');
    if (at != text.size() || scale > kMostScale) return false;
  }
  units = minus ? -value : value;
  return true;
}

// The token of a value without what stands behind it.
std::string_view tokenOf(ondemand::value& value) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && token.back() <= ' ') token.remove_suffix(1);
  return token;
}

// The text of a token, when it is one and has nothing to unescape.
bool readText(std::string_view token, std::string_view& text) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
  text = token.substr(1, token.size() - 2);
  return text.find('\\') == std::string_view::npos;
}

}  // namespace

RecordReader::Impl::Form RecordReader::Impl::formOf(FactId id) const {
  const Fact& fact = vocabulary_.facts[id];
  Form form;
  form.read = facts_.read[raw(id)] && !facts_.ambiguous[raw(id)];
  form.column = builder_.columnOf(fact);
  form.fact = id;
  form.event = fact.type.event;
  if (fact.per != ChoiceId{kNoId} || fact.type.or_none) return form;
  if (fact.type.kind == TypeKind::Date && !fact.at_least && !fact.at_most) form.plain = Plain::Date;
  if (fact.type.event) return form;
  const auto none = [](const Number& bound) { return bound == Number(0); };
  const auto* least = fact.at_least ? std::get_if<Number>(&*fact.at_least) : nullptr;
  const auto* sum = fact.at_least ? std::get_if<Money>(&*fact.at_least) : nullptr;
  form.from_zero = fact.at_least.has_value();
  switch (fact.type.kind) {
    case TypeKind::YesNo:
      form.plain = Plain::Truth;
      break;
    case TypeKind::Choice:
      form.choice = ChoiceId{fact.type.id};
      if (wordsOf(*rules_, fact.type) == 1) form.plain = fact.type.set ? Plain::Set : Plain::Option;
      break;
    case TypeKind::Integer:
    case TypeKind::Decimal:
      form.whole = fact.type.kind == TypeKind::Integer;
      if (!fact.at_most && (!fact.at_least || (least && none(*least)))) form.plain = Plain::Number;
      break;
    case TypeKind::Money:
      form.unit = fact.type.id;
      if (form.unit == 0 || fact.at_most) break;
      if (fact.at_least && !(sum && none(sum->amount) && sum->currency == form.unit)) break;
      if (currencyCode(form.unit).copy(form.currency, 3) == 3) form.plain = Plain::Money;
      break;
    default:
      break;
  }
  return form;
}

bool RecordReader::Impl::plainSet(ondemand::value& value, const Form& form, std::uint32_t element) {
  ondemand::array items;
  if (value.get_array().get(items)) return false;
  std::uint64_t bits = 0;
  for (auto item : items) {
    ondemand::value each;
    std::string_view name;
    std::uint32_t index = 0;
    if (std::move(item).get(each)) return false;
    if (!readText(tokenOf(each), name) && each.get_string().get(name)) return false;
    if (!values_.option(form.choice, name, index)) return false;
    bits |= std::uint64_t{1} << index;
  }
  if (form.read) builder_.sayOptions(form.column, element, bits);
  return true;
}

// A day; an event that lies ahead has not happened, and is left to others.
bool RecordReader::Impl::plainDate(std::string_view token, const Form& form, std::uint32_t element) {
  std::string_view text;
  if (!readText(token, text)) return false;
  const std::optional<Date> day = parseDate(text);
  if (!day || (form.event && as_of_.day < *day)) return false;
  if (day_ && form.fact == day_fact_) *day_ = day->days;
  if (form.read) builder_.sayNumber(form.column, element, day->days, 0, 0);
  return true;
}

bool RecordReader::Impl::plainAnswer(ondemand::value& value, const Form& form, std::uint32_t element) {
  if (form.plain == Plain::No) return false;
  const std::string_view token = tokenOf(value);
  std::string_view text;
  std::int64_t units = 0;
  std::int8_t scale = 0;
  switch (form.plain) {
    case Plain::Truth: {
      const bool yes = token == "true";
      if (!yes && token != "false") return false;
      if (form.read) builder_.sayTruth(form.column, element, yes);
      return true;
    }
    case Plain::Option: {
      std::uint32_t index = 0;
      // The words for what is not known are no options, whatever a choice calls its own.
      if (!readText(token, text) || text == "unknown" || text == "none") return false;
      if (!values_.option(form.choice, text, index)) return false;
      if (form.read) builder_.sayOptions(form.column, element, std::uint64_t{1} << index);
      return true;
    }
    case Plain::Set:
      return token == "[" && plainSet(value, form, element);
    case Plain::Number:
      if (!readNumber(token, units, scale) || (form.whole && scale != 0)) return false;
      break;
    case Plain::Money:
      if (!readText(token, text) || text.size() < 5 || text[3] != ' ') return false;
      if (std::char_traits<char>::compare(text.data(), form.currency, 3) != 0) return false;
      if (!readNumber(text.substr(4), units, scale)) return false;
      break;
    case Plain::Date:
      return plainDate(token, form, element);
    case Plain::No:
      return false;
  }
  if (form.from_zero && units < 0) return false;
  if (form.read) builder_.sayNumber(form.column, element, units, scale, form.unit);
  return true;
}

}  // namespace jurat::batch
