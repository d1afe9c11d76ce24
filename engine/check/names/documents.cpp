#include "engine/check/names/documents.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/check/names/clause_rules.h"
#include "engine/check/names/literals.h"

namespace jurat::checking {
namespace {

bool digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), isDigit);
}

bool isMonth(std::string_view text) { return digits(text, 2) && text >= "01" && text <= "12"; }

}  // namespace

std::string documentDate(const Context& context, const ast::Clause& clause) {
  if (clause.value == nullptr) return {};
  if (clause.value->kind == ast::ExprKind::DateLiteral) {
    const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
    const std::optional<Date> day = literals.day(clause.value);
    return day ? toText(*day) : std::string();
  }
  const std::string_view year = clause.value->text;
  const bool year_wrong = !digits(year, 4);
  if (year_wrong || (clause.value2 != nullptr && !isMonth(clause.value2->text))) {
    context.report({.code = "J0332",
                    .message = "a document is dated by a day, a month or a year",
                    .primary = {year_wrong ? clause.value->span : clause.value2->span,
                                year_wrong ? "a year has four digits" : "a month has two digits, 01 to 12"},
                    .help = "write `dated 2016-04-12`, `dated 2016-04` or `dated 2016`"});
    return {};
  }
  std::string out(year);
  if (clause.value2 != nullptr) out += "-" + std::string(clause.value2->text);
  return out;
}

void readStatus(const Context& context, const ast::Clause& clause, checked::StatusByDay& out) {
  static const std::vector<std::string_view> statuses = {"in_force", "adopted",    "proposal",
                                                         "deferred", "superseded", "repealed",
                                                         "lapsed",   "voluntary",  "reported"};
  const std::optional<std::size_t> status = oneOf(context, clause.word, "status", statuses);
  if (!status) return;
  const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
  out.emplace_back(literals.day(clause.from), static_cast<checked::Status>(*status));
}

}  // namespace jurat::checking
