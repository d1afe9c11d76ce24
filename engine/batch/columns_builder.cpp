#include "engine/batch/columns_builder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace jurat::batch {

ColumnsBuilder::ColumnsBuilder(Machine& machine, const ReadFacts& facts)
    : machine_(machine), facts_(facts), vocabulary_(machine.rules().vocabulary()) {
  std::uint32_t columns = 0;
  for (const Entity& entity : vocabulary_.entities) {
    column_base_.push_back(columns);
    columns += entity.slots;
  }
  truths_.resize(columns);
  truths_room_.resize(vocabulary_.entities.size(), 0);
}

void ColumnsBuilder::growTruths(EntityId id) {
  constexpr std::size_t kFirst = 64;
  std::size_t& room = truths_room_[raw(id)];
  room = std::max(2 * room, kFirst);
  for (const FactId fact : vocabulary_.entities[id].facts) {
    const Fact& declared = vocabulary_.facts[fact];
    if (declared.type.kind == TypeKind::YesNo && facts_.read[raw(fact)])
      truths_[columnOf(declared)].resize(room, 0);
  }
}

void ColumnsBuilder::clear(ElementTable& table, const Entity& entity) {
  table.parent = entity.parent;
  table.listed = table.count = 0;
  for (auto* each : {&table.company, &table.above, &table.option, &table.first}) each->clear();
  table.id.clear();
  table.facts.clear();
  table.lists.resize(entity.children.size());
  for (Lists& lists : table.lists) {
    for (auto* each : {&lists.first, &lists.items, &lists.unlisted}) each->clear();
    lists.open.clear();
  }
}

void ColumnsBuilder::start(Columns& out) {
  out_ = &out;
  out.companies = 0;
  out.frameworks.clear();
  out.apart.clear();
  out.arena.clear();
  out.ids.clear();
  // The memory of the block before is used again.
  if (out.tables.size() != vocabulary_.entities.size()) {
    out.tables = {};
    for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) out.tables.add({});
  }
  for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e)
    clear(out.tables[EntityId{e}], vocabulary_.entities[EntityId{e}]);
  // Facts that were asked for since the last block have no room yet.
  std::fill(truths_room_.begin(), truths_room_.end(), 0);
  said_.clear();
  plain_.clear();
  words_.clear();
  texts_used_ = 0;
}

void ColumnsBuilder::beginCompany() {
  ++out_->companies;
  out_->frameworks.emplace_back();
  out_->apart.push_back(0);
  said_before_ = said_.size();
  plain_before_ = plain_.size();
  ids_before_ = out_->ids.size();
  texts_before_ = texts_used_;
  elements_ = 0;
  for (ElementTable& table : out_->tables) table.first.push_back(table.listed);
}

void ColumnsBuilder::dropCompany() {
  --out_->companies;
  out_->frameworks.pop_back();
  out_->apart.pop_back();
  said_.resize(said_before_);
  plain_.resize(plain_before_);
  out_->ids.resize(ids_before_);
  texts_used_ = texts_before_;
  for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) {
    ElementTable& table = out_->tables[EntityId{e}];
    const std::uint32_t elements = table.first.back();
    for (std::uint32_t i = 0; i < vocabulary_.entities[EntityId{e}].slots; ++i) {
      std::vector<std::uint8_t>& said = truths_[column_base_[e] + i];
      if (!said.empty()) std::fill(said.begin() + elements, said.begin() + table.listed, std::uint8_t{0});
    }
    table.listed = elements;
    table.first.pop_back();
    table.company.resize(elements);
    table.above.resize(elements);
    table.option.resize(elements);
    table.id.resize(elements);
    // Every element of the companies before has been told all of its lists.
    for (Lists& lists : table.lists) {
      if (lists.first.size() <= elements) continue;
      lists.items.resize(lists.first[elements]);
      lists.first.resize(elements);
      lists.open.resize(elements);
    }
  }
}

// Memory of texts is used again, but that of a few long ones is not kept for ever.
const std::string& ColumnsBuilder::keep(std::string_view text) {
  constexpr std::size_t kMostKept = 1'024;
  if (texts_used_ == texts_.size()) texts_.emplace_back();
  std::string& kept = texts_[texts_used_++];
  if (kept.capacity() > kMostKept && text.size() <= kMostKept) kept = std::string();
  kept.assign(text);
  return kept;
}

std::uint32_t ColumnsBuilder::addElement(EntityId entity, std::uint32_t above, std::uint32_t option) {
  ElementTable& table = out_->tables[entity];
  table.company.push_back(static_cast<std::uint32_t>(out_->companies - 1));
  table.above.push_back(above);
  table.option.push_back(option);
  table.id.emplace_back(0, 0);
  ++elements_;
  if (table.listed >= truths_room_[raw(entity)]) growTruths(entity);
  return table.listed++;
}

void ColumnsBuilder::setId(EntityId entity, std::uint32_t element, std::string_view id) {
  out_->tables[entity].id[element] = {static_cast<std::uint32_t>(out_->ids.size()),
                                      static_cast<std::uint32_t>(id.size())};
  out_->ids += id;
}

void ColumnsBuilder::addList(EntityId entity, std::size_t child, const std::uint32_t* items,
                             std::size_t count, bool open) {
  Lists& lists = out_->tables[entity].lists[child];
  lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
  lists.items.insert(lists.items.end(), items, items + count);
  lists.open.push_back(open ? kFactual : std::uint8_t{0});
}

void ColumnsBuilder::say(const Fact& fact, std::uint32_t option, std::uint32_t element, const Slot& slot,
                         std::uint8_t why) {
  said_.push_back({&fact, option, element, slot, why});
}

void ColumnsBuilder::addProfile(const Profile& profile, const AsOf& as_of) {
  setFrameworks(profile.frameworks);
  if (!profile.rates.empty() || profile.instances.size() > kMostElements) setApart();
  machine_.start(profile, as_of);
  places_.clear();
  for (const Instance& instance : profile.instances) {
    const bool root = instance.parent == InstanceId{kNoId};
    places_.push_back(
        addElement(instance.entity, root ? kNoId : places_[raw(instance.parent)], instance.option));
    const Entity& entity = vocabulary_.entities[instance.entity];
    const bool named = !root && !entity.single && entity.ordered_by == FactId{kNoId};
    if (named && entity.keyed_by == ChoiceId{kNoId}) setId(instance.entity, places_.back(), instance.id);
  }
  std::vector<std::uint32_t> items;
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId id{i};
    const Instance& instance = profile.instances[id];
    const Entity& entity = vocabulary_.entities[instance.entity];
    for (std::size_t c = 0; c < entity.children.size(); ++c) {
      const ChildList& list = instance.children[c];
      const Entity& child = vocabulary_.entities[list.entity];
      const bool fixed = child.single || child.keyed_by != ChoiceId{kNoId};
      items.clear();
      for (const InstanceId item : list.instances) items.push_back(places_[raw(item)]);
      addList(instance.entity, c, items.data(), items.size(), !fixed && (!list.given || !list.complete));
    }
    for (const FactId fact : entity.facts) {
      if (!facts_.read[raw(fact)] || facts_.ambiguous[raw(fact)]) continue;
      const Fact& declared = vocabulary_.facts[fact];
      for (std::uint32_t option = 0; option < declared.slots; ++option) {
        if (!instance.complete && !profile.answer(id, declared, option)) continue;
        Slot slot = machine_.factSlot(id, fact, option, facts_.reader[raw(fact)]);
        const std::uint8_t why = whyOf(machine_.causes(), slot.cause);
        if (declared.type.kind == TypeKind::Ref && slot.exactlyOne()) slot.may = places_[slot.may];
        if (slot.can & kValue && reprOf(declared.type) == Repr::Text && !(slot.flags & kUnsettled))
          slot.may = addressOf(keep(textOf(slot)));
        const std::uint8_t words = wordsOf(machine_.rules(), declared.type);
        if (words > 1 && slot.could(kValue)) {
          const bool same = slot.must == slot.may;
          slot.may = kept(slot.may, words);
          slot.must = same ? slot.may : slot.must ? kept(slot.must, words) : 0;
        }
        say(declared, option, places_[i], slot, why);
      }
    }
  }
}

std::uint64_t ColumnsBuilder::addressOf(const std::string& text) {
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&text));
}

// The bits at that address in memory of the block.
std::uint64_t ColumnsBuilder::kept(std::uint64_t address, std::size_t words) {
  const auto* from = reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(address));
  const std::vector<std::uint64_t>& copy = keep(std::vector<std::uint64_t>(from, from + words));
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(copy.data()));
}

// ---- the end of a block

// An element that stands for what the list of `above` does not name.
std::uint32_t ColumnsBuilder::addUnlisted(EntityId entity, std::uint32_t above, std::uint32_t company) {
  ElementTable& table = out_->tables[entity];
  table.company.push_back(company);
  table.above.push_back(above);
  table.option.push_back(kNoId);
  return static_cast<std::uint32_t>(table.company.size() - 1);
}

// Parents before their children, so that those that are not listed have lists of their own.
void ColumnsBuilder::closeLists(EntityId id) {
  ElementTable& table = out_->tables[id];
  table.count = static_cast<std::uint32_t>(table.company.size());
  const Entity& entity = vocabulary_.entities[id];
  for (std::size_t c = 0; c < table.lists.size(); ++c) {
    Lists& lists = table.lists[c];
    const EntityId child = entity.children[c];
    for (std::uint32_t i = table.listed; i < table.count; ++i) {
      lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
      lists.open.push_back(kOpenList);
    }
    for (std::uint32_t i = 0; i < table.count; ++i)
      lists.unlisted.push_back(lists.open[i] ? addUnlisted(child, i, table.company[i]) : kNoId);
    lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
    closeLists(child);
  }
}

// The column of a fact that nobody has answered.
Column ColumnsBuilder::unanswered(FactId fact, const ElementTable& table) {
  const Fact& declared = vocabulary_.facts[fact];
  Arena& arena = out_->arena;
  const std::size_t n = table.count;
  const std::uint8_t words = wordsOf(machine_.rules(), declared.type);
  Column one = makeColumn(arena, reprOf(declared.type), 1, words);
  if (declared.type.kind == TypeKind::Money) one.unit = declared.type.id;
  if (declared.type.kind == TypeKind::Ref) one.entity = EntityId{declared.type.id};
  if (facts_.ambiguous[raw(fact)]) {
    putEscape(one, 0);
  } else {
    putSlot(arena, one, 0, 1, machine_.unlistedSlot(fact, facts_.reader[raw(fact)]), 0);
  }
  Column out = one;
  out.kept = true;
  const auto filled = [&](auto*& array) {
    if (array) array = arena.filled(n, array[0]);
  };
  filled(out.can);
  filled(out.flags);
  filled(out.low);
  filled(out.high);
  filled(out.units);
  for (std::uint64_t** array : {&out.may, &out.must}) {
    if (!*array) continue;
    if (words == 1) {
      *array = arena.filled(n, **array);
      continue;
    }
    auto* copy = arena.take<std::uint64_t>(n * words);
    for (std::size_t i = 0; i < n; ++i) std::copy_n(*array, words, copy + i * words);
    *array = copy;
  }
  // Of an element that no list names it is the list that is asked for.
  const std::uint8_t why = declared.type.kind == TypeKind::Judgement ? kOther : kFactual;
  for (std::size_t i = 0; i < table.listed; ++i) out.can[i] |= why;
  return out;
}

void ColumnsBuilder::makeFacts(EntityId id) {
  ElementTable& table = out_->tables[id];
  table.facts.assign(vocabulary_.entities[id].slots, {});
  for (const FactId fact : vocabulary_.entities[id].facts) {
    if (!facts_.read[raw(fact)]) continue;
    const Fact& declared = vocabulary_.facts[fact];
    for (std::uint32_t i = 0; i < declared.slots; ++i)
      table.facts[declared.slot + i] = unanswered(fact, table);
  }
}

// Moves what was said into a column; nothing is left for the next block.
void ColumnsBuilder::putTruths(std::uint8_t* __restrict said, std::size_t count, const Column& column) {
  std::uint8_t* const __restrict can = column.can;
  std::uint8_t* const __restrict flags = column.flags;
  for (std::size_t i = 0; i < count; ++i)
    can[i] = static_cast<std::uint8_t>(said[i] | (can[i] & (said[i] ? 0 : 0xFF)));
  for (std::size_t i = 0; flags && i < count; ++i)
    flags[i] = static_cast<std::uint8_t>(flags[i] & (said[i] ? 0 : 0xFF));
  std::memset(said, 0, count);
}

void ColumnsBuilder::putTruths() {
  for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) {
    ElementTable& table = out_->tables[EntityId{e}];
    for (std::uint32_t i = 0; i < table.facts.size(); ++i) {
      std::uint8_t* const said = truths_[column_base_[e] + i].data();
      if (said) putTruths(said, table.listed, table.facts[i]);
    }
  }
}

void ColumnsBuilder::putPlain(const Plain& said, Column& column, std::size_t lanes) {
  const std::size_t lane = said.element;
  std::int64_t units = static_cast<std::int64_t>(said.bits);
  const bool other_unit = !column.units && said.unit != column.unit;
  if (said.number && (said.scale != column.scale || other_unit)) {
    bool fits = !other_unit && said.scale <= column.scale;
    for (std::int8_t scale = said.scale; fits && scale < column.scale; ++scale)
      fits = !__builtin_mul_overflow(units, 10, &units);
    if (!fits) return putNumber(said, column, lanes);
  }
  column.can[lane] = said.can;
  if (column.flags) column.flags[lane] = 0;
  if (said.number) {
    column.low[lane] = units;
    if (column.high) column.high[lane] = units;
    if (column.must) column.must[lane] = 0;
    if (column.units) column.units[lane] = said.unit;
  } else if (column.may) {
    column.may[lane] = said.bits;
    if (column.must) column.must[lane] = said.bits;
  }
}

// A number that the column as it is cannot hold.
void ColumnsBuilder::putNumber(const Plain& said, Column& column, std::size_t lanes) {
  Slot slot;
  slot.can = kValue;
  slot.low = slot.high = Number::scaled(static_cast<std::int64_t>(said.bits), -said.scale);
  slot.unit = said.unit;
  putSlot(out_->arena, column, said.element, lanes, slot, 0);
}

void ColumnsBuilder::finish() {
  for (ElementTable& table : out_->tables) table.first.push_back(table.listed);
  for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) {
    if (vocabulary_.entities[EntityId{e}].parent == EntityId{kNoId}) closeLists(EntityId{e});
  }
  for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) makeFacts(EntityId{e});
  for (const Said& said : said_) {
    ElementTable& table = out_->tables[said.fact->entity];
    Column& column = table.facts[said.fact->slot + said.option];
    putSlot(out_->arena, column, said.element, table.count, said.slot, said.why);
  }
  std::vector<std::pair<Column*, std::size_t>> columns;  // of all entities, with their lanes
  for (ElementTable& table : out_->tables) {
    for (Column& column : table.facts) columns.emplace_back(&column, table.count);
  }
  putTruths();
  for (const Plain& said : plain_) putPlain(said, *columns[said.column].first, columns[said.column].second);
  out_->texts.swap(texts_);
  words_.clear();
}

// ---- profiles

void readColumns(const std::vector<const Profile*>& profiles, const AsOf& as_of, const ReadFacts& facts,
                 Machine& machine, Columns& out) {
  ColumnsBuilder builder(machine, facts);
  builder.start(out);
  for (const Profile* profile : profiles) {
    builder.beginCompany();
    builder.addProfile(*profile, as_of);
  }
  builder.finish();
}

}  // namespace jurat::batch
