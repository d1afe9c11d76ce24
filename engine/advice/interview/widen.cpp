#include "engine/advice/interview/widen.h"

#include <utility>

#include "engine/profile/binding.h"

namespace jurat {
namespace {

// Whose keys a record on the way has: those of an entity, or one for each option of a choice.
struct Level {
  EntityId entity{kNoId};
  ChoiceId choice{kNoId};
};

// For each step of a place; blank above the entry of a list, which is always written.
std::vector<Level> levelsOf(std::size_t steps, const Profile& profile, const Vocabulary& vocabulary,
                            InstanceId instance, const Fact& fact) {
  std::vector<Level> out(steps);
  std::size_t at = steps;
  if (fact.per != ChoiceId{kNoId} && at > 0) out[--at].choice = fact.per;
  while (at > 0 && instance != InstanceId{kNoId}) {
    const Instance& here = profile.instances[instance];
    const Entity& entity = vocabulary.entities[here.entity];
    out[--at].entity = here.entity;
    const bool keyed = entity.keyed_by != ChoiceId{kNoId};
    if (keyed && at > 0) out[--at].choice = entity.keyed_by;
    if (!keyed && !entity.single) break;
    instance = here.parent;
  }
  return out;
}

std::vector<std::string> keysOf(const Level& level, const Vocabulary& vocabulary) {
  std::vector<std::string> out;
  if (level.choice != ChoiceId{kNoId}) {
    const Choice& choice = vocabulary.choices[level.choice];
    for (const std::uint32_t each : choice.lowest) out.push_back(choice.options[each].name);
  } else if (level.entity != EntityId{kNoId}) {
    const Entity& entity = vocabulary.entities[level.entity];
    for (const FactId id : entity.facts) out.push_back(vocabulary.facts[id].name);
    for (const EntityId id : entity.children) out.push_back(keyOf(vocabulary.entities[id]));
  }
  return out;
}

Datum unknownWord() {
  Datum out;
  out.kind = DatumKind::Scalar;
  out.text = "unknown";
  return out;
}

}  // namespace

const Datum& standingOn(const Datum& document, const ProfilePlace& place, std::size_t& depth) {
  const Datum* here = &document;
  for (depth = 0; depth < place.size(); ++depth) {
    const Datum* next = at(*here, {place[depth]});
    if (next == nullptr) break;
    here = next;
  }
  return *here;
}

void widen(const Datum& document, const Profile& profile, const Vocabulary& vocabulary, InstanceId instance,
           const Fact& fact, ProfilePlace& place, Datum& value) {
  std::size_t there = 0;
  const Datum& standing = standingOn(document, place, there);
  if (there == place.size() || standing.kind != DatumKind::Scalar) return;
  const std::vector<Level> levels = levelsOf(place.size(), profile, vocabulary, instance, fact);
  for (std::size_t i = place.size(); i-- > there;) {
    Datum record;
    record.kind = DatumKind::Record;
    if (isWord(standing, "unknown")) {
      for (std::string& key : keysOf(levels[i], vocabulary)) {
        if (key != place[i].key)
          record.entries.push_back({std::move(key), {}, unknownWord()});
        else
          record.entries.push_back({std::move(key), {}, std::move(value)});
      }
    }
    if (valueOf(record, place[i].key) == nullptr)
      record.entries.push_back({place[i].key, {}, std::move(value)});
    value = std::move(record);
  }
  place.resize(there);
}

}  // namespace jurat
