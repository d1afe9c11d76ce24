// Baseline: the findings that a project knew when it began to use the gate, or has accepted since. They do
// not decide the exit code; what is new or worse does.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/gate/gate.h"

namespace jurat {

class Diagnostics;
struct SourceFile;

struct BaselineEntry {
  std::string fingerprint;  // findingFingerprint()
  std::string profile;      // the profile's path as seen from the baseline's folder
  std::string rule, subject;
  Outcome outcome = Outcome::Violated;
  checked::Severity severity = checked::Severity::Medium;
  Date since;  // the day it was first taken up
};

struct Baseline {
  std::vector<BaselineEntry> entries;  // by profile, rule, subject, fingerprint
};

// Reads a baseline file (docs/gate.md). All faults are reported; nothing when there was one.
std::optional<Baseline> readBaseline(const SourceFile& source, const Limits& limits,
                                     Diagnostics& diagnostics);

// The file: the same bytes for the same entries.
std::string baselineText(const Baseline& baseline);

// Whether the entry still accepts the finding: one that has become worse (violated where it was open, or of a
// higher severity) is new.
bool accepts(const BaselineEntry& entry, const Finding& finding);

struct BaselineChange {
  bool prune = false;    // take out what is gone
  bool no_grow = false;  // take nothing new up
  // Whether a profile of that name still exists; entries of those that do not go with `prune`.
  std::function<bool(const std::string&)> exists;
};

struct BaselineUpdate {
  Baseline baseline;
  std::size_t added = 0, kept = 0, removed = 0;
  std::size_t refused = 0;  // new, and left out because of `no_grow`
};

// The baseline after a run that was judged with `old` (empty: the first one): what asks for an exit code and
// no waiver covers and no level switches off is in it, `since` as it was, else the day of the run.
BaselineUpdate updatedBaseline(const Baseline& old, const std::vector<JudgedProfile>& judged,
                               const GateResult& result, const BaselineChange& change);

}  // namespace jurat
