#include "engine/cli/completion/known.h"

#include "engine/cli/session.h"
#include "engine/source/code_pages.h"
#include "engine/source/read.h"
#include "engine/syntax/parse.h"

namespace jurat {
namespace {

bool canBeAskedFor(ast::DeclarationKind kind) {
  switch (kind) {
    case ast::DeclarationKind::Rule:
    case ast::DeclarationKind::Amount:
    case ast::DeclarationKind::Benefit:
    case ast::DeclarationKind::Define:
    case ast::DeclarationKind::Parameter:
    case ast::DeclarationKind::DataTable:
    case ast::DeclarationKind::DecisionTable:
    case ast::DeclarationKind::Statement:
      return true;
    case ast::DeclarationKind::Broken:
    case ast::DeclarationKind::Choice:
    case ast::DeclarationKind::Entity:
    case ast::DeclarationKind::ExtendEntity:
    case ast::DeclarationKind::Unit:
    case ast::DeclarationKind::Calendar:
    case ast::DeclarationKind::Rates:
    case ast::DeclarationKind::Controls:
    case ast::DeclarationKind::Section:
    case ast::DeclarationKind::Test:
      return false;
  }
  return false;
}

std::string titleOf(const ast::Declaration& declaration) {
  for (const ast::Clause& clause : declaration.clauses) {
    if (clause.kind == ast::ClauseKind::Title) return std::string(clause.string.en);
  }
  return {};
}

void addDeclared(const ast::List<ast::Declaration> declarations, const std::string& pack,
                 std::vector<Candidate>& out) {
  for (const ast::Declaration& declaration : declarations) {
    if (canBeAskedFor(declaration.kind) && declaration.name)
      out.push_back({pack + "/" + std::string(declaration.name.text), titleOf(declaration)});
    addDeclared(declaration.declarations, pack, out);  // of a section
  }
}

}  // namespace

std::vector<Candidate> knownPacks(const Arguments& arguments) {
  Session session(arguments);
  std::vector<Candidate> out;
  for (const PackHead& head : packHeads(session.library(), session.limits))
    out.push_back({head.id, head.title});
  return out;
}

std::vector<Candidate> knownRules(const Arguments& arguments, const std::string& typed) {
  const std::size_t slash = typed.find('/');
  std::vector<Candidate> out;
  if (slash == std::string::npos) {
    out = knownPacks(arguments);
    for (Candidate& pack : out) pack.word += "/";
    return out;
  }
  Session session(arguments);
  const PackFolder* pack = session.library().find(typed.substr(0, slash));
  if (!pack) return out;
  for (const std::string& path : pack->files) {
    const SourceFile* source =
        readSource(session.sources, path, session.limits.source_bytes, session.diagnostics);
    if (source) addDeclared(parse(*source, session.diagnostics, session.limits)->declarations, pack->id, out);
  }
  return out;
}

std::vector<Candidate> knownCodes() {
  std::vector<Candidate> out;
  for (const auto pages :
       {syntaxPages(), checkPages(), lintPages(), profilePages(), intakePages(), runPages()}) {
    for (const CodePage& page : pages) out.push_back({std::string(page.code), std::string(page.title)});
  }
  return out;
}

}  // namespace jurat
