// JUnit: a suite for each pack of each profile, a case for each rule and subject. Valid against the strict
// schema: what it requires and we do not know (a host, a duration) is the same in every run.
#include <map>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/tests/markup.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

enum class Case { Passed, Failed, Errored, Skipped };

// Nothing that counts against the gate may look as if it were well, so what is not known and counts fails
// too.
Case caseOf(const Entry& entry) {
  const Outcome outcome = entry.finding->outcome;
  const FindingView& view = *entry.view;
  if (outcome == Outcome::Error) return Case::Errored;
  if (outcome == Outcome::Satisfied) return Case::Passed;
  if (view.covered() || view.level != Level::Fail) return Case::Skipped;
  return outcome == Outcome::Violated || stands(view) ? Case::Failed : Case::Skipped;
}

struct Suite {
  std::vector<const Entry*> cases;
};

class Junit {
 public:
  Junit(const RunReport& run, const ReportOptions& options) : run_(run), entries_(run, options) {}

  std::string text() {
    std::map<std::pair<std::size_t, std::string_view>, Suite> suites;
    for (const Entry& entry : entries_.all())
      suites[{entry.part, packOf(entry.finding->id)}].cases.push_back(&entry);
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    std::size_t id = 0;
    for (const auto& [of, suite] : suites) write(of.second, suite, id++);
    return out_ + "</testsuites>\n";
  }

 private:
  void attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"" + markupToken(printableLine(value)) + '"';
  }

  void write(std::string_view pack, const Suite& suite, std::size_t id) {
    std::map<Case, std::size_t> counts;
    for (const Entry* entry : suite.cases) ++counts[caseOf(*entry)];
    const Assessment& assessment = *suite.cases.front()->assessment;
    out_ += "  <testsuite";
    attribute("name", pack.substr(pack.rfind('.') + 1));
    attribute("package", pack);
    attribute("id", std::to_string(id));
    attribute("tests", std::to_string(suite.cases.size()));
    attribute("failures", std::to_string(counts[Case::Failed]));
    attribute("errors", std::to_string(counts[Case::Errored]));
    attribute("skipped", std::to_string(counts[Case::Skipped]));
    attribute("time", "0");
    attribute("timestamp", toText(assessment.as_of.day) + "T00:00:00");
    attribute("hostname", "localhost");
    out_ += ">\n    <properties>\n";
    property("profile", entries_.paths().of(assessment.profile_name));
    property("as_of", asOfText(assessment.as_of));
    property("exit_code", std::to_string(static_cast<int>(run_.gate.code)));
    out_ += "    </properties>\n";
    for (const Entry* entry : suite.cases) one(*entry);
    out_ += "    <system-out/>\n    <system-err/>\n  </testsuite>\n";
  }

  void property(std::string_view name, std::string_view value) {
    out_ += "      <property";
    attribute("name", name);
    attribute("value", value);
    out_ += "/>\n";
  }

  // Servers know a case by its class and its name.
  std::string nameOf(const Entry& entry) const {
    const Finding& finding = *entry.finding;
    std::string name = finding.id.substr(finding.id.find('/') + 1) + ": " + finding.subject_path;
    if (run_.parts.size() > 1)
      name += " (" + std::string(entries_.paths().of(entry.assessment->profile_name)) + ")";
    return name;
  }

  void one(const Entry& entry) {
    out_ += "    <testcase";
    attribute("name", nameOf(entry));
    attribute("classname", packOf(entry.finding->id));
    attribute("time", "0");
    const Case how = caseOf(entry);
    if (how == Case::Passed) {
      out_ += "/>\n";
      return;
    }
    const std::string_view tag = how == Case::Errored ? "error" : how == Case::Failed ? "failure" : "skipped";
    out_ += ">\n      <";
    out_ += tag;
    if (how != Case::Skipped) attribute("type", outcomeWord(entry.finding->outcome));
    attribute("message", how == Case::Skipped ? reasonToSkip(entry) : entries_.headline(entry));
    out_ += '>';
    if (asksForAction(entry.finding->outcome)) body(entry);
    out_ += "</";
    out_ += tag;
    out_ += ">\n    </testcase>\n";
  }

  std::string reasonToSkip(const Entry& entry) const {
    const Finding& finding = *entry.finding;
    Message text = phraseOf(finding.outcome);
    const Message remark = gateRemark(*entry.view);
    if (!remark.empty()) text = {Phrase::Semicolon, {text, remark}};
    if (!finding.excepted_by.empty()) text = {Phrase::ExceptedBy, {text, verbatim(finding.excepted_by)}};
    if (finding.next) text = {Phrase::EffectOn, {text, verbatim(toText(*finding.next))}};
    if (finding.outcome == Outcome::Pending) text = withDue(std::move(text), finding);
    return entries_.words(text);
  }

  void body(const Entry& entry) {
    const Spot& spot = entry.spot;
    line(std::string(spot.path) + ":" + std::to_string(spot.line) + ":" + std::to_string(spot.column));
    for (const Detail& detail : entries_.details(entry))
      line(entries_.words({Phrase::Labelled, {detail.label, verbatim(detail.text)}}));
  }

  void line(std::string_view text) { out_ += markupText(printableLine(text)) + '\n'; }

  const RunReport& run_;
  Entries entries_;
  std::string out_;
};

}  // namespace

std::string junitReport(const RunReport& run, const ReportOptions& options) {
  return Junit(run, options).text();
}

}  // namespace jurat
