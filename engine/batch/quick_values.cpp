#include "engine/batch/quick_values.h"

#include <algorithm>

#include "engine/profile/answer/scalar.h"

namespace jurat::batch {
namespace {

std::uint64_t addressOf(const void* at) {
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(at));
}

bool mayBeNone(const Type& type) { return type.or_none || type.event || type.kind == TypeKind::Evidence; }

void exactly(const Number& value, QuickValues::Said& out) {
  out.slot.can = kValue;
  out.slot.low = value;
  out.slot.high = value;
}

}  // namespace

QuickValues::QuickValues(const RuleSet& rules, const AsOf& as_of, const ReadFacts& facts, Machine& machine,
                         ColumnsBuilder& builder)
    : rules_(rules),
      vocabulary_(rules.vocabulary()),
      as_of_(as_of),
      facts_(facts),
      machine_(machine),
      builder_(builder) {
  for (const Choice& choice : vocabulary_.choices) {
    std::vector<std::pair<std::string_view, std::uint32_t>> names;
    for (const std::uint32_t index : choice.lowest) names.emplace_back(choice.options[index].name, index);
    options_.emplace_back(names);
  }
}

bool QuickValues::option(ChoiceId choice, std::string_view name, std::uint32_t& index) const {
  return options_[raw(choice)].find(name, index);
}

bool QuickValues::lowest(ChoiceId choice, std::string_view name, std::uint32_t& index) const {
  std::uint32_t place = 0;
  if (!option(choice, name, place)) return false;
  const std::vector<std::uint32_t>& all = vocabulary_.choices[choice].lowest;
  index = static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), place) - all.begin());
  return true;
}

// Inside the fact's domain; another currency than that of the domain is for the ordinary reader.
bool QuickValues::within(const Fact& fact, const Number& value, std::uint32_t currency) const {
  const auto outside = [&](const std::optional<Value>& bound, int wrong) {
    if (!bound) return false;
    const std::optional<int> order =
        currency ? compareValues(Money{value, currency}, *bound) : compareValues(value, *bound);
    return !order || *order == wrong;
  };
  return !outside(fact.at_least, -1) && !outside(fact.at_most, 1);
}

bool QuickValues::truth(const Fact& fact, bool value, Said& out) const {
  if (fact.type.kind != TypeKind::YesNo) return false;
  out.slot.can = value ? kYes : kNo;
  return true;
}

bool QuickValues::number(const Fact& fact, std::string_view token, Said& out) const {
  const bool whole = fact.type.kind == TypeKind::Integer;
  if (!whole && fact.type.kind != TypeKind::Decimal) return false;
  const std::optional<Number> value = Number::parse(token);
  if (!value || !within(fact, *value, 0) || (whole && !value->toInt64())) return false;
  exactly(*value, out);
  return true;
}

// "EUR 400_000_000"
bool QuickValues::money(const Fact& fact, std::string_view text, Said& out) const {
  if (text.size() < 5 || text[3] != ' ' || text[4] == ' ' || text.back() == ' ') return false;
  const std::uint32_t currency = currencyId(text.substr(0, 3));
  if (currency == 0 || (fact.type.id != 0 && fact.type.id != currency)) return false;
  const std::optional<Number> value = Number::parse(text.substr(4));
  if (!value || !within(fact, *value, currency)) return false;
  exactly(*value, out);
  out.slot.unit = currency;
  return true;
}

bool QuickValues::date(const Fact& fact, std::string_view text, Said& out) const {
  const std::optional<Date> day = parseDate(text);
  if (!day || fact.at_least || fact.at_most) return false;
  out.day = day->days;
  // An event that lies ahead has not happened.
  if (fact.type.event && as_of_.day < *day) {
    out.slot.can = kNone;
  } else {
    exactly(Number(day->days), out);
  }
  return true;
}

void QuickValues::unknown(const Fact& fact, FactId id, Said& out) const {
  out.slot = machine_.unlistedSlot(id, facts_.reader[raw(id)]);
  out.slot.flags |= kSaidUnknown;
  out.why = fact.type.kind == TypeKind::Judgement ? kOther : kFactual;
}

void QuickValues::set(const Fact& fact, const std::vector<std::uint32_t>& options, Said& out) {
  out.slot.can = kValue;
  const std::uint8_t words = wordsOf(rules_, fact.type);
  if (words == 1) {
    for (const std::uint32_t index : options) out.slot.may |= std::uint64_t{1} << index;
  } else {
    std::vector<std::uint64_t> bits(words, 0);
    for (const std::uint32_t index : options) bits[index / 64] |= std::uint64_t{1} << (index % 64);
    out.slot.may = addressOf(builder_.keep(std::move(bits)).data());
  }
  out.slot.must = out.slot.may;
}

bool QuickValues::word(const Fact& fact, FactId id, std::string_view text, Said& out) {
  if (text == "unknown") return unknown(fact, id, out), true;
  if (text == "none") {
    out.slot.can = kNone;
    return mayBeNone(fact.type);
  }
  switch (fact.type.kind) {
    case TypeKind::YesNo: {
      const std::optional<bool> value = readYesNo(text);
      return value && truth(fact, *value, out);
    }
    case TypeKind::Integer:
    case TypeKind::Decimal:
      return number(fact, text, out);
    case TypeKind::Percentage: {
      if (text.size() < 2 || text.back() != '%' || text[text.size() - 2] == ' ') return false;
      const std::optional<Number> value = Number::parse(text.substr(0, text.size() - 1));
      const std::optional<Number> share = value ? multiply(*value, Number::scaled(1, -2)) : std::nullopt;
      if (!share || !within(fact, *share, 0)) return false;
      exactly(*share, out);
      return true;
    }
    case TypeKind::Money:
      return money(fact, text, out);
    case TypeKind::Date:
      return date(fact, text, out);
    case TypeKind::Choice: {
      std::uint32_t index = 0;
      if (!option(ChoiceId{fact.type.id}, text, index)) return false;
      set(fact, {index}, out);
      return true;
    }
    case TypeKind::Practice:
      for (std::uint32_t i = 0; i + 1 < std::size(kPracticeStates); ++i) {  // the last of them needs a reason
        if (text != kPracticeStates[i]) continue;
        out.slot.can = kValue;
        out.slot.may = out.slot.must = std::uint64_t{1} << i;
        return true;
      }
      return false;
    case TypeKind::Text:
      if (fact.name == "lei" || text.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
      out.slot.can = kValue;
      if (facts_.read[raw(id)]) out.slot.may = addressOf(&builder_.keep(std::string(text)));
      return true;
    default:
      return false;
  }
}

}  // namespace jurat::batch
