// What is met or does not apply, catalogues chosen, and the rules used: one line each.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

using Counts = std::array<std::size_t, kOutcomes>;

// Who it is that a rule does not concern: a few by name, many counted, or the list would be most of the
// report (the JSON report names all).
Message unconcerned(std::size_t of_rule, std::vector<Message> subjects) {
  constexpr std::size_t kNamed = 2;
  if (subjects.size() <= kNamed) return {Phrase::Enumeration, std::move(subjects)};
  if (of_rule == subjects.size()) return {Phrase::AllOfThem, {number(of_rule)}};
  return {Phrase::SomeOfThem, {number(subjects.size()), number(of_rule)}};
}

void quiet(TextPage& page, Outcome outcome, Phrase heading) {
  // Subjects of one rule that share an outcome stand on one line.
  std::vector<std::pair<const Finding*, std::vector<Message>>> lines;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> line_of;  // by rule and exception
  std::map<std::string_view, std::size_t> of_rule;
  for (const Finding& finding : page.assessment.findings) {
    ++of_rule[finding.id];
    if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
    const auto [line, fresh] = line_of.emplace(
        std::pair(std::string_view(finding.id), std::string_view(finding.excepted_by)), lines.size());
    if (fresh) lines.push_back({&finding, {}});
    lines[line->second].second.push_back(verbatim(finding.subject_id));
  }
  if (lines.empty()) return;
  page.heading(page.words(heading));
  for (auto& [finding, subjects] : lines) {
    Message text = page.titleOf(*finding);
    if (!finding->cites.empty()) text = {Phrase::Aside, {text, verbatim(finding->cites.front())}};
    Message who = outcome == Outcome::NotApplicable ? unconcerned(of_rule[finding->id], std::move(subjects))
                                                    : Message(Phrase::Enumeration, std::move(subjects));
    text = {Phrase::Labelled, {text, std::move(who)}};
    if (!finding->excepted_by.empty()) text = {Phrase::ExceptedBy, {text, verbatim(finding->excepted_by)}};
    if (finding->vacuous) text = {Phrase::NothingToLookAt, {text}};
    page.out += wrapped("  " + std::string(signOf(outcome)) + " ", page.words(text), page.options.width);
  }
}

// One gap, deadline or failure of a chosen catalogue.
Message chosenText(const TextPage& page, const Finding& finding) {
  const std::string title = say(page.titleOf(finding), page.options.language);
  const std::string& cite = finding.cites.empty() ? finding.id : finding.cites.front();
  Message text(Phrase::Labelled, {phraseOf(finding.outcome), verbatim(cite + " " + title)});
  if (finding.subject_path.find('.') != std::string::npos)
    text = {Phrase::Apposition, {text, verbatim(finding.subject_id)}};
  if (finding.outcome == Outcome::Pending) text = withDue(std::move(text), finding);
  const Message gate = page.gateText(finding);
  return gate.empty() ? text : Message(Phrase::Semicolon, {std::move(text), gate});
}

// Voluntary catalogues are long: gaps and deadlines by name, the rest counted.
void frameworks(TextPage& page) {
  std::map<std::string, std::vector<const Finding*>> by_pack;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.strength != checked::Strength::Must)
      by_pack[finding.id.substr(0, finding.id.find('/'))].push_back(&finding);
  }
  for (const auto& [pack, findings] : by_pack) {
    page.heading(page.words({Phrase::HeadingChosen, {verbatim(pack), phraseOf(findings.front()->strength)}}));
    Counts counts{};
    for (const Finding* finding : findings) {
      ++counts[static_cast<std::size_t>(finding->outcome)];
      const bool named = finding->outcome == Outcome::Violated || finding->outcome == Outcome::Pending ||
                         finding->outcome == Outcome::Error;
      if (!named) continue;
      page.out +=
          wrapped("  " + page.paint(signOf(finding->outcome), colorOf(finding->outcome)) + " ",
                  page.words(chosenText(page, *finding)), page.options.width + (page.options.color ? 9 : 0));
    }
    for (const Outcome outcome : {Outcome::Undetermined, Outcome::Review, Outcome::Satisfied,
                                  Outcome::NotApplicable, Outcome::NotInForce}) {
      const std::size_t count = counts[static_cast<std::size_t>(outcome)];
      if (count > 0) page.out += "  " + page.words(outcomeCount(outcome, count)) + "\n";
    }
  }
}

// What the profile gives and no pack that ran looked at, by record.
void unread(TextPage& page) {
  constexpr std::size_t kNamed = 3;  // facts of a record named here; the JSON report names all
  if (page.assessment.unread.empty()) return;
  std::map<std::string, std::vector<Message>> records;
  for (const std::string& fact : page.assessment.unread)
    records[fact.substr(0, fact.find('.'))].push_back(verbatim(fact.substr(fact.find('.') + 1)));
  page.out += '\n' + wrapped("  ", page.words(Phrase::UnreadFacts), page.options.width);
  for (auto& [record, facts] : records) {
    const std::size_t more = facts.size() > kNamed ? facts.size() - kNamed : 0;
    facts.resize(facts.size() - more);
    Message text(Phrase::Enumeration, std::move(facts));
    if (more > 0) text = {Phrase::ListAndMore, {text, number(more)}};
    page.out += wrapped("    " + page.words({Phrase::LabelOf, {verbatim(record)}}), page.words(text),
                        page.options.width);
  }
}

void packs(TextPage& page) {
  const auto& all = page.assessment.packs;
  if (std::none_of(all.begin(), all.end(), [](const PackUse& pack) { return pack.loaded; })) return;
  page.heading(page.words(Phrase::HeadingRules));
  for (const PackUse& pack : page.assessment.packs) {
    if (!pack.loaded) continue;
    const Message id = verbatim(pack.id), version = verbatim(pack.version);
    const std::string& title = page.in(pack.title);
    Message text = title.empty() ? Message(Phrase::PackLineUntitled, {id, version, pack.why})
                                 : Message(Phrase::PackLine, {id, version, verbatim(title), pack.why});
    const bool marked = pack.status != checked::Status::InForce && pack.status != checked::Status::Adopted;
    if (marked) text = {Phrase::Aside, {text, phraseOf(pack.status)}};
    page.out += wrapped("  ", page.words(text), page.options.width);
  }
}

}  // namespace

void appendLists(TextPage& page) {
  quiet(page, Outcome::Satisfied, Phrase::HeadingMet);
  quiet(page, Outcome::NotApplicable, Phrase::HeadingDoesNotApply);
  frameworks(page);
  packs(page);
  unread(page);
}

}  // namespace jurat
