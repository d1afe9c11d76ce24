#include "engine/check/program.h"

#include <algorithm>

namespace jurat::checked {

Status Pack::statusOn(Date day) const {
  // What is adopted from a day on is a proposal until then.
  Status current = status.empty() ? Status::InForce : Status::Proposal;
  for (const auto& [from, stated] : status) {
    if (!from || *from <= day) current = stated;
  }
  return current;
}

std::pair<std::uint32_t, std::uint32_t> Declaration::rowsOf(std::uint32_t lowest) const {
  const auto below = [](const DataRow& row, std::uint32_t option) { return row.lowest < option; };
  const auto above = [](std::uint32_t option, const DataRow& row) { return option < row.lowest; };
  const auto first = std::lower_bound(rows.begin(), rows.end(), lowest, below);
  const auto last = std::upper_bound(first, rows.end(), lowest, above);
  return {static_cast<std::uint32_t>(first - rows.begin()), static_cast<std::uint32_t>(last - rows.begin())};
}

std::optional<std::uint32_t> Declaration::rowOn(std::uint32_t lowest, Date day) const {
  const auto [first, last] = rowsOf(lowest);
  for (std::uint32_t row = first; row < last; ++row) {
    const bool begun = !rows[row].from || *rows[row].from <= day;
    if (begun && (!rows[row].until || day <= *rows[row].until)) return row;
  }
  return std::nullopt;
}

bool Declaration::dated() const {
  return std::any_of(rows.begin(), rows.end(), [](const DataRow& row) { return row.from || row.until; });
}

const Expr* deadlineOf(const Branch& branch) {
  const Expr* found = branch.due;
  const auto none = [](const Expr* due) {
    return due == nullptr ||
           (due->kind == ExprKind::Constant && std::holds_alternative<NoneValue>(due->value));
  };
  for (const Branch& inner : branch.exceptions) {
    if (!none(found)) break;
    const Expr* other = deadlineOf(inner);
    if (found == nullptr || !none(other)) found = other;
  }
  return found;
}

std::string Program::id(DeclarationId declaration) const {
  const Declaration& named = declarations[declaration];
  return packs[named.pack].id + "/" + named.name;
}

}  // namespace jurat::checked
