// Which record of a test's world a name is about; private to engine/testing.
#pragma once
#include "engine/profile/profile.h"

namespace jurat {

// The record of that entity (of controls: the one of that option) nearest to `start`: itself, one that
// contains it, or the only one below it, else below what contains it. kNoId when there is none, or more than
// one as near.
InstanceId recordFor(const Profile& profile, InstanceId start, EntityId entity, ChoiceId keyed_by,
                     std::uint32_t option);

}  // namespace jurat
