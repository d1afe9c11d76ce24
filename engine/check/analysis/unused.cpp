// What nobody reads: definitions, parameters and tables of packs that hold norms of their own.
#include <string_view>
#include <unordered_set>

#include "engine/check/context.h"

namespace jurat::checking {
namespace {

using Made = checked::DeclarationKind;

class TestedNames {
 public:
  explicit TestedNames(const checked::Program& program) {
    for (const checked::Test& test : program.tests) {
      for (const ast::TestItem& item : test.source->items) add(item);
    }
  }
  bool contains(std::string_view name) const { return names_.contains(name); }

 private:
  void add(const ast::Dotted& path) {
    if (path) names_.insert(path.parts.back().text);
  }

  void add(ast::List<ast::Field> fields) {
    for (const ast::Field& field : fields) names_.insert(field.name.text);
  }

  void add(const ast::Expr* written) {
    // `fine[prohibited]`, `a.b`: the name in front of the brackets, or the last one.
    while (written != nullptr && written->kind == ast::ExprKind::Index) written = written->args[0];
    if (written != nullptr && written->name) names_.insert(written->name.text);
  }

  void add(const ast::TestItem& item) {
    add(item.fields);
    add(item.expect.target.path);
    for (const ast::Dotted& each : item.expect.missing) add(each);
    if (item.rows.empty()) return;
    for (const ast::Cell& cell : item.rows.front().cells) {
      if (cell.name) names_.insert(cell.name.text);
      add(cell.head);
    }
  }

  std::unordered_set<std::string_view> names_;
};

std::string_view kindText(Made kind) {
  switch (kind) {
    case Made::Parameter:
      return "the parameter ";
    case Made::DataTable:
    case Made::DecisionTable:
      return "the table ";
    default:
      return "the definition ";
  }
}

}  // namespace

void checkUnused(Context& context) {
  const checked::Program& program = context.program;
  // A pack without norms is there to be read by others, which need not be part of this run.
  std::vector<bool> has_norms(program.packs.size());
  for (const checked::Declaration& each : program.declarations) {
    if (each.kind == Made::Rule || each.kind == Made::Benefit) has_norms[raw(each.pack)] = true;
  }
  std::vector<bool> is_read(program.declarations.size());
  for (std::size_t i = 0; i < context.reads.size(); ++i) {
    for (const DeclarationId id : context.reads[i]) {
      if (raw(id) != i) is_read[raw(id)] = true;
    }
  }
  for (const DeclarationId id : context.called_reads) is_read[raw(id)] = true;
  const TestedNames tested(program);
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const checked::Declaration& each = program.declarations[program.declarations.idAt(i)];
    const bool readable = each.kind == Made::Define || each.kind == Made::Parameter ||
                          each.kind == Made::DataTable || each.kind == Made::DecisionTable;
    if (!readable || is_read[i] || !has_norms[raw(each.pack)] || tested.contains(each.name)) continue;
    context.report({.level = DiagnosticLevel::Warning,
                    .code = "J0403",
                    .message = std::string(kindText(each.kind)) + quoted(each.name) + " is read by nothing",
                    .primary = {each.name_span, "no rule, amount, definition or test speaks of it"},
                    .help = "delete it, or write the rule that needs it"});
  }
}

}  // namespace jurat::checking
