// Answering more never undoes what was determined: on generated cases, and on the examples with answers taken
// away.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tests/agreement/load.h"
#include "tests/agreement/monotone.h"
#include "tests/agreement/run.h"
#include "tests/agreement/shrink.h"

namespace jurat::agreement {
namespace {

using generated::Dice;
using generated::Node;
using generated::Pack;

constexpr std::size_t kChains = 2'500;
constexpr std::size_t kAnswers = 4;  // one after the other, on one profile
constexpr std::size_t kExampleRuns = 600;

struct Tally {
  std::size_t chains = 0, answers = 0, before = 0, after = 0;
};

// A profile is answered further, one answer at a time.
void runChain(Loaded& loaded, const Pack& pack, std::uint64_t seed, Dice& dice, Tally& tally) {
  Machine machine(loaded.rules);
  const std::string day = generated::generateAsOf(dice);
  const AsOf as_of = parseAsOf(day);
  Node profile = generated::generateProfile(pack, dice);
  std::optional<Profile> answers = readAnswers(loaded, profile.text());
  REQUIRE(answers);
  std::vector<Claim> before = claims(machine, *answers, as_of);
  ++tally.chains;
  tally.before += determinedOf(before);
  for (std::size_t i = 0; i < kAnswers; ++i) {
    const std::optional<Node> more = generated::answerMore(pack, profile, dice);
    if (!more) break;
    answers = readAnswers(loaded, more->text());
    REQUIRE_MESSAGE(answers, "JURAT_SEED=" << seed << ": " << complaints(loaded) << more->text());
    std::vector<Claim> after = claims(machine, *answers, as_of);
    const std::optional<std::string> found = undone(before, after);
    REQUIRE_MESSAGE(!found, "JURAT_SEED=" << seed << " as of " << day << "\n"
                                          << *found << "\n"
                                          << pack.text.text() << "\nbefore: " << profile.text()
                                          << "\nafter:  " << more->text());
    ++tally.answers;
    before = std::move(after);
    profile = *more;
  }
  tally.after += determinedOf(before);
}

// Answers that can be taken away: not the day that orders a series, nor where silence means `none`.
std::vector<std::pair<InstanceId, std::uint32_t>> removable(const Loaded& loaded, const Profile& profile) {
  const Vocabulary& vocabulary = loaded.program->vocabulary;
  std::vector<std::pair<InstanceId, std::uint32_t>> out;
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const Instance& instance = profile.instances[InstanceId{i}];
    const Entity& entity = vocabulary.entities[instance.entity];
    std::uint32_t day = kNoId;
    if (entity.ordered_by != FactId{kNoId}) day = vocabulary.facts[entity.ordered_by].slot;
    for (std::uint32_t slot = 0; slot < instance.answers.size() && !instance.complete; ++slot) {
      if (instance.answers[slot] != 0 && slot != day) out.emplace_back(InstanceId{i}, slot);
    }
  }
  return out;
}

void compareWithLess(const Loaded& loaded, const Profile& whole, const Profile& less, const AsOf& as_of,
                     const std::string& what, Tally& tally) {
  Machine machine(loaded.rules);
  const std::vector<Claim> before = claims(machine, less, as_of), after = claims(machine, whole, as_of);
  const std::optional<std::string> found = undone(before, after);
  REQUIRE_MESSAGE(!found, what << "\n" << *found);
  ++tally.answers;
  tally.before += determinedOf(before);
  tally.after += determinedOf(after);
}

}  // namespace

TEST_CASE("an answer more undoes nothing in generated cases") {
  const std::size_t wanted = casesOf(kChains);
  const std::uint64_t first = firstSeed();
  Tally tally;
  std::uint64_t seed = first;
  for (; tally.chains < wanted; ++seed) {
    Dice dice(seed);
    const Pack pack = generated::generatePack(dice);
    const std::unique_ptr<Loaded> loaded = load(pack.text.text());
    if (loaded->rules) runChain(*loaded, pack, seed, dice, tally);
  }
  MESSAGE("JURAT_SEED=" << first << ", up to " << seed - 1 << ": " << tally.answers << " answers added to "
                        << tally.chains << " profiles; " << tally.before << " claims determined before, "
                        << tally.after << " after");
  CHECK(tally.answers > tally.chains);
  CHECK(tally.before > tally.chains);
  CHECK(tally.after > tally.before);
}

TEST_CASE("the examples determine nothing that the answers taken away would undo") {
  const std::unique_ptr<Loaded> loaded = loadBelow("rules");
  REQUIRE_MESSAGE(loaded->rules, complaints(*loaded));
  const AsOf as_of = parseAsOf("2026-12-02");
  for (const char* name : {"examples/acme-robotics.yaml", "examples/spotless-startup.yaml"}) {
    const std::optional<Profile> whole = readAnswersFile(*loaded, name);
    REQUIRE_MESSAGE(whole, complaints(*loaded));
    const auto answers = removable(*loaded, *whole);
    REQUIRE(answers.size() > 10);
    const std::uint64_t seed = firstSeed();
    Dice dice(seed);
    Tally tally;
    // Each answer alone, in turn, then many at once.
    for (std::size_t run = 0; run < casesOf(kExampleRuns); ++run) {
      Profile less = *whole;
      if (run < answers.size()) {
        less.instances[answers[run].first].answers[answers[run].second] = 0;
      } else {
        const std::size_t percent = 5 + dice.below(90);
        for (const auto& [instance, slot] : answers) {
          if (dice.chance(percent)) less.instances[instance].answers[slot] = 0;
        }
      }
      compareWithLess(
          *loaded, *whole, less, as_of,
          std::string(name) + ", JURAT_SEED=" + std::to_string(seed) + ", run " + std::to_string(run), tally);
    }
    MESSAGE(std::string(name) << ", JURAT_SEED=" << seed << ": " << answers.size()
                              << " answers taken away one by one and together, in " << tally.answers
                              << " runs; " << tally.before << " claims determined before, " << tally.after
                              << " after");
    CHECK(tally.before < tally.after);
  }
}

}  // namespace jurat::agreement
