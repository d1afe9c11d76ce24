#include "engine/reports/advice/range_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "engine/reports/words.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

using About = RangeItem::About;

// A number without end stays a fraction: what is told is exact.
std::string exactText(const Number& at) {
  std::string text = at.text();
  return text.find('/') == std::string::npos ? at.grouped() : text;
}

std::string moneyText(std::uint32_t currency, const Number& amount) {
  return (currency ? currencyCode(currency) + " " : std::string()) + exactText(amount);
}

// "7% × x", "EUR 100 × x", and with what stands beside it. Days are counted from the first of the range.
std::string formula(const Range& range, const RuleSet& rules, const RangeLine& line, std::uint32_t currency) {
  const bool days = range.type.kind == TypeKind::Date;
  const std::string x = days ? "(x - " + valueOf(range, rules, range.low) + ")" : "x";
  const Number constant = days ? line.at(range.low) : line.constant;
  std::string out;
  if (range.type.kind == TypeKind::Money && range.currency == currency) {
    const Number percent = multiply(line.slope, Number(100)).value_or(line.slope);
    out = line.slope == Number(1) ? x : exactText(percent) + "% × " + x;
  } else {
    out = moneyText(currency, line.slope) + " × " + x;
  }
  if (constant.sign() == 0) return out;
  const bool minus = constant.sign() < 0;
  return out + (minus ? " - " : " + ") + moneyText(currency, minus ? constant.negated() : constant);
}

// "3 × x² - 5 × x + 2", each coefficient as `amount` writes it.
template <typename Amount>
std::string polynomialText(const Polynomial& of, const Amount& amount) {
  constexpr std::string_view kPowers[] = {"", " × x", " × x²", " × x³"};
  std::string out;
  for (std::size_t power = of.size(); power-- > 0;) {
    const Number& each = of[power];
    if (each.sign() == 0) continue;
    const bool minus = each.sign() < 0 && !out.empty();
    if (!out.empty()) out += minus ? " - " : " + ";
    out += amount(minus ? each.negated() : each);
    out += power < std::size(kPowers) ? std::string(kPowers[power]) : " × x^" + std::to_string(power);
  }
  return out.empty() ? amount(Number()) : out;
}

std::string curveText(const Curve& curve, std::uint32_t currency) {
  const std::string top =
      polynomialText(curve.top, [&](const Number& each) { return moneyText(currency, each); });
  if (curve.bottom.size() == 1) return top;
  return "(" + top + ") / (" + polynomialText(curve.bottom, exactText) + ")";
}

// A curve over days, which are counted from 1970, says nothing to a person.
bool isTold(const Range& range, const RangeLine& line) {
  if (line.shape == Shape::Bent) return line.curve.known() && range.type.kind != TypeKind::Date;
  return !line.moves() || line.slope.sign() != 0;
}

Message lineText(const Range& range, const RuleSet& rules, const RangeLine& line, std::uint32_t currency) {
  if (!isTold(range, line)) return Phrase::RangeFollows;
  if (line.shape == Shape::Bent) return verbatim(curveText(line.curve, currency));
  if (!line.moves()) return verbatim(moneyText(currency, line.constant));
  Message text = verbatim(formula(range, rules, line, currency));
  if (line.shape != Shape::Stepped) return text;
  return {Phrase::RangeRounded, {std::move(text), verbatim(moneyText(currency, line.off))}};
}

bool same(const std::optional<RangeLine>& a, const std::optional<RangeLine>& b) {
  if (!a || !b) return !a && !b;
  return a->shape == b->shape && a->slope == b->slope && a->constant == b->constant && a->curve == b->curve;
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
  if (at.text().find('/') == std::string::npos) return valueText(Value(at), range.type, rules.vocabulary());
  if (range.type.kind == TypeKind::Percentage) return exactText(multiply(at, Number(100)).value_or(at)) + "%";
  return exactText(at);
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
  if (was != is) return {Phrase::Becomes, {std::move(was), std::move(is)}};
  return tellsFigures(range, before) || tellsFigures(range, after) ? is : Message(Phrase::RangeOther, {is});
}

bool tellsFigures(const Range& range, const RangeState& state) {
  const auto told = [&](const std::optional<RangeLine>& line) { return !line || isTold(range, *line); };
  return std::all_of(state.bounds.begin(), state.bounds.end(), [&](const RangeBound& bound) {
    return told(bound.least_low) && told(bound.least_high) && told(bound.most_low) && told(bound.most_high);
  });
}

bool concernsAnybody(const RangeItem& item, const RangeState& before, const RangeState& after) {
  return !quiet(item, before) || !quiet(item, after);
}

const std::string& titleText(const RangeItem& item, Language language) {
  const std::string& title = item.title.in(language);
  return title.empty() ? item.id : title;
}

Message todayText(const Range& range, const RuleSet& rules) {
  if (!range.today_text.empty()) return {Phrase::RangeToday, {verbatim(range.today_text)}};
  if (!range.today) return Phrase::RangeTodayOpen;
  const bool inside = range.low <= *range.today && *range.today <= range.high;
  return {inside ? Phrase::RangeToday : Phrase::RangeTodayOutside,
          {verbatim(valueOf(range, rules, *range.today))}};
}

Stakes::Stakes(const Range& range) : range_(range) {
  std::map<std::size_t, std::set<std::size_t>> exposing;
  for (std::size_t rule = 0; rule < range.items.size(); ++rule) {
    for (const RangeItem::Stretch& stretch : range.items[rule].stretches) {
      for (const RangeState::Exposure& each : stretch.state.exposures) exposing[each.amount].insert(rule);
    }
  }
  for (auto& [amount, rules] : exposing) {
    amounts_.push_back(amount);
    exposing_.emplace(amount, std::vector<std::size_t>(rules.begin(), rules.end()));
  }
}

std::vector<Stake> Stakes::of(std::size_t amount) const {
  const std::vector<std::size_t>& rules = exposing_.at(amount);
  std::set<std::size_t> begins = {0};
  const auto put = [&](const RangeItem& item) {
    for (const RangeItem::Stretch& stretch : item.stretches) begins.insert(stretch.piece);
  };
  put(range_.items[amount]);
  for (const std::size_t rule : rules) put(range_.items[rule]);
  std::vector<Stake> out;
  const RangeState* said = nullptr;
  for (const std::size_t piece : begins) {
    std::set<ExposureState> states;
    for (const std::size_t rule : rules) {
      for (const RangeState::Exposure& each : range_.items[rule].on(piece).exposures) {
        if (each.amount == amount) states.insert(each.state);
      }
    }
    const RangeState* now = &range_.items[amount].on(piece);
    Stake stake{piece, range_.breakpoints.size(), {states.begin(), states.end()}, now};
    if (!out.empty()) out.back().last = piece - 1;
    if (!out.empty() && out.back().states == stake.states && said == now) {
      out.back().last = stake.last;
      continue;
    }
    said = now;
    out.push_back(std::move(stake));
  }
  return out;
}

Range::Piece Stakes::piece(const Stake& stake) const {
  Range::Piece whole = range_.piece(stake.first);
  const Range::Piece last = range_.piece(stake.last);
  whole.to = last.to, whole.to_in = last.to_in;
  return whole;
}

}  // namespace jurat
