#include "engine/reports/advice/range_words.h"

#include <algorithm>
#include <utility>

#include "engine/reports/words.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

using About = RangeItem::About;

std::string moneyText(std::uint32_t currency, const Number& amount) {
  return (currency ? currencyCode(currency) + " " : std::string()) + amount.grouped();
}

// "7% × x", "EUR 100 × x", and with what stands beside it. Days are counted from the first of the range.
std::string formula(const Range& range, const RuleSet& rules, const RangeLine& line, std::uint32_t currency) {
  const bool days = range.type.kind == TypeKind::Date;
  const std::string x = days ? "(x - " + valueOf(range, rules, range.low) + ")" : "x";
  const Number constant = days ? line.at(range.low) : line.constant;
  std::string out;
  if (range.type.kind == TypeKind::Money && range.currency == currency) {
    const Number percent = multiply(line.slope, Number(100)).value_or(line.slope);
    out = line.slope == Number(1) ? x : percent.grouped() + "% × " + x;
  } else {
    out = moneyText(currency, line.slope) + " × " + x;
  }
  if (constant.sign() == 0) return out;
  const bool minus = constant.sign() < 0;
  return out + (minus ? " - " : " + ") + moneyText(currency, minus ? constant.negated() : constant);
}

Message lineText(const Range& range, const RuleSet& rules, const RangeLine& line, std::uint32_t currency) {
  if (line.moves() && (line.shape == Shape::Bent || line.slope.sign() == 0)) return Phrase::RangeFollows;
  if (!line.moves()) return verbatim(moneyText(currency, line.constant));
  Message text = verbatim(formula(range, rules, line, currency));
  return line.shape == Shape::Stepped ? Message(Phrase::RangeRounded, {std::move(text)}) : text;
}

bool same(const std::optional<RangeLine>& a, const std::optional<RangeLine>& b) {
  if (!a || !b) return !a && !b;
  return a->shape == b->shape && a->slope == b->slope && a->constant == b->constant;
}

Message side(const Range& range, const RuleSet& rules, const std::optional<RangeLine>& low,
             const std::optional<RangeLine>& high, std::uint32_t currency) {
  const auto text = [&](const RangeLine& line) { return lineText(range, rules, line, currency); };
  if (low && high) return same(low, high) ? text(*low) : Message(Phrase::Between, {text(*low), text(*high)});
  if (low) return {Phrase::AtLeastOpen, {text(*low)}};
  if (high) return {Phrase::AtMost, {text(*high)}};
  return Phrase::NotKnown;
}

Message boundOf(const Range& range, const RuleSet& rules, const RangeBound& bound, std::uint32_t currency) {
  if (bound.error) return Phrase::OutcomeError;
  const Message least = side(range, rules, bound.least_low, bound.least_high, currency);
  const Message most = side(range, rules, bound.most_low, bound.most_high, currency);
  if (!bound.has_most) return {Phrase::From, {least}};
  const bool exact = same(bound.least_low, bound.most_low) && same(bound.least_high, bound.most_high);
  if (bound.has_least && exact) return most;
  if (!bound.has_least) return {Phrase::UpTo, {most}};
  return {Phrase::FromTo, {least, most}};
}

Message orAll(std::vector<Message> parts) { return {Phrase::Alternatives, std::move(parts)}; }

Message outcomeText(const RangeItem& item, const RangeState& state) {
  std::vector<Message> could;
  if (item.about == About::Benefit) {
    for (const BenefitOutcome each : state.benefit_could_be) could.emplace_back(phraseOf(each));
    Message text = phraseOf(state.benefit);
    return could.empty() ? text : Message(Phrase::Aside, {std::move(text), orAll(std::move(could))});
  }
  for (const Outcome each : state.could_be) could.emplace_back(phraseOf(each));
  Message text = phraseOf(state.outcome);
  return could.empty() ? text : Message(Phrase::Aside, {std::move(text), orAll(std::move(could))});
}

Message withDue(const RangeItem& item, const RangeState& state, Message text) {
  if (!state.due) return text;
  if (state.due->moves() || state.due->follows) return {Phrase::RangeDue, {std::move(text)}};
  const std::int64_t at = state.due->constant.toInt64().value_or(0);
  std::string day = item.due_moment ? toText(Moment{at, 0}) : toText(Date{static_cast<std::int32_t>(at)});
  return {Phrase::DueOn, {std::move(text), verbatim(std::move(day))}};
}

Message exposureText(const RangeState& state) {
  std::vector<Message> states;
  for (const RangeState::Exposure& each : state.exposures) {
    const Message word = phraseOf(each.state);
    if (std::find(states.begin(), states.end(), word) == states.end()) states.push_back(word);
  }
  if (states.empty()) return Phrase::RangeNotExposed;
  return {Phrase::RangeExposed, {{Phrase::Enumeration, std::move(states)}}};
}

// `alone`: the outcome is the same on both sides, so what differs is said with it.
Message ruleText(const RangeItem& item, const RangeState& state, bool alone) {
  Message text = outcomeText(item, state);
  if (alone || state.outcome == Outcome::Pending) text = withDue(item, state, std::move(text));
  return alone ? Message(Phrase::Apposition, {std::move(text), exposureText(state)}) : text;
}

Message stateText(const Range& range, const RuleSet& rules, const RangeItem& item, const RangeState& state,
                  bool alone) {
  if (!state.runs) return Phrase::RangeNotRun;
  if (item.about == About::Rule) return ruleText(item, state, alone);
  if (item.about == About::Amount) return figuresText(range, rules, state);
  Message text = outcomeText(item, state);
  const bool nothing =
      state.benefit == BenefitOutcome::NotInForce || state.benefit == BenefitOutcome::NotEligible;
  if (nothing) return text;
  return {Phrase::Apposition, {std::move(text), figuresText(range, rules, state)}};
}

bool quiet(const RangeItem& item, const RangeState& state) {
  if (!state.runs) return true;
  if (item.about == About::Rule)
    return state.outcome == Outcome::NotInForce || state.outcome == Outcome::NotApplicable;
  return item.about == About::Benefit &&
         (state.benefit == BenefitOutcome::NotInForce || state.benefit == BenefitOutcome::NotEligible);
}

}  // namespace

std::string valueOf(const Range& range, const RuleSet& rules, const Number& at) {
  if (range.type.kind == TypeKind::Date)
    return toText(Date{static_cast<std::int32_t>(at.toInt64().value_or(0))});
  if (range.type.kind == TypeKind::Money) return moneyText(range.currency, at);
  return valueText(Value(at), range.type, rules.vocabulary());
}

Message pieceText(const Range& range, const RuleSet& rules, const Range::Piece& piece) {
  const Message from = verbatim(valueOf(range, rules, piece.from)),
                to = verbatim(valueOf(range, rules, piece.to));
  if (piece.from == piece.to) return {Phrase::RangePieceAt, {from}};
  const Phrase phrase = piece.from_in ? piece.to_in ? Phrase::RangePiece : Phrase::RangePieceBelow
                        : piece.to_in ? Phrase::RangePieceAbove
                                      : Phrase::RangePieceBetween;
  return {phrase, {from, to}};
}

Message figuresText(const Range& range, const RuleSet& rules, const RangeState& state) {
  if (!state.runs) return Phrase::RangeNotRun;
  if (!state.in_force) return Phrase::NoneOnThisDate;
  Message text;
  for (const RangeBound& bound : state.bounds) {
    Message one = boundOf(range, rules, bound, state.currency);
    if (!bound.label.empty()) one = {Phrase::Labelled, {verbatim(bound.label), std::move(one)}};
    text = text.empty() ? std::move(one) : Message(Phrase::Alternative, {std::move(text), std::move(one)});
  }
  return text;
}

Message becomesText(const Range& range, const RuleSet& rules, const RangeItem& item, const RangeState& before,
                    const RangeState& after) {
  const bool alone = before.outcome == after.outcome && before.could_be == after.could_be;
  Message was = stateText(range, rules, item, before, alone),
          is = stateText(range, rules, item, after, alone);
  return was == is ? is : Message(Phrase::Becomes, {std::move(was), std::move(is)});
}

bool concernsAnybody(const RangeItem& item, const RangeState& before, const RangeState& after) {
  return !quiet(item, before) || !quiet(item, after);
}

const std::string& titleText(const RangeItem& item, Language language) {
  const std::string& title = item.title.in(language);
  return title.empty() ? item.id : title;
}

std::vector<std::size_t> exposedAmounts(const Range& range) {
  std::vector<bool> exposed(range.items.size(), false);
  for (const RangeItem& item : range.items) {
    for (const RangeItem::Stretch& stretch : item.stretches) {
      for (const RangeState::Exposure& each : stretch.state.exposures) exposed[each.amount] = true;
    }
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < exposed.size(); ++i) {
    if (exposed[i]) out.push_back(i);
  }
  return out;
}

std::vector<ExposureState> exposureOn(const Range& range, std::size_t amount, std::size_t piece) {
  std::vector<ExposureState> out;
  for (const RangeItem& item : range.items) {
    if (item.about != About::Rule) continue;
    for (const RangeState::Exposure& each : item.on(piece).exposures) {
      if (each.amount == amount) out.push_back(each.state);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jurat
