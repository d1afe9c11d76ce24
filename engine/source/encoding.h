// Says why bytes are not the UTF-8 text they should be, in terms of what their author did.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jurat {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // of UTF-8

struct EncodingFault {
  std::size_t offset = 0;  // of the first bad byte
  bool wide = false;       // UTF-16 or UTF-32: the bytes cannot be shown as an excerpt
  std::string message{};
  std::string label{};
  std::string help{};
};

// Nothing when `bytes` is UTF-8 text without NUL bytes. `name` is used in the commands offered as help.
std::optional<EncodingFault> encodingFault(std::string_view bytes, std::string_view name);

// The same bytes with a replacement character for each that is not UTF-8, so that an excerpt can be drawn;
// offsets up to the first bad byte stay what they were.
std::string withReplacements(std::string_view bytes);

}  // namespace jurat
