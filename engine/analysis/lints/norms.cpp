// Rules and amounts: what a reader of a report would miss.
#include <algorithm>
#include <set>

#include "engine/analysis/finding.h"
#include "engine/analysis/walk.h"

namespace jurat::analysis {
namespace {

using checked::Branch;
using checked::Declaration;
using Made = checked::DeclarationKind;

template <typename Visit>
void eachBranch(const Branch& branch, const Visit& visit) {
  visit(branch);
  for (const Branch& each : branch.exceptions) eachBranch(each, visit);
}

bool exposes(const Declaration& rule) {
  bool any = false;
  for (const checked::Version& version : rule.versions) {
    eachBranch(version.general, [&](const Branch& each) { any = any || !each.exposes.empty(); });
  }
  return any;
}

void lintSeverity(Lints& lints, const Declaration& rule) {
  if (rule.severity >= checked::Severity::High && rule.remedy.en.empty()) {
    lints.report({.code = "J0442",
                  .message = "the rule " + tick(rule.name) + " is severe and says no remedy",
                  .primary = {rule.name_span, "what should a company do that breaches it?"},
                  .help = "write `remedy \"...\"`"});
  }
  if (rule.severity == checked::Severity::Critical && !exposes(rule)) {
    lints.report({.code = "J0481",
                  .message = "the rule " + tick(rule.name) + " is critical and exposes nobody to anything",
                  .primary = {rule.name_span, "what makes it critical?"},
                  .help = "write `exposes PARTY to AMOUNT`, or lower its severity"});
  }
}

// Where the text may not exist the reader is told why. What a section or pack says of all it holds is
// explained there, and a statement is itself an explanation.
void lintConfidence(Lints& lints, const ast::Name& name, ast::List<ast::Clause> clauses, bool noted) {
  noted = noted || clauseOf(clauses, ast::ClauseKind::Note) != nullptr;
  for (const ast::Clause& each : clauses) {
    if (each.kind == ast::ClauseKind::Except) lintConfidence(lints, each.word, each.clauses, noted);
    if (each.kind != ast::ClauseKind::Confidence || each.word.text != "unconfirmed" || noted) continue;
    lints.report({.code = "J0480",
                  .message = tick(name.text) + " is unconfirmed and does not say why",
                  .primary = {each.span, "without a `note`"},
                  .help = "write `note \"...\"`: what is not certain, and what would settle it"});
  }
}

void lintConfidence(Lints& lints, const ast::Declaration& declaration) {
  const bool explains = declaration.kind == ast::DeclarationKind::Section ||
                        declaration.kind == ast::DeclarationKind::Statement;
  if (explains) return;
  const bool noted = clauseOf(declaration.clauses, ast::ClauseKind::Note) != nullptr;
  lintConfidence(lints, declaration.name, declaration.clauses, false);
  for (const ast::Version& each : declaration.versions) {
    lintConfidence(lints, declaration.name, each.clauses, noted);
  }
}

void lintCitations(Lints& lints, const Declaration& declaration) {
  for (const checked::Version& version : declaration.versions) {
    eachBranch(version.general, [&](const Branch& each) {
      std::set<std::pair<std::uint32_t, std::string>> seen;
      for (const checked::Citation& cited : each.cites) {
        if (cited.text.empty() || seen.emplace(cited.source, cited.text).second) continue;
        lints.report({.code = "J0482",
                      .message = tick(declaration.name) + " cites \"" + cited.text + "\" twice",
                      .primary = {cited.span, "cited already, here or in the section around it"},
                      .help = "keep one of them"});
      }
    });
  }
}

bool isLaw(const checked::Pack& pack) {
  return std::any_of(pack.status.begin(), pack.status.end(), [](const auto& each) {
    return each.second == checked::Status::InForce || each.second == checked::Status::Adopted;
  });
}

// A duty that only texts without force state; in a draft nothing else could.
void lintForce(Lints& lints, const Declaration& rule) {
  const checked::Pack& pack = lints.program.packs[rule.pack];
  if (rule.strength != checked::Strength::Must || rule.versions.empty() || !isLaw(pack)) return;
  const std::vector<checked::Citation>& cites = rule.versions.front().general.cites;
  const auto soft = [&](const checked::Citation& each) { return !pack.sources[each.source].binding; };
  if (cites.empty() || !std::all_of(cites.begin(), cites.end(), soft)) return;
  lints.report({.code = "J0486",
                .message = "the rule " + tick(rule.name) + " binds, but what it cites does not",
                .primary = {cites.front().span, "a source that is `not binding`"},
                .secondary = {{rule.name_span, "of strength `must`"}},
                .help = "cite the law that binds, or write `strength should`"});
}

bool hasBeginning(const Declaration& rule) {
  return std::all_of(rule.versions.begin(), rule.versions.end(), [](const checked::Version& each) {
    return each.effective_from != nullptr || each.from.has_value();
  });
}

// Rules in force since ever, in a pack whose other rules say when they began.
void lintBeginnings(Lints& lints) {
  std::vector<std::size_t> dated(lints.program.packs.size()), all(lints.program.packs.size());
  for (const Declaration& each : lints.program.declarations) {
    if (each.kind != Made::Rule) continue;
    ++all[raw(each.pack)];
    if (hasBeginning(each)) ++dated[raw(each.pack)];
  }
  for (const Declaration& each : lints.program.declarations) {
    const bool odd = each.kind == Made::Rule && lints.looksAt(each.pack) && !hasBeginning(each);
    if (!odd || dated[raw(each.pack)] * 2 < all[raw(each.pack)]) continue;
    lints.report({.code = "J0466",
                  .message = "the rule " + tick(each.name) + " does not say from when it applies",
                  .primary = {each.name_span, "other rules of the pack do"},
                  .help = "write `effective from DAY`"});
  }
}

}  // namespace

void lintNorms(Lints& lints) {
  for (const Declaration& each : lints.program.declarations) {
    if (!lints.looksAt(each.pack)) continue;
    lintCitations(lints, each);
    if (each.kind != Made::Rule) continue;
    lintSeverity(lints, each);
    lintForce(lints, each);
  }
  lintBeginnings(lints);
  for (const ast::File* file : lints.files) {
    eachDeclaration(file->declarations, [&](const ast::Declaration& each) { lintConfidence(lints, each); });
  }
}

}  // namespace jurat::analysis
