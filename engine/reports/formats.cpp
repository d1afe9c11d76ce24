#include "engine/reports/formats.h"

#include <algorithm>

#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/html/html_report.h"

namespace jurat {
namespace {

std::string text(const RunReport& run, const ReportOptions& options) {
  return textReport(run.parts, run.rules, run.sources, options, &run.gate);
}

std::string json(const RunReport& run, const ReportOptions& options) {
  return jsonReport(run.parts, run.rules, run.sources, options, &run.gate);
}

std::string ics(const RunReport& run, const ReportOptions& options) {
  std::vector<const Timeline*> timelines;
  for (const ReportPart& part : run.parts) {
    if (part.timeline) timelines.push_back(part.timeline);
  }
  return timelinesIcs(timelines, options);
}

}  // namespace

const std::vector<ReportFormat>& reportFormats() {
  static const std::vector<ReportFormat> formats = {
      {.name = "text", .all_reasons = false, .write = text},
      {.name = "json", .all_reasons = true, .write = json},
      {.name = "sarif", .all_reasons = false, .write = sarifReport},
      {.name = "junit", .all_reasons = false, .write = junitReport},
      {.name = "github", .all_reasons = false, .write = githubReport, .summary = markdownSummary},
      {.name = "gitlab", .all_reasons = false, .write = gitlabReport},
      {.name = "markdown", .all_reasons = false, .write = markdownReport},
      {.name = "html", .all_reasons = true, .write = htmlReport, .dates = Dates::Few},
      {.name = "csv", .all_reasons = false, .write = csvReport},
      {.name = "oscal", .all_reasons = false, .write = oscalReport},
      {.name = "ics", .all_reasons = false, .write = ics, .dates = Dates::All},
  };
  return formats;
}

const ReportFormat* reportFormat(std::string_view name) {
  const auto& all = reportFormats();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ReportFormat& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool showsDates(Dates dates, std::size_t profiles) {
  return dates == Dates::All || (dates == Dates::Few && profiles <= kDatesShown);
}

}  // namespace jurat
