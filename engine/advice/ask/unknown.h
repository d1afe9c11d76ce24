// Unknown: one thing that a profile leaves open, and the parts into which its values fall: within a part an
// answer that compares with constants alone is the same.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/advice/ask/constants.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/causes.h"

namespace jurat::asking {

// Which part of its values an unknown is taken to have: neighbouring parts `first` to `last`, or one value of
// an interval. The default: any.
struct Part {
  std::uint16_t first = 0, last = kAny;
  std::int16_t sample = kNoSample;  // of a part that is an interval: which of its samples
  static constexpr std::uint16_t kAny = 0xFFFF;
  static constexpr std::int16_t kNoSample = -1, kBeside = -2;  // kBeside: any value but the samples

  bool whole() const { return last == kAny; }
  // No value belongs to both.
  bool apart(const Part& other) const {
    if (last < other.first || other.last < first) return true;
    return sample != kNoSample && other.sample != kNoSample && sample != other.sample;
  }
  friend bool operator==(const Part&, const Part&) = default;
};

// An interval of an ordered type without what lies at ends that are left out.
struct Interval {
  std::optional<Number> low, high;
  bool without_low = false, without_high = false;
  std::vector<Number> samples;  // values in it; none where it is a single value
  bool exhausted = false;       // it holds no value but the samples
  bool single() const { return low && high && *low == *high; }
};

// So near an end that no constant of a rule lies between, and no value of a profile either.
inline const Number kBeside = Number::scaled(1, -9);

// Whether no value lies in it.
bool isEmpty(const Interval& interval);

struct Unknown {
  bool list = false;  // a list that is not given whole: part 0 says that there is nothing more in it
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  std::uint32_t option = 0;  // index among the lowest options
  EntityId entity{kNoId};    // of a list
  // Parts: `values` each for itself, then `intervals` in their order.
  std::vector<Answer> values;
  std::vector<std::string>
      options;  // of a choice, by value: those that it stands for, as a profile writes them
  std::vector<Interval> intervals;
  bool partial = false;  // there are more values than the parts hold
  bool is(const Cause& cause) const;
  std::size_t parts() const { return list ? 2 : values.size() + intervals.size(); }
  // Whether `part` is one interval, of which nothing more is told apart.
  bool atom(const Part& part) const;
  bool interval(std::size_t part) const { return !list && part >= values.size(); }
  // Whether there are values of such an interval beside its samples. INVARIANT: atom.
  bool leavesOut(const Part& part) const { return !intervals[part.first - values.size()].exhausted; }
};

// Which fact an unknown is: instance, fact, option. Lists have none.
using UnknownKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
UnknownKey unknownKey(const Unknown& unknown);

// What a fact of a profile may be.
struct UnknownSpec {
  const RuleSet& rules;
  const Profile& profile;
  const Constants& constants;
  AsOf as_of;
  Moment now;  // the as-of moment as the asker's pack has it
  // Values at which its intervals are cut beside the constants; null: none.
  const std::set<Number>* cuts = nullptr;
};

// Whether only whole numbers of the type's ordinals are values: nothing lies between two neighbours.
bool isWhole(TypeKind kind);

// Of a cause that an answer in the profile would settle.
Unknown unknownOf(const Cause& cause, const UnknownSpec& spec);
bool isAnswerable(const Cause& cause, const Profile& profile);

// What a part is, for people: "yes", "more than EUR 50 000 000", "EE, FI or 3 others".
Message partText(const Unknown& unknown, const Part& part, const Type& type, const Vocabulary& vocabulary);

// The answer that puts an unknown fact into a part. INVARIANT: the part is not the whole, and all of it is
// either one value or intervals.
Answer answerFor(const Unknown& unknown, const Part& part, const Type& type);

// Likewise into an interval of its own, with the ordinals of the type: its one value, or a range.
Answer answerIn(const Interval& interval, const Type& type);

}  // namespace jurat::asking
