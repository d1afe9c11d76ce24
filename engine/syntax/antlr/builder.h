// Turns ANTLR's parse tree into ast::File; what did not parse becomes Broken and is not complained about
// again.
#pragma once
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/syntax/antlr/tokens.h"
#include "engine/syntax/ast.h"

namespace jurat {

class Builder {
 public:
  Builder(const Offsets& offsets, const Limits& limits, Diagnostics& diagnostics, ast::File& file)
      : offsets_(offsets), limits_(limits), diagnostics_(diagnostics), file_(file) {}
  void build(grammar::JuratParser::FileContext& tree);

 private:
  using P = grammar::JuratParser;

  // build_declarations.cpp
  ast::Declaration declaration(P::DeclarationContext* tree);
  ast::Declaration start(ast::DeclarationKind kind, antlr4::ParserRuleContext& tree, P::WordContext* id);
  void described(ast::Declaration& out, P::PerContext* per, P::WordContext* subject, P::TypeContext* type);
  ast::Declaration choice(P::ChoiceContext& tree);
  ast::Declaration entity(P::EntityContext& tree);
  ast::Declaration unit(P::UnitContext& tree);
  ast::Declaration section(P::SectionContext& tree);
  ast::List<ast::Option> options(const std::vector<P::OptionContext*>& trees);
  ast::Fact fact(P::FactContext& tree);
  void factTail(ast::Fact& out, P::FactTailContext& tree);
  ast::TypeRef type(P::TypeContext* tree);
  void vocabulary(ast::Declaration& out, P::VocabularyContext* tree);
  void tabular(ast::Declaration& out, P::TabularContext* tree);
  void body(ast::Declaration& out, P::BodyContext* tree);
  ast::Version version(P::VersionContext& tree);
  ast::List<ast::Row> rows(const std::vector<P::RowContext*>& trees);
  void joinedRows(grammar::JuratParser::RowContext& tree, std::size_t columns);
  void emptyCell(P::RowContext& tree, P::RowContext* before);
  void twice(antlr4::ParserRuleContext& first, antlr4::ParserRuleContext& tree);
  ast::Cell cell(P::CellContext& tree, bool header);
  ast::Use use(P::UseContext& tree);

  // build_clauses.cpp
  ast::List<ast::Clause> clauses(const std::vector<P::ClauseContext*>& trees);
  ast::List<ast::Clause> block(P::BlockContext* tree);
  ast::Clause clause(P::ClauseContext& tree);
  ast::Clause common(P::CommonContext& tree);
  void packClause(ast::Clause& out, P::CommonContext& tree);
  void normClause(ast::Clause& out, P::CommonContext& tree);
  ast::Clause citation(P::CitationContext& tree);
  ast::Clause bound(P::BoundContext& tree);
  ast::Clause exception(P::Exception_Context& tree);
  ast::List<ast::Bound> caps(const std::vector<P::CapContext*>& trees);

  // build_tests.cpp
  ast::Declaration test(P::TestContext& tree);
  ast::TestItem testItem(P::TestItemContext& tree);
  ast::Expect expect(P::ExpectContext& tree);
  void outcome(ast::Expect& out, P::OutcomeContext& tree);
  ast::Exposed exposed(P::ExposedContext& tree);
  ast::Target target(P::TargetContext* tree);
  ast::List<ast::Field> fields(P::FieldsContext* tree);
  ast::Item item(P::ItemContext* tree);

  // build_expressions.cpp
  const ast::Expr* condition(P::ConditionContext* tree);
  const ast::Expr* joined(P::ConditionContext& tree);
  const ast::Expr* limb(P::LimbContext* tree);
  const ast::Expr* tail(const ast::Expr* left, P::TailContext& tree, Span whole);
  const ast::Expr* limbs(P::LimbsContext& tree);
  ast::List<ast::Limb> limbList(P::LimbListContext* tree);
  const ast::Expr* operand(P::OperandContext* tree);
  std::pair<const ast::Expr*, const ast::Expr*> bounds(P::RangeContext& tree);
  void onlyEqual(P::CompareContext& sign, const antlr4::Token& unknown);
  const ast::Expr* set(P::SetContext* tree);
  const ast::Domain* domain(P::DomainContext* tree);
  const ast::Expr* members(ast::Domain& out, P::MembersContext* tree);
  const ast::Expr* value(P::ValueContext* tree);
  const ast::Expr* valueAbove(P::ValueContext& tree, const ast::Expr* left);
  const ast::Expr* leaf(P::ValueContext& tree);
  const ast::Expr* aggregate(P::ValueContext& tree);
  const ast::Expr* literal(P::LiteralContext* tree);
  const ast::Expr* path(P::PathContext* tree);
  const ast::Expr* chain(P::ChainContext& tree);
  const ast::Expr* steps(const ast::Expr* base, const std::vector<P::StepContext*>& trees);
  const ast::Expr* memberChain(P::DottedContext* tree);
  const ast::Expr* member(const ast::Expr* base, ast::Name name);
  const ast::Expr* nameExpr(ast::Name name);
  const ast::Expr* dateExpr(antlr4::Token* token);
  const ast::Expr* numberExpr(antlr4::Token* token);
  const ast::Expr* broken(Span span);
  const ast::Expr* finish(ast::Expr expr);

  // leaves
  Span spanOf(antlr4::ParserRuleContext& tree) const { return offsets_.span(tree); }
  ast::Name name(antlr4::Token* token) const;
  ast::Name name(antlr4::tree::TerminalNode* node) const;
  ast::Name name(antlr4::ParserRuleContext* tree) const;  // of one token: word, name, unitName, label
  ast::Dotted dotted(P::DottedContext* tree);
  ast::Text text(P::TextContext* tree);
  ast::Text string(antlr4::Token* token);
  ast::Text string(antlr4::tree::TerminalNode* node);
  std::string_view unescaped(antlr4::Token& token);

  template <typename T>
  ast::List<T> keep(const std::vector<T>& items) {
    if (items.empty()) return {};
    void* room = file_.arena.allocate(items.size() * sizeof(T), alignof(T));
    return {std::uninitialized_copy(items.begin(), items.end(), static_cast<T*>(room)) - items.size(),
            items.size()};
  }
  template <typename T>
  const T* keepOne(const T& item) {
    return new (file_.arena.allocate(sizeof(T), alignof(T))) T(item);
  }

  const Offsets& offsets_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
  ast::File& file_;
};

// The operator a `compare` holds.
ast::CompareOp compareOp(const antlr4::Token& op);

}  // namespace jurat
