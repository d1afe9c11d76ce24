#include "engine/testing/coverage/coverage.h"

#include <algorithm>

namespace jurat {

std::string_view pointWord(PointKind kind) {
  switch (kind) {
    case PointKind::Outcome:
      return "outcome";
    case PointKind::Exception:
      return "exception";
    case PointKind::Condition:
      return "condition";
    case PointKind::Version:
      return "version";
    case PointKind::Row:
      return "row";
  }
  return "";
}

std::uint64_t Point::total() const {
  std::uint64_t sum = unknown + errors;
  for (const Way& way : ways) sum += way.count;
  for (const auto& [word, count] : also) sum += count;
  return sum;
}

void WaysSeen::add(const Point& point) {
  all += point.ways.size();
  seen += static_cast<std::size_t>(
      std::count_if(point.ways.begin(), point.ways.end(), [](const Way& way) { return way.count > 0; }));
}

std::vector<const Point*> oneSided(const Coverage& coverage) {
  std::vector<const Point*> found;
  for (const Point& point : coverage.points) {
    if (point.kind == PointKind::Outcome && (point.ways[0].count == 0 || point.ways[1].count == 0))
      found.push_back(&point);
  }
  return found;
}

WaysSeen Coverage::tally() const {
  WaysSeen sum;
  for (const Point& point : points) sum.add(point);
  return sum;
}

WaysSeen Coverage::tally(PackId pack) const {
  WaysSeen sum;
  for (const Point& point : points) {
    if (point.pack == pack) sum.add(point);
  }
  return sum;
}

WaysSeen Coverage::tally(PackId pack, PointKind kind) const {
  WaysSeen sum;
  for (const Point& point : points) {
    if (point.pack == pack && point.kind == kind) sum.add(point);
  }
  return sum;
}

}  // namespace jurat
