// Widening: one word (`unknown`) that stands for a whole record gives way to the record.
#pragma once
#include <cstddef>

#include "engine/profile/edit/place.h"

namespace jurat {

// What stands on the way to a place, as far down as anything does; `depth`: how many steps down that is.
const Datum& standingOn(const Datum& document, const ProfilePlace& place, std::size_t& depth);

// Where one word stands for a record on the way to `place`, `value` becomes that record and `place` where it
// stands: all else that the record can say is then said to be unknown, as the word had it.
void widen(const Datum& document, const Profile& profile, const Vocabulary& vocabulary, InstanceId instance,
           const Fact& fact, ProfilePlace& place, Datum& value);

}  // namespace jurat
