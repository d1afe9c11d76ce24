// nearest(): the known name that a mistyped one most likely meant.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jurat {

// The name among `known` with the smallest edit distance (insert, delete, replace, swap neighbours) to
// `written`, letter case counting half and the case of a whole name no more; nothing when even the best needs
// more than a third of the letters (at least one is always allowed) or leaves no letter in place. Ties go to
// the name that stands first; names of more than 100 letters are never mistaken for others.
std::optional<std::string> nearest(std::string_view written, std::span<const std::string_view> known);
std::optional<std::string> nearest(std::string_view written, std::span<const std::string> known);

// "; did you mean `X`?" or nothing, ready to be put behind a message's help.
std::string didYouMean(std::string_view written, std::span<const std::string> known);

}  // namespace jurat
