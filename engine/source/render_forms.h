// The three forms of render(), each given the diagnostics to show, already sorted and cut.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {

class SourceMap;

std::string renderHuman(const std::vector<Diagnostic>& shown, const SourceMap& sources, bool color);
std::string renderPlain(const std::vector<Diagnostic>& shown, const SourceMap& sources);
std::string renderJson(const std::vector<Diagnostic>& shown, const SourceMap& sources);

// "error", "warning", "note"; JSON and people read the same words.
std::string_view levelWord(DiagnosticLevel level);

// The help line of a diagnostic; one that offers only a fix is told in words.
std::string helpOf(const Diagnostic& diagnostic);

}  // namespace jurat
