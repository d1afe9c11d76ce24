#include "engine/advice/ask/compose.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace jurat::asking {
namespace {

constexpr std::size_t kNodes = 32, kSteps = 256;  // of diagrams, for each evaluation that may be made
constexpr std::size_t kGlances = 8;               // as many first looks cost as much as a thorough one
constexpr std::size_t kMostEnds = 12;             // of a block that is told by its diagram
constexpr std::size_t kHeld = 20;              // evaluations, after which what a list holds open is left so
constexpr std::size_t kTries = 16;             // likewise for whether it does
constexpr std::uint32_t kPlace = 0x8000'0000;  // numbers of ends that stand for the parts of a split

void join(std::vector<std::uint32_t>& into, std::uint32_t each) {
  const auto at = std::lower_bound(into.begin(), into.end(), each);
  if (at == into.end() || *at != each) into.insert(at, each);
}

bool alike(const Slot& a, const Slot& b) {
  return a.may == b.may && a.must == b.must && a.can == b.can && a.flags == b.flags && a.unit == b.unit &&
         a.low == b.low && a.high == b.high;
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
    const bool few = option || last.repr == Repr::Truth || last.repr == Repr::Ordered;
    out.push_back(few && last.op != Op::MatchRows);
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

// Blocks of the same steps say the same: the days on which rules of one chapter apply.
std::vector<BlockId> likeOf(const RuleSet& rules, const std::vector<bool>& supplied) {
  const auto before = [&](BlockId a, BlockId b) {
    const BlockCode &one = rules.blocks[a], &other = rules.blocks[b];
    const auto key = [](const BlockCode& code) {
      return std::tuple(raw(code.subject), raw(code.pack), code.option, code.result, code.count);
    };
    if (key(one) != key(other)) return key(one) < key(other);
    const auto first = rules.steps.begin() + one.first;
    const auto step = [](const Step& each) {
      return std::tuple(each.op, each.repr, each.flags, each.operand, each.count, each.a, each.b, each.c,
                        each.type);
    };
    return std::lexicographical_compare(first, first + one.count, rules.steps.begin() + other.first,
                                        rules.steps.begin() + other.first + other.count,
                                        [&](const Step& x, const Step& y) { return step(x) < step(y); });
  };
  std::set<BlockId, decltype(before)> firsts(before);
  std::vector<BlockId> out;
  for (std::uint32_t i = 0; i < rules.blocks.size(); ++i)
    out.push_back(supplied[i] ? *firsts.insert(BlockId{i}).first : BlockId{i});
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
      supplied_(suppliedOf(machine.rules())),
      like_(likeOf(machine.rules(), supplied_)) {}

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
  if (ordered) task.most /= 3;  // a figure that takes more is better run by whoever asks for it
  task.near.push_back(&gaps_.constantsNear(result.block));
  Task* const before = std::exchange(task_, &task);
  const State root = ask(task);
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
  if (task.wide) return unshown(task, state, End::Kind::Unseen);
  if (state.held && task.trials >= kHeld) return held(task, state);
  const Node out = state.results.empty() ? splitByFact(task, gaps_.next(state.gaps.front(), task.near), state)
                                         : splitByResult(task, state.results.front());
  if (!diagrams_.full()) return out;
  task.cut = true;  // what was put together is of no use
  return unshown(task, state, End::Kind::Unseen);
}

// Those that wait for least come first: what they do not need is left to the others.
template <typename Stand>
std::vector<Composer::Node> Composer::exploreEach(Task& task, const std::vector<State>& states,
                                                  const Stand& stand) {
  std::vector<std::size_t> order(states.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto waits = [&](std::size_t i) { return states[i].gaps.size() + states[i].results.size(); };
    return waits(a) < waits(b);
  });
  std::vector<Node> out(states.size());
  const std::size_t most = task.most;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t left = most - std::min(most, task.trials);
    task.most = task.trials + left / (order.size() - i);
    stand(order[i]);
    out[order[i]] = explore(task, states[order[i]]);
  }
  task.most = most;
  return out;
}

// As long as a list may hold more, what is settled would be so, too, if it held nothing more; what is known
// to matter there matters here. So nothing is shown here of anything but the list: that it is waited for,
// once some answers leave it open.
Composer::Node Composer::held(Task& task, const State& state) {
  std::size_t tries = kTries;
  return unshown(task, state, staysOpen(task, state, tries) ? End::Kind::Open : End::Kind::Unseen);
}

bool Composer::staysOpen(Task& task, const State& state, std::size_t& tries) {
  if (state.settled) return false;
  if (state.gaps.empty() && state.results.empty()) return true;
  bool out = false;
  const auto below = [&] {
    --tries;
    out = staysOpen(task, ask(task), tries);
    return out || tries == 0;
  };
  if (tries == 0) return false;
  if (!state.results.empty()) {
    const std::uint32_t index = state.results.front();
    for (const Node end : std::vector<Node>(results_[index]->ends)) {
      task.supposed.emplace_back(index, end);
      const bool enough = below();
      task.supposed.pop_back();
      if (enough) break;
    }
    return out;
  }
  const std::uint32_t variable = gaps_.next(state.gaps.front(), task.near);
  const Part before = gaps_.placed(variable);
  const bool first = before.whole();
  if (first) task.placed.push_back(variable);
  for (const Part& part : gaps_.partsOf(variable, true)) {
    gaps_.place(variable, part);
    if (below()) break;
  }
  gaps_.place(variable, before);
  if (first) task.placed.pop_back();
  return out;
}

Composer::Node Composer::splitByFact(Task& task, std::uint32_t variable, const State& state) {
  const Part before = gaps_.placed(variable);
  const std::vector<Part> parts = gaps_.partsOf(variable, task.few);
  task.sampled = task.sampled || (!parts.empty() && parts.front().sample != Part::kNoSample);
  std::vector<Node> ends;
  std::vector<Diagrams::Case> cases;
  const bool first = before.whole();
  if (first) task.placed.push_back(variable);
  // All of them are asked before one is looked into: where a limit is met, what is possible is known of each.
  std::vector<State> states;
  for (const Part& part : parts) {
    gaps_.place(variable, part);
    states.push_back(ask(task));
  }
  const std::vector<Node> under =
      exploreEach(task, states, [&](std::size_t i) { gaps_.place(variable, parts[i]); });
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
  task.supposed.emplace_back(index, ends.front());
  const std::vector<Node> under =
      exploreEach(task, states, [&](std::size_t i) { task.supposed.back().second = ends[i]; });
  task.supposed.pop_back();
  for (std::size_t i = 0; i < ends.size(); ++i) cases.push_back({ends[i], under[i]});
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
  const auto [at, fresh] =
      settled_.emplace(Said(slot.may, slot.can, slot.flags, state.settled, slot.unit, slot.low, slot.high),
                       static_cast<std::uint32_t>(ends_.size()));
  const End::Kind kind = state.settled ? End::Kind::Settled : End::Kind::Open;
  const Node out =
      fresh ? add({.kind = kind, .slot = slot, .source = !state.settled}) : diagrams_.end(at->second);
  if (std::find(task.settled.begin(), task.settled.end(), out) == task.settled.end())
    task.settled.push_back(out);
  task.wide = task.settled.size() > kMostEnds;
  return out;
}

// It may hang on whatever it waits for, and on how it was come to. One end stands for all of a task where as
// much is known: what tells the ways there apart is waited for.
Composer::Node Composer::unshown(Task& task, const State& state, End::Kind kind) {
  auto at = std::find_if(task.unshown.begin(), task.unshown.end(), [&](std::uint32_t number) {
    const End& end = ends_[number];
    return end.kind == kind && alike(end.slot, state.slot) && end.label == state.label;
  });
  if (at == task.unshown.end()) {
    task.unshown.push_back(static_cast<std::uint32_t>(ends_.size()));
    ends_.push_back({.kind = kind, .slot = state.slot, .label = state.label});
    at = task.unshown.end() - 1;
  }
  if (state.held) ends_[*at].held = true;
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
  const Node diagram = explore(task, ask(task));
  task_ = nullptr;
  Explored out = explored(task, diagram);
  out.trials = trials_ - before;
  return out;
}

}  // namespace jurat::asking
