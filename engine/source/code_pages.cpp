#include "engine/source/code_pages.h"

#include <algorithm>

namespace jurat {

const CodePage* codePage(std::string_view code) {
  for (const std::span<const CodePage> pages :
       {syntaxPages(), lintPages(), checkPages(), profilePages(), intakePages(), runPages()}) {
    const auto found =
        std::lower_bound(pages.begin(), pages.end(), code,
                         [](const CodePage& page, std::string_view c) { return page.code < c; });
    if (found != pages.end() && found->code == code) return &*found;
  }
  return nullptr;
}

}  // namespace jurat
