// Two types that do not go together: what is said of them, and what may have been meant.
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/literals.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {
namespace {

// An option, a day or an answer that was put in quotes.
void unquote(Diagnostic& diagnostic, const Expr& text, const Type& want, const Vocabulary& vocabulary) {
  const std::string& written = std::get<std::string>(text.value);
  const Choice* choice =
      want.kind == TypeKind::Choice ? &vocabulary.choices[static_cast<ChoiceId>(want.id)] : nullptr;
  const bool answer = want.kind == TypeKind::YesNo && (written == "yes" || written == "no");
  const bool day = want.kind == TypeKind::Date && parseDate(written).has_value();
  if (answer || day || (choice != nullptr && choice->find(written)))
    return offer(diagnostic, text.span, written);
  if (choice != nullptr)
    suggest(diagnostic, written, optionNames(*choice), "write one of " + listed(optionNames(*choice)));
}

}  // namespace

void Expressions::meant(Diagnostic& diagnostic, const Expr* value, const Type& want) const {
  const bool constant = value->kind == ExprKind::Constant;
  const Number* number = std::get_if<Number>(&value->value);
  if (constant && value->type.isNumeric()) {
    offerNumberAs(diagnostic, value->span, number->grouped("_"), want, vocabulary());
  } else if (constant && value->type.kind == TypeKind::Percentage && want.isNumeric()) {
    offer(diagnostic, value->span, multiply(*number, Number(100)).value_or(*number).grouped("_"));
  } else if (constant && value->type.kind == TypeKind::Money && want.isNumeric()) {
    offer(diagnostic, value->span, std::get<Money>(value->value).amount.grouped("_"));
  } else if (constant && value->type.kind == TypeKind::Text) {
    unquote(diagnostic, *value, want, vocabulary());
  } else if (value->type.kind == TypeKind::Money && want.kind == TypeKind::Money) {
    diagnostic.help =
        (constant ? "write it in " + currencyCode(want.id) + ", or convert it: `..." : "convert it: `...") +
        std::string(" in ") + currencyCode(want.id) + " using RATES on DAY`";
  } else if (want.kind == TypeKind::Choice) {
    diagnostic.help =
        "write one of " + listed(optionNames(vocabulary().choices[static_cast<ChoiceId>(want.id)]));
  } else if (want.kind == TypeKind::Date && value->type.kind == TypeKind::Period) {
    diagnostic.help = "say from when it runs, as in `DAY + 15 days`";
  } else if (constant && diagnostic.help.empty()) {
    diagnostic.help = exampleOf(want, vocabulary());
  }
}

void Expressions::reportMismatch(const Expr* a, const Expr* b) {
  // What is written out is more easily wrong than what is declared.
  if (a->kind == ExprKind::Constant && b->kind != ExprKind::Constant) std::swap(a, b);
  const Type& left = a->type;
  const Type& right = b->type;
  if (left.kind == TypeKind::Money && right.kind == TypeKind::Money && (left.id == 0 || right.id == 0)) {
    needsCurrency(left.id == 0 ? a : b);
    return;
  }
  Diagnostic diagnostic{.code = "J0203",
                        .message = say(left) + " is compared with " + say(right),
                        .primary = {b->span, "this is " + say(right)},
                        .secondary = {{a->span, "this is " + say(left)}}};
  labelDeclared(diagnostic, a);
  labelDeclared(diagnostic, b);
  meant(diagnostic, b, left);
  if (left.kind == TypeKind::Money && right.kind == TypeKind::Money) {
    diagnostic.code = "J0208";
  } else if (left.kind != right.kind && isDayLike(left) && isDayLike(right)) {
    diagnostic.code = "J0228";
    diagnostic.help =
        "compare days with days and moments with moments; a moment is written `2026-01-31T12:00Z`";
  } else if (left.kind == TypeKind::Quantity && right.kind == TypeKind::Quantity) {
    diagnostic.help = quoted(vocabulary().units[UnitId{left.id}].name) + " and " +
                      quoted(vocabulary().units[UnitId{right.id}].name) +
                      " measure different things; only units declared with `equals` convert";
  } else if (left.set && right.kind == TypeKind::Choice && !right.set) {
    diagnostic.help = "write `includes` in place of the sign";
  }
  report(std::move(diagnostic));
}

}  // namespace jurat::checking
