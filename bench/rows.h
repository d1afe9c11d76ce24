// Rows: text in the making, in memory that is used again.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "bench/workload_a_rules.h"

namespace jurat::bench {

// A few bytes that are written often, with room behind them: copied in one move, whatever their number.
class Piece {
 public:
  static constexpr std::size_t kRoom = 64;
  Piece() = default;
  explicit Piece(std::string_view text) : size_(text.copy(bytes_.data(), kRoom)) {
    if (size_ < text.size()) stop("too long for a piece: " + std::string(text));
  }
  Piece(std::string_view first, std::string_view second) : Piece(first) {
    if (second.size() > kRoom - size_) stop("too long for a piece: " + std::string(second));
    size_ += second.copy(bytes_.data() + size_, kRoom - size_);
  }
  const char* data() const { return bytes_.data(); }
  std::size_t size() const { return size_; }

 private:
  std::array<char, kRoom> bytes_{};
  std::size_t size_ = 0;
};

// Each writes at `to` and answers where it ended.
inline char* put(char* to, const Piece& piece) {
  std::memcpy(to, piece.data(), Piece::kRoom);
  return to + piece.size();
}
inline char* put(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

// "00" to "99".
inline constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> out{};
  for (std::size_t i = 0; i < 100; ++i) {
    out[2 * i] = static_cast<char>('0' + i / 10);
    out[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return out;
}();

// A number of units of 10^-scale; at most kMostDigits bytes.
inline constexpr std::size_t kMostDigits = 48;
inline char* putNumber(char* to, std::int64_t units, int scale) {
  std::array<char, kMostDigits> buffer;
  char* const end = buffer.data() + buffer.size();
  char* at = end;
  std::uint64_t rest = units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  for (; scale < 0; ++scale) rest *= 10;
  for (int place = 0; place < scale; ++place, rest /= 10) *--at = static_cast<char>('0' + rest % 10);
  if (scale > 0) *--at = '.';
  for (; rest >= 100; rest /= 100) std::memcpy(at -= 2, &kPairs[rest % 100 * 2], 2);
  if (rest >= 10) {
    std::memcpy(at -= 2, &kPairs[rest * 2], 2);
  } else {
    *--at = static_cast<char>('0' + rest);
  }
  if (units < 0) *--at = '-';
  return put(to, std::string_view(at, static_cast<std::size_t>(end - at)));
}

class Rows {
 public:
  void clear() { at_ = 0; }
  std::string_view text() const { return {bytes_.data(), at_}; }

  // Where the text goes on, with room for so many bytes and a piece; and up to where it was written.
  char* open(std::size_t most) {
    if (bytes_.size() - at_ < most + Piece::kRoom) bytes_.resize(2 * (bytes_.size() + most + Piece::kRoom));
    return bytes_.data() + at_;
  }
  void close(const char* end) { at_ = static_cast<std::size_t>(end - bytes_.data()); }
  void put(std::string_view text) { close(jurat::bench::put(open(text.size()), text)); }

 private:
  std::vector<char> bytes_;
  std::size_t at_ = 0;
};

}  // namespace jurat::bench
