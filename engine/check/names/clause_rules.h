// Which clauses may stand where; read by every pass that looks into a declaration.
#pragma once
#include <string>
#include <string_view>

#include "engine/check/context.h"

namespace jurat::checking {

// What a clause stands in.
enum class Home : std::uint8_t {
  Pack,
  Section,
  Rule,
  RuleCase,
  Define,
  DefineCase,
  Amount,
  AmountCase,
  Benefit,
  Parameter,
  Table,
  DecisionTable,
  Rates,
  Calendar,
  Statement,
  Controls,
  ControlsCase,
  Entity,
};

bool allowed(Home home, ast::ClauseKind kind);
// Whether the clause describes a declaration as a whole, so that no version of it can differ.
bool describesWhole(ast::ClauseKind kind);
std::string_view spelling(ast::ClauseKind kind);
// The home of what an exception in `home` holds.
Home caseOf(Home home);

// Reports a clause that may not stand in `home`; true when it may.
bool admit(const Context& context, Home home, const ast::Clause& clause, bool in_version = false);

// `lint CODE LEVEL "why"`: a code of the analysis, a level, and a reason where it is switched off.
void checkLint(const Context& context, const ast::Clause& clause);

// Reports a second clause of a kind that may stand once.
void reportTwice(const Context& context, const ast::Clause& first, const ast::Clause& second);

// The first clause of a kind, a second being reported; null when there is none.
const ast::Clause* only(const Context& context, const std::vector<const ast::Clause*>& clauses,
                        ast::ClauseKind kind);

// The index of `word` among `words`, or nothing after a report.
std::optional<std::size_t> oneOf(const Context& context, const ast::Name& word, std::string_view what,
                                 const std::vector<std::string_view>& words);

}  // namespace jurat::checking
