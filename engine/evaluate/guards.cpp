#include "engine/evaluate/guards.h"

#include <algorithm>
#include <utility>

namespace jurat {
namespace {

// A guard that lets more answers pass saves too little to be looked up by each of them.
constexpr std::size_t kMostOptions = 16;

std::size_t wordsOfFact(const Vocabulary& vocabulary, const Fact& fact) {
  return (vocabulary.choices[ChoiceId{fact.type.id}].options.size() + 63) / 64;
}

}  // namespace

std::size_t Guards::Guard::count() const {
  std::size_t bits = 0;
  for (const std::uint64_t word : options) bits += static_cast<std::size_t>(__builtin_popcountll(word));
  return bits;
}

// A fact of the subject, or of what the subject is in, that says the same to every reader.
bool Guards::read(const Prepared& prepared, const BlockCode& block, std::uint32_t slot, Guard& out) {
  const RuleSet& rules = *prepared.rules;
  const Step& step = rules.steps[block.first + slot];
  if (step.op != Op::Fact) return false;
  const Step& from = rules.steps[block.first + step.a];
  const bool own = from.op == Op::Element && from.a == 0;
  if (!own && from.op != Op::Ancestor) return false;
  if (!own) {
    const Step& base = rules.steps[block.first + from.a];
    if (base.op != Op::Element || base.a != 0) return false;
  }
  out.fact = FactId{step.b};
  out.lowest = step.c;
  out.pack = block.pack;
  return true;
}

void Guards::find(const Prepared& prepared, const BlockCode& block, std::uint32_t slot,
                  std::vector<Guard>& out) {
  const RuleSet& rules = *prepared.rules;
  const Step& step = rules.steps[block.first + slot];
  Guard guard;
  switch (step.op) {
    case Op::AtLeast:
      if (step.b != step.count) return;
      for (std::uint32_t i = 0; i < step.count; ++i) find(prepared, block, rules.operands[step.a + i], out);
      return;
    case Op::Definition: {
      const BlockCode& other = rules.blocks[BlockId{step.b}];
      if (step.a == kNoId || prepared.whole[step.b]) return;
      const Step& from = rules.steps[block.first + step.a];
      if (from.op == Op::Element && from.a == 0) find(prepared, other, other.result, out);
      return;
    }
    case Op::Fact:
      if (step.repr != Repr::Truth || !read(prepared, block, slot, guard)) return;
      guard.truth = true;
      guard.options = {1};
      break;
    case Op::InOptions:
    case Op::IncludesAny:
    case Op::IncludesAll: {
      if (!read(prepared, block, step.a, guard)) return;
      const Fact& fact = rules.vocabulary().facts[guard.fact];
      if (fact.type.kind != TypeKind::Choice) return;
      guard.options.assign(wordsOfFact(rules.vocabulary(), fact), 0);
      // Each of the members that must all be there is a guard; one is enough.
      const std::vector<std::vector<std::uint64_t>>& members = rules.masks[step.b];
      const std::size_t needed =
          step.op == Op::IncludesAll ? std::min<std::size_t>(1, members.size()) : members.size();
      for (std::size_t m = 0; m < needed; ++m) {
        for (std::size_t w = 0; w < guard.options.size(); ++w) guard.options[w] |= members[m][w];
      }
      break;
    }
    default:
      return;
  }
  if (guard.count() > 0 && guard.count() <= kMostOptions) out.push_back(std::move(guard));
}

void Guards::add(const Prepared& prepared, const RuleVersion& version, std::uint32_t number) {
  const RuleSet& rules = *prepared.rules;
  const Slot* in_force = prepared.settled(version.dates);
  std::vector<Guard> found;
  // What is perhaps not in force is looked at: an application is not asked for then, nor its guard.
  if (in_force && in_force->is(kYes) && !prepared.whole[raw(version.applies)]) {
    const BlockCode& block = rules.blocks[version.applies];
    find(prepared, block, block.result, found);
  }
  const auto best = std::min_element(found.begin(), found.end(),
                                     [](const Guard& a, const Guard& b) { return a.count() < b.count(); });
  if (best == found.end()) {
    always_.push_back(number);
    return;
  }
  auto index = std::find_if(indexes_.begin(), indexes_.end(), [&](const Index& each) {
    return each.guard.fact == best->fact && each.guard.lowest == best->lowest;
  });
  if (index == indexes_.end()) {
    index = indexes_.insert(indexes_.end(), Index{.guard = *best, .by_option = {}, .all = {}});
    index->by_option.resize(best->options.size() * 64);
    index->wide = best->options.size() > 1;
  }
  index->all.push_back(number);
  for (std::size_t option = 0; option < index->by_option.size(); ++option) {
    if (best->options[option / 64] >> (option % 64) & 1) index->by_option[option].push_back(number);
  }
}

void Guards::look(Reckoner& reckoner, InstanceId subject, const Index& index) {
  const Vocabulary& vocabulary = reckoner.rules().vocabulary();
  const Fact& fact = vocabulary.facts[index.guard.fact];
  InstanceId owner = subject;
  while (owner != InstanceId{kNoId} && reckoner.recordOf(owner).entity != fact.entity)
    owner = reckoner.recordOf(owner).parent;
  if (owner == InstanceId{kNoId}) return add(index.all);
  const std::uint8_t code = reckoner.codeOf(owner, fact.slot + index.guard.lowest);
  if (code == Company::kNotGiven) return add(index.all);
  if (code == Company::kElsewhere) {
    Machine& machine = reckoner.machine();
    return lookUp(index, machine.factSlot(owner, index.guard.fact, index.guard.lowest, index.guard.pack));
  }
  if (index.guard.truth) {
    if (code != Company::kNoGiven) add(index.all);
    return;
  }
  const auto word = static_cast<std::uint64_t>(reckoner.valueOf(owner, code).word);
  if (index.wide) return add(index.by_option[word]);
  for (std::uint64_t bits = word; bits != 0; bits &= bits - 1)
    add(index.by_option[static_cast<std::size_t>(__builtin_ctzll(bits))]);
}

void Guards::lookUp(const Index& index, const Slot& answer) {
  if (index.guard.truth ? answer.can != kNo : answer.can != kValue) return add(index.all);
  if (index.guard.truth) return;
  const std::size_t words = index.by_option.size() / 64;
  const auto* may = words > 1
                        ? reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(answer.may))
                        : &answer.may;
  for (std::size_t w = 0; w < words; ++w) {
    for (std::uint64_t bits = may[w]; bits != 0; bits &= bits - 1)
      add(index.by_option[w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))]);
  }
}

const std::vector<std::uint32_t>& Guards::concerning(Reckoner& reckoner, InstanceId subject) {
  found_.clear();
  add(always_);
  for (const Index& index : indexes_) look(reckoner, subject, index);
  // Each is ascending, and most subjects are under one.
  if (found_.size() == 1) return *found_.front();
  joined_.clear();
  for (const Numbers* numbers : found_) joined_.insert(joined_.end(), numbers->begin(), numbers->end());
  std::sort(joined_.begin(), joined_.end());
  joined_.erase(std::unique(joined_.begin(), joined_.end()), joined_.end());
  return joined_;
}

}  // namespace jurat
