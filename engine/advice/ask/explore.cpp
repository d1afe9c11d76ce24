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
    : machine_(machine), trial_(trial), as_of_(as_of), most_steps_(limits.steps), limits_(limits) {}

Explored Explorer::explore(const Question& question, const Constants& constants, PackId asker,
                           std::size_t trials) {
  question_ = question;
  constants_ = &constants;
  most_ = trials;
  cuts_.clear();
  machine_.start(trial_, as_of_);
  now_ = machine_.asOfMoment(asker);
  pass();
  if (out_.cut || !probe()) return std::move(out_);
  Explored first = std::move(out_);
  pass();
  const std::size_t made = first.trials + out_.trials;
  if (out_.cut) out_ = std::move(first);  // which knows less of each box, and of more of them
  out_.trials = made;
  return std::move(out_);
}

// Once through everything that can be answered, with the cuts that there are.
void Explorer::pass() {
  out_ = {};
  box_.clear();
  said_.clear();
  first_answer_ = trial_.answers.size();
  const Open open = ask();
  if (open.reply.settled) {
    leaf(open.reply, true);
  } else {
    go(open);
  }
  trial_.answers.resize(first_answer_);
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
      const bool source = cause->kind == CauseKind::SourceNotConfirmed;
      source_alone = source_alone && source;
      open.unconfirmed = open.unconfirmed || source;
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
  out_.unknowns.push_back(
      unknownOf(cause, {machine_.rules(), trial_, *constants_, as_of_, now_, cutsAt(cause)}));
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
  if (isFormula(open)) return formula(*unknown, open);
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
  const bool rest = unknown.partial || (unknown.atom(before) && unknown.leavesOut(before));
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

// Whether it waits for nothing but the exact values of unknowns that no cut tells further apart.
bool Explorer::isFormula(const Open& open) const {
  return !open.other && std::all_of(open.waits_for.begin(), open.waits_for.end(), [&](std::uint32_t unknown) {
    return out_.unknowns[unknown].atom(box_[unknown]);
  });
}

// A slot knows all that leaves it open: with these values given nothing else can. Trials show whether the
// unknowns matter; where one of them is not settled after all the box is split, by what it came upon first.
void Explorer::formula(std::uint32_t unknown, const Open& open) {
  const std::size_t before = out_.leaves.size();
  const bool settles = tries(open);
  for (std::size_t i = before; i < out_.leaves.size(); ++i) out_.leaves[i].covered = true;
  if (out_.cut) return unseen(open);
  if (!settles) return split(met_.value_or(unknown), open);
  unsure(open);
  out_.leaves.push_back({.box = box_,
                         .settled = true,
                         .seen = false,
                         .label = open.reply.label,
                         .formula_of = open.waits_for,
                         .unconfirmed = open.unconfirmed,
                         .amount = roundedAmount(open)});
}

// Between which figures it lies, with the ends of the box taken in: those just beside them are nobody's.
std::shared_ptr<const AmountResult> Explorer::roundedAmount(const Open& open) {
  if (question_.kind == Kind::Rule) return nullptr;
  for (const std::uint32_t each : open.waits_for) {
    const Unknown& unknown = out_.unknowns[each];
    const Interval& in = unknown.intervals[box_[each].first - unknown.values.size()];
    stand(each, {.low = in.low, .high = in.high, .samples = {}});
  }
  const Reply reply = replyTo(machine_, question_);
  steps_ += machine_.steps();
  // At the end itself it may fail, or not be received at all.
  const bool same = reply.label.outcomes == open.reply.label.outcomes && reply.fails == open.reply.fails;
  auto out = same ? std::make_shared<const AmountResult>(amountNow(machine_, question_)) : open.reply.amount;
  for (const std::uint32_t each : open.waits_for) place(each, box_[each]);
  return out;
}

// Each of what it waits for through its samples, the others at a few of theirs. Of what is known to matter a
// glance is enough.
bool Explorer::tries(const Open& open) {
  constexpr std::size_t kBases = 5;
  const Box before = box_;
  const auto matters = [&](std::uint32_t unknown) { return out_.matters[unknown] == Matters::Yes; };
  bool settles = true;
  met_.reset();
  const bool known = std::all_of(open.waits_for.begin(), open.waits_for.end(), matters);
  for (std::size_t base = 0; settles && base < kBases; ++base) {
    if (known) {
      settles = triesWith(kNoId, base, open);
      continue;
    }
    for (const std::uint32_t unknown : open.waits_for) {
      if (settles && !matters(unknown)) settles = triesWith(unknown, base, open);
    }
  }
  for (const std::uint32_t each : open.waits_for) place(each, before[each]);
  return settles;
}

// `unknown` through all of its samples, kNoId: none, the others at the sample `base` of theirs.
bool Explorer::triesWith(std::uint32_t moved, std::size_t base, const Open& open) {
  const auto samples = [&](std::uint32_t unknown) {
    const Unknown& of = out_.unknowns[unknown];
    return of.intervals[box_[unknown].first - of.values.size()].samples.size();
  };
  const auto at = [&](std::uint32_t unknown, std::size_t sample) {
    Part part = box_[unknown];
    part.sample = static_cast<std::int16_t>(sample);
    place(unknown, part);
  };
  for (const std::uint32_t each : open.waits_for) {
    if (samples(each) == 0) return false;
    at(each, base % samples(each));
  }
  const std::size_t count = moved == kNoId ? 1 : samples(moved);
  for (std::size_t i = 0; i < count; ++i) {
    if (moved != kNoId) at(moved, i);
    if (out_.trials >= most_ || steps_ >= most_steps_) out_.cut = true;
    if (out_.cut) return false;
    const Open next = ask();
    if (!next.reply.settled && (!next.waits_for.empty() || next.other)) {
      for (const std::uint32_t each : next.waits_for) {
        if (box_[each].whole()) met_ = each;
      }
      return false;
    }
    leaf(next.reply, true);
  }
  return true;
}

// What the answers are in this box is not shown.
void Explorer::unseen(const Open& open) {
  out_.leaves.push_back({.box = box_, .settled = false, .seen = false, .label = open.reply.label});
  unsure(open);
}

// It may hang on whatever it waits for, and on how it was come to.
void Explorer::unsure(const Open& open) {
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
