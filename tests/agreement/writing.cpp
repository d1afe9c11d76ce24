// How an expression is written: its text with names resolved, in one spelling for what means the same.
#include <fmt/format.h>

#include <map>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

using checked::Expr;
using checked::ExprKind;

class Writer {
 public:
  explicit Writer(const std::map<std::uint32_t, std::uint32_t>& options) : options_(options) {}
  bool lists = false;

  std::string of(const Expr& e) {
    switch (e.kind) {
      case ExprKind::Not:
        return negated(of(*e.args[0]));
      case ExprKind::NoneOf:
        return negated(count(operands(e), 1));
      case ExprKind::And:
      case ExprKind::AllOf:
        return count(operands(e), operands(e).size());
      case ExprKind::Or:
      case ExprKind::AnyOf:
        return count(operands(e), 1);
      case ExprKind::AtLeastOf:
        return count(operands(e), e.count);
      case ExprKind::ExactlyOf:
        return count({count(operands(e), e.count), negated(count(operands(e), e.count + 1))}, 2);
      case ExprKind::OptionIs:
        return fmt::format("in({}|{})", of(*e.args[0]), e.option);
      case ExprKind::InOptions:
        return fmt::format("in({}|{})", of(*e.args[0]), fmt::join(e.options, ","));
      case ExprKind::IncludesNone:
        return negated(fmt::format("any({}|{})", of(*e.args[0]), fmt::join(e.options, ",")));
      case ExprKind::IncludesAny:
        return fmt::format("any({}|{})", of(*e.args[0]), fmt::join(e.options, ","));
      case ExprKind::InValues: {
        std::vector<std::string> parts;
        for (std::size_t i = 1; i < e.args.size(); ++i)
          parts.push_back(compared(checked::CompareOp::Equal, *e.args[0], *e.args[i]));
        return count(parts, 1);
      }
      case ExprKind::Compare:
        return compared(e.op, *e.args[0], *e.args[1]);
      case ExprKind::OptionVariable:
        if (const auto stands = options_.find(e.variable); stands != options_.end())
          return option(stands->second);
        return plain(e);
      case ExprKind::Constant:
        if (const auto* named = std::get_if<OptionValue>(&e.value)) return option(named->index);
        return "value " + typeKey(e.type) + " " + constant(e.value);
      default:
        return plain(e);
    }
  }

 private:
  static std::string negated(const std::string& text) {
    return text.rfind("not(", 0) == 0 ? text.substr(4, text.size() - 5) : "not(" + text + ")";
  }
  static std::string option(std::uint32_t index) { return "option " + std::to_string(index); }
  static std::string count(const std::vector<std::string>& parts, std::size_t need) {
    if (parts.size() == 1 && need == 1) return parts.front();
    return fmt::format("{} of({})", need, fmt::join(parts, ";"));
  }
  std::string compared(checked::CompareOp op, const Expr& a, const Expr& b) {
    return fmt::format("compare{}({};{})", static_cast<int>(op), of(a), of(b));
  }
  std::vector<std::string> operands(const Expr& e) {
    std::vector<std::string> out;
    for (const Expr* each : e.args) out.push_back(of(*each));
    for (const checked::Limb& limb : e.limbs) out.push_back(of(*limb.value));
    return out;
  }
  static std::string typeKey(const Type& type) {
    return fmt::format("{}.{}{}{}{}", static_cast<int>(type.kind), type.id, type.set, type.or_none,
                       type.event);
  }

  static std::string constant(const Value& value) {
    if (const auto* exact = std::get_if<Number>(&value)) return exact->text();
    if (const auto* money = std::get_if<Money>(&value))
      return money->amount.text() + currencyCode(money->currency);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
    if (const auto* date = std::get_if<Date>(&value)) return toText(*date);
    if (const auto* moment = std::get_if<Moment>(&value)) return toText(*moment);
    if (const auto* period = std::get_if<Period>(&value))
      return fmt::format("{}{}", period->calendar, period->count);
    if (const auto* text = std::get_if<std::string>(&value)) return "\"" + *text + "\"";
    if (const auto* set = std::get_if<OptionSetValue>(&value))
      return fmt::format("{}", fmt::join(set->indexes, ","));
    return "none";
  }

  std::string plain(const Expr& e) {
    std::string variable = std::to_string(e.variable);
    if (const auto bound = bound_.find(e.variable); bound != bound_.end())
      variable = "bound " + std::to_string(bound->second);
    std::string domain;
    if (e.domain) {
      lists = lists || !e.domain->overChoice();
      bound_[e.domain->variable] = bound_.size();
      domain = fmt::format("over {} {}", raw(e.domain->choice), fmt::join(e.domain->options, ","));
      if (e.domain->where) domain += " where " + of(*e.domain->where);
    }
    return fmt::format("{}[{} {} {} {} {} {} {} {} {} {}]({}){}", static_cast<int>(e.kind), typeKey(e.type),
                       variable, raw(e.entity), raw(e.fact), raw(e.declaration), e.column, e.count,
                       raw(e.rolls_in), static_cast<int>(e.rounding), fmt::join(e.options, ","),
                       fmt::join(operands(e), ";"), domain);
  }

  const std::map<std::uint32_t, std::uint32_t>& options_;
  std::map<std::uint32_t, std::size_t> bound_;
};

}  // namespace

std::string writing(const checked::Expr& expression, const std::map<std::uint32_t, std::uint32_t>& options) {
  Writer writer(options);
  const std::string text = writer.of(expression);
  return writer.lists ? "" : text;
}

const std::string& Writings::of(const Expr& expression,
                                const std::map<std::uint32_t, std::uint32_t>& options) {
  const auto [place, added] = known_.try_emplace({&expression, options});
  if (added) place->second = writing(expression, options);
  return place->second;
}

}  // namespace jurat::reference
