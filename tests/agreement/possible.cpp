#include "tests/agreement/possible.h"

#include <algorithm>

namespace jurat::reference {

Form formOf(const Type& type) {
  if (type.set) return Form::Set;
  if (type.isOrdered()) return Form::Ordered;
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
      return Form::Truth;
    case TypeKind::Text:
      return Form::Text;
    case TypeKind::Choice:
    case TypeKind::Practice:
      return Form::Option;
    case TypeKind::Currency:
      return Form::Currency;
    case TypeKind::Evidence:
      return Form::Evidence;
    case TypeKind::Ref:
      return Form::Ref;
    default:
      return Form::Ordered;
  }
}

Possible truth(bool yes, bool no, bool error) {
  Possible made;
  made.yes = yes, made.no = no, made.error = error;
  return made;
}

Possible failure() { return truth(false, false, true); }

Possible nothingThere() {
  Possible made;
  made.none = true;
  return made;
}

Possible number(const Number& at) {
  Possible made;
  made.value = true;
  made.low = made.high = at;
  return made;
}

Possible verdict(std::set<Outcome> outcomes) {
  Possible made;
  made.value = true;
  made.verdict = std::move(outcomes);
  return made;
}

bool determined(const Possible& one, Form form) {
  if (one.kinds() != 1) return false;
  if (!one.value) return true;
  switch (form) {
    case Form::Ordered:
      return one.low && one.high && *one.low == *one.high && one.length != Length::Any;
    case Form::Option:
      return one.may.size() == 1 && !one.unanswered;
    case Form::Set:
      return one.may == one.must && !one.unanswered;
    case Form::Text:
    case Form::Currency:
      return !one.any;
    case Form::Ref:
      return !one.any && one.elements.size() == 1;
    case Form::Verdict:
      return one.verdict.size() == 1;
    case Form::Truth:
    case Form::Evidence:
      return true;
  }
  return false;
}

bool same(const Possible& a, const Possible& b, Form form) {
  if (!determined(a, form) || !determined(b, form)) return false;
  if (!a.value || !b.value) return a.yes == b.yes && a.no == b.no && a.none == b.none && a.error == b.error;
  switch (form) {
    case Form::Ordered:
      return a.low == b.low && a.currency == b.currency && a.length == b.length;
    case Form::Option:
    case Form::Set:
      return a.may == b.may;
    case Form::Text:
      return a.text == b.text;
    case Form::Currency:
      return a.currency == b.currency;
    case Form::Ref:
      return a.elements == b.elements;
    case Form::Verdict:
      return a.verdict == b.verdict;
    case Form::Truth:
    case Form::Evidence:
      return true;
  }
  return false;
}

Possible settled(Possible one, Form form) {
  if (!determined(one, form)) return one;
  one.causes.clear();
  one.unanswered = one.said_unknown = false;
  return one;
}

void addCauses(Possible& to, const Possible& from) {
  to.causes.insert(from.causes.begin(), from.causes.end());
}

namespace {

void widen(Possible& to, const Possible& from, Form form) {
  const auto both = [](const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
    std::set<std::uint32_t> out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
    return out;
  };
  switch (form) {
    case Form::Ordered:
      to.there = to.there && from.there;
      if (to.length != from.length || to.length == Length::Any) {
        to.length = Length::Any;
        to.low = to.high = std::nullopt;
        return;
      }
      if (to.currency != from.currency) to.currency = 0;
      to.low = to.low && from.low ? std::optional(std::min(*to.low, *from.low)) : std::nullopt;
      to.high = to.high && from.high ? std::optional(std::max(*to.high, *from.high)) : std::nullopt;
      return;
    case Form::Option:
    case Form::Set:
      to.may.insert(from.may.begin(), from.may.end());
      to.must = both(to.must, from.must);
      return;
    case Form::Text:
      to.any = to.any || from.any || to.text != from.text;
      return;
    case Form::Currency:
      to.any = to.any || from.any || to.currency != from.currency;
      return;
    case Form::Ref:
      to.elements.insert(from.elements.begin(), from.elements.end());
      break;
    case Form::Verdict:
      to.verdict.insert(from.verdict.begin(), from.verdict.end());
      return;
    case Form::Truth:
    case Form::Evidence:
      break;
  }
  to.any = to.any || from.any;
}

}  // namespace

Possible either(const Possible& a, const Possible& b, Form form) {
  if (a.nothing()) return b;
  if (b.nothing()) return a;
  Possible out = a.value ? a : b;
  if (a.value && b.value) widen(out, b, form);
  out.yes = a.yes || b.yes, out.no = a.no || b.no, out.value = a.value || b.value;
  out.none = a.none || b.none, out.error = a.error || b.error;
  out.unanswered = a.unanswered || b.unanswered;
  // Known not to be known only when that holds whichever of the two it is.
  out.said_unknown = a.said_unknown && b.said_unknown;
  out.causes = a.causes;
  addCauses(out, b);
  return out;
}

Possible strict(const std::vector<const Possible*>& operands) {
  Possible out;
  out.value = true;
  for (const Possible* each : operands) {
    out.error = out.error || each->error || each->none;
    out.value = out.value && (each->value || each->yes || each->no);
    out.unanswered = out.unanswered || each->unanswered;
    addCauses(out, *each);
  }
  return out;
}

Possible atLeast(const std::vector<Possible>& of, std::size_t need) {
  // How many say yes and how many fail, over every way in which the operands can come out.
  std::set<std::pair<std::size_t, std::size_t>> counts{{0, 0}};
  for (const Possible& each : of) {
    std::set<std::pair<std::size_t, std::size_t>> next;
    for (const auto& [yes, failed] : counts) {
      if (each.yes) next.insert({yes + 1, failed});
      if (each.no) next.insert({yes, failed});
      if (each.error) next.insert({yes, failed + 1});
    }
    counts = std::move(next);
  }
  Possible out;
  for (const auto& [yes, failed] : counts) {
    if (yes >= need) {
      out.yes = true;
    } else if (yes + failed < need) {
      out.no = true;
    } else {
      out.error = true;
    }
  }
  for (const Possible& each : of) addCauses(out, each);
  return settled(std::move(out), Form::Truth);
}

Possible all(const std::vector<Possible>& of) { return atLeast(of, of.size()); }
Possible any(const std::vector<Possible>& of) { return atLeast(of, 1); }

Possible opposite(Possible one) {
  std::swap(one.yes, one.no);
  return one;
}

}  // namespace jurat::reference
