// Reads a profile given as text and shows what became of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

namespace jurat::testing {

struct Reading {
  SourceMap sources;
  Diagnostics diagnostics;
  std::optional<Profile> profile;

  // "J0623 message | underlined text | help" of every complaint in order of place, a line each.
  std::string complaints() const;
};

const Vocabulary& vocabulary();

// `name` decides the syntax by its ending.
void read(Reading& out, std::string name, std::string text, const Limits& limits = {});

// Everything a profile says except where it says it, a line for each answer.
std::string contents(const Profile& profile);

}  // namespace jurat::testing
