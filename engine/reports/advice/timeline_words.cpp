#include "engine/reports/advice/timeline_words.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/reports/report.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

bool quiet(const RuleState& state) {
  return !state.runs || state.outcome == Outcome::NotInForce || state.outcome == Outcome::NotApplicable;
}

bool quiet(const BenefitState& state) {
  return !state.runs || state.outcome == BenefitOutcome::NotInForce ||
         state.outcome == BenefitOutcome::NotEligible;
}

Message orAll(const std::vector<Phrase>& phrases) {
  std::vector<Message> parts(phrases.begin(), phrases.end());
  return {Phrase::Alternatives, std::move(parts)};
}

Message dueOf(const DateChange& change, const Number& due) {
  const std::int64_t at = due.toInt64().value_or(0);
  return verbatim(change.due_moment ? toText(Moment{at, 0}) : toText(Date{static_cast<std::int32_t>(at)}));
}

Message withDue(Message text, const DateChange& change, const RuleState& state) {
  if (!state.due) return state.due_open ? Message(Phrase::DueUnknown, {std::move(text)}) : text;
  Message day = dueOf(change, *state.due);
  if (state.due_open) day = {Phrase::DueAtEarliest, {std::move(day)}};
  return {Phrase::DueOn, {std::move(text), std::move(day)}};
}

// `apart`: the outcome is the same before and after, so what differs is said with it.
Message stateText(const DateChange& change, const RuleState& state, bool apart) {
  if (!state.runs) return Phrase::ComingNotRun;
  Message text = phraseOf(state.outcome);
  if (!state.could_be.empty()) {
    std::vector<Phrase> could;
    for (const Outcome each : state.could_be) could.push_back(phraseOf(each));
    text = {Phrase::Aside, {std::move(text), orAll(could)}};
  }
  const bool dues = change.before.due != change.after.due || change.before.due_open != change.after.due_open;
  if (state.outcome == Outcome::Pending || (apart && dues)) text = withDue(std::move(text), change, state);
  if (apart && !dues) {
    for (const RuleState::Exposure& line : state.exposures) {
      Message exposure = phraseOf(line.state);
      if (line.from) exposure = verbatim(toText(*line.from));
      text = {Phrase::Apposition, {std::move(text), std::move(exposure)}};
      break;
    }
  }
  return text;
}

Message stateText(const AmountState& state) {
  return state.runs ? amountText(state.amount) : Message(Phrase::ComingNotRun);
}

Message stateText(const BenefitState& state) {
  if (!state.runs) return Phrase::ComingNotRun;
  Message text = phraseOf(state.outcome);
  if (!state.could_be.empty()) {
    std::vector<Phrase> could;
    for (const BenefitOutcome each : state.could_be) could.push_back(phraseOf(each));
    text = {Phrase::Aside, {std::move(text), orAll(could)}};
  }
  if (state.outcome == BenefitOutcome::NotInForce || state.outcome == BenefitOutcome::NotEligible)
    return text;
  return {Phrase::Apposition, {std::move(text), amountText(state.amount)}};
}

struct States {
  Message before, after;
  Message becomes() const { return before == after ? before : Message(Phrase::Becomes, {before, after}); }
};

States statesOf(const DateChange& change) {
  switch (change.about) {
    case DateChange::About::Amount:
      return {stateText(*change.amount_before), stateText(*change.amount_after)};
    case DateChange::About::Benefit:
      return {stateText(*change.benefit_before), stateText(*change.benefit_after)};
    case DateChange::About::Waiver:
      return {};
    case DateChange::About::Rule:
      break;
  }
  const bool apart =
      change.before.outcome == change.after.outcome && change.before.could_be == change.after.could_be;
  return {stateText(change, change.before, apart), stateText(change, change.after, apart)};
}

Message withBaseline(const DateChange& change, Message text) {
  if (!change.known_since) return text;
  Message since(Phrase::GateKnownSince, {verbatim(toText(*change.known_since))});
  return {Phrase::Aside, {std::move(text), std::move(since)}};
}

}  // namespace

bool concernsAnybody(const DateChange& change) {
  switch (change.about) {
    case DateChange::About::Rule:
      return !quiet(change.before) || !quiet(change.after);
    case DateChange::About::Benefit:
      return !quiet(*change.benefit_before) || !quiet(*change.benefit_after);
    case DateChange::About::Amount:
    case DateChange::About::Waiver:
      return true;
  }
  return true;
}

Message reasonText(const DateChange& change) {
  switch (change.reason) {
    case DateReason::Unknown:  // only where it changes every day something is counted by the day
      return change.first ? Phrase::ComingSeveral : Phrase::ComingPeriod;
    case DateReason::TakesEffect:
      return Phrase::ComingTakesEffect;
    case DateReason::Ends:
      return Phrase::ComingEnds;
    case DateReason::Version:
      return Phrase::ComingVersion;
    case DateReason::DeadlinePasses:
      return {Phrase::ComingDeadline, {verbatim(toText(change.last_day.value_or(change.day)))}};
    case DateReason::SanctionBegins:
      return Phrase::ComingSanction;
    case DateReason::PeriodReached:
      return Phrase::ComingPeriod;
    case DateReason::Happens:
      return Phrase::ComingHappens;
    case DateReason::EvidenceCounts:
      return Phrase::ComingEvidenceCounts;
    case DateReason::EvidenceExpires:
      return Phrase::ComingEvidenceExpires;
    case DateReason::JudgementExpires:
      return Phrase::ComingJudgementExpires;
    case DateReason::PackStatus:
      return Phrase::ComingPackStatus;
    case DateReason::PackSuperseded:
      return Phrase::ComingPackSuperseded;
    case DateReason::PackCalledFor:
      return Phrase::ComingPackCalled;
    case DateReason::WaiverBegins:
      return Phrase::ComingWaiverBegins;
    case DateReason::WaiverExpires:
      return Phrase::ComingWaiverExpires;
  }
  return Phrase::ComingSeveral;
}

Message becomesText(const DateChange& change) {
  const States states = statesOf(change);
  Message text = states.becomes();
  if (change.last) text = {Phrase::ComingDaily, {std::move(text), verbatim(toText(*change.last))}};
  return withBaseline(change, std::move(text));
}

Message beginsText(const DateChange& change) {
  if (!change.first) return becomesText(change);
  DateChange begun = change;
  begun.after = change.first->rule;
  begun.amount_after = change.first->amount;
  begun.benefit_after = change.first->benefit;
  return withBaseline(change, {Phrase::ComingDailyOn, {statesOf(begun).after}});
}

Message noticeText(const DateChange& change, Language language) {
  const Message title = verbatim(titleText(change, language));
  Message text = change.reason == DateReason::DeadlinePasses
                     ? Message(Phrase::ComingDueDay, {title})
                     : Message(Phrase::ComingBecause, {reasonText(change), title});
  if (notYetLaw(change.status)) text = {Phrase::ComingNotLaw, {std::move(text)}};
  return text;
}

Date noticeDay(const DateChange& change) {
  return change.reason == DateReason::DeadlinePasses ? change.last_day.value_or(change.day) : change.day;
}

const std::string& noAdvice(Language language) {
  static const Texts texts{"Not legal advice.", "不构成法律意见。"};
  return texts.in(language);
}

const std::string& titleText(const DateChange& change, Language language) {
  const std::string& title = change.title.in(language);
  return title.empty() ? change.id : title;
}

}  // namespace jurat
