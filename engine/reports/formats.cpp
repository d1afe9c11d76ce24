#include "engine/reports/formats.h"

#include <algorithm>

#include "engine/reports/html/html_report.h"

namespace jurat {
namespace {

std::string text(const RunReport& run, const ReportOptions& options) {
  return textReport(run.parts, run.rules, run.sources, options);
}

std::string json(const RunReport& run, const ReportOptions& options) {
  return jsonReport(run.parts, run.rules, run.sources, options);
}

}  // namespace

const std::vector<ReportFormat>& reportFormats() {
  static const std::vector<ReportFormat> formats = {
      {"text", false, text},
      {"json", true, json},
      {"html", true, htmlReport},
  };
  return formats;
}

const ReportFormat* reportFormat(std::string_view name) {
  const auto& all = reportFormats();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ReportFormat& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace jurat
