// The lists of a record: series, controls and single records, in the order in which the ordinary reader has
// them.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"

namespace jurat::batch {
namespace {

// Lists whose ids are compared with each other one by one.
constexpr std::size_t kMostSiblings = 64;

}  // namespace

bool RecordReader::Impl::child(ondemand::value value, EntityId parent, std::uint32_t c,
                               std::uint32_t element) {
  const Entity& entity = vocabulary_.entities[vocabulary_.entities[parent].children[c]];
  if (entity.keyed_by != ChoiceId{kNoId}) return controls(&value, parent, c, element);
  return entity.single ? single(&value, parent, c, element) : list(value, parent, c, element);
}

bool RecordReader::Impl::absent(EntityId parent, std::uint32_t c, std::uint32_t element) {
  const Entity& entity = vocabulary_.entities[vocabulary_.entities[parent].children[c]];
  if (entity.keyed_by != ChoiceId{kNoId}) return controls(nullptr, parent, c, element);
  if (entity.single) return single(nullptr, parent, c, element);
  builder_.addList(parent, c, nullptr, 0, true);
  return true;
}

bool RecordReader::Impl::allAbsent(EntityId id, std::uint32_t element) {
  for (std::uint32_t c = 0; c < vocabulary_.entities[id].children.size(); ++c) {
    if (!absent(id, c, element)) return false;
  }
  return true;
}

bool RecordReader::Impl::single(ondemand::value* value, EntityId parent, std::uint32_t c,
                                std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  ondemand::object inner;
  bool given = false;
  if (value) {
    ondemand::json_type type;
    std::string_view word;
    if (value->type().get(type)) return false;
    if (type == ondemand::json_type::object) {
      if (value->get_object().get(inner)) return false;
      given = true;
    } else if (type != ondemand::json_type::string || value->get_string().get(word)) {
      return false;
    } else if (word == "none") {
      builder_.addList(parent, c, nullptr, 0, false);
      return true;
    } else if (word != "unknown") {
      return false;
    }
  }
  const std::uint32_t made = builder_.addElement(id, element, kNoId);
  builder_.addList(parent, c, &made, 1, false);
  return given ? entity(inner, id, made, nullptr) : allAbsent(id, made);
}

// One record for each option; those under a record that has lists of its own are left to the ordinary reader.
bool RecordReader::Impl::controls(ondemand::value* value, EntityId parent, std::uint32_t c,
                                  std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  const Entity& declared = vocabulary_.entities[id];
  if (!declared.children.empty()) return false;
  const Choice& choice = vocabulary_.choices[declared.keyed_by];
  std::vector<std::uint32_t> made;
  for (const std::uint32_t option : choice.lowest) made.push_back(builder_.addElement(id, element, option));
  builder_.addList(parent, c, made.data(), made.size(), false);
  if (!value) return true;
  ondemand::object rows;
  if (value->get_object().get(rows)) return false;
  std::vector<std::uint8_t> seen(made.size(), 0);
  for (auto field : rows) {
    std::string_view key;
    ondemand::object inner;
    std::uint32_t index = 0;
    if (field.unescaped_key().get(key) || !values_.lowest(declared.keyed_by, key, index)) return false;
    if (std::exchange(seen[index], 1) || field.value().get_object().get(inner)) return false;
    if (!entity(inner, id, made[index], nullptr)) return false;
  }
  return true;
}

bool RecordReader::Impl::list(ondemand::value value, EntityId parent, std::uint32_t c,
                              std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  const Entity& declared = vocabulary_.entities[id];
  ondemand::json_type type;
  if (value.type().get(type)) return false;
  if (type == ondemand::json_type::string) {
    std::string_view word;
    if (value.get_string().get(word) || (word != "none" && word != "unknown")) return false;
    builder_.addList(parent, c, nullptr, 0, word == "unknown");
    return true;
  }
  ondemand::array array;
  if (value.get_array().get(array)) return false;
  const bool ordered = declared.ordered_by != FactId{kNoId};
  std::array<std::uint32_t, kMostSiblings> items;
  std::array<std::string_view, kMostSiblings> ids;
  std::array<std::int64_t, kMostSiblings> days;
  std::size_t count = 0;
  for (auto item : array) {
    ondemand::object inner;
    if (item.get_object().get(inner) || count >= kMostSiblings) return false;
    const std::uint32_t made = builder_.addElement(id, element, kNoId);
    items[count] = made;
    std::string_view own_id;
    std::int64_t day = QuickValues::kNoDay;
    std::int64_t* const outer = std::exchange(day_, ordered ? &day : nullptr);
    const FactId outer_fact = std::exchange(day_fact_, declared.ordered_by);
    const bool read = entity(inner, id, made, ordered ? nullptr : &own_id);
    day_ = outer;
    day_fact_ = outer_fact;
    if (!read || (ordered ? day == QuickValues::kNoDay : own_id.empty())) return false;
    if (ordered) {
      days[count++] = day;
      continue;
    }
    if (std::find(ids.begin(), ids.begin() + count, own_id) != ids.begin() + count) return false;
    ids[count++] = own_id;
    builder_.setId(id, made, own_id);
    named_.push_back({id, made, own_id});
  }
  if (ordered && !series(items.data(), days.data(), count)) return false;
  builder_.addList(parent, c, items.data(), count, false);
  return true;
}

// Sorts the elements of a series by their days; false when two have one day.
bool RecordReader::Impl::series(std::uint32_t* items, std::int64_t* days, std::size_t count) {
  // Few, and in order as a rule.
  for (std::size_t i = 1; i < count; ++i) {
    for (std::size_t at = i; at > 0 && days[at - 1] >= days[at]; --at) {
      if (days[at - 1] == days[at]) return false;
      std::swap(days[at - 1], days[at]);
      std::swap(items[at - 1], items[at]);
    }
  }
  return true;
}

}  // namespace jurat::batch
