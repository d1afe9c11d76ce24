#include "engine/analysis/seal.h"

#include <algorithm>

#include "engine/analysis/walk.h"
#include "engine/crypto/sha256.h"

namespace jurat::analysis {
namespace {

constexpr std::size_t kDigits = 16;  // nobody forges a review of his own

}  // namespace

std::string Seals::of(Span declaration) {
  if (source_ == nullptr) return {};
  if (!lexemes_) {
    lexemes_ = lexemes(*source_);
    const auto note = [&](const ast::Clause& each) {
      if (each.kind == ast::ClauseKind::Reviewed) reviews_.push_back(each.span);
    };
    eachClause(file_.pack_clauses, note);
    eachDeclaration(file_.declarations, [&](const ast::Declaration& each) { eachClause(each, note); });
  }
  std::string words;
  for (const Lexeme& each : *lexemes_) {
    const std::uint32_t at = source_->base + each.begin;
    if (each.kind == LexemeKind::Comment || at < declaration.begin || at >= declaration.end) continue;
    const bool review = std::any_of(reviews_.begin(), reviews_.end(),
                                    [&](Span span) { return span.begin <= at && at < span.end; });
    if (!review) words += std::string(each.text) + "\n";
  }
  return sha256Hex(words).substr(0, kDigits);
}

}  // namespace jurat::analysis
