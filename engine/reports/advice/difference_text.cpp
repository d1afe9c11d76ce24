// The text of differences.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/reports/advice/change_words.h"
#include "engine/reports/layout.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kLabelColumns = 10;
constexpr std::size_t kHeadColumns = 22;
constexpr std::size_t kSubjectsShown = 6;  // of one change
constexpr std::size_t kAnswersShown = 12;
constexpr std::size_t kReasonsShown = 6;

// What the page is about when no profile stands on both sides.
const Assessment& lastOf(const DifferenceReport& report) {
  static const Assessment none{};
  return report.profiles.empty() ? none : *report.profiles.front().difference.after;
}
const SourceMap& sourcesOf(const DifferenceReport& report) {
  static const SourceMap none{};
  return report.profiles.empty() ? none : *report.profiles.front().after.sources;
}

class DifferenceText : TextPage {
 public:
  DifferenceText(const DifferenceReport& report, const ReportOptions& how)
      : TextPage(lastOf(report), sourcesOf(report), how), report_(report), counts_(countsOf(report)) {}

  std::string run() {
    head();
    groups(Turn::Worse, Phrase::HeadingWorse);
    groups(Turn::Better, Phrase::HeadingBetter);
    groups(Turn::Neither, Phrase::HeadingOther);
    stakes();
    amounts();
    benefits();
    status();
    packs();
    return std::move(out);
  }

 private:
  bool several() const { return report_.profiles.size() != 1; }

  void head() {
    const Assessment& last = lastOf(report_);
    std::string whose = last.company.empty() ? last.profile_name : last.company;
    if (several()) whose = say({Phrase::CompaniesCount, {number(report_.profiles.size())}}, options.language);
    out += paint(spread(headline(whose, options.width), words(report_.title), options.width), kBold);
    out += wrapped("", words({Phrase::DifferenceHead, {verbatim(options.engine_version)}}), options.width) +
           "\n";
    headLine(Phrase::DifferenceFrom, report_.before);
    headLine(Phrase::DifferenceTo, report_.after);
    if (several())
      headLine(Phrase::ChangedProfiles,
               {Phrase::ProfilesDiffer, {number(counts_.differing), number(report_.profiles.size())}});
    if (report_.not_read > 0) headLine({}, {Phrase::NotRead, {number(report_.not_read)}});
    if (!report_.only_before.empty())
      headLine(Phrase::OnlyBefore, onlyText(report_.only_before, kSubjectsShown));
    if (!report_.only_after.empty())
      headLine(Phrase::OnlyAfter, onlyText(report_.only_after, kSubjectsShown));
    if (!several()) answers();
    if (counts_.worse > 0)
      headLine(Phrase::GetsWorse,
               counts_.violated > 0
                   ? Message(Phrase::NewlyViolated, {number(counts_.worse), number(counts_.violated)})
                   : Message(Phrase::FindingsCount, {number(counts_.worse)}));
    if (counts_.better > 0) headLine(Phrase::GetsBetter, {Phrase::FindingsCount, {number(counts_.better)}});
    if (counts_.other > 0) headLine(Phrase::GetsOther, {Phrase::FindingsCount, {number(counts_.other)}});
    if (totalsOf(report_).differing == 0) out += "\n  " + words(Phrase::NoDifference) + "\n";
    if (counts_.quiet > 0) {
      out += '\n';
      out += wrapped("  ", words({Phrase::QuietChanges, {number(counts_.quiet)}}), options.width);
    }
    if (counts_.without_reason > 0)
      out += wrapped("  ", words({Phrase::WithoutReason, {number(counts_.without_reason)}}), options.width);
  }

  void headLine(const Message& label, const Message& text) {
    out += wrapped("  " + padded(words(label), kHeadColumns), words(text), options.width);
  }

  void answers() {
    const std::vector<AnswerChange>& all = report_.profiles.front().difference.answers;
    if (!all.empty()) out += "  " + words(Phrase::ChangedAnswers) + "\n";
    // Paths are long: each stands on a line of its own.
    for (std::size_t i = 0; i < all.size() && i < kAnswersShown; ++i)
      out += wrapped("    ",
                     words({Phrase::Labelled,
                            {verbatim(all[i].path), {Phrase::Becomes, {all[i].before, all[i].after}}}}),
                     options.width);
    if (all.size() > kAnswersShown)
      out += "    " + words({Phrase::AndMore, {number(all.size() - kAnswersShown)}}) + "\n";
  }

  void groups(Turn turn, Phrase heading_text) {
    const std::vector<ChangeGroup> all = groupsOf(report_, turn);
    if (all.empty()) return;
    heading(words(heading_text));
    for (const ChangeGroup& group : all) entry(group);
  }

  void entry(const ChangeGroup& group) {
    const Change<Finding>& change = *group.first;
    const Finding& finding = change.one();
    const Outcome shown = change.after ? change.after->outcome : Outcome::NotApplicable;
    const std::string sign = paint(signOf(shown), colorOf(shown));
    const std::string grade = words(gradeText(finding));
    const Message title = titleOf(finding);
    if (displayWidth(words(title)) + displayWidth(grade) + 4 <= options.width) {
      out += sign + spread(" " + words(title), grade, options.width - 1);
    } else {
      out += sign + wrapped(" ", words({Phrase::Aside, {title, gradeText(finding)}}), options.width - 1);
    }
    const bool alone = group.where.size() == 1 && !several();
    out += wrapped("    ", printable((alone ? finding.subject_id + "  " : std::string()) + finding.id),
                   options.width);
    std::string cites;
    const bool limbs = change.after && !finding.decided_by.empty();
    for (const std::string& cite : limbs ? finding.decided_by : finding.cites)
      cites += (cites.empty() ? "" : "; ") + cite;
    const bool law_differs =
        std::find(change.fields.begin(), change.fields.end(), Field::Law) != change.fields.end() &&
        change.before && change.after;
    if (!law_differs) line(Phrase::LabelLaw, verbatim(cites));
    line(Phrase::LabelNow, outcomesText(change));
    for (const auto& [label, text] : furtherText(change)) line(label, text);
    if (!alone) where(group);
    missing(Phrase::LabelNewlyMissing, change.missing_new, finding);
    missing(Phrase::LabelNoLongerMissing, change.missing_gone, finding);
    why(change.because, *group.profile);
    if (!several()) {
      for (const Change<ExposureLine>* stake : stakesOf(*group.profile, change))
        line(Phrase::LabelAtStake, stakes(*stake));
    }
    if (change.turn == Turn::Worse && change.after && change.after->outcome == Outcome::Violated)
      line(Phrase::LabelDo, verbatim(in(finding.remedy)));
    out += '\n';
  }

  void where(const ChangeGroup& group) {
    std::vector<Message> names;
    for (const auto& [profile, finding] : group.where) {
      if (names.size() == kSubjectsShown) break;
      const Assessment& own = *profile->difference.after;
      const std::string company = own.company.empty() ? own.profile_name : own.company;
      if (!several()) {
        names.push_back(verbatim(finding->subject_id));
      } else if (finding->subject_id == company || finding->subject_path.find('.') == std::string::npos) {
        names.push_back(verbatim(company));
      } else {
        names.push_back({Phrase::Aside, {verbatim(finding->subject_id), verbatim(company)}});
      }
    }
    const std::size_t more = group.where.size() - names.size();
    Message text(Phrase::Enumeration, std::move(names));
    if (more > 0) text = {Phrase::ListAndMore, {text, number(more)}};
    line(Phrase::LabelFor, text);
  }

  void missing(Message label, const std::vector<const Missing*>& list, const Finding& finding) {
    for (std::size_t i = 0; i < list.size() && i < kMissingShown; ++i)
      line(std::exchange(label, {}), missingText(*list[i], finding.subject_path));
    if (list.size() > kMissingShown) line({}, {Phrase::AndMore, {number(list.size() - kMissingShown)}});
  }

  void why(const std::vector<ChangeReason>& because, const ComparedProfile& profile) {
    Message label = Phrase::LabelWhy;
    for (std::size_t i = 0; i < because.size() && i < kReasonsShown; ++i) {
      Message text = reasonText(because[i]);
      const std::string place = placeOf(because[i], profile, options);
      const bool one_of_many = several() && because[i].kind == ReasonKind::Answer;
      if (!place.empty() && !one_of_many) text = {Phrase::Aside, {std::move(text), verbatim(place)}};
      line(std::exchange(label, {}), text);
    }
    if (because.size() > kReasonsShown) line({}, {Phrase::AndMore, {number(because.size() - kReasonsShown)}});
  }

  void line(const Message& label, const Message& text) {
    if (!text.empty())
      out += wrapped("    " + padded(words(label), kLabelColumns), words(text), options.width);
  }

  Message stakes(const Change<ExposureLine>& stake) const {
    const Assessment &then = *report_.profiles.front().difference.before,
                     &now = *report_.profiles.front().difference.after;
    if (stake.before == nullptr) return stakeText(stake.after, now);
    return {Phrase::Becomes, {stakeText(stake.before, then), stakeText(stake.after, now)}};
  }

  // Whose finding is listed has been said there.
  void stakes() {
    if (several()) return;
    const ComparedProfile& profile = report_.profiles.front();
    bool any = false;
    for (const Change<ExposureLine>& stake : profile.difference.exposures) {
      const Finding& finding = findingOf(profile, stake);
      const bool listed =
          std::any_of(profile.difference.findings.begin(), profile.difference.findings.end(),
                      [&](const Change<Finding>& change) {
                        return concerns(change) && (&finding == change.before || &finding == change.after);
                      });
      if (listed) continue;
      if (!std::exchange(any, true)) heading(words(Phrase::HeadingStakes));
      out += wrapped("  ", words(titleOf(finding)), options.width);
      out += wrapped("    ", printable(finding.subject_id + "  " + finding.id), options.width);
      line(Phrase::LabelNow, stakes(stake));
      why(stake.because, profile);
    }
  }

  std::string companyOf(const ComparedProfile& profile) const {
    const Assessment& own = *profile.difference.after;
    return own.company.empty() ? own.profile_name : own.company;
  }

  // What is said of one thing of one company.
  void thing(const ComparedProfile& profile, const Message& name, const Message& text,
             const std::vector<std::string>& cites, const std::vector<ChangeReason>& because) {
    const Message shown = several() ? Message(Phrase::Aside, {name, verbatim(companyOf(profile))}) : name;
    out += wrapped("  ", words(shown), options.width);
    out += wrapped("    ", words(text), options.width);
    std::string law;
    for (const std::string& cite : cites) law += (law.empty() ? "" : "; ") + cite;
    line(Phrase::LabelLaw, verbatim(law));
    why(because, profile);
  }

  static Message named(const std::string& id, const std::string& title) {
    return title.empty() ? verbatim(id) : Message(Phrase::Labelled, {verbatim(id), verbatim(title)});
  }

  // With whose it is, unless it is the company's own.
  Message named(const AmountResult& one, const ComparedProfile& profile, bool is) const {
    const Message name = named(one.id, in(one.title));
    const std::string path = pathOf(one, is ? profile.after : profile.before);
    return path.find('.') == std::string::npos ? name : Message(Phrase::Aside, {name, verbatim(path)});
  }

  template <typename T, typename Say>
  void list(Phrase heading_text, std::vector<Change<T>> Difference::*which, const Say& say_of) {
    bool any = false;
    for (const ComparedProfile& profile : report_.profiles) {
      for (const Change<T>& change : profile.difference.*which) {
        if (!std::exchange(any, true)) heading(words(heading_text));
        say_of(profile, change);
      }
    }
  }

  void amounts() {
    list(Phrase::HeadingSums, &Difference::amounts, [&](const auto& profile, const auto& change) {
      const AmountResult& one = change.one();
      thing(profile, named(one, profile, change.after != nullptr), amountsText(change.before, change.after),
            one.cites, change.because);
    });
  }

  void benefits() {
    list(Phrase::HeadingBenefitsDiffer, &Difference::benefits, [&](const auto& profile, const auto& change) {
      const AmountResult& one = change.one().amount;
      thing(profile, named(one, profile, change.after != nullptr),
            {Phrase::Becomes, {benefitText(change.before), benefitText(change.after)}}, one.cites,
            change.because);
    });
  }

  void status() {
    list(Phrase::HeadingStatusDiffers, &Difference::derived, [&](const auto& profile, const auto& change) {
      const auto value = [](const Derived* one) { return one ? one->value : Message(Phrase::NotThere); };
      const Derived& one = change.one();
      thing(profile, named(one.id, in(one.title)),
            {Phrase::Becomes, {value(change.before), value(change.after)}}, one.cites, change.because);
    });
  }

  // Of several companies each pack is named once.
  void packs() {
    std::set<std::string> seen;
    bool any = false;
    for (const ComparedProfile& profile : report_.profiles) {
      for (const Change<PackUse>& change : profile.difference.packs) {
        const Message text(Phrase::Labelled, {verbatim(change.one().id), packsText(change)});
        if (!seen.insert(say(text, Language::English)).second) continue;
        if (!std::exchange(any, true)) heading(words(Phrase::HeadingPacksDiffer));
        out += wrapped("  ", words(text), options.width);
      }
    }
  }

  const DifferenceReport& report_;
  ChangeCounts counts_;
};

}  // namespace

std::string differenceText(const DifferenceReport& report, const ReportOptions& options) {
  return DifferenceText(report, options).run();
}

}  // namespace jurat
