#include "tests/docs/document.h"

#include <fstream>
#include <sstream>

#include "tests/support/golden.h"

namespace jurat::test {
namespace {

constexpr std::string_view kFence = "```";

Block openBlock(Document& document, std::size_t line) {
  Block block;
  std::istringstream info(document.lines[line].substr(kFence.size()));
  info >> block.language;
  for (std::string mark; info >> mark;) {
    const std::size_t equals = mark.find('=');
    if (equals == std::string::npos) {
      document.faults.push_back(document.place(line) + ": `" + mark + "` is no mark; write NAME=VALUE");
      continue;
    }
    block.marks[mark.substr(0, equals)] = mark.substr(equals + 1);
  }
  block.first = line + 1;
  return block;
}

}  // namespace

std::optional<std::string> Block::mark(const std::string& name) const {
  const auto found = marks.find(name);
  return found == marks.end() ? std::nullopt : std::optional(found->second);
}

std::string Document::text(const Block& block) const {
  std::string text;
  for (std::size_t i = block.first; i < block.end; ++i) text += lines[i] + "\n";
  return text;
}

std::string Document::place(std::size_t line) const { return path + ":" + std::to_string(line + 1); }

void Document::replace(std::size_t block, const std::vector<std::string>& with) {
  const std::size_t old_count = blocks[block].end - blocks[block].first;
  const auto first = lines.begin() + static_cast<std::ptrdiff_t>(blocks[block].first);
  lines.erase(first, first + static_cast<std::ptrdiff_t>(old_count));
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(blocks[block].first), with.begin(), with.end());
  blocks[block].end = blocks[block].first + with.size();
  for (std::size_t i = block + 1; i < blocks.size(); ++i) {
    blocks[i].first = blocks[i].first - old_count + with.size();
    blocks[i].end = blocks[i].end - old_count + with.size();
  }
}

std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Document readDocument(std::string_view path) {
  Document document;
  document.path = std::string(path);
  document.lines = linesOf(readWhole(projectPath(path)).value_or(""));
  std::optional<Block> open;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    if (document.lines[i].rfind(kFence, 0) != 0) continue;
    if (!open) {
      open = openBlock(document, i);
      continue;
    }
    open->end = i;
    document.blocks.push_back(std::move(*open));
    open.reset();
  }
  if (open) document.faults.push_back(document.place(open->first - 1) + ": this block is never closed");
  return document;
}

void writeDocument(const Document& document) {
  std::ofstream out(projectPath(document.path), std::ios::binary);
  for (const std::string& line : document.lines) out << line << "\n";
}

}  // namespace jurat::test
