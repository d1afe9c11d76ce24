// Conditions: comparisons, membership, given and known.
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

using checked::CompareOp;

bool decide(CompareOp op, int order) {
  switch (op) {
    case CompareOp::Less:
      return order < 0;
    case CompareOp::LessEqual:
      return order <= 0;
    case CompareOp::Equal:
      return order == 0;
    case CompareOp::GreaterEqual:
      return order >= 0;
    case CompareOp::Greater:
      return order > 0;
  }
  return false;
}

// A period of months as the seconds it can last.
Possible lasting(const Possible& period) {
  if (period.length != Length::Months) return period;
  Possible out = period;
  out.length = Length::Seconds;
  if (period.low) out.low = seconds({true, *period.low->toInt64()}).least;
  if (period.high) out.high = seconds({true, *period.high->toInt64()}).most;
  return out;
}

// Which orders of a and b the bounds allow.
std::set<int> orders(const Possible& a, const Possible& b) {
  std::set<int> out;
  if (!a.low || !b.high || *a.low < *b.high) out.insert(-1);
  if (!b.low || !a.high || *b.low < *a.high) out.insert(1);
  const bool apart = (a.high && b.low && *a.high < *b.low) || (b.high && a.low && *b.high < *a.low);
  if (!apart) out.insert(0);
  return out;
}

// What of texts, references and the like.
std::set<int> equality(const Possible& a, const Possible& b, Form form) {
  std::set<int> out;
  switch (form) {
    case Form::Truth:
      if ((a.yes && b.yes) || (a.no && b.no)) out.insert(0);
      if ((a.yes && b.no) || (a.no && b.yes)) out.insert(1);
      return out;
    case Form::Set: {
      const auto within = [](const auto& x, const auto& y) {
        return std::includes(y.begin(), y.end(), x.begin(), x.end());
      };
      if (!within(a.must, b.may) || !within(b.must, a.may)) return {1};
      return a.may == a.must && b.may == b.must ? std::set<int>{0} : std::set<int>{0, 1};
    }
    case Form::Text:
      if (a.any || b.any) return {0, 1};
      return {a.text == b.text ? 0 : 1};
    case Form::Currency:
      if (a.any || b.any) return {0, 1};
      return {a.currency == b.currency ? 0 : 1};
    case Form::Ref:
      if (a.any || b.any) return {0, 1};
      for (const Element& x : a.elements) {
        for (const Element& y : b.elements) out.insert(x == y ? 0 : 1);
      }
      // Two elements that no list names may be the same or not.
      if (out == std::set<int>{0} && !a.elements.begin()->listed()) out.insert(1);
      return out;
    default:
      return {0, 1};
  }
}

}  // namespace

Possible Reference::compare(CompareOp op, const Type& type, const Possible& a, const Possible& b) {
  Possible out = strict({&a, &b});
  const Form form = formOf(type);
  if (!std::exchange(out.value, false)) return out;
  std::set<int> possible;
  if (form == Form::Option) {
    // An ordered choice: its options stand in the order in which they are written.
    for (const std::uint32_t x : a.may) {
      for (const std::uint32_t y : b.may) possible.insert(x < y ? -1 : x == y ? 0 : 1);
    }
  } else if (form != Form::Ordered) {
    possible = equality(a, b, form);
  } else if (type.kind == TypeKind::Money && a.currency && b.currency && a.currency != b.currency) {
    return failure();
  } else if (a.length == Length::Any || b.length == Length::Any) {
    possible = {-1, 0, 1};
  } else if (a.length != b.length) {
    possible = orders(lasting(a), lasting(b));
    const bool exact = determined(a, form) && determined(b, form);
    bool yes = false, no = false;
    for (const int order : possible) (decide(op, order) ? yes : no) = true;
    if (exact && yes && no) {
      out.causes.insert({Missing::Kind::Other, kNoId, kNoId, 0,
                         "months and days do not compare here; anchor them: start + 6 months"});
    }
  } else {
    possible = orders(a, b);
  }
  for (const int order : possible) (decide(op, order) ? out.yes : out.no) = true;
  return out;
}

// A value that rests on silence may turn out not to be there; a range is an answer.
Possible Reference::given(const Expr& expression, const Possible& a) {
  Possible out;
  out.error = a.error;
  out.causes = a.causes;
  const bool there = a.value || a.yes || a.no;
  const bool asked = formOf(expression.args[0]->type) == Form::Truth;
  const bool open = asked ? a.yes && a.no : a.unanswered;
  if (expression.kind == checked::ExprKind::IsKnown) {
    if (a.said_unknown) return truth(false, true);
    out.yes = there || a.none;
    out.no = open;
  } else {
    out.yes = there;
    out.no = a.none || (there && open && !a.there);
  }
  return out;
}

std::set<std::uint32_t> Reference::withAllUnder(const Type& type,
                                                const std::vector<std::uint32_t>& options) const {
  std::set<std::uint32_t> out(options.begin(), options.end());
  if (type.kind != TypeKind::Choice) return out;
  const Choice& choice = vocabulary().choices[ChoiceId{type.id}];
  for (std::uint32_t i = 0; i < choice.options.size(); ++i) {
    for (const std::uint32_t above : options) {
      if (choice.under(i, above)) out.insert(i);
    }
  }
  return out;
}

Possible Reference::inOptions(const Possible& a, const Type& type,
                              const std::vector<std::uint32_t>& options) {
  Possible out = strict({&a});
  if (!std::exchange(out.value, false)) return out;
  const std::set<std::uint32_t> wanted = withAllUnder(type, options);
  for (const std::uint32_t each : a.may) (wanted.contains(each) ? out.yes : out.no) = true;
  return out;
}

Possible Reference::includes(const Expr& expression, const Possible& set) {
  Possible out = strict({&set});
  if (!std::exchange(out.value, false)) return out;
  std::vector<Possible> parts;
  for (const std::uint32_t option : expression.options) {
    const std::set<std::uint32_t> wanted = withAllUnder(expression.args[0]->type, {option});
    const auto meets = [&](const std::set<std::uint32_t>& members) {
      return std::any_of(members.begin(), members.end(),
                         [&](std::uint32_t each) { return wanted.contains(each); });
    };
    parts.push_back(truth(meets(set.may), !meets(set.must)));
  }
  const Possible joined = expression.kind == checked::ExprKind::IncludesAll ? all(parts) : any(parts);
  const bool none_of = expression.kind == checked::ExprKind::IncludesNone;
  out.yes = none_of ? joined.no : joined.yes;
  out.no = none_of ? joined.yes : joined.no;
  return out;
}

Possible Reference::holds(const Expr& expression, const Possible& a, const Scope& scope) {
  Possible out = strict({&a});
  if (!std::exchange(out.value, false)) return out;
  if (formOf(expression.args[0]->type) == Form::Truth) {
    out.yes = a.yes, out.no = a.no;
    return out;
  }
  constexpr std::uint32_t kImplemented = 3, kNotApplicable = 4;
  for (const std::uint32_t state : a.may) {
    if (state >= kImplemented) out.yes = true;
    if (state != kImplemented) out.no = true;
  }
  // That a practice does not apply is for a person to judge.
  if (a.may == std::set<std::uint32_t>{kNotApplicable}) {
    Cause cause{Missing::Kind::Judgement, kNoId, kNoId, 0, "whether the practice really does not apply"};
    const Expr& practice = *expression.args[0];
    const bool owned = practice.kind == checked::ExprKind::Fact && practice.args.size() == 1;
    const Possible owner = owned ? evaluate(*practice.args[0], scope) : Possible{};
    if (owner.elements.size() == 1 && owner.elements.begin()->listed()) {
      cause = {Missing::Kind::Judgement, owner.elements.begin()->instance, raw(practice.fact), 0, ""};
    }
    out.causes.insert(cause);
  }
  return out;
}

}  // namespace jurat::reference
