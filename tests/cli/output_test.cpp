// Where reports go, and that nothing but the inputs decides what they say.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <sstream>
#include <thread>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

std::vector<std::string> filesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// The widest line, but for lines that are a single word; every code point of these reports is one column
// wide.
std::size_t longestLine(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t word = line.find_first_not_of(' ');
    if (word == std::string::npos || line.find(' ', word) == std::string::npos) continue;
    const auto code_point = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    longest =
        std::max(longest, static_cast<std::size_t>(std::count_if(line.begin(), line.end(), code_point)));
  }
  return longest;
}

mode_t modeOf(const std::string& path) {
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return about.st_mode & 0777;
}

}  // namespace

TEST_CASE("same inputs, same bytes: no clock, locale, zone or terminal changes a report") {
  const std::vector<std::vector<std::string>> commands = {
      outcomesWords({"every_outcome", "quiet"}),
      outcomesWords({"every_outcome", "quiet"}, {"--format", "json"}),
      {"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23"},
      {"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--format", "json"},
      {"explain", "examples/acme-robotics.yaml", "eu.ai_act/emotion_recognition_at_work", "--as-of",
       "2026-11-23"},
      {"schema"},
      {"rules", "list", "--as-of", "2026-11-23"}};
  const std::vector<std::map<std::string, std::string>> environments = {
      {},
      {{"LC_ALL", "de_DE.UTF-8"}, {"LANG", "de_DE.UTF-8"}},
      {{"LC_ALL", "C.UTF-8"}, {"TZ", "Pacific/Kiritimati"}},
      {{"TZ", "America/Los_Angeles"}, {"COLUMNS", "40"}, {"LINES", "10"}},
      {{"COLUMNS", "200"}, {"TERM", "xterm-256color"}, {"COLORTERM", "truecolor"}, {"CLICOLOR_FORCE", "1"}},
      {{"TERM", "dumb"}, {"NO_COLOR", "1"}, {"SOURCE_DATE_EPOCH", "0"}}};
  for (const std::vector<std::string>& words : commands) {
    const Ran first = run(words);
    CHECK(first.out.size() > 100);
    for (const auto& environment : environments) {
      const Ran again = run(words, {.environment = environment});
      CHECK(again.code == first.code);
      CHECK((again.out == first.out));
      CHECK(again.err == first.err);
    }
  }
}

TEST_CASE("a report is the same wherever the rules lie and wherever it is run") {
  const Scratch scratch;
  std::filesystem::copy("tests/packs", scratch / "packs", std::filesystem::copy_options::recursive);
  const std::vector<std::string> words = {"check",        "packs/profiles/every_outcome.yaml",
                                          "--rules-path", "packs",
                                          "--rules",      "outcomes",
                                          "--as-of",      "2026-11-23",
                                          "--format",     "json"};
  const Ran here = run(words, {.folder = "tests"});
  const Ran there = run(words, {.folder = scratch.path()});
  CHECK(here.code == 1);
  CHECK((here.out == there.out));
  std::vector<std::string> named = words;
  named[5] = "packs/outcomes";  // by its folder
  CHECK(run(named, {.folder = scratch.path()}).code == 1);
}

TEST_CASE("the order of profiles is that of the words; of those in a folder, that of their names") {
  const Scratch scratch;
  for (const std::string name : {"quiet", "breach", "open"}) {
    std::filesystem::copy_file("tests/packs/profiles/" + name + ".yaml", scratch / (name + ".yaml"));
  }
  scratch.write("notes.txt", "not a profile");
  std::filesystem::create_directories(scratch / "deeper");
  scratch.write("deeper/broken.yaml", "- no profile");
  const Ran folder = run({"check", scratch.path(), "--rules-path", "tests/packs", "--rules", "outcomes",
                          "--as-of", "2026-11-23"});
  CHECK(folder.code == 1);
  const std::size_t breach = folder.out.find("Hot Iron"), open = folder.out.find("Dim Light"),
                    quiet = folder.out.find("Quiet Works");
  CHECK(breach < open);
  CHECK(open < quiet);
  CHECK(quiet != std::string::npos);
  const Ran turned = run(outcomesWords({"quiet", "breach"}));
  CHECK(turned.out.find("Quiet Works") < turned.out.find("Hot Iron"));
}

TEST_CASE("a profile from standard input, as YAML or JSON") {
  const std::string yaml = textOf("tests/packs/profiles/breach.yaml");
  const std::vector<std::string> rest = {"--rules-path", "tests/packs", "--rules",
                                         "outcomes",     "--as-of",     "2026-11-23"};
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.end(), rest.begin(), rest.end());
    return words;
  };
  const Ran plain = run(with({"check", "-"}), {.input = yaml});
  CHECK(plain.code == 1);
  CHECK(contains(plain.out, "line 8"));
  CHECK((run(with({"check", "-", "--input", "yaml"}), {.input = yaml}).out == plain.out));
  const std::string json = R"({"jurat": 1, "company": {"name": "Hot Iron", "turnover": "EUR 1000000",
    "workshops": [{"id": "forge", "trade": "smith", "has_fire_door": "no", "inspected_on": "2026-03-02",
                   "is_well_lit": {"value": "yes", "by": "Foreman", "on": "2026-01-10"}}]}})";
  const Ran from_json = run(with({"check", "-", "--input", "json"}), {.input = json});
  CHECK(from_json.code == 1);
  CHECK(contains(from_json.out, "has_fire_door = no"));
  CHECK(contains(from_json.out, "line 2"));
  CHECK(run(with({"check", "-"}), {.input = ""}).code == 4);
  CHECK(run(with({"check", "-", "--input", "json"}), {.input = yaml}).code == 4);
  CHECK(run(with({"explain", "-", "fire_door"}), {.input = yaml}).code == 0);
}

TEST_CASE("several formats at once, to standard output and to files, which are written aside and renamed") {
  const Scratch scratch;
  const std::string json = scratch / "report.json", text = scratch / "report.txt";
  scratch.write("report.json", std::string(1 << 20, 'x'));  // longer than what replaces it
  const Ran ran =
      checkOutcomes("breach", {"--format", "text", "--format", "json=" + json, "--format", "text=" + text});
  CHECK(ran.code == 1);
  CHECK((ran.out == textOf(text)));
  CHECK((textOf(json) == checkOutcomes("breach", {"--format", "json"}).out));
  CHECK(filesIn(scratch.path()) == std::vector<std::string>{"report.json", "report.txt"});

  const Ran only = checkOutcomes("breach", {"--format", "json=" + json});
  CHECK(only.code == 1);
  CHECK(only.out == "");
}

// With links of our own, never with /dev/stdout itself: a program that gets this wrong, run by root, replaces
// it.
TEST_CASE(
    "a link stays a link: the file behind it is replaced, and standard output is written as it stands") {
  const Scratch scratch;
  const std::string out = scratch / "out", link = scratch / "link", file = scratch.write("file.txt", "old");
  std::filesystem::create_symlink("/proc/self/fd/1", out);
  std::filesystem::create_symlink("file.txt", link);
  const std::string text = checkOutcomes("breach").out,
                    json = checkOutcomes("breach", {"--format", "json"}).out;

  CHECK((checkOutcomes("breach", {"--format", "json=" + out}).out == json));
  CHECK((checkOutcomes("breach", {"--format", "text", "--format", "json=" + out}).out == text + json));
  CHECK(checkOutcomes("breach", {"--format", "text=" + link}).code == 1);
  CHECK((textOf(file) == text));
  CHECK(std::filesystem::is_symlink(out));
  CHECK(std::filesystem::is_symlink(link));

  // The file that the shell already sends our output to.
  const std::string both = scratch.write("both.txt", "");
  CHECK(checkOutcomes("breach", {"--format", "text", "--format", "json=" + both}, {.out_path = both}).code ==
        1);
  CHECK((textOf(both) == text + json));
  CHECK(filesIn(scratch.path()) == std::vector<std::string>{"both.txt", "file.txt", "link", "out"});
}

TEST_CASE("a file keeps its mode, a new one gets the usual one, and what cannot be replaced stays whole") {
  const Scratch scratch;
  const std::string kept = scratch.write("kept.txt", "old");
  REQUIRE(::chmod(kept.c_str(), 0640) == 0);
  const mode_t before = ::umask(022);
  CHECK(
      checkOutcomes("quiet", {"--format", "text=" + kept, "--format", "text=" + scratch / "new.txt"}).code ==
      0);
  ::umask(before);
  CHECK(modeOf(kept) == 0640);
  CHECK(modeOf(scratch / "new.txt") == 0644);

  std::filesystem::create_directories(scratch / "folder");
  const Ran folder = checkOutcomes("quiet", {"--format", "text=" + scratch / "folder"});
  CHECK(folder.code == 74);
  CHECK(contains(folder.err, "cannot be written: Is a directory"));
  CHECK(filesIn(scratch.path()) == std::vector<std::string>{"folder", "kept.txt", "new.txt"});
}

TEST_CASE("a report may go into a pipe") {
  const Scratch scratch;
  const std::string pipe = scratch / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string received;
  std::thread reader([&] {
    const int descriptor = ::open(pipe.c_str(), O_RDONLY | O_CLOEXEC);
    char chunk[4096];
    for (ssize_t count = 0; (count = ::read(descriptor, chunk, sizeof chunk)) > 0;)
      received.append(chunk, static_cast<std::size_t>(count));
    ::close(descriptor);
  });
  const Ran ran = checkOutcomes("breach", {"--format", "json=" + pipe});
  // Had the program failed before it opened the pipe, the reader would wait for ever.
  ::close(::open(pipe.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
  reader.join();
  CHECK(ran.code == 1);
  CHECK((received == checkOutcomes("breach", {"--format", "json"}).out));
}

TEST_CASE("the text report keeps to its width; words that do not fit are not cut") {
  for (const std::size_t width : {std::size_t{80}, std::size_t{100}, std::size_t{120}}) {
    const Ran ran = run(
        {"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--width", std::to_string(width)});
    INFO("width ", width);
    CHECK(longestLine(ran.out) <= width);
  }
  const std::string plain = run({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23"}).out;
  CHECK(
      (plain == run({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--width", "80"}).out));
}

TEST_CASE("colour only when asked for, and never as the only sign") {
  const std::string escape = "\x1b[";
  CHECK_FALSE(contains(checkOutcomes("breach").out, escape));
  CHECK_FALSE(contains(checkOutcomes("breach", {"--color", "auto"}).out, escape));
  const Ran always = checkOutcomes("breach", {"--color", "always"});
  CHECK(contains(always.out, escape));
  CHECK(contains(checkOutcomes("breach", {"--color", "always"}, {.environment = {{"NO_COLOR", "1"}}}).out,
                 escape));
  CHECK_FALSE(contains(checkOutcomes("breach", {"--color", "always", "--format", "json"}).out, escape));
  CHECK(contains(checkOutcomes("broken", {"--color", "always"}).err, escape));
  CHECK_FALSE(contains(checkOutcomes("broken").err, escape));

  std::string stripped;
  for (std::size_t at = 0; at < always.out.size(); ++at) {
    if (always.out.compare(at, 2, escape) == 0)
      at = always.out.find('m', at);
    else
      stripped += always.out[at];
  }
  CHECK((stripped == checkOutcomes("breach").out));
}

TEST_CASE("today is read once, in UTC, and said in the report") {
  const auto day = [] {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
    return std::string(text);
  };
  const std::string before = day();
  const Ran ran =
      run({"check", "tests/packs/profiles/quiet.yaml", "--rules-path", "tests/packs", "--rules", "outcomes"},
          {.environment = {{"TZ", "Pacific/Kiritimati"}}});
  const std::string after = day();
  CHECK((contains(ran.out, "as of " + before + " (today)") ||
         contains(ran.out, "as of " + after + " (today)")));
  CHECK_FALSE(contains(checkOutcomes("quiet").out, "today"));
}

TEST_CASE("standard error is silent unless asked; what is said there changes no report") {
  const Ran silent = checkOutcomes("breach");
  CHECK(silent.err == "");
  for (const std::string level : {"info", "debug"}) {
    const Ran told = checkOutcomes("breach", {"--log-level", level});
    CHECK(told.code == 1);
    CHECK((told.out == silent.out));
    CHECK(contains(told.err, "jurat: loaded 1 packs from 1 files"));
  }
}

TEST_CASE("complaints come in three forms") {
  const Ran human = checkOutcomes("broken");
  CHECK(contains(human.err, "error[J0628]"));
  CHECK(contains(human.err, "^^^^^^"));
  const Ran plain = checkOutcomes("broken", {"--diagnostics", "plain"});
  CHECK(contains(plain.err, "broken.yaml:6:14"));
  CHECK_FALSE(contains(plain.err, "^^^^^^"));
  const Ran json = checkOutcomes("broken", {"--diagnostics", "json"});
  CHECK(contains(json.err, "\"code\""));
  CHECK(contains(json.err, "J0628"));
  for (const Ran& ran : {human, plain, json}) CHECK(ran.code == 4);
}

TEST_CASE("a file in a folder that does not exist is refused with the folder's name") {
  const Scratch scratch;
  const std::string file = scratch / "no/such/report.json";
  const Ran ran = checkOutcomes("quiet", {"--format", "json=" + file});
  CHECK(ran.code == 74);
  CHECK(contains(ran.err, "`" + file + "` cannot be written: the folder `" + (scratch / "no/such") +
                              "` does not exist\n"));
}

TEST_CASE("standard input is read once, and has one name in every report") {
  const std::string profile = textOf("tests/packs/profiles/quiet.yaml");
  const std::vector<std::string> rules = {"--rules-path", "tests/packs", "--rules",
                                          "outcomes",     "--as-of",     "2026-11-23"};
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.end(), rules.begin(), rules.end());
    return run(words, {.input = profile});
  };
  for (const std::vector<std::string>& twice :
       {std::vector<std::string>{"check", "-", "-"}, {"diff", "-", "-"}, {"what-if", "-", "--patch", "-"}}) {
    const Ran ran = with(twice);
    INFO(twice.front(), "\n", ran.out, ran.err);
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, "standard input can be read once"));
  }
  const Ran diff = with({"diff", "tests/packs/profiles/every_outcome.yaml", "-"});
  INFO(diff.out, diff.err);
  CHECK(contains(diff.out, "<stdin>, as of 2026-11-23"));
  CHECK_FALSE(contains(diff.out, " -, as of"));
}

TEST_CASE("new profile writes to standard output where its file is -") {
  const Scratch scratch;
  const std::string rules = std::filesystem::absolute("tests/packs").string();
  const std::vector<std::string> behind = {"--rules-path", rules, "--rules", "outcomes"};
  std::vector<std::string> named = {"new", "profile", "-"}, bare = {"new", "profile"};
  named.insert(named.end(), behind.begin(), behind.end());
  bare.insert(bare.end(), behind.begin(), behind.end());
  const Ran ran = run(named, {.folder = scratch.path()});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "jurat: 1\n"));
  CHECK(ran.out == run(bare, {.folder = scratch.path()}).out);
  CHECK(filesIn(scratch.path()).empty());
}
