#include "engine/profile/edit/place.h"

#include <algorithm>
#include <utility>

#include "engine/profile/binding.h"

namespace jurat {
namespace {

// The way to the record of an instance, and the record where there is one.
struct Found {
  ProfilePlace place;
  const Datum* record = nullptr;  // null: it is not written, as a single record or a control may be
};

class Finder {
 public:
  Finder(const Datum& document, const Profile& profile, const Vocabulary& vocabulary)
      : document_(document), profile_(profile), vocabulary_(vocabulary) {}

  std::optional<Found> instance(InstanceId id) const {
    const Instance& wanted = profile_.instances[id];
    const Entity& entity = vocabulary_.entities[wanted.entity];
    Found found;
    if (wanted.parent == InstanceId{kNoId}) {
      found.record = &document_;
    } else {
      std::optional<Found> above = instance(wanted.parent);
      if (!above) return std::nullopt;
      found = *std::move(above);
    }
    down(found, keyOf(entity));
    if (entity.keyed_by != ChoiceId{kNoId}) {
      down(found, wanted.id);
    } else if (wanted.parent != InstanceId{kNoId} && !entity.single && !entry(found, wanted)) {
      return std::nullopt;
    }
    return found;
  }

 private:
  static void down(Found& found, const std::string& key) {
    found.place.push_back({key});
    const bool record = found.record != nullptr && found.record->kind == DatumKind::Record;
    found.record = record ? valueOf(*found.record, key) : nullptr;
  }

  // Down to the entry of a list that stands in exactly that place of the text.
  static bool entry(Found& found, const Instance& wanted) {
    if (found.record != nullptr && found.record->kind == DatumKind::Record) down(found, "items");
    if (found.record == nullptr || found.record->kind != DatumKind::List) return false;
    const std::vector<Datum>& items = found.record->items;
    const auto item = std::find_if(items.begin(), items.end(), [&](const Datum& each) {
      return each.span == wanted.span && each.kind == DatumKind::Record;
    });
    if (item == items.end()) return false;
    found.place.push_back({wanted.id, static_cast<std::size_t>(item - items.begin())});
    found.record = &*item;
    return true;
  }

  const Datum& document_;
  const Profile& profile_;
  const Vocabulary& vocabulary_;
};

// The key under which a fact stands in a record: its name, or the former one.
std::string keyIn(const Datum* record, const Fact& fact) {
  const bool former = record != nullptr && record->kind == DatumKind::Record && !fact.renamed_from.empty() &&
                      valueOf(*record, fact.name) == nullptr &&
                      valueOf(*record, fact.renamed_from) != nullptr;
  return former ? fact.renamed_from : fact.name;
}

}  // namespace

const Datum* at(const Datum& document, const ProfilePlace& place) {
  const Datum* here = &document;
  for (const PlaceStep& step : place) {
    if (step.isItem()) {
      const bool there = here->kind == DatumKind::List && step.item < here->items.size();
      here = there ? &here->items[step.item] : nullptr;
    } else {
      here = here->kind == DatumKind::Record ? valueOf(*here, step.key) : nullptr;
    }
    if (here == nullptr) return nullptr;
  }
  return here;
}

std::optional<ProfilePlace> placeOfFact(const Datum& document, const Profile& profile,
                                        const Vocabulary& vocabulary, InstanceId instance, FactId fact,
                                        std::uint32_t option) {
  std::optional<Found> found = Finder(document, profile, vocabulary).instance(instance);
  if (!found) return std::nullopt;
  const Fact& declared = vocabulary.facts[fact];
  found->place.push_back({keyIn(found->record, declared)});
  if (declared.per != ChoiceId{kNoId}) {
    const Choice& choice = vocabulary.choices[declared.per];
    found->place.push_back({choice.options[choice.lowest[option]].name});
  }
  return std::move(found->place);
}

std::optional<ProfilePlace> placeOfList(const Datum& document, const Profile& profile,
                                        const Vocabulary& vocabulary, InstanceId parent, EntityId entries) {
  std::optional<Found> found = Finder(document, profile, vocabulary).instance(parent);
  if (!found) return std::nullopt;
  found->place.push_back({keyOf(vocabulary.entities[entries])});
  return std::move(found->place);
}

Datum recordedDatum(const Datum& document, const Profile& profile, const Vocabulary& vocabulary,
                    InstanceId instance, FactId fact) {
  const Fact& declared = vocabulary.facts[fact];
  const bool may_lack =
      declared.type.or_none || declared.type.event || declared.type.kind == TypeKind::Evidence;
  const Datum open = scalarOf(profile.instances[instance].complete && may_lack ? "none" : "unknown");
  const auto of_option = [&](std::uint32_t option) {
    const Answer* answer = profile.answer(instance, declared, option);
    const auto place = placeOfFact(document, profile, vocabulary, instance, fact, option);
    if (answer == nullptr || !place) return open;
    if (answer->state == AnswerState::Unknown) return scalarOf("unknown");
    const Datum* written = at(document, *place);
    if (written == nullptr) return open;
    const Datum* value = written->kind == DatumKind::Record ? valueOf(*written, "value") : nullptr;
    return value != nullptr && declared.type.kind != TypeKind::Judgement ? *value : *written;
  };
  if (declared.per == ChoiceId{kNoId}) return of_option(0);
  const Choice& choice = vocabulary.choices[declared.per];
  Datum record;
  record.kind = DatumKind::Record;
  for (std::uint32_t i = 0; i < declared.slots; ++i)
    record.entries.push_back({choice.options[choice.lowest[i]].name, {}, of_option(i)});
  return record;
}

}  // namespace jurat
