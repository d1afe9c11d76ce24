// Reads: facts, definitions, tables by option.
#include <algorithm>
#include <utility>

#include "engine/advice/linear/translate.h"
#include "engine/advice/runs/runs.h"
#include "engine/evaluate/steps.h"

namespace jurat::linear {
namespace {

constexpr std::int64_t kNotApplicable = 4;  // of a practice: whether that is right somebody has to judge

}  // namespace

// The one element that a slot stands for.
std::optional<InstanceId> Translator::elementOf(const At& at, std::uint32_t slot) const {
  const Slot& ref = at.frame.slots[slot];
  if (!ref.exactlyOne()) return std::nullopt;
  const InstanceId element{static_cast<std::uint32_t>(ref.may)};
  if (machine_.isPhantom(element)) return std::nullopt;
  return element;
}

// Whether the fact alone decides what the slot holds, and there are terms for its type.
bool Translator::hasTerms(const Slot& slot, const Type& type, InstanceId instance, FactId fact,
                          std::uint32_t lowest) const {
  const std::vector<const Cause*> causes = machine_.causes().collect(slot.cause);
  if (causes.size() != 1 || causes.front()->instance != instance || causes.front()->fact != fact ||
      causes.front()->option != lowest || slot.could(kError))
    return false;
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
    case TypeKind::Practice:
    case TypeKind::Choice:
    case TypeKind::Text:
    case TypeKind::Evidence:
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Quantity:
    case TypeKind::Date:
      return true;
    case TypeKind::Money:
      return slot.unit != 0 && type.id != 0;
    default:
      return false;
  }
}

// That the index of an option is one of those that may be.
Term Translator::optionsOf(const Slot& slot, const Type& type, Term number) {
  std::vector<std::int64_t> all;
  if (type.kind == TypeKind::Practice) {
    for (std::int64_t i = 0; i <= kNotApplicable; ++i) {
      if ((slot.may >> i & 1) && !(judged_ && i == kNotApplicable)) all.push_back(i);
    }
    picture_.narrowed = picture_.narrowed || judged_;
  } else {
    const Choice& choice = machine_.rules().vocabulary().choices[ChoiceId{type.id}];
    const std::uint32_t count = wordsOf(type, machine_.rules().vocabulary());
    const auto* words = count <= 1
                            ? &slot.may
                            : reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(slot.may));
    for (const std::uint32_t option : choice.lowest) {
      if (words[option / 64] >> (option % 64) & 1) all.push_back(option);
    }
    std::sort(all.begin(), all.end());
  }
  if (all.empty()) return terms_.no();
  std::vector<Term> parts = {terms_.atMost(terms_.whole(all.front()), number),
                             terms_.atMost(number, terms_.whole(all.back()))};
  for (std::size_t i = 1; i < all.size(); ++i) {
    for (std::int64_t gap = all[i - 1] + 1; gap < all[i]; ++gap)
      parts.push_back(terms_.negation(terms_.equal(number, terms_.whole(gap))));
  }
  return terms_.all(parts);
}

std::optional<Meaning> Translator::fact(InstanceId instance, FactId fact, std::uint32_t lowest,
                                        const Slot& slot) {
  for (const Variable& known : picture_.variables) {
    if (known.instance == instance && known.fact == fact && known.option == lowest) return known.meaning;
  }
  const Type& type = machine_.rules().vocabulary().facts[fact].type;
  if (!hasTerms(slot, type, instance, fact, lowest)) return std::nullopt;
  Variable out{.instance = instance, .fact = fact, .option = lowest, .meaning = {}, .constants = {}};
  std::vector<Term> domain;
  const Repr repr = reprOf(type);
  out.meaning = anything(slot, repr, &type, out.constants, domain);
  if (repr == Repr::Option) domain.push_back(optionsOf(slot, type, out.meaning.number));
  out.domain = terms_.all(domain);
  picture_.variables.push_back(out);
  return out.meaning;
}

std::optional<Meaning> Translator::writtenRead(const At& at) {
  const Step& step = at.step;
  switch (step.op) {
    case Op::Outer:
      return of(outerOf(at.frame, step), step.b);
    case Op::Fact: {
      const auto element = elementOf(at, step.a);
      if (!element) return std::nullopt;
      return fact(*element, FactId{step.b}, step.c, at.slot);
    }
    case Op::Definition: {
      if (step.a == kNoId) return resultOf(machine_.run(BlockId{step.b}, InstanceId{kNoId}));
      const auto element = elementOf(at, step.a);
      if (!element) return std::nullopt;
      return resultOf(machine_.run(BlockId{step.b}, *element));
    }
    case Op::DefinitionPick:
    case Op::FactPick:
    case Op::ColumnPick:
      return picked(at);
    case Op::Given:
      return operand(at, step.a);
    case Op::Result:
      return table(at);
    default:
      return std::nullopt;
  }
}

// What is picked when the option is that one.
std::optional<Meaning> Translator::pickedOne(const At& at, std::uint32_t lowest) {
  const Step& step = at.step;
  if (step.op == Op::ColumnPick) {
    const auto& [value, type] = machine_.rules().constants[step.b + lowest];
    const Slot slot = machine_.valueSlot(value, type);
    return constant(slot, step.repr, &type);
  }
  if (step.op == Op::DefinitionPick && step.a == kNoId)
    return resultOf(machine_.run(BlockId{step.b + lowest}, InstanceId{kNoId}));
  const auto element = elementOf(at, step.a);
  if (!element) return std::nullopt;
  if (step.op == Op::DefinitionPick) return resultOf(machine_.run(BlockId{step.b + lowest}, *element));
  const Slot slot = machine_.factSlot(*element, FactId{step.b}, lowest, at.frame.block->pack);
  if (determined(slot, step.repr)) return constant(slot, step.repr, &type(step));
  return fact(*element, FactId{step.b}, lowest, slot);
}

std::optional<Meaning> Translator::picked(const At& at) {
  const Step& step = at.step;
  if (step.op == Op::ColumnPick && step.count != 0) return std::nullopt;  // some rows are not confirmed
  ChoiceId choice{step.c};
  const std::uint32_t slot = step.op == Op::ColumnPick ? step.a : step.c;
  if (step.op == Op::FactPick) choice = machine_.rules().vocabulary().facts[FactId{step.b}].per;
  if (step.op == Op::DefinitionPick) {
    const checked::DeclarationId declaration = machine_.rules().blocks[BlockId{step.b}].declaration;
    choice = machine_.rules().program->declarations[declaration].per;
  }
  const Meaning option = operand(at, slot);
  if (!option.number) return std::nullopt;
  const std::vector<std::uint32_t>& all = machine_.rules().vocabulary().choices[choice].lowest;
  std::optional<Meaning> out;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const std::optional<Meaning> one = pickedOne(at, i);
    if (!one || tooLong()) return std::nullopt;
    out = out ? chosen(terms_.equal(option.number, terms_.whole(all[i])), *one, *out, step.repr) : one;
    if (!out) return std::nullopt;
  }
  if (out) out->error = terms_.either(out->error, strict(at, {&option}));
  return out;
}

}  // namespace jurat::linear
