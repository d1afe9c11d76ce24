#include "engine/packs/outline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/packs/words.h"

namespace jurat {
namespace {

// What stands before the next `{` outside brackets; false at the end of the file.
bool readWords(Words& reader, std::vector<std::string_view>& words) {
  words.clear();
  for (std::string_view word = reader.next(); !word.empty(); word = reader.next()) {
    if (word == "{") return true;
    words.push_back(word);
  }
  return false;
}

// From behind a bracket to behind the one that closes it; false when none does.
bool skipBraces(Words& reader) {
  std::size_t depth = 1;
  for (std::string_view word = reader.next(); !word.empty(); word = reader.next()) {
    if (word == "{") ++depth;
    if (word == "}" && --depth == 0) return true;
  }
  return false;
}

// The index behind `a.b.c` that begins at `at`.
std::size_t behindName(const std::vector<std::string_view>& words, std::size_t at) {
  ++at;
  while (at + 1 < words.size() && words[at] == ".") at += 2;
  return at;
}

// The index behind `in pack NAME` and `use NAME [as WORD]`.
std::size_t behindUses(const std::vector<std::string_view>& words, bool first) {
  std::size_t at = 0;
  if (first && words.size() >= 3 && words[0] == "in" && words[1] == "pack") at = behindName(words, 2);
  while (at + 1 < words.size() && words[at] == "use") {
    at = behindName(words, at + 1);
    if (at + 1 < words.size() && words[at] == "as") at += 2;
  }
  return at;
}

// Whether the head that is read up to its end says `status`, and only such as wait to be named.
bool waitsToBeNamed(Words reader) {
  bool waits = false;
  std::string_view before;
  for (std::string_view word = reader.next(); !word.empty() && word != "}"; word = reader.next()) {
    if (word == "{") return false;
    if (before == "status") {
      if (word == "in_force" || word == "adopted") return false;
      constexpr std::array<std::string_view, 7> kWaiting = {"voluntary", "reported", "superseded", "repealed",
                                                            "lapsed",    "proposal", "deferred"};
      waits = waits || std::find(kWaiting.begin(), kWaiting.end(), word) != kWaiting.end();
    }
    before = word;
  }
  return waits;
}

}  // namespace

Outline outlineOf(std::string_view text) {
  Outline out;
  Words reader(text);
  std::vector<std::string_view> words;
  bool first = true, tests = false;
  while (readWords(reader, words)) {
    const bool opens = first && !words.empty() && words[0] == "pack";
    const std::size_t at = behindUses(words, first);
    first = false;
    const Words inside = reader;
    if (!skipBraces(reader)) return out;
    if (opens) {
      out.head_begin = static_cast<std::size_t>(words[0].data() - text.data());
      out.head_end = reader.at();
      out.only_named = waitsToBeNamed(inside);
      return out;
    }
    if (at + 2 != words.size() || words[at] != "test" || words[at + 1] != Words::kText) return out;
    tests = true;
  }
  out.only_tests = tests && words.empty();
  return out;
}

std::string plainPackId(std::string_view text) {
  Words reader(text);
  if (reader.next() != "pack") return {};
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  std::string id;
  for (;;) {
    const std::string_view part = reader.next();
    if (part.empty() || part.find_first_not_of(kLetters) != std::string_view::npos) return {};
    id += part;
    const std::string_view behind = reader.next();
    if (behind == "{") return id;
    if (behind != ".") return {};
    id += '.';
  }
}

}  // namespace jurat
