// Entries: the findings of a run with all that the formats of forges say of each; private to engine/reports.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/reports/formats.h"
#include "engine/reports/gate_text.h"
#include "engine/reports/paths.h"

namespace jurat {

struct Entry {
  const Assessment* assessment = nullptr;
  const Finding* finding = nullptr;
  const FindingView* view = nullptr;
  std::size_t part = 0, index = 0;  // of RunReport::parts; of its assessment's findings
  Spot spot;                        // always a place of the profile
};

// One line said of a finding: "law" and "Art. 5(1)(f)".
struct Detail {
  Phrase label;
  std::string text;
};

class Entries {
 public:
  Entries(const RunReport& run, const ReportOptions& options);

  const std::vector<Entry>& all() const { return all_; }
  // Those that say something to do, to answer or to judge, the worst first: what decides, then what stands,
  // then what is known and accepted; among these by outcome and severity.
  std::vector<const Entry*> open() const;

  const RunReport& run() const { return run_; }
  const ReportOptions& options() const { return options_; }
  const Paths& paths() const { return paths_; }

  // In the report's language, as it is: each format escapes by its own rules.
  std::string words(const Message& message) const { return say(message, options_.language); }
  std::string title(const Finding& finding) const;
  // "No inference of emotions at work for call-centre-mood: violated".
  std::string headline(const Entry& entry) const;
  std::vector<Detail> details(const Entry& entry) const;
  std::string law(const Entry& entry) const;  // "Art. 5(1)(f)"
  // What lacks and what it is asked as, a few; "" when nothing lacks.
  std::string missing(const Finding& finding) const;

  // What makes each finding the same in another run, without a line, and another than every other finding of
  // this run: 64 hex digits, in the order of all().
  std::vector<std::string> identities() const;

 private:
  std::string facts(const Entry& entry) const;
  std::string deadline(const Finding& finding) const;
  std::string could(const Finding& finding) const;
  void stakes(const Entry& entry, std::vector<Detail>& out) const;

  const RunReport& run_;
  const ReportOptions& options_;
  Paths paths_;
  std::vector<Entry> all_;
  std::vector<std::vector<std::vector<std::size_t>>> stakes_;  // exposures by part and finding
};

// Midnight of the as-of day in UTC: no report carries another time. "2026-11-23T00:00:00Z".
std::string startOf(const Assessment& assessment);

// The pack of a rule id: "eu.ai_act".
std::string_view packOf(std::string_view rule);

}  // namespace jurat
