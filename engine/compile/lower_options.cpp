// Lowering of what runs over the options of a choice: it is written out, one operand an option.
#include <utility>

#include "engine/compile/lowering.h"

namespace jurat {

using checked::Expr;
using checked::ExprKind;

// An option that carries dates is run over on these days only.
template <typename Visit>
void Lowering::eachOption(BlockDraft& draft, const checked::Domain& source, Visit visit) {
  for (const std::uint32_t option : source.options) {
    const auto [from, until] = program_.vocabulary.choices[source.choice].days(option);
    std::vector<std::uint32_t> filter;
    if (kFirstDate < from || until < kLastDate) filter.push_back(within(draft, from, until, source.span));
    const OptionBindings outer = options;
    // The same expression means another thing for each option: what was lowered for the last one is
    // forgotten.
    const std::unordered_map<const Expr*, std::uint32_t> known = draft.slots;
    options[source.variable] = option;
    ++writing_out_;
    if (source.where) filter.push_back(lower(draft, *source.where));
    visit(filter.empty() ? std::nullopt : std::optional(allOf(draft, filter, source.span)));
    --writing_out_;
    options = outer;
    for (const auto& [part, slot] : draft.slots) {
      if (!known.contains(part)) draft.code.rounds.emplace_back(part, slot);
    }
    draft.slots = known;
  }
}

std::uint32_t Lowering::lowerOptionQuantifier(BlockDraft& draft, const Expr& expression) {
  const bool every = expression.kind == ExprKind::EveryHas;
  std::vector<std::uint32_t> operands;
  eachOption(draft, *expression.domain, [&](std::optional<std::uint32_t> where) {
    std::vector<std::uint32_t> parts;
    if (where) parts.push_back(every ? negation(draft, *where, expression.span) : *where);
    if (!expression.args.empty()) parts.push_back(lower(draft, *expression.args[0]));
    operands.push_back(every ? anyOf(draft, parts, expression.span) : allOf(draft, parts, expression.span));
  });
  switch (expression.kind) {
    case ExprKind::CountOf: {
      Step made = step(Op::CountTrue, expression);
      made.count = static_cast<std::uint32_t>(operands.size());
      made.a = operandList(operands);
      made.type = typeIndex(expression.type);
      return emit(draft, made, expression.span);
    }
    case ExprKind::EveryHas:
      return allOf(draft, operands, expression.span);
    case ExprKind::NoHas:
      return negation(draft, anyOf(draft, operands, expression.span), expression.span);
    default:
      return anyOf(draft, operands, expression.span);
  }
}

// Sums and extremes: an option that the filter leaves out adds nothing, and is passed over by the highest and
// lowest.
std::uint32_t Lowering::lowerOptionAggregate(BlockDraft& draft, const Expr& expression) {
  const Type& type = expression.type;
  const Span at = expression.span;
  const bool sum = expression.kind == ExprKind::SumOver;
  const bool money = type.kind == TypeKind::Money;
  const Value nothing = !sum ? Value(NoneValue{}) : money ? Value(Money{Number(), type.id}) : Value(Number());
  const std::uint32_t absent = constant(draft, nothing, type, at);
  std::vector<std::uint32_t> operands;
  eachOption(draft, *expression.domain, [&](std::optional<std::uint32_t> where) {
    std::uint32_t value = lower(draft, *expression.args[0]);
    if (where) value = emitSelect(draft, {absent, {SelectCase{*where, value, nullptr}}, at}, &type);
    operands.push_back(value);
  });
  if (operands.empty()) return absent;
  if (!sum) {
    Step made = step(expression.kind == ExprKind::HighestOver ? Op::Highest : Op::Lowest, expression);
    made.count = static_cast<std::uint32_t>(operands.size());
    made.a = operandList(operands);
    made.type = typeIndex(type);
    return emit(draft, made, at);
  }
  // Money of any currency has no nought to begin with: the first amount says the currency.
  std::uint32_t total = money && type.id == 0 ? operands.front() : absent;
  for (std::size_t i = total == absent ? 0 : 1; i < operands.size(); ++i) {
    Step plus = step(Op::Add, expression);
    plus.a = total;
    plus.b = operands[i];
    plus.operand = Repr::Ordered;
    plus.type = typeIndex(type);
    total = emit(draft, plus, at);
  }
  return total;
}

}  // namespace jurat
