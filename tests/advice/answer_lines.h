// An answer for a fact of any type, and what a profile says line by line; for the tests of the interview.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/profile/datum.h"
#include "engine/profile/profile.h"

namespace jurat::advice_test {

// Rules on bridges: a list, a judgement that rests on a fact, a fact asked by option.
extern const char* const kSmallPack;

// Nothing where the type names another record.
std::optional<Datum> answerTo(const Fact& fact, ProfileSyntax syntax, const Vocabulary& vocabulary);

// A line for each answer of each record, answered or not, and for each list; in the order of the vocabulary.
std::vector<std::string> contentsOf(const Profile& profile, const Vocabulary& vocabulary);

// Makes the line of one answer what the value says by itself; records that became written on the way are as
// they were.
void setContent(std::vector<std::string>& contents, const Profile& now, const Vocabulary& vocabulary,
                InstanceId instance, const Fact& fact, std::uint32_t option, const Datum& value);

}  // namespace jurat::advice_test
