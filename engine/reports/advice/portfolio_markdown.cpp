// Differences of portfolios as the comment of a merge request.
#include <utility>

#include "engine/reports/advice/portfolio_words.h"
#include "engine/reports/formats/markdown_text.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kCommentCharacters = 65'536;  // GitHub's bound on a comment
constexpr std::size_t kReserve = 1'024;             // for what stands around the pieces
constexpr std::size_t kCompaniesShown = 4;

class PortfolioMarkdown {
 public:
  PortfolioMarkdown(const PortfolioReport& report, const ReportOptions& options)
      : report_(report), from_(report.difference), options_(options) {}

  std::string run() const {
    std::string out = head(), open, folded;
    std::size_t left = 0;
    for (const PortfolioGroup& group : from_.groups) {
      if (!group.concerns()) continue;
      const std::string one = piece(group);
      if (out.size() + open.size() + folded.size() + one.size() > kCommentCharacters - kReserve) {
        left += group.findings;
      } else {
        (group.turn == Turn::Worse ? open : folded) += one;
      }
    }
    for (const PortfolioPack& pack : from_.packs) {
      for (const Message& said : packsText(pack)) folded += "- " + text(said) + "\n";
    }
    if (!open.empty()) out += "\n" + open;
    if (!folded.empty())
      out += "\n<details><summary>" + text(Phrase::HeadingDetails) + "</summary>\n\n" + folded +
             "\n</details>\n";
    if (left > 0)
      out += "\n**" + text({Phrase::NotShown, {countText(left), Phrase::NotShownComment}}) + "**\n";
    return out;
  }

 private:
  std::string text(const Message& message) const {
    return markdownText(printable(say(message, options_.language)));
  }

  std::string head() const {
    std::string out = "## " + text(report_.title) + "\n\n";
    const auto row = [&](const Message& label, const Message& said) {
      out += "- " + text(label) + " " + text(said) + "\n";
    };
    const PortfolioCounts& counts = from_.counts;
    const PortfolioTurns turns = turnsOf(from_);
    row(Phrase::DifferenceFrom, report_.before);
    row(Phrase::DifferenceTo, report_.after);
    row(Phrase::ChangedCompanies,
        {Phrase::ProfilesDiffer, {countText(counts.differing), countText(counts.companies)}});
    if (counts.refused > 0)
      out += "- **" + text({Phrase::RecordsRefused, {countText(counts.refused)}}) + "**\n";
    if (from_.gone.count() > 0) row(Phrase::OnlyBefore, oneSidedText(from_.gone, kCompaniesShown));
    if (from_.came.count() > 0) row(Phrase::OnlyAfter, oneSidedText(from_.came, kCompaniesShown));
    if (turns.worse > 0)
      row(Phrase::GetsWorse, {Phrase::NewlyViolated, {countText(turns.worse), countText(turns.violated)}});
    if (turns.better > 0) row(Phrase::GetsBetter, {Phrase::FindingsCount, {countText(turns.better)}});
    if (turns.other > 0) row(Phrase::GetsOther, {Phrase::FindingsCount, {countText(turns.other)}});
    for (const Message& line : stakesText(from_.stakes_before, from_.stakes_after))
      row(Phrase::ChangedStakes, line);
    if (turns.quiet > 0) out += "- " + text({Phrase::QuietChanges, {countText(turns.quiet)}}) + "\n";
    if (!from_.differs()) out += "\n" + text(Phrase::NoDifference) + "\n";
    return out + "\n" + text({Phrase::DifferenceHead, {verbatim(options_.engine_version)}}) + "\n";
  }

  std::string piece(const PortfolioGroup& group) const {
    const Finding& finding = group.one();
    const std::string& title = finding.title.in(options_.language);
    const std::string sign(signOf(group.after ? group.after->outcome : Outcome::NotApplicable));
    std::string out = "- " + sign + " **" + markdownText(printable(title.empty() ? group.rule : title)) +
                      "** (" + text(gradeText(finding)) + ") " + markdownCode(group.rule) + "\n";
    const auto detail = [&](const Message& label, const Message& said) {
      if (!said.empty()) out += "  - " + text(label) + ": " + text(said) + "\n";
    };
    detail(Phrase::LabelNow, outcomesText(changeOf(group)));
    for (const auto& [label, said] : furtherText(group)) detail(label, said);
    std::string law;
    for (const std::string& cite : finding.cites) law += (law.empty() ? "" : "; ") + cite;
    if (!group.law_differs) detail(Phrase::LabelLaw, verbatim(law));
    for (const SeenReason& reason : group.because)
      detail(Phrase::LabelWhy, reasonText(reason, group, placeOf(reason.reason, report_, options_)));
    detail(Phrase::LabelFor, whereText(group, kCompaniesShown));
    for (const Message& stake : stakesText(group.stakes_before, group.stakes_after))
      detail(Phrase::LabelAtStake, stake);
    return out;
  }

  const PortfolioReport& report_;
  const PortfolioDifference& from_;
  const ReportOptions& options_;
};

}  // namespace

std::string portfolioMarkdown(const PortfolioReport& report, const ReportOptions& options) {
  return PortfolioMarkdown(report, options).run();
}

}  // namespace jurat
