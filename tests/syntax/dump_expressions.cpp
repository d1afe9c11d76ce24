#include <array>

#include "tests/syntax/dump.h"

namespace jurat::test {

namespace {

constexpr auto kKinds = std::to_array<const char*>({"Broken",
                                                    "Number",
                                                    "Percent",
                                                    "Money",
                                                    "Unit",
                                                    "WorkingDays",
                                                    "PercentagePoints",
                                                    "Date",
                                                    "Moment",
                                                    "String",
                                                    "Yes",
                                                    "No",
                                                    "None",
                                                    "AsOf",
                                                    "Previous",
                                                    "Name",
                                                    "Member",
                                                    "Index",
                                                    "At",
                                                    "Call",
                                                    "Set",
                                                    "Negate",
                                                    "Of",
                                                    "Multiply",
                                                    "Divide",
                                                    "Add",
                                                    "Subtract",
                                                    "Plus",
                                                    "Without",
                                                    "Convert",
                                                    "HigherOf",
                                                    "LowerOf",
                                                    "EarlierOf",
                                                    "LaterOf",
                                                    "SumOver",
                                                    "HighestOver",
                                                    "LowestOver",
                                                    "EarliestOver",
                                                    "LatestOver",
                                                    "Rounded",
                                                    "CountOf",
                                                    "First",
                                                    "Last",
                                                    "Compare",
                                                    "IsGiven",
                                                    "IsKnown",
                                                    "IsEmpty",
                                                    "IsOption",
                                                    "In",
                                                    "IncludesOne",
                                                    "IncludesAny",
                                                    "IncludesAll",
                                                    "IncludesNone",
                                                    "Contains",
                                                    "AnyHas",
                                                    "EveryHas",
                                                    "NoHas",
                                                    "AllOf",
                                                    "AnyOf",
                                                    "NoneOf",
                                                    "AtLeastOf",
                                                    "ExactlyOf",
                                                    "Not",
                                                    "And",
                                                    "Or"});
static_assert(kKinds.size() == static_cast<std::size_t>(ast::ExprKind::Or) + 1);
constexpr auto kOps = std::to_array<const char*>({"<", "<=", "=", ">=", ">"});

std::string domainText(const ast::Domain& domain) {
  std::string out = " over [" + dump(domain.list);
  if (domain.has_options) {
    out += " in {";
    for (const ast::Expr* each : domain.options) out += " " + dump(each);
    out += " }";
  }
  if (domain.where != nullptr) out += " where " + dump(domain.where);
  return out + "]";
}

}  // namespace

std::string dump(const ast::Expr* expr) {
  if (expr == nullptr) return "nothing";
  std::string out = std::string("(") + kKinds[static_cast<std::size_t>(expr->kind)];
  if (expr->kind == ast::ExprKind::Compare)
    out += std::string(" ") + kOps[static_cast<std::size_t>(expr->op)];
  if (expr->negated) out += " not";
  if (!expr->count.empty()) out += " " + std::string(expr->count);
  if (!expr->text.empty()) out += " " + std::string(expr->text);
  if (expr->name) out += " `" + std::string(expr->name.text) + "`";
  if (expr->word) out += " " + std::string(expr->word.text);
  for (const ast::Name& part : expr->path.parts) out += " /" + std::string(part.text);
  for (const ast::Expr* each : expr->args) out += " " + dump(each);
  for (const ast::Limb& limb : expr->limbs) {
    out += " " + std::string(limb.label.text) + ": " + dump(limb.value);
  }
  if (expr->domain != nullptr) out += domainText(*expr->domain);
  return out + ")";
}

}  // namespace jurat::test
