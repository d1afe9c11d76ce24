#include "engine/bundle/block_check.h"

#include <algorithm>

namespace jurat::bundle {

using checked::DeclarationKind;

BlockCheck::BlockCheck(Checks& checks, Known& known, BlockId id, const BlockCheck* parent)
    : checks_(checks),
      known_(known),
      id_(id),
      code_(checks.rules.blocks[id]),
      parent_(parent),
      nesting_(parent ? parent->nesting_ + 1 : 0) {}

void BlockCheck::run() {
  const std::size_t steps = checks_.rules.steps.size();
  if (!that(code_.first <= steps && code_.count <= steps - code_.first,
            "a block has steps that there are not"))
    return;
  if (!that(code_.count <= known_.budget && nesting_ <= checks_.limits.nesting, "blocks take too many steps"))
    return;
  known_.budget -= code_.count;
  held_.reserve(code_.count);
  for (std::uint32_t i = 0; i < code_.count && checks_.good(); ++i)
    step(checks_.rules.steps[code_.first + i]);
  if (!checks_.good()) return;
  that(code_.count == 0 ? code_.result == 0 : code_.result < code_.count, "a block has no result");
  levels();
}

// What explanations look up: which slot holds which expression, and how it is held.
void BlockCheck::levels() {
  for (const auto& [expr, slot] : code_.slots) {
    if (!that(expr && slot < held_.size(), "an expression has no slot")) return;
    const bool same = held_[slot].repr == Repr::Verdict ? false
                      : expr->type.kind == TypeKind::None || expr->type.kind == TypeKind::Error
                          ? held_[slot].repr == Repr::Ordered
                          : alike(expr->type, held_[slot].type);
    that(same, "an expression is held as one of another type");
  }
  for (const auto& [branch, slot] : code_.exceptions)
    that(branch && slot < held_.size() && held_[slot].repr == Repr::Truth, "an exception has no condition");
  for (const NoteCode& note : code_.notes) {
    that(note.source &&
             (note.when == kNoId || (note.when < held_.size() && held_[note.when].repr == Repr::Truth)),
         "a note has no condition");
  }
}

const Type& BlockCheck::typeOf(const Step& step) {
  static const Type kNone;
  if (!that(step.type < checks_.rules.types.size(), "a step has a type that there is not")) return kNone;
  const Type& type = checks_.rules.types[step.type];
  that(type.kind != TypeKind::None && type.kind != TypeKind::Error, "a step gives values of no type");
  return type;
}

bool BlockCheck::before(std::uint32_t slot) {
  return that(slot < held_.size(), "a step reads a slot behind it");
}
bool BlockCheck::truth(std::uint32_t slot) {
  return before(slot) && that(held_[slot].repr == Repr::Truth && held_[slot].type.kind != TypeKind::Error,
                              "a step takes for a condition what is none");
}
bool BlockCheck::ordered(std::uint32_t slot) {
  return before(slot) && that(held_[slot].repr == Repr::Ordered, "a step reckons with what is no number");
}
bool BlockCheck::operands(const Step& step, Repr repr) {
  const std::vector<std::uint32_t>& all = checks_.rules.operands;
  if (!that(step.a <= all.size() && step.count <= all.size() - step.a,
            "a step has operands that there are not"))
    return false;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    if (!before(all[step.a + i]) ||
        !that(held_[all[step.a + i]].repr == repr &&
                  (repr != Repr::Truth || held_[all[step.a + i]].type.kind != TypeKind::Error),
              "a step has an operand of another kind"))
      return false;
  }
  return true;
}

// The entity whose element the frame runs for that stands so many further out.
EntityId BlockCheck::entityAt(std::uint32_t up) {
  const BlockCheck* at = this;
  for (; up > 0 && at; --up) at = at->parent_;
  that(at && given(at->code_.subject), "a step reads an element that there is not");
  return checks_.good() ? at->code_.subject : EntityId{kNoId};
}

bool BlockCheck::asks(std::uint32_t block, EntityId about) {
  if (!that(block < raw(id_) && block < known_.results.size(), "a block asks one behind it")) return false;
  const BlockCode& code = checks_.rules.blocks[BlockId{block}];
  if (!that(!code.nested && code.count > 0 && code.subject == about, "a block asks one about something else"))
    return false;
  depth_ = std::max(depth_, known_.depths[block] + 1);
  return that(depth_ <= checks_.limits.definition_chain * 4, "blocks ask each other too far");
}

bool BlockCheck::option(std::uint32_t slot, ChoiceId choice) {
  return before(slot) &&
         that(given(choice) && held_[slot].repr == Repr::Option &&
                  held_[slot].type.kind == TypeKind::Choice && held_[slot].type.id == raw(choice),
              "a step picks by what is no option");
}

bool BlockCheck::masks(std::uint32_t index, const Type& type, bool one) {
  if (!that(index < checks_.rules.masks.size(), "a step asks for options that there are not")) return false;
  const std::size_t words = wordsOf(type, checks_.vocabulary);
  for (const std::vector<std::uint64_t>& member : checks_.rules.masks[index])
    that(member.size() == words, "a step asks for options of another choice");
  return that(!one || !checks_.rules.masks[index].empty(), "a step asks for no option") && checks_.good();
}

void BlockCheck::nested(BlockId block, EntityId element) {
  if (!that(block < id_, "a block runs one behind it")) return;
  const BlockCode& code = checks_.rules.blocks[block];
  if (!that(code.nested && code.subject == element && code.count > 0,
            "a list runs a block about something else"))
    return;
  BlockCheck inner(checks_, known_, block, this);
  inner.run();
  depth_ = std::max(depth_, inner.depth());
  if (checks_.good()) known_.results[raw(block)] = inner.slot(code.result);
}

// Every kind of step; what it gives joins the slots.
void BlockCheck::step(const Step& step) {
  Held made{step.repr, {}};
  switch (step.op) {
    case Op::Constant:
    case Op::AsOfDay:
    case Op::AsOfMoment:
    case Op::Element:
    case Op::Outer:
    case Op::Ancestor:
    case Op::Record:
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::Previous:
    case Op::Fact:
    case Op::FactPick:
    case Op::Definition:
    case Op::DefinitionPick:
    case Op::ParameterAt:
    case Op::ColumnPick:
      made = read(step);
      break;
    case Op::Negate:
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::DatePlus:
    case Op::DateMinus:
    case Op::WorkingDays:
    case Op::DaysBetween:
    case Op::DaysIn:
    case Op::Convert:
    case Op::CurrencyOf:
    case Op::Highest:
    case Op::Lowest:
    case Op::Rounded:
    case Op::JustBefore:
      made = moved(step);
      break;
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::CountTrue:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      made = list(step);
      break;
    case Op::Holds:
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::Compare:
    case Op::IsGiven:
    case Op::IsKnown:
    case Op::Given:
    case Op::SetEmpty:
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::IncludesSet:
    case Op::ContainsText:
    case Op::Not:
    case Op::AtLeast:
    case Op::AsOfWithin:
      made = condition(step);
      break;
    case Op::Select:
    case Op::Doubt:
    case Op::Unsettled:
    case Op::InForce:
    case Op::JudgeCondition:
    case Op::JudgeEvent:
    case Op::Excepted:
      made = level(step);
      break;
    case Op::MatchRows:
    case Op::Result:
      made = table(step);
      break;
  }
  that(made.repr == step.repr, "a step says it gives another kind of value");
  held_.push_back(made);
}

// ---- reads

Held BlockCheck::read(const Step& step) {
  const auto refTo = [](EntityId entity) {
    return Held{Repr::Ref, {.kind = TypeKind::Ref, .id = raw(entity)}};
  };
  const auto element = [&](std::uint32_t slot) {
    const bool ref =
        before(slot) && that(held_[slot].repr == Repr::Ref, "a step reads from what is no element");
    return ref ? EntityId{held_[slot].type.id} : EntityId{kNoId};
  };
  const auto held = [&] {
    const Type& type = typeOf(step);
    return Held{reprOf(type), type};
  };
  switch (step.op) {
    case Op::Constant: {
      if (!that(step.a < checks_.rules.constants.size(), "a step reads a constant that there is not"))
        return {};
      const Type& type = checks_.rules.constants[step.a].second;
      return {reprOf(type), type};
    }
    case Op::AsOfDay:
      return {Repr::Ordered, {.kind = TypeKind::Date}};
    case Op::AsOfMoment:
      return {Repr::Ordered, {.kind = TypeKind::Moment}};
    case Op::Element:
      return refTo(entityAt(step.a));
    case Op::Outer: {
      const BlockCheck* outer = this;
      for (std::uint32_t up = step.a; up > 0 && outer; --up) outer = outer->parent_;
      if (!that(outer && step.b < outer->held_.size(),
                "a step reads a slot of a block around it that is behind it"))
        return {};
      return outer->held_[step.b];
    }
    case Op::Ancestor:
    case Op::Record:
      element(step.a);
      that(step.b < checks_.vocabulary.entities.size(), "a step goes to no entity");
      return refTo(EntityId{step.b});
    case Op::SeriesFirst:
    case Op::SeriesLast:
      list(step);
      return checks_.good() ? refTo(checks_.rules.domains[step.a].path.back()) : Held{};
    case Op::Previous:
      return refTo(element(step.a));
    case Op::Fact:
    case Op::FactPick: {
      if (!that(step.b < checks_.vocabulary.facts.size(), "a step reads no fact")) return {};
      const Fact& fact = checks_.vocabulary.facts[FactId{step.b}];
      that(element(step.a) == fact.entity && checks_.here(fact.pack),
           "a step reads a fact of another entity");
      if (step.op == Op::FactPick) {
        option(step.c, fact.per);
      } else {
        that(step.c < fact.slots, "a step reads an answer that there is not");
      }
      that(alike(typeOf(step), fact.type), "a step reads a fact as one of another type");
      return held();
    }
    case Op::Definition: {
      const EntityId about = step.a == kNoId ? EntityId{kNoId} : element(step.a);
      if (!checks_.good() || !asks(step.b, about)) return {};
      that(alike(typeOf(step), known_.results[step.b].type), "a step reads a definition of another type");
      return held();
    }
    case Op::DefinitionPick: {
      const EntityId about = step.a == kNoId ? EntityId{kNoId} : element(step.a);
      if (!checks_.good() || !asks(step.b, about)) return {};
      const checked::DeclarationId source = checks_.rules.blocks[BlockId{step.b}].declaration;
      if (!that(given(source), "a step picks among blocks of nothing")) return {};
      const ChoiceId per = checks_.program.declarations[source].per;
      if (!option(step.c, per)) return {};
      for (std::uint32_t i = 0; i < checks_.vocabulary.choices[per].lowest.size(); ++i) {
        if (!asks(step.b + i, about)) return {};
        that(alike(typeOf(step), known_.results[step.b + i].type),
             "a step reads a definition of another type");
      }
      return held();
    }
    case Op::ParameterAt: {
      if (!before(step.a) ||
          !that(held_[step.a].type.kind == TypeKind::Date && held_[step.a].repr == Repr::Ordered &&
                    step.b < checks_.rules.picks.size(),
                "a step reads a parameter at no day"))
        return {};
      for (const PickVersion& version : checks_.rules.picks[step.b]) {
        if (!asks(raw(version.block), EntityId{kNoId})) return {};
        that(alike(typeOf(step), known_.results[raw(version.block)].type),
             "a step reads a parameter of another type");
      }
      return held();
    }
    default: {  // ColumnPick
      if (!that(step.c < checks_.vocabulary.choices.size(), "a step reads a column of no choice")) return {};
      if (!option(step.a, ChoiceId{step.c})) return {};
      const std::size_t rows = checks_.vocabulary.choices[ChoiceId{step.c}].lowest.size();
      const std::size_t all = step.count == 0 ? rows : 2 * rows;
      const auto& constants = checks_.rules.constants;
      if (!that(step.b <= constants.size() && all <= constants.size() - step.b &&
                    step.count <= checks_.rules.doubts.size(),
                "a step reads cells that there are not"))
        return {};
      for (std::size_t i = 0; i < all; ++i) {
        const Type& cell = constants[step.b + i].second;
        that(i < rows ? alike(typeOf(step), cell) : reprOf(cell) == Repr::Truth,
             "a step reads cells of another type");
      }
      return held();
    }
  }
}

}  // namespace jurat::bundle
