// Any bytes at all as a profile, in both spellings: answers or placed complaints come out, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/source/render.h"
#include "tests/profile/reading.h"

namespace {

void readAs(const std::string& name, const std::string& text) {
  jurat::testing::Reading reading;
  jurat::testing::read(reading, name, text);
  jurat::render(reading.diagnostics.sorted(), reading.sources, {});  // every span must lie in the text
  // Refused without a word, or accepted under protest: either would be a fault of ours.
  if (reading.profile.has_value() == reading.diagnostics.hasErrors()) std::abort();
  if (reading.profile) jurat::testing::contents(*reading.profile);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  readAs("input.yaml", text);
  readAs("input.json", text);

  jurat::SourceMap sources;
  jurat::Diagnostics diagnostics;
  if (const jurat::SourceFile* file = jurat::addSource(sources, "input.yaml", text, diagnostics)) {
    // An empty vocabulary: every name is unknown, so binding has most to complain about.
    const jurat::Vocabulary nothing;
    jurat::readProfile(*file, jurat::ProfileSyntax::Yaml, nothing, {}, diagnostics);
  }
  jurat::render(diagnostics.sorted(), sources, {});
  return 0;
}
