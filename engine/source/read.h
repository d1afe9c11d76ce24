// Reads a text file as the engine wants it: whole, bounded, valid UTF-8, without a byte order mark.
#pragma once
#include <cstddef>
#include <string>

namespace jurat {

class SourceMap;
class Diagnostics;
struct SourceFile;

// Reads `path` ("-" is standard input) into `sources`. Reports a missing file, a directory, a device, a file
// over `at_most` bytes (J0901), or bytes that are not UTF-8 (J0001, placed; UTF-16 and Windows-1252 are
// named when recognised; the file then stands in `sources` for the excerpt), and then answers null.
// `shown` is the name people read instead of the path, when it is not empty.
const SourceFile* readSource(SourceMap& sources, const std::string& path, std::size_t at_most, Diagnostics&,
                             const std::string& shown = "");

// The same for text already in memory (tests, bundles): checks encoding and strips the mark.
const SourceFile* addSource(SourceMap& sources, std::string name, std::string bytes, Diagnostics&);

}  // namespace jurat
