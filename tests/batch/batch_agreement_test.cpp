// The batch machine agrees with the scalar machine on the examples and on generated rules and profiles.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/batch/compare.h"

namespace jurat::batch::test {
namespace {

using agreement::Loaded;

constexpr std::size_t kCases = 6'000;   // companies
constexpr std::size_t kCompanies = 24;  // of each generated pack
constexpr const char* kDays[] = {"2019-12-31", "2025-02-02", "2025-08-02", "2026-02-01",
                                 "2026-08-02", "2026-11-23", "2027-12-02", "2026-08-01T22:30Z"};

void agree(const std::string& root, const std::string& folder, Compared& compared) {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow(root);
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".json") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::deque<Profile> profiles;
  for (const std::string& path : paths) {
    if (std::optional<Profile> profile = agreement::readAnswersFile(*loaded, path))
      profiles.push_back(*std::move(profile));
  }
  std::vector<const Profile*> block;
  for (const Profile& each : profiles) block.push_back(&each);
  for (const char* day : kDays) {
    const std::string found = compare(loaded->rules, block, agreement::parseAsOf(day), compared);
    CHECK_MESSAGE(found.empty(), folder << " as of " << day << "\n" << found);
  }
  MESSAGE(compared.text() << "\n" << compared.ops());
}

// A company is refused like any other; a pack may be refused for a condition that can never hold.
void runPack(std::uint64_t seed, Compared& compared) {
  generated::Dice dice(seed);
  const generated::Pack pack = generated::generatePack(dice);
  const std::unique_ptr<Loaded> loaded = agreement::load(pack.text.text());
  if (!loaded->rules) return;
  std::deque<Profile> profiles;
  std::vector<const Profile*> block;
  for (std::size_t i = 0; i < kCompanies; ++i) {
    const generated::Node profile = generated::generateProfile(pack, dice);
    std::optional<Profile> answers = agreement::readAnswers(*loaded, profile.text());
    REQUIRE_MESSAGE(answers, "JURAT_SEED=" << seed << ": " << agreement::complaints(*loaded));
    profiles.push_back(*std::move(answers));
    block.push_back(&profiles.back());
  }
  // Now and then so many that no vector instruction holds all of them.
  for (std::size_t i = 0; seed % 8 == 0 && i < 4 * kCompanies; ++i) block.push_back(&profiles[i % 7]);
  const std::string as_of = generated::generateAsOf(dice);
  const std::string found = compare(loaded->rules, block, agreement::parseAsOf(as_of), compared);
  if (!found.empty())
    FAIL("JURAT_SEED=" << seed << " as of " << as_of << "\n" << found << "\n" << pack.text.text());
}

}  // namespace

TEST_CASE("the batch machine agrees with the scalar machine on the shipped packs and the examples") {
  Compared compared;
  agree("rules", "examples", compared);
  CHECK(compared.companies > 0);
  // Most of what the shipped packs ask is settled without the scalar machine.
  CHECK(compared.escaped * 10 < compared.answers);
}

TEST_CASE("the batch machine agrees with the scalar machine on the packs and profiles of the tests") {
  Compared compared;
  agree("tests/packs", "tests/packs/profiles", compared);
  CHECK(compared.companies > 0);
}

TEST_CASE("the batch machine agrees with the scalar machine on generated rules and profiles") {
  const std::size_t wanted = agreement::casesOf(kCases);
  const std::uint64_t first = agreement::firstSeed();
  std::uint64_t seed = first;
  Compared compared;
  while (compared.companies < wanted) runPack(seed++, compared);
  MESSAGE("JURAT_SEED=" << first << ", up to " << seed - 1 << ": " << compared.text() << "\n"
                        << compared.ops());
  CHECK(compared.escaped * 2 < compared.answers);
}

}  // namespace jurat::batch::test
