#include "engine/advice/range/looks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/exposures.h"
#include "engine/evaluate/verdict.h"

namespace jurat {
namespace {

using About = RangeItem::About;

const AmountCode& codeOf(const RuleSet& rules, const RangeItem& item) {
  return item.about == About::Benefit ? rules.benefits[item.index] : rules.amounts[item.index];
}

checked::DeclarationId declarationOf(const RuleSet& rules, const RangeItem& item) {
  return item.about == About::Rule ? rules.rules[item.index].declaration : codeOf(rules, item).declaration;
}

class Look {
 public:
  Look(Machine& machine, Trace& trace, const RangeOptions& options, const std::vector<RangeItem>& items,
       const Number& here)
      : machine_(machine), trace_(trace), options_(options), here_(here) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].about == About::Amount) amounts_[{items[i].index, raw(items[i].subject)}] = i;
    }
  }

  // What is said; figures without their courses.
  RangeState said(const RangeItem& item) {
    RangeState state;
    state.runs = true;
    switch (item.about) {
      case About::Rule:
        rule(item, state);
        break;
      case About::Amount: {
        std::uint32_t cause = 0;
        figures(amountFrom(machine_, machine_.rules().amounts[item.index], item.subject, cause), state);
        break;
      }
      case About::Benefit: {
        BenefitResult result = benefitOf(machine_, item.index, item.subject);
        state.benefit = result.outcome;
        state.benefit_could_be = std::move(result.could_be);
        figures(result.amount, state);
        break;
      }
    }
    return state;
  }

  // After Trace::run: how the figures move.
  void follow(const RangeItem& item, RangeState& state) {
    if (item.about == About::Rule) return followRule(item, state);
    // Who is not eligible receives nothing, whatever the formula says.
    if (item.about == About::Benefit && state.benefit == BenefitOutcome::NotEligible) return;
    const AmountVersion* version = versionOn(codeOf(machine_.rules(), item), machine_.asOf().day);
    if (!version || !machine_.ran(version->block, subjectIn(*version, item))) return;
    std::size_t at = 0;
    const Frame& frame = *machine_.ran(version->block, subjectIn(*version, item));
    for (const BoundCode& code : version->bounds) {
      const bool least = code.at_least != kNoId && !frame.slots[code.at_least].is(kNone);
      const bool most = code.at_most != kNoId && !frame.slots[code.at_most].is(kNone);
      if ((!least && !most) || at == state.bounds.size()) continue;
      RangeBound& bound = state.bounds[at++];
      // Where it is open whether a benefit is received, nothing is among what may be.
      const bool held = item.about == About::Benefit && state.benefit != BenefitOutcome::Eligible;
      if (least) side(item, *version, code.at_least, held, bound.least_low, bound.least_high);
      if (most) side(item, *version, code.at_most, held, bound.most_low, bound.most_high);
    }
  }

 private:
  void followRule(const RangeItem& item, RangeState& state) {
    const RuleCode& rule = machine_.rules().rules[item.index];
    const RuleVersion* now = versionOn(rule, machine_.asOf().day);
    // Whether a sanction has begun, and what of an open deadline is told, is decided behind the steps, by
    // today.
    const Number today(machine_.asOf().day.days);
    if (now && now->due != kNoId) {
      const Course low = trace_.ofSlot(now->duty, item.subject, now->due).low;
      if (state.due) state.due = line(state.due->constant, low);
      trace_.meet(low, dueToday(machine_.rules(), machine_.asOf(), *now), now->duty, now->due);
    }
    for (const RuleVersion& version : rule.versions) {
      if (!machine_.ran(version.duty, item.subject)) continue;
      for (const ExposureCode& code : version.exposures) {
        if (code.from == kNoId) continue;
        const Courses courses = trace_.ofSlot(version.duty, item.subject, code.from);
        if (!courses.moves) continue;
        trace_.meet(courses.low, today, version.duty, code.from);
        trace_.meet(courses.high, today, version.duty, code.from);
      }
    }
  }

  InstanceId subjectIn(const AmountVersion& version, const RangeItem& item) const {
    const bool once = machine_.rules().blocks[version.block].subject == EntityId{kNoId};
    return once ? InstanceId{kNoId} : item.subject;
  }

  void side(const RangeItem& item, const AmountVersion& version, std::uint32_t slot, bool held,
            std::optional<RangeLine>& low, std::optional<RangeLine>& high) {
    const Courses courses = trace_.ofSlot(version.block, item.subject, slot);
    if (!courses.moves) return;
    if (held) {
      trace_.meet(courses.low, Number(), version.block, slot);
      trace_.meet(courses.high, Number(), version.block, slot);
    }
    if (low) low = line(low->constant, courses.low, held);
    if (high) high = line(high->constant, courses.high, held);
  }

  RangeLine line(const Number& now, const Course& course, bool held = false) const {
    RangeLine out{.constant = now, .slope = {}};
    if (course.open || course.now != now) return out;
    // Where it passes 0 the formula of what may not be received gives way to nothing, or nothing to it.
    out.loose = course.loose || (held && course.moves() && now.sign() == 0);
    out.follows = course.follows;
    if (!course.moves() || out.loose) return out;
    out.shape = course.shape;
    out.formula = course.formula;
    out.curve = course.curve;
    if (course.shape == Shape::Bent) return out;
    const std::optional<Number> run = multiply(course.slope, here_, options_.limits);
    const std::optional<Number> constant =
        run ? subtract(course.at, *run, options_.limits) : std::optional<Number>();
    if (!constant) {
      out.shape = Shape::Bent;
      return out;
    }
    out.constant = *constant;
    out.slope = course.slope;
    out.off = course.off;
    return out;
  }

  void rule(const RangeItem& item, RangeState& state) {
    const RuleCode& code = machine_.rules().rules[item.index];
    const RuleAnswer answer = answerOf(machine_, code, item.subject);
    state.outcome = answer.outcome;
    state.could_be = couldBe(answer);
    if (answer.due) state.due = RangeLine{.constant = *answer.due, .slope = {}};
    const RuleVersion* version = versionOn(code, machine_.asOf().day);
    if (!version || !machine_.ran(version->duty, item.subject)) return;
    Finding finding;
    finding.outcome = state.outcome;
    finding.could_be = state.could_be;
    finding.subject = item.subject;
    for (const Exposed& exposed : exposuresOf(machine_, code, finding)) {
      const checked::Declaration& amount =
          machine_.rules().program->declarations[exposed.code->source->amount];
      InstanceId holder = ancestorOf(machine_, item.subject, amount.subject);
      if (holder == InstanceId{kNoId}) holder = item.subject;
      const auto found = amounts_.find({exposed.code->amount, raw(holder)});
      if (found != amounts_.end())
        state.exposures.push_back({.amount = found->second, .state = exposed.state});
    }
  }

  static void figures(const AmountResult& amount, RangeState& state) {
    state.in_force = amount.in_force;
    state.maybe_in_force = amount.maybe_in_force;
    state.currency = amount.currency;
    const auto still = [](const std::optional<Number>& at) -> std::optional<RangeLine> {
      if (!at) return std::nullopt;
      return RangeLine{.constant = *at, .slope = {}};
    };
    for (const AmountBound& bound : amount.bounds)
      state.bounds.push_back({.label = bound.label,
                              .least_low = still(bound.least_low),
                              .least_high = still(bound.least_high),
                              .most_low = still(bound.most_low),
                              .most_high = still(bound.most_high),
                              .has_least = bound.has_least,
                              .has_most = bound.has_most,
                              .error = bound.error,
                              .may_fail = bound.may_fail});
  }

  Machine& machine_;
  Trace& trace_;
  const RangeOptions& options_;
  const Number& here_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> amounts_;
};

// Whether the line, once it is rounded, can be `now` at x.
bool passes(const RangeLine& line, const Number& x, const Number& now) {
  if (line.shape == Shape::Bent) return line.curve.at(x) == now;
  const std::optional<Number> apart = subtract(line.at(x), now);
  return apart && *apart <= line.off && line.off.negated() <= *apart;
}

bool sameLine(const std::optional<RangeLine>& a, const Number& x, const std::optional<RangeLine>& b,
              const Number& y, bool certain) {
  if (!a || !b) return !a && !b;
  const bool bent_a = a->bendsUnknown(), bent_b = b->bendsUnknown();
  if (a->loose && b->loose) return a->constant == b->constant;
  if (a->loose) return bent_b ? !certain : passes(*b, x, a->constant);
  if (b->loose) return bent_a ? !certain : passes(*a, y, b->constant);
  if (bent_a || bent_b) return bent_a && bent_b && a->formula == b->formula;
  if (a->curve.known() || b->curve.known()) return a->curve == b->curve;
  return a->slope == b->slope && a->constant == b->constant && a->shape == b->shape && a->off == b->off;
}

bool sameBounds(const RangeState& a, const Number& x, const RangeState& b, const Number& y, bool certain) {
  const auto same = [&](const RangeBound& one, const RangeBound& other) {
    return one.label == other.label && one.has_least == other.has_least && one.has_most == other.has_most &&
           one.error == other.error && one.may_fail == other.may_fail &&
           sameLine(one.least_low, x, other.least_low, y, certain) &&
           sameLine(one.least_high, x, other.least_high, y, certain) &&
           sameLine(one.most_low, x, other.most_low, y, certain) &&
           sameLine(one.most_high, x, other.most_high, y, certain);
  };
  return a.in_force == b.in_force && a.maybe_in_force == b.maybe_in_force && a.currency == b.currency &&
         std::equal(a.bounds.begin(), a.bounds.end(), b.bounds.begin(), b.bounds.end(), same);
}

// A deadline that moves with the fact is one that does; how many days behind it is not compared.
bool sameDue(const std::optional<RangeLine>& a, const std::optional<RangeLine>& b) {
  if (!a || !b) return !a && !b;
  const bool one = a->moves() || a->follows, other = b->moves() || b->follows;
  return one || other ? one && other : a->constant == b->constant;
}

}  // namespace

std::vector<RangeItem> rangeItems(const Machine& machine) {
  const RuleSet& rules = machine.rules();
  const checked::Program& program = *rules.program;
  std::vector<RangeItem> items;
  const auto add = [&](About about, std::size_t index, checked::DeclarationId id) {
    const checked::Declaration& declaration = program.declarations[id];
    for (const InstanceId subject : machine.instancesOf(declaration.subject)) {
      RangeItem item;
      item.about = about;
      item.index = static_cast<std::uint32_t>(index);
      item.subject = subject;
      item.pack = program.packs[declaration.pack].id;
      items.push_back(std::move(item));
    }
  };
  for (std::size_t i = 0; i < rules.rules.size(); ++i) add(About::Rule, i, rules.rules[i].declaration);
  for (std::size_t i = 0; i < rules.amounts.size(); ++i) add(About::Amount, i, rules.amounts[i].declaration);
  for (std::size_t i = 0; i < rules.benefits.size(); ++i)
    add(About::Benefit, i, rules.benefits[i].declaration);
  std::stable_sort(items.begin(), items.end(), [&](const RangeItem& a, const RangeItem& b) {
    return a.about != b.about ? a.about < b.about : a.pack < b.pack;
  });
  return items;
}

void nameItems(Machine& machine, std::vector<RangeItem>& items) {
  for (RangeItem& item : items) {
    ItemWords& words = item;
    words = item.about == About::Rule ? wordsOf(machine, machine.rules().rules[item.index], item.subject)
                                      : wordsOf(machine, codeOf(machine.rules(), item), item.subject);
  }
}

std::vector<RangeState> lookAt(Machine& machine, Trace& trace, const RangeOptions& options,
                               const std::vector<RangeItem>& items, const Number& here, Trace::Values values,
                               const std::vector<PackUse>& uses) {
  const RuleSet& rules = machine.rules();
  std::vector<bool> runs(rules.program->packs.size(), false);
  for (const PackUse& use : uses) runs[raw(use.pack)] = use.loaded;
  Look look(machine, trace, options, items, here);
  std::vector<RangeState> states(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const PackId pack = rules.program->declarations[declarationOf(rules, items[i])].pack;
    if (runs[raw(pack)]) states[i] = look.said(items[i]);
  }
  trace.run(machine, options, here, values);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (states[i].runs) look.follow(items[i], states[i]);
  }
  return states;
}

bool sameState(const RangeState& a, const Number& x, const RangeState& b, const Number& y, bool certain) {
  return a.runs == b.runs && a.outcome == b.outcome && a.could_be == b.could_be &&
         a.exposures == b.exposures && a.benefit == b.benefit && a.benefit_could_be == b.benefit_could_be &&
         sameDue(a.due, b.due) && sameBounds(a, x, b, y, certain);
}

RangeState joined(const RangeState& a, RangeState b) {
  const auto join = [&](const std::optional<RangeLine>& one, std::optional<RangeLine>& other) {
    if (!one || !other || !other->loose) return;
    other = one->loose ? RangeLine{.constant = one->constant, .slope = {}} : one;
  };
  join(a.due, b.due);
  for (std::size_t i = 0; i < b.bounds.size() && i < a.bounds.size(); ++i) {
    join(a.bounds[i].least_low, b.bounds[i].least_low);
    join(a.bounds[i].least_high, b.bounds[i].least_high);
    join(a.bounds[i].most_low, b.bounds[i].most_low);
    join(a.bounds[i].most_high, b.bounds[i].most_high);
  }
  return b;
}

bool isLoose(const RangeState& state) {
  const auto loose = [](const std::optional<RangeLine>& line) { return line && line->loose; };
  return loose(state.due) || std::any_of(state.bounds.begin(), state.bounds.end(), [&](const RangeBound& b) {
           return loose(b.least_low) || loose(b.least_high) || loose(b.most_low) || loose(b.most_high);
         });
}

}  // namespace jurat
