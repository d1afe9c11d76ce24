// Passage: a stretch of an author's text in which the names of declarations and facts are known as such.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {
class SourceMap;
}

namespace jurat::manual {

// Words, and what they name: an anchor (see anchorOf), or nothing.
struct Run {
  std::string text;
  std::string target{};
  bool value = false;  // a value of a table in place of what was written
};
using Passage = std::vector<Run>;

// What the text of a program is read with. `per`: the option for which a declaration `per` a choice is told;
// reads of a data table are then shown as the values in that option's row.
struct Reading {
  const checked::Program& program;
  const SourceMap& sources;
  Language language = Language::English;
  std::optional<std::uint32_t> per{};
};

// Where a document tells of a declaration, fact or choice: unique among all of them, and made of letters of
// names, `.`, `/` and `_` only.
std::string anchorOf(const checked::Program& program, checked::DeclarationId declaration);
std::string anchorOf(const Vocabulary& vocabulary, FactId fact);
std::string choiceAnchor(const checked::Program& program, ChoiceId choice);

// Where a profile has the records of an entity: "company.ai_systems".
std::string keyOf(const Vocabulary& vocabulary, EntityId entity);

// An expression as its author wrote it. Lines after the first keep their indentation against the first.
Passage passageOf(const checked::Expr& expression, const Reading& reading);

Passage plain(std::string text);
std::string textOf(const Passage& passage);
void append(Passage& passage, const Passage& more);

}  // namespace jurat::manual
