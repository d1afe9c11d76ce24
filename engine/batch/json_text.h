// JsonText: walks over the text of one JSON document, value by value, with nothing made beforehand; private
// to engine/batch. It holds what it passes over to the grammar of JSON, so that a document walked to its end
// is a sound one. Each step answers false where the text goes on otherwise; the walk is then over.
#pragma once
#include <simdjson.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>

namespace jurat::batch {

// A few bytes that are looked for often. Comparing them costs less than a call to do it.
class KnownWord {
 public:
  static constexpr std::size_t kMost = 64;  // longer ones are never found
  KnownWord() = default;
  explicit KnownWord(std::string_view text) {
    if (text.empty() || text.size() > kMost) return;
    size_ = text.copy(text_.data(), kMost);
    last_ = (size_ - 1) / kStep * kStep;
    behind_ = 0xFFFFU << (size_ - last_);
  }
  // Whether they stand here. INVARIANT: kMost bytes may be read.
  bool at(const char* bytes) const {
#ifdef __SSE2__
    for (std::size_t i = 0; i < last_; i += kStep) {
      if (same(bytes + i, text_.data() + i) != 0xFFFF) return false;
    }
    return ((same(bytes + last_, text_.data() + last_) | behind_) & 0xFFFF) == 0xFFFF && size_ > 0;
#else
    return size_ > 0 && std::memcmp(bytes, text_.data(), size_) == 0;
#endif
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kStep = 16;
#ifdef __SSE2__
  // A bit for each of so many bytes.
  static unsigned same(const char* a, const char* b) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a));
    const __m128i y = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, y)));
  }
#endif

  std::array<char, kMost> text_{};
  std::size_t size_ = 0, last_ = 0;  // where the last step begins
  unsigned behind_ = 0;              // the bytes of the last step that are no part of it
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
  // A text that ends within a few bytes, as it stands, for comparing with what is known and no other use:
  // what JSON forbids in texts may be in it. Longer ones are not found.
  bool few(std::string_view& text);
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
