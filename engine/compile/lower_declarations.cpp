// Lowering of whole declarations: definitions and parameters, amounts, rules.
#include "engine/compile/lower_declarations.h"

#include <algorithm>
#include <utility>

namespace jurat {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::Version;

// Slots of `effective from .. until ..`, and of being in force, in a block of their own.
struct DateSlots {
  BlockId block{kNoId};
  std::uint32_t from = kNoId, until = kNoId;
};

DateSlots lowerDates(Lowering& lowering, const Declaration& declaration, const Version& version,
                     std::uint32_t option) {
  BlockDraft draft = lowering.open(declaration.subject, option);
  DateSlots slots;
  if (version.effective_from) slots.from = lowering.lower(draft, *version.effective_from);
  if (version.effective_until) slots.until = lowering.lower(draft, *version.effective_until);
  const std::uint32_t in_force =
      lowering.emit(draft, {.op = Op::InForce, .a = slots.from, .b = slots.until}, declaration.span);
  slots.block = lowering.close(draft, in_force);
  return slots;
}

std::vector<NoteCode> lowerNotes(Lowering& lowering, BlockDraft& draft, const Branch& branch,
                                 std::vector<std::uint32_t> above, Levels& levels) {
  std::vector<NoteCode> notes;
  for (const checked::Note& note : branch.notes) {
    std::vector<std::uint32_t> parts = above;
    if (note.when) parts.push_back(lowering.lower(draft, *note.when));
    notes.push_back({&note, parts.empty() ? kNoId : lowering.allOf(draft, parts, branch.span)});
  }
  for (std::uint32_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<std::uint32_t> path = above;
    path.push_back(levels.condition(branch.exceptions, i));
    const std::vector<NoteCode> inner =
        lowerNotes(lowering, draft, branch.exceptions[i], std::move(path), levels);
    notes.insert(notes.end(), inner.begin(), inner.end());
  }
  return notes;
}

// The conditions under which exceptions restate who is exposed.
void exposedElsewhere(Lowering& lowering, BlockDraft& draft, const Branch& branch,
                      const std::vector<std::uint32_t>& above, Levels& levels,
                      std::vector<std::uint32_t>& out) {
  for (std::uint32_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<std::uint32_t> path = above;
    path.push_back(levels.condition(branch.exceptions, i));
    if (branch.exceptions[i].exposes.empty()) {
      exposedElsewhere(lowering, draft, branch.exceptions[i], path, levels, out);
    } else {
      out.push_back(lowering.allOf(draft, path, branch.span));
    }
  }
}

// Exposures of the general case fall away where an exception restates them.
void lowerExposures(Lowering& lowering, BlockDraft& draft, const Branch& branch,
                    std::vector<std::uint32_t> above, Levels& levels, std::vector<ExposureCode>& out) {
  std::vector<std::uint32_t> own = above, elsewhere;
  if (!branch.exposes.empty()) exposedElsewhere(lowering, draft, branch, {}, levels, elsewhere);
  for (const std::uint32_t other : elsewhere) own.push_back(lowering.negation(draft, other, branch.span));
  for (const checked::Exposure& exposure : branch.exposes) {
    ExposureCode code{.source = &exposure};
    std::vector<std::uint32_t> parts = own;
    if (exposure.when) {
      code.when = lowering.lower(draft, *exposure.when);
      parts.push_back(code.when);
    }
    code.active = lowering.allOf(draft, std::move(parts), exposure.span);
    if (exposure.from) code.from = lowering.lower(draft, *exposure.from);
    code.amount = lowering.amountOf(exposure);
    out.push_back(code);
  }
  for (std::uint32_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<std::uint32_t> path = above;
    path.push_back(levels.condition(branch.exceptions, i));
    lowerExposures(lowering, draft, branch.exceptions[i], std::move(path), levels, out);
  }
}

std::uint32_t lowerDuty(Lowering& lowering, BlockDraft& draft, const Branch& general, std::uint32_t due,
                        std::uint8_t flags) {
  Levels levels(lowering, draft);
  const auto duty = [&](const Branch& branch) -> std::optional<std::uint32_t> {
    Step made{.op = Op::JudgeCondition, .repr = Repr::Verdict, .flags = flags, .b = due};
    switch (branch.duty) {
      case checked::DutyKind::None:
        return std::nullopt;
      case checked::DutyKind::Permits:
        return lowering.emit(draft, {.op = Op::Excepted, .repr = Repr::Verdict}, branch.span);
      case checked::DutyKind::Requires:
        made.a = lowering.lower(draft, *branch.duty_expr);
        break;
      case checked::DutyKind::Forbids:
        made.a = lowering.negation(draft, lowering.lower(draft, *branch.duty_expr), branch.duty_expr->span);
        break;
      case checked::DutyKind::DoneOn:
        made.op = Op::JudgeEvent;
        if (branch.duty_expr->type.kind == TypeKind::Moment && !(flags & kDueMoment))
          made.flags |= kDoneMoment;
        made.a = lowering.lower(draft, *branch.duty_expr);
        break;
    }
    return lowering.emit(draft, made, branch.duty_expr->span);
  };
  return levels.resolve(general, kNoId, nullptr, duty);
}

RuleVersion lowerRuleVersion(Lowering& lowering, const Declaration& declaration, const Version& version,
                             std::uint32_t option) {
  RuleVersion out{.from = version.from, .until = version.until, .source = &version};
  const DateSlots dates = lowerDates(lowering, declaration, version, option);
  out.dates = dates.block;
  out.from_slot = dates.from;
  out.until_slot = dates.until;

  BlockDraft applies = lowering.open(declaration.subject, option);
  std::vector<std::uint32_t> conditions;
  for (const checked::Expr* condition : version.applies_when)
    conditions.push_back(lowering.lower(applies, *condition));
  out.applies = lowering.close(applies, lowering.allOf(applies, conditions, declaration.span));

  BlockDraft duty = lowering.open(declaration.subject, option);
  Levels levels(lowering, duty);
  bool moment = false;
  if (const checked::Expr* due = checked::deadlineOf(version.general)) {
    const Type type = due->type;
    moment = type.kind == TypeKind::Moment;
    // Where no level that decides states a deadline the duty has none, which is not a deadline of `none`: the
    // one is breached at once, the other never (language.md, Time). See kNoDeadline in
    // engine/evaluate/slot.h.
    Type or_none = type;
    or_none.or_none = true;
    const std::uint32_t no_deadline = lowering.truth(duty, true, due->span);
    out.due = levels.resolve(version.general, no_deadline, &or_none,
                             [&](const Branch& branch) -> std::optional<std::uint32_t> {
                               if (!branch.due) return std::nullopt;
                               const std::uint32_t stated = lowering.lower(duty, *branch.due);
                               if (!branch.due_before) return stated;
                               // Before E is at the latest the day, or the second, before it: one deadline
                               // table serves both.
                               Step before{.op = Op::JustBefore,
                                           .repr = Repr::Ordered,
                                           .flags = moment ? kDueMoment : std::uint8_t{0},
                                           .a = stated};
                               before.type = lowering.typeIndex(or_none);
                               return lowering.emit(duty, before, branch.due->span);
                             });
  }
  const std::uint8_t flags = moment ? kDueMoment : std::uint8_t{0};
  const std::uint32_t verdict = lowerDuty(lowering, duty, version.general, out.due, flags);
  lowerExposures(lowering, duty, version.general, {}, levels, out.exposures);
  out.notes = lowerNotes(lowering, duty, version.general, {}, levels);
  levels.collect(version.general, {}, out.exceptions);
  out.duty = lowering.close(duty, verdict);
  return out;
}

void bind(Lowering& lowering, checked::DeclarationId id, const Declaration& declaration,
          std::uint32_t option) {
  lowering.declaration = id;
  lowering.pack = declaration.pack;
  lowering.options.clear();
  if (declaration.per != ChoiceId{kNoId}) lowering.options[1] = option;
}

}  // namespace

namespace {

// The days of a version on which there is the option it is made for; nothing when there are none.
struct Days {
  std::optional<Date> from, until;
};
std::optional<Days> daysOf(const RuleSet& out, const Declaration& declaration, const Version& version,
                           std::uint32_t option) {
  if (declaration.per == ChoiceId{kNoId}) return Days{version.from, version.until};
  const auto [first, last] = out.vocabulary().choices[declaration.per].days(option);
  Days days{version.from, version.until};
  if (kFirstDate < first) days.from = std::max(first, version.from.value_or(first));
  if (last < kLastDate) days.until = std::min(last, version.until.value_or(last));
  if (days.from && days.until && *days.until < *days.from) return std::nullopt;
  return days;
}

}  // namespace

BlockId lowerDefinition(Lowering& lowering, RuleSet& out, const Declaration& declaration,
                        std::uint32_t option) {
  BlockDraft draft = lowering.open(declaration.subject, option);
  std::vector<SelectCase> versions;
  std::uint32_t only = kNoId;
  for (const Version& version : declaration.versions) {
    const std::optional<Days> days = daysOf(out, declaration, version, option);
    if (!days) continue;
    Levels levels(lowering, draft);
    const std::uint32_t value = levels.resolve(
        version.general, kNoId, &declaration.type, [&](const Branch& branch) -> std::optional<std::uint32_t> {
          if (!branch.equals) return std::nullopt;
          const std::uint32_t slot = lowering.lower(draft, *branch.equals);
          // An unconfirmed general case is possibly absent: beside its value stands anything.
          if (&branch != &version.general || branch.confidence.level != checked::Level::Unconfirmed)
            return slot;
          return lowering.perhaps(draft, slot, {lowering.declaration, branch.name, branch.span},
                                  declaration.type);
        });
    only = value;
    const bool always = !days->from && !days->until && declaration.versions.size() == 1;
    std::vector<std::uint32_t> then;
    if (!always) then.push_back(lowering.within(draft, days->from, days->until, version.general.span));
    for (const NoteCode& note : lowerNotes(lowering, draft, version.general, then, levels))
      draft.code.notes.push_back(note);
    if (always) break;
    versions.push_back({then.front(), value, &version.general});
  }
  if (!versions.empty() || only == kNoId) {
    only = lowering.emitSelect(draft, {kNoId, std::move(versions), declaration.span}, &declaration.type);
  }
  return lowering.close(draft, only);
}

BlockId lowerPack(Lowering& lowering, const RuleSet& out, PackId id, EntityId root) {
  lowering.options.clear();
  lowering.declaration = checked::DeclarationId{kNoId};
  lowering.pack = id;
  BlockDraft draft = lowering.open(root, kNoId);
  return lowering.close(draft, lowering.lower(draft, *out.program->packs[id].called_for));
}

namespace {

bool saysValue(const Branch& branch) {
  return branch.equals || branch.at_least || branch.at_most || !branch.alternatives.empty();
}

// What a branch sets as one side of the bound of that label ("" for the amount itself); null when it does
// not.
const checked::Expr* sideOf(const Branch& branch, const std::string& label, bool least) {
  if (label.empty()) {
    if (branch.equals) return branch.equals;
    if (const checked::Expr* side = least ? branch.at_least : branch.at_most) return side;
  }
  for (const checked::Bound& bound : branch.alternatives) {
    if (bound.label == label) return bound.equals ? bound.equals : least ? bound.at_least : bound.at_most;
  }
  return nullptr;
}

void labelsOf(const Branch& branch, std::vector<std::string>& labels) {
  if (branch.equals || branch.at_least || branch.at_most) labels.emplace_back();
  for (const checked::Bound& bound : branch.alternatives) labels.push_back(bound.label);
  for (const Branch& inner : branch.exceptions) labelsOf(inner, labels);
}

// The value is one slot: a level that says it leaves nothing of what another level said, so a side that it
// does not set is `none` there.
std::vector<BoundCode> lowerBounds(Lowering& lowering, BlockDraft& draft, const Branch& general,
                                   const Type& type) {
  Levels levels(lowering, draft);
  Type or_none = type;
  or_none.or_none = true;
  std::vector<std::string> labels;
  labelsOf(general, labels);
  std::vector<BoundCode> bounds;
  for (const std::string& label : labels) {
    const auto known = [&](const BoundCode& bound) { return bound.label == label; };
    if (std::any_of(bounds.begin(), bounds.end(), known)) continue;
    BoundCode bound{.label = label};
    for (const bool least : {true, false}) {
      bool set = false;
      const std::uint32_t slot =
          levels.resolve(general, kNoId, &or_none, [&](const Branch& branch) -> std::optional<std::uint32_t> {
            if (!saysValue(branch)) return std::nullopt;
            const checked::Expr* side = sideOf(branch, label, least);
            set = set || side;
            return side ? lowering.lower(draft, *side)
                        : lowering.constant(draft, NoneValue{}, or_none, branch.span);
          });
      if (set) (least ? bound.at_least : bound.at_most) = slot;
    }
    bounds.push_back(std::move(bound));
  }
  return bounds;
}

// Whether somebody receives the benefit: all that applies, `eligible when`, and that there is such a benefit
// at all.
BlockId lowerEligibility(Lowering& lowering, const Declaration& declaration, const Version& version,
                         std::uint32_t option) {
  BlockDraft draft = lowering.open(declaration.subject, option);
  std::vector<std::uint32_t> parts;
  for (const checked::Expr* each : version.applies_when) parts.push_back(lowering.lower(draft, *each));
  if (version.eligible_when) parts.push_back(lowering.lower(draft, *version.eligible_when));
  if (version.general.confidence.level == checked::Level::Unconfirmed)
    parts.push_back(lowering.doubt(draft, version.general));
  return lowering.close(draft, lowering.allOf(draft, std::move(parts), declaration.span));
}

}  // namespace

AmountCode lowerAmount(Lowering& lowering, RuleSet& out, checked::DeclarationId id, std::uint32_t option) {
  const Declaration& declaration = out.program->declarations[id];
  bind(lowering, id, declaration, option);
  AmountCode code{.declaration = id, .option = option};
  for (const Version& version : declaration.versions) {
    const std::optional<Days> days = daysOf(out, declaration, version, option);
    if (!days) continue;
    AmountVersion made{.from = days->from, .until = days->until, .source = &version};
    lowering.whether = declaration.kind == checked::DeclarationKind::Benefit;
    if (lowering.whether) made.eligible = lowerEligibility(lowering, declaration, version, option);
    if (version.effective_from || version.effective_until) {
      const DateSlots dates = lowerDates(lowering, declaration, version, option);
      made.dates = dates.block;
      made.from_slot = dates.from;
      made.until_slot = dates.until;
    }
    lowering.whether = false;
    BlockDraft draft = lowering.open(declaration.subject, option);
    Levels levels(lowering, draft);
    made.bounds = lowerBounds(lowering, draft, version.general, declaration.type);
    made.notes = lowerNotes(lowering, draft, version.general, {}, levels);
    levels.collect(version.general, {}, made.exceptions);
    made.block = lowering.close(draft, 0);
    code.versions.push_back(std::move(made));
  }
  return code;
}

RuleCode lowerRule(Lowering& lowering, RuleSet& out, checked::DeclarationId id, std::uint32_t option) {
  const Declaration& declaration = out.program->declarations[id];
  bind(lowering, id, declaration, option);
  RuleCode code{.declaration = id, .option = option};
  for (const Version& version : declaration.versions) {
    const std::optional<Days> days = daysOf(out, declaration, version, option);
    if (!days) continue;
    code.versions.push_back(lowerRuleVersion(lowering, declaration, version, option));
    code.versions.back().from = days->from;
    code.versions.back().until = days->until;
  }
  return code;
}

}  // namespace jurat
