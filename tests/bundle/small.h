// A bundle that is small and has something of everything in it, and what can be done with one.
#pragma once
#include <string>

#include "engine/base/limits.h"
#include "engine/bundle/calling.h"
#include "engine/source/source_map.h"

namespace jurat {

// What is looked for is a crash, not how long a million steps take.
Limits smallLimits();
// The body of a bundle of the packs of the tests.
std::string smallBody();
// Where the records of a body begin, behind its texts and files.
std::size_t recordsOf(const std::string& body);
// Whether this one of many cases is run: JURAT_CASE_PERCENT of them are, the same ones every time.
bool chosen();
// Reads a body; evaluates it for a profile that reads much of it, explains it and writes its reports. False:
// it was refused.
bool useBody(const std::string& body, const ChoosePacks& choose = {});

}  // namespace jurat
