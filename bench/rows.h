// Rows: text in the making, in memory that is used again.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::bench {

// A few bytes that are written often, with room behind them: copied in one move, whatever their number.
class Piece {
 public:
  static constexpr std::size_t kRoom = 64;
  Piece() = default;
  // INVARIANT: at most kRoom bytes.
  explicit Piece(std::string_view text) : size_(text.copy(bytes_.data(), kRoom)) {}
  const char* data() const { return bytes_.data(); }
  std::size_t size() const { return size_; }

 private:
  std::array<char, kRoom> bytes_{};
  std::size_t size_ = 0;
};

class Rows {
 public:
  void clear() { at_ = 0; }
  std::string_view text() const { return {bytes_.data(), at_}; }

  void put(const Piece& piece) {
    room(Piece::kRoom);
    std::memcpy(&bytes_[at_], piece.data(), Piece::kRoom);
    at_ += piece.size();
  }
  void put(std::string_view text) {
    room(text.size());
    char* to = &bytes_[at_];
    at_ += text.size();
    if (text.size() <= kFew) {
      for (const char c : text) *to++ = c;
    } else {
      std::memcpy(to, text.data(), text.size());
    }
  }
  void put(char c) {
    room(1);
    bytes_[at_++] = c;
  }
  // A number of units of 10^-scale.
  void number(std::int64_t units, int scale) {
    std::array<char, 48> buffer;
    char* const end = buffer.data() + buffer.size();
    char* at = end;
    std::uint64_t rest =
        units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
    for (; scale < 0; ++scale) rest *= 10;
    for (int place = 0; place < scale; ++place, rest /= 10) *--at = static_cast<char>('0' + rest % 10);
    if (scale > 0) *--at = '.';
    for (; rest >= 100; rest /= 100) {
      at -= 2;
      std::memcpy(at, &pairs()[rest % 100 * 2], 2);
    }
    if (rest >= 10) {
      at -= 2;
      std::memcpy(at, &pairs()[rest * 2], 2);
    } else {
      *--at = static_cast<char>('0' + rest);
    }
    if (units < 0) *--at = '-';
    put(std::string_view(at, static_cast<std::size_t>(end - at)));
  }

 private:
  static constexpr std::size_t kFew = 4;

  // "00" to "99".
  static const std::array<char, 200>& pairs() {
    static const std::array<char, 200> kPairs = [] {
      std::array<char, 200> out{};
      for (std::size_t i = 0; i < 100; ++i) {
        out[2 * i] = static_cast<char>('0' + i / 10);
        out[2 * i + 1] = static_cast<char>('0' + i % 10);
      }
      return out;
    }();
    return kPairs;
  }
  void room(std::size_t more) {
    if (bytes_.size() - at_ < more) bytes_.resize(2 * (bytes_.size() + more));
  }

  std::vector<char> bytes_;
  std::size_t at_ = 0;
};

}  // namespace jurat::bench
