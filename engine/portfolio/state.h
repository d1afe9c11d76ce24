// State: where a run that can be resumed has come to. Read from a file that may have been tampered with.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/portfolio/tally.h"

namespace jurat::portfolio {

// What a run is about, by name: input, rules, day, options. Runs of which one continues the other agree in
// all of it. Values are one line each.
using Identity = std::vector<std::pair<std::string, std::string>>;

struct State {
  Identity identity;
  std::uint64_t position = 0;       // records of the input that are done, refused ones counted
  std::uint64_t output_bytes = 0;   // of text outputs
  std::uint64_t rejects_bytes = 0;
  Tally tally;

  std::string text() const;
  static std::optional<State> parse(std::string_view text);
};

// The name of the first thing in which they differ; empty when they are the same.
std::string differs(const Identity& then, const Identity& now);

}  // namespace jurat::portfolio
