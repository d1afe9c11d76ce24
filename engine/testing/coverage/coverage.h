// Coverage: which ways through its rules a run of tests has seen, as data for reports and thresholds.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

// What can be gone through in more than one way.
enum class PointKind : std::uint8_t {
  Outcome,    // a rule: each outcome that it can have
  Exception,  // applies, does not apply
  Condition,  // a limb or operand, or a condition that stands alone: yes, no
  Version,    // holds on the day of a test
  Row,        // of a table: is read, or matches
};
std::string_view pointWord(PointKind kind);  // "outcome", "exception" ...

// One way through a point, and how often it was gone.
struct Way {
  std::string word;  // "satisfied", "applies", "yes", "read"
  std::uint64_t count = 0;
};

// One place of a rule file. What stands in one place counts once, in however many rules, options and elements
// it is used.
struct Point {
  PointKind kind = PointKind::Condition;
  PackId pack{};
  std::string declaration;  // its name
  std::string name;         // the limb's label, the exception's name, else the text as written
  Span span;
  std::vector<Way> ways;
  std::uint64_t unknown = 0;  // how often it was left open; no way of its own
  std::uint64_t errors = 0;
  std::map<std::string, std::uint64_t> also{};  // Outcome: outcomes that need not be seen

  std::uint64_t total() const;
};

// Seen and possible ways.
struct WaysSeen {
  std::size_t seen = 0, all = 0;
  bool whole() const { return seen == all; }
  // In tenths of a percent, rounded down, so that only a whole is a hundred; 1000 when there is nothing to
  // see.
  std::size_t perMille() const { return all == 0 ? 1'000 : seen * 1'000 / all; }
  void add(const Point& point);
};

struct Coverage {
  std::vector<PackId> packs;  // those looked at, by id
  std::vector<Point> points;  // by pack, then place
  WaysSeen tally() const;
  WaysSeen tally(PackId pack) const;
  WaysSeen tally(PackId pack, PointKind kind) const;
};

// Rules that were not seen both satisfied and violated (of a rule whose source is not confirmed: in review).
std::vector<const Point*> oneSided(const Coverage& coverage);

}  // namespace jurat
