// What the passes of check() share: the program under construction, its names, and where complaints go.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/base/limits.h"
#include "engine/check/names/names.h"
#include "engine/check/program.h"
#include "engine/source/diagnostic.h"
#include "engine/syntax/ast.h"

namespace jurat::checking {

using checked::DeclarationId;

// The sections around a declaration, from the innermost outwards.
struct Sections {
  const ast::Declaration* section = nullptr;
  const Sections* outer = nullptr;
};

// A declaration whose name is known and whose inside is still to be checked.
struct Work {
  DeclarationId id{};
  const ast::Declaration* source = nullptr;
  const Sections* sections = nullptr;
};

// A declaration of a file, with where it stands; sections and broken ones are left out.
struct Placed {
  const ast::Declaration* source = nullptr;
  PackId pack{};
  const Sections* sections = nullptr;
};

// The files of a pack, by PackId.
struct PackSource {
  const ast::File* opening = nullptr;
  std::vector<const ast::File*> files;
  Span name_span;
};

class Patterns;

struct Context {
  checked::Program& program;
  Diagnostics& diagnostics;
  Diagnostics& warnings;  // said in the end, if nothing is wrong: many would follow from what is
  const Limits& limits;
  Names names{};
  bool broken = false;  // a file did not parse whole: what seems to be missing may stand in what was not read
  std::vector<PackSource> packs{};
  std::vector<Placed> placed{};  // in the order of packs, files and lines
  std::vector<Work> work{};
  std::deque<Sections> sections{};  // owns the chains
  std::vector<std::vector<DeclarationId>>
      reads{};                                // by declaration: what it reads, in order, without repeats
  std::vector<DeclarationId> called_reads{};  // what packs' `called for when` read
  std::shared_ptr<Patterns> patterns{};       // of the packs' sources
  std::unordered_set<const checked::Expr*> guarded{};  // see Expr::guarded; marked by markGuarded

  void report(Diagnostic diagnostic) const {
    (diagnostic.level == DiagnosticLevel::Error ? diagnostics : warnings).report(std::move(diagnostic));
  }
};

// `x`, for messages.
std::string quoted(std::string_view name);
// "a, b or c", each quoted.
std::string listed(const std::vector<std::string_view>& names, std::string_view last = "or");
std::string dottedText(const ast::Dotted& dotted);

// The stages, in the order check() runs them.
void readPacks(Context& context, const std::vector<std::shared_ptr<const ast::File>>& files);
void readPackClauses(Context& context);
void placeDeclarations(Context& context);
void buildVocabulary(Context& context);
void declareAll(Context& context);
void findRollingCalendars(Context& context);
void checkAll(Context& context);
void rollDeadlines(Context& context);
void markGuarded(Context& context);
void checkPackConditions(Context& context);
void orderDeclarations(Context& context);
void checkSiblings(Context& context);
void checkClocks(Context& context);
void checkDates(Context& context);
void checkUnused(Context& context);

}  // namespace jurat::checking
