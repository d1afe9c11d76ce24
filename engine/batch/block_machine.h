// BlockMachine: runs the blocks of a RuleSet on a block of companies at once: a slot is a column. Reused
// between blocks of companies; one thread at a time.
//
// It runs the very steps that the scalar machine runs. What a loop over columns does is written here a second
// time and held against the scalar machine by tests; the rest is done lane by lane with the scalar machine's
// own code (LaneSteps); what needs the profile itself is escaped, and whoever asked for that rule asks the
// scalar machine.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/batch/columns.h"
#include "engine/batch/lane_steps.h"

namespace jurat::batch {

inline constexpr std::size_t kOps = static_cast<std::size_t>(Op::Result) + 1;
const char* opName(Op op);

// What became of the lanes of each op: how many there were, how many were done one by one, and how many
// escaped here (not those that only passed an escape on).
struct Statistic {
  struct OfOp {
    std::uint64_t steps = 0, lanes = 0, alone = 0, escaped = 0;
  };
  std::array<OfOp, kOps> ops{};
  void add(const Statistic& other);
};

// A run of one block for a number of elements; its columns are the trace.
struct Run {
  const BlockCode* code = nullptr;
  const Run* parent = nullptr;             // nested blocks: who asked
  const std::uint32_t* up = nullptr;       // nested blocks: by lane, the lane of the parent that asked
  EntityId entity{kNoId};                  // whose elements the lanes are
  const std::uint64_t* element = nullptr;  // by lane; null: lane i is element i
  std::size_t lanes = 0;
  Column* columns = nullptr;  // by slot
};

// The elements of lists, one segment a lane of the run that asks.
struct Walked {
  EntityId entity{kNoId};
  std::vector<std::uint32_t>
      first;                      // by lane: its first element among those walked over; one more at the end
  std::vector<std::uint32_t> up;  // by element walked over: the lane
  std::vector<std::uint64_t> element;
  std::vector<std::uint8_t> open;  // by lane: not whole; its last element is then what is not listed
  std::vector<std::uint8_t> why;   // by lane: why not, and causes of the base
  std::vector<std::uint8_t> base;  // by lane: `can` of the base, kEscaped when the walk does not know
  bool some_open = false;          // of some lane
  bool in_order = false;           // element walked over i is element i
};

class BlockMachine {
 public:
  BlockMachine(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits = {});

  // Starts over with another block; it must outlive the next start.
  void start(const Columns& columns);

  // The value of a block for every element of its subject, those that no list names behind the others; one
  // lane for all when it has none.
  const Column& result(BlockId block);
  // Runs a block for the first `lanes` elements of its subject; `use` sees the columns of its slots, which
  // are gone afterwards.
  template <typename Use>
  void run(BlockId block, std::size_t lanes, Use use) {
    const Arena::Mark mark = arena_.mark();
    Run run{.code = &rules_->blocks[block], .entity = rules_->blocks[block].subject, .lanes = lanes};
    execute(run);
    use(run);
    arena_.rewind(mark);
  }

  const RuleSet& rules() const { return *rules_; }
  const Columns& columns() const { return *columns_; }
  const AsOf& asOf() const { return as_of_; }
  Machine& scalar() { return lanes_.machine(); }
  // Of a ref that may be one of several elements: what is possible of it besides (`can` and why), and which.
  struct Several {
    std::uint8_t can = 0;
    std::uint32_t first = 0, count = 0;  // in several_elements_
  };
  const Statistic& statistic() const { return statistic_; }

 private:
  friend class Ops;
  void execute(Run& run);

  std::shared_ptr<const RuleSet> rules_;
  AsOf as_of_;
  LaneSteps lanes_;
  const Columns* columns_ = nullptr;
  std::vector<Column> results_;      // by block
  std::vector<std::uint8_t> known_;  // by block
  std::vector<Column> constants_;    // by constant
  Arena arena_;                      // of runs
  Arena kept_;                       // of results
  Arena always_;                     // of constants
  std::vector<Several> several_;
  std::vector<std::uint32_t> several_elements_;
  // By step, what it comes to in every block of companies, once it is known to be made of constants alone.
  std::vector<Column> folded_;
  // The lists that belong to each element of an entity itself, walked over once a block of companies.
  // By entity, list and lanes: what runs refer to stays as it is until the next block.
  std::map<std::tuple<EntityId, EntityId, std::size_t>, Walked> walked_;
  // Bytes of the bits of options, by where these begin and which byte, for whoever asks for single options.
  struct Plane {
    std::size_t lanes = 0;
    std::uint8_t* bytes = nullptr;
  };
  std::map<std::pair<const std::uint64_t*, unsigned>, Plane> planes_;
  std::map<EntityId, Column> previous_;  // and what stands before each element of an entity
  Statistic statistic_;
};

}  // namespace jurat::batch
