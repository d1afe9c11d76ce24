// Paths: what a report calls a file, and where in it a finding stands; private to engine/reports.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/reports/report.h"

namespace jurat {

// Relative to `directory` (absolute) where the file lies below it, and without `./`; else as given, tidied.
std::string pathFrom(std::string_view name, std::string_view directory);

// A place that always exists: lines and columns count from 1.
struct Spot {
  std::string_view path;  // of Paths
  std::uint32_t line = 1, column = 1;
  std::uint32_t end_column = 0;  // behind the last character where all stands on one line; else 0
};

class Paths {
 public:
  Paths(const SourceMap& sources, const ReportOptions& options);

  // What the report calls a file of the run.
  std::string_view of(std::string_view file) const;
  std::optional<Spot> spot(Span span) const;
  std::optional<Spot> begin(Span span) const;  // the same without its end
  // Of a finding: the record that lacks the answer when it waits for one, else the fact that decided or the
  // subject.
  std::optional<Spot> spot(const Finding& finding) const;
  // The same, and the beginning of the profile when that has no place.
  Spot spot(const Finding& finding, const Assessment& assessment) const;

 private:
  const SourceMap& sources_;
  std::unordered_map<std::string_view, std::string> names_;  // looked up only
};

}  // namespace jurat
