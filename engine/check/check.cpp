#include "engine/check/check.h"

#include <algorithm>

#include "engine/check/context.h"
#include "engine/check/expressions/expressions.h"
#include "engine/check/names/citations.h"

namespace jurat {
namespace checking {

namespace {

// Facts of root entities that a condition names, as far as they are declared.
void addNamedFacts(const ast::Expr& condition, const Vocabulary& vocabulary, std::vector<FactId>& into) {
  if (condition.kind == ast::ExprKind::Name) {
    for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
      const Fact& fact = vocabulary.facts[vocabulary.facts.idAt(i)];
      if (fact.name == condition.name.text && vocabulary.entities[fact.entity].parent == EntityId{kNoId})
        into.push_back(vocabulary.facts.idAt(i));
    }
  }
  for (const ast::Expr* each : condition.args) {
    if (each) addNamedFacts(*each, vocabulary, into);
  }
  for (const ast::Limb& limb : condition.limbs) {
    if (limb.value) addNamedFacts(*limb.value, vocabulary, into);
  }
}

}  // namespace

// `called for when` is asked of the company as a whole.
void checkPackConditions(Context& context) {
  std::vector<EntityId> roots;
  const Vocabulary& vocabulary = context.program.vocabulary;
  for (std::size_t i = 0; i < vocabulary.entities.size(); ++i) {
    if (vocabulary.entities[vocabulary.entities.idAt(i)].parent == EntityId{kNoId}) {
      roots.push_back(vocabulary.entities.idAt(i));
    }
  }
  const std::optional<EntityId> company = context.names.anyEntity("company");
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    if (context.packs[i].opening == nullptr) continue;
    const PackId pack = context.program.packs.idAt(i);
    for (const ast::Clause& clause : context.packs[i].opening->pack_clauses) {
      if (clause.kind != ast::ClauseKind::CalledFor || clause.value == nullptr) continue;
      addNamedFacts(*clause.value, vocabulary, context.program.packs[pack].called_by);
      if (context.program.packs[pack].set_aside) continue;
      Expressions expressions(context, pack, context.called_reads);
      if (roots.size() == 1) {
        expressions.setSubject(roots.front());
      } else if (company && std::find(roots.begin(), roots.end(), *company) != roots.end()) {
        expressions.setSubject(*company);
      }
      const Expr* condition = expressions.condition(*clause.value);
      context.program.packs[pack].called_for = condition;
      context.program.packs[pack].called_for_variables = expressions.variables();
    }
  }
}

namespace {

void sortNames(checked::Program& program) {
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    program.by_name.push_back(program.declarations.idAt(i));
  }
  std::sort(program.by_name.begin(), program.by_name.end(), [&](DeclarationId a, DeclarationId b) {
    const int order = program.declarations[a].name.compare(program.declarations[b].name);
    return order != 0 ? order < 0 : raw(a) < raw(b);
  });
}

std::shared_ptr<checked::Program> checkWhole(std::vector<std::shared_ptr<const ast::File>> files,
                                             Diagnostics& diagnostics, const Limits& limits, Tests tests) {
  auto program = std::make_shared<checked::Program>();
  const std::size_t errors_before = diagnostics.errorCount();
  const bool broken = std::any_of(files.begin(), files.end(), [](const auto& file) { return file->broken; });
  Diagnostics warnings;
  Context context{*program, diagnostics, warnings, limits};
  context.broken = broken;
  context.patterns = std::make_shared<Patterns>();
  readPacks(context, files);
  readPackClauses(context);
  placeDeclarations(context);
  buildVocabulary(context);
  declareAll(context);
  findRollingCalendars(context);
  checkAll(context);
  checkPackConditions(context);
  orderDeclarations(context);
  // What follows from the whole is only worth saying of a whole that stands.
  if (diagnostics.errorCount() == errors_before && !broken) {
    rollDeadlines(context);
    markGuarded(context);
    checkSiblings(context);
    checkClocks(context);
    checkDates(context);
    if (tests == Tests::Read) checkUnused(context);
  }
  if (diagnostics.errorCount() != errors_before || broken) return nullptr;
  diagnostics.append(warnings);
  sortNames(*program);
  program->files = std::move(files);
  return program;
}

}  // namespace
}  // namespace checking

std::shared_ptr<const checked::Program> check(std::vector<std::shared_ptr<const ast::File>> files,
                                              Diagnostics& diagnostics, const Limits& limits, Tests tests) {
  return checking::checkWhole(std::move(files), diagnostics, limits, tests);
}

std::shared_ptr<checked::Program> checkAgain(std::vector<std::shared_ptr<const ast::File>> files) {
  Diagnostics said_before;
  return checking::checkWhole(std::move(files), said_before, {}, Tests::Read);
}

}  // namespace jurat
