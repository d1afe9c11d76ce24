// Levels: the general case of a declaration and its exceptions, slot by slot.
#pragma once
#include <vector>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/clause_rules.h"

namespace jurat::checking {

using Clauses = std::vector<const ast::Clause*>;

Clauses pointers(ast::List<ast::Clause> clauses);

class Levels {
 public:
  Levels(Context& context, const checked::Declaration& declaration, Expressions& expressions)
      : context_(context), declaration_(declaration), expressions_(expressions) {}

  // Fills a level from its clauses, each already admitted to `home`.
  void fill(checked::Branch& branch, const Clauses& clauses, Home home);

  void exposure(checked::Branch& branch, const ast::Clause& clause);
  void citation(checked::Branch& branch, const ast::Clause& clause);
  static std::optional<checked::Confidence> confidence(const Context& context, const ast::Clause& clause);

 private:
  // What an exception can restate; knowing that it does not hold helps only where it restates the same.
  enum class Slot { Duty, Value, Due, Exposes };
  struct Case {
    const ast::Clause* clause;
    Clauses clauses;
  };

  void duty(checked::Branch& branch, const Clauses& clauses);
  void doneOn(checked::Branch& branch, const ast::Clause& clause);
  void values(checked::Branch& branch, const Clauses& clauses);
  void alternatives(checked::Branch& branch, const ast::Clause& clause);
  void due(checked::Branch& branch, const Clauses& clauses);
  void amount(checked::Exposure& exposure, const ast::Expr& written);
  std::optional<DeclarationId> findAmount(const ast::Expr& named, Span span);
  const Expr* amountOption(const checked::Declaration& amount, const ast::Expr* index, Span span);
  void party(checked::Exposure& exposure, const ast::Clause& clause);
  checked::Branch exceptionHead(const Case& each);
  void overrides(std::vector<checked::Branch>& exceptions, const std::vector<Case>& cases);
  void breakCycles(std::vector<checked::Branch>& exceptions, const std::vector<Case>& cases);
  void assumeOthers(const std::vector<checked::Branch>& exceptions, const std::vector<Case>& cases,
                    Slot slot);
  const Expr* valued(const ast::Clause& clause, const ast::Expr& written);
  std::string what() const;

  Context& context_;
  const checked::Declaration& declaration_;
  Expressions& expressions_;
};

}  // namespace jurat::checking
