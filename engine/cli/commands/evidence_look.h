// Looking at the evidence of the profiles of a run.
#pragma once
#include <string>
#include <vector>

#include "engine/profile/profile.h"

namespace jurat {

// The folder below which the evidence of a profile lies: its own, or the working one for standard input.
std::string folderOf(const Profile& profile);

// Looks at all evidence and tells the answers, so that those on evidence that does not stand do not count.
// What was found, a word each, profile by profile in the order of their answers: a replay reads no files.
std::vector<std::vector<std::string>> applyEvidence(std::vector<Profile>& profiles);

}  // namespace jurat
