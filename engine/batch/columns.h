// Columns: the answers of a block of companies: for each entity a table of its elements, for each fact that
// the rules read a column over them. What the batch machine reads; made from profiles here, from records of
// JSON in records.h.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/batch/column.h"
#include "engine/evaluate/machine.h"
#include "engine/profile/profile.h"

namespace jurat::batch {

// The lists of one child entity, by element of its parent.
struct Lists {
  std::vector<std::uint32_t> first;  // into `items`; one more than there are parents
  std::vector<std::uint32_t> items;  // elements, in the order of their lists
  std::vector<std::uint8_t> open;  // not given whole: kFactual, or kOpenList when no list is to blame; else 0
  std::vector<std::uint32_t>
      unlisted;  // element that stands for those not listed; kNoId where the list is whole
};
inline constexpr std::uint8_t kOpenList = 1;

// The elements of one entity in all companies of the block, by company and then as the profile has them;
// behind these elements that no list names: what a list that is not given whole may hold besides.
struct ElementTable {
  EntityId parent{kNoId};
  std::uint32_t listed = 0;  // of `count`, those that profiles name
  std::uint32_t count = 0;
  std::vector<std::uint32_t> company;  // by element: index in the block
  std::vector<std::uint32_t> above;    // by element: its parent; kNoId for roots
  std::vector<std::uint32_t> option;   // by element: of controls; kNoId for others
  std::vector<std::uint32_t>
      first;  // by company: its first listed element; one more than there are companies
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      id;                     // by listed element: where its id begins in Columns::ids, and how long it is
  std::vector<Lists> lists;   // by child, in the order of Entity::children
  std::vector<Column> facts;  // by slot of the entity's facts; `can` is null where no rule reads it
};

// Which facts the rules read, and in which pack's time zone those are read that depend on one.
struct ReadFacts {
  explicit ReadFacts(const RuleSet& rules);
  std::vector<std::uint8_t> read;       // by fact
  std::vector<PackId> reader;           // by fact: of those that depend on who reads them, whose zone counts
  std::vector<std::uint8_t> ambiguous;  // by fact: readers in several time zones
  // Also a fact that no rule reads, for whoever looks at columns themselves.
  void add(FactId fact) { read[raw(fact)] = 1; }
};

struct Columns {
  std::size_t companies = 0;
  Table<EntityId, ElementTable> tables;
  std::vector<std::vector<std::string>> frameworks;  // by company
  std::vector<std::uint8_t>
      apart;                      // by company: only the scalar machine knows it (rates of its own, its size)
  std::deque<std::string> texts;  // that lanes point to
  std::string ids;                // of all elements, one behind the other
  Arena arena;

  // The id of a listed element of a list; "" of roots, of single records, and where a list orders by days or
  // has an element for each option. (Records of JSON and profiles alike.)
  std::string_view idOf(EntityId entity, std::size_t element) const {
    const auto [at, length] = tables[entity].id[element];
    return std::string_view(ids).substr(at, length);
  }
};

// Larger companies are left to the scalar machine, whose limit of steps may stop them.
inline constexpr std::uint32_t kMostElements = 2'000;

// Fills `out`, whose memory is used again. `machine` is one for the same rules.
void readColumns(const std::vector<const Profile*>& profiles, const AsOf& as_of, const ReadFacts& facts,
                 Machine& machine, Columns& out);

// The bits of kWhy that stand for a cause of the scalar machine.
std::uint8_t whyOf(const Causes& causes, std::uint32_t cause);

}  // namespace jurat::batch
