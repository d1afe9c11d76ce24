#include "engine/check/expressions/guards.h"

#include <algorithm>
#include <functional>
#include <string>

#include "engine/base/match.h"

namespace jurat::checking {
namespace {

using checked::Expr;
using checked::ExprKind;

class Fingerprint {
 public:
  void add(const Expr& expression) {
    mix(static_cast<std::uint64_t>(expression.kind));
    mix(static_cast<std::uint64_t>(expression.op) << 8 | static_cast<std::uint64_t>(expression.rounding));
    mix(static_cast<std::uint64_t>(expression.type.kind) << 32 | expression.type.id);
    mix(raw(expression.fact));
    mix(raw(expression.declaration));
    mix(raw(expression.entity));
    mix(std::uint64_t{expression.column} << 32 | expression.option);
    mix(expression.count);
    if (expression.kind == ExprKind::Variable || expression.kind == ExprKind::OptionVariable) {
      variable(expression.variable);
    }
    for (const std::uint32_t option : expression.options) mix(option);
    if (expression.kind == ExprKind::Constant) value(expression.value);
    const std::size_t outer = bound_.size();
    if (expression.domain) domain(*expression.domain);
    mix(expression.args.size());
    for (const Expr* each : expression.args) add(*each);
    mix(expression.limbs.size());
    for (const checked::Limb& each : expression.limbs) add(*each.value);
    bound_.resize(outer);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  void mix(std::uint64_t part) {
    hash_ ^= part + 0x9E3779B97F4A7C15u + (hash_ << 6) + (hash_ >> 2);
    hash_ *= 0xFF51AFD7ED558CCDu;
    hash_ ^= hash_ >> 33;
  }

  // Inner variables count by the depth at which they are bound.
  void variable(std::uint32_t number) {
    const auto found = std::find(bound_.begin(), bound_.end(), number);
    if (found == bound_.end()) {
      mix(number);
    } else {
      mix(0x100000000u + static_cast<std::uint64_t>(found - bound_.begin()));
    }
  }

  void domain(const checked::Domain& domain) {
    if (domain.base != nullptr) add(*domain.base);
    for (const EntityId each : domain.path) mix(raw(each));
    mix(raw(domain.choice));
    for (const std::uint32_t option : domain.options) mix(option);
    bound_.push_back(domain.variable);
    if (domain.where != nullptr) add(*domain.where);
  }

  void text(const std::string& text) { mix(std::hash<std::string>{}(text)); }

  void value(const Value& value) {
    mix(value.index());
    std::visit(Match{[](const NoneValue&) {}, [&](bool yes) { mix(yes ? 1 : 2); },
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
                     [&](const OptionValue& option) { mix(option.index); },
                     [&](const OptionSetValue& set) {
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

std::uint64_t fingerprint(const Expr& expression) {
  Fingerprint print;
  print.add(expression);
  return print.hash();
}

void Guards::add(const Expr& condition, bool truth, Sure sure) {
  const ExprKind all = truth ? ExprKind::And : ExprKind::Or;
  const ExprKind all_limbs = truth ? ExprKind::AllOf : ExprKind::AnyOf;
  const bool none_of = truth && condition.kind == ExprKind::NoneOf;
  if (condition.kind == ExprKind::IsGiven && truth) {
    const Expr& value = *condition.args[0];
    hold(fingerprint(value), sure);
    // A part that is given has an owner that is given; asked of no owner, the question itself fails.
    if (value.kind == ExprKind::Fact && value.args[0]->type.or_none)
      hold(fingerprint(*value.args[0]), Sure::No);
  } else if (condition.kind == ExprKind::Not) {
    add(*condition.args[0], !truth, sure);
  } else if (condition.kind == all) {
    for (const Expr* each : condition.args) add(*each, truth, sure);
  } else if (condition.kind == all_limbs || none_of) {
    for (const checked::Limb& each : condition.limbs) add(*each.value, none_of ? false : truth, sure);
  }
}

void Guards::hold(std::uint64_t print, Sure sure) {
  ++held_[print];
  if (sure == Sure::Yes) ++sure_[print];
  order_.emplace_back(print, sure);
}

void Guards::release(Held& held, std::uint64_t print) {
  const auto found = held.find(print);
  if (--found->second == 0) held.erase(found);
}

void Guards::backTo(std::size_t mark) {
  for (; order_.size() > mark; order_.pop_back()) {
    const auto& [print, sure] = order_.back();
    release(held_, print);
    if (sure == Sure::Yes) release(sure_, print);
  }
}

}  // namespace jurat::checking
