// What a value can be: definitions, parameters and columns looked into.
#include <algorithm>
#include <utility>

#include "engine/analysis/conditions/conditions.h"
#include "engine/analysis/conditions/identity.h"

namespace jurat::analysis {

using checked::Branch;
using checked::Declaration;
using checked::Expr;
using checked::ExprKind;

namespace {

constexpr int kDeepest = 12;             // definitions looked into, one inside the other
constexpr std::size_t kMostLeaves = 32;  // values that one expression can have

std::size_t branches(const Branch& branch) {
  std::size_t count = 1;
  for (const Branch& each : branch.exceptions) count += branches(each);
  return count;
}

std::size_t branches(const Declaration& declaration) {
  std::size_t count = 0;
  for (const checked::Version& each : declaration.versions) count += branches(each.general);
  return count;
}

// An exception, or one inside an exception that says nothing itself, that says what the value is.
struct ValueCase {
  const Branch* branch = nullptr;
  const Formula* holds = nullptr;
  const Formula* fails = nullptr;
};

}  // namespace

std::vector<Leaf> Conditions::leaves(const Expr& value, const Scope& scope) {
  std::vector<Leaf> out;
  collect(value, scope, yes(), out);
  return out;
}

void Conditions::collect(const Expr& value, const Scope& scope, const Formula* when, std::vector<Leaf>& out) {
  if (when->kind == FormulaKind::No) return;
  const bool reads = value.kind == ExprKind::Definition || value.kind == ExprKind::Parameter;
  if (reads && open(value, scope, when, out)) return;
  const Expr* found = value.kind == ExprKind::Column ? columnValue(value, scope) : &value;
  out.push_back({when, found, &scope});
}

std::optional<std::uint32_t> Conditions::optionIn(const Expr& option, const Scope& scope) const {
  if (option.kind == ExprKind::OptionVariable) return optionOf(option.variable, scope);
  const auto* value = option.kind == ExprKind::Constant ? std::get_if<OptionValue>(&option.value) : nullptr;
  return value == nullptr ? std::nullopt : std::optional(value->index);
}

// The constant in a row of data, or the expression itself where the row is not known.
const Expr* Conditions::columnValue(const Expr& column, const Scope& scope) {
  const Declaration& table = program_.declarations[column.declaration];
  const std::optional<std::uint32_t> option = optionIn(*column.args[0], scope);
  if (!option || column.column >= table.columns.size()) return &column;
  const std::vector<std::uint32_t>& lowest = program_.vocabulary.choices[table.per].lowest;
  const auto row =
      static_cast<std::size_t>(std::find(lowest.begin(), lowest.end(), *option) - lowest.begin());
  if (table.dated()) return &column;  // another row on another day
  const checked::Column& data = table.columns[column.column];
  // A row that rests on an unconfirmed source is no constant.
  const bool doubtful =
      row < table.rows.size() && table.rows[row].confidence.level == checked::Level::Unconfirmed;
  if (row >= data.values.size() || doubtful) return &column;
  Expr& constant = constants_.emplace_back();
  constant.kind = ExprKind::Constant;
  constant.type = column.type;
  constant.span = column.span;
  constant.value = data.values[row];
  return &constant;
}

// The scope inside a definition or parameter that is read.
const Scope& Conditions::openScope(const Expr& read, const Scope& scope) {
  Scope& inner = scopes_.emplace_back();
  inner.depth = scope.depth + 1;
  inner.outer = &scope;
  const bool of_element = read.kind == ExprKind::Definition;
  if (of_element) {
    inner.subject = read.args[0];
    inner.entity = program_.declarations[read.declaration].subject;
  }
  if (read.args.size() > (of_element ? 1 : 0)) inner.option = optionIn(*read.args.back(), scope);
  return inner;
}

bool Conditions::open(const Expr& read, const Scope& scope, const Formula* when, std::vector<Leaf>& out) {
  const Declaration& declaration = program_.declarations[read.declaration];
  if (declaration.kind == checked::DeclarationKind::DecisionTable) return false;
  if (scope.depth >= kDeepest || branches(declaration) + out.size() > kMostLeaves) return false;
  const Scope& inner = openScope(read, scope);
  if (declaration.per != ChoiceId{kNoId} && !inner.option) return false;
  for (const checked::Version& version : declaration.versions) {
    std::vector<const Formula*> parts{when, between(version.from, version.until)};
    // Where the text may not exist, beside its value stands anything.
    if (version.general.confidence.level == checked::Level::Unconfirmed) {
      parts.push_back(doubt(version.general, true));
      out.push_back({all({when, doubt(version.general, false)}), &read, &scope});
    }
    openBranch(version.general, inner, all(std::move(parts)), out);
  }
  return true;
}

// language.md, Exceptions: the result of the exceptions that hold, or the general case.
void Conditions::openBranch(const Branch& branch, const Scope& scope, const Formula* when,
                            std::vector<Leaf>& out) {
  std::vector<ValueCase> cases;
  const auto find = [&](const Branch& level, const Formula* above, const Formula* not_above,
                        const auto& self) -> void {
    for (std::size_t i = 0; i < level.exceptions.size(); ++i) {
      const Formula* holding = all({above, holds(level.exceptions, i, scope, true)});
      const Formula* failing = any({not_above, holds(level.exceptions, i, scope, false)});
      if (level.exceptions[i].equals != nullptr) {
        cases.push_back({&level.exceptions[i], holding, failing});
      } else {
        self(level.exceptions[i], holding, failing, self);
      }
    }
  };
  find(branch, yes(), no(), find);
  std::vector<const Formula*> general{when};
  for (const ValueCase& each : cases) general.push_back(each.fails);
  if (branch.equals != nullptr) collect(*branch.equals, scope, all(std::move(general)), out);
  for (const ValueCase& each : cases) {
    std::vector<const Formula*> parts{when, each.holds};
    for (const ValueCase& other : cases) {
      const bool same = other.branch->exceptions.empty() && each.branch->exceptions.empty() &&
                        identity(*other.branch->equals, scope) == identity(*each.branch->equals, scope);
      // Two that hold and disagree are an error, which is neither yes nor no.
      if (&other != &each && !same) parts.push_back(other.fails);
    }
    openBranch(*each.branch, scope, all(std::move(parts)), out);
  }
}

}  // namespace jurat::analysis
