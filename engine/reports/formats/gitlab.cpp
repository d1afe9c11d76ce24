// GitLab's Code Quality: a list of issues, each with a place in a file and a fingerprint of its own.
#include <utility>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/json_writer.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// What is known and accepted, or waits for a day, is information; a warning of the project is a small matter.
std::string_view severityOf(const Entry& entry) {
  constexpr std::string_view kSeverities[] = {"minor", "major", "critical", "blocker"};
  const FindingView& view = *entry.view;
  if (view.covered() || view.level == Level::Off) return "info";
  const bool settled =
      entry.finding->outcome == Outcome::Violated || entry.finding->outcome == Outcome::Error;
  if (!settled && view.asks_for == ExitCode::Pass) return "info";
  if (view.level == Level::Warn) return "minor";
  return kSeverities[static_cast<std::size_t>(entry.finding->severity)];
}

// GitLab shows one line of text.
std::string description(const Entries& entries, const Entry& entry) {
  std::string text = entries.headline(entry);
  for (const Detail& detail : entries.details(entry)) {
    if (detail.label == Phrase::LabelNote || detail.label == Phrase::LabelAtStake) continue;
    text += ". " + entries.words({Phrase::Labelled, {detail.label, verbatim(detail.text)}});
  }
  return printableLine(text);
}

}  // namespace

std::string gitlabReport(const RunReport& run, const ReportOptions& options) {
  const Entries entries(run, options);
  const std::vector<std::string> identities = entries.identities();
  JsonWriter out;
  out.beginArray();
  for (const Entry* entry : entries.open()) {
    out.beginObject();
    out.member("description", description(entries, *entry));
    out.member("check_name", entry->finding->id);
    out.member("fingerprint", identities[static_cast<std::size_t>(entry - entries.all().data())]);
    out.member("severity", severityOf(*entry));
    out.openObject("location");
    out.member("path", entry->spot.path);
    out.openObject("lines");
    out.member("begin", entry->spot.line);
    out.endObject();
    out.endObject();
    out.endObject();
  }
  out.endArray();
  return std::move(out).text();
}

}  // namespace jurat
