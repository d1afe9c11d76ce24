// SARIF 2.1.0 (OASIS), within what GitHub's code scanning takes: every result has a place, the worst first
// where there are too many, empty lists are there.
#include <map>
#include <set>
#include <utility>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/uri.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/json_writer.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kResults = 25'000;  // more, and GitHub refuses the file; it shows 5,000 of them
constexpr std::string_view kSeverities[] = {"3.0", "5.0", "8.0", "9.5"};
constexpr std::string_view kLevels[] = {"note", "warning", "error", "error"};

// Messages of SARIF have links in brackets and gaps in braces; text of people has neither.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : printableLine(text)) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    if (c == '{' || c == '}') out += c;
    out += c;
  }
  return out;
}

class Sarif {
 public:
  Sarif(const RunReport& run, const ReportOptions& options)
      : run_(run), options_(options), entries_(run, options), open_(entries_.open()) {
    compares_ = !run.gate.gone.empty();
    for (const Entry* entry : open_) {
      suppresses_ = suppresses_ || entry->view->waived();
      compares_ = compares_ || entry->view->baseline != BaselineState::None;
    }
    if (open_.size() > kResults) left_out_ = open_.size() - kResults;
    open_.resize(open_.size() - left_out_);
  }

  std::string text() && {
    out_.beginObject();
    out_.member("$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                "sarif-schema-2.1.0.json");
    out_.member("version", "2.1.0");
    out_.openArray("runs");
    out_.beginObject();
    tool();
    invocation();
    out_.openObject("automationDetails");
    out_.member("id", "jurat/");
    out_.endObject();
    out_.member("columnKind", "unicodeCodePoints");
    results();
    properties();
    out_.endObject();
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  void message(std::string_view name, std::string_view text) {
    out_.openObject(name);
    out_.member("text", text);
    out_.endObject();
  }

  void tool() {
    out_.openObject("tool");
    out_.openObject("driver");
    out_.member("name", "Jurat");
    out_.member("version", options_.engine_version);
    out_.openArray("rules");
    for (const Entry& entry : entries_.all()) {
      const auto [at, fresh] = rules_.emplace(entry.finding->id, rules_.size());
      if (fresh) rule(entry);
    }
    out_.endArray();
    out_.endObject();
    out_.endObject();
  }

  // Every rule that looked at something is named, so that a clean run says of what it is clean.
  void rule(const Entry& entry) {
    const Finding& finding = *entry.finding;
    const std::string title = plain(entries_.title(finding));
    std::string cites;
    for (const std::string& cite : finding.cites) cites += (cites.empty() ? "" : "; ") + cite;
    out_.beginObject();
    out_.member("id", finding.id);
    message("shortDescription", title);
    message("fullDescription", cites.empty() ? title : plain(packTitle(entry) + ", " + cites) + ": " + title);
    const std::string& remedy = finding.remedy.in(options_.language);
    message("help", remedy.empty() ? title : plain(remedy));
    out_.openObject("defaultConfiguration");
    out_.member("level", kLevels[static_cast<std::size_t>(finding.severity)]);
    out_.endObject();
    out_.openObject("properties");
    // GitHub shows a severity of rules with the tag `security` only.
    out_.strings("tags", {"compliance", "security", std::string(packOf(finding.id)),
                          std::string(strengthCode(finding.strength))});
    out_.member("security-severity", kSeverities[static_cast<std::size_t>(finding.severity)]);
    out_.endObject();
    out_.endObject();
  }

  std::string packTitle(const Entry& entry) const {
    const std::string_view id = packOf(entry.finding->id);
    for (const PackUse& pack : entry.assessment->packs) {
      const std::string& title = pack.title.in(options_.language);
      if (pack.id == id && !title.empty()) return title;
    }
    return std::string(id);
  }

  void invocation() {
    out_.openArray("invocations");
    out_.beginObject();
    out_.member("executionSuccessful", run_.gate.code != ExitCode::RuleError);
    out_.member("exitCode", static_cast<int>(run_.gate.code));
    if (left_out_ > 0) {
      out_.openArray("toolExecutionNotifications");
      out_.beginObject();
      out_.member("level", "warning");
      message("message",
              plain(entries_.words({Phrase::NotShown, {number(left_out_), Phrase::NotShownResults}})));
      out_.endObject();
      out_.endArray();
    }
    out_.endObject();
    out_.endArray();
  }

  void results() {
    const std::vector<std::string> identities = entries_.identities();
    out_.openArray("results");
    for (const Entry* entry : open_)
      result(*entry, identities[static_cast<std::size_t>(entry - entries_.all().data())]);
    for (const Gone& gone : run_.gate.gone) absent(gone);
    out_.endArray();
  }

  void result(const Entry& entry, const std::string& identity) {
    const Finding& finding = *entry.finding;
    out_.beginObject();
    out_.member("ruleId", finding.id);
    out_.member("ruleIndex", rules_.at(finding.id));
    kind(entry);
    std::string text = plain(entries_.headline(entry));
    for (const Detail& detail : entries_.details(entry))
      text += "\n" + plain(entries_.words({Phrase::Labelled, {detail.label, verbatim(detail.text)}}));
    message("message", text);
    out_.openArray("locations");
    location(entry.spot, [] {});
    out_.endArray();
    related(entry);
    out_.openObject("partialFingerprints");
    out_.member("primaryLocationLineHash", identity);
    out_.endObject();
    if (suppresses_) suppressions(*entry.view);
    // Either every result of a run has a state or none has one: what no baseline holds is not in it.
    if (compares_)
      out_.member("baselineState", entry.view->baseline == BaselineState::Unchanged ? "unchanged" : "new");
    resultProperties(entry);
    out_.endObject();
  }

  // A failure has a level; whatever else a result is, SARIF wants it to have none.
  void kind(const Entry& entry) {
    const Finding& finding = *entry.finding;
    const bool fails = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Error;
    if (!fails) {
      out_.member("kind", finding.outcome == Outcome::Pending ? "informational" : "review");
      out_.member("level", "none");
      return;
    }
    auto level = std::string_view(kLevels[static_cast<std::size_t>(finding.severity)]);
    if (entry.view->level == Level::Warn && level == "error") level = "warning";
    if (entry.view->level == Level::Off) level = "note";
    out_.member("kind", "fail");
    out_.member("level", finding.outcome == Outcome::Error ? std::string_view("error") : level);
  }

  template <typename More>
  void location(const Spot& spot, More more) {
    out_.beginObject();
    more();
    out_.openObject("physicalLocation");
    out_.openObject("artifactLocation");
    out_.member("uri", uriOf(spot.path));
    out_.endObject();
    out_.openObject("region");
    out_.member("startLine", spot.line);
    out_.member("startColumn", spot.column);
    if (spot.end_column > 0) out_.member("endColumn", spot.end_column);
    out_.endObject();
    out_.endObject();
    out_.endObject();
  }

  // The rule's line, and the law, which has a name and stands where the rule cites it.
  void related(const Entry& entry) {
    const Finding& finding = *entry.finding;
    const std::optional<Spot> rule = entries_.paths().spot(finding.rule_place);
    out_.openArray("relatedLocations");
    if (rule) {
      location(*rule, [&] {
        out_.member("id", 1);
        message("message", plain(finding.id));
      });
    }
    const std::string law = entries_.law(entry);
    if (!law.empty()) {
      location(rule ? *rule : entry.spot, [&] {
        out_.member("id", 2);
        message("message", plain(packTitle(entry) + ", " + law));
        out_.openArray("logicalLocations");
        for (const std::string& cite : finding.decided_by.empty() ? finding.cites : finding.decided_by) {
          out_.beginObject();
          out_.member("name", cite);
          out_.member("fullyQualifiedName", std::string(packOf(finding.id)) + ": " + cite);
          out_.member("kind", "law");
          out_.endObject();
        }
        out_.endArray();
      });
    }
    out_.endArray();
  }

  void suppressions(const FindingView& view) {
    out_.openArray("suppressions");
    if (view.waived()) {
      out_.beginObject();
      out_.member("kind", "external");
      out_.member("status", "accepted");
      out_.member("justification", view.waiver->reason);
      out_.openObject("properties");
      out_.member("owner", view.waiver->owner);
      out_.member("approver", view.waiver->approver);
      out_.member("granted", toText(view.waiver->granted));
      out_.member("expires", toText(view.waiver->expires));
      out_.endObject();
      out_.endObject();
    }
    out_.endArray();
  }

  void resultProperties(const Entry& entry) {
    const Finding& finding = *entry.finding;
    const FindingView& view = *entry.view;
    out_.openObject("properties");
    out_.member("outcome", outcomeWord(finding.outcome));
    out_.member("severity", severityCode(finding.severity));
    out_.member("strength", strengthCode(finding.strength));
    out_.member("subject", finding.subject_path);
    out_.member("profile", entries_.paths().of(entry.assessment->profile_name));
    out_.member("decides", view.decides);
    out_.member("projectLevel", levelCode(view.level));
    if (view.waiver) out_.member("waiver", waiverCode(view.waiver_state));
    if (view.since) out_.member("baselineSince", toText(*view.since));
    if (!view.fingerprint.empty()) out_.member("fingerprint", view.fingerprint);
    out_.endObject();
  }

  // What the baseline held and the run did not find. It stands nowhere any more: at the head of the profile.
  void absent(const Gone& gone) {
    out_.beginObject();
    out_.member("ruleId", gone.rule);
    if (const auto known = rules_.find(gone.rule); known != rules_.end())
      out_.member("ruleIndex", known->second);
    out_.member("kind", "pass");
    out_.member("level", "none");
    message("message", plain(entries_.words(goneText(gone))));
    out_.openArray("locations");
    location({entries_.paths().of(run_.parts.front().assessment->profile_name), 1, 1, 0}, [] {});
    out_.endArray();
    out_.openObject("partialFingerprints");
    out_.member("primaryLocationLineHash", gone.fingerprint);
    out_.endObject();
    if (suppresses_) suppressions({});
    out_.member("baselineState", "absent");
    out_.endObject();
  }

  void properties() {
    out_.openObject("properties");
    out_.member("asOf", asOfText(run_.parts.front().assessment->as_of));
    out_.member("disclaimer", "Not legal advice.");
    out_.endObject();
  }

  const RunReport& run_;
  const ReportOptions& options_;
  Entries entries_;
  std::vector<const Entry*> open_;
  std::size_t left_out_ = 0;
  bool suppresses_ = false;  // a result is waived: then all say whether they are
  bool compares_ = false;    // there is a baseline
  std::map<std::string, std::size_t> rules_;
  JsonWriter out_;
};

}  // namespace

std::string sarifReport(const RunReport& run, const ReportOptions& options) {
  return Sarif(run, options).text();
}

}  // namespace jurat
