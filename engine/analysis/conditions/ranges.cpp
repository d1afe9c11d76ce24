#include "engine/analysis/conditions/ranges.h"

#include <algorithm>
#include <utility>

namespace jurat::analysis {
namespace {

// A sum that cannot fail here: ends are parsed numbers, far below the bounds of computed ones.
Number plus(const Number& a, const Number& b) { return add(a, b).value_or(a); }

bool isEmpty(const Range& range) {
  if (!range.low || !range.high) return false;
  return *range.high < *range.low || (*range.high == *range.low && !(range.with_low && range.with_high));
}

// Whole numbers: ends that belong to the interval.
Range wholeEnds(Range range) {
  if (range.low) {
    const Number floor = range.low->floor();
    const bool itself = floor == *range.low && range.with_low;
    range.low = itself ? floor : plus(floor, 1);
    range.with_low = true;
  }
  if (range.high) {
    const Number floor = range.high->floor();
    range.high = floor == *range.high && !range.with_high ? plus(floor, -1) : floor;
    range.with_high = true;
  }
  return range;
}

Range meet(const Range& a, const Range& b) {
  Range out = a;
  if (b.low && (!a.low || *b.low > *a.low)) {
    out.low = b.low;
    out.with_low = b.with_low;
  } else if (b.low && *b.low == *a.low) {
    out.with_low = a.with_low && b.with_low;
  }
  if (b.high && (!a.high || *b.high < *a.high)) {
    out.high = b.high;
    out.with_high = b.with_high;
  } else if (b.high && *b.high == *a.high) {
    out.with_high = a.with_high && b.with_high;
  }
  return out;
}

bool holds(const Range& range, const Number& value) {
  if (range.low && (value < *range.low || (value == *range.low && !range.with_low))) return false;
  return !range.high || value < *range.high || (value == *range.high && range.with_high);
}

}  // namespace

void Ranges::add(Range range) {
  if (whole_) range = wholeEnds(std::move(range));
  if (!isEmpty(range)) ranges_.push_back(std::move(range));
}

Ranges Ranges::all(bool whole) {
  Ranges out(whole);
  out.ranges_.emplace_back();
  return out;
}

Ranges Ranges::one(const Number& value, bool whole) {
  Ranges out(whole);
  // Between two whole numbers there is none: nothing equals 2.5 pieces.
  if (!whole || value.isWhole()) out.ranges_.push_back({value, value});
  return out;
}

Ranges Ranges::between(std::optional<Number> low, std::optional<Number> high, bool whole) {
  Ranges out(whole);
  out.add({std::move(low), std::move(high)});
  return out;
}

Ranges Ranges::below(const Number& value, bool included, bool whole) {
  Ranges out(whole);
  out.add({std::nullopt, value, true, included});
  return out;
}

Ranges Ranges::above(const Number& value, bool included, bool whole) {
  Ranges out(whole);
  out.add({value, std::nullopt, included, true});
  return out;
}

Ranges Ranges::both(const Ranges& other) const {
  Ranges out(whole_);
  for (const Range& a : ranges_) {
    for (const Range& b : other.ranges_) out.add(meet(a, b));
  }
  return out;
}

// Between the neighbours, and outside the first and the last.
Ranges Ranges::others() const {
  Ranges out(whole_);
  Range gap;
  for (const Range& each : ranges_) {
    if (each.low) {
      gap.high = each.low;
      gap.with_high = !each.with_low;
      out.add(gap);
    }
    if (!each.high) return out;
    gap = {each.high, std::nullopt, !each.with_high, true};
  }
  out.add(gap);
  return out;
}

Ranges Ranges::either(const Ranges& other) const { return others().both(other.others()).others(); }

bool Ranges::contains(const Number& value) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& each) { return holds(each, value); });
}

Number Ranges::pick(const Number& step) const {
  const Range& range = ranges_.front();
  if (range.high && range.with_high) return *range.high;
  if (range.low && range.with_low) return *range.low;
  const auto multiple = [&](const Number& near, int steps) {
    const Number count = divide(near, step).value_or(near).floor();
    return multiply(plus(count, steps), step).value_or(near);
  };
  if (!range.low && !range.high) return {};
  if (!range.high) return multiple(*range.low, 1);
  for (const int steps : {0, -1}) {
    const Number near = multiple(*range.high, steps);
    if (holds(range, near)) return near;
  }
  return divide(plus(*range.low, *range.high), 2).value_or(*range.low);
}

}  // namespace jurat::analysis
