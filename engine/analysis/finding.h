// What the finders of this room share: the packs that are looked at, and where findings go.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/check/program.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"

namespace jurat::analysis {

class Lints {
 public:
  // `packs`: ids of those that are looked at; all when empty.
  Lints(const checked::Program& program, const SourceMap& sources, const std::vector<std::string>& packs);

  const checked::Program& program;
  const SourceMap& sources;
  std::vector<const ast::File*> files;  // of these packs
  Diagnostics found;

  bool looksAt(PackId pack) const { return looked_at_[raw(pack)]; }
  bool looksAt(Span span) const;  // whether it stands in one of the files
  PackId packOf(const ast::File& file) const;
  // Whether titles of the file's pack are written in Chinese too.
  bool speaksChinese(const ast::File& file) const { return !program.packs[packOf(file)].title.zh.empty(); }
  // Whether a pack holds norms of its own; one without is there to be read by packs that need not be part of
  // this run.
  bool hasNorms(PackId pack) const { return has_norms_[raw(pack)]; }
  // How often a definition, parameter or table is read, and a fact.
  std::size_t reads(checked::DeclarationId declaration) const { return declaration_reads_[raw(declaration)]; }
  std::size_t reads(FactId fact) const { return fact_reads_[raw(fact)]; }

  // The level is that of the code's row in lints().
  void report(Diagnostic finding);

 private:
  void countReads();

  std::vector<bool> looked_at_, has_norms_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  // of the files, sorted
  std::vector<std::size_t> declaration_reads_, fact_reads_;
};

// `x`, for messages.
inline std::string tick(std::string_view name) { return "`" + std::string(name) + "`"; }

// ---- finders: each looks at all of lints.files, or at the declarations of these packs

void findOverlaps(Lints& lints);   // overlaps.cpp: exceptions beside each other that can hold together
void findDeadCases(Lints& lints);  // dead_cases.cpp: conditions never or always met, cases that never decide
void findGaps(Lints& lints);       // dead_cases.cpp: definitions that say nothing for some answers
void findTableRows(Lints& lints);  // tables.cpp: rows that match together, are never reached, or are missing
void findTwins(Lints& lints);      // twins.cpp: what says the same twice

// ---- lints/*.cpp
void lintNames(Lints& lints);
void lintTexts(Lints& lints);
void lintVocabulary(Lints& lints);
void lintTests(Lints& lints);
void lintConditions(Lints& lints);
void lintNumbers(Lints& lints);
void lintNorms(Lints& lints);
void lintPacks(Lints& lints);

}  // namespace jurat::analysis
