// Seals: a few digits that change when a declaration does, whatever is done to its spacing and comments.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/lexemes.h"

namespace jurat::analysis {

class Seals {
 public:
  Seals(const SourceMap& sources, const ast::File& file) : source_(sources.fileOf(file.span)), file_(file) {}

  // Of the words and signs between the ends of a declaration, without comments and without its reviews.
  std::string of(Span declaration);

 private:
  const SourceFile* source_;
  const ast::File& file_;
  std::optional<std::vector<Lexeme>> lexemes_;  // read when first asked for: few files hold a review
  std::vector<Span> reviews_;
};

}  // namespace jurat::analysis
