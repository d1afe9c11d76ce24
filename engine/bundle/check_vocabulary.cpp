// Entities, facts, choices, units and rates.
#include <algorithm>

#include "engine/bundle/checks.h"
#include "engine/values/ordinal.h"

namespace jurat::bundle {
namespace {

// A parent stands before its children, and what lies under an option follows it without a gap: so each
// option's children are those that name it, in order, and the last of what lies under it ends its run.
void checkChoice(Checks& checks, const Choice& choice) {
  const std::size_t count = choice.options.size();
  checks.that(given(choice.pack) && count > 0 && count <= checks.limits.choice_options,
              "a choice has too few options or too many");
  std::vector<std::vector<std::uint32_t>> children(count);
  std::vector<std::uint32_t> lowest, open;  // `open`: the option before and those above it
  for (std::uint32_t i = 0; i < count && checks.good(); ++i) {
    const std::uint32_t parent = choice.options[i].parent;
    while (!open.empty() && open.back() != parent) open.pop_back();
    if (!checks.that(parent == kNoId || (parent < i && !open.empty()),
                     "an option stands under none before it"))
      return;
    open.push_back(i);
    if (parent != kNoId) children[parent].push_back(i);
  }
  for (std::uint32_t i = 0; i < count && checks.good(); ++i) {
    checks.that(choice.options[i].children == children[i], "an option has other children than name it");
    if (children[i].empty()) lowest.push_back(i);
  }
  checks.that(choice.lowest == lowest, "the lowest options of a choice are others");
}

void checkFact(Checks& checks, FactId id, const Fact& fact) {
  const Vocabulary& vocabulary = checks.vocabulary;
  if (!checks.that(given(fact.entity), "a fact belongs to no entity")) return;
  const std::vector<FactId>& peers = vocabulary.entities[fact.entity].facts;
  if (!checks.that(std::find(peers.begin(), peers.end(), id) != peers.end(),
                   "an entity does not know a fact of its own"))
    return;
  if (!checks.here(fact.pack)) {
    checks.that(fact.slots <= checks.limits.choice_options, "a fact has too many answers");
    return;
  }
  if (!checks.that(given(fact.pack) && isType(fact.type, vocabulary), "the type of a fact is none")) return;
  checks.that(fact.type.kind != TypeKind::Error && fact.type.kind != TypeKind::None, "a fact has no type");
  const std::size_t slots = given(fact.per) ? vocabulary.choices[fact.per].lowest.size() : 1;
  checks.that(fact.slots == slots, "a fact has another number of answers than its choice has options");
  for (const FactId other : fact.rests_on)
    checks.that(given(other) && vocabulary.facts[other].entity == fact.entity &&
                    checks.here(vocabulary.facts[other].pack),
                "a judgement rests on no such fact");
  for (const std::optional<Value>* bound : {&fact.at_least, &fact.at_most}) {
    if (*bound)
      checks.that(isOf(**bound, fact.type, vocabulary) && ordinalOf(**bound).has_value(),
                  "a bound of a fact is no value of its type");
  }
}

// Its answers stand one behind the other, without a gap.
void checkEntity(Checks& checks, EntityId id, const Entity& entity) {
  const Vocabulary& vocabulary = checks.vocabulary;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> runs;
  for (const FactId fact : entity.facts) {
    if (!checks.that(given(fact) && vocabulary.facts[fact].entity == id, "an entity lists a fact of another"))
      return;
    runs.emplace_back(vocabulary.facts[fact].slot, vocabulary.facts[fact].slots);
  }
  std::sort(runs.begin(), runs.end());
  std::uint64_t next = 0;
  for (const auto& [slot, slots] : runs) {
    checks.that(slot == next, "the answers of an entity do not stand one behind the other");
    next += slots;
  }
  checks.that(next == entity.slots, "an entity has another number of answers than its facts");
  for (const EntityId child : entity.children)
    checks.that(given(child) && vocabulary.entities[child].parent == id,
                "an entity lists a child of another");
  checks.that(!given(entity.ordered_by) || !checks.here(entity.pack) ||
                  (vocabulary.facts[entity.ordered_by].entity == id &&
                   vocabulary.facts[entity.ordered_by].type.isOrdered() &&
                   !given(vocabulary.facts[entity.ordered_by].per)),
              "a series is ordered by no day of its own");
  std::size_t above = 0;
  for (EntityId at = entity.parent; given(at) && above <= vocabulary.entities.size(); ++above)
    at = vocabulary.entities[at].parent;
  checks.that(given(entity.pack) && above <= checks.limits.nesting,
              "entities stand inside each other without end");
  if (given(entity.parent)) {
    const std::vector<EntityId>& peers = vocabulary.entities[entity.parent].children;
    checks.that(std::find(peers.begin(), peers.end(), id) != peers.end(),
                "an entity does not know a child of its own");
  }
}

void checkRates(Checks& checks, const RateTable& table) {
  const auto currency = [](std::uint32_t id) { return isCurrency(currencyCode(id)); };
  checks.that(currency(table.base) && std::all_of(table.currencies.begin(), table.currencies.end(), currency),
              "a table of rates is of no currency");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    checks.that(table.rows[i].per_base.size() == table.currencies.size(),
                "a row of rates has another number of them");
    checks.that(i == 0 || table.rows[i - 1].day < table.rows[i].day, "rates are not in the order of days");
    for (const std::optional<Number>& rate : table.rows[i].per_base)
      checks.that(!rate || rate->sign() > 0, "a rate is not above zero");
  }
}

}  // namespace

void checkVocabulary(Checks& checks) {
  const Vocabulary& vocabulary = checks.vocabulary;
  for (const Choice& choice : vocabulary.choices) {
    if (checks.here(choice.pack)) checkChoice(checks, choice);
  }
  for (const Unit& unit : vocabulary.units)
    checks.that(given(unit.base) && unit.factor.sign() > 0, "a unit is a part of none");
  if (!checks.good()) return;
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i)
    checkFact(checks, FactId{i}, vocabulary.facts[FactId{i}]);
  for (std::uint32_t i = 0; i < vocabulary.entities.size(); ++i)
    checkEntity(checks, EntityId{i}, vocabulary.entities[EntityId{i}]);
  for (const RateTable& table : vocabulary.rates) checkRates(checks, table);
}

}  // namespace jurat::bundle
