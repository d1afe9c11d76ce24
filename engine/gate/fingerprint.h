// Fingerprints: what makes a finding the same one in another run, and what a waiver was granted for.
#pragma once
#include <string>
#include <string_view>

#include "engine/evaluate/assessment.h"

namespace jurat {

// 64 hex digits of rule, subject, the paths of the facts that decided, and the name of the profile: the same
// when lines move, values change or facts are written in another order; never shared by two profiles.
std::string findingFingerprint(const Finding& finding, std::string_view profile);

// 64 hex digits of rule, subject, and the facts that decided with their values: another as soon as one of
// them says something else, the same however it is spelt. The outcome is no part of it: a deadline that
// passes changes no fact.
std::string factsFingerprint(const Finding& finding);

}  // namespace jurat
