#include "engine/advice/change/difference.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/compile/rule_set.h"

namespace jurat {
namespace {

// How much an outcome asks of the company; nothing for what is not there.
int weightOf(const Finding* finding) {
  if (finding == nullptr) return 0;
  const auto may_be = [&](Outcome outcome) {
    return std::find(finding->could_be.begin(), finding->could_be.end(), outcome) != finding->could_be.end();
  };
  const bool risky = may_be(Outcome::Violated) || may_be(Outcome::Error);
  switch (finding->outcome) {
    case Outcome::Error:
      return 6;
    case Outcome::Violated:
      return 5;
    case Outcome::Pending:
      return 4;
    case Outcome::Undetermined:
    case Outcome::Review:
      return risky ? 3 : 1;
    case Outcome::Satisfied:
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
      break;
  }
  return 0;
}

Turn turnBy(int before, int after) {
  return after > before ? Turn::Worse : after < before ? Turn::Better : Turn::Neither;
}

// Pairs what has the same key on both sides, the first with the first where several have one.
template <typename T, typename KeyOf, typename OtherKeyOf>
std::vector<Change<T>> paired(const std::vector<T>& before, const std::vector<T>& after,
                              const KeyOf& key_before, const OtherKeyOf& key_after) {
  using Key = std::pair<decltype(key_before(std::declval<const T&>())), std::size_t>;
  std::map<Key, Change<T>> pairs;
  const auto take = [&](const std::vector<T>& list, const T* Change<T>::*side, const auto& key_of) {
    std::map<typename Key::first_type, std::size_t> count;
    for (const T& one : list) {
      const auto key = key_of(one);
      pairs[{key, count[key]++}].*side = &one;
    }
  };
  take(before, &Change<T>::before, key_before);
  take(after, &Change<T>::after, key_after);
  std::vector<Change<T>> out;
  for (auto& [key, change] : pairs) out.push_back(std::move(change));
  return out;
}

template <typename T>
void missingOf(Change<T>& change, const std::vector<Missing>& before, const std::vector<Missing>& after) {
  const auto key = [](const Missing& one) {
    return std::tuple(one.kind, one.path, one.path.empty() ? one.name : std::string(), one.said_unknown);
  };
  const auto left = [&](const std::vector<Missing>& from, const std::vector<Missing>& in) {
    std::vector<const Missing*> out;
    for (const Missing& one : from) {
      const bool there =
          std::any_of(in.begin(), in.end(), [&](const Missing& two) { return key(one) == key(two); });
      if (!there) out.push_back(&one);
    }
    return out;
  };
  change.missing_new = left(after, before);
  change.missing_gone = left(before, after);
  if (!change.missing_new.empty() || !change.missing_gone.empty()) change.fields.push_back(Field::Missing);
}

void note(std::vector<Field>& fields, bool differs, Field field) {
  if (differs) fields.push_back(field);
}

void compare(Change<Finding>& change) {
  static const std::vector<Missing> none;
  const Finding *a = change.before, *b = change.after;
  change.turn = turnOf(a, b);
  if (a == nullptr || b == nullptr) {
    change.fields.push_back(Field::Outcome);
    return missingOf(change, a ? a->missing : none, b ? b->missing : none);
  }
  std::vector<Field>& fields = change.fields;
  note(fields, a->outcome != b->outcome, Field::Outcome);
  note(fields, a->could_be != b->could_be, Field::CouldBe);
  const auto due = [](const Finding& of) { return std::tie(of.due, of.due_open, of.rolled_from); };
  note(fields, due(*a) != due(*b), Field::Due);
  note(fields, a->late_days != b->late_days || a->overdue != b->overdue, Field::Late);
  note(fields, a->next != b->next || a->ended != b->ended || a->next_concerns != b->next_concerns,
       Field::InForce);
  note(fields, a->excepted_by != b->excepted_by || a->exceptions != b->exceptions, Field::Except);
  note(fields, a->severity != b->severity, Field::Severity);
  note(fields, a->strength != b->strength, Field::Strength);
  note(fields, a->cites != b->cites, Field::Law);
  note(fields, a->unconfirmed != b->unconfirmed || a->confidence != b->confidence, Field::Standing);
  missingOf(change, a->missing, b->missing);
}

bool sameSum(const AmountResult& a, const AmountResult& b) {
  return a.currency == b.currency && a.fault == b.fault && a.bounds == b.bounds;
}

// What amounts and benefits have in common.
template <typename T>
void compareAmounts(Change<T>& change, const AmountResult& a, const AmountResult& b) {
  note(change.fields, a.in_force != b.in_force || a.maybe_in_force != b.maybe_in_force || a.next != b.next,
       Field::InForce);
  note(change.fields, a.cites != b.cites, Field::Law);
  note(change.fields, a.confidence != b.confidence, Field::Standing);
  note(change.fields, !sameSum(a, b), Field::Amount);
  missingOf(change, a.missing, b.missing);
}

void compare(Change<AmountResult>& change) {
  if (change.before && change.after) return compareAmounts(change, *change.before, *change.after);
  change.fields.push_back(Field::Amount);
}

int weightOf(const BenefitResult* benefit) {
  if (benefit == nullptr) return 0;
  constexpr std::array<int, kBenefitOutcomes> kWeights = {3, 0, 1, 1, 0};
  return kWeights[static_cast<std::size_t>(benefit->outcome)];
}

void compare(Change<BenefitResult>& change) {
  const BenefitResult *a = change.before, *b = change.after;
  change.turn = turnBy(weightOf(b), weightOf(a));
  if (a == nullptr || b == nullptr) return change.fields.push_back(Field::Outcome);
  note(change.fields, a->outcome != b->outcome, Field::Outcome);
  note(change.fields, a->could_be != b->could_be, Field::CouldBe);
  note(change.fields, a->exceptions != b->exceptions, Field::Except);
  compareAmounts(change, a->amount, b->amount);
  if (a->ended != b->ended &&
      std::find(change.fields.begin(), change.fields.end(), Field::InForce) == change.fields.end())
    change.fields.push_back(Field::InForce);
  const std::optional<Number> one = a->amount.ceiling(), two = b->amount.ceiling();
  if (change.turn == Turn::Neither && one && two)
    change.turn = *one < *two ? Turn::Better : *two < *one ? Turn::Worse : Turn::Neither;
}

void compare(Change<ExposureLine>& change) {
  constexpr std::array<int, 4> kWeights = {4, 2, 3, 1};  // live, possible, from, conditional
  const auto weight = [&](const ExposureLine* line) {
    return line ? kWeights[static_cast<std::size_t>(line->state)] : 0;
  };
  const ExposureLine *a = change.before, *b = change.after;
  change.turn = turnBy(weight(a), weight(b));
  const bool differs =
      a == nullptr || b == nullptr || a->state != b->state || a->from != b->from || a->once != b->once;
  note(change.fields, differs, Field::State);
}

void compare(Change<Derived>& change) {
  const Derived *a = change.before, *b = change.after;
  if (a == nullptr || b == nullptr) return change.fields.push_back(Field::Says);
  note(change.fields, a->cites != b->cites, Field::Law);
  missingOf(change, a->missing, b->missing);
  note(change.fields, a->value != b->value || a->known != b->known, Field::Says);
}

void compare(Change<PackUse>& change) {
  const PackUse *a = change.before, *b = change.after;
  const bool was = a != nullptr && a->loaded, is = b != nullptr && b->loaded;
  if (a != nullptr && b != nullptr) {
    note(change.fields, a->version != b->version, Field::Version);
    note(change.fields, a->status != b->status, Field::Status);
  }
  note(change.fields, was != is, Field::Loaded);
}

template <typename T, typename KeyOf, typename OtherKeyOf>
std::vector<Change<T>> changesOf(const std::vector<T>& before, const std::vector<T>& after,
                                 const KeyOf& key_before, const OtherKeyOf& key_after) {
  std::vector<Change<T>> out;
  for (Change<T>& change : paired(before, after, key_before, key_after)) {
    compare(change);
    if (!change.fields.empty()) out.push_back(std::move(change));
  }
  return out;
}

template <typename T, typename KeyOf>
std::vector<Change<T>> changesOf(const std::vector<T>& before, const std::vector<T>& after,
                                 const KeyOf& key_of) {
  return changesOf(before, after, key_of, key_of);
}

std::vector<SubjectChange> subjectsOf(const Assessment& before, const Assessment& after) {
  const auto all = [](const Assessment& assessment) {
    std::set<std::string> paths;
    for (const Finding& finding : assessment.findings) paths.insert(finding.subject_path);
    return paths;
  };
  const std::set<std::string> one = all(before), two = all(after);
  std::vector<SubjectChange> out;
  for (const std::string& path : one) {
    if (!two.contains(path)) out.push_back({path, false});
  }
  for (const std::string& path : two) {
    if (!one.contains(path)) out.push_back({path, true});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

// The most that is at stake for a finding; a ceiling that is not known outweighs every other.
struct Stake {
  bool any = false;
  std::optional<Number> most;
};
bool outweighs(const Stake& a, const Stake& b) {
  if (a.any != b.any) return a.any;
  if (!a.any || (!a.most && !b.most)) return false;
  if (!a.most || !b.most) return !a.most;
  return *b.most < *a.most;
}

class Order {
 public:
  Order(const Assessment& before, const Assessment& after) {
    for (const Assessment* side : {&before, &after}) {
      for (const ExposureLine& line : side->exposures) {
        Stake& stake = stakes_[&side->findings[line.finding]];
        const std::optional<Number> ceiling = side->amounts[line.amount].ceiling();
        const Stake other{true, ceiling};
        if (outweighs(other, stake)) stake = other;
      }
    }
  }

  bool operator()(const Change<Finding>& a, const Change<Finding>& b) const {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    const Finding &one = a.one(), &two = b.one();
    if (one.severity != two.severity) return one.severity > two.severity;
    const Stake x = stake(a), y = stake(b);
    if (outweighs(x, y) || outweighs(y, x)) return outweighs(x, y);
    return std::tie(one.id, one.subject_path) < std::tie(two.id, two.subject_path);
  }

 private:
  static int rank(const Change<Finding>& change) {
    if (change.turn == Turn::Worse) return weightOf(change.after) >= 5 ? 0 : 1;
    return change.turn == Turn::Better ? 2 : 3;
  }
  Stake stake(const Change<Finding>& change) const {
    for (const Finding* side : {change.after, change.before}) {
      const auto found = stakes_.find(side);
      if (found != stakes_.end()) return found->second;
    }
    return {};
  }

  std::map<const Finding*, Stake> stakes_;  // looked up only
};

}  // namespace

Turn turnOf(const Finding* before, const Finding* after) {
  Turn turn = turnBy(weightOf(before), weightOf(after));
  // Of what is open all the same: more severe, or due earlier.
  if (turn != Turn::Neither || before == nullptr || after == nullptr || weightOf(after) == 0) return turn;
  turn = turnBy(static_cast<int>(before->severity), static_cast<int>(after->severity));
  const std::string &then = before->due, &now = after->due;
  if (turn == Turn::Neither && before->outcome == Outcome::Pending && !then.empty() && !now.empty())
    turn = now < then ? Turn::Worse : now > then ? Turn::Better : Turn::Neither;
  return turn;
}

bool Difference::empty() const {
  return packs.empty() && subjects.empty() && findings.empty() && amounts.empty() && benefits.empty() &&
         exposures.empty() && derived.empty();
}

std::string pathOf(const AmountResult& amount, const Side& side) {
  if (amount.subject == InstanceId{kNoId} || raw(amount.subject) >= side.profile->instances.size())
    return amount.subject_id;
  return pathOf(*side.profile, side.rules->vocabulary(), amount.subject);
}

Difference differenceOf(const Side& first_side, const Side& second_side) {
  const Assessment &before = *first_side.assessment, &after = *second_side.assessment;
  Difference out{.before = &before, .after = &after};
  out.packs = changesOf(before.packs, after.packs, [](const PackUse& pack) { return pack.id; });
  out.subjects = subjectsOf(before, after);
  out.findings = changesOf(before.findings, after.findings,
                           [](const Finding& one) { return std::pair(one.id, one.subject_path); });
  std::stable_sort(out.findings.begin(), out.findings.end(), Order(before, after));
  // Ids are of one list alone: two parents may hold entries of the same id.
  const auto of = [](const Side& side) {
    return [&side](const AmountResult& one) { return std::pair(one.id, pathOf(one, side)); };
  };
  const auto of_benefit = [](const Side& side) {
    return [&side](const BenefitResult& one) { return std::pair(one.amount.id, pathOf(one.amount, side)); };
  };
  out.amounts = changesOf(before.amounts, after.amounts, of(first_side), of(second_side));
  out.benefits = changesOf(before.benefits, after.benefits, of_benefit(first_side), of_benefit(second_side));
  // A line knows its finding and amount by their places in its own assessment.
  const auto key = [&](const ExposureLine& line) {
    const bool first = !before.exposures.empty() && &line >= before.exposures.data() &&
                       &line < before.exposures.data() + before.exposures.size();
    const Assessment& own = first ? before : after;
    const Finding& finding = own.findings[line.finding];
    const AmountResult& amount = own.amounts[line.amount];
    return std::tuple(finding.id, finding.subject_path, line.party, amount.id,
                      pathOf(amount, first ? first_side : second_side));
  };
  out.exposures = changesOf(before.exposures, after.exposures, key);
  out.derived = changesOf(before.derived, after.derived,
                          [](const Derived& one) { return std::pair(one.id, one.subject_id); });
  return out;
}

}  // namespace jurat
