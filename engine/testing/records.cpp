#include "engine/testing/records.h"

#include <vector>

namespace jurat {
namespace {

bool isBelow(const Profile& profile, InstanceId at, InstanceId scope) {
  while (at != scope && at != InstanceId{kNoId}) at = profile.instances[at].parent;
  return at == scope;
}

}  // namespace

InstanceId recordFor(const Profile& profile, InstanceId start, EntityId entity, ChoiceId keyed_by,
                     std::uint32_t option) {
  const auto fits = [&](InstanceId at) {
    const Instance& instance = profile.instances[at];
    return instance.entity == entity && (keyed_by == ChoiceId{kNoId} || instance.option == option);
  };
  for (InstanceId at = start; at != InstanceId{kNoId}; at = profile.instances[at].parent) {
    if (fits(at)) return at;
  }
  std::vector<InstanceId> all;
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    if (fits(InstanceId{i})) all.push_back(InstanceId{i});
  }
  for (InstanceId scope = start; !all.empty(); scope = profile.instances[scope].parent) {
    std::size_t below = 0;
    InstanceId found{kNoId};
    for (const InstanceId at : all) {
      if (!isBelow(profile, at, scope)) continue;
      ++below;
      found = at;
    }
    if (below > 0) return below == 1 ? found : InstanceId{kNoId};
    if (scope == InstanceId{kNoId}) break;
  }
  return InstanceId{kNoId};
}

}  // namespace jurat
