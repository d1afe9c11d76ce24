// Lists: quantifiers, sums, counts, extremes and the ends of series, given whole or not.
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

using checked::ExprKind;

void Reference::follow(const checked::Domain& domain, std::size_t hop, const Element& from,
                       const Scope& scope, Walk& out) {
  if (hop == domain.path.size()) {
    out.visits.push_back({from, truth(true, false)});
    return;
  }
  if (!from.listed()) {
    out.complete = false;
    return;
  }
  const EntityId next = domain.path[hop];
  const Entity& entity = vocabulary().entities[next];
  for (const ChildList& list : instance(from).children) {
    if (list.entity != next) continue;
    const bool always_whole = entity.single || entity.keyed_by != ChoiceId{kNoId};
    if (!always_whole && (!list.given || !list.complete)) {
      out.complete = false;
      out.causes.insert({Missing::Kind::List, from.instance, kNoId, 0, entity.list_name});
    }
    for (const InstanceId each : list.instances) {
      const Element element{raw(each), kNoId, kNoId};
      // A series holds what has happened by the as-of day.
      if (entity.ordered_by != FactId{kNoId}) {
        const Possible day = fact(element, entity.ordered_by, 0, scope);
        const bool dated = vocabulary().facts[entity.ordered_by].type.kind == TypeKind::Date;
        if (!day.value || (dated && day.low && Number(as_of_.day.days) < *day.low)) continue;
      }
      follow(domain, hop + 1, element, scope, out);
    }
  }
}

Reference::Walk Reference::walk(const checked::Domain& domain, const Scope& scope) {
  Walk out;
  const Possible base = evaluate(*domain.base, scope);
  out.base_fails = base.error || base.none;
  out.base_exists = base.value;
  out.causes = base.causes;
  if (base.value && (base.any || base.elements.size() > 1)) {
    out.complete = false;  // of which element the list is is open
  } else if (base.value) {
    const Element from = *base.elements.begin();
    out.above = from.listed() ? from.instance : from.above;
    follow(domain, 0, from, scope, out);
  }
  const auto filtered = [&](const Element& element) {
    return domain.where ? evaluate(*domain.where, with(scope, domain.variable, element)) : truth(true, false);
  };
  for (Visit& visit : out.visits) visit.filter = filtered(visit.element);
  if (!out.complete) out.unlisted = filtered(out.other(domain));
  return out;
}

// What the list may belong to, and the causes, joined to a result over its elements.
Possible Reference::finish(Possible result, const Walk& walk, Form form) const {
  if (!walk.base_exists) result = Possible{};
  if (walk.base_fails) result.error = true;
  result.causes.insert(walk.causes.begin(), walk.causes.end());
  return settled(std::move(result), form);
}

Possible Reference::quantifier(const Expr& expression, const Scope& scope) {
  const checked::Domain& domain = *expression.domain;
  if (domain.overChoice()) return overChoice(expression, scope);
  const Walk seen = walk(domain, scope);
  const bool every = expression.kind == ExprKind::EveryHas;
  std::vector<Possible> parts;
  const auto part = [&](const Possible& filter, const Element& element) {
    Possible body = truth(expression.args.empty(), !expression.args.empty());
    const bool counts = filter.yes || filter.error;  // else it is left out
    if (!expression.args.empty() && counts) {
      body = evaluate(*expression.args[0], with(scope, domain.variable, element));
    }
    return every ? any({opposite(filter), body}) : all({filter, body});
  };
  for (const Visit& visit : seen.visits) parts.push_back(part(visit.filter, visit.element));
  if (!seen.complete) {
    // An element that is not listed may say the like, or not be there; only the list itself is asked for.
    Possible other = part(seen.unlisted, seen.other(domain));
    (every ? other.yes : other.no) = true;
    other.causes.clear();
    parts.push_back(other);
  }
  Possible out = every ? all(parts) : any(parts);
  if (expression.kind == ExprKind::NoHas || expression.kind == ExprKind::IsEmpty) out = opposite(out);
  return finish(std::move(out), seen, Form::Truth);
}

Possible Reference::aggregate(const Expr& expression, const Scope& scope) {
  if (expression.domain->overChoice()) return overChoice(expression, scope);
  const Walk seen = walk(*expression.domain, scope);
  Possible out;
  if (expression.kind == ExprKind::CountOf) {
    std::int64_t least = 0, most = 0;
    for (const Visit& visit : seen.visits) {
      if (visit.filter.only(&Possible::error)) return failure();
      out.error = out.error || visit.filter.error;
      least += visit.filter.only(&Possible::yes) ? 1 : 0;
      most += visit.filter.yes ? 1 : 0;
      addCauses(out, visit.filter);
    }
    out.value = true;
    out.low = Number(least);
    if (!seen.unlisted.yes) out.high = Number(most);
    out.error = out.error || seen.unlisted.error;
  } else {
    out = expression.kind == ExprKind::SumOver ? total(expression, seen, scope)
                                               : extreme(expression, seen, scope);
  }
  return finish(std::move(out), seen, Form::Ordered);
}

Possible Reference::total(const Expr& expression, const Walk& walk, const Scope& scope) {
  const checked::Domain& domain = *expression.domain;
  Expr plus;
  plus.kind = ExprKind::Add;
  plus.type = expression.type;
  Possible sum = number(Number(0));
  sum.currency = expression.type.kind == TypeKind::Money ? expression.type.id : 0;
  bool error = false, first = true, settled_currency = false;
  for (const Visit& visit : walk.visits) {
    if (visit.filter.only(&Possible::error)) return failure();
    error = error || visit.filter.error;
    if (!visit.filter.yes) continue;
    Possible part = evaluate(*expression.args[0], with(scope, domain.variable, visit.element));
    const bool certain = visit.filter.only(&Possible::yes);
    // An element left out adds nothing, whatever the currency.
    Possible nothing = number(Number(0));
    nothing.currency = part.currency, nothing.length = part.length;
    if (!certain) part = either(part, nothing, Form::Ordered);
    // The first amount says in which currency the sum is, the first period of which class.
    if (std::exchange(first, false)) sum.currency = part.currency, sum.length = part.length;
    const bool classes = sum.length != part.length && sum.length != Length::Any && part.length != Length::Any;
    const bool currencies = sum.currency && part.currency && sum.currency != part.currency;
    if ((classes || currencies) && !(certain && settled_currency)) {
      // They cannot both be there.
      error = true;
      const std::set<Cause> so_far = sum.causes;
      if (certain) sum = part;
      if (!certain && !settled_currency) {
        const auto positive = [](const Possible& one) { return one.low && one.low->sign() >= 0; };
        sum.low = positive(sum) && positive(part) ? std::optional(Number(0)) : std::nullopt;
        sum.high.reset();
        sum.currency = 0;
        if (classes) sum.length = Length::Any, sum.low.reset();
      }
      sum.causes.insert(so_far.begin(), so_far.end());
      addCauses(sum, part);
    } else {
      sum = addition(plus, sum, part);
      if (sum.only(&Possible::error)) return sum;
    }
    addCauses(sum, visit.filter);
    settled_currency = settled_currency || certain;
  }
  error = error || walk.unlisted.error;
  if (walk.unlisted.yes) {
    // An unlisted element adds whatever an element can add.
    const Possible part = evaluate(*expression.args[0], with(scope, domain.variable, walk.other(domain)));
    error = error || part.error || part.none;
    sum.unanswered = sum.unanswered || part.unanswered;
    if (expression.type.kind == TypeKind::Money && expression.type.id == 0) {
      error = true;  // it may be in another currency
      if (!settled_currency) sum.currency = 0;
    }
    if (expression.type.kind == TypeKind::Period) {
      error = true;  // it may be of another class
      if (!settled_currency) sum.length = Length::Any, sum.low.reset(), sum.high.reset();
    }
    if (part.value && !(part.low && part.low->sign() >= 0)) sum.low.reset();
    if (part.value && !(part.high && part.high->sign() <= 0)) sum.high.reset();
  }
  sum.error = sum.error || error;
  return sum;
}

Possible Reference::extreme(const Expr& expression, const Walk& walk, const Scope& scope) {
  const checked::Domain& domain = *expression.domain;
  const bool lowest = expression.kind == ExprKind::LowestOver;
  std::vector<Possible> parts;
  bool error = false;
  // What may be left out is passed over like `none`, its error included.
  const auto maybe = [&](Possible part) {
    error = error || part.error;
    part.error = false;
    part.none = true;
    parts.push_back(std::move(part));
  };
  for (const Visit& visit : walk.visits) {
    if (visit.filter.only(&Possible::error)) return failure();
    error = error || visit.filter.error;
    if (!visit.filter.yes) continue;
    Possible part = evaluate(*expression.args[0], with(scope, domain.variable, visit.element));
    addCauses(part, visit.filter);
    if (visit.filter.only(&Possible::yes)) {
      parts.push_back(std::move(part));
    } else {
      maybe(std::move(part));
    }
  }
  error = error || walk.unlisted.error;
  if (walk.unlisted.yes) {
    Possible part = evaluate(*expression.args[0], with(scope, domain.variable, walk.other(domain)));
    part.causes.clear();  // it is the list that is asked for
    maybe(std::move(part));
  }
  Possible out = highest(parts, lowest);
  if (parts.empty()) out = nothingThere();
  out.error = out.error || error;
  return out;
}

// The first or last element whose filter holds; those before it whose filter may hold are candidates beside
// it.
Possible Reference::endOf(const Expr& expression, const Scope& scope) {
  Walk seen = walk(*expression.domain, scope);
  if (expression.kind == ExprKind::LastOf) std::reverse(seen.visits.begin(), seen.visits.end());
  Possible out;
  out.none = true;
  if (seen.unlisted.yes) out.elements.insert(seen.other(*expression.domain));
  out.error = seen.unlisted.error;
  for (const Visit& visit : seen.visits) {
    out.error = out.error || visit.filter.error;
    addCauses(out, visit.filter);
    if (visit.filter.yes) out.elements.insert(visit.element);
    if (!visit.filter.only(&Possible::yes)) continue;
    out.none = false;
    break;
  }
  out.value = !out.elements.empty();
  return finish(std::move(out), seen, Form::Ref);
}

Possible Reference::overChoice(const Expr& expression, const Scope& scope) {
  const checked::Domain& domain = *expression.domain;
  const bool every = expression.kind == ExprKind::EveryHas;
  const bool counted = expression.kind == ExprKind::CountOf || every || expression.kind == ExprKind::AnyHas ||
                       expression.kind == ExprKind::NoHas;
  std::vector<Possible> parts, values;
  for (const std::uint32_t option : domain.options) {
    Scope inner = scope;
    inner.options[domain.variable] = option;
    // An option is run over on the days on which there is one.
    const Possible filter = !offered(domain.choice, option) ? truth(false, true)
                            : domain.where                  ? evaluate(*domain.where, inner)
                                                            : truth(true, false);
    const Possible body = expression.args.empty() ? truth(true, false) : evaluate(*expression.args[0], inner);
    if (counted) {
      parts.push_back(every ? any({opposite(filter), body}) : all({filter, body}));
      continue;
    }
    // An option left out adds nothing to a sum and is passed over by the highest and lowest.
    Possible absent = expression.kind == ExprKind::SumOver ? number(Number(0)) : nothingThere();
    absent.currency = expression.kind == ExprKind::SumOver ? expression.type.id : 0;
    Possible value;
    if (filter.yes) value = body;
    if (filter.no) value = either(value, absent, Form::Ordered);
    if (filter.error) value = either(value, failure(), Form::Ordered);
    addCauses(value, filter);
    values.push_back(settled(value, Form::Ordered));
  }
  switch (expression.kind) {
    case ExprKind::EveryHas:
      return all(parts);
    case ExprKind::AnyHas:
      return any(parts);
    case ExprKind::NoHas:
      return opposite(any(parts));
    case ExprKind::CountOf: {
      Possible out = number(Number(0));
      std::int64_t least = 0, most = 0;
      for (const Possible& part : parts) {
        if (part.only(&Possible::error)) return failure();
        out.error = out.error || part.error;
        least += part.only(&Possible::yes) ? 1 : 0;
        most += part.yes ? 1 : 0;
        addCauses(out, part);
      }
      out.low = Number(least), out.high = Number(most);
      return out;
    }
    case ExprKind::SumOver: {
      Expr plus;
      plus.kind = ExprKind::Add;
      plus.type = expression.type;
      Possible sum = number(Number(0));
      sum.currency = expression.type.kind == TypeKind::Money ? expression.type.id : 0;
      // Money of any currency has no nought to begin with.
      const bool anything =
          expression.type.kind == TypeKind::Money && expression.type.id == 0 && !values.empty();
      if (anything) sum = values.front();
      for (std::size_t i = anything ? 1 : 0; i < values.size(); ++i) sum = addition(plus, sum, values[i]);
      return sum;
    }
    default:
      return values.empty() ? nothingThere() : highest(values, expression.kind == ExprKind::LowestOver);
  }
}

}  // namespace jurat::reference
