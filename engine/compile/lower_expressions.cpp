// Lowering of expressions: one step per node, equal steps shared.
#include <algorithm>

#include "engine/compile/lowering.h"

namespace jurat {
namespace {

using checked::Expr;
using checked::ExprKind;

std::size_t hashStep(const Step& step) {
  std::size_t seed = static_cast<std::size_t>(step.op);
  for (std::uint32_t part :
       {static_cast<std::uint32_t>(step.repr), static_cast<std::uint32_t>(step.flags),
        static_cast<std::uint32_t>(step.operand), step.count, step.a, step.b, step.c, step.type}) {
    seed ^= part + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
  }
  return seed;
}

// Steps whose operands stand in a list are never equal by their fields alone.
bool shareable(Op op) { return op != Op::Select && !runsOverDomain(op); }

}  // namespace

Repr reprOf(const Type& type) {
  if (type.set) return Repr::Set;
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
      return Repr::Truth;
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Money:
    case TypeKind::Quantity:
    case TypeKind::Date:
    case TypeKind::Moment:
    case TypeKind::Period:
      return Repr::Ordered;
    case TypeKind::Text:
      return Repr::Text;
    case TypeKind::Choice:
    case TypeKind::Practice:
      return Repr::Option;
    case TypeKind::Currency:
      return Repr::Currency;
    case TypeKind::Evidence:
      return Repr::Evidence;
    case TypeKind::Ref:
      return Repr::Ref;
    case TypeKind::None:
    case TypeKind::Error:
      return Repr::Ordered;
  }
  return Repr::Ordered;
}

bool runsOverDomain(Op op) {
  switch (op) {
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return true;
    default:
      return false;
  }
}

BlockDraft Lowering::open(EntityId subject, std::uint32_t option) {
  BlockDraft draft;
  draft.code.subject = subject;
  draft.code.option = option;
  draft.code.declaration = declaration;
  draft.code.pack = pack;
  return draft;
}

BlockId Lowering::close(BlockDraft& draft, std::uint32_t result) {
  draft.code.first = static_cast<std::uint32_t>(out_.steps.size());
  draft.code.count = static_cast<std::uint32_t>(draft.steps.size());
  draft.code.result = result;
  out_.steps.insert(out_.steps.end(), draft.steps.begin(), draft.steps.end());
  out_.where.insert(out_.where.end(), draft.where.begin(), draft.where.end());
  draft.code.slots.assign(draft.slots.begin(), draft.slots.end());
  std::sort(draft.code.slots.begin(), draft.code.slots.end());
  std::sort(draft.code.rounds.begin(), draft.code.rounds.end());
  return out_.blocks.add(std::move(draft.code));
}

std::uint32_t Lowering::emit(BlockDraft& draft, Step step, Span where) {
  const std::size_t hash = hashStep(step);
  if (shareable(step.op)) {
    auto [begin, end] = draft.known.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
      if (draft.steps[at->second] == step) return at->second;
    }
  }
  const auto slot = static_cast<std::uint32_t>(draft.steps.size());
  draft.steps.push_back(step);
  draft.where.push_back(where);
  if (shareable(step.op)) draft.known.emplace(hash, slot);
  return slot;
}

std::uint32_t Lowering::typeIndex(const Type& type) {
  const auto found = std::find(out_.types.begin(), out_.types.end(), type);
  if (found != out_.types.end()) return static_cast<std::uint32_t>(found - out_.types.begin());
  out_.types.push_back(type);
  return static_cast<std::uint32_t>(out_.types.size() - 1);
}

std::uint32_t Lowering::constant(BlockDraft& draft, Value value, const Type& type, Span where) {
  // Within a block equal constants share one row, so that the steps over them are equal too.
  std::uint32_t row = kNoId;
  for (std::size_t i = 0; i < draft.steps.size() && row == kNoId; ++i) {
    const Step& old = draft.steps[i];
    if (old.op == Op::Constant && out_.constants[old.a].second == type &&
        out_.constants[old.a].first == value) {
      return static_cast<std::uint32_t>(i);
    }
  }
  row = static_cast<std::uint32_t>(out_.constants.size());
  out_.constants.emplace_back(std::move(value), type);
  Step step{.op = Op::Constant, .repr = reprOf(type), .a = row, .type = typeIndex(type)};
  return emit(draft, step, where);
}

std::uint32_t Lowering::operandList(const std::vector<std::uint32_t>& slots) {
  // Equal lists share one place, so that equal n-ary steps are equal by their fields.
  const auto found = std::search(
      out_.operands.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(out_.operands.size(), 256)),
      out_.operands.end(), slots.begin(), slots.end());
  if (!slots.empty() && found != out_.operands.end())
    return static_cast<std::uint32_t>(found - out_.operands.begin());
  const auto first = static_cast<std::uint32_t>(out_.operands.size());
  out_.operands.insert(out_.operands.end(), slots.begin(), slots.end());
  return first;
}

std::uint32_t Lowering::atLeast(BlockDraft& draft, std::vector<std::uint32_t> of, std::uint32_t need,
                                Span where) {
  if (of.size() == 1 && need == 1) return of.front();
  const auto count = static_cast<std::uint32_t>(of.size());
  return emit(draft,
              {.op = Op::AtLeast, .repr = Repr::Truth, .count = count, .a = operandList(of), .b = need},
              where);
}

std::uint32_t Lowering::allOf(BlockDraft& draft, std::vector<std::uint32_t> of, Span where) {
  if (of.empty()) return truth(draft, true, where);
  const auto need = static_cast<std::uint32_t>(of.size());
  return atLeast(draft, std::move(of), need, where);
}

std::uint32_t Lowering::anyOf(BlockDraft& draft, std::vector<std::uint32_t> of, Span where) {
  if (of.empty()) return truth(draft, false, where);
  return atLeast(draft, std::move(of), 1, where);
}

std::uint32_t Lowering::negation(BlockDraft& draft, std::uint32_t of, Span where) {
  if (draft.steps[of].op == Op::Not) return draft.steps[of].a;
  return emit(draft, {.op = Op::Not, .repr = Repr::Truth, .a = of}, where);
}

std::uint32_t Lowering::within(BlockDraft& draft, std::optional<Date> from, std::optional<Date> until,
                               Span where) {
  const auto first = static_cast<std::uint32_t>(from.value_or(kFirstDate).days);
  const auto last = static_cast<std::uint32_t>(until.value_or(kLastDate).days);
  return emit(draft, {.op = Op::AsOfWithin, .a = first, .b = last}, where);
}

std::uint32_t Lowering::emitSelect(BlockDraft& draft, SelectCode code, const Type* type) {
  Step made{.op = Op::Select, .repr = type ? reprOf(*type) : Repr::Verdict};
  if (type) made.type = typeIndex(*type);
  // A level that is written twice is one step, like everything else.
  const auto equal = [&](std::uint32_t slot) {
    const Step& old = draft.steps[slot];
    return old.repr == made.repr && old.type == made.type && out_.selects[old.a].sameAs(code);
  };
  const auto found = std::find_if(draft.selects.begin(), draft.selects.end(), equal);
  if (found != draft.selects.end()) return *found;
  made.a = static_cast<std::uint32_t>(out_.selects.size());
  const Span at = code.span;
  out_.selects.push_back(std::move(code));
  draft.selects.push_back(emit(draft, made, at));
  return draft.selects.back();
}

std::uint32_t Lowering::doubtIndex(DoubtCode doubt) {
  const auto found = std::find(out_.doubts.begin(), out_.doubts.end(), doubt);
  if (found != out_.doubts.end()) return static_cast<std::uint32_t>(found - out_.doubts.begin());
  out_.doubts.push_back(std::move(doubt));
  return static_cast<std::uint32_t>(out_.doubts.size() - 1);
}

std::uint32_t Lowering::doubt(BlockDraft& draft, const checked::Branch& branch) {
  return emit(
      draft, {.op = Op::Doubt, .repr = Repr::Truth, .a = doubtIndex({declaration, branch.name, branch.span})},
      branch.span);
}

Step Lowering::step(Op op, const Expr& expression) const {
  Step made;
  made.op = op;
  made.repr = reprOf(expression.type);
  return made;
}

bool Lowering::reads(const Expr& expression, std::uint32_t variable) const {
  if ((expression.kind == ExprKind::Variable || expression.kind == ExprKind::OptionVariable) &&
      expression.variable == variable) {
    return true;
  }
  for (const Expr* arg : expression.args) {
    if (reads(*arg, variable)) return true;
  }
  for (const checked::Limb& limb : expression.limbs) {
    if (reads(*limb.value, variable)) return true;
  }
  if (!expression.domain) return false;
  const checked::Domain& domain = *expression.domain;
  return (domain.base && reads(*domain.base, variable)) || (domain.where && reads(*domain.where, variable));
}

std::uint32_t Lowering::lower(BlockDraft& draft, const Expr& expression) {
  const auto known = draft.slots.find(&expression);
  if (known != draft.slots.end()) return known->second;
  std::uint32_t slot = kNoId;
  // What does not depend on the element is computed once, by the frame that asks; not while a quantifier over
  // options is written out, when the same expression has another meaning in each round.
  if (draft.parent && writing_out_ == 0 && expression.kind != ExprKind::Constant &&
      !reads(expression, draft.variable)) {
    const std::uint32_t outer = lower(*draft.parent, expression);
    Step made = step(Op::Outer, expression);
    made.a = 1;
    made.b = outer;
    slot = emit(draft, made, expression.span);
  } else {
    slot = lowerFresh(draft, expression);
    if (expression.guarded) {
      Step made = step(Op::Given, expression);
      made.a = slot;
      slot = emit(draft, made, expression.span);
    }
  }
  if (expression.rolls_in != checked::DeclarationId{kNoId}) slot = rolled(draft, expression, slot);
  draft.slots.emplace(&expression, slot);
  return slot;
}

// The day, moved on to a working day.
std::uint32_t Lowering::rolled(BlockDraft& draft, const Expr& expression, std::uint32_t day) {
  Step made = step(Op::WorkingDays, expression);
  made.type = typeIndex(expression.type);
  made.flags = kRolls;
  made.a = day;
  made.b = raw(expression.rolls_in);
  made.c = 1;
  return emit(draft, made, expression.span);
}

std::uint32_t Lowering::variable(BlockDraft& draft, const Expr& expression) {
  std::uint32_t depth = 0;
  for (BlockDraft* at = &draft; at; at = at->parent, ++depth) {
    if (at->variable == expression.variable) break;
  }
  Step made = step(Op::Element, expression);
  made.a = depth;
  return emit(draft, made, expression.span);
}

std::uint32_t Lowering::mask(ChoiceId choice, const std::vector<std::uint32_t>& wanted) {
  const std::size_t words =
      choice == ChoiceId{kNoId} ? 1 : (program_.vocabulary.choices[choice].options.size() + 63) / 64;
  std::vector<std::vector<std::uint64_t>> members;
  for (std::uint32_t option : wanted) {
    std::vector<std::uint64_t> bits(words, 0);
    const std::uint32_t end =
        choice == ChoiceId{kNoId} ? option + 1 : program_.vocabulary.choices[choice].end(option);
    for (std::uint32_t i = option; i < end; ++i) bits[i / 64] |= std::uint64_t{1} << (i % 64);
    members.push_back(std::move(bits));
  }
  for (std::size_t i = 0; i < out_.masks.size(); ++i) {
    if (out_.masks[i] == members) return static_cast<std::uint32_t>(i);
  }
  out_.masks.push_back(std::move(members));
  return static_cast<std::uint32_t>(out_.masks.size() - 1);
}

std::optional<std::uint32_t> Lowering::boundOption(const Expr& expression) const {
  if (expression.kind == ExprKind::OptionVariable) {
    const auto bound = options.find(expression.variable);
    if (bound != options.end()) return bound->second;
  }
  if (expression.kind == ExprKind::Constant) {
    if (const auto* option = std::get_if<OptionValue>(&expression.value)) return option->index;
  }
  return std::nullopt;
}

std::uint32_t Lowering::lowestIndex(ChoiceId choice, std::uint32_t option) const {
  const std::vector<std::uint32_t>& lowest = program_.vocabulary.choices[choice].lowest;
  const auto at = std::lower_bound(lowest.begin(), lowest.end(), option);
  return static_cast<std::uint32_t>(at - lowest.begin());
}

std::uint32_t Lowering::amountOf(const checked::Exposure& exposure) {
  const std::uint32_t first = out_.first_amount[raw(exposure.amount)];
  if (!exposure.option) return first;
  const std::optional<std::uint32_t> option = boundOption(*exposure.option);
  return first + lowestIndex(program_.declarations[exposure.amount].per, option.value_or(0));
}

}  // namespace jurat
