// CSV (RFC 4180): a row a finding, safe to open in a spreadsheet.
#include <array>
#include <initializer_list>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/words.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::string_view kColumns[] = {"profile",       "line",         "column",          "rule",
                                         "title",         "subject",      "subject_path",    "outcome",
                                         "could_be",      "severity",     "strength",        "decides",
                                         "level",         "baseline",     "baseline_since",  "waiver",
                                         "waiver_reason", "waiver_owner", "waiver_approver", "waiver_expires",
                                         "law",           "due",          "due_certain",     "missing",
                                         "remedy",        "rule_file",    "rule_line",       "fingerprint"};
constexpr std::size_t kCount = std::size(kColumns);
using Row = std::array<std::string, kCount>;

// What makes a spreadsheet compute a cell; some take the wide forms of East Asia for the same.
bool computes(std::string_view text) {
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

void cell(std::string& out, std::string_view text) {
  std::string shown = computes(text) ? "'" : "";
  shown += printableLine(text);
  if (shown.find_first_of(",\"") == std::string::npos && !shown.starts_with(' ') && !shown.ends_with(' ')) {
    out += shown;
    return;
  }
  out += '"';
  for (const char c : shown) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <typename Cells>
void row(std::string& out, const Cells& cells) {
  bool first = true;
  for (const auto& one : cells) {
    if (!first) out += ',';
    first = false;
    cell(out, one);
  }
  out += "\r\n";
}

std::string wordsOf(const std::vector<Outcome>& outcomes) {
  std::string out;
  for (const Outcome one : outcomes) out += (out.empty() ? "" : " ") + std::string(outcomeWord(one));
  return out;
}

Row cellsOf(const Entries& entries, const Entry& entry) {
  const Finding& finding = *entry.finding;
  const FindingView& view = *entry.view;
  const Waiver* waiver = view.waiver;
  const std::optional<Spot> rule = entries.paths().spot(finding.rule_place);
  return {std::string(entry.spot.path),
          std::to_string(entry.spot.line),
          std::to_string(entry.spot.column),
          finding.id,
          entries.title(finding),
          finding.subject_id,
          finding.subject_path,
          std::string(outcomeWord(finding.outcome)),
          wordsOf(finding.could_be),
          std::string(severityCode(finding.severity)),
          std::string(strengthCode(finding.strength)),
          view.decides ? "yes" : "no",
          std::string(levelCode(view.level)),
          std::string(baselineCode(view.baseline)),
          view.since ? toText(*view.since) : "",
          waiver ? std::string(waiverCode(view.waiver_state)) : "",
          waiver ? waiver->reason : "",
          waiver ? waiver->owner : "",
          waiver ? waiver->approver : "",
          waiver ? toText(waiver->expires) : "",
          entries.law(entry),
          finding.due,
          finding.due_open      ? "no"
          : finding.due.empty() ? ""
                                : "yes",
          entries.missing(finding),
          asksForAction(finding.outcome) ? finding.remedy.in(entries.options().language) : "",
          rule ? std::string(rule->path) : "",
          rule ? std::to_string(rule->line) : "",
          view.fingerprint};
}

}  // namespace

std::string csvReport(const RunReport& run, const ReportOptions& options) {
  const Entries entries(run, options);
  std::string out;
  row(out, kColumns);
  for (const Entry& entry : entries.all()) row(out, cellsOf(entries, entry));
  return out;
}

}  // namespace jurat
