#include "engine/check/declarations/cells.h"

#include <algorithm>

#include "engine/check/names/literals.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {
namespace {

using Written = ast::CellKind;
using checked::CellBound;
using checked::CellKind;
using checked::TestCell;

class CellReader {
 public:
  CellReader(const Context& context, const ast::Cell& cell, const checked::Expr& value,
             std::optional<bool>& months)
      : context_(context),
        cell_(cell),
        type_(plain(value.type)),
        or_none_(value.type.or_none),
        column_(value),
        months_(months),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {
    made_.span = cell.span;
  }

  TestCell read() {
    switch (cell_.kind) {
      case Written::Any:
        break;
      case Written::Compare:
        compared();
        break;
      case Written::Range:
        range();
        break;
      case Written::Value:
        value();
        break;
      case Written::Unknown:
        refuse("a row cannot ask whether something is unknown", "what is not known leaves every row possible",
               "write `any`, or `none` for what does not exist");
        break;
      case Written::Header:
      case Written::OutputHeader:
        refuse("a cell below the head says what is accepted", "this is a head", "");
        break;
      case Written::Output:
        refuse("a cell of what is asked says what is accepted", "this is a result",
               "write `->` at the head of a column of results only");
        break;
    }
    return made_;
  }

 private:
  // What cells hold: constants, never `none`.
  static Type plain(Type type) {
    type.or_none = type.event = false;
    if (type.kind == TypeKind::Judgement) type.kind = TypeKind::YesNo;
    // A whole number may be held against any: `> 2.5`.
    if (type.kind == TypeKind::Integer) type.kind = TypeKind::Decimal;
    return type;
  }

  void refuse(std::string message, std::string label, std::string help, std::string replacement = {}) {
    made_.kind = CellKind::Any;
    Diagnostic diagnostic{
        .code = "J0341",
        .message = std::move(message),
        .primary = {cell_.span, std::move(label)},
        .secondary = {{column_.span, "the column asks " + phrase(column_.type, context_.program.vocabulary)}},
        .help = std::move(help)};
    if (!replacement.empty()) offer(diagnostic, std::move(replacement));
    context_.report(std::move(diagnostic));
  }

  const Choice* choice() const {
    return type_.kind == TypeKind::Choice
               ? &context_.program.vocabulary.choices[static_cast<ChoiceId>(type_.id)]
               : nullptr;
  }

  // One value: equal to it, or an option with what is under it.
  void value() {
    const ast::Expr& written = *cell_.value;
    if (written.kind == ast::ExprKind::Broken) return;
    if (written.kind == ast::ExprKind::None) return none();
    if (written.kind == ast::ExprKind::Set) return set(written);
    if (written.kind == ast::ExprKind::Subtract && type_.isOrdered()) return difference(written);
    const std::optional<Value> constant = read(written);
    if (!constant) return;
    if (type_.isOrdered()) {
      made_.kind = CellKind::Interval;
      made_.least = made_.most = CellBound{*constant};
    } else if (const auto* yes = std::get_if<bool>(&*constant)) {
      made_.kind = CellKind::Truth;
      made_.yes = *yes;
    } else {
      add(*constant);
    }
  }

  // `50-249` is no difference: cells hold constants, and a range is what its author had in mind.
  void difference(const ast::Expr& written) {
    const std::string least = literalText(*written.args[0]), most = literalText(*written.args[1]);
    refuse("a cell is a constant, not a difference", "this takes one value from another",
           "write the value itself, or a range as in `at least 1 at most 3`",
           least.empty() || most.empty() ? std::string() : "at least " + least + " at most " + most);
  }

  void none() {
    if (or_none_) {
      made_.kind = CellKind::None;
    } else {
      refuse("what the column asks is never `none`", "this row could never be hit", "write `any`");
    }
  }

  // An option with those under it, or a text.
  void add(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      made_.kind = CellKind::Texts;
      made_.texts.push_back(*text);
      return;
    }
    made_.kind = CellKind::Options;
    const std::uint32_t first = std::get<OptionValue>(value).index;
    for (std::uint32_t i = first; i < choice()->end(first); ++i) made_.options.push_back(i);
  }

  void set(const ast::Expr& written) {
    if (choice() == nullptr && type_.kind != TypeKind::Text) {
      refuse("only options and texts can stand in a set", "a set of what has an order",
             "write a range, as in `at least 1 at most 3`, or a row for each value");
      return;
    }
    if (written.args.empty()) {
      refuse("a cell that accepts nothing is never met", "an empty set",
             "name at least one value in the braces");
      return;
    }
    for (const ast::Expr* each : written.args) {
      if (const std::optional<Value> constant = read(*each)) add(*constant);
    }
    std::sort(made_.options.begin(), made_.options.end());
    made_.options.erase(std::unique(made_.options.begin(), made_.options.end()), made_.options.end());
    std::sort(made_.texts.begin(), made_.texts.end());
    made_.texts.erase(std::unique(made_.texts.begin(), made_.texts.end()), made_.texts.end());
  }

  void compared() {
    if (cell_.op == ast::CompareOp::Equal) return value();
    if (choice() != nullptr && choice()->ordered) return options();
    if (!type_.isOrdered()) return noOrder();
    const std::optional<Value> constant = read(*cell_.value);
    if (!constant) return;
    made_.kind = CellKind::Interval;
    const bool inclusive = cell_.op == ast::CompareOp::LessEqual || cell_.op == ast::CompareOp::GreaterEqual;
    const bool below = cell_.op == ast::CompareOp::Less || cell_.op == ast::CompareOp::LessEqual;
    (below ? made_.most : made_.least) = CellBound{*constant, inclusive};
  }

  // Options of an ordered choice compare by their place.
  void options() {
    const std::optional<Value> constant = read(*cell_.value);
    if (!constant) return;
    const std::uint32_t at = std::get<OptionValue>(*constant).index;
    made_.kind = CellKind::Options;
    for (std::uint32_t i = 0; i < choice()->options.size(); ++i) {
      const bool accepted = (cell_.op == ast::CompareOp::Less && i < at) ||
                            (cell_.op == ast::CompareOp::LessEqual && i <= at) ||
                            (cell_.op == ast::CompareOp::GreaterEqual && i >= at) ||
                            (cell_.op == ast::CompareOp::Greater && i > at);
      if (accepted) made_.options.push_back(i);
    }
    if (made_.options.empty())
      refuse("no option of " + quoted(choice()->name) + " is accepted", "there is none beyond this one",
             "write `any`");
  }

  void range() {
    if (!type_.isOrdered()) return noOrder();
    made_.kind = CellKind::Interval;
    for (const auto& [written, bound] :
         {std::pair{cell_.value, &made_.least}, std::pair{cell_.value2, &made_.most}}) {
      if (written == nullptr) continue;
      const std::optional<Value> constant = read(*written);
      if (!constant) return;
      *bound = CellBound{*constant};
    }
    if (!made_.least || !made_.most || !(ordinal(made_.most->value) < ordinal(made_.least->value))) return;
    const std::string least = literalText(*cell_.value), most = literalText(*cell_.value2);
    refuse("this range ends before it begins", "nothing is accepted",
           "write the smaller value behind `at least`",
           least.empty() || most.empty() ? std::string() : "at least " + most + " at most " + least);
  }

  void noOrder() {
    refuse("what this column asks is neither more nor less than another", "there is no order to compare by",
           type_.kind == TypeKind::Choice ? "name the options: `{ a, b }`" : "write the value itself");
  }

  // A constant of the column's type; nothing, and a cell that accepts all, after a report.
  std::optional<Value> read(const ast::Expr& written) {
    std::optional<Value> constant = literals_.valueOf(written, type_, "J0224");
    if (constant && std::holds_alternative<Period>(*constant)) {
      const bool months = std::get<Period>(*constant).calendar;
      if (months_ && *months_ != months) {
        refuse("a column counts its periods in one way",
               months ? "this one is in months" : "this one is in days",
               "write all of them in months and years, or all in days, weeks and hours");
        constant.reset();
      } else {
        months_ = months;
      }
    }
    if (!constant) made_.kind = CellKind::Any;
    return constant;
  }

  static Number ordinal(const Value& value) {
    if (const auto* number = std::get_if<Number>(&value)) return *number;
    if (const auto* money = std::get_if<Money>(&value)) return money->amount;
    if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
    if (const auto* moment = std::get_if<Moment>(&value)) return Number(moment->seconds);
    return Number(std::get<Period>(value).count);
  }

  const Context& context_;
  const ast::Cell& cell_;
  Type type_;
  bool or_none_;
  const checked::Expr& column_;
  std::optional<bool>& months_;
  Literals literals_;
  TestCell made_;
};

}  // namespace

TestCell readCell(const Context& context, const ast::Cell& cell, const checked::Expr& value,
                  std::optional<bool>& months) {
  return CellReader(context, cell, value, months).read();
}

}  // namespace jurat::checking
