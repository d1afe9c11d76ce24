// What is met or does not apply, catalogues chosen, and the rules used: one line each.
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

using Counts = std::array<std::size_t, kOutcomes>;

void quiet(TextPage& page, Outcome outcome, std::string_view title) {
  // Subjects of one rule that share an outcome stand on one line.
  std::vector<std::pair<const Finding*, std::string>> lines;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& other) {
      return other.first->id == finding.id && other.first->excepted_by == finding.excepted_by;
    });
    if (same != lines.end()) {
      same->second += ", " + finding.subject_id;
    } else {
      lines.emplace_back(&finding, finding.subject_id);
    }
  }
  if (lines.empty()) return;
  page.heading(title);
  for (const auto& [finding, subjects] : lines) {
    std::string text = page.titleOf(*finding);
    if (!finding->cites.empty()) text += " (" + finding->cites.front() + ")";
    text += ": " + subjects;
    if (!finding->excepted_by.empty()) text += ", excepted by " + finding->excepted_by;
    if (finding->vacuous) text += ", with nothing to look at";
    page.out += wrapped("  " + std::string(signOf(outcome)) + " ", printable(text), page.options.width);
  }
}

// Voluntary catalogues are long: gaps and deadlines by name, the rest counted.
void frameworks(TextPage& page) {
  std::map<std::string, std::vector<const Finding*>> by_pack;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.strength != checked::Strength::Must)
      by_pack[finding.id.substr(0, finding.id.find('/'))].push_back(&finding);
  }
  for (const auto& [pack, findings] : by_pack) {
    page.heading("CHOSEN: " + pack + " (" + std::string(strengthWord(findings.front()->strength)) + ")");
    Counts counts{};
    for (const Finding* finding : findings) {
      ++counts[static_cast<std::size_t>(finding->outcome)];
      const bool named = finding->outcome == Outcome::Violated || finding->outcome == Outcome::Pending ||
                         finding->outcome == Outcome::Error;
      if (!named) continue;
      std::string text = std::string(phraseOf(finding->outcome)) + ": " +
                         (finding->cites.empty() ? finding->id : finding->cites.front()) + " " +
                         page.titleOf(*finding);
      if (finding->subject_path.find('.') != std::string::npos) text += ", " + finding->subject_id;
      if (finding->outcome == Outcome::Pending && !finding->due.empty()) text += ", due " + finding->due;
      page.out += wrapped("  " + page.paint(signOf(finding->outcome), colorOf(finding->outcome)) + " ",
                          printable(text), page.options.width + (page.options.color ? 9 : 0));
    }
    for (const Outcome outcome : {Outcome::Undetermined, Outcome::Review, Outcome::Satisfied,
                                  Outcome::NotApplicable, Outcome::NotInForce}) {
      const std::size_t count = counts[static_cast<std::size_t>(outcome)];
      if (count > 0)
        page.out += "  " + std::string(signOf(outcome)) + " " + std::to_string(count) + " " +
                    std::string(phraseOf(outcome)) + "\n";
    }
  }
}

void packs(TextPage& page) {
  page.heading("RULES USED");
  for (const PackUse& pack : page.assessment.packs) {
    if (!pack.loaded) continue;
    const std::string status(statusWord(pack.status));
    const bool marked = pack.status != checked::Status::InForce && pack.status != checked::Status::Adopted;
    page.out += wrapped(
        "  ",
        pack.id + " " + pack.version +
            (pack.title.in(page.options.language).empty() ? ""
                                                          : ", " + pack.title.in(page.options.language)) +
            ", " + pack.why + (marked ? " (" + status + ")" : ""),
        page.options.width);
  }
  if (!page.assessment.unread.empty()) {
    page.out += '\n';
    constexpr std::size_t kNamed = 3;  // facts of a record named here; the JSON report names all
    std::map<std::string, std::vector<std::string>> records;
    for (const std::string& fact : page.assessment.unread)
      records[fact.substr(0, fact.find('.'))].push_back(fact.substr(fact.find('.') + 1));
    page.out += wrapped("  ", "No loaded pack answers what follows from these facts that the profile gives:",
                        page.options.width);
    for (const auto& [record, facts] : records) {
      std::string text;
      for (std::size_t i = 0; i < facts.size() && i < kNamed; ++i) text += (i > 0 ? ", " : "") + facts[i];
      if (facts.size() > kNamed) text += " and " + std::to_string(facts.size() - kNamed) + " more";
      page.out += wrapped("    " + record + ": ", text, page.options.width);
    }
  }
}

}  // namespace

void appendLists(TextPage& page) {
  quiet(page, Outcome::Satisfied, "MET");
  quiet(page, Outcome::NotApplicable, "DOES NOT APPLY");
  frameworks(page);
  packs(page);
}

}  // namespace jurat
