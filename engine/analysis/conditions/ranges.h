// Ranges: a set of numbers made of intervals; what a comparison leaves possible, exactly.
#pragma once
#include <optional>
#include <vector>

#include "engine/values/number.h"

namespace jurat::analysis {

// One interval; an end that is missing is open to infinity.
struct Range {
  std::optional<Number> low, high;
  bool with_low = true, with_high = true;  // whether the end itself belongs to it
};

// INVARIANT: intervals are sorted, apart from each other and not empty; of whole numbers (`whole`) all ends
// that exist are whole and belong to the set.
class Ranges {
 public:
  static Ranges all(bool whole);
  static Ranges none(bool whole) { return Ranges(whole); }
  static Ranges one(const Number& value, bool whole);
  static Ranges between(std::optional<Number> low, std::optional<Number> high, bool whole);  // ends included
  static Ranges below(const Number& value, bool included, bool whole);
  static Ranges above(const Number& value, bool included, bool whole);

  Ranges both(const Ranges& other) const;  // the numbers in this and in the other
  Ranges either(const Ranges& other) const;
  Ranges others() const;  // the numbers that are not in it
  bool empty() const { return ranges_.empty(); }
  bool contains(const Number& value) const;
  bool within(const Ranges& other) const { return both(other.others()).empty(); }
  const std::vector<Range>& ranges() const { return ranges_; }
  bool whole() const { return whole_; }

  // A number of the set that a person would pick: at an end, else a multiple of `step` beside one. The set is
  // not empty.
  Number pick(const Number& step) const;

 private:
  explicit Ranges(bool whole) : whole_(whole) {}
  void add(Range range);

  std::vector<Range> ranges_;
  bool whole_ = false;
};

}  // namespace jurat::analysis
