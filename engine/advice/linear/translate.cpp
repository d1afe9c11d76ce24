// What steps of every kind have in common: constants, strangers, choices between meanings.
#include "engine/advice/linear/translate.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/steps.h"

namespace jurat::linear {
namespace {

constexpr std::size_t kDeepest = 4'000;  // steps under each other
constexpr std::size_t kVerdictBits = 6;

// The words of an option or a set.
const std::uint64_t* wordsAt(const std::uint64_t& field, std::uint32_t count) {
  return count <= 1 ? &field : reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(field));
}
bool isWhole(const Type* type) { return type->kind == TypeKind::Integer || type->kind == TypeKind::Date; }
bool has(const std::uint64_t* words, std::size_t at) { return (words[at / 64] >> (at % 64) & 1) != 0; }

}  // namespace

Translator::Translator(Machine& machine, Terms& terms, std::size_t most, bool judged)
    : machine_(machine), terms_(terms), most_(most), first_term_(terms.written()), judged_(judged) {
  zero_ = terms_.number(Number()).value_or(terms_.no());
}

const Step& Translator::stepOf(const Frame& frame, std::uint32_t slot) const {
  return machine_.rules().steps[frame.block->first + slot];
}

const Meaning& Translator::of(const Frame& frame, std::uint32_t slot) {
  const Slot& run = frame.slots[slot];
  if (const auto found = known_.find(&run); found != known_.end()) return found->second;
  const At at{frame, stepOf(frame, slot), run};
  const Type* type = at.step.repr == Repr::Verdict ? nullptr : &machine_.rules().types[at.step.type];
  if (determined(run, at.step.repr)) return known_[&run] = constant(run, at.step.repr, type);
  ++depth_;
  std::optional<Meaning> out;
  if (!tooLong() && depth_ < kDeepest) out = written(at);
  --depth_;
  if (!out) out = stranger(at);
  within(run, *out);
  return known_[&run] = *std::move(out);
}

Meaning Translator::blank() const {
  Meaning out;
  out.error = out.none = terms_.no();
  return out;
}

Meaning Translator::truth(Term error, Term yes) const {
  Meaning out = blank();
  out.error = error;
  out.yes = yes;
  return out;
}

// What the machine has ruled out is not written down.
void Translator::within(const Slot& slot, Meaning& out) const {
  if (!slot.could(kError)) out.error = terms_.no();
  if (!slot.could(kNone)) out.none = terms_.no();
  if (out.yes && !slot.could(kYes)) out.yes = terms_.no();
}

Meaning Translator::constant(const Slot& slot, Repr repr, const Type* type) {
  Meaning out = blank();
  out.error = terms_.truth(slot.is(kError));
  out.none = terms_.truth(slot.is(kNone));
  out.unit = slot.unit;
  out.months = (slot.flags & kMonths) != 0;
  switch (repr) {
    case Repr::Truth:
      out.yes = terms_.truth(slot.is(kYes));
      return out;
    case Repr::Ordered:
      out.endless = terms_.truth(slot.is(kNoDeadline));
      out.number = slot.is(kValue) ? terms_.number(slot.low).value_or(nullptr) : zero_;
      return out;
    case Repr::Option:
    case Repr::Set: {
      const std::uint32_t count = wordsOf(*type, machine_.rules().vocabulary());
      const bool value = slot.is(kValue);
      const std::uint64_t* words = wordsAt(slot.may, count);
      for (std::size_t i = 0; i < std::size_t{count} * 64; ++i) {
        const bool in = value && has(words, i);
        if (repr == Repr::Set) out.bits.push_back(terms_.truth(in));
        if (repr == Repr::Option && in) out.number = terms_.whole(static_cast<std::int64_t>(i));
      }
      if (repr == Repr::Option && !out.number) out.number = terms_.whole(-1);
      return out;
    }
    case Repr::Verdict:
      for (std::size_t i = 0; i < kVerdictBits; ++i)
        out.bits.push_back(terms_.truth(slot.is(kError) ? 1U << i == kFailed : (slot.may >> i & 1) != 0));
      return out;
    case Repr::Text:
    case Repr::Ref:
    case Repr::Evidence:
    case Repr::Currency:
      return out;
  }
  return out;
}

void Translator::anyOrdered(const Slot& slot, const Type* type, Meaning& out, std::vector<Term>& constants,
                            std::vector<Term>& domain) {
  out.number = isWhole(type) ? terms_.anyWhole() : terms_.anyNumber();
  constants.push_back(out.number);
  out.unit = slot.unit;
  out.months = (slot.flags & kMonths) != 0;
  out.any_period = (slot.flags & kAnyPeriod) != 0;
  out.endless = terms_.no();
  if (slot.could(kNoDeadline)) constants.push_back(out.endless = terms_.anyTruth());
  if (!slot.could(kValue)) return;
  if (!(slot.flags & kLowOpen)) {
    if (const auto low = terms_.number(slot.low)) domain.push_back(terms_.atMost(*low, out.number));
  }
  if (!(slot.flags & kHighOpen)) {
    if (const auto high = terms_.number(slot.high)) domain.push_back(terms_.atMost(out.number, *high));
  }
}

void Translator::anyBits(const Slot& slot, Repr repr, const Type* type, Meaning& out,
                         std::vector<Term>& constants) {
  const bool verdict = repr == Repr::Verdict;
  const std::uint32_t count = verdict ? 1 : wordsOf(*type, machine_.rules().vocabulary());
  const std::uint64_t *may = wordsAt(slot.may, count), *must = wordsAt(slot.must, count);
  for (std::size_t i = 0; i < (verdict ? kVerdictBits : std::size_t{count} * 64); ++i) {
    if (!slot.could(kValue) || !has(may, i) || (!verdict && has(must, i))) {
      out.bits.push_back(terms_.truth(slot.could(kValue) && has(may, i)));
    } else {
      out.bits.push_back(terms_.anyTruth());
      constants.push_back(out.bits.back());
    }
  }
}

// Whatever the slot may hold. It may be more than that: nothing says that a verdict is one alone.
Meaning Translator::anything(const Slot& slot, Repr repr, const Type* type, std::vector<Term>& constants,
                             std::vector<Term>& domain) {
  Meaning out = blank();
  const auto any = [&](std::uint8_t kind) {
    if (!slot.could(kind)) return terms_.no();
    if (slot.is(kind)) return terms_.yes();
    constants.push_back(terms_.anyTruth());
    return constants.back();
  };
  out.error = any(kError);
  out.none = any(kNone);
  if (out.error != terms_.no() && out.none != terms_.no())
    domain.push_back(terms_.negation(terms_.both(out.error, out.none)));
  switch (repr) {
    case Repr::Truth:
      out.yes = any(kYes);
      if (out.yes != terms_.no())
        domain.push_back(terms_.negation(terms_.both(out.yes, terms_.either(out.error, out.none))));
      return out;
    case Repr::Ordered:
      anyOrdered(slot, type, out, constants, domain);
      return out;
    case Repr::Option:
      out.number = terms_.anyWhole();
      constants.push_back(out.number);
      return out;
    case Repr::Set:
    case Repr::Verdict:
      anyBits(slot, repr, type, out, constants);
      return out;
    case Repr::Text:
    case Repr::Ref:
    case Repr::Evidence:
    case Repr::Currency:
      return out;
  }
  return out;
}

Meaning Translator::stranger(const At& at) {
  Stranger out;
  std::vector<Term> domain;
  const Type* of = at.step.repr == Repr::Verdict ? nullptr : &type(at.step);
  Meaning meaning = anything(at.slot, at.step.repr, of, out.constants, domain);
  for (const Cause* cause : machine_.causes().collect(at.slot.cause)) out.causes.push_back(*cause);
  out.domain = terms_.all(domain);
  picture_.strangers.push_back(std::move(out));
  return meaning;
}

// The one where the condition holds, the other where not. Nothing: one of them is not written in terms.
std::optional<Meaning> Translator::chosen(Term condition, const Meaning& a, const Meaning& b, Repr repr) {
  Meaning out = a;
  out.error = terms_.choice(condition, a.error, b.error);
  out.none = terms_.choice(condition, a.none, b.none);
  switch (repr) {
    case Repr::Truth:
      out.yes = terms_.choice(condition, a.yes, b.yes);
      return out;
    case Repr::Ordered:
      if (a.unit != b.unit) out.unit = 0;
      out.any_period = a.any_period || b.any_period || a.months != b.months;
      if (!a.number || !b.number) return std::nullopt;
      out.endless = terms_.choice(condition, a.endless, b.endless);
      out.number = terms_.choice(condition, a.number, b.number);
      return out;
    case Repr::Option:
      out.number = terms_.choice(condition, a.number, b.number);
      return out;
    case Repr::Set:
    case Repr::Verdict:
      if (a.bits.size() != b.bits.size()) return std::nullopt;
      for (std::size_t i = 0; i < a.bits.size(); ++i)
        out.bits[i] = terms_.choice(condition, a.bits[i], b.bits[i]);
      return out;
    case Repr::Text:
    case Repr::Ref:
    case Repr::Evidence:
    case Repr::Currency:
      return std::nullopt;
  }
  return std::nullopt;
}

Term Translator::differ(const Meaning& a, const Meaning& b, Repr repr) {
  const auto apart = [&](Term x, Term y) { return terms_.negation(terms_.equal(x, y)); };
  std::vector<Term> parts = {apart(a.error, b.error), apart(a.none, b.none)};
  if (repr == Repr::Truth) parts.push_back(apart(a.yes, b.yes));
  if (repr == Repr::Ordered) parts.push_back(apart(a.endless, b.endless));
  if (a.number && b.number)
    parts.push_back(terms_.both(terms_.negation(terms_.either(a.error, a.none)), apart(a.number, b.number)));
  for (std::size_t i = 0; i < std::min(a.bits.size(), b.bits.size()); ++i)
    parts.push_back(apart(a.bits[i], b.bits[i]));
  return terms_.some(parts);
}

// That a step which takes values alone fails: one of its operands does, or is none.
Term Translator::strict(const At& at, std::initializer_list<const Meaning*> operands) {
  if (!at.slot.could(kError)) return terms_.no();
  std::vector<Term> out;
  for (const Meaning* operand : operands) {
    out.push_back(operand->error);
    out.push_back(operand->none);
  }
  return terms_.some(out);
}

std::optional<Meaning> Translator::written(const At& at) {
  switch (at.step.repr) {
    case Repr::Text:
    case Repr::Ref:
    case Repr::Currency:
      if (at.step.op != Op::Fact && at.step.op != Op::Definition && at.step.op != Op::Outer)
        return std::nullopt;
      break;
    default:
      break;
  }
  const Part part = partOf(at.step.op);
  return part ? (this->*part)(at) : std::nullopt;
}

// Each operation by name, so that a new one is decided on.
Translator::Part Translator::partOf(Op op) {
  switch (op) {
    case Op::Outer:
    case Op::Fact:
    case Op::FactPick:
    case Op::Definition:
    case Op::DefinitionPick:
    case Op::ColumnPick:
    case Op::Given:
    case Op::Result:
      return &Translator::writtenRead;
    case Op::Negate:
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::DatePlus:
    case Op::DateMinus:
    case Op::DaysBetween:
    case Op::DaysIn:
    case Op::JustBefore:
    case Op::Rounded:
    case Op::Highest:
    case Op::Lowest:
    case Op::CountTrue:
      return &Translator::writtenNumber;
    case Op::Compare:
    case Op::IsGiven:
    case Op::IsKnown:
    case Op::Holds:
    case Op::InForce:
    case Op::Not:
    case Op::AtLeast:
      return &Translator::writtenCondition;
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::SetEmpty:
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll:
    case Op::IncludesSet:
      return &Translator::writtenSet;
    case Op::SumOver:
    case Op::HighestOver:
    case Op::LowestOver:
    case Op::CountOf:
    case Op::AnyHas:
    case Op::EveryHas:
    case Op::DomainEmpty:
      return &Translator::writtenList;
    case Op::Select:
    case Op::JudgeCondition:
    case Op::JudgeEvent:
      return &Translator::writtenLevel;
    // Settled before anything is written, or a stranger.
    case Op::Constant:
    case Op::AsOfDay:
    case Op::AsOfMoment:
    case Op::AsOfWithin:
    case Op::Element:
    case Op::Ancestor:
    case Op::Record:
    case Op::Previous:
    case Op::ParameterAt:
    case Op::SeriesFirst:
    case Op::SeriesLast:
    case Op::WorkingDays:
    case Op::Convert:
    case Op::CurrencyOf:
    case Op::ContainsText:
    case Op::Doubt:
    case Op::Unsettled:
    case Op::Excepted:
    case Op::MatchRows:
      break;
  }
  return nullptr;
}

}  // namespace jurat::linear
