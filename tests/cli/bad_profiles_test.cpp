// Hostile and broken profiles: each ends in its code with a placed message, soon, in little memory, none in a
// crash.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kHead = "jurat: 1\ncompany:\n  name: X\n";

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string bomb() {
  std::string text = "jurat: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text +=
        "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + repeated(", " + last, 8) + "]\n";
  }
  return text;
}

std::string utf16(const std::string& ascii) {
  std::string text = "\xFF\xFE";
  for (const char c : ascii) text += {c, '\0'};
  return text;
}

std::string everyByte() {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) text += static_cast<char>(byte);
  return repeated(text, 16);
}

// A file of `bytes`, mostly a hole; nothing that large is ever written.
std::string sparse(const Scratch& scratch, const std::string& name, off_t bytes) {
  const std::string path = scratch.write(name, kHead);
  REQUIRE(::truncate(path.c_str(), bytes) == 0);
  return path;
}

// No byte below a blank but the line break, and no override of the writing direction, reaches a terminal.
bool harmless(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n'; });
  return plain && !contains(text, "\x7F") && !contains(text, "\xE2\x80\xAE") &&
         !contains(text, "\xE2\x81\xA6");
}

Ran check(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"check",   path,       "--rules-path", "tests/packs",
                                    "--rules", "outcomes", "--as-of",      "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

}  // namespace

TEST_CASE("what is no profile is refused at its place") {
  struct Row {
    std::string name, text, message, place;
  };
  const Row rows[] = {
      {"empty.yaml", "", "the profile is empty", "empty.yaml:1:1"},
      {"comment.yaml", "# nothing\n", "the profile is empty", "comment.yaml:1:1"},
      {"empty.json", "", "", "empty.json:1:1"},
      {"list.yaml", "- jurat: 1\n", "a profile is one record, not a list", "list.yaml:1:1"},
      {"list.json", "[1, 2]", "a profile is one record, not a list", "list.json:1:1"},
      {"word.yaml", "hello\n", "a profile is one record", "word.yaml:1:1"},
      {"truncated.yaml", kHead + "  workshops:\n    - {id: a, trade: \"sm",
       "the file ends within a text in quotes", "truncated.yaml:5:"},
      {"truncated.json", "{\"jurat\": 1, \"company\": {\"name\": \"X\", \"workshops\": [{\"id\"",
       "the file ends before", "truncated.json:1:"},
      {"trailing.json", "{\"jurat\": 1, \"company\": {\"name\": \"X\"}} x", "", "trailing.json:1:"},
      {"binary.yaml", everyByte(), "NUL byte", "binary.yaml:1:1"},
      {"binary.json", everyByte(), "NUL byte", "binary.json:1:1"},
      {"utf16.yaml", utf16(kHead), "UTF-16", "utf16.yaml:1:1"},
      {"windows.yaml", "jurat: 1\ncompany:\n  name: M\xFCller\n", "byte FC", "windows.yaml:3:10"},
      {"windows.json", "{\"jurat\": 1, \"company\": {\"name\": \"M\xFCller\"}}", "byte FC",
       "windows.json:1:"},
      {"nested.yaml", kHead + "  workshops: " + std::string(100'000, '['), "nested too deeply",
       "nested.yaml:4:"},
      {"nested.json",
       "{\"jurat\": 1, \"company\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}",
       "nested too deeply", "nested.json:1:"},
      {"nested_open.json", "{\"jurat\": 1, \"company\": " + std::string(1'000'000, '['), "",
       "nested_open.json:1:"},
      {"bomb.yaml", bomb(), "anchors and aliases stand for more", "bomb.yaml:6:"},
      {"circle.yaml", "jurat: 1\ncompany: &a\n  x: *a\n", "the alias `*a` stands within what it names",
       "circle.yaml:3:6"},
      {"two.yaml", kHead + "---\n" + kHead, "a second document begins here", "two.yaml:4:1"},
      {"exponent.yaml", kHead + "  turnover: EUR 1e1000000000\n", "more digits, or a larger exponent",
       "exponent.yaml:4:13"},
      {"digits.yaml", kHead + "  turnover: EUR " + std::string(1'000'000, '9') + "\n",
       "more digits, or a larger exponent", "digits.yaml:4:13"},
      {"digits.json",
       "{\"jurat\": 1, \"company\": {\"name\": \"X\", \"workshops\": [{\"id\": \"a\", \"apprentices\": " +
           std::string(1'000'000, '9') + "}]}}",
       "more digits, or a larger exponent", "digits.json:1:"},
      {"exponent.json",
       "{\"jurat\": 1, \"company\": {\"name\": \"X\", \"workshops\": [{\"id\": \"a\", \"apprentices\": "
       "1e1000000000}]}}",
       "more digits, or a larger exponent", "exponent.json:1:"},
      {"twice.yaml", kHead + "  name: Y\n", "", "twice.yaml:4:3"},
      {"twice.json", "{\"jurat\": 1, \"jurat\": 1}", "", "twice.json:1:"},
      {"escape.yaml", "jurat: 1\ncompany:\n  name: \"a\x1b[31m\"\n", "a control character stands here",
       "escape.yaml:3:"},
      {"tag.yaml", "jurat: 1\ncompany: !!python/object:os.system\n  name: X\n", "", "tag.yaml:2:"},
      {"merge.yaml", "jurat: 1\nx: &x {name: X}\ncompany:\n  <<: *x\n", "", "merge.yaml:"},
  };
  const Scratch scratch;
  for (const Row& row : rows) {
    const Ran ran = check(scratch.write(row.name, row.text));
    INFO(row.name, "\n", ran.err.substr(0, 1'500));
    CHECK(ran.code == 4);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, row.message));
    CHECK(contains(ran.err, row.place));
    CHECK(harmless(ran.err));
    CHECK(ran.err.size() < 8'000);
    if (!sanitized()) {
      CHECK(ran.cpu_seconds < 2);
      CHECK(ran.memory_kib < 64u << 10);
    }
  }
}

TEST_CASE("100 MB are not read, whatever they hold and however they come") {
  const Scratch scratch;
  for (const std::string name : {"large.yaml", "large.json"}) {
    const Ran ran = check(sparse(scratch, name, 100 << 20));
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, name + "`: it is larger than 32 MiB, the most that is read"));
    if (!sanitized()) {
      CHECK(ran.cpu_seconds < 2);
      CHECK(ran.memory_kib < 64u << 10);
    }
  }
  const Ran piped = run({"check", "-"}, {.input = std::string(100 << 20, '#')});
  CHECK(piped.code == 4);
  CHECK(contains(piped.err, "larger than 32 MiB"));
  if (!sanitized()) CHECK(piped.memory_kib < 128u << 10);
}

TEST_CASE("a profile at the bound of size is read in bounded time") {
  const Scratch scratch;
  std::string text = kHead + "  workshops:\n";
  for (int i = 0; i < 20'000; ++i)
    text += "    - {id: w" + std::to_string(i) + ", trade: printer, inspected_on: 2026-03-02}\n";
  const Ran ran = check(scratch.write("many.yaml", text), {"--format", "json=" + scratch / "out.json"});
  CHECK(ran.code == 3);
  if (!sanitized()) CHECK(ran.cpu_seconds < 30);
}

TEST_CASE("devices, pipes, folders and files one may not read are named for what they are") {
  const Scratch scratch;
  CHECK(contains(check("/dev/zero").err, "it is a device, not a file"));
  const std::string pipe = scratch / "pipe.yaml";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(contains(check(pipe).err, "it is a pipe, not a file"));
  std::filesystem::create_symlink("loop.yaml", scratch / "loop.yaml");
  CHECK(contains(check(scratch / "loop.yaml").err, "go round in a circle"));
  CHECK(contains(check(scratch / "no/such.yaml").err, "does not exist"));
  CHECK(contains(check(scratch / "such.yaml").err, "there is no such file"));
  for (const std::string& path :
       {std::string("/dev/zero"), pipe, scratch / "loop.yaml", scratch / "such.yaml"})
    CHECK(check(path).code == 4);
  const std::string secret = scratch.write("secret.yaml", kHead);
  REQUIRE(::chmod(secret.c_str(), 0) == 0);
  if (::geteuid() != 0) {  // nothing is unreadable to root
    const Ran ran = check(secret);
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, "you have no permission to read it"));
  }
}

TEST_CASE("what a profile says is shown, never obeyed by a terminal") {
  const std::string text =
      "jurat: 1\ncompany:\n  name: \"Acme\\e[31m\\u202Eevil\\u2066\"\n  turnover: EUR 1_000\n  workshops:\n"
      "    - {id: w1, trade: smith, has_fire_door: no}\n    - {id: w2, trade: "
      "\"\\e[2Jsmith\"}\n";
  const Scratch scratch;
  const Ran fault = check(scratch.write("fault.yaml", text));
  CHECK(fault.code == 4);
  CHECK(harmless(fault.err));
  const std::string good = text.substr(0, text.find("    - {id: w2"));
  const std::string path = scratch.write("good.yaml", good);
  const Ran ran = check(path);
  CHECK(harmless(ran.out));
  CHECK(contains(ran.out, "Acme\\u{1B}[31m\\u{202E}evil"));
  const Ran json = check(path, {"--format", "json"});
  CHECK(harmless(json.out));
  const Ran explained =
      run({"explain", path, "fire_door", "--rules-path", "tests/packs", "--rules", "outcomes"});
  CHECK(explained.code == 0);
  CHECK(harmless(explained.out));
  const Ran id =
      check(scratch.write("id.yaml", good + "    - {id: \"\\e]0;title\\a\\u202E\", trade: smith}\n"));
  CHECK(id.code == 4);
  CHECK(harmless(id.err));
  CHECK(contains(id.err, "the id `\\u{1B}]0;title\\u{7}\\u{202E}` holds a control character"));
  const Ran named = run({"check", scratch.write("bad\x1b[31m\nname.yaml", "- x")});
  CHECK(named.code == 4);
  CHECK(harmless(named.err));
}

TEST_CASE("evidence lies below the profile's folder, or nowhere") {
  const Scratch scratch;
  struct Row {
    std::string path;
    bool good;
  };
  const Row rows[] = {{"evidence/report.pdf", true},
                      {"report.pdf", true},
                      {"../secret", false},
                      {"/etc/passwd", false},
                      {"evidence/../../secret", false},
                      {"..", false},
                      {"file:///etc/passwd", false}};
  for (const Row& row : rows) {
    const std::string path = scratch.write(
        "in/profile.yaml",
        "jurat: 1\ncompany:\n  name: X\n  ai_systems:\n    - id: a\n      technical_documentation: " +
            row.path + "\n");
    const Ran ran = run({"check", path, "--as-of", "2026-11-23"});
    INFO(row.path, "\n", ran.err);
    CHECK((ran.code == 4) == !row.good);
    if (!row.good) CHECK(contains(ran.err, "profile.yaml:6:32"));
  }
}

TEST_CASE("of many faults the first hundred are shown and the rest counted") {
  std::string text = kHead;
  for (int i = 0; i < 5'000; ++i) text += "  unheard_of_" + std::to_string(i) + ": 1\n";
  const Scratch scratch;
  const Ran ran = check(scratch.write("faulty.yaml", text));
  CHECK(ran.code == 4);
  CHECK(countOf(ran.err, "error[") == 100);
  CHECK(contains(ran.err, "100 are shown"));
}
