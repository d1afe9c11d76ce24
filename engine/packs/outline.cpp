#include "engine/packs/outline.h"

#include <algorithm>
#include <vector>

namespace jurat {
namespace {

constexpr std::string_view kText = "\"";

// The words, dots and texts that stand outside brackets, until a bracket opens, and then what is behind it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // What stands before the next `{` outside brackets; false at the end of the file.
  bool next(std::vector<std::string_view>& words) {
    words.clear();
    while (skipBlank()) {
      const char c = text_[at_];
      if (c == '{') return true;
      words.push_back(c == '"' ? string() : word());
    }
    return false;
  }

  // Over the brackets that open here, to behind the last one; false when they do not close.
  bool skipBraces() {
    std::size_t depth = 0;
    while (skipBlank()) {
      const char c = text_[at_];
      if (c == '"') {
        string();
        continue;
      }
      ++at_;
      if (c == '{') ++depth;
      if (c == '}' && --depth == 0) return true;
    }
    return false;
  }

  std::size_t at() const { return at_; }

 private:
  bool skipBlank() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  std::string_view string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    if (at_ < text_.size()) ++at_;
    return kText;
  }

  std::string_view word() {
    const std::size_t begin = at_;
    if (text_[at_] == '.') return text_.substr(at_++, 1);
    while (at_ < text_.size() && std::string_view(" \t\r\n#{}\".").find(text_[at_]) == std::string_view::npos)
      ++at_;
    if (at_ == begin) ++at_;  // a bracket that closes nothing
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

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

}  // namespace

Outline outlineOf(std::string_view text) {
  Outline out;
  Reader reader(text);
  std::vector<std::string_view> words;
  bool first = true, tests = false;
  while (reader.next(words)) {
    const bool opens = first && !words.empty() && words[0] == "pack";
    const std::size_t at = behindUses(words, first);
    first = false;
    if (!reader.skipBraces()) return out;
    if (opens) {
      out.head_end = reader.at();
      return out;
    }
    if (at + 2 != words.size() || words[at] != "test" || words[at + 1] != kText) return out;
    tests = true;
  }
  out.only_tests = tests && words.empty();
  return out;
}

}  // namespace jurat
