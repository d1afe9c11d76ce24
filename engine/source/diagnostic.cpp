#include "engine/source/diagnostic.h"

#include <algorithm>
#include <utility>

namespace jurat {

void sortByPlace(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.primary.span.begin, a.code, a.primary.span.end) <
           std::tie(b.primary.span.begin, b.code, b.primary.span.end);
  });
}

void Diagnostics::report(Diagnostic diagnostic) {
  const Span at = diagnostic.primary.span;
  // Two missing files are two faults, although neither has a place.
  Key key{diagnostic.code, at.begin, at.end, at.known() ? std::string() : diagnostic.message};
  if (!seen_.insert(std::move(key)).second) return;
  if (diagnostic.level == DiagnosticLevel::Error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> out = all_;
  sortByPlace(out);
  return out;
}

void Diagnostics::append(const Diagnostics& other) {
  for (const Diagnostic& diagnostic : other.all_) report(diagnostic);
}

}  // namespace jurat
