// Markdown for merge requests, wikis and the summary of a step: what decides first, the quiet rest counted.
#include <array>
#include <utility>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/markdown_text.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr Outcome kOpen[] = {Outcome::Error, Outcome::Violated, Outcome::Review, Outcome::Undetermined,
                             Outcome::Pending};

// A heading and what stands below it, piece by piece, so that a cut falls between two findings.
struct Section {
  std::string heading;
  std::vector<std::string> pieces;
};

class Markdown {
 public:
  Markdown(const RunReport& run, const ReportOptions& options) : run_(run), entries_(run, options) {}

  std::string within(std::size_t at_most) const {
    const std::string head = this->head(), tail = this->tail();
    std::vector<Section> sections = this->sections();
    std::size_t whole = head.size() + tail.size();
    for (const Section& section : sections) {
      whole += section.heading.size();
      for (const std::string& piece : section.pieces) whole += piece.size();
    }
    if (whole <= at_most) return joined(head, sections, tail);
    return cut(head, std::move(sections), at_most);
  }

 private:
  std::string text(const Message& message) const { return markdownText(entries_.words(message)); }

  static std::string joined(const std::string& head, const std::vector<Section>& sections,
                            const std::string& tail) {
    std::string out = head;
    for (const Section& section : sections) {
      out += section.heading;
      for (const std::string& piece : section.pieces) out += piece;
    }
    return out + tail;
  }

  std::string leftOut(std::size_t count) const {
    return "\n**" + text({Phrase::NotShown, {number(count), Phrase::NotShownSummary}}) + "**\n";
  }

  // The worst stand first, so that the end is what goes.
  std::string cut(const std::string& head, std::vector<Section> sections, std::size_t at_most) const {
    std::size_t count = 0;
    for (const Section& section : sections) count += section.pieces.size();
    std::string out = head;
    if (out.size() + leftOut(count).size() > at_most) out.clear();
    for (const Section& section : sections) {
      bool opened = false;
      for (const std::string& piece : section.pieces) {
        const std::size_t more = piece.size() + (opened ? 0 : section.heading.size());
        if (out.size() + more + leftOut(count).size() > at_most)
          return closed(std::move(out), count, at_most);
        if (!std::exchange(opened, true)) out += section.heading;
        out += piece;
        --count;
      }
    }
    return out;
  }

  std::string closed(std::string out, std::size_t count, std::size_t at_most) const {
    out += leftOut(count);
    return out.size() > at_most ? std::string() : out;
  }

  std::string head() const {
    std::string out;
    for (const ReportPart& part : run_.parts) {
      const Assessment& assessment = *part.assessment;
      const std::string profile(entries_.paths().of(assessment.profile_name));
      out += "# " + markdownText(assessment.company.empty() ? profile : assessment.company) + "\n\n";
      const Message day(entries_.options().today ? Phrase::AsOfToday : Phrase::AsOf,
                        {verbatim(asOfText(assessment.as_of))});
      out += text({Phrase::ReportHead, {verbatim(profile), verbatim(entries_.options().engine_version)}}) +
             " " + text(day) + "\n\n";
      out += counts(assessment, true) + counts(assessment, false);
    }
    return out + "\n**" + text(verdictText(run_.gate)) + "**\n";
  }

  std::string counts(const Assessment& assessment, bool must) const {
    std::array<std::size_t, kOutcomes> counts{};
    for (const Finding& finding : assessment.findings) {
      if ((finding.strength == checked::Strength::Must) == must)
        ++counts[static_cast<std::size_t>(finding.outcome)];
    }
    std::vector<Message> shown;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      if (counts[i] > 0) shown.push_back(outcomeCount(static_cast<Outcome>(i), counts[i]));
    }
    if (shown.empty()) return must ? "- " + text(Phrase::CountsNone) + "\n" : "";
    return "- " + text(must ? Phrase::CountsDemanded : Phrase::CountsChosen) + " " +
           text({Phrase::Enumeration, std::move(shown)}) + "\n";
  }

  std::vector<Section> sections() const {
    std::array<Section, std::size(kOpen)> by_outcome;
    Section accepted;
    for (const Entry* entry : entries_.open()) {
      if (entry->view->covered() || entry->view->level != Level::Fail) {
        accepted.pieces.push_back(piece(*entry));
        continue;
      }
      for (std::size_t i = 0; i < std::size(kOpen); ++i) {
        if (kOpen[i] == entry->finding->outcome) by_outcome[i].pieces.push_back(piece(*entry));
      }
    }
    std::vector<Section> out;
    for (std::size_t i = 0; i < std::size(kOpen); ++i)
      add(out, verbatim(std::string(signOf(kOpen[i])) + " " + entries_.words(phraseOf(kOpen[i]))),
          std::move(by_outcome[i]));
    add(out, Phrase::HeadingAccepted, std::move(accepted));
    add(out, Phrase::HeadingWaivers, waivers());
    add(out, Phrase::HeadingAltered, policy());
    return out;
  }

  void add(std::vector<Section>& out, const Message& name, Section section) const {
    if (section.pieces.empty()) return;
    section.heading = "\n## " + text({Phrase::Aside, {name, number(section.pieces.size())}}) + "\n\n";
    out.push_back(std::move(section));
  }

  std::string piece(const Entry& entry) const {
    const Finding& finding = *entry.finding;
    const std::string place = std::string(entry.spot.path) + ":" + std::to_string(entry.spot.line);
    std::string out = "- **" + markdownText(entries_.title(finding)) + "** (" +
                      text(phraseOf(finding.severity)) + ", " + text(phraseOf(finding.strength)) + ")\n";
    out += "  " + markdownCode(finding.subject_id) + " " + markdownCode(finding.id) + " " +
           markdownCode(place) + "\n";
    for (const Detail& detail : entries_.details(entry)) {
      // What a profile says is shown as code; sentences of the rules are text.
      const bool code = detail.label == Phrase::LabelBecause;
      const std::string label = text(detail.label);
      const bool strong = detail.label == Phrase::LabelGate;
      out += "  - " + (strong ? "**" + label + "**" : label) + ": " +
             (code ? markdownCode(detail.text) : markdownText(detail.text)) + "\n";
    }
    return out;
  }

  Section waivers() const {
    Section section;
    for (const WaiverUse& use : run_.gate.used) section.pieces.push_back("- " + text(waiverText(use)) + "\n");
    for (const Gone& gone : run_.gate.gone) section.pieces.push_back("- " + text(goneText(gone)) + "\n");
    return section;
  }

  Section policy() const {
    Section section;
    for (const Message& line : run_.gate.policy) section.pieces.push_back("- " + text(line) + "\n");
    return section;
  }

  std::string tail() const {
    std::string out;
    for (const PackUse& pack : run_.parts.front().assessment->packs) {
      if (!pack.loaded) continue;
      const std::string& title = pack.title.in(entries_.options().language);
      out += "- " + markdownCode(pack.id) + " " + markdownText(pack.version) +
             (title.empty() ? "" : " " + markdownText(title)) + "\n";
    }
    return out.empty() ? out : "\n## " + text(Phrase::HeadingPacks) + "\n\n" + out;
  }

  const RunReport& run_;
  Entries entries_;
};

}  // namespace

std::string markdownReport(const RunReport& run, const ReportOptions& options) {
  return Markdown(run, options).within(std::string::npos);
}

std::string markdownSummary(const RunReport& run, const ReportOptions& options, std::size_t at_most) {
  return Markdown(run, options).within(at_most);
}

}  // namespace jurat
