// A pack that takes the place of another from a day on: each day one of the two runs, and the other says why
// not.
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

// The lines that `rules list` prints of one pack.
std::string listed(const std::string& pack, const std::string& day,
                   const std::vector<std::string>& named = {}) {
  std::vector<std::string> words = {"rules", "list", "--rules-path", "tests/packs", "--as-of", day};
  for (const std::string& one : named) words.insert(words.end(), {"--rules", one});
  const Ran ran = run(words);
  INFO(ran.err);
  CHECK(ran.code == 0);
  const std::size_t begin = ("\n" + ran.out).find("\n" + pack + " ");  // at the start of a line
  if (begin == std::string::npos) return "";
  return ran.out.substr(begin, ran.out.find("\nacts.", begin) - begin);
}

Ran check(const std::string& day, const std::vector<std::string>& named = {}) {
  std::vector<std::string> words = {
      "check", "tests/packs/profiles/unlicensed.yaml", "--rules-path", "tests/packs", "--as-of", day};
  for (const std::string& one : named) words.insert(words.end(), {"--rules", one});
  return run(words);
}

}  // namespace

TEST_CASE("of two packs the one that holds on the day runs, and the list says why") {
  CHECK(contains(listed("acts.of_2024", "2026-12-01"), "runs: in force"));
  CHECK(contains(listed("acts.of_2026", "2026-12-01"),
                 "does not run: supersedes acts.of_2024 only from 2026-12-02"));
  CHECK(contains(listed("acts.of_2024", "2026-12-02"),
                 "does not run: superseded by acts.of_2026 from 2026-12-02"));
  CHECK(contains(listed("acts.of_2026", "2026-12-02"), "runs: in force"));
  CHECK(contains(listed("acts.of_2026", "2025-12-31"), "does not run: a proposal: runs only when named"));
}

TEST_CASE("a duty that both carry is reported once") {
  for (const auto& each :
       {std::pair{"2026-12-01", "acts.of_2024/licensed"}, {"2026-12-02", "acts.of_2026/licensed"}}) {
    const std::string day = each.first, by = each.second;
    for (const std::vector<std::string>& named :
         {std::vector<std::string>{}, {"acts.of_2024", "acts.of_2026"}}) {
      const Ran ran = check(day, named);
      INFO(day, "\n", ran.out, ran.err);
      CHECK(ran.code == 1);
      CHECK(contains(ran.out, by));
      CHECK(countOf(ran.out, "/licensed") == 1);
    }
  }
}

TEST_CASE("named alone, either runs on any day, and is marked") {
  const Ran old = check("2026-12-02", {"acts.of_2024"});
  INFO(old.out, old.err);
  CHECK(old.code == 1);
  CHECK(contains(old.out, "acts.of_2024/licensed"));
  const Ran early = check("2026-11-30", {"acts.of_2026"});
  INFO(early.out, early.err);
  CHECK(early.code == 1);
  CHECK(contains(early.out, "acts.of_2026/licensed"));
}
