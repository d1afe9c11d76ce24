// The machine and the reference evaluator agree on generated rules and profiles.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tests/agreement/agreement.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/agreement/shrink.h"

namespace jurat::agreement {
namespace {

using generated::Dice;
using generated::Node;
using generated::Pack;

constexpr std::size_t kCases = 10'000;
constexpr std::size_t kProfiles = 4;         // of each pack
constexpr std::size_t kEnoughCases = 2'000;  // for every outcome to be met

// The fault of a case cut down, to be told with its seed.
std::string cutDown(const Pack& pack, const Node& profile, const std::string& as_of) {
  return generated::smallest(pack.text, profile, [&](const std::string& text, const Node& smaller) {
    const std::unique_ptr<Loaded> loaded = load(text);
    std::optional<Profile> answers;
    if (loaded->rules) answers = readAnswers(*loaded, smaller.text());
    if (!answers) return std::optional<std::string>();
    Machine machine(loaded->rules);
    Coverage unused;
    return difference(machine, *answers, parseAsOf(as_of), unused);
  });
}

struct Tally {
  std::size_t cases = 0, packs = 0, refused = 0;
  std::string why;  // packs were refused
  Coverage coverage;
};

void runPack(std::uint64_t seed, Tally& tally) {
  Dice dice(seed);
  const Pack pack = generated::generatePack(dice);
  const std::unique_ptr<Loaded> loaded = load(pack.text.text());
  ++tally.packs;
  if (!loaded->rules) {
    ++tally.refused;
    if (tally.why.size() < 2'000) tally.why += "seed " + std::to_string(seed) + ": " + complaints(*loaded);
    return;
  }
  Machine machine(loaded->rules);
  for (std::size_t i = 0; i < kProfiles; ++i) {
    const Node profile = generated::generateProfile(pack, dice);
    const std::string as_of = generated::generateAsOf(dice);
    const std::optional<Profile> answers = readAnswers(*loaded, profile.text());
    REQUIRE_MESSAGE(answers,
                    "JURAT_SEED=" << seed << ": a generated profile is refused: " << complaints(*loaded));
    ++tally.cases;
    const std::optional<std::string> found = difference(machine, *answers, parseAsOf(as_of), tally.coverage);
    if (!found) continue;
    FAIL("JURAT_SEED=" << seed << " as of " << as_of << "\n"
                       << *found << "\ncut down:\n"
                       << cutDown(pack, profile, as_of));
  }
}

}  // namespace

TEST_CASE("the machine agrees with the reference evaluator on generated rules and profiles") {
  const std::size_t wanted = casesOf(kCases);
  const std::uint64_t first = firstSeed();
  std::uint64_t seed = first;
  Tally tally;
  while (tally.cases < wanted) runPack(seed++, tally);
  MESSAGE("JURAT_SEED=" << first << ", up to " << seed - 1 << ": " << tally.cases << " cases, of "
                        << tally.coverage.text() << "; " << tally.refused << " of " << tally.packs
                        << " packs refused");
  // A pack may be refused for a condition that can never hold, or stands twice; seldom, or little is tested.
  CHECK_MESSAGE(tally.refused * 10 < tally.packs, "too many generated packs are refused:\n" << tally.why);
  if (tally.cases < kEnoughCases) return;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const std::string word(outcomeWord(static_cast<Outcome>(i)));
    CHECK_MESSAGE(tally.coverage.outcomes[i] > tally.cases / 200, "too few cases are " << word);
  }
  CHECK(tally.coverage.causes > tally.cases);
  CHECK(tally.coverage.exposures > tally.cases / 10);
  CHECK(tally.coverage.definitions > tally.cases);
  CHECK(tally.coverage.amounts > tally.cases / 10);
}

}  // namespace jurat::agreement
