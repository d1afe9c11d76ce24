// The formats that a run can be reported in, by name: one table that `check`, its --help and the
// configuration share.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reports/report.h"

namespace jurat {

// Everything a report may speak of.
struct RunReport {
  std::vector<ReportPart> parts;  // one per profile, in the order of the run
  const GateResult& gate;
  const RuleSet& rules;
  const SourceMap& sources;
};

// Whose dates to come a format shows, ReportPart::timeline.
enum class Dates : std::uint8_t {
  None,
  Few,  // those of each profile, in a run of at most kDatesShown
  All,
};
inline constexpr std::size_t kDatesShown = 50;  // profiles

struct ReportFormat {
  std::string_view name;
  bool all_reasons;  // it shows the reasoning of what is met or does not apply, too (Reasons::All)
  std::string (*write)(const RunReport& run, const ReportOptions& options);
  // A page beside it, in at most so many bytes, that the forge shows for the whole step; null: there is none.
  std::string (*summary)(const RunReport& run, const ReportOptions& options, std::size_t at_most) = nullptr;
  Dates dates = Dates::None;
};

// The default first.
const std::vector<ReportFormat>& reportFormats();
const ReportFormat* reportFormat(std::string_view name);  // null: no such format

// Whether a report of so many profiles shows their dates to come, so that each part needs a timeline: from
// the as-of day on, to comingUntil().
bool showsDates(Dates dates, std::size_t profiles);
inline bool showsDates(const ReportFormat& format, std::size_t profiles) {
  return showsDates(format.dates, profiles);
}

}  // namespace jurat
