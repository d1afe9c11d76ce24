// Cells of decision tables: what is written in one, as what it accepts of the value of its column.
#pragma once
#include <map>
#include <optional>

#include "engine/check/context.h"

namespace jurat::checking {

// Whether the periods of a column are counted in months; one column counts in one way.
class PeriodClasses {
 public:
  std::optional<bool>& of(std::size_t column) { return months_[column]; }

 private:
  std::map<std::size_t, std::optional<bool>> months_;
};

// `value` is what the column asks, its type without an error. What is wrong is reported and accepted as
// `any`.
checked::TestCell readCell(const Context& context, const ast::Cell& cell, const checked::Expr& value,
                           std::optional<bool>& months);

}  // namespace jurat::checking
