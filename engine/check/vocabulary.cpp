#include "engine/check/vocabulary.h"

#include <algorithm>
#include <utility>

#include "engine/base/match.h"

namespace jurat {
namespace {

// 12 500 needs its gap to be read, 2026 does not.
constexpr std::int64_t kGroupedFrom = 10'000;

std::string numberText(const Number& number) {
  std::string plain = number.text();
  // Powers of ten say more than thirty zeros, fractions without end are shortened for people.
  if (plain.find('e') != std::string::npos) return plain;
  const Number size = number.sign() < 0 ? number.negated() : number;
  if (size < Number(kGroupedFrom) && plain.find('/') == std::string::npos) return plain;
  return number.grouped();
}

std::string numberText(const Number& number, const Type& type, const Vocabulary& vocabulary) {
  if (type.kind == TypeKind::Percentage) {
    const std::optional<Number> hundredfold = multiply(number, Number(100));
    return (hundredfold ? numberText(*hundredfold) : number.text() + " * 100") + " %";
  }
  if (type.kind == TypeKind::Quantity && type.id < vocabulary.units.size()) {
    return numberText(number) + " " + vocabulary.units[static_cast<UnitId>(type.id)].name;
  }
  return numberText(number);
}

std::string optionText(std::uint32_t index, const Type& type, const Vocabulary& vocabulary) {
  if (type.kind == TypeKind::Practice) {
    return index < std::size(kPracticeStates) ? std::string(kPracticeStates[index]) : std::string();
  }
  if (type.kind != TypeKind::Choice || type.id >= vocabulary.choices.size()) return std::to_string(index);
  const Choice& choice = vocabulary.choices[static_cast<ChoiceId>(type.id)];
  return index < choice.options.size() ? choice.options[index].name : std::to_string(index);
}

std::string setText(const OptionSetValue& value, const Type& type, const Vocabulary& vocabulary) {
  std::string out = "[";
  for (const std::uint32_t index : value.indexes) {
    if (out.size() > 1) out += ", ";
    out += optionText(index, type, vocabulary);
  }
  return out + "]";
}

template <typename Id, typename T>
std::string nameAt(const Table<Id, T>& table, std::uint32_t id) {
  return id < table.size() ? table[static_cast<Id>(id)].name : std::string("?");
}

std::string kindText(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::Error:
      return "an unknown type";
    case TypeKind::YesNo:
      return "yes_no";
    case TypeKind::Integer:
      return "integer";
    case TypeKind::Decimal:
      return "decimal";
    case TypeKind::Percentage:
      return "percentage";
    case TypeKind::Money:
      return type.id == 0 ? "money" : "money " + currencyCode(type.id);
    case TypeKind::Quantity:
      return "quantity " + nameAt(vocabulary.units, type.id);
    case TypeKind::Date:
      return type.event ? "event" : "date";
    case TypeKind::Moment:
      return type.event ? "event moment" : "moment";
    case TypeKind::Period:
      return "period";
    case TypeKind::Text:
      return "text";
    case TypeKind::Choice:
      return nameAt(vocabulary.choices, type.id);
    case TypeKind::Currency:
      return "currency";
    case TypeKind::Evidence:
      return "evidence";
    case TypeKind::Judgement:
      return "judgement";
    case TypeKind::Practice:
      return "practice";
    case TypeKind::Ref:
      return "ref " + nameAt(vocabulary.entities, type.id);
    case TypeKind::None:
      return "none";
  }
  return "an unknown type";
}

}  // namespace

std::optional<std::uint32_t> Choice::find(std::string_view option) const {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i].name == option) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::pair<Date, Date> Choice::days(std::uint32_t option) const {
  std::pair<Date, Date> days{kFirstDate, kLastDate};
  for (std::uint32_t at = option; at != kNoId; at = options[at].parent) {
    days.first = std::max(days.first, options[at].from.value_or(kFirstDate));
    days.second = std::min(days.second, options[at].until.value_or(kLastDate));
  }
  return days;
}

std::uint32_t Choice::end(std::uint32_t option) const {
  // What lies under an option follows it without a gap, so the last child's last descendant ends the run.
  std::uint32_t last = option;
  while (last < options.size() && !options[last].children.empty()) last = options[last].children.back();
  return last + 1;
}

std::optional<EntityId> Vocabulary::entity(std::string_view name) const {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[entities.idAt(i)].name == name) return entities.idAt(i);
  }
  return std::nullopt;
}

std::optional<FactId> Vocabulary::fact(EntityId entity, std::string_view name) const {
  if (raw(entity) >= entities.size()) return std::nullopt;
  for (const FactId id : entities[entity].facts) {
    if (facts[id].name == name) return id;
  }
  return std::nullopt;
}

std::optional<UnitId> Vocabulary::unit(std::string_view name) const {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[units.idAt(i)].name == name) return units.idAt(i);
  }
  return std::nullopt;
}

std::optional<EntityId> Vocabulary::child(EntityId parent, std::string_view list_name) const {
  if (raw(parent) >= entities.size()) return std::nullopt;
  for (const EntityId id : entities[parent].children) {
    if (entities[id].list_name == list_name) return id;
  }
  return std::nullopt;
}

std::optional<Number> RateTable::rate(std::uint32_t currency, Date day) const {
  if (currency == base) return Number(1);
  const auto column = std::find(currencies.begin(), currencies.end(), currency);
  const auto row = std::lower_bound(rows.begin(), rows.end(), day,
                                    [](const RateRow& each, Date wanted) { return each.day < wanted; });
  if (row == rows.end() || row->day != day || column == currencies.end()) return std::nullopt;
  return row->per_base[static_cast<std::size_t>(column - currencies.begin())];
}

std::string typeText(const Type& type, const Vocabulary& vocabulary) {
  std::string text = kindText(type, vocabulary);
  if (type.set) text = "set of " + text;
  // An event and evidence may always be `none`; saying so again would only lengthen messages.
  if (type.or_none && !type.event && type.kind != TypeKind::Evidence) text += " or none";
  return text;
}

std::string valueText(const Value& value, const Type& type, const Vocabulary& vocabulary) {
  return std::visit(
      Match{[](const NoneValue&) { return std::string("none"); },
            [](bool yes) { return std::string(yes ? "yes" : "no"); },
            [&](const Number& number) { return numberText(number, type, vocabulary); },
            [](const Money& money) { return currencyCode(money.currency) + " " + money.amount.grouped(); },
            [](const Date& date) { return toText(date); },
            [](const Moment& moment) { return toText(moment); },
            [](const Period& period) { return toText(period); }, [](const std::string& text) { return text; },
            [&](const OptionValue& option) { return optionText(option.index, type, vocabulary); },
            [&](const OptionSetValue& options) { return setText(options, type, vocabulary); },
            [](const EvidenceValue& evidence) { return evidence.path; },
            [](const JudgementValue& judgement) { return std::string(judgement.value ? "yes" : "no"); }},
      value);
}

}  // namespace jurat
