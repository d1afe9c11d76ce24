// Numbers and days written out in conditions.
#include <algorithm>
#include <map>
#include <string>

#include "engine/analysis/conditions/conditions.h"
#include "engine/analysis/finding.h"

namespace jurat::analysis {
namespace {

using checked::Declaration;
using checked::Expr;
using checked::ExprKind;

// Years no provision in force speaks of: a slip of the finger.
constexpr int kFirstYear = 1900, kLastYear = 2100;

// Small numbers and plain shares stand for themselves; money, quantities and large numbers do not meet by
// chance.
bool isTelling(const Expr& constant) {
  if (std::holds_alternative<Money>(constant.value))
    return std::get<Money>(constant.value).amount.sign() != 0;
  const auto* number = std::get_if<Number>(&constant.value);
  if (number == nullptr) return false;
  switch (constant.type.kind) {
    case TypeKind::Quantity:
      return number->sign() != 0;
    case TypeKind::Integer:
    case TypeKind::Decimal:
      return *number >= Number(100);
    default:
      return false;
  }
}

// Parameters that have a value, by its identity.
std::map<std::uint64_t, const Declaration*> parameters(const Lints& lints) {
  std::map<std::uint64_t, const Declaration*> out;
  for (const Declaration& each : lints.program.declarations) {
    if (each.kind != checked::DeclarationKind::Parameter) continue;
    const Conditions conditions(lints.program, lints.sources, EntityId{kNoId}, std::nullopt);
    for (const checked::Version& version : each.versions) {
      const Expr* value = version.general.equals;
      if (value != nullptr && value->kind == ExprKind::Constant && isTelling(*value)) {
        out.emplace(conditions.identity(*value), &each);
      }
    }
  }
  return out;
}

// `EUR 50.000`: as many decimals as a group of thousands has digits, in a currency that has fewer.
void doubtfulDecimals(Lints& lints, Span span, const Value& value) {
  constexpr std::size_t kGroup = 3;
  const auto* money = std::get_if<Money>(&value);
  if (money == nullptr || currencyDecimals(money->currency) >= static_cast<int>(kGroup)) return;
  const std::string_view written = lints.sources.text(span);
  const std::size_t point = written.rfind('.');
  if (point == std::string_view::npos || written.size() - point - 1 != kGroup) return;
  const std::size_t begin = written.find_first_of("0123456789");
  const std::string whole(written.substr(begin, point - begin)), code = currencyCode(money->currency) + " ";
  if (whole.size() > kGroup || whole == "0") return;
  lints.report({.code = "J0467",
                .message = tick(written) + " is " + whole + " and not " + whole + " thousand",
                .primary = {span, "three decimals, as many as a group of thousands has digits"},
                .help = "write " + tick(code + whole + "_" + std::string(written.substr(point + 1))) +
                        " if thousands are meant, else " + tick(code + money->amount.grouped("_"))});
}

}  // namespace

void lintNumbers(Lints& lints) {
  for (const Declaration& each : lints.program.declarations) {
    if (!lints.looksAt(each.pack)) continue;
    for (const checked::Column& column : each.columns) {
      for (std::size_t i = 0; i < column.places.size(); ++i)
        doubtfulDecimals(lints, column.places[i], column.values[i]);
    }
  }
  const std::map<std::uint64_t, const Declaration*> known = parameters(lints);
  const Conditions conditions(lints.program, lints.sources, EntityId{kNoId}, std::nullopt);
  for (const Expr& each : lints.program.nodes) {
    if (each.kind != ExprKind::Constant || !lints.looksAt(each.span)) continue;
    doubtfulDecimals(lints, each.span, each.value);
    if (const auto* day = std::get_if<Date>(&each.value)) {
      const int year = split(*day).year;
      if (year < kFirstYear || year > kLastYear) {
        lints.report({.code = "J0464",
                      .message = toText(*day) + " lies far from any law in force",
                      .primary = {each.span, year < kFirstYear ? "before 1900" : "after 2100"},
                      .help = "check the year"});
      }
    }
    if (known.empty() || !isTelling(each)) continue;
    const auto found = known.find(conditions.identity(each));
    if (found == known.end() || within(each.span, found->second->span)) continue;
    // Another parameter may well have the same value.
    const bool in_parameter = std::any_of(
        known.begin(), known.end(), [&](const auto& other) { return within(each.span, other.second->span); });
    if (in_parameter) continue;
    lints.report({.code = "J0460",
                  .message = "this is the value of the parameter " + tick(found->second->name),
                  .primary = {each.span, "written out"},
                  .secondary = {{found->second->name_span, "the same value"}},
                  .help = "write " + tick(found->second->name) + ", which follows when the law changes"});
  }
}

}  // namespace jurat::analysis
