#include "engine/analysis/lint.h"

#include <algorithm>
#include <cassert>

#include "engine/analysis/finding.h"
#include "engine/analysis/reviews.h"
#include "engine/base/table.h"

namespace jurat {
namespace {

constexpr DiagnosticLevel kError = DiagnosticLevel::Error, kWarning = DiagnosticLevel::Warning,
                          kNote = DiagnosticLevel::Note;

constexpr Lint kLints[] = {
    {"J0412", "overlapping-exceptions", kError, false},
    {"J0413", "undecided-overlap", kNote, false},
    {"J0414", "never-met", kError, false},
    {"J0415", "always-met", kWarning, false},
    {"J0416", "always-overridden", kWarning, false},
    {"J0417", "undefined-case", kError, false},
    {"J0418", "exception-changes-nothing", kWarning, false},
    {"J0419", "duplicate-rule", kWarning, false},
    {"J0420", "review-not-sealed", kWarning, true},
    {"J0421", "review-silences-nothing", kWarning, false},
    {"J0422", "switch-without-effect", kWarning, false},
    {"J0423", "rows-hit-together", kError, false},
    {"J0424", "row-missing", kWarning, false},
    {"J0425", "row-never-hit", kWarning, false},
    {"J0430", "rule-untested", kWarning, false},
    {"J0431", "amount-untested", kNote, false},
    {"J0432", "test-title-twice", kWarning, false},
    {"J0433", "day-without-expectation", kWarning, false},
    {"J0440", "title-missing", kWarning, false},
    {"J0441", "chinese-missing", kNote, false},
    {"J0442", "remedy-missing", kWarning, false},
    {"J0443", "question-missing", kWarning, false},
    {"J0444", "question-mark-missing", kNote, false},
    {"J0445", "about-repeats-question", kNote, false},
    {"J0446", "empty-text", kWarning, false},
    {"J0447", "spaces-in-text", kNote, true},
    {"J0450", "name-style", kNote, false},
    {"J0451", "name-too-long", kNote, false},
    {"J0452", "label-twice", kWarning, false},
    {"J0453", "labels-out-of-order", kNote, false},
    {"J0455", "source-unused", kWarning, false},
    {"J0456", "choice-unused", kWarning, false},
    {"J0457", "use-unused", kWarning, false},
    {"J0458", "fact-unread", kWarning, false},
    {"J0460", "parameter-written-out", kNote, false},
    {"J0461", "version-changes-nothing", kWarning, false},
    {"J0464", "distant-date", kWarning, false},
    {"J0465", "gap-between-versions", kWarning, false},
    {"J0466", "beginning-missing", kWarning, false},
    {"J0467", "doubtful-decimals", kWarning, false},
    {"J0468", "definition-repeats-fact", kNote, false},
    {"J0470", "not-canonical", kNote, true},
    {"J0471", "double-negation", kNote, true},
    {"J0472", "single-limb", kNote, true},
    {"J0473", "nested-limbs", kNote, false},
    {"J0474", "compared-with-yes", kNote, true},
    {"J0475", "single-option", kNote, true},
    {"J0480", "doubt-unexplained", kWarning, false},
    {"J0481", "critical-without-exposure", kWarning, false},
    {"J0482", "cited-twice", kWarning, false},
    {"J0485", "pack-incomplete", kNote, false},
    {"J0486", "binds-without-law", kWarning, false},
};

}  // namespace

std::span<const Lint> lints() { return kLints; }

std::vector<Diagnostic> lint(const checked::Program& program, const SourceMap& sources,
                             const std::vector<std::string>& packs, const std::vector<Diagnostic>& warnings) {
  analysis::Lints lints(program, sources, packs);
  for (const Diagnostic& each : warnings) {
    if (lints.looksAt(each.primary.span)) lints.found.report(each);
  }
  for (const auto find :
       {analysis::findOverlaps, analysis::findDeadCases, analysis::findGaps, analysis::findTwins,
        analysis::findTableRows, analysis::lintNames, analysis::lintTexts, analysis::lintVocabulary,
        analysis::lintTests, analysis::lintConditions, analysis::lintNumbers, analysis::lintNorms,
        analysis::lintPacks}) {
    find(lints);
  }
  return analysis::settle(lints);
}

namespace analysis {

Lints::Lints(const checked::Program& given, const SourceMap& map, const std::vector<std::string>& packs)
    : program(given),
      sources(map),
      looked_at_(given.packs.size()),
      has_norms_(given.packs.size()),
      declaration_reads_(given.declarations.size()),
      fact_reads_(given.vocabulary.facts.size()) {
  for (std::size_t i = 0; i < looked_at_.size(); ++i) {
    const std::string& id = program.packs[program.packs.idAt(i)].id;
    looked_at_[i] = packs.empty() || std::find(packs.begin(), packs.end(), id) != packs.end();
  }
  for (const checked::Declaration& each : program.declarations) {
    const bool norm =
        each.kind == checked::DeclarationKind::Rule || each.kind == checked::DeclarationKind::Benefit;
    if (norm) has_norms_[raw(each.pack)] = true;
  }
  for (const std::shared_ptr<const ast::File>& each : program.files) {
    if (!looksAt(packOf(*each))) continue;
    files.push_back(each.get());
    const SourceFile* source = sources.fileOf(each->span);
    if (source == nullptr) continue;
    ranges_.emplace_back(source->base, source->base + static_cast<std::uint32_t>(source->text.size()));
  }
  std::sort(ranges_.begin(), ranges_.end());
  countReads();
}

PackId Lints::packOf(const ast::File& file) const {
  std::string id;
  for (const ast::Name& part : file.pack.parts) id += (id.empty() ? "" : ".") + std::string(part.text);
  const auto pack = std::find_if(program.packs.begin(), program.packs.end(),
                                 [&](const checked::Pack& each) { return each.id == id; });
  assert(pack != program.packs.end());  // check() refuses a file without a pack
  return program.packs.idAt(static_cast<std::size_t>(pack - program.packs.begin()));
}

bool Lints::looksAt(Span span) const {
  auto after = std::upper_bound(ranges_.begin(), ranges_.end(), std::pair(span.begin, UINT32_MAX));
  return after != ranges_.begin() && span.begin <= std::prev(after)->second;
}

void Lints::countReads() {
  for (const checked::Expr& each : program.nodes) {
    if (each.kind == checked::ExprKind::Fact) ++fact_reads_[raw(each.fact)];
    if (each.declaration != checked::DeclarationId{kNoId}) ++declaration_reads_[raw(each.declaration)];
  }
  for (const Fact& each : program.vocabulary.facts) {
    for (const FactId rested : each.rests_on) ++fact_reads_[raw(rested)];
  }
  for (const Entity& each : program.vocabulary.entities) {
    if (each.ordered_by != FactId{kNoId}) ++fact_reads_[raw(each.ordered_by)];
  }
}

void Lints::report(Diagnostic finding) {
  const auto row = std::find_if(std::begin(kLints), std::end(kLints),
                                [&](const Lint& each) { return each.code == finding.code; });
  assert(row != std::end(kLints));
  finding.level = row->level;
  found.report(std::move(finding));
}

}  // namespace analysis
}  // namespace jurat
