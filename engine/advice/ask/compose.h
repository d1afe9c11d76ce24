// Composition: what open answers depend on, block by block.
//
// A block is run for what it reads itself: the facts, and what other blocks say, each of which has a diagram
// of its own and here only as many values as that comes to. Its own diagram is put together from these. So a
// block is looked into once for all rules that rest on it, and by itself, however many facts stand behind
// what it reads. Only the machine runs steps: nothing of their meaning is said here again.
//
// An answer depends on what stands in its diagram and on nothing else. Where nobody has looked (between the
// samples of an interval in which a formula counts, or past a limit) the diagram has an end that says so, and
// what leads there or is waited for there may matter.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/advice/ask/diagrams.h"
#include "engine/advice/ask/explore.h"
#include "engine/advice/ask/gaps.h"
#include "engine/advice/ask/question.h"
#include "engine/base/limits.h"

namespace jurat::asking {

// Of one profile, for one question after the other; what is known of a block is kept for all of them.
class Composer : private KnownResults {
 public:
  // Changes `trial` while it works and leaves it as it was. Past Limits::ask_trials and Limits::steps, of all
  // questions together, it looks no further.
  Composer(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits);

  // Each knows more than the one before it, and costs more: a glance makes few evaluations, and looks at two
  // of a formula's values, which are mostly enough to show what counts; a look at two makes more evaluations.
  enum class Pass : std::uint8_t { Glance, Few, Thorough };

  // On what it depends; without leaves.
  Explored explore(const Question& question, Pass pass);
  // Evaluations made so far.
  std::size_t trials() const { return trials_; }

 private:
  using Node = Diagrams::Node;
  static constexpr std::size_t kMostEnds = 12;  // of a block that is told by its diagram
  // What a way through a diagram comes to.
  struct End {
    enum class Kind : std::uint8_t {
      Settled,
      Open,    // what is left open is no fact, or a list that stays open
      Unseen,  // nobody has looked
    } kind = Kind::Settled;
    Slot slot{};                         // of a block
    Label label{};                       // of a question
    bool held = false;                   // Open: because a list may hold more
    bool source = false;                 // Open: because a source is not confirmed, and for nothing else
    std::vector<std::uint32_t> waits{};  // not settled: for which gaps, or come to by which
  };
  // What is known of a block for an element.
  struct Result {
    BlockId block{kNoId};
    InstanceId element{kNoId};
    bool ready = false, inlined = false;  // inlined: run by whoever asks for it
    bool cut = false;                     // a limit was met
    Node diagram = 0;
    Slot open;  // when nothing is known of the company but what it said
    std::vector<Node> ends;
    std::vector<std::uint32_t> seen;   // gaps, sorted
    std::vector<std::uint32_t> hangs;  // of these, on which it depends or may
  };
  // What is being looked into: a block for an element, or a question.
  struct Task {
    const Question* question = nullptr;
    BlockId block{kNoId};
    InstanceId element{kNoId};
    std::vector<std::uint32_t> placed{};  // variables that stand somewhere
    std::vector<std::pair<std::uint32_t, Node>>
        supposed{};                        // results, and to which end they are taken to come
    std::vector<std::uint32_t> seen{};     // gaps, sorted
    std::vector<const Constants*> near{};  // what it compares with
    std::vector<std::uint32_t> unshown{};  // numbers of its ends that are not settled
    std::vector<Node> settled{};           // its other ends, of a block
    bool wide = false;                     // a block with more ends than are told
    bool few = false;                      // of an interval two samples are looked at
    bool sampled = false;                  // there was one
    std::size_t most = 0;                  // evaluations that may be made; less under a split
    std::size_t trials = 0;
    bool cut = false;
  };
  // How it stands in one trial.
  struct State {
    bool settled = false;
    bool held = false;  // not settled, among others because a list may hold more
    bool source =
        false;  // not settled: of what no answer settles there is only a source that is not confirmed
    Slot slot;
    Label label;
    std::vector<std::uint32_t> gaps;     // that it waits for
    std::vector<std::uint32_t> results;  // likewise results
    std::vector<std::uint32_t> unseen;   // numbers of ends at which nobody has looked
    std::vector<std::uint32_t> open;     // likewise of ends that stay open
  };

  static void join(std::vector<std::uint32_t>& into, std::uint32_t each);  // sorted, once
  Explored explore(const Question& question, std::size_t most, bool few);
  const Slot* resultOf(BlockId block, InstanceId element) override;
  void look(std::uint32_t result);
  State begin(Task& task);
  State ask(Task& task);
  std::uint32_t reply(const Task& task, State& state);
  void read(Task& task, State& state, std::uint32_t cause);
  void withdraw(const Task& task, std::vector<Part>& parts);
  Node explore(Task& task, const State& state);
  Node splitByFact(Task& task, std::uint32_t variable, const State& state);
  Node splitByResult(Task& task, std::uint32_t result);
  // What lies under each of `states`, where `stand(i)` makes things stand as they stood for it. Each gets its
  // share of the evaluations that are left, and what one does not need is left to those after it.
  template <typename Stand>
  std::vector<Node> exploreEach(Task& task, const std::vector<State>& states, const Stand& stand);
  Node held(Task& task, const State& state);
  // Whether some answers leave it open as long as the lists stand as they do: looked for among a few.
  bool staysOpen(Task& task, const State& state, std::size_t& tries);
  Node leaf(Task& task, const State& state);
  Node unshown(Task& task, const State& state, End::Kind kind);
  Node add(End end);
  bool spent(const Task& task) const;
  // Whether two diagrams come to different answers where all variables stand alike: for certain, perhaps.
  // `list`: they differ by what a list may hold.
  struct Apart;
  std::uint8_t apart(Node a, Node b, bool list, Apart& known) const;
  std::uint8_t apart(const End& a, const End& b, bool list) const;
  std::vector<std::uint32_t> hangsOn(Node diagram) const;
  Matters mattersAt(std::uint32_t gap, const std::vector<Node>& nodes, Apart& known) const;
  Explored explored(const Task& task, Node diagram) const;

  Machine& machine_;
  Profile& trial_;
  AsOf as_of_;
  Limits limits_;
  Gaps gaps_;
  Diagrams diagrams_;
  std::vector<bool> supplied_;  // by block: its result may be told in place of a run
  std::vector<BlockId> like_;   // by block: the first that says the same
  std::vector<End> ends_;       // by number
  using Said = std::tuple<std::uint64_t, std::uint64_t, std::uint8_t, std::uint8_t, bool, std::uint32_t,
                          Number, Number>;
  std::map<Said, std::uint32_t> settled_;  // slots of blocks
  std::vector<std::pair<Label, std::uint32_t>> labels_;
  std::vector<std::unique_ptr<Result>> results_;
  std::unordered_map<std::uint64_t, std::uint32_t> result_of_;  // by block and element
  std::vector<std::uint32_t> needed_;                           // results that a trial lacked
  std::vector<std::uint32_t> single_;                           // that it had, and that come to one end
  Task* task_ = nullptr;
  Slot told_;
  std::size_t trials_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace jurat::asking
