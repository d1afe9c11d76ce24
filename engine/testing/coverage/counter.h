// CoverageCounter: looks over a machine's shoulder after each start of a test and counts what was gone
// through.
#pragma once
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/machine.h"
#include "engine/testing/coverage/points.h"

namespace jurat {

class CoverageCounter {
 public:
  // Counts in these packs. `rules` must be the rule set of every machine that is looked at.
  CoverageCounter(const RuleSet& rules, const std::vector<PackId>& packs, const SourceMap& sources);

  void found(const Finding& finding);
  // Everything that has run since the machine's start; to be called once before the next.
  void look(const Machine& machine);

  Coverage finish();

 private:
  // A slot of a block whose value goes one way or the other.
  struct Watched {
    std::uint32_t slot = 0;
    std::size_t point = 0;
  };
  // A data table read in a block: by an option known beforehand, or by that of a slot; on the as-of day, or
  // on that of a slot.
  struct Reading {
    std::uint32_t slot = kNoId;
    std::uint32_t option = kNoId;
    std::uint32_t day = kNoId;
    checked::DeclarationId table{kNoId};
  };
  struct BlockPoints {
    std::vector<Watched> truths;
    std::vector<Reading> readings;
    std::vector<std::size_t> runs;       // points seen by running at all: versions
    std::optional<std::size_t> matched;  // the block matches the rows of a decision table: point of the first
  };
  const BlockPoints& pointsIn(const BlockCode& block);
  void readings(const BlockCode& block, BlockPoints& points) const;
  void selects(const BlockCode& block, BlockPoints& points) const;
  void within(const BlockCode& block, const checked::Branch& branch, BlockPoints& points) const;
  void count(const Slot& slot, std::size_t point);
  void read(const Reading& reading, const Frame& frame, Date as_of);
  void matched(const Matched& match, std::size_t first);
  void rule(const RuleCode& rule);
  void amount(const AmountCode& amount);
  void exceptions(BlockId block, const std::vector<ExceptionCode>& list);

  const RuleSet& rules_;
  std::vector<PackId> packs_;
  PointIndex index_;
  std::unordered_map<const BlockCode*, BlockPoints> blocks_;
  // What stands outside the blocks: exceptions of rules and amounts, versions by their blocks.
  std::unordered_map<const BlockCode*, BlockPoints> outside_;
};

}  // namespace jurat
