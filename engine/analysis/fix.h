// Fixes: the replacements of findings applied to a file, all or nothing, without touching a comment.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {

struct SourceFile;

// The text of the file with the replacements of its findings, in canonical form where it was so before or
// where a finding says that it is not; nothing when there is none to make, or when the result would not parse
// or not hold the same comments. Of replacements that lie in each other the outer is made; the inner is found
// again.
std::optional<std::string> fixed(const SourceFile& source, const std::vector<Diagnostic>& findings);

}  // namespace jurat
