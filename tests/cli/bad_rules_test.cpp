// Hostile and broken rule files: the same demands as on profiles.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kPack = R"(pack mine {
    title     "Mine"
    source    law "My Act" binding
    version   "1.0.0"
    language  1
    status    in_force
    deadlines as counted
    time_zone "UTC"
}

entity company {
    fact n : decimal
        ask "How many?"
    fact ok : yes_no
        ask "Is it?"
}
)";

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string rule(const std::string& condition) {
  return "\nrule r for company {\n    cites    \"Sec. 1\"\n    requires " + condition + "\n}\n";
}

std::string define(const std::string& name, const std::string& value) {
  return "\ndefine " + name + " for company : decimal {\n    cites  \"Sec. 1\"\n    equals " + value +
         "\n}\n";
}

Ran check(const Scratch& scratch, const std::string& pack,
          const std::string& profile = "jurat: 1\ncompany:\n  n: 7\n  ok: yes\n") {
  scratch.write("mine/pack.jurat", pack);
  return run({"check", scratch.write("profile.yaml", profile), "--rules", scratch / "mine", "--as-of",
              "2026-11-23"});
}

void withinBounds(const Ran& ran, double seconds = 5) {
  CHECK(ran.err.size() < 200'000);
  if (sanitized()) return;
  CHECK(ran.cpu_seconds < seconds);
  CHECK(ran.memory_kib < 512u << 10);
}

}  // namespace

TEST_CASE("what is no rule file is refused at its place") {
  struct Row {
    std::string text, message, place;
  };
  const Row rows[] = {
      {"", "", "pack.jurat"},
      {"pack mine {\n    title \"Mi", "", "pack.jurat:2:"},
      {kPack + "\nrule r for company {\n    requires ", "`{` is never closed", "pack.jurat:18:20"},
      {kPack + rule("(n >"), "", "pack.jurat:20:"},
      {std::string("pack mine {\0}", 13), "NUL byte", "pack.jurat:1:12"},
      {"\xFF\xFEp\0a\0c\0k\0", "UTF-16", "pack.jurat:1:1"},
      {kPack + "# M\xFCller\n", "byte FC", "pack.jurat:17:4"},
      {kPack + rule(std::string(100'000, '(') + "ok"), "", "pack.jurat:20:"},
      {kPack + rule(repeated("not ", 100'000) + "ok"), "", "pack.jurat:20:"},
      {kPack + repeated("section s { ", 100'000), "", "pack.jurat:"},
      {kPack + rule("ok # \xE2\x80\xAE evil"), "", "pack.jurat:20:"},
      {kPack + "# \x1b[31m red\n", "", "pack.jurat:17:"},
      {kPack + rule("n > 1e1000000000"), "", "pack.jurat:20:18"},
      {kPack + rule("n > " + std::string(1'000'000, '9')), "", "pack.jurat:20:18"},
      {kPack + define("a", "b + 1") + define("b", "a + 1") + rule("a > 1"), "", "pack.jurat:"},
      {kPack + define("a", "a + 1") + rule("a > 1"), "", "pack.jurat:"},
  };
  for (const Row& row : rows) {
    const Scratch scratch;
    const Ran ran = check(scratch, row.text);
    INFO(row.text.substr(row.text.size() < 200 ? 0 : 150, 120), "\n", ran.err.substr(0, 1'500));
    CHECK(ran.code == 4);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, row.message));
    CHECK(contains(ran.err, row.place));
    CHECK(std::all_of(ran.err.begin(), ran.err.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n'; }));
    CHECK_FALSE(contains(ran.err, "\xE2\x80\xAE"));
    withinBounds(ran);
  }
}

TEST_CASE("definitions in a circle are named, all of them") {
  const Scratch scratch;
  const Ran ran = check(
      scratch, kPack + define("a", "b + 1") + define("b", "c + 1") + define("c", "a + 1") + rule("a > 1"));
  CHECK(ran.code == 4);
  for (const std::string name : {"`a`", "`b`", "`c`"}) CHECK(contains(ran.err, name));
}

TEST_CASE("a rule file of 100 MB is not read") {
  const Scratch scratch;
  const std::string path = scratch.write("mine/pack.jurat", kPack);
  REQUIRE(::truncate(path.c_str(), 100 << 20) == 0);
  const Ran ran = run({"check", scratch.write("profile.yaml", "jurat: 1\ncompany:\n  ok: yes\n"), "--rules",
                       scratch / "mine"});
  CHECK(ran.code == 4);
  CHECK(contains(ran.err, "larger than 4 MiB"));
  withinBounds(ran);
}

TEST_CASE("a condition of 10,000 limbs is only long") {
  const Scratch scratch;
  std::string limbs = "all of {\n";
  for (int i = 0; i < 10'000; ++i)
    limbs += "        l" + std::to_string(i) + ": n > " + std::to_string(i - 10'000) + ",\n";
  limbs += "        last: ok\n    }";
  const Ran labelled = check(scratch, kPack + rule(limbs));
  INFO(labelled.err.substr(0, 800));
  CHECK(labelled.code == 0);
  withinBounds(labelled, 10);
  std::string chain = "ok";
  for (int i = 0; i < 10'000; ++i) chain += " or n = " + std::to_string(i + 100);
  const Ran plain = check(scratch, kPack + rule(chain));
  INFO(plain.err.substr(0, 800));
  CHECK(plain.code == 0);
  withinBounds(plain, 10);
}

TEST_CASE("squaring again and again ends in an error of the rule, at once") {
  std::string pack = kPack + define("x0", "n");
  for (int i = 1; i <= 60; ++i) {
    const std::string last = "x" + std::to_string(i - 1);
    pack += define("x" + std::to_string(i), last + " * " + last);
  }
  const Scratch scratch;
  const Ran ran = check(scratch, pack + rule("x60 > 1"));
  INFO(ran.out, ran.err);
  CHECK(ran.code == 6);
  CHECK(contains(ran.out, "ERROR"));
  // Reading and starting included; the evaluation alone is held to 50 ms.
  withinBounds(ran, 1);
}

TEST_CASE("a chain of definitions has a bound") {
  std::string pack = kPack + define("x0", "n");
  for (int i = 1; i <= 3'000; ++i)
    pack += define("x" + std::to_string(i), "x" + std::to_string(i - 1) + " + 1");
  const Scratch scratch;
  const Ran ran = check(scratch, pack + rule("x3000 > 1"));
  INFO(ran.err.substr(0, 800));
  CHECK(ran.code == 4);
  CHECK(contains(ran.err, "pack.jurat:"));
  withinBounds(ran, 20);
}

TEST_CASE("a pack whose id is not its path, a file that is no pack, an unreadable one") {
  const Scratch scratch;
  scratch.write("yours/pack.jurat", kPack);
  const std::string profile = scratch.write("profile.yaml", "jurat: 1\ncompany:\n  ok: yes\n");
  CHECK(run({"check", profile, "--rules-path", scratch.path(), "--rules", "yours"}).code == 4);
  scratch.write("bare/notes.txt", "nothing");
  const Ran bare = run({"check", profile, "--rules", scratch / "bare"});
  CHECK(bare.code == 4);
  CHECK(contains(bare.err, "there is no pack in"));
  std::filesystem::create_directories(scratch / "mine/pack.jurat");
  CHECK(run({"check", profile, "--rules", scratch / "mine"}).code == 4);
}
