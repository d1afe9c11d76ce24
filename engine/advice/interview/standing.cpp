// What stands in the profile already, and what of it makes a question needless.
#include <algorithm>
#include <utility>

#include "engine/advice/interview/interview.h"
#include "engine/advice/interview/widen.h"
#include "engine/profile/binding.h"
#include "engine/profile/edit/write.h"

namespace jurat {
namespace {

// Whether what stands is what was written; a list may have grown.
bool holds(const std::string& now, const std::string& then) {
  if (!then.ends_with('\n')) return now == then;
  for (std::size_t from = 0; from < then.size();) {
    const std::size_t until = then.find('\n', from) + 1;
    if (("\n" + now).find("\n" + then.substr(from, until - from)) == std::string::npos) return false;
    from = until;
  }
  return true;
}

}  // namespace

std::optional<EntityId> Interview::entriesOf(const AskedFact& fact) const {
  for (const EntityId id : vocabulary().entities[profile_.instances[fact.what.instance].entity].children) {
    if (vocabulary().entities[id].list_name == fact.what.name) return id;
  }
  return std::nullopt;
}

std::optional<ProfilePlace> Interview::placeOf(const AskedFact& fact, const Datum& document,
                                               const Profile& profile) const {
  const Missing& what = fact.what;
  if (!fact.list) return placeOfFact(document, profile, vocabulary(), what.instance, what.fact, what.option);
  const std::optional<EntityId> entries = entriesOf(fact);
  if (!entries) return std::nullopt;
  return placeOfList(document, profile, vocabulary(), what.instance, *entries);
}

// Also where one word stands for a whole record or list, of which each part counts as not given.
bool Interview::saysUnknown(const AskedFact& fact) const {
  if (fact.what.said_unknown) return true;
  const std::optional<ProfilePlace> place = placeOf(fact, text_.document, profile_);
  if (!place) return false;
  std::size_t depth = 0;
  return isWord(standingOn(text_.document, *place, depth), "unknown");
}

// A judgement that lapsed, and that would lapse again if it were made once more, for it rests on what is not
// known now either.
bool Interview::standsAsItIs(const AskedFact& fact) const {
  const Message& lapsed = fact.what.lapsed;
  if (fact.list || lapsed.arguments.empty()) return false;
  const Message& why = lapsed.arguments.back();
  if (!why.is(Phrase::LapsedChanged) && !why.is(Phrase::LapsedUnrecorded)) return false;
  const std::optional<ProfilePlace> place = placeOf(fact, text_.document, profile_);
  const Datum* standing = place ? at(text_.document, *place) : nullptr;
  const Datum* then =
      standing != nullptr && standing->kind == DatumKind::Record ? valueOf(*standing, "rested_on") : nullptr;
  std::optional<Datum> now = restedOn(fact.what.instance, vocabulary().facts[fact.what.fact]);
  if (then == nullptr || !now) return false;
  normalize(*now, settings_.syntax);
  return isSame(*then, *now);
}

bool Interview::isAnswered(const AskedFact& fact) const {
  const auto written = memory_.written.find(fact.what.path);
  return (written != memory_.written.end() && written->second.known) || standsAsItIs(fact);
}

// What a text says of a fact, or of a list: the ids in it, a line each; their records may say more later.
std::string Interview::standing(const AskedFact& fact, const Datum& document, const Profile& profile) const {
  const std::optional<ProfilePlace> place = placeOf(fact, document, profile);
  const Datum* there = place ? at(document, *place) : nullptr;
  if (there == nullptr) return "";
  if (!fact.list) return flowText(*there, ProfileSyntax::Yaml);
  const std::optional<EntityId> entries = entriesOf(fact);
  std::string out = isWord(*there, "unknown") ? "unknown\n" : "";
  for (const ChildList& list : profile.instances[fact.what.instance].children) {
    if (list.entity != entries) continue;
    for (const InstanceId each : list.instances) out += profile.instances[each].id + "\n";
  }
  return out;
}

// As people write it; the machine has looked at other answers since, and knows no more of this profile.
std::string Interview::pathOf(InstanceId instance) const {
  if (raw(instance) >= profile_.instances.size()) return "";
  const Instance& here = profile_.instances[instance];
  const Entity& entity = vocabulary().entities[here.entity];
  if (here.parent == InstanceId{kNoId}) return entity.name;
  const std::string above = pathOf(here.parent) + "." + entity.list_name;
  return entity.single ? above : above + "[" + here.id + "]";
}

// What stands now of all that was written, by path.
std::map<std::string, std::string> Interview::standingNow() const {
  std::map<std::string, std::string> now;
  const auto look_at = [&](const AskedFact& fact, const std::string& path) {
    if (memory_.written.count(path) > 0) now[path] = standing(fact, text_.document, profile_);
  };
  for (std::size_t i = 0; i < profile_.instances.size(); ++i) {
    AskedFact each;
    each.what.instance = profile_.instances.idAt(i);
    const Entity& entity = vocabulary().entities[profile_.instances[each.what.instance].entity];
    const std::string above = pathOf(each.what.instance) + ".";
    for (const FactId id : entity.facts) {
      const Fact& fact = vocabulary().facts[id];
      each.what.fact = id;
      for (std::uint32_t option = 0; option < fact.slots; ++option) {
        each.what.option = option;
        std::string path = above + fact.name;
        if (fact.per != ChoiceId{kNoId}) {
          const Choice& choice = vocabulary().choices[fact.per];
          path += "[" + choice.options[choice.lowest[option]].name + "]";
        }
        look_at(each, path);
      }
    }
    each.list = true;
    for (const EntityId id : entity.children) {
      each.what.name = vocabulary().entities[id].list_name;
      look_at(each, above + each.what.name);
    }
  }
  return now;
}

// Whether something that was written stands there no more: it counts as not answered.
bool Interview::forgetLost() {
  if (memory_.written.empty()) return false;
  const std::map<std::string, std::string> now = standingNow();
  return std::erase_if(memory_.written, [&](const auto& written) {
           const auto found = now.find(written.first);
           if (found != now.end() && holds(found->second, written.second.text)) return false;
           if (written.second.known) memory_.left_out.erase(written.first);
           return true;
         }) > 0;
}

// What the facts are now on which a judgement rests: it lapses where it does not say so.
std::optional<Datum> Interview::restedOn(InstanceId instance, const Fact& judged) const {
  if (judged.rests_on.empty()) return std::nullopt;
  Datum out;
  out.kind = DatumKind::Record;
  for (const FactId id : judged.rests_on) {
    const Fact& basis = vocabulary().facts[id];
    InstanceId owner = instance;
    while (owner != InstanceId{kNoId} && profile_.instances[owner].entity != basis.entity)
      owner = profile_.instances[owner].parent;
    if (owner == InstanceId{kNoId}) continue;
    const auto same = std::count_if(judged.rests_on.begin(), judged.rests_on.end(), [&](FactId other) {
      return vocabulary().facts[other].name == basis.name;
    });
    const std::string name =
        same == 1 ? basis.name : vocabulary().entities[basis.entity].name + "." + basis.name;
    out.entries.push_back({name, {}, recordedDatum(text_.document, profile_, vocabulary(), owner, id)});
  }
  return out;
}

}  // namespace jurat
