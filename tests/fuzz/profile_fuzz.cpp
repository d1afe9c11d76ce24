// Any bytes at all as a profile, in both spellings: answers and placed complaints come out, never a crash.
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/limits.h"
#include "engine/profile/datum.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  jurat::SourceMap sources;
  jurat::Diagnostics diagnostics;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const jurat::SourceFile* file = jurat::addSource(sources, "input", text, diagnostics);
  if (file != nullptr) {
    // An empty vocabulary: every name is unknown, so binding has most to complain about.
    const jurat::Vocabulary nothing;
    const jurat::Limits limits;
    jurat::readProfile(*file, jurat::ProfileSyntax::Yaml, nothing, limits, diagnostics);
    jurat::readProfile(*file, jurat::ProfileSyntax::Json, nothing, limits, diagnostics);
  }
  jurat::render(diagnostics.sorted(), sources, {});  // every span must lie in the text
  return 0;
}
