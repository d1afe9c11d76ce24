// Exploration: what an open answer depends on, found by answering for the company in every way that can
// matter.
//
// An open answer is split by one of the things that it waits for: for each part of its values the question is
// put again, until it is settled. Each settled end is a box: parts of some unknowns, any value of the others.
// The boxes do not overlap, and together they are all that can be answered. So an answer depends on an
// unknown if and only if two boxes that end differently are apart in that unknown alone: then, and only then,
// one company in each differs in nothing else.
//
// Numbers and days are cut at the constants of the rules, and then at each value at which the answer,
// reckoned from several of them, is seen to change its kind; a box says what it says because the machine says
// so of all its values at once. What is left is a formula: within such a box the answer hangs on the values
// themselves.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "engine/advice/ask/question.h"
#include "engine/advice/ask/unknown.h"
#include "engine/advice/range/trace.h"

namespace jurat::asking {

// Parts by the number of the unknown; of those beyond its end any.
using Box = std::vector<Part>;

// Where two boxes are apart: how many unknowns (counted to 2), and the last of these.
struct Gap {
  std::size_t count = 0, unknown = 0;
};
Gap gapOf(const Box& a, const Box& b);

struct Leaf {
  Box box;
  bool settled = true;  // false: what is left open is no fact, or a list that stays open
  bool seen = true;     // false: nobody has looked what the answers are in this box
  Label label{};
  // The answer is a formula of these unknowns all over the box: they settle it, whatever the others.
  std::vector<std::uint32_t> formula_of{};
  bool covered = false;      // it lies in the box of such a formula
  bool unconfirmed = false;  // of such a formula: it rests on a source that is not confirmed
  std::shared_ptr<const AmountResult> amount{};  // of amounts and benefits
};

enum class Matters : std::uint8_t {
  No,
  Perhaps,  // neither was shown
  Yes,
};

struct Explored {
  std::vector<Unknown> unknowns;
  std::vector<Matters> matters;  // by unknown
  std::vector<Missing> missing;  // likewise: how it is asked for
  std::vector<Leaf> leaves;
  bool cut = false;      // given up before its end
  bool sampled = false;  // there are values beside those that were looked at
  std::size_t trials = 0;
};

// Whether of a fact that was come upon neither was shown.
bool hasDoubts(const Explored& explored);

// Whether there is something left to learn: as above, or of facts that were not come upon.
bool inDoubt(const Explored& explored);

// Of one profile, for one question after the other.
class Explorer {
 public:
  // Changes `trial` while it explores and leaves it as it was. Past Limits::steps, of all its evaluations
  // together, it gives up.
  Explorer(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits);

  // `trials`: evaluations that may be made, and as many again with the values to cut at that these found.
  // `asker`: the pack whose time zone counts.
  Explored explore(const Question& question, const Constants& constants, PackId asker, std::size_t trials);

 private:
  struct Open {
    Reply reply;
    std::vector<std::uint32_t> waits_for;  // unknowns, in the order in which they were asked for
    bool other = false;                    // something that no answer settles, or a list that stays open
    bool unconfirmed = false;              // a source among it
  };
  void pass();
  Open ask();
  std::uint32_t unknownFor(const Cause& cause, std::uint32_t node);
  void place(std::uint32_t unknown, const Part& part);
  void go(const Open& open);
  void split(std::uint32_t unknown, const Open& open);
  bool isFormula(const Open& open) const;
  void formula(std::uint32_t unknown, const Open& open);
  bool tries(const Open& open);
  std::shared_ptr<const AmountResult> roundedAmount(const Open& open);
  bool triesWith(std::uint32_t unknown, std::size_t base, const Open& open);
  std::vector<Part> partsOf(std::uint32_t unknown) const;
  std::optional<std::uint32_t> next(const Open& open) const;
  void leaf(const Reply& reply, bool settled);
  void compare(const Leaf& a, const Leaf& b);
  void perhaps(std::uint32_t unknown);
  void unseen(const Open& open);
  void unsure(const Open& open);

  // probe.cpp
  struct Sort {  // of an answer: what it can be, and what it is where it is settled
    bool settled = false, fails = false;
    Label label;
    friend bool operator==(const Sort&, const Sort&) = default;
  };
  using Cuts = std::map<UnknownKey, std::set<Number>>;
  const std::set<Number>* cutsAt(const Cause& cause) const;
  bool probe();  // adds to the cuts; false: there are no more
  void boxesProbed(bool& more);
  bool probed(std::uint32_t unknown, Interval over);
  bool mayProbe() const { return out_.trials < most_ && steps_ < most_steps_; }
  void stand(std::uint32_t unknown, const Interval& in);
  Sort sortIn(std::uint32_t unknown, const Interval& in, bool figures);
  std::set<Number> meetings(std::uint32_t unknown, const Interval& over, bool& clear);
  void switches(std::uint32_t unknown, const Interval& over, std::set<Number>& into);
  std::set<Number> borders(std::uint32_t unknown, const std::vector<Interval>& pieces);
  const Type& typeOf(std::uint32_t unknown) const;

  Machine& machine_;
  Profile& trial_;
  AsOf as_of_;
  Question question_;
  const Constants* constants_ = nullptr;
  Moment now_;
  std::size_t most_ = 0;
  std::uint64_t most_steps_ = 0, steps_ = 0;
  Limits limits_;
  Trace trace_;
  Cuts cuts_;
  Explored out_;
  Box box_;
  std::size_t first_answer_ = 0;      // of those added to the trial, one an unknown
  std::optional<std::uint32_t> met_;  // what a trial of a formula came upon that nobody has told apart yet
  std::vector<std::uint32_t> said_;   // by unknown: what Instance::answers said; of a list its flags
};

}  // namespace jurat::asking
