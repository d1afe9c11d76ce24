#include "engine/portfolio/columns.h"

#include <algorithm>

#include "engine/base/nearest.h"

namespace jurat::portfolio {

const std::vector<FieldName>& fieldNames() {
  static const std::vector<FieldName> all = {
      {Field::Line, "line", true, true, true, true},
      {Field::Id, "id", true, true, false, false},
      {Field::Company, "company", true, true, true, false},
      {Field::Packs, "packs", true, false, false, false},
      {Field::Satisfied, "satisfied", true, false, true, true},
      {Field::Violated, "violated", true, false, true, true},
      {Field::Pending, "pending", true, false, true, true},
      {Field::Undetermined, "undetermined", true, false, true, true},
      {Field::Review, "review", true, false, true, true},
      {Field::NotApplicable, "not_applicable", true, false, false, true},
      {Field::NotInForce, "not_in_force", true, false, false, true},
      {Field::Error, "error", true, false, true, true},
      {Field::ViolatedRules, "violated_rules", true, false, true, false},
      {Field::PendingRules, "pending_rules", true, false, false, false},
      {Field::UndeterminedRules, "undetermined_rules", true, false, false, false},
      {Field::ReviewRules, "review_rules", true, false, false, false},
      {Field::ErrorRules, "error_rules", true, false, false, false},
      {Field::Rule, "rule", false, true, true, false},
      {Field::Title, "title", false, true, false, false},
      {Field::Pack, "pack", false, true, false, false},
      {Field::Jurisdiction, "jurisdiction", false, true, false, false},
      {Field::Subject, "subject", false, true, true, false},
      {Field::SubjectPath, "subject_path", false, true, false, false},
      {Field::Outcome, "outcome", false, true, true, false},
      {Field::CouldBe, "could_be", false, true, true, false},
      {Field::Severity, "severity", false, true, true, false},
      {Field::Strength, "strength", false, true, false, false},
      {Field::Due, "due", false, true, true, false},
      {Field::DueCertain, "due_certain", false, true, false, false},
      {Field::Amount, "amount", false, true, false, false},
      {Field::Currency, "currency", false, true, false, false},
      {Field::AtLeast, "at_least", false, true, false, false},
      {Field::AtMost, "at_most", false, true, false, false},
      {Field::Exposures, "exposures", true, true, false, false},
      {Field::Amounts, "amounts", true, false, false, false},
      {Field::Missing, "missing", true, true, false, false},
  };
  return all;
}

const FieldName& nameOf(Field field) {
  return *std::find_if(fieldNames().begin(), fieldNames().end(),
                       [&](const FieldName& each) { return each.field == field; });
}

namespace {

bool has(const FieldName& name, RowKind rows) {
  return rows == RowKind::Company ? name.of_company : name.of_finding;
}

}  // namespace

std::optional<Field> fieldOf(RowKind rows, std::string_view name, std::string& nearest) {
  std::vector<std::string> names;
  for (const FieldName& each : fieldNames()) {
    if (!has(each, rows)) continue;
    if (each.name == name) return each.field;
    names.emplace_back(each.name);
  }
  nearest = jurat::nearest(std::string(name), names).value_or("");
  return std::nullopt;
}

std::vector<Field> defaultFields(RowKind rows) {
  std::vector<Field> fields;
  for (const FieldName& each : fieldNames()) {
    if (has(each, rows) && each.by_default) fields.push_back(each.field);
  }
  return fields;
}

}  // namespace jurat::portfolio
