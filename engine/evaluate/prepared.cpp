#include "engine/evaluate/prepared.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/operands.h"
#include "engine/evaluate/quick_steps.h"

namespace jurat {
namespace {

// Whether the step says the same of every profile when its operands do.
bool isPure(const Step& step) {
  switch (step.op) {
    case Op::AsOfDay:
    case Op::AsOfMoment:
    case Op::AsOfWithin:
    case Op::InForce:
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
    case Op::CurrencyOf:
    case Op::Highest:
    case Op::Lowest:
    case Op::Rounded:
    case Op::SetPlus:
    case Op::SetWithout:
    case Op::CountTrue:
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
    case Op::Select:
    case Op::JustBefore:
    case Op::JudgeCondition:
    case Op::Excepted:
      return true;
    default:
      return false;
  }
}

}  // namespace

class Preparing {
 public:
  Preparing(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
      : rules_(*rules), out_(std::make_unique<Prepared>()), done_(rules_.blocks.size(), false) {
    out_->as_of = as_of;
    out_->by = std::make_unique<Machine>(rules, limits);
    out_->by->start(nobody_, as_of);
    out_->constants = out_->by->constants_;
    out_->steps.resize(rules_.steps.size());
    out_->rules = std::move(rules);
    for (const BlockCode& block : rules_.blocks) out_->whole.push_back(runsWhole(block));
  }

  std::unique_ptr<const Prepared> run() && {
    for (std::uint32_t i = 0; i < rules_.blocks.size(); ++i) block(BlockId{i});
    prepareBriefs(*out_);
    return std::move(out_);
  }

 private:
  bool runsWhole(const BlockCode& block) const {
    if (block.count > kMostDemanded) return true;
    std::vector<std::uint32_t> depth(block.count, 1);
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const Step& step = rules_.steps[block.first + i];
      if (step.op == Op::MatchRows) return true;
      eachOperandOf(rules_, step,
                    [&](std::uint32_t slot) { depth[i] = std::max(depth[i], depth[slot] + 1); });
      if (depth[i] > kDeepestDemanded) return true;
    }
    return false;
  }

  void block(BlockId id) {
    if (done_[raw(id)] || out_->whole[raw(id)]) return;
    done_[raw(id)] = true;
    const BlockCode& code = rules_.blocks[id];
    // What it reads first: a definition that is settled is a constant to others.
    for (std::uint32_t i = 0; i < code.count; ++i) {
      const Step& step = rules_.steps[code.first + i];
      if (step.op == Op::Definition) block(BlockId{step.b});
    }
    code_ = &code;
    for (std::uint32_t i = 0; i < code.count; ++i) out_->steps[code.first + i] = prepared(i);
  }

  const PreparedStep& at(std::uint32_t slot) const { return out_->steps[code_->first + slot]; }
  const Slot* constant(std::uint32_t slot) const {
    return at(slot).ask == Ask::Constant ? &out_->constants[at(slot).a] : nullptr;
  }
  bool isOwn(std::uint32_t slot) const { return slot != kNoId && at(slot).ask == Ask::Element; }
  PreparedStep keep(Slot slot) {
    out_->constants.push_back(std::move(slot));
    return {.ask = Ask::Constant, .a = static_cast<std::uint32_t>(out_->constants.size() - 1)};
  }

  // The step's value, when nothing but constants is in it and no word is to be said about it.
  std::optional<Slot> workedOut(std::uint32_t index) {
    const Step& step = rules_.steps[code_->first + index];
    bool settled = isPure(step);
    eachOperandOf(rules_, step, [&](std::uint32_t slot) { settled = settled && constant(slot) != nullptr; });
    if (!settled) return std::nullopt;
    std::vector<Slot> slots(code_->count);
    eachOperandOf(rules_, step, [&](std::uint32_t slot) { slots[slot] = *constant(slot); });
    const Frame frame{.block = code_, .slots = slots.data()};
    Steps steps(*out_->by, frame);
    if (!steps.quick(step, &slots[index])) slots[index] = steps.run(step, rules_.where[code_->first + index]);
    const Slot& made = slots[index];
    if (made.can == 0 || made.could(kError) || made.cause != 0) return std::nullopt;
    return made;
  }

  PreparedStep prepared(std::uint32_t index) {
    const Step& step = rules_.steps[code_->first + index];
    if (std::optional<Slot> value = workedOut(index)) return keep(*std::move(value));
    switch (step.op) {
      case Op::Constant:
        return {.ask = Ask::Constant, .a = step.a};
      case Op::Element:
        return {.ask = step.a == 0 ? Ask::Element : Ask::Step};
      case Op::Outer:
        return {.ask = Ask::Outer, .a = step.a, .b = step.b};
      case Op::Ancestor:
        return {.ask = Ask::Ancestor, .a = step.a, .b = step.b};
      case Op::Fact:
        return fact(step);
      case Op::Definition:
        return definition(step);
      case Op::Not:
        return {.ask = Ask::Not, .a = step.a};
      case Op::AtLeast:
        return tally(step);
      case Op::Select:
        return select(step);
      case Op::Compare:
        return compare(step);
      case Op::InOptions:
      case Op::IncludesAny:
      case Op::IncludesAll:
        return options(step);
      case Op::IncludesSet:
        return member(step);
      case Op::SetEmpty:
        return {.ask = wide(step) ? Ask::Step : Ask::SetEmpty, .a = step.a};
      case Op::Given:
        return {.ask = Ask::Given, .a = step.a};
      case Op::IsGiven:
        return {.ask = Ask::IsGiven,
                .flags = step.operand == Repr::Ordered,
                .a = step.a,
                .b = static_cast<std::uint32_t>(step.operand)};
      case Op::Multiply:
        return {.ask = Ask::Multiply, .a = step.a, .b = step.b};
      case Op::Previous:
        return {.ask = Ask::Previous, .a = step.a};
      case Op::SeriesFirst:
      case Op::SeriesLast:
        return {.ask = oneHop(step) ? Ask::SeriesEnd : Ask::Step,
                .flags = step.op == Op::SeriesLast,
                .a = step.a};
      case Op::AnyHas:
      case Op::EveryHas:
      case Op::DomainEmpty:
        return {.ask = oneHop(step) ? Ask::Has : Ask::Step,
                .flags = static_cast<std::uint8_t>(step.op),
                .a = step.a};
      case Op::JudgeCondition:
        return {.ask = step.b == kNoId ? Ask::Duty : Ask::Step, .a = step.a};
      case Op::Highest:
      case Op::Lowest:
        return extreme(step);
      default:
        return {};
    }
  }

  PreparedStep fact(const Step& step) const {
    const Fact& fact = rules_.vocabulary().facts[FactId{step.b}];
    return {.ask = isOwn(step.a) ? Ask::OwnFact : Ask::Fact,
            .flags = static_cast<std::uint8_t>(formOf(fact, rules_.vocabulary())),
            .count = fact.slot + step.c,
            .a = step.a,
            .b = step.b,
            .c = step.c};
  }

  PreparedStep definition(const Step& step) {
    const bool own = isOwn(step.a);
    const Slot* settled = own || step.a == kNoId ? out_->settled(BlockId{step.b}) : nullptr;
    if (settled) return keep(Slot(*settled));
    return {.ask = own ? Ask::OwnDefinition : Ask::Definition,
            .a = step.a,
            .b = own ? raw(out_->behind(BlockId{step.b})) : step.b};
  }

  // What a limb asks of one set of the element, itself or through a definition that says nothing else; null
  // for others.
  const PreparedStep* included(std::uint32_t limb, std::uint32_t& first) const {
    const PreparedStep* step = &at(limb);
    first = code_->first;
    if (step->ask == Ask::OwnDefinition) {
      const BlockCode& code = rules_.blocks[BlockId{step->b}];
      if (out_->whole[step->b]) return nullptr;
      first = code.first;
      step = &out_->steps[first + code.result];
      if (step->ask == Ask::Select && step->count == 0 && step->b != kNoId)
        step = &out_->steps[first + step->b];
    }
    const bool own = step->ask == Ask::Includes && out_->steps[first + step->a].ask == Ask::OwnFact;
    return own ? step : nullptr;
  }

  // Limbs that ask the same set are one.
  void gather(PreparedStep& any) {
    FactId fact{kNoId};
    std::vector<std::uint32_t> rest;
    for (std::uint32_t i = 0; i < any.count; ++i) {
      const std::uint32_t limb = out_->operands[any.a + i];
      std::uint32_t first = 0;
      const PreparedStep* step = included(limb, first);
      const PreparedStep* read = step ? &out_->steps[first + step->a] : nullptr;
      const bool same = read && (fact == FactId{kNoId} || (fact == FactId{read->b} && any.c == read->c));
      if (!same) {
        rest.push_back(limb);
        continue;
      }
      fact = FactId{read->b};
      any.b = read->b;
      any.c = read->c;
      any.mask |= step->mask;
    }
    if (fact == FactId{kNoId} || any.count - rest.size() < 2) return;
    any.ask = Ask::AnyIncluded;
    out_->operands.resize(any.a);
    out_->operands.insert(out_->operands.end(), rest.begin(), rest.end());
    any.count = static_cast<std::uint32_t>(rest.size());
  }

  // Limbs that are settled decide, or do not count.
  PreparedStep tally(const Step& step) {
    const bool all = step.b == step.count;
    if (step.count == 0 || (!all && step.b != 1)) return {};
    const std::uint8_t deciding = all ? kNo : kYes;
    PreparedStep made{.ask = all ? Ask::All : Ask::Any,
                      .a = static_cast<std::uint32_t>(out_->operands.size())};
    for (std::uint32_t i = 0; i < step.count; ++i) {
      const std::uint32_t operand = rules_.operands[step.a + i];
      const Slot* settled = constant(operand);
      if (settled && settled->is(deciding)) {
        out_->operands.resize(made.a);
        return keep(truthSlot(deciding));
      }
      if (settled && settled->is(all ? kYes : kNo)) continue;
      out_->operands.push_back(operand);
    }
    made.count = static_cast<std::uint32_t>(out_->operands.size()) - made.a;
    if (!all) gather(made);
    return made;
  }

  PreparedStep select(const Step& step) {
    const SelectCode& code = rules_.selects[step.a];
    PreparedStep made{.ask = Ask::Select,
                      .flags = step.repr == Repr::Truth,
                      .a = static_cast<std::uint32_t>(out_->cases.size()),
                      .b = code.general};
    for (const SelectCase& one : code.cases) {
      const Slot* condition = constant(one.condition);
      if (condition == nullptr || !condition->is(kNo)) out_->cases.push_back({one.condition, one.value});
    }
    made.count = static_cast<std::uint32_t>(out_->cases.size()) - made.a;
    const Slot* general = code.general == kNoId ? nullptr : constant(code.general);
    if (made.count == 0 && general && !(general->flags & kSaidUnknown)) return keep(Slot(*general));
    return made;
  }

  PreparedStep compare(const Step& step) const {
    if (step.operand == Repr::Truth) return {.ask = Ask::SameTruth, .a = step.a, .b = step.b};
    const bool plain = step.operand == Repr::Ordered && rules_.types[step.type].kind != TypeKind::Period;
    return {.ask = plain ? Ask::Compare : Ask::Step, .flags = step.flags, .a = step.a, .b = step.b};
  }

  bool oneHop(const Step& step) const { return rules_.domains[step.a].path.size() == 1; }
  bool wide(const Step& step) const { return wordsOf(rules_.types[step.type], rules_.vocabulary()) > 1; }

  PreparedStep options(const Step& step) const {
    const std::vector<std::vector<std::uint64_t>>& members = rules_.masks[step.b];
    if (wide(step))
      return {.ask = step.op == Op::InOptions ? Ask::InWideOptions : Ask::Step, .a = step.a, .b = step.b};
    if (step.op == Op::IncludesAll && members.size() != 1) return {};
    PreparedStep made{.ask = step.op == Op::InOptions ? Ask::InOptions : Ask::Includes, .a = step.a};
    for (const std::vector<std::uint64_t>& member : members) made.mask |= member.front();
    return made;
  }

  // A set that is asked for one option, or what stands under it.
  PreparedStep member(const Step& step) const {
    const Slot* wanted = constant(step.b);
    const Type& of = rules_.types[step.type];
    const bool one = wanted && wanted->is(kValue) && wanted->may == wanted->must && wanted->may != 0 &&
                     (wanted->may & (wanted->may - 1)) == 0;
    if (wide(step) || !one || of.kind != TypeKind::Choice) return {};
    const auto option = static_cast<std::uint32_t>(__builtin_ctzll(wanted->may));
    PreparedStep made{.ask = Ask::Includes, .a = step.a};
    for (std::uint32_t i = option; i < rules_.vocabulary().choices[ChoiceId{of.id}].end(option); ++i)
      made.mask |= std::uint64_t{1} << i;
    return made;
  }

  PreparedStep extreme(const Step& step) {
    if (step.count == 0 || rules_.types[step.type].kind == TypeKind::Period) return {};
    PreparedStep made{.ask = Ask::Extreme,
                      .flags = step.op == Op::Highest,
                      .count = step.count,
                      .a = static_cast<std::uint32_t>(out_->operands.size())};
    for (std::uint32_t i = 0; i < step.count; ++i) out_->operands.push_back(rules_.operands[step.a + i]);
    return made;
  }

  const RuleSet& rules_;
  Profile nobody_;
  std::unique_ptr<Prepared> out_;
  std::vector<bool> done_;
  const BlockCode* code_ = nullptr;
};

const Slot* Prepared::settled(BlockId block) const {
  const BlockCode& code = rules->blocks[block];
  if (whole[raw(block)]) return nullptr;
  const PreparedStep& result = steps[code.first + code.result];
  return result.ask == Ask::Constant ? &constants[result.a] : nullptr;
}

BlockId Prepared::behind(BlockId block) const {
  for (;;) {
    const BlockCode& code = rules->blocks[block];
    if (whole[raw(block)]) return block;
    const PreparedStep& result = steps[code.first + code.result];
    if (result.ask != Ask::OwnDefinition) return block;
    block = BlockId{result.b};
  }
}

std::unique_ptr<const Prepared> prepare(std::shared_ptr<const RuleSet> rules, const AsOf& as_of,
                                        Limits limits) {
  return Preparing(std::move(rules), as_of, limits).run();
}

}  // namespace jurat
