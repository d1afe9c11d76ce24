// What libyaml counts and says, turned into byte offsets and the words of a profile's author.
#pragma once
#include <yaml.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {

struct SourceFile;

// libyaml's marks count characters, ours bytes.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  std::size_t byte(std::size_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> marks_;  // the byte of every kStride-th character; empty when the text is ASCII
};

// A plain empty value, `null` or `~`: YAML says that nothing stands there.
bool isNullWord(std::string_view text);

// The span without the white space that block texts take in at their end.
Span trimmed(const SourceFile& source, Span span);

// The complaint of a parser that has stopped. `what` is read: "profile", "answer" ...
Diagnostic yamlFault(const yaml_parser_t& parser, const SourceFile& source, const CodePoints& positions,
                     std::string_view what);

}  // namespace jurat
