#include "engine/source/source_map.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace jurat {
namespace {

// The offset into the file's own text; a span that runs past the file ends with it.
std::size_t local(const SourceFile& file, std::uint32_t offset) {
  return std::min<std::size_t>(offset - file.base, file.text.size());
}

std::uint32_t charactersIn(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // continuation bytes belong to their character
  }));
}

std::uint32_t charactersBefore(const SourceFile& file, std::size_t offset) {
  const std::size_t mark = offset / SourceFile::kStride;
  return file.characters[mark] + charactersIn(std::string_view(file.text).substr(
                                     mark * SourceFile::kStride, offset % SourceFile::kStride));
}

Place placeAt(const SourceFile& file, std::size_t offset) {
  const auto next = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), offset);
  const std::size_t line = static_cast<std::size_t>(next - file.line_starts.begin());
  const std::size_t start = file.line_starts[line - 1];
  const std::uint32_t characters =
      offset - start > SourceFile::kStride && !file.characters.empty()
          ? charactersBefore(file, offset) - charactersBefore(file, start)
          : charactersIn(std::string_view(file.text).substr(start, offset - start));
  return {file.name, static_cast<std::uint32_t>(line), characters + 1};
}

bool hasLongLine(const SourceFile& file) {
  for (std::size_t i = 0; i < file.line_starts.size(); ++i) {
    const std::size_t end = i + 1 < file.line_starts.size() ? file.line_starts[i + 1] : file.text.size();
    if (end - file.line_starts[i] > SourceFile::kStride) return true;
  }
  return false;
}

void countCharacters(SourceFile& file) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at <= file.text.size(); at += SourceFile::kStride) {
    file.characters.push_back(count);
    count += charactersIn(std::string_view(file.text).substr(at, SourceFile::kStride));
  }
}

}  // namespace

bool SourceMap::fits(std::size_t bytes) const {
  return bytes < std::numeric_limits<std::uint32_t>::max() - next_;
}

const SourceFile& SourceMap::add(std::string name, std::string text) {
  assert(fits(text.size()));
  SourceFile file;
  file.name = std::move(name);
  file.text = std::move(text);
  file.base = next_;
  file.line_starts.push_back(0);
  for (std::size_t end = file.text.find('\n'); end != std::string::npos; end = file.text.find('\n', end + 1))
    file.line_starts.push_back(static_cast<std::uint32_t>(end + 1));
  if (hasLongLine(file)) countCharacters(file);
  // One offset more than the text has bytes: the end of a file must not be the beginning of the next.
  next_ += static_cast<std::uint32_t>(file.text.size()) + 1;
  return files_.emplace_back(std::move(file));
}

void SourceMap::pass(std::size_t bytes) {
  assert(fits(bytes));
  next_ += static_cast<std::uint32_t>(bytes) + 1;
}

const SourceFile* SourceMap::fileOf(Span span) const {
  if (!span.known() || span.begin >= next_) return nullptr;
  const auto next = std::upper_bound(files_.begin(), files_.end(), span.begin,
                                     [](std::uint32_t at, const SourceFile& file) { return at < file.base; });
  return next == files_.begin() ? nullptr : &*std::prev(next);
}

std::string_view SourceMap::text(Span span) const {
  const SourceFile* file = fileOf(span);
  if (!file || span.end <= span.begin) return {};
  const std::size_t begin = local(*file, span.begin);
  return std::string_view(file->text).substr(begin, local(*file, span.end) - begin);
}

std::optional<Place> SourceMap::place(Span span) const {
  const SourceFile* file = fileOf(span);
  if (!file) return std::nullopt;
  return placeAt(*file, local(*file, span.begin));
}

std::optional<Place> SourceMap::endPlace(Span span) const {
  const SourceFile* file = fileOf(span);
  if (!file) return std::nullopt;
  return placeAt(*file, local(*file, std::max(span.begin, span.end)));
}

std::string SourceMap::placeText(Span span) const {
  const std::optional<Place> found = place(span);
  if (!found) return {};
  return std::string(found->file) + ":" + std::to_string(found->line) + ":" + std::to_string(found->column);
}

}  // namespace jurat
