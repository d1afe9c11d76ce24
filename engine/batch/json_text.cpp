#include "engine/batch/json_text.h"

#include "engine/base/ascii.h"

namespace jurat::batch {
namespace {

bool isNumber(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    return at - first;
  };
  const auto there = [&](char c) { return at < text.size() && text[at] == c; };
  if (there('-')) ++at;
  const bool zero = there('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (there('.') && (++at, digits() == 0)) return false;
  if (there('e') || there('E')) {
    ++at;
    if (there('+') || there('-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

// The first byte from here on that ends a text or asks for a closer look: a quote, a backslash, a control
// character, a byte beyond ASCII. May lie behind `end`, by less than 16 bytes.
const char* special(const char* at, const char* end) {
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), blank = _mm_set1_epi8(' ');
  for (; at < end; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
    // Signed: bytes beyond ASCII are below the blank too.
    const auto found =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ends, _mm_cmplt_epi8(bytes, blank))));
    if (found != 0) return at + __builtin_ctz(found);
  }
  return at;
#else
  while (at < end && *at != '"' && *at != '\\' && static_cast<signed char>(*at) >= ' ') ++at;
  return at;
#endif
}

}  // namespace

char JsonText::behindBlanks() {
  while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
  return at_ < end_ ? *at_ : '\0';
}

bool JsonText::raw(std::string_view& text, bool& escaped) {
  if (next() != '"') return false;
  const char* const first = at_ + 1;
  const char* at = special(first, end_);
  bool beyond_ascii = false;
  for (; at < end_ && *at != '"'; at = special(at, end_)) {
    const auto byte = static_cast<unsigned char>(*at);
    if (byte < ' ') return false;
    if (byte == '\\') {
      escaped = true;
      ++at;  // what stands behind it ends nothing
      if (at >= end_ || static_cast<unsigned char>(*at) < ' ') return false;
    }
    beyond_ascii = beyond_ascii || static_cast<unsigned char>(*at) >= 0x80;
    ++at;
  }
  if (at >= end_) return false;
  text = {first, static_cast<std::size_t>(at - first)};
  at_ = at + 1;
  return !beyond_ascii || simdjson::validate_utf8(text.data(), text.size());
}

bool JsonText::few(std::string_view& text) {
  if (next() != '"') return false;
  std::size_t size = 0;
#ifdef __SSE2__
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at_ + 1));
  const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))));
  if (found == 0) return false;
  size = static_cast<std::size_t>(__builtin_ctz(found));
#else
  while (size < 16 && at_[size + 1] != '"') ++size;
  if (size == 16) return false;
#endif
  if (static_cast<std::size_t>(end_ - at_) < size + 2) return false;
  text = {at_ + 1, size};
  at_ += size + 2;
  return true;
}

bool JsonText::string(std::string_view& text) {
  bool escaped = false;
  if (!raw(text, escaped)) return false;
  if (!escaped) return true;
  const simdjson::padded_string token(std::string_view(text.data() - 1, text.size() + 2));
  simdjson::ondemand::document parsed;
  std::string_view said;
  if (parser_.iterate(token).get(parsed) || parsed.get_string().get(said)) return false;
  text = unescaped_.emplace_back(said);
  return true;
}

bool JsonText::scalar(std::string_view& token) {
  const char c = next();
  if (c == 't' || c == 'f') {
    const char* const first = at_;
    if (!(c == 't' ? yes() : no())) return false;
    token = {first, static_cast<std::size_t>(at_ - first)};
    return true;
  }
  const char* at = at_;
  while (at < end_ && (isDigit(*at) || *at == '-' || *at == '+' || *at == '.' || *at == 'e' || *at == 'E'))
    ++at;
  token = {at_, static_cast<std::size_t>(at - at_)};
  at_ = at;
  return isNumber(token);
}

}  // namespace jurat::batch
