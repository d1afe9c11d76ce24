// The text report: one screen that says where one stands, then the details.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/compile/rule_set.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/reports/report.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kLabelColumns = 10;  // of the words before what is said of a finding
constexpr std::size_t kHeadColumns = 26;   // of the words before what is said of the whole
constexpr std::size_t kFactsShown = 6;     // facts named that decided one finding

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
  TextReport(const ReportPart& part, const SourceMap& texts, const ReportOptions& how)
      : TextPage(*part.assessment, texts, how, part.views), exposures_(part.assessment->findings.size()) {
    for (const ExposureLine& line : assessment.exposures) exposures_[line.finding].push_back(&line);
  }

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
    const Message day(options.today ? Phrase::AsOfToday : Phrase::AsOf,
                      {verbatim(asOfText(assessment.as_of))});
    out += paint(spread(headline(company, options.width), words(day), options.width), kBold);
    out += wrapped("",
                   words({Phrase::ReportHead,
                          {verbatim(pathFrom(assessment.profile_name, options.directory)),
                           verbatim(options.engine_version)}}),
                   options.width);
    out += '\n';
    counts(Phrase::CountsDemanded, countOf(assessment, true));
    const Counts others = countOf(assessment, false);
    if (std::any_of(others.begin(), others.end(), [](std::size_t n) { return n > 0; }))
      counts(Phrase::CountsChosen, others);
    exposureHead();
  }

  void headLine(Phrase what, const std::string& text) {
    out += wrapped("  " + padded(words(what), kHeadColumns), text, options.width);
  }

  void counts(Phrase what, const Counts& counts) {
    std::vector<Message> shown;
    for (const Outcome outcome :
         {Outcome::Error, Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined,
          Outcome::Satisfied, Outcome::NotApplicable, Outcome::NotInForce}) {
      const std::size_t count = counts[static_cast<std::size_t>(outcome)];
      // One count is never broken over two lines.
      if (count > 0) shown.push_back(verbatim(unbroken(words(outcomeCount(outcome, count)))));
    }
    headLine(what, shown.empty() ? words(Phrase::CountsNone)
                                 : say({Phrase::Enumeration, std::move(shown)}, options.language));
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
    const Message highest = upTo(assessment.amounts[worst->amount]);
    headLine(Phrase::HighestFine,
             words(live == 1 ? Message(Phrase::OneBreach, {highest})
                             : Message(Phrase::SeveralBreaches, {highest, number(live)})));
  }

  void section(Outcome outcome) {
    bool any = false;
    for (const Finding& finding : assessment.findings) {
      if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
      if (!any) {
        std::string title = words(phraseOf(outcome));
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
    const std::string severity = words(phraseOf(finding.severity));
    const Message title = titleOf(finding);
    const std::size_t room = options.width - 4 - displayWidth(severity);
    if (displayWidth(words(title)) <= room) {
      out += sign + spread(" " + words(title), severity, options.width - 1);
    } else {
      out +=
          sign + wrapped(" ", words({Phrase::Aside, {title, phraseOf(finding.severity)}}), options.width - 1);
    }
    out += wrapped("    ", printable(finding.subject_id + "  " + finding.id), options.width);
    line(Phrase::LabelLaw, citesOf(finding));
    if (finding.outcome == Outcome::Error) fault(finding);
    if (finding.outcome == Outcome::Undetermined ||
        (finding.outcome == Outcome::Review && finding.could_be.size() > 1))
      line(Phrase::LabelCouldBe, couldBeText(finding));
    if (finding.outcome == Outcome::Review && finding.could_be.size() == 1)
      line(Phrase::LabelWouldBe, {Phrase::ButUnconfirmed, {couldBeText(finding)}});
    deadline(finding);
    const bool settled = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Pending;
    if (finding.missing.empty() || settled) why(finding);
    if (finding.outcome != Outcome::Violated) missing(finding);
    exposures(finding);
    for (const Texts& note : finding.notes) line(Phrase::LabelNote, verbatim(in(note)));
    if (finding.outcome == Outcome::Violated || finding.outcome == Outcome::Pending)
      line(Phrase::LabelDo, verbatim(in(finding.remedy)));
    line(Phrase::LabelGate, gateText(finding));
    out += '\n';
  }

  Message citesOf(const Finding& finding) const {
    std::string text;
    const std::vector<std::string>& cites = finding.decided_by.empty() ? finding.cites : finding.decided_by;
    for (const std::string& cite : cites) text += (text.empty() ? "" : "; ") + cite;
    const Message confidence = confidenceOf(finding.confidence);
    if (confidence.empty()) return verbatim(text);
    return {Phrase::CitesWithConfidence, {verbatim(text), confidence}};
  }

  void line(const Message& label, const Message& text) {
    if (!text.empty())
      out += wrapped("    " + padded(words(label), kLabelColumns), words(text), options.width);
  }

  void fault(const Finding& finding) {
    const Message place = verbatim(sources.placeText(finding.fault_place));
    line(Phrase::LabelError,
         finding.fault_place.known() ? Message(Phrase::FaultAt, {finding.fault, place}) : finding.fault);
  }

  void deadline(const Finding& finding) {
    const Message due = dueText(finding);
    if (finding.outcome == Outcome::Pending)
      line(Phrase::LabelDue, due.empty() ? Message(Phrase::NoDueDay) : due);
    if (finding.outcome != Outcome::Violated || finding.due.empty()) return;
    if (finding.late_days) {
      line(Phrase::LabelLate, {Phrase::DoneAfter, {verbatim(std::to_string(*finding.late_days)), due}});
    } else if (finding.overdue) {
      line(Phrase::LabelOverdue, {Phrase::Since, {due}});
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
      const std::string text = printableLine(words(fact->text) + " = " + words(fact->value));
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      if (seen.size() > kFactsShown) continue;
      const std::string label = seen.size() == 1 ? words(Phrase::LabelBecause) : std::string();
      const std::string left = "    " + padded(label, kLabelColumns) + text;
      out += spread(cut(left, options.width), lineOf(fact->profile_place), options.width);
    }
    if (seen.size() > kFactsShown) line({}, {Phrase::MoreInExplain, {number(seen.size() - kFactsShown)}});
  }

  // The profile is named at the head; beside a fact its line is enough.
  std::string lineOf(Span span) const {
    const std::optional<Place> place = sources.place(span);
    return place ? words({Phrase::LineNumber, {number(place->line)}}) : std::string();
  }

  void missing(const Finding& finding) {
    Message label = finding.outcome == Outcome::Review ? Phrase::LabelDecide : Phrase::LabelUnknown;
    for (std::size_t i = 0; i < finding.missing.size() && i < kMissingShown; ++i)
      line(std::exchange(label, {}), missingText(finding.missing[i], finding.subject_path));
    if (finding.missing.size() > kMissingShown)
      line({}, {Phrase::MoreInExplain, {number(finding.missing.size() - kMissingShown)}});
  }

  void exposures(const Finding& finding) {
    const auto index = static_cast<std::size_t>(&finding - assessment.findings.data());
    for (const ExposureLine* found : exposures_[index]) {
      const ExposureLine& exposure = *found;
      const AmountResult& amount = assessment.amounts[exposure.amount];
      Message text(Phrase::Labelled, {verbatim(exposure.party), upTo(amount)});
      if (!amount.cites.empty()) text = {Phrase::Aside, {text, verbatim(amount.cites.front())}};
      if (exposure.state == ExposureState::From)
        text = {Phrase::StakeFrom, {text, verbatim(toText(*exposure.from))}};
      if (exposure.state == ExposureState::Possible) text = {Phrase::StakePossible, {text}};
      if (exposure.state == ExposureState::Conditional) text = {Phrase::StakeConditional, {text}};
      if (exposure.once) text = {Phrase::StakeOnce, {text}};
      const Message confidence = confidenceOf(amount.confidence);
      if (!confidence.empty()) text = {Phrase::WithConfidence, {text, confidence}};
      line(Phrase::LabelAtStake, text);
    }
  }

  std::vector<std::vector<const ExposureLine*>> exposures_;  // by finding
};

}  // namespace

std::string textReport(const std::vector<ReportPart>& parts, const RuleSet&, const SourceMap& sources,
                       const ReportOptions& options, const GateResult* gate) {
  std::string out;
  for (const ReportPart& part : parts) {
    if (!out.empty()) out += "\n" + std::string(options.width, '=') + "\n\n";
    out += TextReport(part, sources, options).run();
  }
  if (gate && !parts.empty()) {
    TextPage page(*parts.front().assessment, sources, options);
    appendGate(page, *gate);
    out += page.out;
  }
  return out;
}

}  // namespace jurat
