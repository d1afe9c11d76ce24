#include "engine/source/render_forms.h"

#include <algorithm>

#include "engine/source/excerpt.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

std::string_view levelStyle(DiagnosticLevel level) {
  switch (level) {
    case DiagnosticLevel::Error:
      return "\x1b[1;31m";
    case DiagnosticLevel::Warning:
      return "\x1b[1;33m";
    case DiagnosticLevel::Note:
      return "\x1b[1;32m";
  }
  return {};
}

// All marks of one diagnostic that lie in one file.
struct Block {
  const SourceFile* file = nullptr;
  std::vector<Mark> marks{};
};

// The file of the primary mark first, then the others in the order they are named.
std::vector<Block> blocksOf(const Diagnostic& diagnostic, const SourceMap& sources) {
  std::vector<Block> blocks;
  const auto put = [&](const Label& label, bool primary) {
    const SourceFile* file = sources.fileOf(label.span);
    if (!file) return;
    auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.file == file; });
    if (block == blocks.end()) block = blocks.insert(blocks.end(), Block{file, {}});
    block->marks.push_back({label.span, label.text, primary});
  };
  put(diagnostic.primary, true);
  for (const Label& label : diagnostic.secondary) put(label, false);
  return blocks;
}

std::size_t gutterOf(const std::vector<Block>& blocks) {
  std::size_t widest = 1;
  for (const Block& block : blocks) {
    for (const Mark& mark : block.marks) {
      widest =
          std::max(widest, std::to_string(lineOf(*block.file, mark.span.begin - block.file->base)).size());
    }
  }
  return widest;
}

// `= help: ...`; further lines of the text stand under the first.
std::string footer(std::string_view name, std::string_view text, std::size_t gutter, const Paint& paint) {
  if (text.empty()) return {};
  const std::string lead = std::string(gutter, ' ') + " " + paint(kFrameStyle, "=") + " ";
  std::string out = lead + paint(kBoldStyle, std::string(name) + ":") + " ";
  const std::string indent(gutter + 3 + name.size() + 2, ' ');
  for (const char c : printable(text)) {
    out += c;
    if (c == '\n') out += indent;
  }
  return out + "\n";
}

std::string human(const Diagnostic& diagnostic, const SourceMap& sources, bool color) {
  const Paint paint{color, levelStyle(diagnostic.level)};
  std::string head(levelWord(diagnostic.level));
  if (!diagnostic.code.empty()) head += "[" + printableLine(diagnostic.code) + "]";
  std::string out =
      paint(paint.primary, head) + paint(kBoldStyle, ": " + printableLine(diagnostic.message)) + "\n";
  const std::vector<Block> blocks = blocksOf(diagnostic, sources);
  const std::size_t gutter = gutterOf(blocks);
  const std::string bar = std::string(gutter, ' ') + " " + paint(kFrameStyle, "|") + "\n";
  for (const Block& block : blocks) {
    const bool first = &block == &blocks.front();
    const std::string_view arrow = first && diagnostic.primary.span.known() ? "-->" : ":::";
    if (!first) out += bar;
    out += std::string(gutter, ' ') + paint(kFrameStyle, arrow) + " ";
    out += printableLine(sources.placeText(block.marks.front().span)) + "\n" + bar;
    out += excerpt(*block.file, block.marks, gutter, paint);
  }
  // A related sentence without a place is still a sentence.
  for (const Label& label : diagnostic.secondary) {
    if (!sources.fileOf(label.span)) out += footer("note", label.text, gutter, paint);
  }
  if (!sources.fileOf(diagnostic.primary.span)) out += footer("note", diagnostic.primary.text, gutter, paint);
  out += footer("cites", diagnostic.cites, gutter, paint);
  return out + footer("help", helpOf(diagnostic), gutter, paint);
}

}  // namespace

std::string renderHuman(const std::vector<Diagnostic>& shown, const SourceMap& sources, bool color) {
  std::string out;
  for (const Diagnostic& diagnostic : shown) out += human(diagnostic, sources, color) + "\n";
  return out;
}

}  // namespace jurat
