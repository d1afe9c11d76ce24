// Columns: what a row of a portfolio's output can say, by name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::portfolio {

enum class RowKind : std::uint8_t { Company, Finding };

enum class Field : std::uint8_t {
  Line,
  Id,
  Company,
  Packs,
  // how many findings: in the order of Outcome
  Satisfied,
  Violated,
  Pending,
  Undetermined,
  Review,
  NotApplicable,
  NotInForce,
  Error,
  // which rules: each once
  ViolatedRules,
  PendingRules,
  UndeterminedRules,
  ReviewRules,
  ErrorRules,
  Exposures,
  Amounts,
  // of a finding
  Rule,
  Title,
  Pack,
  Jurisdiction,
  Subject,
  SubjectPath,
  Outcome,
  CouldBe,
  Severity,
  Strength,
  Due,
  DueCertain,
  Amount,
  Currency,
  AtLeast,
  AtMost,
  // of both
  Missing,
};

struct FieldName {
  Field field;
  std::string_view name;
  bool of_company, of_finding;  // which rows can have it
  bool by_default;              // they have it when nobody chose
  bool number;                  // a whole number; else text, or a list
};
// In the order of the documentation.
const std::vector<FieldName>& fieldNames();
const FieldName& nameOf(Field field);

// The fields of that name; nothing when rows of that kind have none. Then `nearest` is what was meant.
std::optional<Field> fieldOf(RowKind rows, std::string_view name, std::string& nearest);
std::vector<Field> defaultFields(RowKind rows);

}  // namespace jurat::portfolio
