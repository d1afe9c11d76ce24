// Conditions: comparisons, and, or, at least; what choices and sets hold.
#include <utility>

#include "engine/advice/linear/translate.h"

namespace jurat::linear {

using checked::CompareOp;

Term Translator::compared(CompareOp op, Term a, Term b) {
  switch (op) {
    case CompareOp::Less:
      return terms_.less(a, b);
    case CompareOp::LessEqual:
      return terms_.atMost(a, b);
    case CompareOp::Equal:
      return terms_.equal(a, b);
    case CompareOp::GreaterEqual:
      return terms_.atMost(b, a);
    case CompareOp::Greater:
      return terms_.less(b, a);
  }
  return terms_.no();
}

std::optional<Meaning> Translator::compare(const At& at) {
  const Meaning a = operand(at, at.step.a), b = operand(at, at.step.b);
  const auto op = static_cast<CompareOp>(at.step.flags);
  Term yes = nullptr;
  switch (at.step.operand) {
    case Repr::Truth:
      yes = terms_.equal(a.yes, b.yes);
      break;
    case Repr::Ordered:
      if (a.any_period || b.any_period || a.months != b.months || a.unit != b.unit) return std::nullopt;
      if (type(at.step).kind == TypeKind::Money && a.unit == 0) return std::nullopt;
      [[fallthrough]];
    case Repr::Option:
      if (!a.number || !b.number) return std::nullopt;
      yes = compared(op, a.number, b.number);
      break;
    case Repr::Set: {
      if (a.bits.size() != b.bits.size()) return std::nullopt;
      std::vector<Term> parts;
      for (std::size_t i = 0; i < a.bits.size(); ++i) parts.push_back(terms_.equal(a.bits[i], b.bits[i]));
      yes = terms_.all(parts);
      break;
    }
    case Repr::Text:
    case Repr::Ref:
    case Repr::Evidence:
    case Repr::Currency:
    case Repr::Verdict:
      return std::nullopt;
  }
  const Term error = strict(at, {&a, &b});
  return truth(error, terms_.both(terms_.negation(error), yes));
}

// An error shows only where it decides: too few hold without it, enough with it.
Meaning Translator::atLeast(const std::vector<Meaning>& parts, std::size_t need) {
  std::vector<Term> yes, perhaps, errors;
  for (const Meaning& part : parts) {
    yes.push_back(part.yes);
    perhaps.push_back(terms_.either(part.yes, part.error));
    errors.push_back(part.error);
  }
  const Term enough = terms_.atLeast(yes, need);
  if (terms_.some(errors) == terms_.no()) return truth(terms_.no(), enough);
  return truth(terms_.both(terms_.negation(enough), terms_.atLeast(perhaps, need)), enough);
}

// A practice that is said not to apply holds or not, as somebody will judge.
Term Translator::judgedSo(const At& at, Term number) {
  constexpr std::int64_t kNotApplicable = 4;
  if (judged_) return terms_.no();
  return terms_.both(terms_.equal(number, terms_.whole(kNotApplicable)), stranger(at).yes);
}

// Of a practice: implemented.
std::optional<Meaning> Translator::holds(const At& at) {
  constexpr std::int64_t kImplemented = 3;
  const Meaning a = operand(at, at.step.a);
  const Term error = strict(at, {&a});
  if (at.step.operand == Repr::Truth) return truth(error, terms_.both(terms_.negation(error), a.yes));
  if (!a.number) return std::nullopt;
  const Term yes = terms_.either(terms_.equal(a.number, terms_.whole(kImplemented)), judgedSo(at, a.number));
  return truth(error, terms_.both(terms_.negation(error), yes));
}

// Once everything is answered all is known, and what is not none is given.
Meaning Translator::given(const At& at) {
  const Meaning a = operand(at, at.step.a);
  const Term value = at.step.op == Op::IsKnown ? terms_.yes() : terms_.negation(a.none);
  return truth(a.error, terms_.both(terms_.negation(a.error), value));
}

// Without a beginning it never is in force, without an end it stays so.
std::optional<Meaning> Translator::inForce(const At& at) {
  const std::optional<Term> today = terms_.number(Number(machine_.asOf().day.days));
  std::vector<Meaning> parts;
  for (const bool is_from : {true, false}) {
    const std::uint32_t slot = is_from ? at.step.a : at.step.b;
    if (slot == kNoId) continue;
    const Meaning day = operand(at, slot);
    if (!day.number) return std::nullopt;
    const Term reached = is_from ? terms_.atMost(day.number, *today) : terms_.atMost(*today, day.number);
    const Term yes = terms_.choice(day.none, terms_.truth(!is_from), reached);
    parts.push_back(truth(day.error, terms_.both(terms_.negation(day.error), yes)));
  }
  return atLeast(parts, parts.size());
}

std::optional<Meaning> Translator::writtenCondition(const At& at) {
  const Step& step = at.step;
  switch (step.op) {
    case Op::Compare:
      return compare(at);
    case Op::IsGiven:
    case Op::IsKnown:
      return given(at);
    case Op::Holds:
      return holds(at);
    case Op::InForce:
      return inForce(at);
    case Op::Not: {
      const Meaning a = operand(at, step.a);
      return truth(a.error, terms_.negation(terms_.either(a.error, a.yes)));
    }
    case Op::AtLeast: {
      std::vector<Meaning> parts;
      for (std::uint32_t i = 0; i < step.count; ++i)
        parts.push_back(operand(at, machine_.rules().operands[step.a + i]));
      return atLeast(parts, step.b);
    }
    default:
      return std::nullopt;
  }
}

// Every member of the second, or something under it, is in the first.
std::optional<Meaning> Translator::includesSet(const At& at) {
  const Meaning a = operand(at, at.step.a), b = operand(at, at.step.b);
  const Type& of = type(at.step);
  if (of.kind != TypeKind::Choice || a.bits.size() != b.bits.size()) return std::nullopt;
  const Choice& choice = machine_.rules().vocabulary().choices[ChoiceId{of.id}];
  std::vector<Term> parts;
  for (std::uint32_t option = 0; option < choice.options.size(); ++option) {
    if (b.bits[option] == terms_.no()) continue;
    const std::vector<Term> in(a.bits.begin() + option, a.bits.begin() + choice.end(option));
    parts.push_back(terms_.either(terms_.negation(b.bits[option]), terms_.some(in)));
  }
  const Term error = strict(at, {&a, &b});
  return truth(error, terms_.both(terms_.negation(error), terms_.all(parts)));
}

std::optional<Meaning> Translator::writtenSet(const At& at) {
  const Step& step = at.step;
  if (step.op == Op::IncludesSet) return includesSet(at);
  const bool any = step.op == Op::IncludesAny, combined = step.op == Op::SetPlus || step.op == Op::SetWithout;
  const Meaning a = operand(at, step.a);
  if (combined) {
    const Meaning b = operand(at, step.b);
    if (a.bits.size() != b.bits.size()) return std::nullopt;
    Meaning out = a;
    out.error = strict(at, {&a, &b});
    out.none = terms_.no();
    for (std::size_t i = 0; i < a.bits.size(); ++i)
      out.bits[i] = step.op == Op::SetPlus ? terms_.either(a.bits[i], b.bits[i])
                                           : terms_.both(a.bits[i], terms_.negation(b.bits[i]));
    return out;
  }
  const Term error = strict(at, {&a});
  const auto value = [&](Term yes) { return truth(error, terms_.both(terms_.negation(error), yes)); };
  if (step.op == Op::SetEmpty) return value(terms_.negation(terms_.some(a.bits)));
  std::vector<Term> parts;
  for (const std::vector<std::uint64_t>& member : machine_.rules().masks[step.b]) {
    std::vector<Term> in;
    for (std::size_t i = 0; i < member.size() * 64; ++i) {
      if (!(member[i / 64] >> (i % 64) & 1)) continue;
      if (step.op == Op::InOptions) {
        in.push_back(terms_.equal(a.number, terms_.whole(static_cast<std::int64_t>(i))));
      } else if (i < a.bits.size()) {
        in.push_back(a.bits[i]);
      }
    }
    parts.push_back(terms_.some(in));
  }
  if (step.op == Op::InOptions || any) return value(terms_.some(parts));
  return value(terms_.all(parts));
}

}  // namespace jurat::linear
