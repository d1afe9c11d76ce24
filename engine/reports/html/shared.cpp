#include <algorithm>
#include <tuple>

#include "engine/reports/html/reasoning.h"

namespace jurat::html {
namespace {

constexpr std::size_t kLong = 6;  // lines below one that are worth a place of their own

std::size_t linesBelow(const Reason& reason, std::size_t enough) {
  std::size_t count = 0;
  for (const Reason& child : reason.children) {
    if (count >= enough) break;
    count += 1 + linesBelow(child, enough - count);
  }
  return count;
}

// FNV-1a; whoever has the same hash is compared as well.
struct Hash {
  std::uint64_t value = 14695981039346656037U;

  void add(std::uint64_t number) { value = (value ^ number) * 1099511628211U; }
  void add(const std::string& text) {
    for (const char c : text) add(static_cast<unsigned char>(c));
  }
  void add(const Message& message) {
    add(static_cast<std::uint64_t>(message.phrase));
    add(message.text);
    for (const Message& argument : message.arguments) add(argument);
  }
  void add(const Reason& reason) {
    add(reason.text);
    add(reason.value);
    add(reason.profile_place.begin);
    add(reason.rule_place.begin);
    for (const Reason& child : reason.children) add(child);
    add(reason.children.size());
  }
};

bool same(const Reason& a, const Reason& b) {
  const auto all = [](const Reason& reason) {
    return std::tie(reason.text, reason.label, reason.value, reason.verdict, reason.cites, reason.source,
                    reason.note.en, reason.note.zh, reason.profile_place.begin, reason.profile_place.end,
                    reason.rule_place.begin, reason.rule_place.end);
  };
  return all(a) == all(b) &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same);
}

}  // namespace

std::string Shared::anchorAt(std::size_t index) const {
  return "why-" + std::to_string(part_) + "-" + std::to_string(index);
}

std::string Shared::anchorOf(const Reason& reason) {
  // What has a citation is a definition: the same for every rule that asks.
  if (reason.cites.empty() || linesBelow(reason, kLong) < kLong) return {};
  Hash hash;
  hash.add(reason);
  std::vector<std::size_t>& alike = by_hash_[hash.value];
  for (const std::size_t index : alike) {
    const Reason& known = *reasons_[index];
    // The label is the asking rule's own.
    if (known.value == reason.value && known.verdict == reason.verdict && known.text == reason.text &&
        std::equal(known.children.begin(), known.children.end(), reason.children.begin(),
                   reason.children.end(), same))
      return anchorAt(index);
  }
  alike.push_back(reasons_.size());
  reasons_.push_back(&reason);
  return anchorAt(alike.back());
}

}  // namespace jurat::html
