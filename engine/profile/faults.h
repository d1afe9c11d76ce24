// Faults: the complaints about one profile, bounded, in words that quote no more of it than a line can hold.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"

namespace jurat {

struct Datum;

// A file of a million faults must not cost a million suggestions: after ten times the number that is shown,
// reading stops with a note that says so.
class Faults {
 public:
  Faults(Diagnostics& diagnostics, const Limits& limits, std::string_view what = "profile")
      : diagnostics_(diagnostics),
        what_(what),
        errors_before_(diagnostics.errorCount()),
        at_most_(limits.errors * 10) {}

  void report(Diagnostic diagnostic);
  bool exhausted() const { return reported_ >= at_most_; }
  bool clean() const { return diagnostics_.errorCount() == errors_before_; }

 private:
  Diagnostics& diagnostics_;
  std::string what_;  // the word for the document
  std::size_t errors_before_ = 0;
  std::size_t at_most_ = 0;
  std::size_t reported_ = 0;
};

// User text in backticks, shortened when it is long.
std::string tick(std::string_view text);

// Reports every key of a finished record that stands there twice, and keeps the first of each.
void refuseDuplicateKeys(Datum& record, Faults& faults);

}  // namespace jurat
