#include "engine/advice/timeline/watched.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/exposures.h"
#include "engine/evaluate/verdict.h"

namespace jurat {
namespace {

Flip versionOf(BlockId block, DateReason reason) {
  Flip flip;
  flip.reason = reason;
  flip.block = block;
  return flip;
}

// The versions of a rule or an amount follow each other on days that are written there.
template <typename Code>
void limitByVersions(const Code& code, const Motions& motions, Motion& out) {
  for (const auto& version : code.versions)
    out.limit(motions.within(version.from, version.until, versionOf(version.dates, DateReason::TakesEffect),
                             versionOf(version.dates, DateReason::Ends)));
}

// Figures that people are told and that move: another one every day, or looked at whenever they are.
void moving(const Motions& motions, const std::vector<Motion>& figures, Motion& motion, bool& daily) {
  const bool sure = std::any_of(figures.begin(), figures.end(), [&](const Motion& figure) {
    return motions.everyDay(figure.low) || motions.everyDay(figure.high);
  });
  daily = daily || sure;
  if (sure) return;
  for (const Motion& figure : figures) motion.limit(motions.settled(figure));
}

class RuleLook {
 public:
  RuleLook(Machine& machine, Motions& motions, const RuleCode& rule, InstanceId subject)
      : machine_(machine), motions_(motions), rule_(rule), subject_(subject) {}

  RuleState state(Motion& motion, bool& daily) {
    limitByVersions(rule_, motions_, motion);
    limitByOption(motion);
    RuleState state;
    state.runs = true;
    const RuleAnswer answer = answerOf(machine_, rule_, subject_);
    state.outcome = answer.outcome;
    state.due = answer.due;
    state.due_open = answer.due_open;
    state.could_be = couldBe(answer);
    const RuleVersion* version = versionOn(rule_, motions_.day());
    if (!version) return state;
    limitByBlocks(*version, answer, motion, daily);
    exposures(*version, state, motion);
    return state;
  }

 private:
  // A control is asked for while its option is offered.
  void limitByOption(Motion& motion) const {
    const checked::Program& program = *machine_.rules().program;
    const checked::Declaration& declaration = program.declarations[rule_.declaration];
    if (!declaration.control) return;
    const Choice& catalogue =
        program.vocabulary.choices[program.vocabulary.entities[declaration.subject].keyed_by];
    const auto [from, until] = catalogue.days(machine_.profile().instances[subject_].option);
    Flip begins, ends;
    begins.reason = DateReason::TakesEffect;
    ends.reason = DateReason::Ends;
    motion.limit(motions_.within(from, until, begins, ends));
  }

  // Only what was asked says how long the answer holds.
  void limitByBlocks(const RuleVersion& version, const RuleAnswer& answer, Motion& motion, bool& daily) {
    if (!machine_.ran(version.dates, subject_)) return;  // the option of a control is not offered
    motion.limit(motions_.ofBlock(version.dates, subject_));
    if (!machine_.result(version.dates, subject_).could(kYes)) return;
    motion.limit(motions_.ofBlock(version.applies, subject_));
    if (!machine_.result(version.applies, subject_).could(kYes)) return;
    motion.limit(motions_.ofBlock(version.duty, subject_));
    if (version.due == kNoId) return;
    const Motion due = motions_.ofSlot(version.duty, subject_, version.due);
    motion.limit(due);
    if (answer.due_open) limitByToday(version, due, motion);
    Motion low = due;
    low.high = 0;                  // the day that people are told is the first
    if (!answer.due) low.low = 0;  // and where that is only today they are told none
    if (low.moves()) moving(motions_, {low}, motion, daily);
  }

  // The earliest day of an open deadline may be one to tell until it is today, and only then.
  void limitByToday(const RuleVersion& version, const Motion& due, Motion& motion) {
    const Slot& slot = machine_.run(version.duty, subject_).slots[version.due];
    const bool moment = checked::deadlineOf(version.source->general)->type.kind == TypeKind::Moment;
    const PackId pack = machine_.rules().blocks[version.duty].pack;
    motion.limit(motions_.earliestAgainstNow(slot, due, moment, pack));
  }

  void exposures(const RuleVersion& version, RuleState& state, Motion& motion) {
    if (!machine_.ran(version.duty, subject_)) return;
    Finding finding;
    finding.outcome = state.outcome;
    finding.could_be = state.could_be;
    finding.subject = subject_;
    for (const Exposed& line : exposuresOf(machine_, rule_, finding)) {
      const auto code = static_cast<std::uint32_t>(line.code - version.exposures.data());
      state.exposures.push_back({.code = code, .state = line.state, .from = line.from});
    }
    const bool breached =
        state.outcome == Outcome::Violated || state.outcome == Outcome::Pending ||
        std::find(state.could_be.begin(), state.could_be.end(), Outcome::Violated) != state.could_be.end();
    if (!breached) return;
    for (const ExposureCode& code : version.exposures) {
      motion.limit(motions_.ofSlot(version.duty, subject_, code.active));
      if (code.from == kNoId) continue;
      const Motion from = motions_.ofSlot(version.duty, subject_, code.from);
      const Slot& slot = machine_.run(version.duty, subject_).slots[code.from];
      motion.limit(motions_.againstDay(slot, from, BoundsOverTime::Where::Reached,
                                       versionOf(version.duty, DateReason::SanctionBegins)));
    }
  }

  Machine& machine_;
  Motions& motions_;
  const RuleCode& rule_;
  InstanceId subject_;
};

void limitByBounds(Motions& motions, const AmountVersion& version, InstanceId subject, Watched& item) {
  std::vector<Motion> moved;
  for (const BoundCode& bound : version.bounds) {
    for (const std::uint32_t slot : {bound.at_least, bound.at_most}) {
      if (slot == kNoId) continue;
      const Motion side = motions.ofSlot(version.block, subject, slot);
      item.motion.limit(side);
      if (side.moves()) moved.push_back(side);
    }
  }
  if (!moved.empty()) moving(motions, moved, item.motion, item.daily);
}

void lookAtAmount(Machine& machine, Motions& motions, Watched& item) {
  const AmountCode& code = machine.rules().amounts[item.index];
  limitByVersions(code, motions, item.motion);
  std::uint32_t cause = 0;
  item.amount = {.runs = true, .amount = amountFrom(machine, code, item.subject, cause)};
  const AmountVersion* version = versionOn(code, motions.day());
  if (!version) return;
  if (version->dates != BlockId{kNoId}) item.motion.limit(motions.ofBlock(version->dates, item.subject));
  if (item.amount.amount.in_force) limitByBounds(motions, *version, item.subject, item);
}

void lookAtBenefit(Machine& machine, Motions& motions, Watched& item) {
  const AmountCode& code = machine.rules().benefits[item.index];
  limitByVersions(code, motions, item.motion);
  BenefitResult result = benefitOf(machine, item.index, item.subject);
  item.benefit = {.runs = true,
                  .outcome = result.outcome,
                  .could_be = std::move(result.could_be),
                  .amount = std::move(result.amount)};
  const AmountVersion* version = versionOn(code, motions.day());
  if (!version) return;
  if (version->dates != BlockId{kNoId}) {
    item.motion.limit(motions.ofBlock(version->dates, item.subject));
    if (!machine.result(version->dates, item.subject).could(kYes)) return;
  }
  item.motion.limit(motions.ofBlock(version->eligible, item.subject));
  limitByBounds(motions, *version, item.subject, item);
  if (std::exchange(item.daily, false)) item.motion.limit(motions.hop());  // what is not received is 0
}

bool sameBounds(const AmountResult& a, const AmountResult& b) {
  return a.in_force == b.in_force && a.maybe_in_force == b.maybe_in_force && a.currency == b.currency &&
         a.bounds == b.bounds;
}

}  // namespace

bool operator==(const AmountState& a, const AmountState& b) {
  return a.runs == b.runs && (!a.runs || sameBounds(a.amount, b.amount));
}

bool operator==(const BenefitState& a, const BenefitState& b) {
  return a.runs == b.runs &&
         (!a.runs || (a.outcome == b.outcome && a.could_be == b.could_be && sameBounds(a.amount, b.amount)));
}

bool look(Machine& machine, Motions& motions, bool runs, Watched& item) {
  item.motion = Motion{};
  item.daily = false;
  switch (item.about) {
    case DateChange::About::Rule: {
      RuleState state;
      if (runs)
        state = RuleLook(machine, motions, machine.rules().rules[item.index], item.subject)
                    .state(item.motion, item.daily);
      return std::exchange(item.rule, state) != state;
    }
    case DateChange::About::Amount: {
      const AmountState before = std::exchange(item.amount, {});
      if (runs) lookAtAmount(machine, motions, item);
      return !(before == item.amount);
    }
    case DateChange::About::Benefit: {
      const BenefitState before = std::exchange(item.benefit, {});
      if (runs) lookAtBenefit(machine, motions, item);
      return !(before == item.benefit);
    }
    case DateChange::About::Waiver:
      break;
  }
  return false;
}

void describe(Machine& machine, const Watched& item, DateChange& change) {
  change.about = item.about;
  change.pack = machine.rules().program->packs[item.pack].id;
  const RuleSet& rules = machine.rules();
  ItemWords& words = change;
  if (item.about == DateChange::About::Rule) {
    words = wordsOf(machine, rules.rules[item.index], item.subject);
  } else {
    const bool benefit = item.about == DateChange::About::Benefit;
    words = wordsOf(machine, (benefit ? rules.benefits : rules.amounts)[item.index], item.subject);
  }
}

}  // namespace jurat
