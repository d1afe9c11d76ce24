// Places: the way through a profile's document to where an answer stands, or belongs when it is not there
// yet.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/profile/datum.h"
#include "engine/profile/profile.h"

namespace jurat {

// A step down: to the value of a record's key, or to an entry of a list.
struct PlaceStep {
  static constexpr std::size_t kNoItem = static_cast<std::size_t>(-1);
  std::string key;             // of a record; of an entry what people know it by, or nothing
  std::size_t item = kNoItem;  // index in a list
  bool isItem() const { return item != kNoItem; }
};
using ProfilePlace = std::vector<PlaceStep>;

// Where the answer to a fact stands or belongs; a key under which it stands by its former name is kept.
// `profile` is what bindProfile() made of `document`. Nothing when the record itself cannot be found there.
std::optional<ProfilePlace> placeOfFact(const Datum& document, const Profile& profile,
                                        const Vocabulary& vocabulary, InstanceId instance, FactId fact,
                                        std::uint32_t option);

// Where the list of such entries below `parent` stands or belongs.
std::optional<ProfilePlace> placeOfList(const Datum& document, const Profile& profile,
                                        const Vocabulary& vocabulary, InstanceId parent, EntityId entries);

// What stands there, or null.
const Datum* at(const Datum& document, const ProfilePlace& place);

// The answer of a fact as a judgement records it that rests on it (`rested_on`): its value as the profile
// writes it, `none` where a complete record lacks it, else `unknown`; by options where it is asked so.
Datum recordedDatum(const Datum& document, const Profile& profile, const Vocabulary& vocabulary,
                    InstanceId instance, FactId fact);

}  // namespace jurat
