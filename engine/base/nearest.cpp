#include "engine/base/nearest.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace jurat {
namespace {

// A name longer than this was not mistyped from any other; the bound keeps hostile text cheap.
constexpr std::size_t kLongestName = 100;
// Distances are counted in halves of an edit, because a slip of letter case counts half.
constexpr int kEdit = 2;
constexpr int kCaseSlip = 1;

char32_t lower(char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter; }

// Letters, not bytes: one Chinese character must not weigh three edits. Empty when the name is too long.
// Bytes that are not UTF-8 each stand for themselves, since a distance needs no more than that.
std::u32string letters(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    char32_t letter = lead;
    for (; lead >= 0xC0 && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; ++i) {
      letter = (letter << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
    }
    out.push_back(letter);
    if (out.size() > kLongestName) return {};
  }
  return out;
}

bool sameButCase(const std::u32string& a, const std::u32string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char32_t x, char32_t y) { return lower(x) == lower(y); });
}

using Row = std::array<int, kLongestName + 1>;

int replaceCost(char32_t a, char32_t b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? kCaseSlip : kEdit;
}

// The distance of optimal string alignment, or `give_up` as soon as it cannot be less.
int distance(const std::u32string& a, const std::u32string& b, int give_up) {
  Row before{}, previous{}, current{};
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = static_cast<int>(j) * kEdit;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i) * kEdit;
    int least = current[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int best = std::min(previous[j], current[j - 1]) + kEdit;
      best = std::min(best, previous[j - 1] + replaceCost(a[i - 1], b[j - 1]));
      const bool swapped =
          i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) best = std::min(best, before[j - 2] + kEdit);
      current[j] = best;
      least = std::min(least, best);
    }
    // A swap reads two rows back, so one row over the bound is not yet a proof; the margin of an edit is.
    if (least >= give_up + kEdit) return give_up;
    before = previous;
    previous = current;
  }
  return std::min(previous[b.size()], give_up);
}

template <typename Name>
std::optional<std::string> nearestOf(std::string_view written, std::span<const Name> known) {
  const std::u32string wanted = letters(written);
  if (wanted.empty()) return std::nullopt;
  const int allowed = std::max(1, static_cast<int>(wanted.size()) / 3) * kEdit;
  int best = allowed + 1;
  const Name* found = nullptr;
  for (const Name& name : known) {
    const std::u32string candidate = letters(name);
    const std::size_t longer = std::max(candidate.size(), wanted.size());
    const std::size_t apart = longer - std::min(candidate.size(), wanted.size());
    if (candidate.empty() || static_cast<int>(apart) * kEdit >= best) continue;
    // With every letter replaced nothing is left that was meant: `x` is no slip for `y`.
    const int bound = std::min(best, static_cast<int>(longer) * kEdit);
    // SHOUTED is one slip of a finger on a key, however long the name.
    const int needed = wanted == candidate              ? 0
                       : sameButCase(wanted, candidate) ? kCaseSlip
                                                        : distance(wanted, candidate, bound);
    if (needed >= bound) continue;
    best = needed;
    found = &name;
  }
  if (!found) return std::nullopt;
  return std::string(*found);
}

}  // namespace

std::optional<std::string> nearest(std::string_view written, std::span<const std::string_view> known) {
  return nearestOf(written, known);
}

std::optional<std::string> nearest(std::string_view written, std::span<const std::string> known) {
  return nearestOf(written, known);
}

std::string didYouMean(std::string_view written, std::span<const std::string> known) {
  const std::optional<std::string> name = nearest(written, known);
  return name ? "; did you mean `" + *name + "`?" : std::string();
}

}  // namespace jurat
