// Gaps: what a profile leaves open, each as a variable of diagrams, and which answer it has for a trial.
#pragma once
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "engine/advice/ask/diagrams.h"
#include "engine/advice/ask/unknown.h"
#include "engine/advice/ask/value_flow.h"
#include "engine/evaluate/machine.h"

namespace jurat::asking {

class Gaps {
 public:
  // Changes `trial`, and leaves it as it was once everything is any value again. Both must outlive it.
  Gaps(Machine& machine, Profile& trial, const AsOf& as_of);

  // The gap of a cause that an answer can settle, by its number; made when it is met for the first time.
  std::uint32_t gapOf(const Cause& cause);
  const Unknown& unknown(std::uint32_t gap) const { return gaps_[gap].unknown; }
  const Missing& missing(std::uint32_t gap) const { return gaps_[gap].missing; }
  // Whether it can be told apart further as it stands.
  bool isOpen(std::uint32_t gap) const;
  // Of a list: whether it may hold more as it stands.
  bool holdsMore(std::uint32_t gap) const;
  // By which of its variables to tell it apart next, for blocks that compare with `near`. Variables stand in
  // the order in which they are first asked for here: what is told apart together stands together, which
  // keeps diagrams small. INVARIANT: isOpen.
  std::uint32_t next(std::uint32_t gap, const std::vector<const Constants*>& near);
  std::uint32_t gapBehind(std::uint32_t variable) const { return variables_[variable].gap; }
  // What a block compares with.
  const Constants& constantsNear(BlockId block) { return flow_.constantsNear(block); }

  // Where a variable stands now; any value at first. Of a set's option the parts are 0, in it, and 1.
  Part placed(std::uint32_t variable) const;
  void place(std::uint32_t variable, const Part& part);
  // Into what it can be split where it stands: parts, and whether they leave values out at which nobody
  // looks. `few`: no more than two samples of an interval.
  std::vector<Part> partsOf(std::uint32_t variable, bool few) const;
  bool leavesOut(std::uint32_t variable) const;

  // A diagram that comes to `ends[i]` for the values of `parts[i]`, and to `beside` for all others.
  Diagrams::Node splitBy(std::uint32_t variable, const std::vector<Part>& parts,
                         const std::vector<Diagrams::Node>& ends, Diagrams::Node beside, Diagrams& in) const;

 private:
  struct Group {
    std::vector<std::uint32_t> options;
    Part part{};  // 0: the first of them is in the set, and none of the others counts; 1: none is
    std::uint32_t variable = kNoId;
  };
  struct Gap {
    Unknown unknown;
    Missing missing;
    Part part;
    std::uint32_t said = 0;            // what Instance::answers said; of a list its flags
    std::size_t answer = 0;            // its place among the trial's answers
    std::uint32_t variable = kNoId;    // kNoId while nobody has asked for it, and of a set
    std::vector<std::uint32_t> first;  // by part: its first value in diagrams
    std::uint32_t values = 0;          // in diagrams
    std::vector<Group> groups;         // of a set's options: each is a variable
  };
  struct Variable {
    std::uint32_t gap = 0, group = 0;
  };
  std::uint32_t variableOf(std::uint32_t gap, std::uint32_t group, std::uint32_t& known);
  void number(Gap& gap) const;
  void group(Gap& gap, const UnknownSpec& spec) const;
  Constants constantsOf(const Cause& cause);
  void placeList(const Gap& gap, Instance& instance) const;
  Answer answerOfSet(const Gap& gap) const;

  Machine& machine_;
  Profile& trial_;
  AsOf as_of_;
  Moment now_;  // the latest that any pack has
  ValueFlow flow_;
  std::vector<Gap> gaps_;
  std::vector<Variable> variables_;
  std::map<std::tuple<std::uint32_t, bool, std::uint32_t, std::uint32_t>, std::uint32_t> known_;
};

}  // namespace jurat::asking
