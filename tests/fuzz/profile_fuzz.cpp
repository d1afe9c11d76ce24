// Any bytes at all as a profile, YAML or JSON by their first byte: answers or placed complaints, never a
// crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "engine/source/render.h"
#include "tests/profile/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  jurat::testing::Reading reading;
  std::string text(reinterpret_cast<const char*>(bytes), size);
  const bool json = !text.empty() && (text.front() == '{' || text.front() == '[');
  jurat::testing::read(reading, json ? "input.json" : "input.yaml", std::move(text));
  jurat::render(reading.diagnostics.sorted(), reading.sources, {});  // every span must lie in the text
  if (reading.profile.has_value() == reading.diagnostics.hasErrors()) std::abort();
  if (reading.profile) jurat::testing::contents(*reading.profile);
  return 0;
}
