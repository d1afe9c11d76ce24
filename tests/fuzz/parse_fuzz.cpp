// Any bytes at all as a rule file: a tree and placed complaints come out, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/format.h"
#include "engine/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  jurat::SourceMap sources;
  jurat::Diagnostics diagnostics;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const jurat::SourceFile* file = jurat::addSource(sources, "input.jurat", text, diagnostics);
  if (file != nullptr) jurat::parse(*file, diagnostics);
  if (file != nullptr && !diagnostics.hasErrors()) {
    const auto once = jurat::format(*file, diagnostics);
    const auto twice =
        once ? jurat::format(sources.add("formatted.jurat", *once), diagnostics) : std::nullopt;
    if (twice != once) std::abort();  // formatting must settle at once, and what it writes must parse
  }
  jurat::render(diagnostics.sorted(), sources, {});  // every span must lie in the text
  return 0;
}
