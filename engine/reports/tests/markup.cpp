#include "engine/reports/tests/markup.h"

namespace jurat {
namespace {

// U+FFFE and U+FFFF, which are valid UTF-8 and no characters.
bool forbidden(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte != '\t' && byte != '\n' && byte != '\r';
  return byte == 0x7F || (text.substr(at, 2) == "\xEF\xBF" && at + 2 < text.size() &&
                          static_cast<unsigned char>(text[at + 2]) >= 0xBE);
}

}  // namespace

std::string markupText(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (forbidden(text, at)) {
      if (static_cast<unsigned char>(text[at]) >= 0x80) at += 2;
      continue;
    }
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
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += text[at];
    }
  }
  return out;
}

std::string markupToken(std::string_view text) {
  std::string out;
  for (const char c : markupText(text)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace jurat
