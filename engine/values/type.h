// Type: the type of a fact or an expression, as language.md, Types, has it; sixteen bytes, compared by value.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace jurat {

enum class TypeKind : std::uint8_t {
  Error,  // already reported: agrees with everything, says nothing more
  YesNo,
  Integer,
  Decimal,
  Percentage,
  Money,     // id: currency (see currencyId), 0 when any
  Quantity,  // id: UnitId of the base unit
  Date,
  Moment,
  Period,
  Text,
  Choice,    // id: ChoiceId; set: a set of it
  Currency,  // currency_of(...), compared with a code
  Evidence,
  Judgement,
  Practice,  // one of kPracticeStates
  Ref,       // id: EntityId: an element of that entity
  None,      // the literal `none`, before its place gives it a type
};

struct Type {
  TypeKind kind = TypeKind::Error;
  bool set = false;      // set of a choice
  bool or_none = false;  // `none` is a possible value
  bool event = false;    // a day or moment that has happened (implies or_none)
  std::uint32_t id = 0;
  friend bool operator==(const Type&, const Type&) = default;

  bool isError() const { return kind == TypeKind::Error; }
  // Held as lower and upper bounds.
  bool isOrdered() const {
    return kind == TypeKind::Integer || kind == TypeKind::Decimal || kind == TypeKind::Percentage ||
           kind == TypeKind::Money || kind == TypeKind::Quantity || kind == TypeKind::Date ||
           kind == TypeKind::Moment || kind == TypeKind::Period;
  }
  bool isNumeric() const { return kind == TypeKind::Integer || kind == TypeKind::Decimal; }
  // True in conditions: yes_no, judgement, practice.
  bool isCondition() const {
    return !set && (kind == TypeKind::YesNo || kind == TypeKind::Judgement || kind == TypeKind::Practice);
  }
};

// A currency as a number: its three letters packed; 0 is "any". ISO 4217 active codes only.
std::uint32_t currencyId(std::string_view code);  // 0 when not a currency
std::string currencyCode(std::uint32_t id);
bool isCurrency(std::string_view code);
int currencyDecimals(std::uint32_t id);  // minor units: 2 for EUR, 0 for JPY

// The states of a `practice`, in order; the first three mean no, `implemented` yes (language.md, Answers).
inline constexpr std::string_view kPracticeStates[] = {"not_started", "planned", "in_progress", "implemented",
                                                       "not_applicable"};

}  // namespace jurat
