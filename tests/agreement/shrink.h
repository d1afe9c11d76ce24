// smallest(): a case that fails cut down to what the failure needs.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "tests/agreement/generate.h"

namespace jurat::generated {

// The fault of a case, or nothing when it is in order or does not load.
using Fault = std::function<std::optional<std::string>(const std::string& pack, const Node& profile)>;

// The fault that is left, the pack and the profile.
std::string smallest(Text pack, Node profile, const Fault& fault);

}  // namespace jurat::generated
