// Expectations of benefits: the outcome, and why it is that; and the amounts of both.
#include <algorithm>
#include <utility>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/expectations.h"

namespace jurat {
namespace {

// Of a benefit also the cap that sets the amount.
bool because(const BenefitResult& benefit, const std::string& words) {
  const auto bites = [&](const Cap& cap) { return cap.bite == Cap::Bite::Yes && cap.label == words; };
  if (std::any_of(benefit.caps.begin(), benefit.caps.end(), bites)) return true;
  return anyMentions(benefit.amount.cites, words) || says(benefit.amount.fault, words) ||
         mentions(benefit.reason, words);
}

std::string outcomeText(const BenefitResult& benefit) {
  std::string text(benefitWord(benefit.outcome));
  if (benefit.amount.next) text += " next " + toText(*benefit.amount.next);
  std::string set;
  for (const BenefitOutcome one : benefit.could_be)
    set += (set.empty() ? "" : ", ") + std::string(benefitWord(one));
  if (!set.empty()) text += " could be { " + set + " }";
  for (const std::string& name : benefit.exceptions) text += " by " + name;
  for (const Cap& cap : benefit.caps) {
    if (cap.bite == Cap::Bite::Yes) text += " because \"" + cap.label + "\"";
  }
  if (!benefit.amount.fault.empty()) text += " (" + say(benefit.amount.fault, Language::English) + ")";
  return text;
}

}  // namespace

std::optional<BenefitResult> Judge::benefitFor(const Aim& aim) {
  const std::vector<AmountCode>& benefits = machine_.rules().benefits;
  for (std::size_t i = 0; i < benefits.size(); ++i) {
    if (benefits[i].declaration != aim.target.declaration) continue;
    if (aim.target.option == kNoId || benefits[i].option == aim.target.option)
      return benefitOf(machine_, i, aim.subject);
  }
  return std::nullopt;
}

std::vector<Aim> Judge::limbsOf(const Aim& aim) {
  const bool money =
      aim.target.kind == TestTarget::Kind::Amount || aim.target.kind == TestTarget::Kind::Benefit;
  const std::optional<AmountResult> whole =
      money && aim.target.limb.empty() ? amountFor(aim, nullptr) : std::optional<AmountResult>();
  if (!whole || whole->bounds.size() < 2) return {aim};
  std::vector<Aim> limbs(whole->bounds.size(), aim);
  for (std::size_t i = 0; i < limbs.size(); ++i) {
    limbs[i].target.limb = whole->bounds[i].label;
    limbs[i].text.insert(std::min(aim.text.find_first_of(" ["), aim.text.size()), "." + limbs[i].target.limb);
  }
  return limbs;
}

Judge::Bounds Judge::moneyBounds(const Aim& aim, Reason* why) {
  Bounds bounds;
  bounds.type = aim.target.type;
  const std::optional<AmountResult> result = amountFor(aim, why);
  if (!result) return bounds;
  bounds.none = !result->in_force;
  bounds.fault = say(result->fault, Language::English);
  bounds.settled = result->determined();
  const auto asked = std::find_if(
      result->bounds.begin(), result->bounds.end(),
      [&](const AmountBound& bound) { return aim.target.limb.empty() || bound.label == aim.target.limb; });
  // The level that applies may have other alternatives.
  if (asked == result->bounds.end()) return bounds;
  const bool both = asked->has_least && asked->has_most;
  bounds.low = both ? asked->least_low : asked->has_most ? asked->most_low : asked->least_low;
  bounds.high = asked->has_most ? asked->most_high : asked->least_high;
  return bounds;
}

std::optional<AmountResult> Judge::amountFor(const Aim& aim, Reason* why) {
  if (aim.target.kind == TestTarget::Kind::Benefit) {
    std::optional<BenefitResult> benefit = benefitFor(aim);
    if (!benefit) return std::nullopt;
    if (why) *why = benefit->reason;
    return std::move(benefit->amount);
  }
  const std::vector<AmountCode>& amounts = machine_.rules().amounts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i].declaration != aim.target.declaration) continue;
    if (aim.target.option != kNoId && amounts[i].option != aim.target.option) continue;
    if (why) *why = explainAmount(machine_, i, aim.subject);
    return amountOf(machine_, i, aim.subject);
  }
  return std::nullopt;
}

// The outcome and the bounds: an expectation can ask for either.
std::string Judge::benefitAnswer(const Aim& aim) {
  const std::optional<BenefitResult> found = benefitFor(aim);
  if (!found) return "";
  const Bounds bounds = boundsFor(aim, nullptr);
  return outcomeText(*found) + "; " + (bounds.fault.empty() ? boundsText(bounds) : bounds.fault);
}

// What stands behind the outcome; `expected` is written out.
bool Judge::alsoHolds(const BenefitResult& found, const ast::Expect& expect, std::string& expected) const {
  bool holds = true;
  if (expect.next) {
    const std::string next(sources_.text(expect.next->span));
    expected += " next " + next;
    holds = holds && found.amount.next && toText(*found.amount.next) == next;
  }
  if (expect.has_could_be) {
    std::vector<BenefitOutcome> could;
    std::string set;
    for (const ast::Name& name : expect.could_be) {
      if (const std::optional<BenefitOutcome> one = benefitFromWord(name.text)) could.push_back(*one);
      set += (set.empty() ? "" : ", ") + std::string(name.text);
    }
    std::sort(could.begin(), could.end());
    expected += " could be { " + set + " }";
    holds = holds && could.size() == expect.could_be.size() && could == found.could_be;
  }
  if (expect.by) {
    const std::string by(expect.by.text);
    expected += " by " + by;
    holds = holds && std::count(found.exceptions.begin(), found.exceptions.end(), by) > 0;
  }
  if (expect.because) {
    const std::string words(expect.because.en);
    expected += " because \"" + words + "\"";
    holds = holds && because(found, words);
  }
  return holds;
}

std::optional<TestFailure> Judge::benefit(const Aim& aim, const ast::Expect& expect) {
  const std::string word(expect.outcome.text);
  const std::optional<BenefitOutcome> wanted = benefitFromWord(word);
  if (!wanted || expect.due) {
    diagnostics_.report(
        {.code = "J0524",
         .message = wanted ? "a benefit is due on no day" : "a benefit has no outcome `" + word + "`",
         .primary = {wanted ? expect.due->span : expect.outcome.span, ""},
         .help = "the outcomes of a benefit are eligible, not_eligible, undetermined, review, "
                 "not_in_force"});
    failed_to_read_ = true;
    return std::nullopt;
  }
  const std::optional<BenefitResult> found = benefitFor(aim);
  if (!found) return failure(aim, word, "no such benefit was compiled", expect.span, {});
  std::string expected = word;
  bool holds = found->outcome == *wanted;
  holds = alsoHolds(*found, expect, expected) && holds;
  if (holds) return std::nullopt;
  return failure(aim, expected, outcomeText(*found), expect.span, found->reason);
}

}  // namespace jurat
