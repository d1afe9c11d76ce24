#include "engine/gate/baseline.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <unordered_map>

#include "engine/gate/record.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kBaselineKeys[] = {"jurat_baseline", "findings"};
constexpr std::string_view kFindingKeys[] = {"fingerprint", "profile",  "rule", "subject",
                                             "outcome",     "severity", "since"};
const std::vector<std::string> kOutcomeWords = {"violated", "pending", "undetermined", "review"};
const std::vector<std::string> kSeverityWords = {"low", "medium", "high", "critical"};

BaselineEntry entryOf(const Datum& datum, Diagnostics& diagnostics) {
  RecordReader record(datum, "a finding of the baseline", kFindingKeys, diagnostics);
  BaselineEntry entry{.fingerprint = record.fingerprint("fingerprint"),
                      .profile = record.text("profile"),
                      .rule = record.text("rule"),
                      .subject = record.text("subject"),
                      .since = record.day("since").value_or(Date{})};
  if (!record.find("fingerprint")) record.text("fingerprint");  // says that it is missing
  entry.outcome = outcomeFromWord(record.word("outcome", kOutcomeWords)).value_or(Outcome::Violated);
  entry.severity =
      severityFromWord(record.word("severity", kSeverityWords)).value_or(checked::Severity::Medium);
  return entry;
}

// A file put together by hand or by a merge may hold a finding twice.
void refuseTwins(const std::vector<Datum>& items, const std::vector<BaselineEntry>& entries,
                 Diagnostics& diagnostics) {
  std::unordered_map<std::string_view, std::size_t> first;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].fingerprint.empty()) continue;
    const auto [before, fresh] = first.emplace(entries[i].fingerprint, i);
    if (fresh) continue;
    diagnostics.report({.code = "J0731",
                        .message = "the baseline holds this finding twice",
                        .primary = {items[i].span, "again here"},
                        .secondary = {{items[before->second].span, "first here"}},
                        .help = "delete one of the two"});
  }
}

auto orderOf(const BaselineEntry& entry) {
  return std::tie(entry.profile, entry.rule, entry.subject, entry.fingerprint);
}

void sortEntries(std::vector<BaselineEntry>& entries) {
  std::sort(entries.begin(), entries.end(),
            [](const BaselineEntry& a, const BaselineEntry& b) { return orderOf(a) < orderOf(b); });
}

int gravity(Outcome outcome) {
  switch (outcome) {
    case Outcome::Violated:
      return 3;
    case Outcome::Undetermined:
    case Outcome::Review:
      return 2;
    case Outcome::Pending:
      return 1;
    case Outcome::Satisfied:
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
    case Outcome::Error:
      return 0;
  }
  return 0;
}

// What a baseline takes up.
bool isTaken(const FindingView& view) {
  return (view.asks_for == ExitCode::Fail || view.asks_for == ExitCode::Undecided) && !view.waived() &&
         view.level != Level::Off;
}

}  // namespace

std::optional<Baseline> readBaseline(const SourceFile& source, const Limits& limits,
                                     Diagnostics& diagnostics) {
  const std::size_t faults = diagnostics.errorCount();
  const std::optional<Datum> document = readJson(source, limits, diagnostics, "baseline");
  if (!document || !hasVersion(*document, "jurat_baseline", "baseline", diagnostics)) return std::nullopt;
  const RecordReader file(*document, "the baseline", kBaselineKeys, diagnostics);
  const Datum* list = file.find("findings");
  Baseline baseline;
  if (!list || list->kind != DatumKind::List) {
    wrongShape(list ? *list : *document, "`findings` of the baseline", "a list", "", diagnostics);
  } else if (list->items.size() > limits.baseline_findings) {
    diagnostics.report({.code = "J0703",
                        .message = "the baseline holds more findings than are read",
                        .primary = {list->span, ""},
                        .help = "at most " + std::to_string(limits.baseline_findings) + " are"});
  } else {
    baseline.entries.reserve(list->items.size());
    for (const Datum& item : list->items) baseline.entries.push_back(entryOf(item, diagnostics));
    refuseTwins(list->items, baseline.entries, diagnostics);
  }
  if (diagnostics.errorCount() > faults) return std::nullopt;
  sortEntries(baseline.entries);
  return baseline;
}

std::string baselineText(const Baseline& baseline) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const BaselineEntry& entry : baseline.entries) {
    findings.push_back({{"fingerprint", entry.fingerprint},
                        {"profile", entry.profile},
                        {"rule", entry.rule},
                        {"subject", entry.subject},
                        {"outcome", outcomeWord(entry.outcome)},
                        {"severity", kSeverityWords[static_cast<std::size_t>(entry.severity)]},
                        {"since", toText(entry.since)}});
  }
  const nlohmann::ordered_json file = {{"jurat_baseline", 1}, {"findings", std::move(findings)}};
  return file.dump(2) + "\n";
}

bool accepts(const BaselineEntry& entry, const Finding& finding) {
  return gravity(finding.outcome) <= gravity(entry.outcome) && finding.severity <= entry.severity;
}

BaselineUpdate updatedBaseline(const Baseline& old, const std::vector<JudgedProfile>& judged,
                               const GateResult& result, const BaselineChange& change) {
  BaselineUpdate update;
  std::set<std::string_view> gone, answered;
  for (const Gone& one : result.gone) gone.insert(one.fingerprint);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    for (std::size_t j = 0; j < result.views[i].size(); ++j) {
      const FindingView& view = result.views[i][j];
      const Finding& finding = judged[i].assessment->findings[j];
      if (!isTaken(view) || answered.contains(view.fingerprint)) continue;
      const bool known = view.baseline == BaselineState::Unchanged;
      if (!known && change.no_grow) {
        ++update.refused;
        continue;
      }
      answered.insert(view.fingerprint);
      ++(known ? update.kept : update.added);
      // One that has become worse is new, and still as old as it is.
      update.baseline.entries.push_back({.fingerprint = view.fingerprint,
                                         .profile = judged[i].by_baseline,
                                         .rule = finding.id,
                                         .subject = finding.subject_path,
                                         .outcome = finding.outcome,
                                         .severity = finding.severity,
                                         .since = view.since.value_or(judged[i].assessment->as_of.day)});
    }
  }
  for (const BaselineEntry& entry : old.entries) {
    if (answered.contains(entry.fingerprint)) continue;
    const bool over = gone.contains(entry.fingerprint) || (change.exists && !change.exists(entry.profile));
    if (over && change.prune) {
      ++update.removed;
      continue;
    }
    ++update.kept;
    update.baseline.entries.push_back(entry);
  }
  sortEntries(update.baseline.entries);
  return update;
}

}  // namespace jurat
