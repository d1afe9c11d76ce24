// Prepared: the steps of a rule set as they run when answers alone are asked for on one day; for the machine
// only.
//
// What no profile changes is worked out once: a step over constants is one, a limb that is settled is left
// out, a case that cannot apply too. The rest says at once how its operands are reached, so that nothing is
// looked at that does not count (demand.h).
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/evaluate/company.h"
#include "engine/evaluate/machine.h"

namespace jurat {

// Blocks of more steps, or deeper ones, are run whole: what is asked for one by one is asked for by
// recursion.
inline constexpr std::uint32_t kMostDemanded = 4'096, kDeepestDemanded = 32;

// How a slot is found.
enum class Ask : std::uint8_t {
  Constant,  // a: Prepared::constants; b: Prepared::figures when flags
  Element,   // the one that its frame runs for
  Outer,     // as Op::Outer
  Ancestor,  // a: ref, b: entity
  OwnFact,   // of the frame's element; b: fact, c: index of the lowest option; count: the answer's place in
             // its record, flags: its FactForm
  Fact,      // the same of the element in slot a
  OwnDefinition,  // of the frame's element; b: block
  Definition,     // of the element in slot a, kNoId for none
  Not,            // a
  All,            // Prepared::operands [a, a + count)
  Any,
  AnyIncluded,    // the same with one more limb: a set of the frame's element (b: fact, c: as above) includes
                  // any of mask
  Select,         // Prepared::cases [a, a + count), b: the general case or kNoId; flags: whether of yes or no
  Compare,        // a, b: numbers, days or money
  InOptions,      // a, mask: of at most 64 options
  InWideOptions,  // a, b: RuleSet::masks; of more
  Includes,       // a, mask: any of them
  SetEmpty,       // a: of at most 64 options
  SameTruth,      // a, b: yes or no each
  Given,          // a; as Op::Given
  IsGiven,        // a; flags: whether it is ordered; b: its Repr
  Multiply,       // a, b
  Previous,       // a: ref
  SeriesEnd,      // a: domains, of one hop; flags: whether the last
  Has,            // a: domains, likewise; flags: the Op, a quantifier
  Duty,           // a: whether it is met; no deadline
  Extreme,        // operands [a, a + count); flags: whether the highest
  Step,           // whatever else: the step itself, once its operands are there
};

struct PreparedStep {
  Ask ask = Ask::Step;
  std::uint8_t flags = 0;
  std::uint32_t count = 0;
  std::uint32_t a = kNoId, b = kNoId, c = kNoId;
  std::uint64_t mask = 0;
};

struct PreparedCase {
  std::uint32_t condition = 0, value = 0;
};

struct PreparedBlock {
  std::uint32_t first = 0, result = 0;  // as of its BlockCode
  Repr repr = Repr::Truth;              // of its result
  bool per_element = false;             // it has a subject
  // No more steps are run when each is run anew for whoever reads it, and of frames above it none is asked:
  // it may be reckoned without a frame.
  bool brief = false;
};

struct PreparedDomain {
  std::uint32_t base = kNoId;  // as of its DomainCode
  EntityId entity{kNoId};      // of one hop
  FactId ordered_by{kNoId};
  BlockId where{kNoId}, body{kNoId};
  bool fixed = false;  // the list is always whole
  bool brief = false;  // one hop, and both blocks are brief
};

struct Prepared {
  std::shared_ptr<const RuleSet> rules;
  AsOf as_of;
  std::vector<PreparedStep> steps;  // by the steps of the rule set
  std::vector<std::uint32_t> operands;
  std::vector<PreparedCase> cases;
  std::vector<Slot> constants;      // those of the rule set, then what was worked out
  std::vector<std::uint8_t> whole;  // by block: run from the first step to the last
  std::vector<Figure> figures;      // constants that are such
  std::vector<PreparedBlock> blocks;
  std::vector<PreparedDomain> domains;  // by those of the rule set
  std::unique_ptr<Machine> by;          // holds what constants refer to

  // The value of a block for whatever element, when no profile changes it; else null.
  const Slot* settled(BlockId block) const;
  // The block that says the same of the same element: itself, or what it only asks.
  BlockId behind(BlockId block) const;
};

// What can be reckoned without frames (reckoner.h); steps have been prepared.
void prepareBriefs(Prepared& prepared);

// Takes about as long as compile() does. Deterministic.
std::unique_ptr<const Prepared> prepare(std::shared_ptr<const RuleSet> rules, const AsOf& as_of,
                                        Limits limits = {});

}  // namespace jurat
