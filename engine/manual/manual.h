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
std::string profileSchema(const Vocabulary& vocabulary, Language language);

struct ManualOptions {
  Language language = Language::English;
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
                         Language language);
std::string packHtml(const checked::Program& program, const SourceMap& sources, PackId pack,
                     Language language);

// Rules, definitions, amounts, parameters, tables and the facts they read as a graph in DOT, the language of
// Graphviz; an arrow goes to what is read. `packs`: whose declarations to draw, with all they read in turn.
std::string dependencyGraph(const checked::Program& program, const std::vector<PackId>& packs);

// A profile in YAML that asks every question of the vocabulary and answers none.
std::string newProfile(const checked::Program& program, Language language);

struct NewFile {
  std::string name, text;  // in the pack's folder
};
struct NewPack {
  std::string id, title;
  bool uses_common = true;  // whether there is a pack `common` whose company it can speak of
};
// A pack with a rule and its test; the file that makes the folder a pack comes last.
std::vector<NewFile> newPack(const NewPack& pack);

struct NewRule {
  std::string name, entity, title{};
  std::string cites;
  std::string pack{};               // the pack it joins
  std::vector<std::string> uses{};  // that pack's `use` lines
  std::vector<std::string> given;   // lines of the test that give a subject, see givenFor
  std::string subject{};            // its id, where it has one
  bool conditional = false;         // the pack applies under conditions of its own: the test expects less
};
// A file of a pack with a rule and its test.
std::string newRule(const NewRule& rule);

// Lines of a test that give an element of an entity and what it stands in; nothing for controls, which are
// given by their catalogue.
std::optional<std::vector<std::string>> givenFor(const Vocabulary& vocabulary, EntityId entity,
                                                 const std::string& subject);

}  // namespace jurat
