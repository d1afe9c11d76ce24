// Differences as the comment of a merge request.
#include <set>
#include <utility>

#include "engine/reports/advice/change_words.h"
#include "engine/reports/formats/markdown_text.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kCommentCharacters = 65'536;  // GitHub's bound on a comment
constexpr std::size_t kSubjectsShown = 10;

class DifferenceMarkdown {
 public:
  DifferenceMarkdown(const DifferenceReport& report, const ReportOptions& options)
      : report_(report), options_(options), counts_(countsOf(report)) {}

  std::string run() {
    std::string out = head();
    for (const Turn turn : {Turn::Worse, Turn::Better, Turn::Neither}) {
      for (const ChangeGroup& group : groupsOf(report_, turn)) pieces_.push_back({turn, piece(group)});
    }
    for (std::string& sum : sums()) pieces_.push_back({Turn::Neither, std::move(sum)});
    std::size_t left_out = 0;
    std::string open, folded;
    for (const auto& [turn, text] : pieces_) {
      std::string& to = turn == Turn::Worse ? open : folded;
      if (out.size() + open.size() + folded.size() + text.size() > kCommentCharacters - kReserve) {
        ++left_out;
      } else {
        to += text;
      }
    }
    if (!open.empty()) out += "\n" + open;
    if (!folded.empty())
      out += "\n<details><summary>" + text(Phrase::HeadingDetails) + "</summary>\n\n" + folded +
             "\n</details>\n";
    if (left_out > 0)
      out += "\n**" + text({Phrase::NotShown, {number(left_out), Phrase::NotShownComment}}) + "**\n";
    return out;
  }

 private:
  static constexpr std::size_t kReserve = 1'024;  // for what stands around the pieces

  std::string text(const Message& message) const {
    return markdownText(printable(say(message, options_.language)));
  }
  const std::string& in(const Texts& texts) const { return texts.in(options_.language); }

  std::string head() const {
    std::string out = "## " + text(report_.title) + "\n\n";
    const auto row = [&](Phrase label, const Message& said) {
      out += "- " + text(label) + " " + text(said) + "\n";
    };
    row(Phrase::DifferenceFrom, report_.before);
    row(Phrase::DifferenceTo, report_.after);
    row(Phrase::ChangedProfiles,
        {Phrase::ProfilesDiffer, {number(counts_.differing), number(report_.profiles.size())}});
    if (report_.not_read > 0) out += "- **" + text({Phrase::NotRead, {number(report_.not_read)}}) + "**\n";
    if (!report_.only_before.empty()) row(Phrase::OnlyBefore, onlyText(report_.only_before, kSubjectsShown));
    if (!report_.only_after.empty()) row(Phrase::OnlyAfter, onlyText(report_.only_after, kSubjectsShown));
    if (counts_.worse > 0)
      row(Phrase::GetsWorse, {Phrase::NewlyViolated, {number(counts_.worse), number(counts_.violated)}});
    if (counts_.better > 0) row(Phrase::GetsBetter, {Phrase::FindingsCount, {number(counts_.better)}});
    if (counts_.other > 0) row(Phrase::GetsOther, {Phrase::FindingsCount, {number(counts_.other)}});
    if (counts_.quiet > 0) out += "- " + text({Phrase::QuietChanges, {number(counts_.quiet)}}) + "\n";
    if (counts_.without_reason > 0)
      out += "- " + text({Phrase::WithoutReason, {number(counts_.without_reason)}}) + "\n";
    if (totalsOf(report_).differing == 0) out += "\n" + text(Phrase::NoDifference) + "\n";
    return out + "\n" + text({Phrase::DifferenceHead, {verbatim(options_.engine_version)}}) + "\n";
  }

  std::string piece(const ChangeGroup& group) const {
    const Change<Finding>& change = *group.first;
    const Finding& finding = change.one();
    const std::string& title = in(finding.title);
    const std::string sign(signOf(change.after ? change.after->outcome : Outcome::NotApplicable));
    std::string out = "- " + sign + " **" + markdownText(printable(title.empty() ? finding.id : title)) +
                      "** (" + text(gradeText(finding)) + ") " + markdownCode(finding.id) + "\n";
    detail(out, Phrase::LabelNow, outcomesText(change));
    for (const auto& [label, said] : furtherText(change)) detail(out, label, said);
    std::string law;
    for (const std::string& cite : finding.cites) law += (law.empty() ? "" : "; ") + cite;
    detail(out, Phrase::LabelLaw, verbatim(law));
    reasons(out, change.because, *group.profile);
    std::vector<Message> names;
    for (const auto& [profile, one] : group.where) {
      if (names.size() == kSubjectsShown) break;
      names.push_back(nameOf(*profile, *one));
    }
    const std::size_t more = group.where.size() - names.size();
    Message who(Phrase::Enumeration, std::move(names));
    if (more > 0) who = {Phrase::ListAndMore, {who, number(more)}};
    detail(out, Phrase::LabelFor, who);
    return out;
  }

  static std::string companyOf(const ComparedProfile& profile) {
    const Assessment& own = *profile.difference.after;
    return own.company.empty() ? own.profile_name : own.company;
  }

  static Message nameOf(const ComparedProfile& profile, const Finding& finding) {
    if (finding.subject_path.find('.') == std::string::npos) return verbatim(companyOf(profile));
    return {Phrase::Aside, {verbatim(finding.subject_id), verbatim(companyOf(profile))}};
  }

  void detail(std::string& out, const Message& label, const Message& said) const {
    if (!said.empty()) out += "  - " + text(label) + ": " + text(said) + "\n";
  }

  void reasons(std::string& out, const std::vector<ChangeReason>& because,
               const ComparedProfile& profile) const {
    for (const ChangeReason& reason : because) {
      const std::string place = placeOf(reason, profile, options_);
      out += "  - " + text(Phrase::LabelWhy) + ": " + text(reasonText(reason)) +
             (place.empty() ? "" : " " + markdownCode(place)) + "\n";
    }
  }

  // Amounts, benefits and packs, each said once.
  std::vector<std::string> sums() const {
    std::vector<std::string> out;
    std::set<std::string> seen;
    const auto add = [&](const ComparedProfile& profile, const std::string& id, const Message& said,
                         bool whose) {
      std::string row = "- " + markdownCode(id) + ": " + text(said);
      if (whose && report_.profiles.size() > 1)
        row += " (" + markdownText(printable(companyOf(profile))) + ")";
      row += "\n";
      if (seen.insert(row).second) out.push_back(std::move(row));
    };
    for (const ComparedProfile& profile : report_.profiles) {
      const auto whose = [&](const AmountResult& amount, bool is, const Message& said) {
        const std::string path = pathOf(amount, is ? profile.after : profile.before);
        return path.find('.') == std::string::npos ? said : Message(Phrase::Labelled, {verbatim(path), said});
      };
      for (const Change<AmountResult>& one : profile.difference.amounts)
        add(profile, one.one().id, whose(one.one(), one.after != nullptr, amountsText(one.before, one.after)),
            true);
      for (const Change<BenefitResult>& one : profile.difference.benefits)
        add(profile, one.one().amount.id,
            whose(one.one().amount, one.after != nullptr,
                  {Phrase::Becomes, {benefitText(one.before), benefitText(one.after)}}),
            true);
      for (const Change<PackUse>& one : profile.difference.packs)
        add(profile, one.one().id, packsText(one), false);
    }
    return out;
  }

  const DifferenceReport& report_;
  const ReportOptions& options_;
  ChangeCounts counts_;
  std::vector<std::pair<Turn, std::string>> pieces_;
};

}  // namespace

std::string differenceMarkdown(const DifferenceReport& report, const ReportOptions& options) {
  return DifferenceMarkdown(report, options).run();
}

}  // namespace jurat
