// Waivers: reading them, holding them to the rules of the packs, and telling people which do not hold.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/gate/gate.h"

namespace jurat {

class Diagnostics;
struct RuleSet;
struct SourceFile;

// A waiver that ends within so many days is said to end soon.
inline constexpr std::int64_t kSoon = 14;

// Reads a file of waivers (docs/gate.md). All faults are reported; nothing when there was one.
std::shared_ptr<const std::vector<Waiver>> readWaivers(const SourceFile& source, const Limits& limits,
                                                       Diagnostics& diagnostics);

// What waivers are held to.
struct WaiverScope {
  const std::vector<JudgedProfile>& judged;
  const RuleSet& rules;
  // Ids of all packs that can be found: a waiver of a pack among them that is no part of the run is left
  // alone.
  std::vector<std::string> known_packs;
};

// Reports as errors: a rule (J0713) or subject (J0714) that does not exist, a rule that may not be waived
// (J0715), a span above what the pack allows (J0716).
void checkWaivers(const std::vector<Waiver>& waivers, const WaiverScope& scope, Diagnostics& diagnostics);

// Whether it speaks of a profile of the run, and of a pack that was part of it.
bool speaksOf(const Waiver& waiver, const JudgedProfile& judged);

// The state of a waiver that speaks of `finding` on that day, or of nothing (null).
WaiverState stateOf(const Waiver& waiver, const Finding* finding, Date day);

// What people should know of waivers, as warnings and notes: not to hold (J0721 expired, J0722 lapsed, J0723
// nothing to waive, J0724 not yet), to end soon (J0725), to lack a fingerprint (J0726).
void reportWaivers(const GateResult& result, Diagnostics& diagnostics);

std::string_view waiverStateWord(WaiverState state);  // "valid", "expiring", "not yet" ...

// A waiver as an entry of a file of waivers, each line behind `indent` blanks.
std::string waiverText(const Waiver& waiver, std::size_t indent);

}  // namespace jurat
