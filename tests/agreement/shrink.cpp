#include "tests/agreement/shrink.h"

#include <fmt/format.h>

namespace jurat::generated {
namespace {

constexpr std::size_t kMostShrinks = 4'000;

bool needed(const std::string& key) {
  return key == "jurat" || key == "company" || key == "id" || key == "ends_on";
}

// Leaves out whatever the fault does not need.
bool shrinkProfile(Node& whole, Node& at, const std::function<bool()>& still) {
  for (std::size_t i = 0; i < at.entries.size(); ++i) {
    if (needed(at.entries[i].key)) continue;
    const generated::Entry kept = at.entries[i];
    at.entries.erase(at.entries.begin() + static_cast<std::ptrdiff_t>(i));
    if (still()) return true;
    at.entries.insert(at.entries.begin() + static_cast<std::ptrdiff_t>(i), kept);
  }
  for (std::size_t i = 0; i < at.items.size(); ++i) {
    const Node kept = at.items[i];
    at.items.erase(at.items.begin() + static_cast<std::ptrdiff_t>(i));
    if (still()) return true;
    at.items.insert(at.items.begin() + static_cast<std::ptrdiff_t>(i), kept);
  }
  for (generated::Entry& entry : at.entries) {
    if (shrinkProfile(whole, entry.value, still)) return true;
  }
  for (Node& item : at.items) {
    if (shrinkProfile(whole, item, still)) return true;
  }
  return false;
}

}  // namespace

std::string smallest(Text pack, Node profile, const Fault& fault) {
  std::size_t tries = 0;
  const auto still = [&] { return ++tries < kMostShrinks && fault(pack.text(), profile).has_value(); };
  while (tries < kMostShrinks && (shrinkOnce(pack, pack, [&](const Text&) { return still(); }) ||
                                  shrinkProfile(profile, profile, still))) {
  }
  return fmt::format("{}\n{}\n{}", fault(pack.text(), profile).value_or("(gone)"), pack.text(),
                     profile.text());
}

}  // namespace jurat::generated
