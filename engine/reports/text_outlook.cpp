// What the company is, what may be at stake, what to find out, and what comes next.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kAskedFacts = 12;  // facts named; the rest is counted

void status(TextPage& page) {
  if (page.assessment.derived.empty()) return;
  page.heading("WHAT THE COMPANY IS");
  for (const Derived& one : page.assessment.derived) {
    std::string text = one.title.in(page.options.language) + ": " + one.value;
    if (!one.cites.empty()) text += " (" + one.cites.front() + ")";
    std::size_t named = 0;
    for (const Missing& missing : one.missing) {
      if (++named <= kMissingShown) text += (named == 1 ? "; unknown: " : ", ") + missing.path;
    }
    page.out += wrapped("  ", printable(text), page.options.width);
  }
}

void amounts(TextPage& page) {
  std::vector<const AmountResult*> shown;
  for (const AmountResult& amount : page.assessment.amounts) {
    if (amount.in_force || amount.next) shown.push_back(&amount);
  }
  if (shown.empty()) return;
  page.heading("CEILINGS AND AMOUNTS");
  for (const AmountResult* amount : shown) {
    const std::string title = amount->title.in(page.options.language);
    std::string name = amount->id;
    page.out += wrapped("  ", name + (title.empty() ? "" : ": " + title), page.options.width);
    std::string text = amountText(*amount);
    for (std::size_t i = 0; i < amount->cites.size(); ++i) text += (i == 0 ? " (" : "; ") + amount->cites[i];
    if (!amount->cites.empty()) text += ")";
    const std::string confidence = confidenceText(amount->confidence);
    if (!confidence.empty()) text += " " + confidence;
    page.out += wrapped("    ", text, page.options.width);
    for (const Texts& note : amount->notes)
      page.out += wrapped("    note: ", note.in(page.options.language), page.options.width);
    std::size_t named = 0;
    for (const Missing& one : amount->missing) {
      if (++named <= kMissingShown)
        page.out += wrapped("    unknown: ", page.missingText(one), page.options.width);
    }
    if (named > kMissingShown)
      page.out +=
          wrapped("    ", "and " + std::to_string(named - kMissingShown) + " more", page.options.width);
  }
}

// What to answer first: the facts on which most findings wait.
void questions(TextPage& page) {
  struct Asked {
    const Missing* missing = nullptr;
    std::size_t findings = 0;
  };
  std::map<std::string, Asked> asked;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.strength != checked::Strength::Must) continue;
    for (const Missing& one : finding.missing) {
      if (one.kind != Missing::Kind::Fact && one.kind != Missing::Kind::List &&
          one.kind != Missing::Kind::Judgement)
        continue;
      Asked& entry = asked[one.path];
      entry.missing = &one;
      ++entry.findings;
    }
  }
  if (asked.empty()) return;
  std::vector<std::pair<std::string, Asked>> order(asked.begin(), asked.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second.findings > b.second.findings; });
  page.heading("WHAT TO FIND OUT");
  std::size_t shown = 0;
  for (const auto& [path, entry] : order) {
    if (++shown > kAskedFacts) break;
    const std::string waits =
        std::to_string(entry.findings) + (entry.findings == 1 ? " finding waits" : " findings wait");
    page.out +=
        spread("  " + cut(printable(path), page.options.width - waits.size() - 4), waits, page.options.width);
    if (!entry.missing->lapsed.empty())
      page.out += wrapped("    ", printable(entry.missing->lapsed), page.options.width);
    const std::string& question = entry.missing->question.in(page.options.language);
    if (!question.empty()) page.out += wrapped("    ", printable(question), page.options.width);
  }
  if (order.size() > kAskedFacts)
    page.out += "  and " + std::to_string(order.size() - kAskedFacts) + " more facts\n";
}

// What comes next, by day.
void next(TextPage& page) {
  std::map<std::string, std::vector<std::string>> days;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.next) days[toText(*finding.next)].push_back("takes effect: " + page.titleOf(finding));
    if (finding.outcome == Outcome::Pending && !finding.due.empty()) {
      days[finding.due].push_back("falls due: " + page.titleOf(finding) + " (" + finding.subject_id + ")");
    }
  }
  for (const ExposureLine& line : page.assessment.exposures) {
    if (line.from)
      days[toText(*line.from)].push_back("can be fined: " +
                                         page.titleOf(page.assessment.findings[line.finding]));
  }
  for (const AmountResult& amount : page.assessment.amounts) {
    if (!amount.in_force && amount.next) days[toText(*amount.next)].push_back("takes effect: " + amount.id);
  }
  if (days.empty()) return;
  page.heading("WHAT COMES NEXT");
  for (auto& [day, events] : days) {
    events.erase(std::unique(events.begin(), events.end()), events.end());
    std::set<std::string> once;
    for (const std::string& event : events) {
      if (once.insert(event).second)
        page.out += wrapped("  " + day + "  ", printable(event), page.options.width);
    }
  }
}

}  // namespace

void appendOutlook(TextPage& page) {
  status(page);
  amounts(page);
  questions(page);
  next(page);
}

}  // namespace jurat
