// A page of a diagnostic code as text.
#include <algorithm>
#include <string>
#include <string_view>

#include "engine/manual/manual.h"
#include "engine/reports/layout.h"

namespace jurat {
namespace {

std::string indented(std::string_view text) {
  std::string out = "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out + "\n";
}

// Paragraphs, which blank lines part, as wide as a terminal; a line that is set in, or begins an entry of a
// list, begins anew.
std::string paragraphs(std::string_view text) {
  constexpr std::size_t kWidth = 80;
  std::string out, paragraph;
  const auto flush = [&] {
    if (!paragraph.empty()) out += wrapped("", paragraph, kWidth);
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with(' ') || line.starts_with("- ")) flush();
    if (line.empty()) {
      out += '\n';
    } else if (line.starts_with(' ')) {
      out += std::string(line) + '\n';
    } else {
      paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
  }
  flush();
  return out;
}

}  // namespace

std::string codePageText(const CodePage& page) {
  std::string out =
      paragraphs(std::string(page.code) + ": " + std::string(page.title)) + "\n" + paragraphs(page.text);
  if (!page.wrong.empty()) out += "\nWrong\n\n" + indented(page.wrong);
  if (!page.right.empty()) out += "\nRight\n\n" + indented(page.right);
  return out;
}

}  // namespace jurat
