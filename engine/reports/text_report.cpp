// The text report: one screen that says where one stands, then the details.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/compile/rule_set.h"
#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kUnbroken = "\u00a0";  // a space at which no line breaks; see wrapped()

using Counts = std::array<std::size_t, kOutcomes>;

Counts countOf(const Assessment& assessment, bool must) {
  Counts counts{};
  for (const Finding& finding : assessment.findings) {
    if ((finding.strength == checked::Strength::Must) == must)
      ++counts[static_cast<std::size_t>(finding.outcome)];
  }
  return counts;
}

class TextReport : TextPage {
 public:
  using TextPage::TextPage;

  std::string run() {
    head();
    for (const Outcome outcome :
         {Outcome::Error, Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined}) {
      section(outcome);
    }
    appendOutlook(*this);
    appendLists(*this);
    return std::move(out);
  }

 private:
  void head() {
    const std::string company = assessment.company.empty() ? assessment.profile_name : assessment.company;
    std::string day = "as of " + asOfText(assessment.as_of) + (options.today ? " (today)" : "");
    out += paint(spread(printable(company), day, options.width), kBold);
    out += wrapped("",
                   "Profile " + printable(assessment.profile_name) + ". Jurat " + options.engine_version +
                       ". Not legal advice.",
                   options.width);
    out += '\n';
    counts("What the law demands", countOf(assessment, true));
    const Counts others = countOf(assessment, false);
    if (std::any_of(others.begin(), others.end(), [](std::size_t n) { return n > 0; }))
      counts("What it chose to follow", others);
    exposureHead();
  }

  void counts(std::string_view what, const Counts& counts) {
    std::string line;
    for (const Outcome outcome :
         {Outcome::Error, Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined,
          Outcome::Satisfied, Outcome::NotApplicable, Outcome::NotInForce}) {
      const std::size_t count = counts[static_cast<std::size_t>(outcome)];
      if (count == 0) continue;
      if (!line.empty()) line += ", ";
      // One count is never broken over two lines.
      std::string phrase(phraseOf(outcome));
      for (std::size_t at = phrase.find(' '); at != std::string::npos; at = phrase.find(' '))
        phrase.replace(at, 1, kUnbroken);
      line += std::string(signOf(outcome)) + std::string(kUnbroken) + std::to_string(count) +
              std::string(kUnbroken) + phrase;
    }
    if (line.empty()) line = "no rule looked at this company";
    out += wrapped("  " + padded(std::string(what) + ":", 26), line, options.width);
  }

  void exposureHead() {
    const ExposureLine* worst = nullptr;
    std::size_t live = 0;
    std::optional<Number> most;
    for (const ExposureLine& line : assessment.exposures) {
      if (line.state != ExposureState::Live) continue;
      ++live;
      const std::optional<Number> ceiling = assessment.amounts[line.amount].ceiling();
      if (!worst || (!ceiling && most) || (ceiling && most && *most < *ceiling)) {
        worst = &line;
        most = ceiling;
      }
    }
    if (!worst) return;
    const AmountResult& amount = assessment.amounts[worst->amount];
    std::string text = upTo(amount) + " for one breach";
    if (live > 1)
      text += "; " + std::to_string(live) + " breaches carry a ceiling of their own, never added up";
    out += wrapped("  " + padded("Highest fine:", 26), text, options.width);
  }

  void section(Outcome outcome) {
    bool any = false;
    for (const Finding& finding : assessment.findings) {
      if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
      if (!any) {
        std::string title(phraseOf(outcome));
        std::transform(title.begin(), title.end(), title.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        heading(title);
      }
      any = true;
      entry(finding);
    }
  }

  void entry(const Finding& finding) {
    const std::string sign = paint(signOf(finding.outcome), colorOf(finding.outcome));
    const std::string severity(severityWord(finding.severity));
    const std::string title = printable(titleOf(finding));
    const std::size_t room = options.width - 4 - severity.size();
    if (displayWidth(title) <= room) {
      out += sign + spread(" " + title, severity, options.width - 1);
    } else {
      out += sign + wrapped(" ", title + " (" + severity + ")", options.width - 1);
    }
    line("", finding.subject_id + "  " + finding.id);
    line("law", citesOf(finding));
    if (finding.outcome == Outcome::Error)
      line("error",
           finding.fault +
               (finding.fault_place.known() ? ", at " + sources.placeText(finding.fault_place) : ""));
    if (finding.outcome == Outcome::Undetermined ||
        (finding.outcome == Outcome::Review && finding.could_be.size() > 1))
      line("could be", couldBeText(finding));
    if (finding.outcome == Outcome::Review && finding.could_be.size() == 1)
      line("would be", couldBeText(finding) + ", but its source is not confirmed");
    deadline(finding);
    if (finding.missing.empty() || finding.outcome == Outcome::Violated) {
      why(finding);
    } else {
      missing(finding);
    }
    exposures(finding);
    for (const Texts& note : finding.notes) line("note", note.in(options.language));
    if (finding.outcome == Outcome::Violated || finding.outcome == Outcome::Pending)
      line("do", finding.remedy.in(options.language));
    out += '\n';
  }

  std::string citesOf(const Finding& finding) const {
    std::string text;
    const std::vector<std::string>& cites = finding.decided_by.empty() ? finding.cites : finding.decided_by;
    for (const std::string& cite : cites) text += (text.empty() ? "" : "; ") + cite;
    const std::string confidence = confidenceText(finding.confidence);
    return confidence.empty() ? text : text + "  " + confidence;
  }

  void line(std::string_view label, const std::string& text) {
    if (!text.empty())
      out += wrapped("    " + padded(label, label.empty() ? 0 : 10), printable(text), options.width);
  }

  void deadline(const Finding& finding) {
    if (finding.outcome == Outcome::Pending)
      line("due", finding.due.empty() ? "no day is set" : dueText(finding));
    if (finding.outcome != Outcome::Violated || finding.due.empty()) return;
    if (finding.late_days) {
      line("late", "done " + std::to_string(*finding.late_days) + " days after " + dueText(finding));
    } else if (finding.overdue) {
      line("overdue", "since " + dueText(finding));
    }
  }

  static void leaves(const Reason& reason, std::vector<const Reason*>& out) {
    if (reason.profile_place.known()) out.push_back(&reason);
    for (const Reason& child : reason.children) leaves(child, out);
  }

  // The facts that decided, with their places; the whole tree is for `explain`.
  void why(const Finding& finding) {
    std::vector<const Reason*> facts;
    leaves(finding.reason, facts);
    std::vector<std::string> seen;
    for (const Reason* fact : facts) {
      const std::string text = fact->text + " = " + fact->value;
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      if (seen.size() > 6) continue;
      const std::string left = "    " + padded(seen.size() == 1 ? "because" : "", 10) + printable(text);
      out += spread(cut(left, options.width), lineOf(fact->profile_place), options.width);
    }
    if (seen.size() > 6)
      line("", "          and " + std::to_string(seen.size() - 6) + " more: see `jurat explain`");
  }

  // The profile is named at the head; beside a fact its line is enough.
  std::string lineOf(Span span) const {
    const std::optional<Place> place = sources.place(span);
    return place ? "line " + std::to_string(place->line) : std::string();
  }

  void missing(const Finding& finding) {
    std::size_t shown = 0;
    for (const Missing& one : finding.missing) {
      if (++shown > kMissingShown) continue;
      line(shown == 1 ? (finding.outcome == Outcome::Review ? "decide" : "unknown") : " ",
           missingText(one, finding.subject_path));
    }
    if (shown > kMissingShown)
      line(" ", "and " + std::to_string(shown - kMissingShown) + " more: see `jurat explain`");
  }

  void exposures(const Finding& finding) {
    const auto index = static_cast<std::size_t>(&finding - assessment.findings.data());
    for (const ExposureLine& exposure : assessment.exposures) {
      if (exposure.finding != index) continue;
      const AmountResult& amount = assessment.amounts[exposure.amount];
      std::string text = exposure.party + ": " + upTo(amount);
      if (!amount.cites.empty()) text += " (" + amount.cites.front() + ")";
      if (exposure.state == ExposureState::From) text += ", from " + toText(*exposure.from);
      if (exposure.state == ExposureState::Possible) text += ", should it come to that";
      if (exposure.state == ExposureState::Conditional) text += ", on a condition that is not known";
      if (exposure.once) text += ", once for all";
      const std::string confidence = confidenceText(amount.confidence);
      line("at stake", confidence.empty() ? text : text + " " + confidence);
    }
  }
};

}  // namespace

std::string textReport(const std::vector<ReportPart>& parts, const RuleSet&, const SourceMap& sources,
                       const ReportOptions& options) {
  std::string out;
  for (const ReportPart& part : parts) {
    if (!out.empty()) out += "\n" + std::string(options.width, '=') + "\n\n";
    out += TextReport(*part.assessment, sources, options).run();
  }
  return out;
}

}  // namespace jurat
