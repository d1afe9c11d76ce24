// What the program says of itself, and of words it does not know.
#include <algorithm>

#include "engine/source/code_pages.h"
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::vector<std::vector<std::string>> kCommands = {{"check"},
                                                         {"explain"},
                                                         {"what-if"},
                                                         {"diff"},
                                                         {"test"},
                                                         {"fmt"},
                                                         {"schema"},
                                                         {"rules"},
                                                         {"rules", "list"},
                                                         {"rules", "show"},
                                                         {"rules", "graph"},
                                                         {"doc"},
                                                         {"new"},
                                                         {"new", "pack"},
                                                         {"new", "rule"},
                                                         {"new", "profile"},
                                                         {"explain-code"},
                                                         {"config"},
                                                         {"config", "show"},
                                                         {"waiver"},
                                                         {"waiver", "add"},
                                                         {"waiver", "list"},
                                                         {"baseline"},
                                                         {"baseline", "create"},
                                                         {"baseline", "update"},
                                                         {"ledger"},
                                                         {"ledger", "list"},
                                                         {"ledger", "show"},
                                                         {"ledger", "verify"},
                                                         {"ledger", "forget"},
                                                         {"batch"},
                                                         {"completion"}};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::size_t widest(const std::string& text) {
  std::size_t most = 0, begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    most = std::max(most, end - begin);
    begin = end + 1;
  }
  return most;
}

}  // namespace

TEST_CASE("every command has a help page with an example that starts with its own name") {
  for (const std::vector<std::string>& command : kCommands) {
    std::vector<std::string> words = command;
    words.push_back("--help");
    const Ran ran = run(words);
    INFO(joined(words), "\n", ran.out);
    CHECK(ran.code == 0);
    CHECK(ran.err == "");
    CHECK(contains(ran.out, "Usage\n  jurat " + joined(command)));
    CHECK(widest(ran.out) <= 80);
    CHECK(contains(ran.out, "Example\n  jurat " + joined(command)));
  }
}

TEST_CASE("the program's own help names every command, and is what a lonely name gets, as a fault") {
  const Ran help = run({"--help"});
  CHECK(help.code == 0);
  for (const std::vector<std::string>& command : kCommands)
    CHECK(contains(help.out, "\n  " + command.front() + " "));
  CHECK(contains(help.out, "Not legal advice."));
  CHECK(widest(help.out) <= 80);
  const Ran alone = run({});
  CHECK(alone.code == 2);
  CHECK(alone.out == "");
  CHECK(alone.err == help.out);
}

TEST_CASE("the version comes with those of the formats and the promise") {
  const Ran ran = run({"--version"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "jurat 0.1.0\n"));
  CHECK(contains(ran.out, "language 1, profile 1, report 2, bundle 3\n"));
  CHECK(contains(ran.out, "Not legal advice."));
}

TEST_CASE("a wrong word ends in 2, on one line of standard error, with the word that was meant") {
  struct Row {
    std::vector<std::string> words;
    std::string message;
  };
  const std::string profile = "tests/packs/profiles/quiet.yaml";
  const std::vector<Row> rows = {
      {{"chek", profile}, "there is no command `chek`; did you mean `check`?"},
      {{"ledger", "lst"}, "there is no command `lst`; did you mean `list`?"},
      {{"rules", "lits"}, "there is no command `lits`; did you mean `list`?"},
      {{"check", profile, "--fomat", "json"},
       "there is no option `--fomat` of `check`; did you mean `--format`?"},
      {{"check", profile, "--as_of=2026-11-23"},
       "there is no option `--as_of` of `check`; did you mean `--as-of`?"},
      {{"explain", profile, "light", "--subjct", "press"},
       "there is no option `--subjct` of `explain`; did you mean `--subject`?"},
      {{"ledger", "verify", "--hed", "x"},
       "there is no option `--hed` of `ledger verify`; did you mean `--head`?"},
      {{"check", profile, "--format", "jsn"}, "there is no format `jsn` (text, json, sarif, "},
      {{"check", profile, "--format", "jsn"}, "); did you mean `json`?"},
      {{"check", profile, "--format", "json="}, "`--format json=` names no file: write `--format json=FILE`"},
      {{"check", profile, "--fail-on", "violatd"},
       "`violatd` is none of the values of --fail-on (violated, undetermined, review, pending); did you mean "
       "`violated`?"},
      {{"check", profile, "--fail-on", "violated,reviews"}, "did you mean `review`?"},
      {{"check", profile, "--fail-on", "satisfied"}, "`satisfied` is none of the values of --fail-on"},
      {{"check", profile, "--min-severity", "hihg"},
       "`hihg` is none of the values of --min-severity (low, medium, high, critical); did you mean `high`?"},
      {{"check", profile, "--strength", "must,shuld"},
       "`shuld` is none of the values of --strength (must, should, voluntary, aspirational); did you mean "
       "`should`?"},
      {{"check", profile, "--lang", "eng"},
       "`eng` is none of the values of --lang (en, zh); did you mean `en`?"},
      {{"check", profile, "--color", "allways"},
       "`allways` is none of the values of --color (auto, always, never); did you mean `always`?"},
      {{"check", profile, "--input", "yml"},
       "`yml` is none of the values of --input (yaml, json); did you mean `yaml`?"},
      {{"check", profile, "--log-level", "debgu"},
       "`debgu` is none of the values of --log-level (info, debug); did you mean `debug`?"},
      {{"check", profile, "--diagnostics", "humn"}, "did you mean `human`?"},
      {{"check", profile, "--ledger-keep", "input"}, "did you mean `inputs`?"},
      {{"check", profile, "--width", "39"}, "`39` is no value of --width: it is a number from 40 to 400"},
      {{"check", profile, "--width", "wide"}, "`wide` is no value of --width: it is a number from 40 to 400"},
      {{"check", profile, "--width", "-80"}, "--width"},
      {{"check", profile, "--as-of", "2026-02-30"},
       "`2026-02-30` is no day of the calendar: write --as-of YYYY-MM-DD"},
      {{"check", profile, "--as-of", "23.11.2026"}, "`23.11.2026` is no day of the calendar"},
      {{"check", profile, "--as-of", "tomorrow"}, "`tomorrow` is no day of the calendar"},
      {{"check", profile, "--as-of", ""}, "--as-of is given an empty value"},
      {{"check", ""}, "PROFILE is given an empty value"},
      {{"check", profile, "--ledger="}, "--ledger"},
      {{"explain", profile, ""}, "RULE is given an empty value"},
      {{"rules", "list", "--as-of", "2026-13-01"}, "`2026-13-01` is no day of the calendar"},
      {{"explain", profile, "light", "--as-of", "x"}, "`x` is no day of the calendar"},
      {{"check", profile, "--as-of", "2026-11-23", "--as-of", "2026-11-24"},
       "--as-of is given more than once"},
      {{"check"}, "PROFILE is missing"},
      {{"explain", profile}, "RULE is missing"},
      {{"explain-code"}, "CODE is missing"},
      {{"fmt"}, "PATH is missing"},
      {{"ledger", "show"}, "N is missing"},
      {{"ledger", "forget"}, "--blobs-before is missing; `jurat ledger forget --help` shows an example"},
      {{"new", "pack"}, "ID is missing; `jurat new pack --help` shows an example"},
      {{"pack", "--help"}, "there is no command `pack`"},
      {{"ledger", "lst", "--help"}, "there is no command `lst`; did you mean `list`?"},
      {{"ledger"}, "a command is missing: one of list, show, replay, verify"},
      {{"rules"}, "a command is missing: one of list"},
      {{"check", profile, "--as-of"}, "--as-of"},
      {{"check", profile, "-q"}, "-q"},
      {{"explain", profile, "light", "surplus"}, "surplus"},
      {{"explain-code", "J9999"}, "there is no diagnostic `J9999`; codes look like J0201"},
  };
  for (const Row& row : rows) {
    const Ran ran = run(row.words);
    INFO(joined(row.words), "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(ran.err.rfind("jurat: ", 0) == 0);
    CHECK(contains(ran.err, row.message));
    CHECK(countOf(ran.err, "\n") == 1);
  }
  // A path is no usage: what cannot be read is not loaded, for every command.
  CHECK(run({"test", "no-such-folder"}).code == 4);
}

TEST_CASE("what a word holds cannot reach the terminal as a command to it") {
  const Ran ran = run({"check", "--\x1b[31mred\xE2\x80\xAE"});
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "\\u{1B}[31mred\\u{202E}"));
  CHECK_FALSE(contains(ran.err, "\x1b"));
}

TEST_CASE("every page of explain-code is there, shown in full, and found in small letters too") {
  for (const auto& pages : {jurat::syntaxPages(), jurat::lintPages(), jurat::checkPages(),
                            jurat::profilePages(), jurat::intakePages(), jurat::runPages()}) {
    for (const jurat::CodePage& page : pages) {
      const Ran ran = run({"explain-code", std::string(page.code)});
      INFO(std::string(page.code), "\n", ran.err);
      CHECK(ran.code == 0);
      CHECK(contains(ran.out, page.code));
      std::string head = ran.out.substr(0, ran.out.find("\n\n"));
      std::replace(head.begin(), head.end(), '\n', ' ');
      CHECK(head == std::string(page.code) + ": " + std::string(page.title));
      CHECK(widest(ran.out.substr(0, ran.out.find("\nWrong\n"))) <= 80);
    }
  }
  CHECK(run({"explain-code", "j0901"}).out == run({"explain-code", "J0901"}).out);
}
