// jsonFault(): reads broken JSON a second time, to say where and why it is broken.
#pragma once
#include <string_view>

#include "engine/source/diagnostic.h"

namespace jurat {

struct SourceFile;

// The grammar of RFC 8259: simdjson reads numbers lazily, and only those that fit a double.
bool isJsonNumber(std::string_view text);

Diagnostic jsonFault(const SourceFile& source);

}  // namespace jurat
