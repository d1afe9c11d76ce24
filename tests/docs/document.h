// Document: a Markdown file as lines, and the fenced blocks in it with what their info strings say.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::test {

// A fenced block: ```jurat pack=docs.tour error=J0201 has the language `jurat` and the marks `pack` and
// `error`.
struct Block {
  std::string language;
  std::map<std::string, std::string> marks;
  std::size_t first = 0;  // index of its first line below the fence
  std::size_t end = 0;    // index of the closing fence
  std::optional<std::string> mark(const std::string& name) const;
};

struct Document {
  std::string path;  // from the project's root
  std::vector<std::string> lines;
  std::vector<Block> blocks;
  std::vector<std::string> faults;  // a fence that is never closed, a mark that is no mark

  std::string text(const Block& block) const;
  std::string place(std::size_t line) const;  // "docs/language.md:12"
  void replace(std::size_t block, const std::vector<std::string>& with);
};

Document readDocument(std::string_view path);
void writeDocument(const Document& document);
std::vector<std::string> linesOf(std::string_view text);

}  // namespace jurat::test
