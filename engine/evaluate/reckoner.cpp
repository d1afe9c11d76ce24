#include "engine/evaluate/reckoner.h"

#include <algorithm>
#include <array>

#include "engine/evaluate/demand.h"
#include "engine/evaluate/quick_steps.h"

namespace jurat {
namespace {

using Word = Reckoner::Word;

// Causes of answers alone are bits (Causes::summarise).
constexpr Word kFactOpen = kYes | kNo | (Causes::kFactual << Reckoner::kCauses);
constexpr Word kJudgementOpen = kYes | kNo | (Causes::kOther << Reckoner::kCauses);
constexpr Word kAllCauses = Causes::kFactual | Causes::kOther;
// By the code of an answer.
constexpr std::array<Word, 3> kSaid = {kFactOpen, kYes, kNo};

// A slot's truth as a word: never an error, nor anything beside yes and no.
Word wordOf(const Slot& slot) {
  if ((slot.can & ~(kYes | kNo)) != 0 || slot.can == 0 || slot.cause > kAllCauses) return Reckoner::kUnclear;
  return slot.can | (slot.single() ? 0 : slot.cause << Reckoner::kCauses);
}

}  // namespace

Reckoner::Reckoner(const Prepared& prepared, const FactForms& forms, Machine& machine)
    : prepared_(prepared), forms_(forms), machine_(machine), ranks_(forms.rank.data()) {
  today_ = prepared.as_of.day.days;
  machine.causes_.summarise(true);
  for (Word word = 0; word <= (kEither | (kAllCauses << kCauses)); ++word) {
    Slot slot;
    slot.can = bitsOf(word);
    if (!slot.single()) slot.cause = causeOf(word);
    truths_.push_back(slot);
  }
}

void Reckoner::start(const Company& company) {
  company_ = &company;
  company.prefetch();
  records_ = company.records();
  values_ = company.values();
  lists_ = company.lists();
  members_ = company.members();
  codes_ = company.codes();
  machine_started_ = false;
  machine_.steps_ = 0;
  figures_.clear();
  slots_.clear();
  if (known_.size() < company.places()) known_.resize(company.places());
  if (++start_ == 0) {  // after four thousand million companies
    std::fill(known_.begin(), known_.end(), Known{});
    start_ = 1;
  }
}

void Reckoner::startMachine() {
  machine_started_ = true;
  const std::uint64_t steps = machine_.steps_;
  machine_.startForAnswers(company_->profile(), prepared_, this);
  machine_.steps_ = steps;
}

// ---- values of blocks

void Reckoner::reckonTruth(Known& known, BlockId block, InstanceId element) {
  Word word = kUnclear;
  if (isBrief(block)) {
    Here here = hereOf(block, element);
    word = truth(here, resultOf(block));
  } else {
    word = wordOf(machine().result(block, element));
  }
  known.start = start_;
  known.word = word;
}

bool Reckoner::figureOf(BlockId block, InstanceId element, Figure& out) {
  Known& known = knownOf(block, element);
  if (known.start != start_) {
    const bool ordered = prepared_.blocks[raw(block)].repr == Repr::Ordered;
    const bool there = ordered && figureIn(block, element, resultOf(block), out);
    if (there) figures_.push_back(out);
    known.start = start_;
    known.word = there ? static_cast<Word>(figures_.size()) : kUnclear;
    return there;
  }
  if (known.word == kUnclear) return false;
  out = figures_[known.word - 1];
  return true;
}

bool Reckoner::figureIn(BlockId block, InstanceId element, std::uint32_t slot, Figure& out) {
  if (!isBrief(block)) return false;
  Here here = hereOf(block, element);
  return figure(here, slot, out);
}

const Slot* Reckoner::shortly(BlockId block, InstanceId element) {
  if (!isBrief(block)) return nullptr;
  const Repr repr = prepared_.blocks[raw(block)].repr;
  if (repr == Repr::Truth) {
    const Word word = truthOf(block, element);
    return word == kUnclear ? nullptr : &truths_[word];
  }
  if (repr == Repr::Ordered) return nullptr;
  Known& known = knownOf(block, element);
  if (known.start != start_) {
    Here here = hereOf(block, element);
    const Slot* slot = chosen(here, resultOf(block));
    if (slot) slots_.push_back(slot);
    known.start = start_;
    known.word = slot ? static_cast<Word>(slots_.size()) : kUnclear;
  }
  return known.word == kUnclear ? nullptr : slots_[known.word - 1];
}

const Slot& Reckoner::slotOf(BlockId block, InstanceId element) {
  const InstanceId subject = subjectFor(block, element);
  const bool phantom = subject != InstanceId{kNoId} && raw(subject) >= company_->size();
  const Slot* known = phantom ? nullptr : shortly(block, subject);
  return known ? *known : machine().result(block, element);
}

Word Reckoner::verdictOf(BlockId block, InstanceId element) {
  if (!isBrief(block)) return kUnclear;
  Here here = hereOf(block, element);
  return verdict(here, resultOf(block));
}

Word Reckoner::nested(BlockId block, InstanceId element) {
  Here here = hereOf(block, element);
  return truth(here, resultOf(block));
}

// ---- the machine's own steps

const Slot& Reckoner::plainly(Here& here, std::uint32_t slot) {
  Machine& machine = this->machine();
  if (here.frame == nullptr) here.frame = &machine.openForAnswers(here.block, here.element);
  return machine.slotOf(*here.frame, slot);
}

Word Reckoner::plainTruth(Here& here, std::uint32_t slot) { return wordOf(plainly(here, slot)); }

bool Reckoner::plainFigure(Here& here, std::uint32_t slot, Figure& out) {
  const Slot& slot_of = plainly(here, slot);
  if (!slot_of.exact() || slot_of.flags != 0 || slot_of.cause != 0) return false;
  const auto decimal = slot_of.low.decimal();
  if (!decimal) return false;
  out = {decimal->first, decimal->second, slot_of.unit};
  return true;
}

// ---- truths

Word Reckoner::truth(Here& here, std::uint32_t slot) {
  const PreparedStep& step = here.steps[slot];
  switch (step.ask) {
    case Ask::Constant:
      return wordOf(prepared_.constants[step.a]);
    case Ask::OwnFact:
      return factTruth(here, slot, step, here.codes[step.count]);
    case Ask::OwnDefinition:
      return truthOf(BlockId{step.b}, subjectFor(BlockId{step.b}, here.element));
    default:
      break;
  }
  ++machine_.steps_;
  switch (step.ask) {
    case Ask::Fact: {
      const InstanceId element = ref(here, step.a);
      if (raw(element) >= raw(kOpen)) return plainTruth(here, slot);
      return factTruth(here, slot, step, codeOf(element, step.count));
    }
    case Ask::Definition: {
      const InstanceId element = step.a == kNoId ? InstanceId{kNoId} : ref(here, step.a);
      if (step.a != kNoId && raw(element) >= raw(kOpen)) return plainTruth(here, slot);
      return truthOf(BlockId{step.b}, subjectFor(BlockId{step.b}, element));
    }
    case Ask::Not: {
      const Word a = truth(here, step.a);
      return (a & ~kEither) | ((a & kYes) << 1) | ((a & kNo) >> 1);
    }
    case Ask::All:
    case Ask::Any:
    case Ask::AnyIncluded:
      return tally(here, slot, step);
    case Ask::Select:
      return selectTruth(here, slot, step);
    case Ask::Compare:
      return compare(here, slot, step);
    case Ask::InOptions:
    case Ask::Includes:
    case Ask::SetEmpty:
      return isOption(here, slot, step);
    case Ask::InWideOptions:
      return isWideOption(here, slot, step);
    case Ask::SameTruth: {
      const Word a = truth(here, step.a);
      const Word b = a == kUnclear ? kUnclear : truth(here, step.b);
      if (b == kUnclear) return kUnclear;
      const bool apart = ((a & kYes) && (b & kNo)) || ((a & kNo) && (b & kYes));
      return open((a & b & kEither) != 0, apart, causeOf(a | b));
    }
    case Ask::IsGiven:
      return isGiven(here, slot, step);
    case Ask::Has:
      return has(here, slot, step);
    default:
      return plainTruth(here, slot);
  }
}

Word Reckoner::factTruth(Here& here, std::uint32_t slot, const PreparedStep& step, std::uint8_t code) {
  const auto form = static_cast<FactForm>(step.flags);
  if (form == FactForm::Truth && code < Company::kElsewhere) return kSaid[code];
  if (form == FactForm::Judgement && code == Company::kNotGiven) return kJudgementOpen;
  return plainTruth(here, slot);
}

// As Demand::tally().
Word Reckoner::tally(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const bool all = step.ask == Ask::All;
  const Word deciding = all ? kNo : kYes;
  const std::uint32_t* operand = prepared_.operands.data() + step.a;
  Word result = all ? kYes : kNo;
  if (step.ask == Ask::AnyIncluded) {
    Options set;
    if (!factOptions(step, here.element, set)) return plainTruth(here, slot);
    if (set.must & step.mask) return kYes;
    if (set.may & step.mask) result = kEither | (set.cause << kCauses);
  }
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Word each = truth(here, operand[i]);
    if (each == deciding || each == kUnclear) return each;
    // One that is open leaves open the whole, and what does not decide leaves it as it is.
    if (each != (deciding ^ kEither)) result = kEither | (result & ~kEither) | each;
  }
  return result;
}

// As Demand::select().
Word Reckoner::selectTruth(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const PreparedCase* one = prepared_.cases.data() + step.a;
  std::uint32_t stands = step.b;
  const PreparedCase* held = nullptr;
  Word open_condition = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Word condition = truth(here, one[i].condition);
    if (condition == kNo) continue;
    if (condition == kUnclear) return kUnclear;
    if (held) return plainTruth(here, slot);
    held = &one[i];
    if (condition == kYes) {
      stands = one[i].value;
    } else {
      open_condition = condition;
    }
  }
  if (stands == kNoId || !step.flags) return plainTruth(here, slot);
  const Word general = truth(here, stands);
  if (open_condition == 0 || general == kUnclear) return general;
  const Word other = truth(here, held->value);
  if (other == kUnclear) return kUnclear;
  return open(((general | other) & kYes) != 0, ((general | other) & kNo) != 0,
              causeOf(general | other | open_condition));
}

Word Reckoner::isOption(Here& here, std::uint32_t slot, const PreparedStep& step) {
  Options a;
  if (!options(here, step.a, a)) return plainTruth(here, slot);
  if (step.ask == Ask::InOptions) return open((a.may & step.mask) != 0, (a.may & ~step.mask) != 0, a.cause);
  if (step.ask == Ask::Includes) return open((a.may & step.mask) != 0, (a.must & step.mask) == 0, a.cause);
  return open(a.must == 0, a.may != 0, a.cause);
}

Word Reckoner::isWideOption(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const PreparedStep& read = here.steps[step.a];
  if (read.ask != Ask::OwnFact || forms_.facts[read.b].form != FactForm::Option)
    return plainTruth(here, slot);
  const std::uint8_t code = codeOf(here.element, forms_.facts[read.b].slot + read.c);
  if (code < Company::kFirstValue) return plainTruth(here, slot);
  const auto index = static_cast<std::uint64_t>(valueOf(here.element, code).word);
  for (const std::vector<std::uint64_t>& mask : machine_.rules().masks[step.b]) {
    if (mask[index / 64] >> (index % 64) & 1) return kYes;
  }
  return kNo;
}

Word Reckoner::isGiven(Here& here, std::uint32_t slot, const PreparedStep& step) {
  if (static_cast<Repr>(step.b) == Repr::Ref) {
    const InstanceId element = ref(here, step.a);
    if (element != kOpen) return element == InstanceId{kNoId} ? kNo : kYes;
  } else if (step.flags) {
    Figure known;
    if (figure(here, step.a, known)) return kYes;
  }
  return plainTruth(here, slot);
}

// As Demand::has(); of elements that leave it open the causes are joined.
Word Reckoner::has(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const PreparedDomain& domain = prepared_.domains[step.a];
  const InstanceId from = domain.brief ? ref(here, domain.base) : kOpen;
  const Company::List* list = raw(from) >= raw(kOpen) ? nullptr : listOf(from, domain);
  if (list == nullptr) return plainTruth(here, slot);
  const auto op = static_cast<Op>(step.flags);
  const Word wanted = op == Op::EveryHas ? kYes : kNo;  // of all elements
  const Word found = op == Op::AnyHas ? kYes : kNo;
  Word result = found ^ kEither;
  for (std::uint32_t i = 0; i < list->count; ++i) {
    ++machine_.steps_;
    const InstanceId element = members_[list->first + i];
    const std::uint8_t there = hasHappened(element, domain.ordered_by);
    if (there == kNo) continue;
    if (there != kYes) return plainTruth(here, slot);
    Word filter = kYes, body = op == Op::DomainEmpty ? kYes : kNo;
    if (domain.where != BlockId{kNoId}) filter = nested(domain.where, element);
    if (filter == kNo) continue;
    if (filter != kUnclear && domain.body != BlockId{kNoId}) body = nested(domain.body, element);
    if (filter == kUnclear || body == kUnclear) return kUnclear;
    if (body == wanted) continue;
    if (filter == kYes && body == (wanted ^ kEither)) return found;
    result = kEither | ((result | filter | body) & ~kEither);
  }
  return result;
}

Word Reckoner::verdict(Here& here, std::uint32_t slot) {
  const PreparedStep& step = here.steps[slot];
  ++machine_.steps_;
  if (step.ask == Ask::Duty) {
    const Word done = truth(here, step.a);
    Word bits = 0;
    if (done & kYes) bits |= kSatisfied;
    if (done & kNo) bits |= kViolated;
    return bits == 0 ? kUnclear : bits | (done & ~kEither);
  }
  if (step.ask == Ask::Select) return selectVerdict(here, slot, step);
  return plainVerdict(here, slot);
}

// Of cases that may apply and the general one each is possible.
Word Reckoner::selectVerdict(Here& here, std::uint32_t slot, const PreparedStep& step) {
  const PreparedCase* one = prepared_.cases.data() + step.a;
  const PreparedCase* held = nullptr;
  std::uint32_t stands = step.b;
  Word open_condition = 0;
  for (std::uint32_t i = 0; i < step.count; ++i) {
    const Word condition = truth(here, one[i].condition);
    if (condition == kNo) continue;
    if (condition == kUnclear || held) return plainVerdict(here, slot);
    held = &one[i];
    if (condition == kYes) {
      stands = one[i].value;
    } else {
      open_condition = condition;
    }
  }
  if (stands == kNoId) return plainVerdict(here, slot);
  const Word general = verdict(here, stands);
  if (open_condition == 0 || general == kUnclear) return general;
  const Word other = verdict(here, held->value);
  if (other == kUnclear) return kUnclear;
  const Word both = general | other, bits = bitsOf(both);
  // What is settled has no cause.
  return (bits & (bits - 1)) == 0 ? bits : both | (open_condition & ~kEither);
}

Word Reckoner::plainVerdict(Here& here, std::uint32_t slot) {
  const PreparedStep& step = here.steps[slot];
  const Slot& plain = step.ask == Ask::Constant ? prepared_.constants[step.a] : plainly(here, slot);
  if (!plain.is(kValue) || plain.cause > kAllCauses || plain.may == 0 || plain.may > 0xff) return kUnclear;
  return static_cast<Word>(plain.may) | (plain.cause << kCauses);
}

}  // namespace jurat
