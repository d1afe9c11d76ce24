#include "engine/reports/formats/markdown_text.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// Spaces at the ends would make a block of code or a line break.
std::string trimmed(std::string text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// Whether the letter could begin, end or join something there, so that a backslash must stand before it.
bool means(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos) return true;
  if (c == '!') return next == '[';
  if (c == ':') return next == '/';                                                     // http://x
  if (c == '.' && at > 0 && (text[at - 1] == 'w' || text[at - 1] == 'W')) return true;  // www.x
  // At the beginning: headings, lists, rules below headings.
  if (c == '#' || c == '-' || c == '+' || c == '=') return at == 0;
  if (c != '.' && c != ')') return false;
  return at > 0 && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), isDigit);
}

std::string escaped(std::string_view given, std::string_view at_sign) {
  const std::string text = trimmed(printableLine(given));
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '@':
        out += at_sign;
        break;
      default:
        if (means(text, at)) out += '\\';
        out += text[at];
    }
  }
  return out;
}

}  // namespace

std::string markupLine(std::string_view text) { return escaped(text, "@"); }

// An empty comment makes of the sign neither a mention nor an address, and is not seen.
std::string markdownText(std::string_view text) { return escaped(text, "@<!-- -->"); }

std::string markdownCode(std::string_view text) {
  const std::string shown = trimmed(printableLine(text));
  if (shown.empty()) return {};
  std::size_t longest = 0, run = 0;
  for (const char c : shown) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  // Readers give up on long fences.
  constexpr std::size_t kLongestFence = 40;
  if (longest >= kLongestFence) return "<code>" + markdownText(shown) + "</code>";
  const std::string fence(longest + 1, '`');
  const bool apart = shown.front() == '`' || shown.back() == '`';
  return fence + (apart ? " " : "") + shown + (apart ? " " : "") + fence;
}

}  // namespace jurat
