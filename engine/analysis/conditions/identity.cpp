#include "engine/analysis/conditions/identity.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/conditions/conditions.h"
#include "engine/base/match.h"

namespace jurat::analysis {

using checked::Expr;
using checked::ExprKind;

namespace {

constexpr std::uint64_t kSubject = 0x5375626A656374u, kOption = 0x4F7074696F6Eu;

const Scope& baseOf(const Scope& scope) {
  const Scope* base = &scope;
  while (base->bound_in != nullptr) base = base->bound_in;
  return *base;
}

class Identity {
 public:
  std::uint64_t of(const Expr& expression, const Scope& scope) {
    add(expression, scope);
    return hash_;
  }

 private:
  void mix(std::uint64_t part) { hash_ = mixed(hash_, part); }

  void add(const Expr& expression, const Scope& scope) {
    if (expression.type.kind == TypeKind::Ref && isPlace(expression.kind)) return element(expression, scope);
    if (expression.kind == ExprKind::OptionVariable) return option(expression.variable, scope);
    // `no L has C` is the opposite of `any L has C`; who asks turns the answer around.
    const ExprKind kind = expression.kind == ExprKind::NoHas ? ExprKind::AnyHas : expression.kind;
    mix(static_cast<std::uint64_t>(kind));
    if (kind == ExprKind::Constant) return value(expression.value);
    mix(static_cast<std::uint64_t>(expression.op) << 8 | static_cast<std::uint64_t>(expression.rounding));
    mix(raw(expression.fact));
    mix(std::uint64_t{raw(expression.declaration)} << 32 | expression.column);
    mix(std::uint64_t{expression.option} << 32 | expression.count);
    if (kind == ExprKind::Convert) mix(expression.type.id);
    for (const std::uint32_t each : expression.options) mix(each);
    const std::size_t outer = bound_.size();
    if (expression.domain) domain(*expression.domain, scope);
    mix(expression.args.size());
    for (const Expr* each : expression.args) add(*each, scope);
    mix(expression.limbs.size());
    for (const checked::Limb& each : expression.limbs) add(*each.value, scope);
    bound_.resize(outer);
  }

  static bool isPlace(ExprKind kind) { return kind == ExprKind::Variable || kind == ExprKind::Ancestor; }

  void element(const Expr& ref, const Scope& scope) {
    const Element found = elementOf(ref, scope);
    if (isSubject(found)) return mix(kSubject);
    if (found.ref->kind == ExprKind::Variable) return variable(found.ref->variable);
    if (found.ref->kind != ExprKind::Ancestor) return add(*found.ref, *found.scope);
    mix(static_cast<std::uint64_t>(ExprKind::Ancestor));
    mix(raw(found.ref->entity));
    add(*found.ref->args[0], *found.scope);
  }

  // Inner variables count by the depth at which they are bound.
  void variable(std::uint32_t number) {
    const auto found = std::find(bound_.begin(), bound_.end(), number);
    const auto place = static_cast<std::uint64_t>(found - bound_.begin());
    mix(found == bound_.end() ? number : 0x100000000u + place);
  }

  void option(std::uint32_t number, const Scope& scope) {
    if (std::find(bound_.begin(), bound_.end(), number) != bound_.end()) return variable(number);
    if (const std::optional<std::uint32_t> known = optionOf(number, scope)) return knownOption(*known);
    mix(kOption);
    variable(number);
  }

  void knownOption(std::uint32_t index) {
    mix(static_cast<std::uint64_t>(ExprKind::Constant));
    mix(kOption);
    mix(index);
  }

  void domain(const checked::Domain& domain, const Scope& scope) {
    if (domain.base != nullptr) add(*domain.base, scope);
    for (const EntityId each : domain.path) mix(raw(each));
    mix(raw(domain.choice));
    for (const std::uint32_t each : domain.options) mix(each);
    bound_.push_back(domain.variable);
    if (domain.where != nullptr) add(*domain.where, scope);
  }

  void text(const std::string& text) { mix(std::hash<std::string>{}(text)); }

  void value(const Value& value) {
    std::visit(Match{[&](const NoneValue&) { mix(3); }, [&](bool yes) { mix(yes ? 1 : 2); },
                     [&](const Number& number) { mix(number.hash()); },
                     [&](const Money& money) {
                       mix(money.amount.hash());
                       mix(money.currency);
                     },
                     [&](const Date& date) { mix(static_cast<std::uint64_t>(date.days)); },
                     [&](const Moment& moment) { mix(static_cast<std::uint64_t>(moment.seconds)); },
                     [&](const Period& period) {
                       mix(period.calendar ? 1 : 2);
                       mix(static_cast<std::uint64_t>(period.count));
                     },
                     [&](const std::string& each) { text(each); },
                     [&](const OptionValue& option) {
                       mix(kOption);
                       mix(option.index);
                     },
                     [&](const OptionSetValue& set) {
                       mix(set.indexes.size());
                       for (const std::uint32_t index : set.indexes) mix(index);
                     },
                     [&](const EvidenceValue& evidence) { text(evidence.path); },
                     [&](const JudgementValue& judgement) { mix(judgement.value ? 1 : 2); }},
               value);
  }

  std::uint64_t hash_ = 0x2545F4914F6CDD1Du;
  std::vector<std::uint32_t> bound_;
};

}  // namespace

std::uint64_t mixed(std::uint64_t hash, std::uint64_t part) {
  hash ^= part + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
  hash *= 0xFF51AFD7ED558CCDu;
  return hash ^ hash >> 33;
}

std::uint64_t identityOf(const Expr& expression, const Scope& scope) {
  return Identity().of(expression, scope);
}

Element elementOf(const Expr& ref, const Scope& scope) {
  if (ref.kind == ExprKind::Variable && ref.variable == 0) {
    const Scope& base = baseOf(scope);
    return base.subject == nullptr ? Element{&ref, &base} : elementOf(*base.subject, *base.outer);
  }
  if (ref.kind != ExprKind::Ancestor) return {&ref, &scope};
  Element inner = elementOf(*ref.args[0], scope);
  // What contains a record's owner contains the record.
  while (inner.ref->kind == ExprKind::Record && inner.ref->type.id != raw(ref.entity)) {
    inner = elementOf(*inner.ref->args[0], *inner.scope);
  }
  const bool is_it = inner.ref->type.kind == TypeKind::Ref && inner.ref->type.id == raw(ref.entity);
  return is_it ? inner : Element{&ref, &scope};
}

bool isSubject(const Element& element) {
  return element.ref->kind == ExprKind::Variable && element.ref->variable == 0;
}

std::optional<std::uint32_t> optionOf(std::uint32_t variable, const Scope& scope) {
  const Scope* at = &scope;
  for (; at->bound_in != nullptr; at = at->bound_in) {
    if (at->variable == variable) return at->option;
  }
  return variable == 1 ? at->option : std::nullopt;
}

}  // namespace jurat::analysis
