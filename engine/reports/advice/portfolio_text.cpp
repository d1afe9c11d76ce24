// The text of differences of portfolios.
#include <utility>

#include "engine/reports/advice/portfolio_words.h"
#include "engine/reports/layout.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kLabelColumns = 10;
constexpr std::size_t kHeadColumns = 22;
constexpr std::size_t kCompaniesShown = 4;  // of one change
constexpr std::size_t kGroupsShown = 12;    // of one heading
constexpr std::size_t kReasonsShown = 6;

class PortfolioText {
 public:
  PortfolioText(const PortfolioReport& report, const ReportOptions& options)
      : report_(report), from_(report.difference), page_(none_, no_sources_, options), options_(options) {}

  std::string run() {
    head();
    groups(Turn::Worse, Phrase::HeadingWorse);
    groups(Turn::Better, Phrase::HeadingBetter);
    groups(Turn::Neither, Phrase::HeadingOther);
    packs();
    return std::move(page_.out);
  }

 private:
  std::string words(const Message& message) const { return page_.words(message); }

  void head() {
    page_.out += page_.paint(spread(words({Phrase::CompaniesOf, {countText(from_.counts.companies)}}),
                                    words(report_.title), options_.width),
                             kBold);
    page_.out +=
        wrapped("", words({Phrase::DifferenceHead, {verbatim(options_.engine_version)}}), options_.width) +
        "\n";
    headLine(Phrase::DifferenceFrom, report_.before);
    headLine(Phrase::DifferenceTo, report_.after);
    const PortfolioCounts& counts = from_.counts;
    headLine(Phrase::ChangedCompanies,
             {Phrase::ProfilesDiffer, {countText(counts.differing), countText(counts.companies)}});
    if (counts.refused > 0) headLine({}, {Phrase::RecordsRefused, {countText(counts.refused)}});
    if (from_.gone.count() > 0) headLine(Phrase::OnlyBefore, oneSidedText(from_.gone, kCompaniesShown));
    if (from_.came.count() > 0) headLine(Phrase::OnlyAfter, oneSidedText(from_.came, kCompaniesShown));
    turns();
    Message label = Phrase::ChangedStakes;
    for (const Message& line : stakesText(from_.stakes_before, from_.stakes_after))
      headLine(std::exchange(label, {}), line);
    if (!from_.differs()) page_.out += "\n  " + words(Phrase::NoDifference) + "\n";
    if (const std::uint64_t quiet = turnsOf(from_).quiet; quiet > 0) {
      page_.out += '\n';
      page_.out += wrapped("  ", words({Phrase::QuietChanges, {countText(quiet)}}), options_.width);
    }
  }

  void turns() {
    const PortfolioTurns turns = turnsOf(from_);
    const auto findings = [](std::uint64_t count) {
      return Message(Phrase::FindingsCount, {countText(count)});
    };
    if (turns.worse > 0)
      headLine(Phrase::GetsWorse,
               turns.violated > 0
                   ? Message(Phrase::NewlyViolated, {countText(turns.worse), countText(turns.violated)})
                   : findings(turns.worse));
    if (turns.better > 0) headLine(Phrase::GetsBetter, findings(turns.better));
    if (turns.other > 0) headLine(Phrase::GetsOther, findings(turns.other));
  }

  void headLine(const Message& label, const Message& text) {
    page_.out += wrapped("  " + padded(words(label), kHeadColumns), words(text), options_.width);
  }

  void groups(Turn turn, Phrase heading) {
    std::size_t shown = 0, left = 0;
    std::uint64_t findings = 0;
    for (const PortfolioGroup& group : from_.groups) {
      if (group.turn != turn || !group.concerns()) continue;
      if (shown == 0) page_.heading(words(heading));
      if (shown == kGroupsShown && !report_.all) {
        ++left;
        findings += group.findings;
        continue;
      }
      ++shown;
      entry(group);
    }
    if (left == 0) return;
    page_.out +=
        wrapped("  ", words({Phrase::GroupsNotShown, {number(left), countText(findings)}}), options_.width) +
        "\n";
  }

  void entry(const PortfolioGroup& group) {
    const Finding& finding = group.one();
    const Outcome shown = group.after ? group.after->outcome : Outcome::NotApplicable;
    const std::string sign = page_.paint(signOf(shown), colorOf(shown));
    const Message title = page_.titleOf(finding);
    const std::string grade = words(gradeText(finding));
    if (displayWidth(words(title)) + displayWidth(grade) + 4 <= options_.width) {
      page_.out += sign + spread(" " + words(title), grade, options_.width - 1);
    } else {
      page_.out +=
          sign + wrapped(" ", words({Phrase::Aside, {title, gradeText(finding)}}), options_.width - 1);
    }
    page_.out += wrapped("    ", printable(group.rule), options_.width);
    std::string law;
    for (const std::string& cite : finding.cites) law += (law.empty() ? "" : "; ") + cite;
    if (!group.law_differs) line(Phrase::LabelLaw, verbatim(law));
    line(Phrase::LabelNow, outcomesText(changeOf(group)));
    for (const auto& [label, text] : furtherText(group)) line(label, text);
    line(Phrase::LabelFor, whereText(group, kCompaniesShown));
    Message label = Phrase::LabelWhy;
    for (std::size_t i = 0; i < group.because.size() && i < kReasonsShown; ++i)
      line(std::exchange(label, {}),
           reasonText(group.because[i], group, placeOf(group.because[i].reason, report_, options_)));
    if (group.because.size() > kReasonsShown)
      line({}, {Phrase::AndMore, {number(group.because.size() - kReasonsShown)}});
    label = Phrase::LabelAtStake;
    for (const Message& stake : stakesText(group.stakes_before, group.stakes_after))
      line(std::exchange(label, {}), stake);
    if (group.turn == Turn::Worse && shown == Outcome::Violated)
      line(Phrase::LabelDo, verbatim(page_.in(finding.remedy)));
    page_.out += '\n';
  }

  void line(const Message& label, const Message& text) {
    if (!text.empty())
      page_.out += wrapped("    " + padded(words(label), kLabelColumns), words(text), options_.width);
  }

  void packs() {
    if (from_.packs.empty()) return;
    page_.heading(words(Phrase::HeadingPacksDiffer));
    for (const PortfolioPack& pack : from_.packs) {
      for (const Message& text : packsText(pack)) page_.out += wrapped("  ", words(text), options_.width);
    }
  }

  const PortfolioReport& report_;
  const PortfolioDifference& from_;
  Assessment none_;  // a page is of one company usually
  SourceMap no_sources_;
  TextPage page_;
  const ReportOptions& options_;
};

}  // namespace

std::string portfolioText(const PortfolioReport& report, const ReportOptions& options) {
  return PortfolioText(report, options).run();
}

}  // namespace jurat
