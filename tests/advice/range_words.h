// What a range says of a value, and what evaluate() says of it, in the same words; for the test of ranges.
#pragma once
#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/advice/range/range.h"
#include "engine/evaluate/exposures.h"

namespace jurat::advice_test {

inline Number plus(const Number& a, const Number& b) { return add(a, b).value(); }

// A figure as it is at x; "~" where only its course before rounding is known of it, "bent" where nothing is.
inline std::string lineText(const std::optional<RangeLine>& line, const Number& x) {
  if (!line) return "-";
  if (line->bendsUnknown()) return "bent";
  return line->shape == Shape::Stepped ? "~" : line->at(x).text();
}
// The same of what evaluate() says; `like` says whether there is more to compare than that there is a figure.
inline std::string figureText(const std::optional<Number>& at, const std::optional<RangeLine>& like,
                              const Number& x) {
  if (!at) return "-";
  if (like && like->shape == Shape::Stepped) {
    const Number apart = plus(like->at(x), at->negated());
    return apart <= like->off && like->off.negated() <= apart ? "~" : at->text();
  }
  return like && like->bendsUnknown() ? "bent" : at->text();
}

inline std::string stateText(const RangeItem& item, const RangeState& state, const Number& x) {
  if (!state.runs) return "does not run";
  std::string text;
  if (item.about == RangeItem::About::Rule) {
    text = fmt::format("{}", outcomeWord(state.outcome));
    for (const Outcome each : state.could_be) text += fmt::format(" or {}", outcomeWord(each));
    for (const RangeState::Exposure& each : state.exposures)
      text += fmt::format(" {}:{}", each.amount, static_cast<int>(each.state));
    const bool still = state.due && !state.due->moves() && !state.due->follows;
    return text + (!state.due ? "" : still ? " due " + state.due->constant.text() : " due ~");
  }
  if (item.about == RangeItem::About::Benefit) {
    text = fmt::format("{}", benefitWord(state.benefit));
    for (const BenefitOutcome each : state.benefit_could_be) text += fmt::format(" or {}", benefitWord(each));
  }
  text += fmt::format(" {}{}", state.in_force, state.maybe_in_force);
  for (const RangeBound& b : state.bounds)
    text += fmt::format(" [{} {}{} {}..{} {}..{} {}{}]", b.label, b.has_least, b.has_most,
                        lineText(b.least_low, x), lineText(b.least_high, x), lineText(b.most_low, x),
                        lineText(b.most_high, x), b.error, b.may_fail);
  return text;
}

// What evaluate() says of the item, in the same words as `said`.
class Fresh {
 public:
  Fresh(Machine& machine, const Profile& profile, const RangeOptions& options)
      : machine_(machine),
        all_(evaluate(machine, profile,
                      {.as_of = options.as_of, .named = options.named, .reasons = Reasons::None})) {
    for (const PackUse& use : all_.packs) {
      if (use.loaded) runs_.insert(use.id);
    }
    for (const Finding& each : all_.findings)
      findings_[{raw(each.declaration), each.option, raw(each.subject)}] = &each;
    for (const BenefitResult& each : all_.benefits)
      benefits_[{raw(each.amount.declaration), each.amount.option, raw(each.amount.subject)}] = &each;
  }

  // Of an amount or a benefit.
  AmountResult amount(const RangeItem& item) const {
    if (item.about == RangeItem::About::Amount) return amountOf(machine_, item.index, item.subject);
    const AmountCode& code = machine_.rules().benefits[item.index];
    return benefits_.at({raw(code.declaration), code.option, raw(item.subject)})->amount;
  }

  std::string text(const RangeItem& item, const RangeState& said, const Number& x,
                   const std::vector<RangeItem>& items) const {
    if (!runs_.count(item.pack)) return "does not run";
    if (item.about == RangeItem::About::Rule) {
      const RuleCode& code = machine_.rules().rules[item.index];
      const Finding& finding = *findings_.at({raw(code.declaration), code.option, raw(item.subject)});
      std::string text = fmt::format("{}", outcomeWord(finding.outcome));
      for (const Outcome each : finding.could_be) text += fmt::format(" or {}", outcomeWord(each));
      text += exposures(code, finding, items);
      if (finding.due.empty()) return text;
      const bool still = said.due && !said.due->moves() && !said.due->follows;
      const std::optional<Date> day = parseDate(finding.due);
      const std::optional<Moment> moment = parseMoment(finding.due);
      const std::int64_t at = day ? day->days : moment ? moment->seconds : 0;
      return text + (still ? " due " + Number(at).text() : " due ~");
    }
    if (item.about == RangeItem::About::Amount)
      return figures(amountOf(machine_, item.index, item.subject), said, x);
    const AmountCode& code = machine_.rules().benefits[item.index];
    const BenefitResult& benefit = *benefits_.at({raw(code.declaration), code.option, raw(item.subject)});
    std::string text = fmt::format("{}", benefitWord(benefit.outcome));
    for (const BenefitOutcome each : benefit.could_be) text += fmt::format(" or {}", benefitWord(each));
    return text + figures(benefit.amount, said, x);
  }

 private:
  // As items number the amounts.
  std::string exposures(const RuleCode& code, const Finding& finding,
                        const std::vector<RangeItem>& items) const {
    std::string text;
    for (const Exposed& each : exposuresOf(machine_, code, finding)) {
      const EntityId of = machine_.rules().program->declarations[each.code->source->amount].subject;
      InstanceId holder = ancestorOf(machine_, finding.subject, of);
      if (holder == InstanceId{kNoId}) holder = finding.subject;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].about == RangeItem::About::Amount && items[i].index == each.code->amount &&
            items[i].subject == holder)
          text += fmt::format(" {}:{}", i, static_cast<int>(each.state));
      }
    }
    return text;
  }

  static std::string figures(const AmountResult& amount, const RangeState& said, const Number& x) {
    std::string text = fmt::format(" {}{}", amount.in_force, amount.maybe_in_force);
    for (std::size_t i = 0; i < amount.bounds.size(); ++i) {
      const AmountBound& b = amount.bounds[i];
      const RangeBound like = i < said.bounds.size() ? said.bounds[i] : RangeBound{};
      text +=
          fmt::format(" [{} {}{} {}..{} {}..{} {}{}]", b.label, b.has_least, b.has_most,
                      figureText(b.least_low, like.least_low, x),
                      figureText(b.least_high, like.least_high, x), figureText(b.most_low, like.most_low, x),
                      figureText(b.most_high, like.most_high, x), b.error, b.may_fail);
    }
    return text;
  }

  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  Machine& machine_;
  Assessment all_;
  std::set<std::string> runs_;
  std::map<Key, const Finding*> findings_;
  std::map<Key, const BenefitResult*> benefits_;
};

}  // namespace jurat::advice_test
