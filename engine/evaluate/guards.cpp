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
  }
  index->all.push_back(number);
  for (std::size_t option = 0; option < index->by_option.size(); ++option) {
    if (best->options[option / 64] >> (option % 64) & 1) index->by_option[option].push_back(number);
  }
}

void Guards::concerning(Machine& machine, InstanceId subject, std::vector<std::uint32_t>& out) const {
  out = always_;
  if (indexes_.empty()) return;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (const Index& index : indexes_) {
    const Fact& fact = vocabulary.facts[index.guard.fact];
    InstanceId owner = subject;
    while (owner != InstanceId{kNoId} && machine.profile().instances[owner].entity != fact.entity)
      owner = machine.profile().instances[owner].parent;
    const auto add = [&](const std::vector<std::uint32_t>& numbers) {
      out.insert(out.end(), numbers.begin(), numbers.end());
    };
    if (owner == InstanceId{kNoId}) {
      add(index.all);
      continue;
    }
    const Slot answer = machine.factSlot(owner, index.guard.fact, index.guard.lowest, index.guard.pack);
    if (index.guard.truth) {
      if (answer.can != kNo) add(index.all);
      continue;
    }
    if (answer.can != kValue) {
      add(index.all);
      continue;
    }
    const std::size_t words = index.by_option.size() / 64;
    const auto* may = words > 1
                          ? reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(answer.may))
                          : &answer.may;
    for (std::size_t w = 0; w < words; ++w) {
      for (std::uint64_t bits = may[w]; bits != 0; bits &= bits - 1)
        add(index.by_option[w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))]);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace jurat
