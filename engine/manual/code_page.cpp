// A page of a diagnostic code as text.
#include "engine/manual/manual.h"

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

}  // namespace

std::string codePageText(const CodePage& page) {
  std::string out =
      std::string(page.code) + ": " + std::string(page.title) + "\n\n" + std::string(page.text) + "\n";
  if (!page.wrong.empty()) out += "\nWrong\n\n" + indented(page.wrong);
  if (!page.right.empty()) out += "\nRight\n\n" + indented(page.right);
  return out;
}

}  // namespace jurat
