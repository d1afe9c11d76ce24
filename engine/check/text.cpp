#include <algorithm>

#include "engine/check/context.h"

namespace jurat::checking {

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string listed(const std::vector<std::string_view>& names, std::string_view last) {
  // More than this many names help nobody; the rest is counted.
  constexpr std::size_t kShown = 12;
  std::string out;
  const std::size_t shown = std::min(names.size(), kShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool final = i + 1 == names.size();
    if (i > 0) out += final ? " " + std::string(last) + " " : ", ";
    out += quoted(names[i]);
  }
  if (names.size() > shown) out += " and " + std::to_string(names.size() - shown) + " more";
  return out;
}

std::string dottedText(const ast::Dotted& dotted) {
  std::string out;
  for (const ast::Name& part : dotted.parts) {
    if (!out.empty()) out += '.';
    out += part.text;
  }
  return out;
}

}  // namespace jurat::checking
