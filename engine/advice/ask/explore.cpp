#include "engine/advice/ask/explore.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/describe.h"

namespace jurat::asking {
namespace {

constexpr std::uint16_t kNothingMore = 0;  // of a list, the part without more; the other may hold more

// Whether two answers can never be the same. Of one that is not settled only what is possible is known.
bool differ(const Leaf& a, const Leaf& b) {
  if (a.settled && b.settled) return !(a.label == b.label);
  return (a.label.outcomes & b.label.outcomes) == 0;
}

}  // namespace

Gap gapOf(const Box& a, const Box& b) {
  Gap gap;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && gap.count < 2; ++i) {
    if (!a[i].apart(b[i])) continue;
    ++gap.count;
    gap.unknown = i;
  }
  return gap;
}

bool hasDoubts(const Explored& explored) {
  return std::find(explored.matters.begin(), explored.matters.end(), Matters::Perhaps) !=
         explored.matters.end();
}

bool inDoubt(const Explored& explored) { return explored.cut || hasDoubts(explored); }

Explorer::Explorer(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits)
    : machine_(machine), trial_(trial), as_of_(as_of), most_steps_(limits.steps) {}

Explored Explorer::explore(const Question& question, const Constants& constants, PackId asker,
                           std::size_t trials) {
  question_ = question;
  constants_ = &constants;
  most_ = trials;
  out_ = {};
  box_.clear();
  said_.clear();
  first_answer_ = trial_.answers.size();
  machine_.start(trial_, as_of_);
  now_ = machine_.asOfMoment(asker);
  const Open open = ask();
  if (open.reply.settled) {
    leaf(open.reply, true);
  } else {
    go(open);
  }
  trial_.answers.resize(first_answer_);
  return std::move(out_);
}

// Puts the question under the parts that stand now.
Explorer::Open Explorer::ask() {
  machine_.start(trial_, as_of_);
  ++out_.trials;
  Open open;
  open.reply = replyTo(machine_, question_);
  if (question_.kind != Kind::Rule)
    open.reply.amount = std::make_shared<const AmountResult>(amountNow(machine_, question_));
  steps_ += machine_.steps();
  if (open.reply.settled) return open;
  bool source_alone = true;
  for (const Cause* cause : machine_.causes().collect(open.reply.cause)) {
    if (!isAnswerable(*cause, trial_)) {
      // What nobody can answer makes the answer what it is, and a rate that is missing leaves it open.
      source_alone = source_alone && cause->kind == CauseKind::SourceNotConfirmed;
      continue;
    }
    const std::uint32_t unknown = unknownFor(*cause, open.reply.cause);
    const Part& part = box_[unknown];
    const Unknown& what = out_.unknowns[unknown];
    if (part.whole() || (part.first != part.last && !what.list) || what.atom(part)) {
      open.waits_for.push_back(unknown);
    } else if (what.list) {
      source_alone = false;
    }
  }
  open.other = !source_alone;
  return open;
}

std::uint32_t Explorer::unknownFor(const Cause& cause, std::uint32_t node) {
  for (std::uint32_t i = 0; i < out_.unknowns.size(); ++i) {
    if (out_.unknowns[i].is(cause)) return i;
  }
  out_.unknowns.push_back(unknownOf(cause, {machine_.rules(), trial_, *constants_, as_of_, now_}));
  out_.matters.push_back(Matters::No);
  const std::vector<const Cause*> causes = machine_.causes().collect(node);
  std::vector<Missing> missing = missingOf(machine_, node);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    if (causes[i] == &cause) out_.missing.push_back(std::move(missing[i]));
  }
  const Unknown& unknown = out_.unknowns.back();
  Instance& instance = trial_.instances[unknown.instance];
  if (unknown.list) {
    const auto child = std::find_if(instance.children.begin(), instance.children.end(),
                                    [&](const ChildList& each) { return each.entity == unknown.entity; });
    said_.push_back((child->given ? 1U : 0U) | (child->complete ? 2U : 0U));
  } else {
    const Fact& fact = machine_.rules().vocabulary().facts[unknown.fact];
    said_.push_back(instance.answers[fact.slot + unknown.option]);
  }
  trial_.answers.emplace_back();
  box_.emplace_back();
  return static_cast<std::uint32_t>(out_.unknowns.size() - 1);
}

void Explorer::place(std::uint32_t index, const Part& part) {
  const Unknown& unknown = out_.unknowns[index];
  Instance& instance = trial_.instances[unknown.instance];
  box_[index] = part;
  if (unknown.list) {
    for (ChildList& child : instance.children) {
      if (child.entity != unknown.entity) continue;
      const bool nothing = part.last == kNothingMore;
      child.given = nothing || (said_[index] & 1U) != 0;
      child.complete = nothing || (said_[index] & 2U) != 0;
    }
    return;
  }
  const Fact& fact = machine_.rules().vocabulary().facts[unknown.fact];
  std::uint32_t& answer = instance.answers[fact.slot + unknown.option];
  if (part.whole()) {
    answer = said_[index];
    return;
  }
  trial_.answers[first_answer_ + index] = answerFor(unknown, part, fact.type);
  answer = static_cast<std::uint32_t>(first_answer_ + index + 1);
}

// What to split by: the first that was asked for; where only intervals are left in which a formula counts,
// one of those.
std::optional<std::uint32_t> Explorer::next(const Open& open) const {
  for (const std::uint32_t unknown : open.waits_for) {
    if (!out_.unknowns[unknown].atom(box_[unknown])) return unknown;
  }
  if (open.waits_for.empty()) return std::nullopt;
  return open.waits_for.front();
}

void Explorer::go(const Open& open) {
  const std::optional<std::uint32_t> unknown = next(open);
  if (!unknown) return leaf(open.reply, !open.other);
  if (out_.trials >= most_ || steps_ >= most_steps_) out_.cut = true;
  if (out_.cut) return unseen(open);
  if (isFormula(open)) return splitFormula(*unknown, open);
  split(*unknown, open);
}

std::vector<Part> Explorer::partsOf(std::uint32_t index) const {
  const Unknown& unknown = out_.unknowns[index];
  const Part& now = box_[index];
  std::vector<Part> out;
  const auto add = [&](std::size_t first, std::size_t last, std::size_t sample) {
    out.push_back({static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last),
                   static_cast<std::int16_t>(sample)});
  };
  constexpr auto kNone = static_cast<std::size_t>(-1);
  if (unknown.atom(now)) {
    const std::size_t samples = unknown.intervals[now.first - unknown.values.size()].samples.size();
    for (std::size_t i = 0; i < samples; ++i) add(now.first, now.first, i);
  } else if (now.whole()) {
    const std::size_t values = unknown.list ? 2 : unknown.values.size();
    for (std::size_t i = 0; i < values; ++i) add(i, i, kNone);
    if (unknown.parts() > values) add(values, unknown.parts() - 1, kNone);
  } else {
    const std::size_t middle = now.first + (now.last - now.first) / 2;
    add(now.first, middle, kNone);
    add(middle + 1, now.last, kNone);
  }
  return out;
}

void Explorer::split(std::uint32_t index, const Open& open) {
  const Part before = box_[index];
  // Between samples, and beside the values that are looked at, nothing is shown.
  const Unknown& unknown = out_.unknowns[index];
  const bool rest = unknown.partial || unknown.atom(before);
  std::vector<std::pair<Part, Open>> left;
  for (const Part& part : partsOf(index)) {
    place(index, part);
    Open next = ask();
    if (next.reply.settled) {
      leaf(next.reply, true);
    } else {
      left.emplace_back(part, std::move(next));
    }
  }
  for (const auto& [part, next] : left) {
    place(index, part);
    go(next);
  }
  place(index, before);
  if (!rest) return;
  if (out_.unknowns[index].atom(before)) box_[index].sample = Part::kBeside;
  unseen(open);
  box_[index] = before;
}

// Whether an amount waits for nothing but the exact values of unknowns that no constant tells further apart.
bool Explorer::isFormula(const Open& open) const {
  if (question_.kind == Kind::Rule || open.other) return false;
  return open.reply.label.outcomes == kYes &&
         std::all_of(open.waits_for.begin(), open.waits_for.end(),
                     [&](std::uint32_t unknown) { return out_.unknowns[unknown].atom(box_[unknown]); });
}

// A slot knows all that leaves it open: with these values given nothing else can. The samples show whether
// the unknowns matter, and that the amount is settled by them.
void Explorer::splitFormula(std::uint32_t unknown, const Open& open) {
  const std::size_t before = out_.leaves.size();
  split(unknown, open);
  const auto settled = [](const Leaf& leaf) {
    return leaf.settled || std::any_of(leaf.box.begin(), leaf.box.end(),
                                       [](const Part& part) { return part.sample == Part::kBeside; });
  };
  const auto first = out_.leaves.begin() + static_cast<std::ptrdiff_t>(before);
  if (out_.cut || !std::all_of(first, out_.leaves.end(), settled)) return;
  std::for_each(first, out_.leaves.end(), [](Leaf& leaf) { leaf.covered = true; });
  out_.leaves.push_back({.box = box_,
                         .settled = true,
                         .seen = false,
                         .label = open.reply.label,
                         .formula_of = open.waits_for,
                         .amount = open.reply.amount});
}

// What the answers are in this box is not shown: it may hang on whatever it waits for, and on how it was come
// to.
void Explorer::unseen(const Open& open) {
  out_.leaves.push_back({.box = box_, .settled = false, .seen = false, .label = open.reply.label});
  for (const std::uint32_t each : open.waits_for) perhaps(each);
  for (std::uint32_t i = 0; i < box_.size(); ++i) {
    if (!box_[i].whole()) perhaps(i);
  }
}

void Explorer::perhaps(std::uint32_t unknown) {
  if (out_.matters[unknown] == Matters::No) out_.matters[unknown] = Matters::Perhaps;
}

void Explorer::leaf(const Reply& reply, bool settled) {
  Leaf leaf{.box = box_, .settled = settled, .label = reply.label, .amount = reply.amount};
  const bool learnt = std::all_of(out_.matters.begin(), out_.matters.end(),
                                  [](Matters matters) { return matters == Matters::Yes; });
  for (const Leaf& other : out_.leaves) {
    if (!learnt && other.seen) compare(leaf, other);
  }
  out_.leaves.push_back(std::move(leaf));
}

void Explorer::compare(const Leaf& a, const Leaf& b) {
  const Gap gap = gapOf(a.box, b.box);
  if (gap.count != 1 || out_.matters[gap.unknown] == Matters::Yes) return;
  const auto unknown = static_cast<std::uint32_t>(gap.unknown);
  // Of a list it is enough that the answer stays open as long as nobody says what is in it.
  const bool opened = out_.unknowns[unknown].list && !(a.settled == b.settled && a.label == b.label);
  if (differ(a, b) || opened) {
    out_.matters[unknown] = Matters::Yes;
  } else if (!a.settled || !b.settled) {
    perhaps(unknown);
  }
}

}  // namespace jurat::asking
