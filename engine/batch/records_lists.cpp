// The lists of a record: series, controls and single records, in the order in which the ordinary reader has
// them.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"

namespace jurat::batch {
namespace {

// Lists whose ids are compared with each other one by one.
constexpr std::size_t kMostSiblings = 64;

}  // namespace

bool RecordReader::Impl::child(EntityId parent, std::uint32_t c, std::uint32_t element) {
  const Entity& entity = vocabulary_.entities[vocabulary_.entities[parent].children[c]];
  if (entity.keyed_by != ChoiceId{kNoId}) return controls(true, parent, c, element);
  return entity.single ? single(true, parent, c, element) : list(parent, c, element);
}

bool RecordReader::Impl::absent(EntityId parent, std::uint32_t c, std::uint32_t element) {
  const Entity& entity = vocabulary_.entities[vocabulary_.entities[parent].children[c]];
  if (entity.keyed_by != ChoiceId{kNoId}) return controls(false, parent, c, element);
  if (entity.single) return single(false, parent, c, element);
  builder_.addList(parent, c, nullptr, 0, true);
  return true;
}

bool RecordReader::Impl::allAbsent(EntityId id, std::uint32_t element) {
  for (std::uint32_t c = 0; c < vocabulary_.entities[id].children.size(); ++c) {
    if (!absent(id, c, element)) return false;
  }
  return true;
}

bool RecordReader::Impl::single(bool given, EntityId parent, std::uint32_t c, std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  std::string_view word;
  const bool record = given && json_.next() == '{';
  if (given && !record) {
    if (!json_.string(word) || (word != "none" && word != "unknown")) return false;
    if (word == "none") return builder_.addList(parent, c, nullptr, 0, false), true;
  }
  const std::uint32_t made = builder_.addElement(id, element, kNoId);
  builder_.addList(parent, c, &made, 1, false);
  return record ? entity(id, made, nullptr) : allAbsent(id, made);
}

// One record for each option; those under a record that has lists of its own are left to the ordinary reader.
bool RecordReader::Impl::controls(bool given, EntityId parent, std::uint32_t c, std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  const Entity& declared = vocabulary_.entities[id];
  if (!declared.children.empty()) return false;
  const Choice& choice = vocabulary_.choices[declared.keyed_by];
  std::vector<std::uint32_t> made;
  for (const std::uint32_t option : choice.lowest) made.push_back(builder_.addElement(id, element, option));
  builder_.addList(parent, c, made.data(), made.size(), false);
  if (!given) return true;
  std::vector<std::uint8_t> seen(made.size(), 0);
  return fields([&](std::string_view key) {
    std::uint32_t index = 0;
    if (!values_.lowest(declared.keyed_by, key, index) || std::exchange(seen[index], 1)) return false;
    return entity(id, made[index], nullptr);
  });
}

bool RecordReader::Impl::list(EntityId parent, std::uint32_t c, std::uint32_t element) {
  const EntityId id = vocabulary_.entities[parent].children[c];
  if (json_.next() != '[') {
    std::string_view word;
    if (!json_.string(word) || (word != "none" && word != "unknown")) return false;
    builder_.addList(parent, c, nullptr, 0, word == "unknown");
    return true;
  }
  const std::size_t first = siblings_.size();
  if (!items([&] { return item(id, element, first); })) return false;
  if (vocabulary_.entities[id].ordered_by != FactId{kNoId} && !series(first)) return false;
  elements_.clear();
  for (std::size_t i = first; i < siblings_.size(); ++i) elements_.push_back(siblings_[i].element);
  siblings_.resize(first);
  builder_.addList(parent, c, elements_.data(), elements_.size(), false);
  return true;
}

// One item of the list whose items are the siblings from `first` on: it has a day, or an id of its own.
bool RecordReader::Impl::item(EntityId id, std::uint32_t element, std::size_t first) {
  if (siblings_.size() - first >= kMostSiblings) return false;
  const FactId day_fact = vocabulary_.entities[id].ordered_by;
  const bool ordered = day_fact != FactId{kNoId};
  Sibling made{.element = builder_.addElement(id, element, kNoId), .day = QuickValues::kNoDay, .id = {}};
  std::int64_t* const outer = std::exchange(day_, ordered ? &made.day : nullptr);
  const FactId outer_fact = std::exchange(day_fact_, day_fact);
  const bool read = entity(id, made.element, ordered ? nullptr : &made.id);
  day_ = outer;
  day_fact_ = outer_fact;
  if (!read || (ordered ? made.day == QuickValues::kNoDay : made.id.empty())) return false;
  if (!ordered) {
    const auto same = [&](const Sibling& each) { return each.id == made.id; };
    if (std::any_of(siblings_.begin() + static_cast<std::ptrdiff_t>(first), siblings_.end(), same))
      return false;
    builder_.setId(id, made.element, made.id);
    named_.push_back({id, made.element, made.id});
  }
  siblings_.push_back(made);
  return true;
}

// Sorts the elements of a series by their days; false when two have one day.
bool RecordReader::Impl::series(std::size_t first) {
  // Few, and in order as a rule.
  for (std::size_t i = first + 1; i < siblings_.size(); ++i) {
    for (std::size_t at = i; at > first && siblings_[at - 1].day >= siblings_[at].day; --at) {
      if (siblings_[at - 1].day == siblings_[at].day) return false;
      std::swap(siblings_[at - 1], siblings_[at]);
    }
  }
  return true;
}

}  // namespace jurat::batch
