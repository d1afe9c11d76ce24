// findReasons(): answers, days and wordings that differ, held against what each thing rests on.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/advice/change/difference.h"
#include "engine/advice/change/known_side.h"
#include "engine/compile/rule_set.h"

namespace jurat {
namespace {

using checked::DeclarationId;

// What is asked about: a declaration on each side, and what is known of why it was decided.
struct Asked {
  std::string id;                         // of the declaration, without its option
  std::string subject;                    // path; empty: none
  std::set<std::string> facts{};          // paths of what decided, and of what was missing
  std::optional<Date> effect{}, ended{};  // of the declaration itself
  std::optional<Date> deadline{};
};

std::string withoutOption(const std::string& id) { return id.substr(0, id.find('[')); }

bool isUnder(const std::string& path, const std::string& above) {
  return path.size() >= above.size() && path.compare(0, above.size(), above) == 0 &&
         (path.size() == above.size() || path[above.size()] == '.' || path[above.size()] == '[');
}

void addFacts(const Reason& reason, const Side& side, std::set<std::string>& out) {
  if (reason.fact != FactId{kNoId} && reason.instance != InstanceId{kNoId} &&
      raw(reason.instance) < side.profile->instances.size()) {
    // The text ends in the fact's name, with the option of a fact that has one value for each.
    const std::string text = say(reason.text, Language::English);
    const std::string& name = side.rules->vocabulary().facts[reason.fact].name;
    const std::size_t at = text.rfind(name);
    out.insert(pathOf(*side.profile, side.rules->vocabulary(), reason.instance) + "." +
               (at == std::string::npos ? name : text.substr(at)));
  }
  for (const Reason& child : reason.children) addFacts(child, side, out);
}

void addFacts(const std::vector<Missing>& missing, std::set<std::string>& out) {
  for (const Missing& one : missing) {
    if (!one.path.empty()) out.insert(one.path);
  }
}

class Finder {
 public:
  Finder(Difference& difference, const Side& before, const Side& after)
      : out_(difference), before_(before), after_(after) {
    same_rules_ = before.rules == after.rules;
    from_ = before.assessment->as_of.day;
    to_ = after.assessment->as_of.day;
    same_day_ = from_ == to_ && before.assessment->as_of.moment == after.assessment->as_of.moment;
    for (const SubjectChange& subject : out_.subjects) came_[subject.path] = subject.came;
    for (const Change<PackUse>& pack : out_.packs) packs_[pack.one().id] = &pack;
  }

  void find() {
    for (Change<PackUse>& pack : out_.packs) pack.because = ofPack(pack);
    for (Change<Finding>& change : out_.findings) change.because = ofFinding(change);
    for (Change<AmountResult>& change : out_.amounts)
      change.because = ofAmount(change.before, change.after, {});
    for (Change<BenefitResult>& change : out_.benefits) change.because = ofBenefit(change);
    for (Change<Derived>& change : out_.derived) change.because = ofDerived(change);
    for (Change<ExposureLine>& change : out_.exposures) change.because = ofExposure(change);
  }

 private:
  using List = std::vector<ChangeReason>;

  // ---- what each kind of thing rests on

  List ofFinding(const Change<Finding>& change) {
    Asked asked{.id = withoutOption(change.one().id), .subject = change.one().subject_path};
    for (const auto& [finding, side] :
         {std::pair(change.before, &before_), std::pair(change.after, &after_)}) {
      if (finding == nullptr) continue;
      addFacts(finding->reason, side->side, asked.facts);
      addFacts(finding->missing, asked.facts);
    }
    if (change.before && change.before->outcome == Outcome::NotInForce) {
      asked.effect = change.before->next;
      if (from_ > to_) asked.ended = change.before->ended;
    }
    if (change.after && change.after->outcome == Outcome::NotInForce) {
      asked.ended = change.after->ended;
      if (from_ > to_) asked.effect = change.after->next;
    }
    for (const Finding* finding : {change.before, change.after}) {
      const bool timed = finding != nullptr && finding->due.size() >= 10 &&
                         (finding->outcome == Outcome::Pending || finding->overdue);
      if (timed) asked.deadline = parseDate(finding->due.substr(0, 10));
    }
    return of(asked, change.before != nullptr, change.after != nullptr);
  }

  List ofAmount(const AmountResult* before, const AmountResult* after, std::set<std::string> facts) {
    const AmountResult& one = after ? *after : *before;
    const Side& side = after ? after_.side : before_.side;
    Asked asked{.id = withoutOption(one.id), .subject = "", .facts = std::move(facts)};
    if (one.subject != InstanceId{kNoId} && raw(one.subject) < side.profile->instances.size())
      asked.subject = pathOf(*side.profile, side.rules->vocabulary(), one.subject);
    if (before != nullptr && after != nullptr && before->in_force != after->in_force)
      asked.effect = before->in_force ? after->next : before->next;
    return of(asked, before != nullptr, after != nullptr);
  }

  List ofBenefit(const Change<BenefitResult>& change) {
    std::set<std::string> facts;
    if (change.before) addFacts(change.before->reason, before_.side, facts);
    if (change.after) addFacts(change.after->reason, after_.side, facts);
    return ofAmount(change.before ? &change.before->amount : nullptr,
                    change.after ? &change.after->amount : nullptr, std::move(facts));
  }

  List ofDerived(const Change<Derived>& change) {
    return of({.id = withoutOption(change.one().id), .subject = ""}, change.before != nullptr,
              change.after != nullptr);
  }

  // An exposure comes with its finding and is as high as its amount.
  List ofExposure(const Change<ExposureLine>& change) {
    const Assessment& own = change.after ? *out_.after : *out_.before;
    const Finding& finding = own.findings[change.one().finding];
    for (const Change<Finding>& other : out_.findings) {
      if (other.one().id == finding.id && other.one().subject_path == finding.subject_path)
        return other.because;
    }
    return of({.id = withoutOption(finding.id), .subject = finding.subject_path}, true, true);
  }

  List ofPack(const Change<PackUse>& change) {
    List out;
    const PackUse& one = change.one();
    for (std::size_t i = 0; i < out_.answers.size(); ++i) {
      const AnswerChange& answer = out_.answers[i];
      if (answer.kind == AnswerChange::Kind::Frameworks || callsBy(before_, one.id, answer.fact_before) ||
          callsBy(after_, one.id, answer.fact_after))
        add(out, byAnswer(i));
    }
    if (change.before && change.after && change.before->version != change.after->version)
      out.push_back(byVersion(change));
    if (out.empty() && !same_day_) out.push_back(byDay());
    if (out.empty() && !same_rules_ && (!change.before || !change.after))
      out.push_back({.kind = change.after ? ReasonKind::RuleNew : ReasonKind::RuleGone, .name = one.id});
    if (out.empty()) out.push_back({});
    return out;
  }

  static bool callsBy(const KnownSide& side, const std::string& id, FactId fact) {
    if (fact == FactId{kNoId}) return false;
    for (const checked::Pack& pack : side.program().packs) {
      if (pack.id == id)
        return std::find(pack.called_by.begin(), pack.called_by.end(), fact) != pack.called_by.end();
    }
    return false;
  }

  // ---- why

  List of(const Asked& asked, bool was, bool is) {
    List out;
    if (was != is && presence(asked, is, out)) return out;
    answers(asked, out);
    if (!same_day_) days(asked, out);
    if (!same_rules_) wordings(asked, out);
    if (out.empty() && was != is) packOf(asked.id, out);
    if (out.empty() && !same_day_) out.push_back(byDay());
    if (out.empty()) out.push_back({});
    return out;
  }

  // Of what stands on one side alone: its subject or its rule does, or its pack is not called for.
  bool presence(const Asked& asked, bool is, List& out) {
    const auto subject = came_.find(asked.subject);
    if (subject != came_.end()) {
      for (std::size_t i = 0; i < out_.answers.size(); ++i) {
        const AnswerChange& answer = out_.answers[i];
        if (answer.kind == AnswerChange::Kind::Entry && isUnder(asked.subject, answer.path)) {
          ChangeReason reason{.kind = subject->second ? ReasonKind::SubjectNew : ReasonKind::SubjectGone,
                              .name = answer.path,
                              .answer = i,
                              .place_before = answer.place_before,
                              .place_after = answer.place_after};
          out.push_back(std::move(reason));
          return true;
        }
      }
    }
    const KnownSide &has = is ? after_ : before_, &lacks = is ? before_ : after_;
    if (!lacks.find(asked.id)) {
      packOf(asked.id, out);
      if (!out.empty()) return true;
      ChangeReason reason{.kind = is ? ReasonKind::RuleNew : ReasonKind::RuleGone, .name = asked.id};
      const std::optional<DeclarationId> declared = has.find(asked.id);
      if (declared)
        (is ? reason.place_after : reason.place_before) = has.program().declarations[*declared].name_span;
      out.push_back(std::move(reason));
      return true;
    }
    packOf(asked.id, out);
    return !out.empty();
  }

  // Its pack is called for on one side alone: for the same reasons.
  void packOf(const std::string& id, List& out) {
    const auto found = packs_.find(id.substr(0, id.find('/')));
    if (found == packs_.end()) return;
    const Change<PackUse>& pack = *found->second;
    const bool was = pack.before && pack.before->loaded, is = pack.after && pack.after->loaded;
    if (was == is) return;
    out.push_back({.kind = is ? ReasonKind::PackCalled : ReasonKind::PackNotCalled, .name = pack.one().id});
    for (const ChangeReason& reason : pack.because) {
      if (reason.kind == ReasonKind::Answer || reason.kind == ReasonKind::PackVersion) add(out, reason);
    }
  }

  void answers(const Asked& asked, List& out) {
    for (std::size_t i = 0; i < out_.answers.size(); ++i) {
      if (decided(out_.answers[i], asked)) add(out, byAnswer(i));
    }
    if (!out.empty()) return;
    // What decided may be cut short, and amounts have none: then whatever it may read.
    for (std::size_t i = 0; i < out_.answers.size(); ++i) {
      if (mayBeRead(out_.answers[i], asked)) add(out, byAnswer(i));
    }
  }

  static bool decided(const AnswerChange& answer, const Asked& asked) {
    if (answer.kind == AnswerChange::Kind::Entry || answer.kind == AnswerChange::Kind::List) {
      return std::any_of(asked.facts.begin(), asked.facts.end(),
                         [&](const std::string& fact) { return isUnder(fact, answer.path); });
    }
    return asked.facts.contains(answer.path);
  }

  bool mayBeRead(const AnswerChange& answer, const Asked& asked) {
    const auto reads = [&](KnownSide& side, FactId fact, EntityId entity) {
      const std::optional<DeclarationId> declared = side.find(asked.id);
      if (!declared) return false;
      const LawRead& read = side.law.of(*declared);
      return (fact != FactId{kNoId} && read.facts.contains(fact)) ||
             (entity != EntityId{kNoId} && read.entities.contains(entity));
    };
    if (answer.kind == AnswerChange::Kind::Frameworks) return false;
    if (answer.kind == AnswerChange::Kind::Rates) return true;
    // Of another entry of the subject's own list nothing is read but through the list.
    const std::string holder = answer.path.substr(0, answer.path.rfind('.'));
    const bool related = asked.subject.empty() || isUnder(asked.subject, holder) ||
                         isUnder(holder, asked.subject) ||
                         !isUnder(holder, asked.subject.substr(0, asked.subject.find_last_of('[')));
    return related && (reads(before_, answer.fact_before, answer.entity_before) ||
                       reads(after_, answer.fact_after, answer.entity_after));
  }

  // ---- days

  // Whether the check moved over it: it began or ended between the two days.
  bool crossed(Date day) const { return std::min(from_, to_) < day && day <= std::max(from_, to_); }

  void days(const Asked& asked, List& out) {
    if (asked.effect && crossed(*asked.effect)) {
      // Backwards too: what the law says of that day is the same.
      out.push_back(lawDay(ReasonKind::TakesEffect, asked.id, *asked.effect));
      return;
    }
    if (asked.ended && crossed(*asked.ended)) {
      out.push_back(lawDay(ReasonKind::Ended, asked.id, *asked.ended));
      return;
    }
    if (asked.deadline && *asked.deadline >= std::min(from_, to_) && *asked.deadline < std::max(from_, to_)) {
      out.push_back(lawDay(ReasonKind::DeadlinePassed, asked.id, *asked.deadline));
      return;
    }
    const std::optional<DeclarationId> declared = after_.find(asked.id);
    if (!declared) return;
    std::size_t found = 0;
    for (const DeclarationId each : after_.law.of(*declared).declarations) {
      for (const LawDay& day : after_.law.daysOf(each)) {
        if (!crossed(day.day) || ++found > kReasonsOfAKind) continue;
        ChangeReason reason{.kind = ReasonKind::LawChanges,
                            .name = after_.program().id(each),
                            .day = day.day,
                            .place_after = day.place};
        if (same_rules_) reason.place_before = day.place;
        add(out, std::move(reason));
        break;
      }
    }
  }

  ChangeReason lawDay(ReasonKind kind, const std::string& id, Date day) const {
    ChangeReason reason{.kind = kind, .name = id, .day = day};
    if (const std::optional<DeclarationId> declared = after_.find(id))
      reason.place_after = after_.program().declarations[*declared].name_span;
    if (const std::optional<DeclarationId> declared = before_.find(id))
      reason.place_before = before_.program().declarations[*declared].name_span;
    return reason;
  }

  ChangeReason byDay() const { return {.kind = ReasonKind::Day, .name = "", .day = to_}; }

  // ---- wordings

  void wordings(const Asked& asked, List& out) {
    addWordings(before_, after_, asked.id, out);
    const auto pack = packs_.find(asked.id.substr(0, asked.id.find('/')));
    const bool newer = pack != packs_.end() && pack->second->before && pack->second->after &&
                       pack->second->before->version != pack->second->after->version;
    const bool worded = std::any_of(out.begin(), out.end(), [](const ChangeReason& reason) {
      return reason.kind == ReasonKind::RuleText;
    });
    if (!worded && newer) out.push_back(byVersion(*pack->second));
  }

  ChangeReason byVersion(const Change<PackUse>& pack) const {
    return {.kind = ReasonKind::PackVersion,
            .name = pack.one().id,
            .before = verbatim(pack.before->version),
            .after = verbatim(pack.after->version)};
  }

  ChangeReason byAnswer(std::size_t index) const {
    const AnswerChange& answer = out_.answers[index];
    return {.kind = ReasonKind::Answer,
            .name = answer.path,
            .answer = index,
            .before = answer.before,
            .after = answer.after,
            .place_before = answer.place_before,
            .place_after = answer.place_after};
  }

  static void add(List& out, ChangeReason reason) { addOnce(out, std::move(reason)); }

  Difference& out_;
  KnownSide before_, after_;
  bool same_rules_ = false, same_day_ = false;
  Date from_, to_;
  std::map<std::string, bool> came_;
  std::map<std::string, const Change<PackUse>*> packs_;
};

}  // namespace

void findReasons(Difference& difference, const Side& before, const Side& after) {
  difference.answers =
      changedAnswers(*before.profile, before.rules->vocabulary(), *after.profile, after.rules->vocabulary());
  Finder(difference, before, after).find();
}

}  // namespace jurat
