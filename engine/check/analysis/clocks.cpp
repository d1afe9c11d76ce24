// Days and moments of one deadline: what stands at its levels is counted by one clock, and what is done on a
// day is not held against a moment.
#include "engine/check/context.h"

namespace jurat::checking {
namespace {

using checked::Branch;
using checked::Expr;

bool isNone(const Expr& value) {
  return value.kind == checked::ExprKind::Constant && std::holds_alternative<NoneValue>(value.value);
}

class Clocks {
 public:
  explicit Clocks(Context& context) : context_(context) {}

  void version(const Branch& general) {
    first_ = nullptr;
    deadlines(general);
    if (first_ != nullptr && first_->type.kind == TypeKind::Moment) events(general);
  }

 private:
  void deadlines(const Branch& branch) {
    if (branch.due != nullptr && !isNone(*branch.due)) {
      if (first_ == nullptr) first_ = branch.due;
      if (branch.due->type.kind != first_->type.kind) {
        const bool day = branch.due->type.kind == TypeKind::Date;
        report(*branch.due, "one deadline is counted in days and in moments",
               day ? "a day, while the deadline is a moment elsewhere"
                   : "a moment, while the deadline is a day elsewhere",
               *first_, day ? "a moment" : "a day", "let all of them be days, or all of them moments");
      }
    }
    for (const Branch& inner : branch.exceptions) deadlines(inner);
  }

  void events(const Branch& branch) {
    if (branch.duty == checked::DutyKind::DoneOn && branch.duty_expr->type.kind == TypeKind::Date) {
      report(*branch.duty_expr, "what is done on a day is held against a moment", "only the day is known",
             *first_, "due at a moment", "declare it as `event moment`, or let the deadline be a day");
    }
    for (const Branch& inner : branch.exceptions) events(inner);
  }

  void report(const Expr& place, std::string message, std::string label, const Expr& other,
              std::string beside, std::string help) {
    context_.report({.code = "J0228",
                     .message = std::move(message),
                     .primary = {place.span, std::move(label)},
                     .secondary = {{other.span, std::move(beside)}},
                     .help = std::move(help)});
  }

  Context& context_;
  const Expr* first_ = nullptr;
};

}  // namespace

void checkClocks(Context& context) {
  Clocks clocks(context);
  for (const checked::Declaration& declaration : context.program.declarations) {
    if (declaration.kind != checked::DeclarationKind::Rule) continue;
    for (const checked::Version& version : declaration.versions) clocks.version(version.general);
  }
}

}  // namespace jurat::checking
