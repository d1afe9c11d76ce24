// Lines of JSON (NDJSON) as a Source: one company a line. The lines are read to where they stay; nothing but
// the ends of lines is looked for.
#pragma once
#include <memory>

#include "engine/base/limits.h"
#include "engine/intake/bytes.h"
#include "engine/intake/source.h"

namespace jurat::intake {

// Lines end in LF or CRLF, the last one may end with the input. Blank lines are passed over and counted as
// lines only; a byte order mark is passed over. A line of more than Limits::profile_bytes is refused without
// being held.
std::unique_ptr<Source> linesSource(std::unique_ptr<Bytes> bytes, std::string name, const Limits& limits);

}  // namespace jurat::intake
