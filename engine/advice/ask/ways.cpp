// The ways through a block or a question: by which fact or result they part, and what they come to.
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/advice/ask/compose.h"

namespace jurat::asking {
namespace {

constexpr std::size_t kHeld = 20;              // evaluations, after which what a list holds open is left so
constexpr std::size_t kTries = 16;             // likewise for whether it does
constexpr std::uint32_t kPlace = 0x8000'0000;  // numbers of ends that stand for the parts of a split

bool alike(const Slot& a, const Slot& b) {
  return a.may == b.may && a.must == b.must && a.can == b.can && a.flags == b.flags && a.unit == b.unit &&
         a.low == b.low && a.high == b.high;
}

}  // namespace

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
  const auto [at, fresh] = settled_.emplace(
      Said(slot.may, slot.must, slot.can, slot.flags, state.settled, slot.unit, slot.low, slot.high),
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

}  // namespace jurat::asking
