// Vocabulary: what a profile may say: entities, facts, choices and units, shared by all packs of a run.
// Built by check(), read by profile readers, machines, reports and the schema; const once built.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/table.h"
#include "engine/phrases/language.h"
#include "engine/source/span.h"
#include "engine/values/type.h"
#include "engine/values/value.h"

namespace jurat {

enum class PackId : std::uint32_t {};
enum class EntityId : std::uint32_t {};
enum class FactId : std::uint32_t {};
enum class ChoiceId : std::uint32_t {};
enum class UnitId : std::uint32_t {};
inline constexpr std::uint32_t kNoId = 0xFFFFFFFF;

// A text for people in the languages a pack gives; `zh` may be empty.
struct Texts {
  std::string en, zh;
  const std::string& in(Language language) const {
    return language == Language::Chinese && !zh.empty() ? zh : en;
  }
};

struct Option {
  std::string name;
  Texts label;
  std::string cites;
  std::optional<Date> from, until;      // offered only between these days, both inclusive
  std::uint32_t parent = kNoId;         // index in the choice
  std::vector<std::uint32_t> children;  // indexes, in order
  Span span;
};

// Options stand in the order written, a parent before its children, so what lies under option i is the
// contiguous run [i, end(i)).
struct Choice {
  std::string name;
  PackId pack{};
  bool ordered = false;
  std::vector<Option> options;
  std::vector<std::uint32_t> lowest;  // options without children, in order
  Span span;

  std::optional<std::uint32_t> find(std::string_view option) const;
  std::uint32_t end(std::uint32_t option) const;                    // one past the last option under it
  bool under(std::uint32_t option, std::uint32_t ancestor) const {  // or the same
    return option >= ancestor && option < end(ancestor);
  }
  // The days on which there is such an option: its own, and those of the options it stands under.
  std::pair<Date, Date> days(std::uint32_t option) const;
};

struct Unit {
  std::string name;
  UnitId base{};      // itself for a base unit
  Number factor = 1;  // one of this unit is `factor` of the base
  Texts label;
  Span span;
};

struct Fact {
  std::string name;
  EntityId entity{};
  PackId pack{};
  Type type;
  ChoiceId per{kNoId};                     // one answer per lowest option
  std::uint32_t slot = 0;                  // index of its first answer within its entity's instances
  std::uint32_t slots = 1;                 // 1, or the number of lowest options of `per`
  std::optional<Value> at_least, at_most;  // its domain, inclusive
  Texts ask, about;
  std::string renamed_from;      // a former name, still read with a warning and a fix
  std::vector<FactId> rests_on;  // judgements: lapses when one of these changes
  std::string standard;          // the idea's identifier in a published standard
  Span span;
};

struct Entity {
  std::string name;
  PackId pack{};
  EntityId parent{kNoId};    // kNoId: a root such as `company`
  std::string list_name;     // its key in the parent: ai_systems, label_metadata
  bool single = false;       // `as one`: a record that always stands there unless answered `none`
  ChoiceId keyed_by{kNoId};  // controls: one record per lowest option, always there
  FactId ordered_by{kNoId};  // the day that orders the list; such entries have no id
  std::vector<FactId> facts;
  std::vector<EntityId> children;
  std::uint32_t slots = 0;  // answers of one instance
  Span span;
};

struct RateRow {
  Date day;
  std::vector<std::optional<Number>> per_base;  // units of RateTable::currencies[i] for one unit of the base
};

// Published exchange rates, to which a profile may add days and currencies that they lack.
struct RateTable {
  std::string name, pack;  // its name, and the id of its pack
  std::uint32_t base = 0;
  std::vector<std::uint32_t> currencies;
  std::vector<RateRow> rows;  // sorted by day

  // What one unit of the base buys on that day; nothing when the table does not say.
  std::optional<Number> rate(std::uint32_t currency, Date day) const;
};

struct Vocabulary {
  Table<EntityId, Entity> entities;
  Table<FactId, Fact> facts;
  Table<ChoiceId, Choice> choices;
  Table<UnitId, Unit> units;
  std::vector<RateTable> rates;  // in the order of declarations

  std::optional<EntityId> entity(std::string_view name) const;
  std::optional<FactId> fact(EntityId entity, std::string_view name) const;  // exact, current names only
  std::optional<UnitId> unit(std::string_view name) const;
  // The child entity of `parent` under this key, e.g. (company, "ai_systems").
  std::optional<EntityId> child(EntityId parent, std::string_view list_name) const;
};

// A type as its author would write it: "money EUR or none", "set of operator_role".
std::string typeText(const Type& type, const Vocabulary& vocabulary);

// A value as a person writes it in a profile or rule: "EUR 35 000 000", "7 %", "2026-11-23", "p4a", "1e25
// FLOP".
std::string valueText(const Value& value, const Type& type, const Vocabulary& vocabulary);

}  // namespace jurat
