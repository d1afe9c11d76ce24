// The machine and the reference evaluator agree on generated rules and profiles; answering more undoes nothing.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>

#include "tests/agreement/agreement.h"
#include "tests/agreement/generate.h"

namespace jurat::agreement {
namespace {

using generated::Dice;
using generated::Node;
using generated::Pack;
using generated::Text;

constexpr std::size_t kCases = 10'000;
constexpr std::size_t kProfiles = 4;      // of each pack
constexpr std::size_t kMostShrinks = 4'000;

std::size_t numberOf(const char* variable, std::size_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? static_cast<std::size_t>(std::strtoull(text, nullptr, 10)) : otherwise;
}

std::size_t cases() { return std::max<std::size_t>(kCases * numberOf("JURAT_CASE_PERCENT", 100) / 100, 40); }

// A fault of a case, or nothing when it is in order or does not load.
using Fault = std::function<std::optional<std::string>(const std::string& pack, const Node& profile)>;

std::optional<std::string> disagreement(const std::string& pack, const Node& profile, const std::string& as_of) {
  const std::unique_ptr<Loaded> loaded = load(pack);
  if (!loaded->rules) return std::nullopt;
  const std::optional<Profile> answers = readAnswers(*loaded, profile.text());
  if (!answers) return std::nullopt;
  Machine machine(loaded->rules);
  return difference(machine, *answers, parseAsOf(as_of));
}

// Leaves out whatever the fault does not need.
bool shrinkProfile(Node& whole, Node& at, const std::function<bool()>& still) {
  for (std::size_t i = 0; i < at.entries.size(); ++i) {
    if (at.entries[i].key == "jurat" || at.entries[i].key == "company" || at.entries[i].key == "id" || at.entries[i].key == "ends_on") continue;
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

std::string smallest(Text pack, Node profile, const Fault& fault) {
  std::size_t tries = 0;
  const auto still = [&] { return ++tries < kMostShrinks && fault(pack.text(), profile).has_value(); };
  while (tries < kMostShrinks && (shrinkOnce(pack, pack, [&](const Text&) { return still(); }) || shrinkProfile(profile, profile, still))) {
  }
  return fmt::format("{}\n{}\n{}", fault(pack.text(), profile).value_or("(gone)"), pack.text(), profile.text());
}

}  // namespace

TEST_CASE("the machine agrees with the reference evaluator on generated rules and profiles") {
  const std::uint64_t first = numberOf("JURAT_SEED", 1);
  const std::size_t packs = cases() / kProfiles;
  std::size_t refused = 0, unread = 0, compared = 0;
  std::string why;
  for (std::uint64_t seed = first; seed < first + packs; ++seed) {
    Dice dice(seed);
    const Pack pack = generated::generatePack(dice);
    const std::unique_ptr<Loaded> loaded = load(pack.text.text());
    if (!loaded->rules) {
      ++refused;
      if (why.size() < 2'000) why += fmt::format("seed {}: {}", seed, complaints(*loaded));
      continue;
    }
    Machine machine(loaded->rules);
    for (std::size_t i = 0; i < kProfiles; ++i) {
      const Node profile = generated::generateProfile(pack, dice);
      const std::string as_of = generated::generateAsOf(dice);
      const std::optional<Profile> answers = readAnswers(*loaded, profile.text());
      if (!answers) {
        ++unread;
        if (why.size() < 2'000) why += fmt::format("seed {}: {}{}\n", seed, complaints(*loaded), profile.text());
        break;
      }
      ++compared;
      const std::optional<std::string> found = difference(machine, *answers, parseAsOf(as_of));
      if (!found) continue;
      const Fault fault = [&](const std::string& text, const Node& smaller) { return disagreement(text, smaller, as_of); };
      FAIL("JURAT_SEED=" << seed << " as of " << as_of << "\n" << *found << "\ncut down:\n" << smallest(pack.text, profile, fault));
    }
  }
  MESSAGE("seeds " << first << " to " << first + packs - 1 << ": " << compared << " cases compared, " << refused << " of " << packs
                   << " packs refused, " << unread << " profiles not read");
  CHECK_MESSAGE(refused * 10 < packs, "too many generated packs are refused:\n" << why);
  CHECK_MESSAGE(unread * 50 < packs, "too many generated profiles are not read:\n" << why);
}

}  // namespace jurat::agreement
