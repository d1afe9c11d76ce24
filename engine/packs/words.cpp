#include "engine/packs/words.h"

#include <algorithm>

namespace jurat {

std::string_view Words::next() {
  if (!skipBlank()) return {};
  const std::size_t begin = at_;
  if (text_[at_] == '"') {
    skipText();
    return kText;
  }
  if (std::string_view(".{}").find(text_[at_]) != std::string_view::npos) return text_.substr(at_++, 1);
  at_ = std::min(text_.find_first_of(" \t\r\n#{}\".", at_), text_.size());
  return text_.substr(begin, at_ - begin);
}

bool Words::skipBlank() {
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

// A text ends with its line at the latest.
void Words::skipText() {
  for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  at_ = std::min(at_ + 1, text_.size());
}

}  // namespace jurat
