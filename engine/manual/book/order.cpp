// The order of citations, as in the texts they cite.
#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "engine/base/ascii.h"
#include "engine/manual/book/book.h"

namespace jurat::manual {
namespace {

// Articles stand before annexes, and recitals, which bind nobody, at the end.
int rankOf(std::string_view cite) {
  constexpr std::array<std::string_view, 2> kBehind[] = {{"Annex", "附件"}, {"Recital", "序言"}};
  int rank = 0;
  for (const auto& words : kBehind) {
    ++rank;
    for (const std::string_view word : words) {
      if (cite.starts_with(word)) return rank;
    }
  }
  return cite.starts_with("recital") ? rank : 0;
}

// The value of a Roman number of capitals at the front, and how many letters it takes; none: {0, 0}.
std::pair<int, std::size_t> roman(std::string_view text) {
  constexpr std::string_view kLetters = "IVXLC";
  constexpr std::array<int, 5> kValues = {1, 5, 10, 50, 100};
  int sum = 0, before = 1000;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const std::size_t letter = kLetters.find(text[at]);
    if (letter == std::string_view::npos) break;
    const int value = kValues[letter];
    sum += value > before ? value - 2 * before : value;
    before = value;
  }
  return {sum, at};
}

std::string_view digitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && isDigit(text[end])) ++end;
  while (at + 1 < end && text[at] == '0') ++at;
  return text.substr(at, end - at);
}

// Numbers by their value, everything else letter by letter.
int compared(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      const std::string_view left = digitsAt(a, i), right = digitsAt(b, j);
      if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
      if (left != right) return left < right ? -1 : 1;
      while (i < a.size() && isDigit(a[i])) ++i;
      while (j < b.size() && isDigit(b[j])) ++j;
      continue;
    }
    if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]) ? -1 : 1;
    ++i, ++j;
  }
  return (a.size() - i > 0 ? 1 : 0) - (b.size() - j > 0 ? 1 : 0);
}

constexpr std::string_view kAnnex = "Annex ";

}  // namespace

bool citedBefore(const std::string& a, const std::string& b) {
  const int left = rankOf(a), right = rankOf(b);
  if (left != right) return left < right;
  if (a.starts_with(kAnnex) && b.starts_with(kAnnex)) {
    const auto [first, first_letters] = roman(std::string_view(a).substr(kAnnex.size()));
    const auto [second, second_letters] = roman(std::string_view(b).substr(kAnnex.size()));
    if (first != second) return first < second;
    return compared(std::string_view(a).substr(kAnnex.size() + first_letters),
                    std::string_view(b).substr(kAnnex.size() + second_letters)) < 0;
  }
  return compared(a, b) < 0;
}

}  // namespace jurat::manual
