// What says the same twice: rules with the same conditions and duty, exceptions that restate what they except
// from, versions that change nothing.
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/analysis/conditions/identity.h"
#include "engine/analysis/finding.h"
#include "engine/analysis/levels.h"

namespace jurat::analysis {
namespace {

using checked::Branch;
using checked::Declaration;
using Made = checked::DeclarationKind;

// Equal for rules that ask the same of the same, at the same time.
std::uint64_t dutyOf(const Conditions& conditions, const Declaration& rule) {
  std::uint64_t hash = mixed(raw(rule.subject), raw(rule.per));
  for (const checked::Version& version : rule.versions) {
    std::vector<std::uint64_t> applies;
    for (const checked::Expr* each : version.applies_when) applies.push_back(conditions.identity(*each));
    std::sort(applies.begin(), applies.end());
    applies.erase(std::unique(applies.begin(), applies.end()), applies.end());
    for (const std::uint64_t each : applies) hash = mixed(hash, each);
    hash = mixed(hash, static_cast<std::uint64_t>(version.general.duty));
    for (const checked::Expr* each :
         {version.general.duty_expr, version.general.due, version.effective_from}) {
      hash = mixed(hash, each == nullptr ? 0 : conditions.identity(*each));
    }
  }
  return hash;
}

bool hasExceptions(const Declaration& declaration) {
  return std::any_of(declaration.versions.begin(), declaration.versions.end(),
                     [](const checked::Version& each) { return !each.general.exceptions.empty(); });
}

void findRules(Lints& lints) {
  std::map<std::pair<std::uint32_t, std::uint64_t>, const Declaration*> seen;  // by pack and duty
  for (const Declaration& rule : lints.program.declarations) {
    if (rule.kind != Made::Rule || !lints.looksAt(rule.pack) || hasExceptions(rule)) continue;
    const Conditions conditions(lints.program, lints.sources, rule.subject, std::nullopt);
    const auto [first, fresh] = seen.emplace(std::pair(raw(rule.pack), dutyOf(conditions, rule)), &rule);
    if (fresh) continue;
    lints.report({.code = "J0419",
                  .message = tick(rule.name) + " asks the same as " + tick(first->second->name),
                  .primary = {rule.name_span, "same subject, conditions and duty"},
                  .secondary = {{first->second->name_span, "as here"}},
                  .help = "let one rule cite both paragraphs, or say where they differ"});
  }
}

// Exceptions that change neither result, citation nor note.
void restates(Lints& lints, const Conditions& conditions, const Declaration& declaration,
              const Branch& level) {
  for (const Branch& each : level.exceptions) {
    restates(lints, conditions, declaration, each);
    const bool says_more = !each.cites.empty() || !each.notes.empty() || !each.exposes.empty() ||
                           !each.exceptions.empty() || !each.confidence.plain();
    // Where it keeps another exception from deciding, it has its use.
    if (says_more || !each.overrides.empty()) continue;
    bool same = true;
    for (const Slot slot : {Slot::Duty, Slot::Value, Slot::Due}) {
      same =
          same && (!states(each, slot) || (states(level, slot) && sameResult(conditions, each, level, slot)));
    }
    if (!same) continue;
    lints.report(
        {.code = "J0418",
         .message = "the exception " + tick(each.name) + " of " + tick(declaration.name) + " changes nothing",
         .primary = {each.name_span, "says what holds without it"},
         .help = "delete it, or say what is different"});
  }
}

void findVersions(Lints& lints, const Conditions& conditions, const Declaration& parameter) {
  for (std::size_t i = 1; i < parameter.versions.size(); ++i) {
    const checked::Version &before = parameter.versions[i - 1], &after = parameter.versions[i];
    if (before.general.equals == nullptr || after.general.equals == nullptr || !before.until || !after.from)
      continue;
    const bool touch = before.until->days + 1 == after.from->days;
    const bool same =
        conditions.identity(*before.general.equals) == conditions.identity(*after.general.equals);
    if (!touch) {
      lints.report({.code = "J0465",
                    .message = tick(parameter.name) + " has no value between " + toText(*before.until) +
                               " and " + toText(*after.from),
                    .primary = {after.general.equals->span, "begins on " + toText(*after.from)},
                    .secondary = {{before.general.equals->span, "ends on " + toText(*before.until)}},
                    .help = "let the later version begin the day after the earlier one ends"});
    } else if (same) {
      lints.report({.code = "J0461",
                    .message = "two versions of " + tick(parameter.name) + " have the same value",
                    .primary = {after.general.equals->span, "the same again from " + toText(*after.from)},
                    .secondary = {{before.general.equals->span, "as here"}},
                    .help = "let the earlier version run on"});
    }
  }
}

}  // namespace

void findTwins(Lints& lints) {
  findRules(lints);
  for (const Declaration& each : lints.program.declarations) {
    if (!lints.looksAt(each.pack)) continue;
    const Conditions conditions(lints.program, lints.sources, each.subject, std::nullopt);
    for (const checked::Version& version : each.versions) restates(lints, conditions, each, version.general);
    if (each.kind == Made::Parameter) findVersions(lints, conditions, each);
  }
}

}  // namespace jurat::analysis
