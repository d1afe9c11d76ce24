// What the company is, what may be at stake, what to find out, and what comes next.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kAskedFacts = 12;  // facts named; the rest is counted

void status(TextPage& page) {
  if (page.assessment.derived.empty()) return;
  page.heading(page.words(Phrase::HeadingCompany));
  for (const Derived& one : page.assessment.derived) {
    Message text(Phrase::Labelled, {verbatim(page.in(one.title)), one.value});
    if (!one.cites.empty()) text = {Phrase::Aside, {text, verbatim(one.cites.front())}};
    std::vector<Message> named;
    for (const Missing& missing : one.missing) {
      if (named.size() < kMissingShown) named.push_back(nameOf(missing));
    }
    if (!named.empty()) text = {Phrase::DerivedUnknown, {text, {Phrase::Enumeration, std::move(named)}}};
    page.out += wrapped("  ", page.words(text), page.options.width);
    for (const Texts& note : one.notes)
      page.out +=
          wrapped("    " + page.words(Phrase::NotePrefix), printable(page.in(note)), page.options.width);
  }
}

void amount(TextPage& page, const AmountResult& amount) {
  const std::string& title = page.in(amount.title);
  const Message id = verbatim(amount.id);
  page.out += wrapped("  ", page.words(title.empty() ? id : Message(Phrase::Labelled, {id, verbatim(title)})),
                      page.options.width);
  std::string cites;
  for (const std::string& cite : amount.cites) cites += (cites.empty() ? "" : "; ") + cite;
  Message text = upTo(amount);
  if (!cites.empty()) text = {Phrase::Aside, {text, verbatim(cites)}};
  const Message confidence = confidenceOf(amount.confidence);
  if (!confidence.empty()) text = {Phrase::WithConfidence, {text, confidence}};
  page.out += wrapped("    ", page.words(text), page.options.width);
  for (const Texts& note : amount.notes)
    page.out +=
        wrapped("    " + page.words(Phrase::NotePrefix), printable(page.in(note)), page.options.width);
  for (std::size_t i = 0; i < amount.missing.size() && i < kMissingShown; ++i) {
    page.out += wrapped("    " + page.words(Phrase::UnknownPrefix),
                        page.words(page.missingText(amount.missing[i])), page.options.width);
  }
  if (amount.missing.size() > kMissingShown) {
    const Message more(Phrase::AndMore, {number(amount.missing.size() - kMissingShown)});
    page.out += wrapped("    ", page.words(more), page.options.width);
  }
}

void amounts(TextPage& page) {
  bool any = false;
  for (const AmountResult& one : page.assessment.amounts) {
    if (!one.in_force && !one.next) continue;
    if (!any) page.heading(page.words(Phrase::HeadingAmounts));
    any = true;
    amount(page, one);
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
  page.heading(page.words(Phrase::HeadingFindOut));
  std::size_t shown = 0;
  for (const auto& [path, entry] : order) {
    if (++shown > kAskedFacts) break;
    const std::string waits = page.words({Phrase::FindingsWait, {number(entry.findings)}});
    page.out +=
        spread("  " + cut(page.words(nameOf(*entry.missing)), page.options.width - displayWidth(waits) - 4),
               waits, page.options.width);
    if (!entry.missing->lapsed.empty())
      page.out += wrapped("    ", page.words(entry.missing->lapsed), page.options.width);
    const std::string& question = page.in(entry.missing->question);
    if (!question.empty()) page.out += wrapped("    ", printable(question), page.options.width);
  }
  if (order.size() > kAskedFacts)
    page.out += "  " + page.words({Phrase::MoreFacts, {number(order.size() - kAskedFacts)}}) + "\n";
}

// What comes next, by day.
void next(TextPage& page) {
  std::map<std::string, std::vector<std::string>> days;
  std::set<std::pair<std::string, std::string>> noted;
  const auto note = [&](const std::string& day, const Message& event) {
    std::string text = page.words(event);
    if (noted.emplace(day, text).second) days[day].push_back(std::move(text));
  };
  for (const Finding& finding : page.assessment.findings) {
    const Message title = page.titleOf(finding);
    if (finding.next && finding.next_concerns) note(toText(*finding.next), {Phrase::TakesEffect, {title}});
    if (finding.outcome == Outcome::Pending && !finding.due.empty())
      note(finding.due, fallsDue(finding, title));
  }
  for (const ExposureLine& line : page.assessment.exposures) {
    const Finding& breach = page.assessment.findings[line.finding];
    if (line.from) note(toText(*line.from), {Phrase::CanBeFined, {page.titleOf(breach)}});
  }
  for (const AmountResult& amount : page.assessment.amounts) {
    if (!amount.in_force && amount.next)
      note(toText(*amount.next), {Phrase::TakesEffect, {verbatim(amount.id)}});
  }
  for (const BenefitResult& benefit : page.assessment.benefits) {
    if (benefit.outcome == BenefitOutcome::NotInForce && benefit.amount.next)
      note(toText(*benefit.amount.next), {Phrase::TakesEffect, {verbatim(benefit.amount.id)}});
  }
  if (days.empty()) return;
  page.heading(page.words(Phrase::HeadingNext));
  for (const auto& [day, events] : days) {
    for (const std::string& event : events) page.out += wrapped("  " + day + "  ", event, page.options.width);
  }
}

}  // namespace

void appendOutlook(TextPage& page) {
  status(page);
  amounts(page);
  appendBenefits(page);
  questions(page);
  next(page);
}

}  // namespace jurat
