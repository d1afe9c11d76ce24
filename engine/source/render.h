// Renders diagnostics for people (`human`, `plain`) and programs (`json`).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {

class SourceMap;

enum class DiagnosticForm { Human, Plain, Json };

struct RenderOptions {
  DiagnosticForm form = DiagnosticForm::Human;
  bool color = false;         // ANSI colours, `human` only
  std::size_t at_most = 100;  // further ones are counted, not shown
};

// All diagnostics sorted by place, one after the other; `human` draws source excerpts with carets,
// `plain` is one line each without drawing (screen readers), `json` is one object per line.
// Control characters and bidirectional overrides of user text are shown as \u{...}.
std::string render(const std::vector<Diagnostic>& diagnostics, const SourceMap& sources,
                   const RenderOptions&);

// User text made safe for a terminal: control characters and bidirectional overrides as \u{XXXX}.
std::string printable(std::string_view text);

// Columns a text takes on a terminal (wide East Asian characters count two, combining marks none).
std::size_t displayWidth(std::string_view text);

}  // namespace jurat
