#include "engine/reports/layout.h"

#include <vector>

#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::string_view kUnbroken = "\u00a0";

// The bytes of the character that starts at `at`.
std::size_t characterBytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return length < text.size() - at ? length : text.size() - at;
}

// Where a line may break: words, and between wide characters, which have no spaces.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> result;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) result.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = characterBytes(text, at);
    const std::string_view character = text.substr(at, length);
    at += length;
    if (character == " " || character == "\n") {
      flush();
      result.emplace_back(" ");
    } else if (length >= 3 && displayWidth(character) == 2) {
      flush();
      result.emplace_back(character);
    } else {
      word += character;
    }
  }
  flush();
  return result;
}

}  // namespace

std::string wrapped(std::string_view first, std::string_view text, std::size_t width) {
  const std::size_t indent = displayWidth(first);
  std::string out(first);
  std::size_t column = indent;
  bool fresh = true;
  for (const std::string& piece : pieces(text)) {
    const std::size_t wide = displayWidth(piece);
    if (piece == " ") {
      if (!fresh && column + 1 < width) {
        out += ' ';
        ++column;
      }
      continue;
    }
    if (!fresh && column + wide > width) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += '\n';
      out += std::string(indent, ' ');
      column = indent;
    }
    out += piece;
    column += wide;
    fresh = false;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  for (std::size_t at = out.find(kUnbroken); at != std::string::npos; at = out.find(kUnbroken, at))
    out.replace(at, kUnbroken.size(), " ");
  return out + '\n';
}

std::string spread(std::string_view left, std::string_view right, std::size_t width) {
  const std::size_t used = displayWidth(left) + displayWidth(right);
  if (right.empty()) return std::string(left) + '\n';
  if (used + 2 > width) {
    const std::size_t pad = displayWidth(right) < width ? width - displayWidth(right) : 0;
    return std::string(left) + '\n' + std::string(pad, ' ') + std::string(right) + '\n';
  }
  return std::string(left) + std::string(width - used, ' ') + std::string(right) + '\n';
}

std::string cut(std::string_view text, std::size_t width) {
  if (displayWidth(text) <= width) return std::string(text);
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = characterBytes(text, at);
    const std::string_view character = text.substr(at, length);
    const std::size_t wide = displayWidth(character);
    if (column + wide + 1 > width) break;
    out += character;
    column += wide;
    at += length;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t wide = displayWidth(text);
  return std::string(text) + (wide < width ? std::string(width - wide, ' ') : std::string());
}

}  // namespace jurat
