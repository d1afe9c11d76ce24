// Canonical formatting of rule files: comments and line breaks of the author kept, spacing, indentation and
// the alignment of clauses and table columns settled by us. Idempotent; never changes the token sequence.
#pragma once
#include <optional>
#include <string>

namespace jurat {

struct SourceFile;
class Diagnostics;
namespace ast {
struct File;
}

// The formatted text, or nothing when the file does not parse (reported).
std::optional<std::string> format(const SourceFile& source, Diagnostics& diagnostics);
// The same of a file whose tree is known; it parsed without a fault.
std::string format(const SourceFile& source, const ast::File& tree);

}  // namespace jurat
