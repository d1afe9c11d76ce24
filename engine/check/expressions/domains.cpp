// Quantifiers and aggregates: what runs over the elements of lists, or over the options of a choice.
#include <algorithm>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"

namespace jurat::checking {

std::unique_ptr<checked::Domain> Expressions::listDomain(const ast::Domain& written, const Place& list) {
  auto domain = std::make_unique<checked::Domain>();
  domain->base = list.value;
  domain->path = list.path;
  domain->span = written.span;
  domain->variable = next_variable_++;
  if (written.has_options) {
    report({.code = "J0215",
            .message = "only the options of a choice can be picked out in braces",
            .primary = {written.span,
                        "this is a list of " + quoted(vocabulary().entities[list.path.back()].name)},
            .help = "write `(" + vocabulary().entities[list.path.back()].list_name + " where ...)`"});
  }
  return domain;
}

std::unique_ptr<checked::Domain> Expressions::choiceDomain(const ast::Domain& written, ChoiceId choice) {
  auto domain = std::make_unique<checked::Domain>();
  domain->choice = choice;
  domain->span = written.span;
  domain->variable = next_variable_++;
  const Choice& options = vocabulary().choices[choice];
  if (!written.has_options) {
    domain->options = options.lowest;
    return domain;
  }
  std::vector<std::uint32_t> picked;
  for (const std::uint32_t option : optionsOf(written.options, choice)) {
    for (const std::uint32_t each : options.lowest) {
      if (options.under(each, option)) picked.push_back(each);
    }
  }
  std::sort(picked.begin(), picked.end());
  picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
  domain->options = std::move(picked);
  return domain;
}

// A choice that is run over by its bare name; null when the name is a list, or no choice at all.
std::unique_ptr<checked::Domain> Expressions::namedChoice(const ast::Domain& written) {
  if (written.list->kind != AstKind::Name) return nullptr;
  std::optional<PackId> elsewhere;
  const std::vector<Hit> hits = search(written.list->name.text, std::nullopt, elsewhere);
  const bool list = std::any_of(hits.begin(), hits.end(),
                                [](const Hit& hit) { return hit.member.kind == MemberKind::List; });
  if (list || context_.names.choice(written.list->name.text, pack_).seen.empty()) return nullptr;
  const std::optional<ChoiceId> choice = findChoice(context_, pack_, written.list->name);
  return choice ? choiceDomain(written, *choice) : nullptr;
}

// What a path leads to, as something to run over; null after a report.
std::unique_ptr<checked::Domain> Expressions::runOver(const ast::Domain& written) {
  Place list = place(*written.list);
  if (list.kind == Place::Kind::Value && list.value->kind == ExprKind::Record) {
    list.path = {list.value->entity};
    list.value = list.value->args[0];
    list.kind = Place::Kind::List;
  }
  if (list.kind == Place::Kind::Choice) return choiceDomain(written, list.choice);
  if (list.kind == Place::Kind::List) return listDomain(written, list);
  const Expr* value = settle(list, *written.list);
  if (value->type.isError()) return nullptr;
  Diagnostic diagnostic{
      .code = "J0215",
      .message = "only a list or a choice has elements to run over, but this is " + say(value->type),
      .primary = {value->span, "this is " + say(value->type)}};
  if (value->type.set) diagnostic.help = "ask `includes any of { ... }` or `is not empty` of a set";
  labelDeclared(diagnostic, value);
  report(std::move(diagnostic));
  return nullptr;
}

// Resolves what is run over, and brings its variable into scope; null after a report. The caller takes the
// variable out again.
std::unique_ptr<checked::Domain> Expressions::domain(const ast::Domain& written) {
  if (written.list->kind == AstKind::Broken) return nullptr;
  std::unique_ptr<checked::Domain> domain = namedChoice(written);
  if (!domain) domain = runOver(written);
  if (!domain) return nullptr;
  const EntityId element = domain->overChoice() ? EntityId{kNoId} : domain->path.back();
  scope_.push_back({domain->variable, element, domain->choice});
  if (written.where != nullptr) {
    domain->where = condition(*written.where);
    if (!domain->where->type.isError()) guards_.add(*domain->where, true);
  }
  return domain;
}

const Expr* Expressions::quantifier(const ast::Expr& written) {
  GuardScope guards(guards_);
  std::unique_ptr<checked::Domain> over = domain(*written.domain);
  if (!over) return poison(written.span);
  const Expr* body = condition(*written.args[0]);
  scope_.pop_back();
  if (body->type.isError() || (over->where != nullptr && over->where->type.isError()))
    return poison(written.span);
  const ExprKind kind = written.kind == AstKind::AnyHas     ? ExprKind::AnyHas
                        : written.kind == AstKind::EveryHas ? ExprKind::EveryHas
                                                            : ExprKind::NoHas;
  Expr* expr = make(kind, kYesNo, written.span);
  expr->args = {body};
  expr->domain = std::move(over);
  return expr;
}

const Expr* Expressions::aggregate(const ast::Expr& written, const Type& hint) {
  GuardScope guards(guards_);
  std::unique_ptr<checked::Domain> over = domain(*written.domain);
  if (!over) return poison(written.span);
  const Expr* body = value(*written.args[0], hint);
  scope_.pop_back();
  if (body->type.isError() || refusesNone(body)) return poison(written.span);
  if (over->where != nullptr && over->where->type.isError()) return poison(written.span);
  const bool sum = written.kind == AstKind::SumOver;
  const bool days = written.kind == AstKind::EarliestOver || written.kind == AstKind::LatestOver;
  const bool low = written.kind == AstKind::LowestOver || written.kind == AstKind::EarliestOver;
  Type type = body->type;
  type.event = type.or_none = false;
  const bool day_like = type.kind == TypeKind::Date || type.kind == TypeKind::Moment;
  if (!type.isOrdered() || type.set || day_like != days) {
    Diagnostic diagnostic{
        .code = "J0227",
        .message = std::string(sum    ? "only numbers, money and the like are added up"
                               : days ? "only days and moments are early or late"
                                      : "only numbers, money and the like are high or low") +
                   ", but this is " + say(type),
        .primary = {body->span, "this is " + say(type)}};
    if (day_like && !sum) diagnostic.help = low ? "write `earliest of`" : "write `latest of`";
    labelDeclared(diagnostic, body);
    report(std::move(diagnostic));
    return poison(written.span);
  }
  if (sum) {
    warnNone(body, "adding up");
  } else {
    if (needsCurrency(body)) return poison(written.span);
    type.or_none = true;  // of no elements at all
  }
  Expr* expr = make(sum   ? ExprKind::SumOver
                    : low ? ExprKind::LowestOver
                          : ExprKind::HighestOver,
                    type, written.span);
  expr->args = {body};
  expr->domain = std::move(over);
  return expr;
}

const Expr* Expressions::countOf(const ast::Expr& written) {
  GuardScope guards(guards_);
  std::unique_ptr<checked::Domain> over = domain(*written.domain);
  if (!over) return poison(written.span);
  scope_.pop_back();
  if (over->where != nullptr && over->where->type.isError()) return poison(written.span);
  Expr* expr = make(ExprKind::CountOf, ofKind(TypeKind::Integer), written.span);
  expr->domain = std::move(over);
  return expr;
}

// `first` and `last` of a series. That a series may be empty is no `none` to guard against: which year was
// the last is a question about a company that has years.
const Expr* Expressions::endOf(const ast::Expr& written) {
  const bool first = written.kind == AstKind::First;
  GuardScope guards(guards_);
  std::unique_ptr<checked::Domain> over = domain(*written.domain);
  if (!over) return poison(written.span);
  scope_.pop_back();
  if (over->where != nullptr && over->where->type.isError()) return poison(written.span);
  const std::string_view word = first ? "first" : "last";
  if (over->overChoice() || vocabulary().entities[over->path.back()].ordered_by == FactId{kNoId}) {
    Diagnostic diagnostic{
        .code = "J0218",
        .message = "there is no " + std::string(word) + " element where nothing says the order",
        .primary = {written.domain->span, "not ordered by a day"}};
    if (!over->overChoice()) {
      const Entity& entity = vocabulary().entities[over->path.back()];
      diagnostic.secondary = {{entity.span, "declared here without `ordered by`"}};
      diagnostic.help = "write `as " + entity.list_name + " ordered by DAY` where it is declared";
    }
    report(std::move(diagnostic));
    return poison(written.span);
  }
  const EntityId entity = over->path.back();
  Expr* expr = make(first ? ExprKind::FirstOf : ExprKind::LastOf, {.kind = TypeKind::Ref, .id = raw(entity)},
                    written.span);
  expr->entity = entity;
  expr->domain = std::move(over);
  return expr;
}

}  // namespace jurat::checking
