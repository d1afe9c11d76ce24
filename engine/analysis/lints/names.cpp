// Names and labels.
#include <algorithm>
#include <map>
#include <string>

#include "engine/analysis/finding.h"
#include "engine/analysis/walk.h"

namespace jurat::analysis {
namespace {

constexpr std::size_t kLongestName = 60;

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }

// `riskClass`: capitals among small letters. `FLOP` and `DE` are names of other people's.
bool isMixed(std::string_view name) {
  return std::any_of(name.begin(), name.end(), isUpper) && std::any_of(name.begin(), name.end(), isLower);
}

std::string snakeCase(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins = isUpper(name[i]) && i > 0 && name[i - 1] != '_' && !isUpper(name[i - 1]);
    if (begins) out += '_';
    out += isUpper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return out;
}

void lintName(Lints& lints, const ast::Name& name) {
  if (!name) return;
  if (isMixed(name.text)) {
    lints.report({.code = "J0450",
                  .message = tick(name.text) + " is not written in small letters",
                  .primary = {name.span, "capitals among small letters"},
                  .help = "call it " + tick(snakeCase(name.text))});
  }
  if (name.text.size() <= kLongestName) return;
  lints.report(
      {.code = "J0451",
       .message = "a name of " + std::to_string(name.text.size()) + " letters is hard to read in a report",
       .primary = {name.span, "more than " + std::to_string(kLongestName) + " letters"},
       .help = "shorten it, and say the rest in its `title`"});
}

// Whether the labels count up: all numbers or all single letters.
bool countsUp(const std::string_view before, const std::string_view after) {
  const auto number = [](std::string_view text) {
    return !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (number(before) && number(after)) return std::stoi(std::string(before)) < std::stoi(std::string(after));
  const bool letters = before.size() == 1 && after.size() == 1 && isLower(before[0]) && isLower(after[0]);
  return !letters || before[0] < after[0];
}

void lintLabels(Lints& lints, const ast::Expr& list) {
  std::map<std::string_view, const ast::Name*> seen;
  const ast::Name* before = nullptr;
  for (const ast::Limb& limb : list.limbs) {
    if (!limb.label) continue;
    const auto [first, fresh] = seen.emplace(limb.label.text, &limb.label);
    if (!fresh) {
      lints.report({.code = "J0452",
                    .message = "two limbs are labelled " + tick(limb.label.text),
                    .primary = {limb.label.span, "again here"},
                    .secondary = {{first->second->span, "first here"}},
                    .help = "give each the label of its own paragraph: explanations cite it"});
    } else if (before != nullptr && !countsUp(before->text, limb.label.text)) {
      lints.report({.code = "J0453",
                    .message = "the label " + tick(limb.label.text) + " stands behind " + tick(before->text),
                    .primary = {limb.label.span, "out of order"},
                    .help = "put the limbs into the order of the paragraph"});
    }
    before = &limb.label;
  }
}

void lintDeclaration(Lints& lints, const ast::Declaration& declaration) {
  if (declaration.kind != ast::DeclarationKind::Unit) lintName(lints, declaration.name);
  for (const ast::Fact& fact : declaration.facts) lintName(lints, fact.name);
  eachOption(declaration.options, [&](const ast::Option& option) { lintName(lints, option.name); });
  eachClause(declaration, [&](const ast::Clause& clause) {
    if (clause.kind == ast::ClauseKind::Except) lintName(lints, clause.word);
    eachExpr(clause, [&](const ast::Expr& each, const ast::Expr*) { lintLabels(lints, each); });
  });
}

}  // namespace

void lintNames(Lints& lints) {
  for (const ast::File* file : lints.files) {
    eachDeclaration(file->declarations, [&](const ast::Declaration& each) { lintDeclaration(lints, each); });
  }
}

}  // namespace jurat::analysis
