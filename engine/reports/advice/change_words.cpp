#include "engine/reports/advice/change_words.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

Message outcomeText(const Finding* finding) {
  if (finding == nullptr) return Phrase::NotThere;
  const bool open = finding->outcome == Outcome::Undetermined || finding->outcome == Outcome::Review;
  if (!open || finding->could_be.empty()) return phraseOf(finding->outcome);
  return {Phrase::Aside, {phraseOf(finding->outcome), couldBeText(*finding)}};
}

Message inForce(const Finding& finding) {
  if (finding.outcome != Outcome::NotInForce) return {};
  if (finding.next) return {Phrase::InForceFrom, {verbatim(toText(*finding.next))}};
  if (finding.ended) return {Phrase::InForceUntil, {verbatim(toText(*finding.ended))}};
  return Phrase::InForceOpen;
}

Message lateness(const Finding& finding) {
  if (finding.late_days) return {Phrase::DaysLate, {verbatim(std::to_string(*finding.late_days))}};
  return finding.overdue ? Phrase::DeadlineOver : Phrase::OnTime;
}

Message names(const std::vector<std::string>& list) {
  if (list.empty()) return {};
  std::vector<Message> out;
  for (const std::string& one : list) out.push_back(verbatim(one));
  return {Phrase::Enumeration, std::move(out)};
}

template <typename T>
bool has(const Change<T>& change, Field field) {
  return std::find(change.fields.begin(), change.fields.end(), field) != change.fields.end();
}

// Nothing was looked at behind it.
bool weightless(Outcome outcome) {
  return outcome == Outcome::NotInForce || outcome == Outcome::NotApplicable;
}

Message confidence(const Finding& finding) {
  const Message said = confidenceOf(finding.confidence);
  if (!said.empty()) return said;
  return finding.unconfirmed ? Message(Phrase::ConfidenceUnconfirmed) : Message();
}

}  // namespace

std::string_view fieldCode(Field field) {
  constexpr std::string_view kCodes[] = {
      "outcome",    "could_be", "due",     "late",  "in_force", "exceptions", "severity", "strength", "cites",
      "confidence", "amount",   "missing", "state", "value",    "version",    "status",   "loaded"};
  return kCodes[static_cast<std::size_t>(field)];
}

std::string_view turnCode(Turn turn) {
  constexpr std::string_view kCodes[] = {"worse", "better", "neither"};
  return kCodes[static_cast<std::size_t>(turn)];
}

std::string_view reasonCode(ReasonKind kind) {
  constexpr std::string_view kCodes[] = {
      "takes_effect", "ended",       "law_changes",     "deadline",     "day",
      "answer",       "subject_new", "subject_gone",    "rule_new",     "rule_gone",
      "rule_text",    "pack_called", "pack_not_called", "pack_version", "not_found"};
  return kCodes[static_cast<std::size_t>(kind)];
}

Message reasonText(const ChangeReason& reason) {
  const Message day = reason.day ? verbatim(toText(*reason.day)) : Message();
  const Message name = verbatim(reason.name);
  switch (reason.kind) {
    case ReasonKind::TakesEffect:
      return {Phrase::ChangeTakesEffect, {day}};
    case ReasonKind::Ended:
      return {Phrase::ChangeEnded, {day}};
    case ReasonKind::LawChanges:
      return {Phrase::ChangeLaw, {name, day}};
    case ReasonKind::DeadlinePassed:
      return {Phrase::ChangeDeadline, {day}};
    case ReasonKind::Day:
      return {Phrase::ChangeDay, {day}};
    case ReasonKind::Answer:
      return {Phrase::Labelled, {name, {Phrase::Becomes, {reason.before, reason.after}}}};
    case ReasonKind::SubjectNew:
      return {Phrase::ChangeSubjectNew, {name}};
    case ReasonKind::SubjectGone:
      return {Phrase::ChangeSubjectGone, {name}};
    case ReasonKind::RuleNew:
      return {Phrase::ChangeRuleNew, {name}};
    case ReasonKind::RuleGone:
      return {Phrase::ChangeRuleGone, {name}};
    case ReasonKind::RuleText:
      return {Phrase::ChangeRuleText, {name}};
    case ReasonKind::PackCalled:
      return {Phrase::ChangePackCalled, {name}};
    case ReasonKind::PackNotCalled:
      return {Phrase::ChangePackNotCalled, {name}};
    case ReasonKind::PackVersion:
      return {Phrase::ChangePackVersion, {name, reason.before, reason.after}};
    case ReasonKind::Open:
      return Phrase::ChangeOpen;
  }
  return Phrase::ChangeOpen;
}

std::pair<Message, Message> sidesOf(const Change<Finding>& change, Field field) {
  const auto both = [&](const auto& say) {
    return std::pair(change.before ? Message(say(*change.before)) : Message(),
                     change.after ? Message(say(*change.after)) : Message());
  };
  switch (field) {
    case Field::Outcome:
      return both([](const Finding& one) { return Message(phraseOf(one.outcome)); });
    case Field::CouldBe:
      return both([](const Finding& one) { return one.could_be.empty() ? Message() : couldBeText(one); });
    case Field::Due:
      return both(
          [](const Finding& one) { return one.due.empty() && !one.due_open ? Message() : dueText(one); });
    case Field::Late:
      return both(lateness);
    case Field::InForce:
      return both(inForce);
    case Field::Except:
      return both([](const Finding& one) { return names(one.exceptions); });
    case Field::Severity:
      return both([](const Finding& one) { return Message(phraseOf(one.severity)); });
    case Field::Strength:
      return both([](const Finding& one) { return Message(phraseOf(one.strength)); });
    case Field::Law:
      return both([](const Finding& one) { return names(one.cites); });
    case Field::Standing:
      return both(confidence);
    case Field::Amount:
    case Field::Missing:
    case Field::State:
    case Field::Says:
    case Field::Version:
    case Field::Status:
    case Field::Loaded:
      break;
  }
  return {};
}

Message gradeText(const Finding& finding) {
  if (finding.strength == checked::Strength::Must) return phraseOf(finding.severity);
  return {Phrase::Enumeration, {phraseOf(finding.severity), phraseOf(finding.strength)}};
}

Message outcomesText(const Change<Finding>& change) {
  const Message before = outcomeText(change.before), after = outcomeText(change.after);
  if (before == after) return after;
  return {Phrase::Becomes, {before, after}};
}

Message amountsText(const AmountResult* before, const AmountResult* after) {
  const auto text = [](const AmountResult* amount) {
    return amount ? amountText(*amount) : Message(Phrase::NotThere);
  };
  const Message one = text(before), two = text(after);
  return one == two ? two : Message(Phrase::Becomes, {one, two});
}

Message benefitText(const BenefitResult* benefit) {
  if (benefit == nullptr) return Phrase::NotThere;
  if (benefit->outcome == BenefitOutcome::NotInForce || benefit->outcome == BenefitOutcome::NotEligible)
    return phraseOf(benefit->outcome);
  return {Phrase::Apposition, {phraseOf(benefit->outcome), amountText(benefit->amount)}};
}

Message packsText(const Change<PackUse>& change) {
  if (!has(change, Field::Loaded) && !has(change, Field::Version))
    return {Phrase::Becomes, {phraseOf(change.before->status), phraseOf(change.after->status)}};
  const auto text = [](const PackUse* pack) -> Message {
    if (pack == nullptr) return Phrase::NotThere;
    if (!pack->loaded) return Phrase::PackApart;
    return {Phrase::PackThere, {verbatim(pack->version)}};
  };
  return {Phrase::Becomes, {text(change.before), text(change.after)}};
}

Message stakeText(const ExposureLine* line, const Assessment& assessment) {
  if (line == nullptr) return Phrase::None;
  const AmountResult& amount = assessment.amounts[line->amount];
  Message text(Phrase::Labelled, {verbatim(line->party), upTo(amount)});
  if (!amount.cites.empty()) text = {Phrase::Aside, {text, verbatim(amount.cites.front())}};
  if (line->state == ExposureState::From && line->from)
    text = {Phrase::StakeFrom, {text, verbatim(toText(*line->from))}};
  if (line->state == ExposureState::Possible) text = {Phrase::StakePossible, {text}};
  if (line->state == ExposureState::Conditional) text = {Phrase::StakeConditional, {text}};
  if (line->once) text = {Phrase::StakeOnce, {text}};
  return text;
}

std::vector<std::pair<Phrase, Message>> furtherText(const Change<Finding>& change) {
  constexpr std::pair<Field, Phrase> kLabels[] = {
      {Field::Due, Phrase::LabelDue},           {Field::Late, Phrase::LabelLate},
      {Field::InForce, Phrase::LabelInForce},   {Field::Except, Phrase::LabelExcept},
      {Field::Severity, Phrase::LabelSeverity}, {Field::Strength, Phrase::LabelStrength},
      {Field::Law, Phrase::LabelLaw},           {Field::Standing, Phrase::LabelStanding}};
  // What goes without saying once the outcome is said: that it is in force now, that its deadline is over.
  const bool other = has(change, Field::Outcome);
  const bool fresh = other && (change.before == nullptr || weightless(change.before->outcome));
  std::vector<std::pair<Phrase, Message>> out;
  for (const auto& [field, label] : kLabels) {
    if (!has(change, field) || (other && field == Field::InForce) || (fresh && field == Field::Standing))
      continue;
    if (other && field == Field::Late && !(change.after && change.after->late_days)) continue;
    auto [before, after] = sidesOf(change, field);
    if (before == after) continue;
    if (before.empty()) {
      out.emplace_back(label, std::move(after));
    } else {
      if (after.empty()) after = Phrase::None;
      out.emplace_back(label, Message(Phrase::Becomes, {std::move(before), std::move(after)}));
    }
  }
  return out;
}

bool concerns(const Change<Finding>& change) {
  return (change.before && asksForAction(change.before->outcome)) ||
         (change.after && asksForAction(change.after->outcome));
}

std::vector<ChangeGroup> groupsOf(const DifferenceReport& report, Turn turn) {
  std::vector<ChangeGroup> groups;
  std::map<std::string, std::size_t> known;
  for (const ComparedProfile& profile : report.profiles) {
    for (const Change<Finding>& change : profile.difference.findings) {
      if (change.turn != turn || !concerns(change)) continue;
      std::string key = change.one().id + "\n" + say(outcomesText(change), Language::English);
      for (const auto& [label, text] : furtherText(change)) key += "\n" + say(text, Language::English);
      for (const ChangeReason& reason : change.because)
        key += "\n" + say(reasonText(reason), Language::English);
      const auto [at, fresh] = known.emplace(std::move(key), groups.size());
      if (fresh) groups.push_back({&change, &profile, {}});
      groups[at->second].where.emplace_back(&profile, &change.one());
    }
  }
  if (report.profiles.size() < 2) return groups;
  const auto rank = [](const ChangeGroup& group) {
    const Finding* after = group.first->after;
    const bool violated = after && (after->outcome == Outcome::Violated || after->outcome == Outcome::Error);
    return std::tuple(!violated, -static_cast<int>(group.first->one().severity),
                      -static_cast<std::int64_t>(group.where.size()));
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const ChangeGroup& a, const ChangeGroup& b) { return rank(a) < rank(b); });
  return groups;
}

ChangeCounts countsOf(const DifferenceReport& report) {
  ChangeCounts counts;
  const auto open = [&](const auto& changes) {
    for (const auto& change : changes) {
      for (const ChangeReason& reason : change.because)
        counts.without_reason += reason.kind == ReasonKind::Open ? 1 : 0;
    }
  };
  for (const ComparedProfile& profile : report.profiles) {
    const Difference& difference = profile.difference;
    counts.differing += difference.empty() ? 0 : 1;
    open(difference.findings);
    open(difference.amounts);
    open(difference.benefits);
    open(difference.derived);
    for (const Change<Finding>& change : difference.findings) {
      if (!concerns(change)) {
        ++counts.quiet;
        continue;
      }
      const bool violated = change.after && change.after->outcome == Outcome::Violated &&
                            !(change.before && change.before->outcome == Outcome::Violated);
      counts.violated += violated ? 1 : 0;
      ++(change.turn == Turn::Worse    ? counts.worse
         : change.turn == Turn::Better ? counts.better
                                       : counts.other);
    }
  }
  return counts;
}

ChangeTotals totalsOf(const DifferenceReport& report) {
  const ChangeCounts counts = countsOf(report);
  return {counts.worse, counts.violated,
          counts.differing + report.only_before.size() + report.only_after.size()};
}

Message onlyText(const std::vector<std::string>& files, std::size_t most) {
  std::vector<Message> names;
  for (const std::string& file : files) {
    if (names.size() < most) names.push_back(verbatim(file));
  }
  const std::size_t more = files.size() - names.size();
  Message text(Phrase::Enumeration, std::move(names));
  return more == 0 ? text : Message(Phrase::ListAndMore, {std::move(text), number(more)});
}

const Finding& findingOf(const ComparedProfile& profile, const Change<ExposureLine>& change) {
  const Assessment& own = change.after ? *profile.difference.after : *profile.difference.before;
  return own.findings[change.one().finding];
}

std::vector<const Change<ExposureLine>*> stakesOf(const ComparedProfile& profile,
                                                  const Change<Finding>& change) {
  std::vector<const Change<ExposureLine>*> out;
  for (const Change<ExposureLine>& stake : profile.difference.exposures) {
    const Finding& finding = findingOf(profile, stake);
    if (&finding == change.before || &finding == change.after) out.push_back(&stake);
  }
  return out;
}

std::string placeOf(const ChangeReason& reason, const ComparedProfile& profile,
                    const ReportOptions& options) {
  // Of an answer that is tried, what stands in the profile is the place to go to.
  const bool then = reason.kind == ReasonKind::Answer && reason.place_before.known();
  const bool now = reason.place_after.known() && !then;
  const Side& side = now ? profile.after : profile.before;
  const std::optional<Place> place = side.sources->place(now ? reason.place_after : reason.place_before);
  if (!place) return {};
  return pathFrom(place->file, options.directory) + ":" + std::to_string(place->line);
}

}  // namespace jurat
