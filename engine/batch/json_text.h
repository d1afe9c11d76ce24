// JsonText: walks over the text of one JSON document, value by value, with nothing made beforehand; private
// to engine/batch. It holds what it passes over to the grammar of JSON, so that a document walked to its end
// is a sound one. Each step answers false where the text goes on otherwise; the walk is then over.
#pragma once
#include <simdjson.h>

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

namespace jurat::batch {

// A few bytes that are looked for often. Comparing them costs less than a call to do it.
class KnownWord {
 public:
  KnownWord() = default;
  // INVARIANT of at(): as many bytes as these, and eight more, may be read.
  explicit KnownWord(std::string text) : text_(std::move(text)), size_(text_.size()) {
    const std::size_t head = size_ < 8 ? size_ : 8;
    std::memcpy(&head_, text_.data(), head);
    std::memset(&mask_, 0xFF, head);
  }
  bool at(const char* bytes) const {
    if ((eight(bytes) & mask_) != head_) return false;
    // Eight at a time, some of the last ones twice.
    for (std::size_t i = 8; i < size_; i += 8) {
      const std::size_t from = i + 8 < size_ ? i : size_ - 8;
      if (eight(bytes + from) != eight(text_.data() + from)) return false;
    }
    return true;
  }
  std::size_t size() const { return size_; }

 private:
  static std::uint64_t eight(const char* bytes) {
    std::uint64_t out = 0;
    std::memcpy(&out, bytes, sizeof out);
    return out;
  }

  std::uint64_t head_ = 0, mask_ = 0;
  std::string text_;
  std::size_t size_ = 0;
};

class JsonText {
 public:
  // kPadding bytes behind the text may be read.
  void start(std::string_view text) {
    at_ = text.data();
    end_ = text.data() + text.size();
    unescaped_.clear();
  }

  // The next byte that is no white space; 0 at the end. Stays before it.
  char next() {
    if (at_<end_&& static_cast<unsigned char>(*at_)> ' ') return *at_;
    return behindBlanks();
  }
  // Passes over that byte, if it is the next.
  bool take(char wanted) {
    if (next() != wanted) return false;
    ++at_;
    return true;
  }
  // Nothing is left.
  bool ended() { return next() == '\0' && at_ == end_; }

  // Bytes that are known beforehand, right here.
  bool word(const char* text, std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size || std::memcmp(at_, text, size) != 0) return false;
    at_ += size;
    return true;
  }
  // Known bytes behind a quote, which the walk is before: then that is passed over too.
  bool wordBehindQuote(const KnownWord& word) {
    if (!word.at(at_ + 1) || static_cast<std::size_t>(end_ - at_) <= word.size()) return false;
    at_ += word.size() + 1;
    return true;
  }
  bool yes() { return word("true", 4); }
  bool no() { return word("false", 5); }

  // A text as it stands between its quotes, which the walk is before; `escaped` when it has to be read
  // otherwise.
  bool raw(std::string_view& text, bool& escaped);
  // The same without escapes; nothing has been passed over when it has any.
  bool plain(std::string_view& text) {
    const char* const before = at_;
    bool escaped = false;
    if (raw(text, escaped) && !escaped) return true;
    at_ = before;
    return false;
  }
  // What a text says, until the next document.
  bool string(std::string_view& text);
  // A number, true or false, as it is spelled; numbers as JSON spells them.
  bool scalar(std::string_view& token);

  // To try something and come back.
  const char* place() const { return at_; }
  void moveTo(const char* place) { at_ = place; }
  const char* end() const { return end_; }

 private:
  char behindBlanks();

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::deque<std::string> unescaped_;  // of this document
  simdjson::ondemand::parser parser_;
};

}  // namespace jurat::batch
