// Words: a rule file as words, dots, brackets and texts, without its comments; for what can be told without
// parsing.
#pragma once
#include <string_view>

namespace jurat {

class Words {
 public:
  static constexpr std::string_view kText = "\"";  // stands for any text in quotes

  explicit Words(std::string_view text) : text_(text) {}

  // A word, `.`, `{`, `}` or kText; empty at the end of the file. Never fails: what is no word is one.
  std::string_view next();
  // Behind what was answered last.
  std::size_t at() const { return at_; }

 private:
  bool skipBlank();
  void skipText();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace jurat
