// The manual: pages of diagnostic codes, the JSON Schema of profiles, rules told one by one or as a book, and
// beginnings of packs, rules and profiles.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/program.h"
#include "engine/source/code_pages.h"

namespace jurat {

class SourceMap;

// A page as text for a terminal.
std::string codePageText(const CodePage& page);

// JSON Schema draft-07 of a profile: `description` from the question, choices as `enum` with titles, units in
// `pattern`, `oneOf` for records and ranges. Accepts every profile that the reader accepts in these respects;
// what a schema cannot say (ids that must exist, dates that must be real) is left to the reader.
std::string profileSchema(const Vocabulary& vocabulary, std::string_view language);

struct ManualOptions {
  std::string language = "en";
  std::size_t width = 80;                 // columns of text
  std::optional<std::uint32_t> option{};  // tell a declaration `per` a choice for this option of it
};

// What a declaration says, what it reads, who reads it, and the tests that mention it. The JSON is the same
// in all languages.
std::string declarationText(const checked::Program& program, const SourceMap& sources,
                            checked::DeclarationId declaration, const ManualOptions& options);
std::string declarationJson(const checked::Program& program, const SourceMap& sources,
                            checked::DeclarationId declaration, const ManualOptions& options);

// A pack as a book, in the order in which one reads a statute: as Markdown, and as one HTML page that needs
// neither network nor script. Text of the pack is escaped in both.
std::string packMarkdown(const checked::Program& program, const SourceMap& sources, PackId pack,
                         std::string_view language);
std::string packHtml(const checked::Program& program, const SourceMap& sources, PackId pack,
                     std::string_view language);

// Rules, definitions, amounts, parameters, tables and the facts they read as a graph in DOT, the language of
// Graphviz; an arrow goes to what is read. `packs`: whose declarations to draw, with all they read in turn.
std::string dependencyGraph(const checked::Program& program, const std::vector<PackId>& packs);

}  // namespace jurat
