// Drawing graphs with Graphviz, where it is installed.
#pragma once
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace jurat {

// A graph in DOT as SVG. Nothing when there is no `dot` on the path; an error when it was there and failed.
Result<std::optional<std::string>> drawSvg(const std::string& dot);

}  // namespace jurat
