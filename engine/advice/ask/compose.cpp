#include "engine/advice/ask/compose.h"

#include <algorithm>
#include <utility>

#include "engine/advice/ask/supplied.h"

namespace jurat::asking {
namespace {

constexpr std::size_t kGlances = 8;  // as many first looks cost as much as a thorough one
constexpr std::size_t kFigures = 3;  // likewise of blocks that reckon; the others are run by whoever asks

}  // namespace

Composer::Composer(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits)
    : machine_(machine),
      trial_(trial),
      as_of_(as_of),
      limits_(limits),
      gaps_(machine, trial, as_of),
      diagrams_(limits.ask_nodes, limits.ask_node_steps),
      supplied_(suppliedOf(machine.rules())),
      like_(likeOf(machine.rules(), supplied_)) {}

void Composer::join(std::vector<std::uint32_t>& into, std::uint32_t each) {
  const auto at = std::lower_bound(into.begin(), into.end(), each);
  if (at == into.end() || *at != each) into.insert(at, each);
}

// What the machine is told in place of running a block. A result that nobody has looked into yet is noted,
// and the trial is made once more when it is known.
const Slot* Composer::resultOf(BlockId block, InstanceId element) {
  if (!supplied_[raw(block)] || (element != InstanceId{kNoId} && machine_.isPhantom(element))) return nullptr;
  if (!task_->question && task_->block == block && task_->element == element) return nullptr;
  const std::uint64_t key = (std::uint64_t{raw(like_[raw(block)])} << 32) | raw(element);
  const auto [at, fresh] = result_of_.emplace(key, static_cast<std::uint32_t>(results_.size()));
  if (fresh) {
    results_.push_back(std::make_unique<Result>());
    results_.back()->block = block;
    results_.back()->element = element;
  }
  const std::uint32_t index = at->second;
  const Result& result = *results_[index];
  told_ = Slot{};
  if (!result.ready) {
    needed_.push_back(index);
    const BlockCode& code = machine_.rules().blocks[block];
    const bool truth = machine_.rules().steps[code.first + code.result].repr == Repr::Truth;
    told_.can = truth ? kYes | kNo : kError;
    return &told_;
  }
  if (result.inlined) return nullptr;
  const auto supposed = std::find_if(task_->supposed.begin(), task_->supposed.end(),
                                     [&](const auto& each) { return each.first == index; });
  const bool single = diagrams_.isEnd(result.diagram);
  if (supposed == task_->supposed.end() && !single) {
    told_ = result.open;
    told_.cause = machine_.causesForJoining().leaf(
        {.kind = CauseKind::FactNotGiven, .instance = element, .option = index});
    return &told_;
  }
  if (single && !result.seen.empty()) single_.push_back(index);
  const std::uint32_t number = diagrams_.numberOf(single ? result.diagram : supposed->second);
  const End& end = ends_[number];
  told_ = end.slot;
  if (end.source) {
    told_.cause = machine_.causesForJoining().leaf({.kind = CauseKind::SourceNotConfirmed});
  } else if (end.kind != End::Kind::Settled) {
    told_.cause = machine_.causesForJoining().leaf(
        {.kind = CauseKind::FactUnknown, .instance = element, .option = number});
  }
  return &told_;
}

void Composer::look(std::uint32_t index) {
  Result& result = *results_[index];
  if (result.ready) return;
  const BlockCode& code = machine_.rules().blocks[result.block];
  const bool ordered = machine_.rules().steps[code.first + code.result].repr == Repr::Ordered;
  Task task{.block = result.block, .element = result.element, .most = limits_.answer_trials};
  if (ordered) task.most /= kFigures;
  task.near.push_back(&gaps_.constantsNear(result.block));
  Task* const before = std::exchange(task_, &task);
  const State root = begin(task);
  result.open = root.slot;
  result.diagram = explore(task, root);
  result.ends = diagrams_.endsOf(result.diagram);
  result.inlined = task.wide || result.ends.size() > kMostEnds || (ordered && task.cut);
  result.hangs = hangsOn(result.diagram);
  result.seen = std::move(task.seen);
  result.cut = task.cut;
  result.ready = true;
  task_ = before;
}

void Composer::withdraw(const Task& task, std::vector<Part>& parts) {
  for (const std::uint32_t variable : task.placed) {
    parts.push_back(gaps_.placed(variable));
    gaps_.place(variable, Part{});
  }
}

// With nothing placed everything is come upon, also what makes no difference to a block that it is read in.
Composer::State Composer::begin(Task& task) {
  State out = ask(task);
  if (out.settled) return out;
  for (const std::uint32_t index : single_) {
    for (const std::uint32_t each : results_[index]->seen) join(task.seen, each);
  }
  return out;
}

Composer::State Composer::ask(Task& task) {
  for (;;) {
    State state;
    needed_.clear();
    single_.clear();
    machine_.startAgain(*this);
    ++trials_;
    ++task.trials;
    const std::uint32_t cause = reply(task, state);
    steps_ += machine_.steps();
    if (needed_.empty()) {
      if (!state.settled) read(task, state, cause);
      return state;
    }
    // They are looked into with nothing placed.
    const std::vector<std::uint32_t> needed = needed_;
    std::vector<Part> parts;
    withdraw(task, parts);
    for (const std::uint32_t each : needed) look(each);
    for (std::size_t i = 0; i < parts.size(); ++i) gaps_.place(task.placed[i], parts[i]);
  }
}

std::uint32_t Composer::reply(const Task& task, State& state) {
  if (task.question) {
    Reply reply = replyTo(machine_, *task.question);
    state.settled = reply.settled;
    state.label = std::move(reply.label);
    return reply.cause;
  }
  const Slot& slot = machine_.result(task.block, task.element);
  state.settled = slot.cause == 0;
  if (slot.could(kValue)) state.slot = slot;
  state.slot.can = slot.can;
  state.slot.flags = slot.flags;
  state.slot.cause = state.slot.fault = 0;
  return slot.cause;
}

// What an answer that is not settled waits for.
void Composer::read(Task& task, State& state, std::uint32_t node) {
  bool source_alone = true;
  std::vector<Cause> answerable;  // a new gap adds to the causes
  for (const Cause* cause : machine_.causes().collect(node)) {
    if (cause->fact == FactId{kNoId} && cause->kind == CauseKind::FactNotGiven) {
      const Result& result = *results_[cause->option];
      state.results.push_back(cause->option);
      for (const std::uint32_t each : result.seen) join(task.seen, each);
      task.cut = task.cut || result.cut;
    } else if (cause->fact == FactId{kNoId} && cause->kind == CauseKind::FactUnknown) {
      // The one end of a result, which stands for it without being split by.
      const bool open = ends_[cause->option].kind == End::Kind::Open;
      (open ? state.open : state.unseen).push_back(cause->option);
      for (const std::uint32_t each : ends_[cause->option].waits) join(task.seen, each);
      task.cut = task.cut || !open;
      source_alone = source_alone && !open;
      state.held = state.held || ends_[cause->option].held;
    } else if (isAnswerable(*cause, trial_)) {
      answerable.push_back(*cause);
    } else {
      source_alone = source_alone && cause->kind == CauseKind::SourceNotConfirmed;
    }
  }
  for (const Cause& cause : answerable) {
    const std::uint32_t gap = gaps_.gapOf(cause);
    join(task.seen, gap);
    if (gaps_.isOpen(gap)) state.gaps.push_back(gap);
    if (gaps_.holdsMore(gap)) {
      source_alone = false;
      state.held = true;
    }
  }
  state.source = source_alone;
}

Explored Composer::explore(const Question& question, Pass pass) {
  const std::size_t most = pass == Pass::Glance ? limits_.answer_trials / kGlances : limits_.answer_trials;
  return explore(question, most, pass != Pass::Thorough);
}

Explored Composer::explore(const Question& question, std::size_t most, bool few) {
  const std::size_t before = trials_;
  machine_.start(trial_, as_of_);
  Task task{.question = &question, .few = few, .most = most};
  for (const BlockId block : blocksOf(machine_.rules(), question, as_of_.day)) {
    if (block != BlockId{kNoId}) task.near.push_back(&gaps_.constantsNear(block));
  }
  task_ = &task;
  labels_.clear();
  const Node diagram = explore(task, begin(task));
  task_ = nullptr;
  Explored out = explored(task, diagram);
  out.trials = trials_ - before;
  return out;
}

}  // namespace jurat::asking
