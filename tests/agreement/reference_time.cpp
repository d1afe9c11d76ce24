// Working days, walked one by one, and judgements, held against what they rested on.
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

using checked::ExprKind;

// The day on which a walk has met `count` working days. Days outside the calendar are all worked, or none is;
// nothing when that never ends or leaves the years there are.
std::optional<Date> walked(const WorkingCalendar& calendar, Date day, int step, std::uint32_t count,
                           bool outside_worked) {
  const std::set<Date> working(calendar.working().begin(), calendar.working().end());
  while (count > 0) {
    day.days += step;
    if (day < kFirstDate || kLastDate < day) return std::nullopt;
    const bool inside = calendar.first() <= day && day <= calendar.last();
    const bool beyond = step > 0 ? calendar.last() < day : day < calendar.first();
    if (beyond && !outside_worked) return std::nullopt;
    if (inside ? working.contains(day) : outside_worked) --count;
  }
  return day;
}

enum class Same { Yes, No, Open };

Same within(const Possible& now, const std::optional<Number>& low, const std::optional<Number>& high) {
  if ((low && now.high && *now.high < *low) || (high && now.low && *high < *now.low)) return Same::No;
  const bool above = !low || (now.low && *low <= *now.low), below = !high || (now.high && *now.high <= *high);
  return above && below ? Same::Yes : Same::Open;
}

}  // namespace

// `first`: the day itself is the first that may count, as for a deadline that rolls.
Possible Reference::workingDays(const Possible& from, checked::DeclarationId id, int step,
                                std::uint32_t count, bool first, bool from_moment, const Scope& scope) {
  Possible start = from;
  if (first) start.none = false;
  Possible out = strict({&start});
  if (out.value) {
    const WorkingCalendar& calendar = declaration(id).calendar;
    bool outside = false, left = false;
    const auto land = [&](const std::optional<Number>& at, bool low) -> std::optional<Number> {
      if (!at) return std::nullopt;
      Date day{static_cast<std::int32_t>(from_moment ? 0 : *at->toInt64())};
      if (from_moment) day = pack(scope).time_zone.dayOf({*at->toInt64(), 0});
      if (first) day.days -= step;
      const std::optional<Date> worked = walked(calendar, day, step, count, true);
      const std::optional<Date> rested = walked(calendar, day, step, count, false);
      outside = outside || worked != rested;
      left = left || !worked;
      const std::optional<Date>& end = low == (step > 0) ? worked : rested;
      return end ? std::optional(Number(end->days)) : std::nullopt;
    };
    out.low = land(start.low, true);
    out.high = land(start.high, false);
    if (left && determined(start, Form::Ordered)) out = failure();
    out.error = out.error || left;
    if (outside) {
      out.causes.insert({Missing::Kind::Calendar, kNoId, kNoId, 0,
                         "the calendar " + declaration(id).name + " says nothing of days before " +
                             toText(calendar.first()) + " and after " + toText(calendar.last())});
    }
  }
  out.none = first && from.none;
  return out;
}

Possible Reference::counted(const Expr& expression, const Possible& from, const Scope& scope) {
  const int step = expression.kind == ExprKind::WorkingDaysPlus ? 1 : -1;
  const bool from_moment = expression.args[0]->type.kind == TypeKind::Moment;
  return workingDays(from, expression.declaration, step, expression.count, false, from_moment, scope);
}

Possible Reference::rolled(const Expr& expression, const Possible& day, const Scope& scope) {
  return workingDays(day, expression.rolls_in, 1, 1, true, false, scope);
}

// Whether a fact is what it was when a judgement was made.
std::optional<bool> Reference::unchanged(const Recorded& then, const Fact& fact, const Element& owner,
                                         const Possible& now) const {
  const Answer* answer = profile_.answer(InstanceId{owner.instance}, fact, then.option);
  if (then.state == AnswerState::Unknown) {
    if (now.said_unknown) return true;
    return !answer && now.unanswered ? std::nullopt : std::optional(false);
  }
  const bool only_none = now.none && now.kinds() == 1;
  if (then.state == AnswerState::None) {
    if (only_none) return true;
    return now.none ? std::nullopt : std::optional(false);
  }
  if (only_none) return false;
  const Form form = formOf(fact.type);
  Same same = Same::Open;
  if (form == Form::Ordered) {
    const std::optional<Value> least =
        then.state == AnswerState::Range ? then.least : std::optional(then.value);
    const std::optional<Value> most =
        then.state == AnswerState::Range ? then.most : std::optional(then.value);
    const Possible low = least ? constant(*least, fact.type) : Possible{};
    const Possible high = most ? constant(*most, fact.type) : Possible{};
    const Possible& unit = least ? low : high;
    if (now.currency && unit.currency && now.currency != unit.currency) return false;
    if (now.length != Length::Any && now.length != unit.length) return false;
    if (now.length == Length::Any) return std::nullopt;
    same = within(now, low.low, high.high);
  } else if (form == Form::Evidence) {
    if (!answer || answer->state != AnswerState::Given) return std::nullopt;
    const auto& file = std::get<EvidenceValue>(answer->value);
    const auto& old = std::get<EvidenceValue>(then.value);
    const bool digests = !file.sha256.empty() && !old.sha256.empty();
    same = (digests ? file.sha256 == old.sha256 : file.path == old.path) ? Same::Yes : Same::No;
  } else if (determined(now, form)) {
    Possible before = constant(then.value, fact.type);
    if (form == Form::Ref) {
      for (const Element& element : now.elements) before.text = instance(element).id;
      same = before.text == std::get<std::string>(then.value) ? Same::Yes : Same::No;
    } else {
      same = reference::same(now, before, form) ? Same::Yes : Same::No;
    }
  }
  if (same == Same::Open || (same == Same::Yes && now.none)) return std::nullopt;
  return same == Same::Yes;
}

// Whether a judgement stands: yes, no, or open, then with the causes of what is open.
Possible Reference::standing(const Answer& answer, const Fact& judgement, InstanceId about,
                             const Scope& scope) {
  const auto& made = std::get<JudgementValue>(answer.value);
  if (made.expires && *made.expires < as_of_.day) return truth(false, true);
  Possible out = truth(true, false);
  for (const FactId id : judgement.rests_on) {
    const Fact& fact = vocabulary().facts[id];
    std::uint32_t owner = raw(about);
    while (profile_.instances[InstanceId{owner}].entity != fact.entity)
      owner = raw(profile_.instances[InstanceId{owner}].parent);
    const Element element{owner, kNoId, kNoId};
    for (std::uint32_t option = 0; option < fact.slots; ++option) {
      const Recorded* then = nullptr;
      for (const Recorded& each : answer.rested_on) {
        if (each.fact == id && each.option == option) then = &each;
      }
      if (!then) return truth(false, true);
      const Possible now = this->fact(element, id, option, scope);
      const std::optional<bool> same = unchanged(*then, fact, element, now);
      if (same == false) return truth(false, true);
      if (same) continue;
      out.no = true;
      addCauses(out, now);
    }
  }
  return out;
}

}  // namespace jurat::reference
