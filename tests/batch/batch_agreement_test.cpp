// The batch machine agrees with the scalar machine on the examples and on generated rules and profiles.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/answer_machine.h"
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

// A rule walks lists whose elements ask how long the same lists are, of elements that no list names too.
constexpr const char* kWalks = R"(pack walks {
    title     "Walks"
    source    law "Walks Act"
    version   "1.0.0"
    language  1
    status    in_force
    currency  EUR
    deadlines as counted
    time_zone "UTC"
}
entity company {
    fact flag  : yes_no ask "?"
    fact other : yes_no ask "?"
    fact keen  : judgement ask "?"
}
entity system within company as systems { fact role : yes_no ask "?" }
entity incident within system as incidents { fact bad : yes_no ask "?" }
define many for system : yes_no { title "M" cites "Art. 1" equals count of incidents >= 3 }
define awful for incident : yes_no { title "A" cites "Art. 1" equals bad and system.many }
rule often for system {
    title "R" cites "Art. 2"
    forbids any incidents has (awful and count of incidents >= 2)
}
rule soft for company {
    title "R" cites "Art. 3" applies when keen requires flag
    except gently when other { cites "Art. 4" requires flag }
}
)";

std::string withSystems(std::size_t count) {
  std::string out = "jurat: 1\ncompany:\n  flag: yes\n  systems:\n";
  for (std::size_t s = 1; s <= count; ++s) {
    out += "    - {id: s" + std::to_string(s) + ", role: yes, incidents: [";
    for (std::size_t i = 0; i < s; ++i)
      out += (i ? ", " : "") + std::string("{id: i") + std::to_string(i) + ", bad: yes}";
    out += "]}\n";
  }
  return out;
}

}  // namespace

TEST_CASE("lists are walked for the elements that are listed and for all at once") {
  const std::unique_ptr<Loaded> loaded = agreement::load(kWalks);
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  std::deque<Profile> profiles;
  std::vector<const Profile*> block;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string text = i % 7 == 0 ? "jurat: 1\ncompany:\n  flag: yes\n" : withSystems(4);
    std::optional<Profile> answers = agreement::readAnswers(*loaded, text);
    REQUIRE_MESSAGE(answers, agreement::complaints(*loaded));
    profiles.push_back(*std::move(answers));
    block.push_back(&profiles.back());
  }
  Compared compared;
  CHECK(compare(loaded->rules, block, agreement::parseAsOf("2026-11-23"), compared) == "");
  CHECK(compared.outcomes[static_cast<std::size_t>(Outcome::Violated)] > 0);
}

TEST_CASE("what two open cases say alike is not open for the sake of facts") {
  const std::unique_ptr<Loaded> loaded = agreement::load(kWalks);
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const std::optional<Profile> answers = agreement::readAnswers(*loaded, withSystems(0) + "    []\n");
  REQUIRE_MESSAGE(answers, agreement::complaints(*loaded));
  AnswerMachine machine(loaded->rules, {.as_of = agreement::parseAsOf("2026-11-23"), .named = {}});
  const CompanyAnswers& answer = machine.answer(*answers);
  REQUIRE(answer.rules.size() == 1);
  // Only a person can settle whether it applies.
  CHECK(answer.rules[0].answer.outcome == Outcome::Review);
}

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
