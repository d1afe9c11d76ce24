#include "engine/reports/advice/settled_text.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/slot.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

using Kind = Decides::Kind;

bool isOneBit(std::uint8_t bits) { return (bits & (bits - 1)) == 0; }

Message formulaSide(const std::optional<Number>& low, const std::optional<Number>& high,
                    const AmountResult& amount, Language language) {
  const std::string currency = amount.currency ? currencyCode(amount.currency) + " " : "";
  const auto money = [&](const Number& at) { return verbatim(currency + at.grouped()); };
  if (low && high && *low == *high) return money(*low);
  if (low && high) return {Phrase::Between, {money(*low), money(*high)}};
  if (low) return {Phrase::AtLeast, {money(*low)}};
  if (high) return {Phrase::AtMost, {money(*high)}};
  static const Texts any_sum{"some amount", "某一金额"};
  return verbatim(any_sum.in(language));
}

// Of one formula.
Message formulaBound(const AmountBound& bound, const AmountResult& amount, Language language) {
  if (bound.error) return {Phrase::AmountFailed, {amount.fault}};
  const Message least = formulaSide(bound.least_low, bound.least_high, amount, language);
  const Message most = formulaSide(bound.most_low, bound.most_high, amount, language);
  const bool exact = bound.least_low == bound.most_low && bound.least_high == bound.most_high;
  if (!bound.has_most) return {Phrase::From, {least}};
  return !bound.has_least || exact ? most : Message(Phrase::FromTo, {least, most});
}

Message formulasOf(const AmountResult& amount, Language language) {
  Message text;
  for (const AmountBound& bound : amount.bounds) {
    Message one = formulaBound(bound, amount, language);
    if (!bound.label.empty()) one = {Phrase::Labelled, {verbatim(bound.label), std::move(one)}};
    text = text.empty() ? std::move(one) : Message(Phrase::Alternative, {std::move(text), std::move(one)});
  }
  return text;
}

bool mayFail(const AmountResult& amount) {
  for (const AmountBound& bound : amount.bounds) {
    if (bound.may_fail) return true;
  }
  return false;
}

// A sum that is not one although no fact of it is open: a source behind it is not confirmed.
bool isForPerson(const SettlingCase& settled) {
  if (settled.reckoned || settled.received != kYes || settled.amount->determined()) return false;
  return std::none_of(settled.amount->bounds.begin(), settled.amount->bounds.end(),
                      [](const AmountBound& bound) { return bound.error; });
}

Message alternatives(std::vector<Message> all) {
  return all.size() == 1 ? std::move(all.front()) : Message(Phrase::Alternatives, std::move(all));
}

Message dependingText(const Message& text, const SettlingCase& settled, Language language) {
  static const Texts of_one{", depending on the value", "，视具体数值而定"};
  static const Texts of_several{", depending on the values", "，视具体数值而定"};
  const Texts& how = settled.values.size() == 1 ? of_one : of_several;
  return verbatim(say(text, language) + how.in(language));
}

std::vector<Message> ruleOutcomes(const SettlingCase& settled) {
  std::vector<Message> out;
  for (const Outcome each : settled.outcomes) out.emplace_back(phraseOf(each));
  return out;
}

std::vector<BenefitOutcome> benefitOutcomes(const SettlingCase& settled) {
  if (isOneBit(settled.received)) return {benefitOf(settled)};
  std::vector<BenefitOutcome> out;
  if (settled.received & kYes) out.push_back(BenefitOutcome::Eligible);
  if (settled.received & kNo) out.push_back(BenefitOutcome::NotEligible);
  return out;
}

// Without what it hangs on.
Message plainText(const SettlingCase& settled, Kind kind, Language language) {
  if (kind == Kind::Finding) return alternatives(ruleOutcomes(settled));
  const bool received = (settled.received & kYes) != 0, fails = (settled.received & kError) != 0;
  std::vector<Message> out;
  if (kind == Kind::Amount) {
    if (isForPerson(settled))
      return {Phrase::CouldBe, {phraseOf(Outcome::Review), settledSum(settled, language)}};
    if (received) out.push_back(settledSum(settled, language));
    if (settled.received & kNo)
      out.push_back(received ? Message(Phrase::NoneOnThisDate) : upTo(*settled.amount));
  } else if (settled.received != kError) {
    for (const BenefitOutcome each : benefitOutcomes(settled)) out.emplace_back(phraseOf(each));
  }
  if (fails) out.emplace_back(Phrase::Failed);
  Message text = alternatives(std::move(out));
  if (!isOneBit(settled.received) && !settled.reckoned && !fails)
    text = {Phrase::CouldBe, {phraseOf(BenefitOutcome::Review), std::move(text)}};
  if (kind == Kind::Benefit && received)
    return {Phrase::Apposition, {std::move(text), settledSum(settled, language)}};
  return text;
}

}  // namespace

Message settledSum(const SettlingCase& settled, Language language) {
  const AmountResult& amount = *settled.amount;
  Message text = settled.reckoned && !amount.determined() ? formulasOf(amount, language) : upTo(amount);
  return mayFail(amount) ? alternatives({std::move(text), Phrase::Failed}) : text;
}

Message settledText(const SettlingCase& settled, Kind kind, Language language) {
  const Message text = plainText(settled, kind, language);
  return settled.reckoned ? dependingText(text, settled, language) : text;
}

std::vector<std::string> outcomeWords(const SettlingCase& settled, Kind kind) {
  std::vector<std::string> out;
  if (kind == Kind::Finding) {
    for (const Outcome each : settled.outcomes) out.emplace_back(outcomeWord(each));
    return out;
  }
  if (kind == Kind::Benefit && settled.received != kError) {
    for (const BenefitOutcome each : benefitOutcomes(settled)) out.emplace_back(benefitWord(each));
  }
  if (kind == Kind::Amount && isForPerson(settled)) out.emplace_back(outcomeWord(Outcome::Review));
  if (settled.received & kError) out.emplace_back(outcomeWord(Outcome::Error));
  return out;
}

}  // namespace jurat
