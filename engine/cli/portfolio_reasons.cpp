#include "engine/cli/portfolio_reasons.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jurat {
namespace {

class ReasonFinder {
 public:
  ReasonFinder(PortfolioDifference& difference, bool same_records, const ComparedSide& before,
               const ComparedSide& after)
      : difference_(difference), same_records_(same_records), before_(before), after_(after) {}

  void run() {
    choose();
    for (const RecordPair* records : order_) lookAt(*records);
  }

 private:
  // A group, and the company of it whose records these are.
  struct Place {
    PortfolioGroup* group;
    const PortfolioCompany* company;
  };

  void choose() {
    for (std::size_t nth = 0; nth < kLookedAt; ++nth) {
      for (PortfolioGroup& group : difference_.groups) {
        if (!group.concerns() || nth >= group.examples.size()) continue;
        const PortfolioCompany& company = group.examples[nth];
        const RecordPair* records = company.records.get();
        if (records == nullptr) continue;
        if (!places_.contains(records)) {
          if (order_.size() == kLookedAtInAll) continue;
          order_.push_back(records);
        }
        places_[records].push_back({&group, &company});
      }
    }
  }

  // The record as a document of the session; nothing where its sources are full.
  static std::optional<ProfileText> document(Session& session, const std::string& text,
                                             const std::string& name) {
    if (!session.sources.fits(text.size())) return std::nullopt;
    const SourceFile& source = session.sources.add(name, text);
    std::optional<Datum> document = readJson(source, session.limits, session.diagnostics);
    if (!document) return std::nullopt;
    return ProfileText{&source, std::move(*document), false};
  }

  static ComparedSide sideLike(const ComparedSide& side, const ProfileText& text) {
    ComparedSide out;
    out.session = side.session;
    out.as_of = side.as_of;
    out.rules = side.rules;
    out.others = side.others;
    out.texts.push_back(text);
    out.evaluateAll();
    return out;
  }

  void lookAt(const RecordPair& records) {
    const std::vector<Place>& places = places_.at(&records);
    const std::string& name = places.front().company->name;
    const std::optional<ProfileText> one = document(*before_.session, records.before, name);
    const bool shared = same_records_ && before_.session == after_.session;
    const std::optional<ProfileText> two = shared ? one : document(*after_.session, records.after, name);
    if (!one || !two) return;
    const ComparedSide before = sideLike(before_, *one), after = sideLike(after_, *two);
    const DifferenceReport report = compared(before, after);
    for (const ComparedProfile& profile : report.profiles) {
      for (const Place& place : places) look(profile.difference, *place.company, *place.group);
    }
  }

  static void look(const Difference& difference, const PortfolioCompany& company, PortfolioGroup& group) {
    const std::vector<Change<Finding>>& all = difference.findings;
    const auto change = std::find_if(all.begin(), all.end(), [&](const Change<Finding>& one) {
      const std::string& path = one.after ? company.subject_path_after : company.subject_path_before;
      return one.one().id == group.rule && one.one().subject_path == path;
    });
    if (change == all.end() || !sameOutcome(change->before, group.before) ||
        !sameOutcome(change->after, group.after))
      return;
    ++group.looked_at;
    if (change->before && group.before) group.before->cites = change->before->cites;
    if (change->after && group.after) group.after->cites = change->after->cites;
    for (const ChangeReason& reason : change->because) add(reason, group);
  }

  static bool sameOutcome(const Finding* one, const std::optional<Finding>& two) {
    return (one != nullptr) == two.has_value() && (one == nullptr || one->outcome == two->outcome);
  }

  static void add(const ChangeReason& reason, PortfolioGroup& group) {
    const auto same = std::find_if(group.because.begin(), group.because.end(), [&](const SeenReason& seen) {
      return seen.reason.kind == reason.kind && seen.reason.name == reason.name &&
             seen.reason.day == reason.day && seen.reason.before == reason.before &&
             seen.reason.after == reason.after;
    });
    if (same == group.because.end()) {
      group.because.push_back({.reason = reason});
    } else {
      ++same->seen;
    }
  }

  PortfolioDifference& difference_;
  bool same_records_;
  const ComparedSide &before_, &after_;
  std::vector<const RecordPair*> order_;
  std::map<const RecordPair*, std::vector<Place>> places_;  // looked up only
};

}  // namespace

void findPortfolioReasons(PortfolioDifference& difference, bool same_records, const ComparedSide& before,
                          const ComparedSide& after) {
  ReasonFinder(difference, same_records, before, after).run();
}

}  // namespace jurat
