// The machine and the reference evaluator agree on every pack of the project with every profile of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/agreement/agreement.h"
#include "tests/agreement/load.h"

namespace jurat::agreement {
namespace {

constexpr const char* kDays[] = {"2019-12-31", "2024-08-01", "2025-02-02", "2025-08-02",
                                 "2026-02-01", "2026-08-02", "2026-11-23", "2026-12-02",
                                 "2027-08-02", "2027-12-02", "2030-01-01", "2026-08-01T22:30Z"};

std::vector<std::string> profilesIn(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().extension();
    if (name == ".yaml" || name == ".json") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

struct Corpus {
  std::size_t profiles = 0;
  Coverage coverage;
};

// A profile written for other packs is not read; how many are is for the test to say.
void agree(const std::string& root, const std::string& folder, Corpus& corpus) {
  const std::unique_ptr<Loaded> loaded = loadBelow(root);
  REQUIRE_MESSAGE(loaded->rules, complaints(*loaded));
  Machine machine(loaded->rules);
  for (const std::string& path : profilesIn(folder)) {
    const std::optional<Profile> profile = readAnswersFile(*loaded, path);
    if (!profile) continue;
    ++corpus.profiles;
    for (const char* day : kDays) {
      const std::optional<std::string> found = difference(machine, *profile, parseAsOf(day), corpus.coverage);
      CHECK_MESSAGE(!found, path << " as of " << day << "\n" << *found);
    }
  }
}

}  // namespace

TEST_CASE("the machine agrees with the reference evaluator on the shipped packs and the examples") {
  Corpus corpus;
  agree("rules", "examples", corpus);
  CHECK(corpus.profiles == profilesIn("examples").size());
  MESSAGE(corpus.profiles << " profiles on " << std::size(kDays) << " days: " << corpus.coverage.text());
  CHECK(corpus.coverage.outcomes[static_cast<std::size_t>(Outcome::Violated)] > 0);
  CHECK(corpus.coverage.causes > 0);
}

TEST_CASE("the machine agrees with the reference evaluator on the packs and profiles of the tests") {
  Corpus corpus;
  agree("tests/packs", "tests/packs/profiles", corpus);
  MESSAGE(corpus.profiles << " profiles on " << std::size(kDays) << " days: " << corpus.coverage.text());
  CHECK(corpus.profiles > 5);
}

}  // namespace jurat::agreement
