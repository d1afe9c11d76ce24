// Coverage as a person reads it: how much of each pack, and what is missing where.
#include <algorithm>
#include <array>

#include "engine/reports/layout.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::array kKinds = {PointKind::Outcome, PointKind::Exception, PointKind::Condition,
                               PointKind::Version, PointKind::Row};

std::string right(const std::string& text, std::size_t width) {
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::string tallyText(const WaysSeen& tally) {
  return tally.all == 0 ? "-" : std::to_string(tally.seen) + "/" + std::to_string(tally.all);
}

std::string listOf(const std::vector<std::string>& words, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " " + last + " " : ", ") + words[i];
  return text;
}

}  // namespace

std::string percentText(const WaysSeen& tally) {
  const std::size_t tenths = tally.perMille();
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

std::string missingText(const Point& point) {
  std::vector<std::string> missing;
  for (const Way& way : point.ways) {
    if (way.count == 0) missing.push_back(way.word);
  }
  if (missing.empty()) return "";
  const std::string name = "`" + point.name + "`";
  const bool nothing = missing.size() == point.ways.size();
  switch (point.kind) {
    case PointKind::Outcome:
      return name +
             (nothing && point.total() == 0 ? " is never asked for" : " is never " + listOf(missing, "or"));
    case PointKind::Exception:
      if (nothing) return "exception " + name + " is never reached";
      return "exception " + name + (missing.front() == "applies" ? " never applies" : " always applies");
    case PointKind::Condition:
      if (nothing) return name + (point.unknown > 0 ? " is always unknown" : " is never reached");
      return name + " is never " + missing.front();
    case PointKind::Version:
      return "`" + point.declaration + "` " + point.name + ": no test looks at a day on which it holds";
    case PointKind::Row:
      return "row " + name + " of `" + point.declaration + "` is never " + missing.front();
  }
  return "";
}

std::string bothText(const Coverage& coverage, const SourceMap& sources) {
  std::size_t rules = 0;
  for (const Point& point : coverage.points) rules += point.kind == PointKind::Outcome ? 1 : 0;
  const std::vector<const Point*> found = oneSided(coverage);
  std::string text;
  for (const Point* point : found) {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < 2; ++i) {
      if (point->ways[i].count == 0) missing.push_back(point->ways[i].word);
    }
    text += sources.placeText(point->span) + ": rule `" + point->name + "` is never " +
            listOf(missing, "or") + " in a test\n";
  }
  const std::string all = std::to_string(rules) + (rules == 1 ? " rule" : " rules");
  if (found.empty()) return "both ways: " + all + " seen satisfied and violated\n";
  return text + "both ways: " + std::to_string(found.size()) + " of " + all + " not\n";
}

std::string coverageText(const Coverage& coverage, const checked::Program& program,
                         const SourceMap& sources) {
  std::size_t widest = 8;
  for (const PackId pack : coverage.packs) widest = std::max(widest, program.packs[pack].id.size());
  std::string text = padded("coverage", widest) + right("all", 9);
  for (const PointKind kind : kKinds) text += right(std::string(pointWord(kind)) + "s", 12);
  text += "\n";
  for (const PackId pack : coverage.packs) {
    const WaysSeen all = coverage.tally(pack);
    text += padded(program.packs[pack].id, widest) + right(all.all == 0 ? "-" : percentText(all), 9);
    for (const PointKind kind : kKinds) text += right(tallyText(coverage.tally(pack, kind)), 12);
    text += "\n";
  }
  const WaysSeen all = coverage.tally();
  if (coverage.packs.size() > 1)
    text += padded("together", widest) + right(percentText(all), 9) + right(tallyText(all), 12) + "\n";
  bool first = true;
  for (const Point& point : coverage.points) {
    const std::string missing = missingText(point);
    if (missing.empty()) continue;
    if (first) text += "\nnot seen\n";
    first = false;
    text += "  " + sources.placeText(point.span) + ": " + printable(missing) + "\n";
  }
  return text;
}

}  // namespace jurat
