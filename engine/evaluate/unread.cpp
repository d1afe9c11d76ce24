#include "engine/evaluate/unread.h"

#include <algorithm>

#include "engine/evaluate/machine.h"

namespace jurat {
namespace {

// The packs that run, vocabularies that only wait to be used, and what these use unless the profile does not
// call for it: what a run of this profile alone would have loaded at least, whatever else there is.
std::vector<bool> packsAtWork(const checked::Program& program, const std::vector<PackUse>& uses) {
  std::vector<bool> at_work(program.packs.size(), false), called(program.packs.size(), true);
  std::vector<PackId> open;
  for (const PackUse& use : uses) {
    called[raw(use.pack)] = use.loaded || !use.why.is(Phrase::WhyNotCalled);
    if (use.loaded || use.why.is(Phrase::WhyUnused)) open.push_back(use.pack);
  }
  while (!open.empty()) {
    const PackId pack = open.back();
    open.pop_back();
    if (at_work[raw(pack)] || !called[raw(pack)]) continue;
    at_work[raw(pack)] = true;
    for (const PackId each : program.packs[pack].uses) open.push_back(each);
  }
  return at_work;
}

bool isAnswered(const Instance& instance, std::uint32_t first, std::uint32_t count) {
  const auto begin = instance.answers.begin() + first;
  return std::any_of(begin, begin + count, [](std::uint32_t answer) { return answer != 0; });
}

// Records and controls are there whether the profile says anything of them or not.
bool isWritten(const Instance& instance, const Entity& entity) {
  const bool always = entity.single || entity.keyed_by != ChoiceId{kNoId};
  return !always || isAnswered(instance, 0, static_cast<std::uint32_t>(instance.answers.size()));
}

}  // namespace

std::vector<std::string> unreadFacts(const Machine& machine, const std::vector<PackUse>& uses,
                                     const std::vector<bool>& chosen) {
  const std::vector<bool> at_work = packsAtWork(*machine.rules().program, uses);
  const Profile& profile = machine.profile();
  std::vector<std::string> unread = profile.unread;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const Instance& instance = profile.instances[InstanceId{i}];
    const Entity& entity = vocabulary.entities[instance.entity];
    if (entity.parent != EntityId{kNoId} && !at_work[raw(entity.pack)]) {
      const Entity& outer = vocabulary.entities[entity.parent];
      const bool reached = outer.parent == EntityId{kNoId} || at_work[raw(outer.pack)];
      if (reached && isWritten(instance, entity)) unread.push_back(outer.name + "." + entity.list_name);
      continue;
    }
    for (const FactId id : entity.facts) {
      const Fact& fact = vocabulary.facts[id];
      const bool given = isAnswered(instance, fact.slot, fact.slots);
      // From a name or an address no law concludes anything.
      const bool here = at_work[raw(fact.pack)], of_use = !here || fact.type.kind != TypeKind::Text;
      const bool read = machine.factWasRead(id) || (chosen[raw(id)] && here);
      if (given && of_use && !read) unread.push_back(entity.name + "." + fact.name);
    }
  }
  std::sort(unread.begin(), unread.end());
  unread.erase(std::unique(unread.begin(), unread.end()), unread.end());
  return unread;
}

}  // namespace jurat
