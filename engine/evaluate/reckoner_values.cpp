// Figures, options and elements.
#include <algorithm>
#include <array>

#include "engine/evaluate/demand.h"
#include "engine/evaluate/quick_steps.h"
#include "engine/evaluate/reckoner.h"

namespace jurat {
namespace {

__extension__ using Wide = __int128;

constexpr std::array<std::int64_t, 19> kTens = [] {
  std::array<std::int64_t, 19> tens{};
  std::int64_t ten = 1;
  for (std::size_t i = 0; i < tens.size(); ++i, ten = i < tens.size() ? ten * 10 : ten) tens[i] = ten;
  return tens;
}();

std::strong_ordering order(const Figure& a, const Figure& b) {
  const std::int64_t apart = std::int64_t{a.exponent} - b.exponent;
  if (apart == 0) return a.coefficient <=> b.coefficient;
  const int left = (a.coefficient > 0) - (a.coefficient < 0),
            right = (b.coefficient > 0) - (b.coefficient < 0);
  if (left != right || left == 0) return left <=> right;
  // Beyond 18 places even the coefficient 1 outweighs any other.
  if (apart > 18) return left <=> 0;
  if (apart < -18) return 0 <=> left;
  if (apart > 0) return Wide{a.coefficient} * kTens[static_cast<std::size_t>(apart)] <=> Wide{b.coefficient};
  return Wide{a.coefficient} <=> Wide{b.coefficient} * kTens[static_cast<std::size_t>(-apart)];
}

}  // namespace

// ---- figures

bool Reckoner::figure(Here& here, std::uint32_t slot, Figure& out) {
  const PreparedStep& step = here.steps[slot];
  switch (step.ask) {
    case Ask::Constant:
      if (!step.flags) return plainFigure(here, slot, out);
      out = prepared_.figures[step.b];
      return true;
    case Ask::OwnFact:
      return factFigure(here, slot, step, here.element, out);
    case Ask::OwnDefinition:
      return figureOf(BlockId{step.b}, subjectFor(BlockId{step.b}, here.element), out);
    default:
      break;
  }
  ++machine_.steps_;
  switch (step.ask) {
    case Ask::Fact: {
      const InstanceId element = ref(here, step.a);
      return raw(element) < raw(kOpen) && factFigure(here, slot, step, element, out);
    }
    case Ask::Definition: {
      const InstanceId element = step.a == kNoId ? InstanceId{kNoId} : ref(here, step.a);
      if (step.a != kNoId && raw(element) >= raw(kOpen)) return false;
      return figureOf(BlockId{step.b}, subjectFor(BlockId{step.b}, element), out);
    }
    case Ask::Given:
      return figure(here, step.a, out);
    case Ask::Multiply:
      return product(here, step, out);
    case Ask::Extreme:
      return extreme(here, step, out);
    case Ask::Select: {
      const std::uint32_t stands = pick(here, step);
      return stands != kNoId && figure(here, stands, out);
    }
    default:
      return plainFigure(here, slot, out);
  }
}

bool Reckoner::factFigure(Here& here, std::uint32_t slot, const PreparedStep& step, InstanceId element,
                          Figure& out) {
  const auto form = static_cast<FactForm>(step.flags);
  const std::uint8_t code = codeOf(element, step.count);
  if (code == Company::kNotGiven) return false;
  const bool figure = form == FactForm::Figure || form == FactForm::PastDay;
  if (code == Company::kElsewhere || !figure) return plainFigure(here, slot, out);
  const Company::Value& value = valueOf(element, code);
  out = {value.word, value.exponent, value.unit};
  return form == FactForm::Figure || order(out, {today_, 0, 0}) <= 0;
}

bool Reckoner::product(Here& here, const PreparedStep& step, Figure& out) {
  Figure a, b;
  if (!figure(here, step.a, a) || !figure(here, step.b, b)) return false;
  const std::int64_t exponent = std::int64_t{a.exponent} + b.exponent;
  if (__builtin_mul_overflow(a.coefficient, b.coefficient, &out.coefficient) ||
      out.coefficient == INT64_MIN || exponent > kPlainExponent - 19 || exponent < -kPlainExponent ||
      machine_.limits_.value_bits < kPlainBits)
    return false;
  out.exponent = static_cast<std::int32_t>(exponent);
  out.unit = a.unit ? a.unit : b.unit;
  return true;
}

bool Reckoner::extreme(Here& here, const PreparedStep& step, Figure& out) {
  const std::uint32_t* operand = prepared_.operands.data() + step.a;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    Figure each;
    if (!figure(here, operand[i], each)) return false;
    if (i == 0) {
      out = each;
      continue;
    }
    if (each.unit != out.unit) return false;
    const std::strong_ordering to_best = order(each, out);
    if (step.flags ? to_best > 0 : to_best < 0) out = each;
  }
  return true;
}

Reckoner::Word Reckoner::compare(Here& here, std::uint32_t slot, const PreparedStep& step) {
  Figure a, b;
  if (!figure(here, step.a, a)) return compareOpen(here, slot, step);
  if (!figure(here, step.b, b) || a.unit != b.unit) return plainTruth(here, slot);
  return holdsFor(static_cast<checked::CompareOp>(step.flags), order(a, b)) ? kYes : kNo;
}

// A fact on the left that is not answered lies between the bounds of its domain.
Reckoner::Word Reckoner::compareOpen(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const PreparedStep& left = here.steps[step.a];
  const bool fact = left.ask == Ask::OwnFact || left.ask == Ask::Fact;
  const InstanceId element = !fact ? kOpen : left.ask == Ask::OwnFact ? here.element : ref(here, left.a);
  if (raw(element) >= raw(kOpen)) return plainTruth(here, slot);
  const FactForms::Bounds& form = forms_.bounds[left.b];
  const bool silent = form.known && codeOf(element, left.count) == Company::kNotGiven;
  Figure b;
  if (!silent || !figure(here, step.b, b) || b.unit != form.unit) return plainTruth(here, slot);
  const bool above = !form.at_most || order(*form.at_most, b) > 0;
  const bool below = !form.at_least || order(*form.at_least, b) < 0;
  const bool same =
      (!form.at_most || order(*form.at_most, b) >= 0) && (!form.at_least || order(*form.at_least, b) <= 0);
  bool yes = false, no = false;
  const auto may = [&](bool possible, std::strong_ordering is) {
    if (possible) (holdsFor(static_cast<checked::CompareOp>(step.flags), is) ? yes : no) = true;
  };
  may(below, std::strong_ordering::less);
  may(same, std::strong_ordering::equal);
  may(above, std::strong_ordering::greater);
  return open(yes, no, Causes::kFactual);
}

// ---- options

bool Reckoner::factOptions(const PreparedStep& step, InstanceId element, Options& out) const {
  const FactForms::Fact& fact = forms_.facts[step.b];
  const std::uint8_t code = codeOf(element, fact.slot + step.c);
  if (fact.form != FactForm::Options) return false;
  if (code >= Company::kFirstValue) {
    out.may = out.must = static_cast<std::uint64_t>(valueOf(element, code).word);
    return true;
  }
  if (code != Company::kNotGiven || fact.or_none || fact.all == 0) return false;
  out = {fact.all, 0, Causes::kFactual};
  return true;
}

bool Reckoner::options(Here& here, std::uint32_t slot, Options& out) {
  const PreparedStep& step = here.steps[slot];
  const Slot* known = nullptr;
  switch (step.ask) {
    case Ask::OwnFact:
      if (factOptions(step, here.element, out)) return true;
      break;
    case Ask::Fact: {
      const InstanceId element = ref(here, step.a);
      if (raw(element) < raw(kOpen) && factOptions(step, element, out)) return true;
      break;
    }
    default:
      known = chosen(here, slot);
      break;
  }
  if (known == nullptr) known = &plainly(here, slot);
  if (known->can != kValue || known->cause > (Causes::kFactual | Causes::kOther)) return false;
  out = {known->may, known->must, known->cause};
  return true;
}

const Slot* Reckoner::chosen(Here& here, std::uint32_t slot) {
  const PreparedStep& step = here.steps[slot];
  ++machine_.steps_;
  switch (step.ask) {
    case Ask::Constant:
      return &prepared_.constants[step.a];
    case Ask::OwnDefinition:
      return shortly(BlockId{step.b}, subjectFor(BlockId{step.b}, here.element));
    case Ask::Definition: {
      const InstanceId element = step.a == kNoId ? InstanceId{kNoId} : ref(here, step.a);
      if (step.a != kNoId && raw(element) >= raw(kOpen)) return nullptr;
      return shortly(BlockId{step.b}, subjectFor(BlockId{step.b}, element));
    }
    case Ask::Select: {
      const std::uint32_t stands = pick(here, step);
      const Slot* value = stands == kNoId ? nullptr : chosen(here, stands);
      return value && !(value->flags & kSaidUnknown) ? value : nullptr;
    }
    default:
      return nullptr;
  }
}

std::uint32_t Reckoner::pick(Here& here, const PreparedStep& step) {
  const PreparedCase* one = prepared_.cases.data() + step.a;
  std::uint32_t stands = step.b;
  bool held = false;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Word condition = truth(here, one[i].condition);
    if (condition == kNo) continue;
    if (condition != kYes || held) return kNoId;
    held = true;
    stands = one[i].value;
  }
  return stands;
}

// ---- elements

InstanceId Reckoner::ref(Here& here, std::uint32_t slot) {
  const PreparedStep& step = here.steps[slot];
  switch (step.ask) {
    case Ask::Element:
      return here.element;
    case Ask::Ancestor: {
      const InstanceId from = ref(here, step.a);
      return raw(from) >= raw(kOpen) ? kOpen : ancestor(from, EntityId{step.b});
    }
    case Ask::Previous: {
      const InstanceId from = ref(here, step.a);
      return raw(from) >= raw(kOpen) ? kOpen : previous(from);
    }
    case Ask::SeriesEnd:
      return seriesEnd(here, step);
    case Ask::Given:
      return ref(here, step.a);
    default:
      return kOpen;
  }
}

InstanceId Reckoner::ancestor(InstanceId element, EntityId wanted) const {
  while (element != InstanceId{kNoId} && records_[raw(element)].entity != wanted)
    element = records_[raw(element)].parent;
  return element == InstanceId{kNoId} ? kOpen : element;
}

InstanceId Reckoner::previous(InstanceId element) const {
  const Company::Record& record = records_[raw(element)];
  if (record.parent == InstanceId{kNoId}) return kOpen;
  const Company::Record& above = records_[raw(record.parent)];
  for (std::uint32_t i = 0; i < above.list_count; ++i) {
    const Company::List& list = lists_[above.lists + i];
    if (list.entity != record.entity) continue;
    if (!list.complete) return kOpen;
    InstanceId before{kNoId};
    for (std::uint32_t m = 0; m < list.count && members_[list.first + m] != element; ++m)
      before = members_[list.first + m];
    return before;
  }
  return kOpen;
}

const Company::List* Reckoner::listOf(InstanceId from, const PreparedDomain& domain) const {
  const Company::Record& record = records_[raw(from)];
  for (std::uint32_t i = 0; i < record.list_count; ++i) {
    const Company::List& list = lists_[record.lists + i];
    if (list.entity == domain.entity) return domain.fixed || (list.given && list.complete) ? &list : nullptr;
  }
  return nullptr;
}

std::uint8_t Reckoner::hasHappened(InstanceId element, FactId ordered_by) const {
  if (ordered_by == FactId{kNoId}) return kYes;
  const FactForms::Fact& fact = forms_.facts[raw(ordered_by)];
  const std::uint8_t code = codeOf(element, fact.slot);
  if (code < Company::kFirstValue || (fact.form != FactForm::Figure && fact.form != FactForm::PastDay))
    return 0;
  const Company::Value& value = valueOf(element, code);
  return order({value.word, value.exponent, 0}, {today_, 0, 0}) <= 0 ? kYes : kNo;
}

// As Demand::seriesEnd().
InstanceId Reckoner::seriesEnd(Here& here, const PreparedStep& step) {
  const PreparedDomain& domain = prepared_.domains[step.a];
  const InstanceId from = domain.brief ? ref(here, domain.base) : kOpen;
  const Company::List* list = raw(from) >= raw(kOpen) ? nullptr : listOf(from, domain);
  if (list == nullptr) return kOpen;
  ++machine_.steps_;
  for (std::uint32_t i = 0; i < list->count; ++i) {
    ++machine_.steps_;
    const InstanceId element = members_[list->first + (step.flags ? list->count - 1 - i : i)];
    const std::uint8_t there = hasHappened(element, domain.ordered_by);
    if (there == kNo) continue;
    if (there != kYes) return kOpen;
    const Word filter = domain.where == BlockId{kNoId} ? Word{kYes} : nested(domain.where, element);
    if (filter == kYes) return element;
    if (filter != kNo) return kOpen;
  }
  return InstanceId{kNoId};
}

}  // namespace jurat
