// Walks over lists: which elements quantifiers, sums and counts look at, and what a block says of them.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

// More elements in one walk than this are left to the scalar machine, by the lane.
constexpr std::size_t kMostWalked = std::size_t{1} << 22;

bool happened(const Column& day, const Type& type, std::uint32_t element, std::int64_t today, bool& escaped) {
  const std::uint8_t can = day.can[element];
  if (can & kEscaped) return escaped = true;
  if ((can & kPossible) == kNone) return false;
  const bool exact = can == kValue && !(day.flagsAt(element) & (kLowOpen | kHighOpen)) && day.scale == 0 &&
                     day.highAt(element) == day.low[element];
  return type.kind != TypeKind::Date || !exact || day.low[element] <= today;
}

}  // namespace

// Adds the elements along the path; false when the walk does not know them.
bool Ops::follow(const DomainCode& domain, EntityId entity, std::uint32_t from, std::size_t hop,
                 std::size_t lane, Walked& walk) {
  if (hop == domain.path.size()) {
    walk.up.push_back(static_cast<std::uint32_t>(lane));
    walk.element.push_back(from);
    return true;
  }
  const EntityId next = domain.path[hop];
  const std::vector<EntityId>& children = rules().vocabulary().entities[entity].children;
  const auto child = std::find(children.begin(), children.end(), next);
  if (child == children.end()) return false;
  const Lists& lists = table(entity).lists[static_cast<std::size_t>(child - children.begin())];
  if (lists.open[from]) {
    walk.open[lane] = 1;
    walk.why[lane] = static_cast<std::uint8_t>(walk.why[lane] | (lists.open[from] & kWhy));
  }
  const FactId order = rules().vocabulary().entities[next].ordered_by;
  for (std::uint32_t i = lists.first[from]; i < lists.first[from + 1]; ++i) {
    const std::uint32_t item = lists.items[i];
    if (order != FactId{kNoId}) {
      const Fact& day = rules().vocabulary().facts[order];
      bool escaped = false;
      if (!happened(table(next).facts[day.slot], day.type, item, machine_.as_of_.day.days, escaped)) continue;
      if (escaped) return false;
    }
    if (!follow(domain, next, item, hop + 1, lane, walk)) return false;
  }
  return true;
}

void Ops::walk(const Step& step, Walk& walk) {
  const DomainCode& domain = rules().domains[step.a];
  walk.seen = &walked(step, domain, walk.own);
  if (domain.where != BlockId{kNoId}) walk.filter = nested(domain.where, *walk.seen);
  if (domain.body != BlockId{kNoId}) walk.body = nested(domain.body, *walk.seen);
}

// The lists of each lane's own element are walked over once for all who ask in a block of companies.
const Walked& Ops::walked(const Step& step, const DomainCode& domain, Walked& own) {
  const Column& base = at(domain.base);
  const std::size_t n = lanes();
  const bool each = base.repr == Repr::Ref && !base.may && !base.uniform && !run_.element && !run_.parent;
  if (!each || domain.path.size() != 1 || bitsOf(base.can, n) != kValue) {
    walkOver(step, domain, own);
    return own;
  }
  // Some ask for the elements that are listed, others, meanwhile, for those too that are not.
  const auto [place, fresh] = machine_.walked_.try_emplace(std::tuple(base.entity, domain.path.front(), n));
  Walked& kept = place->second;
  if (fresh && !walkWhole(base.entity, domain.path.front(), kept)) {
    kept = {};
    walkOver(step, domain, kept);
  }
  return kept;
}

namespace {

// Whether every listed element has a day, and none is to come.
bool allHappened(const Column& day, std::size_t listed, std::int64_t today) {
  if (listed == 0 || day.uniform || !day.can || bitsOf(day.can, listed) != kValue || day.scale != 0)
    return false;
  if (day.flags && (bitsOf(day.flags, listed) & (kLowOpen | kHighOpen))) return false;
  for (std::size_t i = 0; i < listed; ++i) {
    if (day.low[i] > today || (day.high && day.high[i] != day.low[i])) return false;
  }
  return true;
}

}  // namespace

// The lists of all elements, where they are given whole and everything in them counts: they are there
// already.
bool Ops::walkWhole(EntityId parent, EntityId child, Walked& walk) {
  const std::vector<EntityId>& children = rules().vocabulary().entities[parent].children;
  const auto place = std::find(children.begin(), children.end(), child);
  if (place == children.end()) return false;
  const Lists& lists = table(parent).lists[static_cast<std::size_t>(place - children.begin())];
  const std::size_t n = lanes();
  if (lists.first.size() <= n || bitsOf(lists.open.data(), n) != 0 || lists.first[0] != 0) return false;
  const FactId order = rules().vocabulary().entities[child].ordered_by;
  if (order != FactId{kNoId}) {
    const Fact& day = rules().vocabulary().facts[order];
    const ElementTable& own = table(child);
    if (day.type.kind != TypeKind::Date ||
        !allHappened(own.facts[day.slot], own.listed, machine_.as_of_.day.days))
      return false;
  }
  const std::uint32_t end = lists.first[n];
  if (end > kMostWalked) return false;
  walk.entity = child;
  walk.open.assign(n, 0);
  walk.why.assign(n, 0);
  walk.base.assign(n, kValue);
  walk.first.assign(lists.first.begin(), lists.first.begin() + static_cast<std::ptrdiff_t>(n + 1));
  walk.element.assign(lists.items.begin(), lists.items.begin() + end);
  walk.up.resize(end);
  walk.in_order = true;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::uint32_t e = lists.first[i]; e < lists.first[i + 1]; ++e) {
      walk.up[e] = static_cast<std::uint32_t>(i);
      walk.in_order = walk.in_order && lists.items[e] == e;
    }
  }
  return true;
}

void Ops::walkOver(const Step& step, const DomainCode& domain, Walked& walk) {
  const Column& base = at(domain.base);
  walk.entity = domain.path.back();
  const std::size_t n = lanes();
  walk.open.assign(n, 0);
  walk.why.assign(n, 0);
  walk.base.assign(n, 0);
  walk.first.reserve(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    walk.first.push_back(static_cast<std::uint32_t>(walk.up.size()));
    const std::uint8_t can = base.can[base.at(i)];
    walk.base[i] = can;
    walk.why[i] = can & kWhy;
    if (can & kEscaped || !(can & kValue)) continue;
    const std::size_t before = walk.up.size();
    const auto from = static_cast<std::uint32_t>(base.element(i));
    bool known = before < kMostWalked && follow(domain, base.entity, from, 0, i, walk);
    if (known && walk.open[i]) {
      // What is not listed belongs to the list of the base itself, where there is only one on the way.
      const std::vector<EntityId>& children = rules().vocabulary().entities[base.entity].children;
      const auto child = std::find(children.begin(), children.end(), domain.path.front());
      known = domain.path.size() == 1;
      if (known) {
        walk.up.push_back(static_cast<std::uint32_t>(i));
        walk.element.push_back(
            table(base.entity).lists[static_cast<std::size_t>(child - children.begin())].unlisted[from]);
      }
    }
    if (known) continue;
    walk.up.resize(before);
    walk.element.resize(before);
    walk.base[i] = kEscaped;
    ++counted(step).escaped;
  }
  walk.first.push_back(static_cast<std::uint32_t>(walk.up.size()));
  walk.some_open = bitsOf(walk.open.data(), n) != 0;
  walk.in_order = true;
  for (std::size_t e = 0; e < walk.element.size() && walk.in_order; ++e) walk.in_order = walk.element[e] == e;
}

// The value of a filter or body for every element walked over.
Column Ops::nested(BlockId block, const Walked& walk) {
  const BlockCode& code = rules().blocks[block];
  Run inner{.code = &code,
            .parent = &run_,
            .up = walk.up.data(),
            .entity = walk.entity,
            .element = walk.in_order ? nullptr : walk.element.data(),
            .lanes = walk.up.size()};
  machine_.execute(inner);
  return inner.columns[code.result];
}

}  // namespace jurat::batch
