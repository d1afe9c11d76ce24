#include "engine/advice/ask/compose.h"

#include <algorithm>
#include <utility>

namespace jurat::asking {
namespace {

constexpr std::size_t kNodes = 8, kSteps = 64;  // of diagrams, for each evaluation that may be made
constexpr std::size_t kGlances = 8;             // as many first looks cost as much as a thorough one
constexpr std::size_t kMostEnds = 12;           // of a block that is told by its diagram
constexpr std::uint32_t kPlace = 0x8000'0000;   // numbers of ends that stand for the parts of a split

void join(std::vector<std::uint32_t>& into, std::uint32_t each) {
  const auto at = std::lower_bound(into.begin(), into.end(), each);
  if (at == into.end() || *at != each) into.insert(at, each);
}

// Blocks whose value says all that there is to say of them, in a few values.
std::vector<bool> suppliedOf(const RuleSet& rules) {
  std::vector<bool> out;
  for (const BlockCode& block : rules.blocks) {
    if (block.nested || block.count == 0) {
      out.push_back(false);
      continue;
    }
    const Step& last = rules.steps[block.first + block.result];
    bool option = last.repr == Repr::Option;
    if (option) {
      const Type& type = rules.types[last.type];
      option =
          type.kind == TypeKind::Choice && rules.vocabulary().choices[ChoiceId{type.id}].options.size() <= 64;
    }
    out.push_back(last.op != Op::MatchRows && (option || last.repr == Repr::Truth));
  }
  // Of these more than the result is read.
  const auto run = [&](BlockId block) {
    if (block != BlockId{kNoId}) out[raw(block)] = false;
  };
  for (const RuleCode& rule : rules.rules) {
    for (const RuleVersion& version : rule.versions) run(version.duty);
  }
  for (const std::vector<AmountCode>* amounts : {&rules.amounts, &rules.benefits}) {
    for (const AmountCode& amount : *amounts) {
      for (const AmountVersion& version : amount.versions) run(version.block);
    }
  }
  return out;
}

}  // namespace

Composer::Composer(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits)
    : machine_(machine),
      trial_(trial),
      as_of_(as_of),
      limits_(limits),
      gaps_(machine, trial, as_of),
      diagrams_(limits.ask_trials * kNodes, limits.ask_trials * kSteps),
      supplied_(suppliedOf(machine.rules())) {}

// What the machine is told in place of running a block. A result that nobody has looked into yet is noted,
// and the trial is made once more when it is known.
const Slot* Composer::resultOf(BlockId block, InstanceId element) {
  if (!isSupplied(block) || (element != InstanceId{kNoId} && machine_.isPhantom(element))) return nullptr;
  if (!task_->question && task_->block == block && task_->element == element) return nullptr;
  const std::uint64_t key = (std::uint64_t{raw(block)} << 32) | raw(element);
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
  Task task{.block = result.block, .element = result.element, .most = limits_.answer_trials};
  task.near.push_back(&gaps_.constantsNear(result.block));
  Task* const before = std::exchange(task_, &task);
  const State root = ask(task);
  result.open = root.slot;
  result.diagram = explore(task, root);
  result.ends = diagrams_.endsOf(result.diagram);
  result.inlined = result.ends.size() > kMostEnds;
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

Composer::State Composer::ask(Task& task) {
  for (;;) {
    State state;
    needed_.clear();
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
  state.slot.can = slot.can;
  state.slot.flags = slot.flags;
  state.slot.may = slot.could(kValue) ? slot.may : 0;
  state.slot.must = slot.could(kValue) ? slot.must : 0;
  state.settled = slot.cause == 0;
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
    if (gaps_.holdsMore(gap)) source_alone = false;
  }
  state.source = source_alone;
}

bool Composer::spent(const Task& task) const {
  return task.trials >= task.most || trials_ >= limits_.ask_trials || steps_ >= limits_.steps ||
         diagrams_.full();
}

Composer::Node Composer::explore(Task& task, const State& state) {
  if (state.settled || (state.gaps.empty() && state.results.empty())) return leaf(task, state);
  if (spent(task)) {
    task.cut = true;
    return unshown(task, state, End::Kind::Unseen);
  }
  const Node out = state.results.empty() ? splitByFact(task, gaps_.next(state.gaps.front(), task.near), state)
                                         : splitByResult(task, state.results.front());
  if (!diagrams_.full()) return out;
  task.cut = true;  // what was put together is of no use
  return unshown(task, state, End::Kind::Unseen);
}

Composer::Node Composer::splitByFact(Task& task, std::uint32_t variable, const State& state) {
  const Part before = gaps_.placed(variable);
  const std::vector<Part> parts = gaps_.partsOf(variable, task.few);
  std::vector<Node> under, ends;
  std::vector<Diagrams::Case> cases;
  const bool first = before.whole();
  if (first) task.placed.push_back(variable);
  // All of them are asked before one is looked into: where a limit is met, what is possible is known of each.
  std::vector<State> states;
  for (const Part& part : parts) {
    gaps_.place(variable, part);
    states.push_back(ask(task));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    gaps_.place(variable, parts[i]);
    under.push_back(explore(task, states[i]));
  }
  // What lies beside them nobody has looked at.
  Node beside = under.empty() ? 0 : under.back();
  if (gaps_.place(variable, before); gaps_.leavesOut(variable))
    beside = unshown(task, state, End::Kind::Unseen);
  if (first) task.placed.pop_back();
  // Splits by the same fact, or by one that stands before it, may be among what lies under it.
  for (std::size_t i = 0; i <= parts.size(); ++i) {
    ends.push_back(diagrams_.end(kPlace + static_cast<std::uint32_t>(i)));
    cases.push_back({ends.back(), i < parts.size() ? under[i] : beside});
  }
  const Node last = ends.back();
  ends.pop_back();
  return diagrams_.select(gaps_.splitBy(variable, parts, ends, last, diagrams_), cases);
}

Composer::Node Composer::splitByResult(Task& task, std::uint32_t index) {
  std::vector<Diagrams::Case> cases;
  const std::vector<Node> ends = results_[index]->ends;
  std::vector<State> states;
  for (const Node end : ends) {
    task.supposed.emplace_back(index, end);
    states.push_back(ask(task));
    task.supposed.pop_back();
  }
  for (std::size_t i = 0; i < ends.size(); ++i) {
    task.supposed.emplace_back(index, ends[i]);
    cases.push_back({ends[i], explore(task, states[i])});
    task.supposed.pop_back();
  }
  return diagrams_.select(results_[index]->diagram, cases);
}

Composer::Node Composer::leaf(Task& task, const State& state) {
  if (!state.settled && !state.unseen.empty()) return unshown(task, state, End::Kind::Unseen);
  if (!state.settled && !state.source) return unshown(task, state, End::Kind::Open);
  if (task.question) {
    for (const auto& [label, number] : labels_) {
      if (label == state.label) return diagrams_.end(number);
    }
    labels_.emplace_back(state.label, static_cast<std::uint32_t>(ends_.size()));
    return add({.label = state.label});
  }
  // Whatever sources are not confirmed: nobody can answer for them.
  const Slot& slot = state.slot;
  const auto [at, fresh] = settled_.emplace(std::tuple(slot.may, slot.can, slot.flags, state.settled),
                                            static_cast<std::uint32_t>(ends_.size()));
  const End::Kind kind = state.settled ? End::Kind::Settled : End::Kind::Open;
  return fresh ? add({.kind = kind, .slot = slot, .source = !state.settled}) : diagrams_.end(at->second);
}

// It may hang on whatever it waits for, and on how it was come to. One end stands for all of a task where as
// much is known: what tells the ways there apart is waited for.
Composer::Node Composer::unshown(Task& task, const State& state, End::Kind kind) {
  auto at = std::find_if(task.unshown.begin(), task.unshown.end(), [&](std::uint32_t number) {
    const End& end = ends_[number];
    return end.kind == kind && end.slot.may == state.slot.may && end.slot.can == state.slot.can &&
           end.slot.flags == state.slot.flags && end.label == state.label;
  });
  if (at == task.unshown.end()) {
    task.unshown.push_back(static_cast<std::uint32_t>(ends_.size()));
    ends_.push_back({.kind = kind, .slot = state.slot, .label = state.label});
    at = task.unshown.end() - 1;
  }
  std::vector<std::uint32_t>& waits = ends_[*at].waits;
  const auto join_all = [&](const std::vector<std::uint32_t>& gaps) {
    for (const std::uint32_t each : gaps) join(waits, each);
  };
  join_all(state.gaps);
  for (const std::uint32_t each : task.placed) join(waits, gaps_.gapBehind(each));
  for (const std::uint32_t each : state.results) join_all(results_[each]->hangs);
  for (const auto& [result, to] : task.supposed) join_all(results_[result]->hangs);
  for (const std::uint32_t number : state.unseen) join_all(ends_[number].waits);
  for (const std::uint32_t number : state.open) join_all(ends_[number].waits);
  return diagrams_.end(*at);
}

Composer::Node Composer::add(End end) {
  ends_.push_back(std::move(end));
  return diagrams_.end(static_cast<std::uint32_t>(ends_.size() - 1));
}

// At first with few evaluations, and of a formula's values with two, which are mostly enough to show what
// counts.
Explored Composer::explore(const Question& question) {
  struct Pass {
    std::size_t most;
    bool few;
  };
  Explored out;
  std::size_t trials = 0;
  for (const Pass pass : {Pass{limits_.answer_trials / kGlances, true}, Pass{limits_.answer_trials, true},
                          Pass{limits_.answer_trials, false}}) {
    out = explore(question, pass.most, pass.few);
    trials += out.trials;
    // Of a look that was cut short it may not have come upon every fact, though all that it knows of matter.
    if (!inDoubt(out) || (out.cut && pass.most == limits_.answer_trials)) break;
  }
  out.trials = trials;
  return out;
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
  const Node diagram = explore(task, ask(task));
  task_ = nullptr;
  Explored out = explored(task, diagram);
  out.trials = trials_ - before;
  return out;
}

}  // namespace jurat::asking
