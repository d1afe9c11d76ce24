#include "engine/advice/ask/memory.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jurat::asking {
namespace {

bool sameLists(const Instance& a, const Instance& b) {
  return std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                    [](const ChildList& x, const ChildList& y) {
                      return x.entity == y.entity && x.given == y.given && x.complete == y.complete &&
                             x.instances == y.instances;
                    });
}

bool sameEntry(const Instance& a, const Instance& b) {
  return a.entity == b.entity && a.parent == b.parent && a.id == b.id && a.option == b.option &&
         a.complete == b.complete && a.answers.size() == b.answers.size() && sameLists(a, b);
}

bool sameRates(const Profile& a, const Profile& b) {
  return std::equal(a.rates.begin(), a.rates.end(), b.rates.begin(), b.rates.end(),
                    [](const SuppliedRate& x, const SuppliedRate& y) {
                      return x.table == y.table && x.day == y.day && x.currency == y.currency &&
                             x.per_base == y.per_base;
                    });
}

// The same records, whatever is answered in them.
bool sameEntries(const Profile& a, const Profile& b) {
  if (a.instances.size() != b.instances.size() || a.frameworks != b.frameworks || !sameRates(a, b))
    return false;
  for (std::uint32_t i = 0; i < a.instances.size(); ++i) {
    if (!sameEntry(a.instances[InstanceId{i}], b.instances[InstanceId{i}])) return false;
  }
  return true;
}

bool sameEvidence(const Answer& a, const Answer& b) {
  if (!a.evidence || !b.evidence) return !a.evidence && !b.evidence;
  return *a.evidence == *b.evidence;
}

bool sameAnswer(const Answer& a, const Answer& b) {
  const auto same_record = [](const Recorded& x, const Recorded& y) {
    return x.fact == y.fact && x.value == y.value;
  };
  return a.state == b.state && a.value == b.value && a.least == b.least && a.most == b.most &&
         a.as_of == b.as_of && a.proof == b.proof && sameEvidence(a, b) &&
         std::equal(a.rested_on.begin(), a.rested_on.end(), b.rested_on.begin(), b.rested_on.end(),
                    same_record);
}

// Nobody has said anything of which a rule could make use.
bool saysNothing(const Profile& profile, std::uint32_t answer) {
  return answer == 0 || profile.answers[answer - 1].state == AnswerState::Unknown;
}

// Whether nothing is open about the fact once that is said. What must be proved, or stands only for a time,
// may still be.
bool closes(const Answer& said, const Fact& fact) {
  const TypeKind kind = fact.type.kind;
  return (said.state == AnswerState::Given || said.state == AnswerState::None) && !said.evidence &&
         kind != TypeKind::Judgement && kind != TypeKind::Evidence && kind != TypeKind::Practice;
}

// Whether it was shown that the unknown does not matter, while others do or may: what waits for idle facts
// alone may be settled by this one.
bool changesNothing(const Explored& found, std::size_t unknown) {
  return found.matters[unknown] == Matters::No &&
         std::any_of(found.matters.begin(), found.matters.end(),
                     [](Matters each) { return each != Matters::No; });
}

// Boxes are numbered by unknowns: without one of these they mean nothing.
void drop(Explored& found, std::size_t unknown) {
  const auto at = static_cast<std::ptrdiff_t>(unknown);
  found.unknowns.erase(found.unknowns.begin() + at);
  found.matters.erase(found.matters.begin() + at);
  found.missing.erase(found.missing.begin() + at);
  found.leaves.clear();
}

}  // namespace

void Memory::turnTo(const Vocabulary& vocabulary, const Profile& profile) {
  if (!before_ || !sameEntries(*before_, profile) || !forgetAnswered(vocabulary, profile)) known_.clear();
  before_ = profile;
  // Its text is another one.
  for (auto& [key, found] : known_) {
    for (Missing& missing : found.explored.missing) {
      if (raw(missing.instance) >= profile.instances.size()) continue;
      missing.place = profile.instances[missing.instance].span;
      if (missing.fact == FactId{kNoId}) continue;
      const Answer* said = profile.answer(missing.instance, vocabulary.facts[missing.fact], missing.option);
      if (!said) continue;
      missing.place = said->span;
      missing.said_unknown = missing.lapsed.empty();
    }
  }
}

bool Memory::forgetAnswered(const Vocabulary& vocabulary, const Profile& profile) {
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const std::vector<std::uint32_t>&was = before_->instances[InstanceId{i}].answers,
          &is = profile.instances[InstanceId{i}].answers;
    for (std::uint32_t slot = 0; slot < is.size(); ++slot) {
      if (was[slot] == 0 && is[slot] == 0) continue;
      const bool kept = was[slot] != 0 && is[slot] != 0 &&
                        sameAnswer(before_->answers[was[slot] - 1], profile.answers[is[slot] - 1]);
      if (kept) continue;
      if (!saysNothing(*before_, was[slot]) || is[slot] == 0) return false;
      const Answer& said = profile.answers[is[slot] - 1];
      if (said.state != AnswerState::Unknown && !forget(vocabulary, InstanceId{i}, slot, said)) return false;
    }
  }
  return true;
}

// Whether a judgement that the profile states rests on it.
bool Memory::isJudgedBy(const Vocabulary& vocabulary, FactId id) const {
  return std::any_of(vocabulary.facts.begin(), vocabulary.facts.end(), [&](const Fact& fact) {
    if (std::find(fact.rests_on.begin(), fact.rests_on.end(), id) == fact.rests_on.end()) return false;
    return std::any_of(before_->instances.begin(), before_->instances.end(), [&](const Instance& instance) {
      if (instance.entity != fact.entity) return false;
      const auto first = instance.answers.begin() + fact.slot;
      return std::any_of(first, first + fact.slots,
                         [&](std::uint32_t answer) { return !saysNothing(*before_, answer); });
    });
  });
}

// False where a judgement rests on it. What it cannot change stays known, without it.
bool Memory::forget(const Vocabulary& vocabulary, InstanceId instance, std::uint32_t slot,
                    const Answer& said) {
  const std::vector<FactId>& facts = vocabulary.entities[before_->instances[instance].entity].facts;
  const auto found = std::find_if(facts.begin(), facts.end(), [&](FactId id) {
    const Fact& fact = vocabulary.facts[id];
    return fact.slot <= slot && slot < fact.slot + fact.slots;
  });
  if (found == facts.end()) return false;
  const FactId id = *found;
  if (isJudgedBy(vocabulary, id)) return false;
  const bool closed = closes(said, vocabulary.facts[id]);
  for (auto each = known_.begin(); each != known_.end();) {
    Found& kept = each->second;
    const std::vector<Unknown>& waited = kept.explored.unknowns;
    const auto at = std::find_if(waited.begin(), waited.end(), [&](const Unknown& unknown) {
      return !unknown.list && unknown.instance == instance && unknown.fact == id &&
             vocabulary.facts[id].slot + unknown.option == slot;
    });
    const auto place = static_cast<std::size_t>(at - waited.begin());
    if (at == waited.end()) {
      ++each;
    } else if (closed && changesNothing(kept.explored, place)) {
      drop(kept.explored, place);
      kept.stale = inDoubt(kept.explored);
      kept.whole = kept.whole && !kept.stale;
      ++each;
    } else {
      each = known_.erase(each);
    }
  }
  return true;
}

Memory::Found* Memory::find(const Question& question) {
  const auto found = known_.find(Key(question.kind, question.index, raw(question.subject)));
  return found == known_.end() ? nullptr : &found->second;
}

Memory::Found& Memory::keep(const Question& question, Found found) {
  return known_.insert_or_assign(Key(question.kind, question.index, raw(question.subject)), std::move(found))
      .first->second;
}

}  // namespace jurat::asking
