// How the files of a pack are read, for all of this room.
#pragma once
#include <string>
#include <string_view>

#include "engine/packs/packs.h"

namespace jurat {

inline constexpr std::string_view kOpening = "pack.jurat";

// Whether a path names the file that opens a pack.
bool isOpening(std::string_view path);

// The id of a pack, its dots included; empty when none is written.
std::string idText(const ast::Dotted& name);

// A file of a pack, from disk or from where the pack has its texts; null when it cannot be read (reported).
const SourceFile* readPackFile(const PackFolder& folder, const std::string& path, SourceMap& sources,
                               const Limits& limits, Diagnostics& diagnostics);

}  // namespace jurat
