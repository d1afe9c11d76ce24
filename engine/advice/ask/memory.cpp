#include "engine/advice/ask/memory.h"

#include <algorithm>
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

// Whether nothing is open about the fact once that is said. What must be proved, or stands only for a time,
// may still be.
bool closes(const Answer& said, const Fact& fact) {
  const TypeKind kind = fact.type.kind;
  return (said.state == AnswerState::Given || said.state == AnswerState::None) && !said.evidence &&
         kind != TypeKind::Judgement && kind != TypeKind::Evidence && kind != TypeKind::Practice;
}

// Whether it was shown that the unknown does not matter, and that all others do: these are come upon whatever
// it is. Others that do not matter may be waited for with some of its values alone.
bool changesNothing(const Explored& found, std::size_t unknown) {
  if (found.cut || found.matters[unknown] != Matters::No) return false;
  for (std::size_t i = 0; i < found.matters.size(); ++i) {
    if (i != unknown && found.matters[i] != Matters::Yes) return false;
  }
  return true;
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
  for (auto& [key, explored] : known_) {
    for (Missing& missing : explored.missing) {
      if (raw(missing.instance) >= profile.instances.size()) continue;
      missing.place = profile.instances[missing.instance].span;
      if (missing.fact == FactId{kNoId}) continue;
      const Answer* said = profile.answer(missing.instance, vocabulary.facts[missing.fact], missing.option);
      if (said) missing.place = said->span;
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
      if (was[slot] != 0 || !forget(vocabulary, InstanceId{i}, slot, profile.answers[is[slot] - 1]))
        return false;
    }
  }
  return true;
}

// False where a judgement rests on it.
bool Memory::forget(const Vocabulary& vocabulary, InstanceId instance, std::uint32_t slot,
                    const Answer& said) {
  const std::vector<FactId>& facts = vocabulary.entities[before_->instances[instance].entity].facts;
  const auto found = std::find_if(facts.begin(), facts.end(), [&](FactId id) {
    const Fact& fact = vocabulary.facts[id];
    return fact.slot <= slot && slot < fact.slot + fact.slots;
  });
  if (found == facts.end()) return false;
  const FactId id = *found;
  const bool rested_on = std::any_of(vocabulary.facts.begin(), vocabulary.facts.end(), [&](const Fact& fact) {
    return std::find(fact.rests_on.begin(), fact.rests_on.end(), id) != fact.rests_on.end();
  });
  if (rested_on) return false;
  const bool closed = closes(said, vocabulary.facts[id]);
  for (auto each = known_.begin(); each != known_.end();) {
    const std::vector<Unknown>& waited = each->second.unknowns;
    const auto at = std::find_if(waited.begin(), waited.end(), [&](const Unknown& unknown) {
      return !unknown.list && unknown.instance == instance && unknown.fact == id &&
             vocabulary.facts[id].slot + unknown.option == slot;
    });
    const auto place = static_cast<std::size_t>(at - waited.begin());
    if (at == waited.end()) {
      ++each;
    } else if (closed && changesNothing(each->second, place)) {
      drop(each->second, place);
      ++each;
    } else {
      each = known_.erase(each);
    }
  }
  return true;
}

const Explored* Memory::find(const Question& question) const {
  const auto found = known_.find(Key(question.kind, question.index, raw(question.subject)));
  return found == known_.end() ? nullptr : &found->second;
}

void Memory::keep(const Question& question, Explored found) {
  found.trials = 0;  // they are not made again
  known_.insert_or_assign(Key(question.kind, question.index, raw(question.subject)), std::move(found));
}

}  // namespace jurat::asking
