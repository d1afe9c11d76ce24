#include "engine/reports/layout.h"

#include <algorithm>
#include <vector>

#include "engine/source/render.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// Marks that unbroken() leaves for wrapped(): a space and a seam at which no line breaks.
constexpr std::string_view kFirmSpace = "\u00a0";
constexpr std::string_view kFirmSeam = "\u2060";

// What no line begins with, and what no line ends with: GB/T 15834 and the common rules of East Asian layout.
constexpr std::string_view kClosing = "，。、；：？！）》〉」』】〕］｝”’…—％～,.;:)]}%";
constexpr std::string_view kOpening = "（《〈「『【〔［｛“‘([{";

// The bytes of the character that starts at `at`.
std::size_t characterBytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return length < text.size() - at ? length : text.size() - at;
}

// A character is found whole: the first byte of one in UTF-8 is never a later byte of another.
bool among(std::string_view character, std::string_view marks) {
  return !character.empty() && marks.find(character) != std::string_view::npos;
}

bool wide(std::string_view character) { return character.size() >= 3 && displayWidth(character) == 2; }

bool firm(std::string_view character) { return character == kFirmSpace || character == kFirmSeam; }

// Whether a line may end between two characters of which neither is a space.
bool breaks(std::string_view before, std::string_view after) {
  if (before.empty() || firm(before) || firm(after)) return false;
  if (!wide(before) && !wide(after)) return false;
  return !among(before, kOpening) && !among(after, kClosing);
}

// Where a line may break: at spaces, and beside wide characters, which have none.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> result;
  std::string_view before;
  std::size_t begin = 0;
  const auto flush = [&](std::size_t end) {
    if (end > begin) result.push_back(text.substr(begin, end - begin));
    begin = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = characterBytes(text, at);
    const std::string_view character = text.substr(at, length);
    if (character == " " || character == "\n") {
      flush(at);
      result.emplace_back(" ");
      begin = at + length;
      before = {};
    } else {
      if (breaks(before, character)) flush(at);
      before = character;
    }
    at += length;
  }
  flush(text.size());
  return result;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// A line break within a text is a space, as wrapped() has it: what is one line here stays one.
std::string onOneLine(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// Where a piece that is wider than a line is cut: before the last step of a path that fits, or else the first
// that does not. Only what is written as a path is cut; an address on the web is followed whole.
std::size_t stepWithin(std::string_view piece, std::size_t room) {
  constexpr std::string_view kOfPaths = "_-./[](),:#";
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (piece.find("://") != piece.npos) return piece.size();
  std::size_t best = piece.size();
  for (std::size_t at = 0; at < piece.size(); ++at) {
    // A mark that stands beside a path without a space belongs to no step of it.
    const std::string_view character = piece.substr(at, characterBytes(piece, at));
    if (character.size() > 1 && (among(character, kClosing) || among(character, kOpening))) {
      at += character.size() - 1;
      continue;
    }
    if (!letter(piece[at]) && kOfPaths.find(piece[at]) == kOfPaths.npos) return piece.size();
    const bool step = (piece[at] == '[' || piece[at] == '.' || piece[at] == '/') && at > 0 &&
                      at + 1 < piece.size() && letter(piece[at + 1]);
    if (step && (at <= room || best == piece.size())) best = at;
  }
  return best;
}

// The pieces, none wider than a line has room for, as far as they can be cut.
std::vector<std::string_view> fitting(std::string_view text, std::size_t room) {
  std::vector<std::string_view> result;
  for (std::string_view piece : pieces(text)) {
    while (displayWidth(piece) > room) {
      const std::size_t at = stepWithin(piece, room);
      if (at == piece.size()) break;
      result.push_back(piece.substr(0, at));
      piece.remove_prefix(at);
    }
    result.push_back(piece);
  }
  return result;
}

}  // namespace

std::string unbroken(std::string_view text) {
  std::string out;
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, characterBytes(text, at));
    at += character.size();
    if (character == " ") {
      out += kFirmSpace;
      before = {};
      continue;
    }
    if (breaks(before, character)) out += kFirmSeam;
    out += character;
    before = character;
  }
  return out;
}

std::string wrapped(std::string_view first, std::string_view text, std::size_t width) {
  const std::size_t indent = displayWidth(first);
  std::string out(first);
  std::size_t column = indent;
  std::size_t spaces = 0;  // before the next piece, unless a line ends here
  bool fresh = true;
  for (const std::string_view piece : fitting(text, width > indent ? width - indent : 0)) {
    if (piece == " ") {
      spaces += fresh ? 0 : 1;
      continue;
    }
    const std::size_t columns = displayWidth(piece);
    if (!fresh && column + spaces + columns > width) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += '\n';
      out += std::string(indent, ' ');
      column = indent;
    } else {
      out += std::string(spaces, ' ');
      column += spaces;
    }
    spaces = 0;
    out += piece;
    column += columns;
    fresh = false;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  replaceAll(out, kFirmSpace, " ");
  replaceAll(out, kFirmSeam, "");
  return out + '\n';
}

std::string spread(std::string_view left_text, std::string_view right_text, std::size_t width) {
  const std::string left = onOneLine(left_text), right = onOneLine(right_text);
  const std::size_t used = displayWidth(left) + displayWidth(right);
  if (right.empty()) return left + '\n';
  if (used + 2 > width) {
    const std::size_t pad = displayWidth(right) < width ? width - displayWidth(right) : 0;
    return left + '\n' + std::string(pad, ' ') + right + '\n';
  }
  return left + std::string(width - used, ' ') + right + '\n';
}

std::string cut(std::string_view given, std::size_t width) {
  const std::string whole = onOneLine(given);
  const std::string_view text = whole;
  if (displayWidth(text) <= width) return whole;
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

std::string headline(std::string_view text, std::size_t width) {
  std::string line = printableLine(text);
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  line.erase(std::unique(line.begin(), line.end(), both_spaces), line.end());
  return cut(line, width);
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t wide = displayWidth(text);
  return std::string(text) + (wide < width ? std::string(width - wide, ' ') : std::string());
}

}  // namespace jurat
