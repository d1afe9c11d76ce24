#include "engine/batch/ops.h"

#include <algorithm>
#include <cstring>

namespace jurat::batch {

// ---- lanes by themselves

// A column for the results of a step.
Column Ops::made(const Step& step, std::size_t count) {
  const bool bits = step.repr == Repr::Option || step.repr == Repr::Set;
  return makeColumn(arena(), step.repr, count, bits ? wordsOf(rules(), type(step)) : std::uint8_t{1});
}

// Whether some operand has options beyond one word, which only few loops do.
bool Ops::wide(const Step& step) const {
  bool some = false;
  eachOperand(rules(), step, [&](std::uint32_t slot) { some = some || at(slot).words > 1; });
  return some;
}

bool Ops::uniform(const Step& step) const {
  bool all = true;
  eachOperand(rules(), step, [&](std::uint32_t slot) { all = all && at(slot).uniform; });
  return all;
}

void Ops::mendLane(const Step& step, Column& out, std::size_t lane) {
  const LaneSteps::Result result = machine_.lanes_.run(*run_.code, step, where_, run_.columns, lane);
  Statistic::OfOp& count = counted(step);
  if (!result.known) return putEscape(out, lane);
  ++count.alone;
  if (!putSlot(arena(), out, lane, out.uniform ? 1 : lanes(), result.slot, result.why)) ++count.escaped;
}

void Ops::mend(const Step& step, Column& out, const std::uint8_t* odd) {
  const std::size_t end = lanes();
  for (std::size_t i = 0; i < end;) {
    std::uint64_t eight = 0;
    if (i + 8 <= end) {
      std::memcpy(&eight, odd + i, 8);
      if (eight == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t stop = std::min(i + 8, end);
    for (; i < stop; ++i) {
      if (odd[i]) mendLane(step, out, i);
    }
  }
}

// What all lanes share; what is made of constants alone is made once for all blocks.
Column Ops::one(const Step& step) {
  Column& folded = machine_.folded_[static_cast<std::size_t>(&step - rules().steps.data())];
  if (folded.constant) return folded;
  bool constant = true;
  eachOperand(rules(), step, [&](std::uint32_t slot) { constant = constant && at(slot).constant; });
  Column out = oneLane(step);
  if (!constant || (out.can[0] & kEscaped) || out.repr == Repr::Text) return out;
  folded = copyOf(machine_.always_, out, 1);
  folded.constant = true;
  return folded;
}

Column Ops::oneLane(const Step& step) {
  Column out = made(step, 1);
  out.uniform = true;
  putEscape(out, 0);
  mendLane(step, out, 0);
  return out;
}

Column Ops::alone(const Step& step) {
  if (uniform(step)) return one(step);
  Column out = made(step, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) putEscape(out, i);
  for (std::size_t i = 0; i < lanes(); ++i) mendLane(step, out, i);
  return out;
}

Column Ops::escaped(const Step& step) {
  Column out = made(step, 1);
  out.uniform = true;
  putEscape(out, 0);
  counted(step).escaped += lanes();
  return out;
}

Column Ops::spread(const Column& column) {
  return column.uniform ? batch::spread(arena(), column, lanes()) : column;
}

// ---- decision tables

// Which rows are hit is found out with each result (LaneSteps::result).
Column Ops::matched() {
  Column out = makeColumn(arena(), Repr::Verdict, 1);
  out.uniform = true;
  out.can[0] = kValue;
  out.flags[0] = 0;
  return out;
}

Column Ops::result(const Step& step) {
  const BlockCode& code = rules().blocks[BlockId{step.c}];
  Run rows = run_;
  rows.code = &code;
  machine_.execute(rows);
  Column out = made(step, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) putEscape(out, i);
  for (std::size_t i = 0; i < lanes(); ++i) {
    const LaneSteps::Result result = machine_.lanes_.result(*run_.code, step, where_, code, rows.columns, i);
    if (!result.known) continue;
    ++counted(step).alone;
    if (!putSlot(arena(), out, i, lanes(), result.slot, result.why)) {
      putEscape(out, i);
      ++counted(step).escaped;
    }
  }
  return out;
}

// ---- which loop does a step

Column Ops::step(const Step& step, Span where) {
  where_ = where;
  switch (step.op) {
    case Op::Constant:
      return constant(step);
    case Op::Element:
      return element(step);
    case Op::Outer:
      return outer(step);
    case Op::Ancestor:
      return ancestor(step);
    case Op::Record:
      return record(step);
    case Op::Previous:
      return previous(step);
    case Op::Fact:
      return fact(step);
    case Op::Definition:
      return definition(step);
    case Op::Not:
      return negation(step);
    case Op::AtLeast:
      return atLeast(step);
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return list(step);
    case Op::SeriesFirst:
    case Op::SeriesLast:
      return seriesEnd(step);
    case Op::MatchRows:
      return matched();
    case Op::Result:
      return result(step);
    case Op::FactPick:
    case Op::DefinitionPick:
      return escaped(step);
    default:
      break;
  }
  // From here on a step reads slots of its own run and nothing else.
  if (uniform(step)) return one(step);
  const bool one_word = !wide(step);
  switch (step.op) {
    case Op::Select:
      return select(step);
    case Op::Compare:
      return one_word ? compare(step) : alone(step);
    case Op::IsGiven:
    case Op::IsKnown:
      return given(step);
    case Op::Given:
      return whereGiven(step);
    case Op::Holds:
      return holds(step);
    case Op::InForce:
      return inForce(step);
    case Op::InOptions:
      return inOptions(step);
    case Op::IncludesAny:
    case Op::IncludesAll:
      return includesMask(step);
    case Op::IncludesSet:
      return one_word ? includesSet(step) : alone(step);
    case Op::SetEmpty:
      return setEmpty(step);
    case Op::SetPlus:
    case Op::SetWithout:
      return one_word ? setCombine(step) : alone(step);
    case Op::Add:
    case Op::Subtract:
      return addOrSubtract(step);
    case Op::Multiply:
      return multiply(step);
    case Op::Highest:
    case Op::Lowest:
      return extreme(step);
    case Op::Convert:
      return convert(step);
    case Op::DatePlus:
    case Op::DateMinus:
      return shift(step);
    case Op::JustBefore:
      return justBefore(step);
    case Op::JudgeCondition:
      return judge(step);
    case Op::JudgeEvent:
      return judgeEvent(step);
    default:
      return alone(step);
  }
}

}  // namespace jurat::batch
