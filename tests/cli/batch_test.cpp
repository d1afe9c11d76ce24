// `jurat batch`: exit codes, records that are refused, resumption, and agreement with `check`.
#include <algorithm>
#include <filesystem>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kCompanies = "examples/portfolio/companies.ndjson";

std::vector<std::string> batch(const std::string& input, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"batch", input, "--as-of", "2026-11-23", "--quiet"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string record(const std::string& answers) {
  return "{\"jurat\":1,\"company\":{\"name\":\"One\",\"is_undertaking\":true,\"established_in\":[\"DE\"]" +
         (answers.empty() ? "" : "," + answers) + "}}\n";
}

std::string lineOf(const std::string& text, std::size_t number) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < number; ++i) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("batch: exit codes are those of check") {
  const Scratch scratch;
  CHECK(run(batch(kCompanies, {})).code == 4);
  CHECK(run(batch(kCompanies, {"--max-rejects", "1"})).code == 1);
  CHECK(run(batch(kCompanies, {"--max-rejects", "1", "--fail-on", "review"})).code == 3);
  CHECK(run(batch(kCompanies, {"--max-rejects", "1", "--fail-on", "review", "--min-severity", "critical"}))
            .code == 0);
  const std::string good = scratch.write("good.ndjson", lineOf(textOf(kCompanies), 2) + "\n");
  CHECK(run(batch(good, {})).code == 0);
  const std::string empty = scratch.write("empty.ndjson", "");
  CHECK(run(batch(empty, {"--input-format", "ndjson"})).code == 5);
  CHECK(run(batch(scratch / "none.ndjson", {})).code == 4);
  CHECK(run(batch(good, {"--output", "/dev/full"})).code == 74);
  const Ran unwritable =
      run({"batch", good, "--as-of", "2026-11-23", "--output", scratch / "no/such/folder"});
  CHECK(unwritable.code == 74);
  CHECK(contains(unwritable.err, "no/such/folder` cannot be written"));
  CHECK(!contains(unwritable.err, "evaluated"));
  const Ran nul = run(batch(scratch.write("nul.ndjson", std::string("{\"a\0\"}\n", 7)), {}));
  CHECK(nul.code == 4);
  CHECK(contains(nul.err, "nul.ndjson:1:4: error[J0001]"));
  const Ran mistyped = run(batch(good, {"--columns", "line,compny"}));
  CHECK(mistyped.code == 2);
  CHECK(contains(mistyped.err, "did you mean `company`?"));
  CHECK(run(batch(good, {"--columns", "line,line"})).code == 2);
  CHECK(run(batch(good, {"--resume"})).code == 2);
  CHECK(run(batch(good, {"--format", "sqlite"})).code == 2);
  CHECK(run(batch(good, {"--outcomes", "violated"})).code == 2);
}

TEST_CASE("batch: says of a company what check says") {
  const Scratch scratch;
  for (const std::size_t line : {1U, 2U, 4U, 5U}) {
    const std::string text = lineOf(textOf(kCompanies), line) + "\n";
    const std::string profile = scratch.write("one.json", text);
    const std::string input = scratch.write("one.ndjson", text);
    const Ran checked = run({"check", profile, "--as-of", "2026-11-23", "--format", "csv"});
    const Ran rows = run(batch(input, {"--rows", "finding", "--outcomes", "all", "--format", "csv",
                                       "--columns", "rule,subject,outcome"}));
    CHECK(rows.code == checked.code);
    CHECK(countOf(rows.out, "\r\n") == countOf(checked.out, "\r\n"));
    for (std::size_t i = 2; i <= countOf(rows.out, "\r\n"); ++i) {
      const std::string row = lineOf(rows.out, i), report = lineOf(checked.out, i);
      CHECK(contains(report, row.substr(0, row.find(','))));
      CHECK(contains(report, row.substr(row.rfind(',') + 1, row.size() - row.rfind(',') - 2)));
    }
  }
}

TEST_CASE("batch: what is refused is told of and written apart; strict stops there") {
  const Scratch scratch;
  const Ran ran = run(batch(kCompanies, {"--rejects", scratch / "bad", "--output", scratch / "rows.csv",
                                         "--summary", scratch / "summary.json"}));
  CHECK(ran.code == 4);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, kCompanies + ":3:62: error[J0620]"));
  CHECK(textOf(scratch / "bad") == lineOf(textOf(kCompanies), 3) + "\n");
  CHECK(countOf(textOf(scratch / "rows.csv"), "\r\n") == 5);
  CHECK(contains(textOf(scratch / "summary.json"), "\"refused\": 1,"));
  CHECK(!std::filesystem::exists(scratch / "rows.csv.part"));
  const Ran strict = run(batch(kCompanies, {"--strict", "--max-rejects", "9", "--columns", "line"}));
  CHECK(strict.code == 4);
  CHECK(strict.out == "{\"line\":1}\n{\"line\":2}\n");
  CHECK(contains(strict.err, "--strict"));
}

TEST_CASE("batch: threads and standard input change no byte; a summary goes to standard error") {
  const Ran one = run(batch(kCompanies, {"--threads", "1"}));
  const Ran four = run(batch(kCompanies, {"--threads", "4"}));
  Setting setting;
  setting.input = textOf(kCompanies);
  const Ran piped = run(batch("-", {"--input-format", "ndjson"}), setting);
  CHECK(one.out == four.out);
  CHECK(one.out == piped.out);
  const Ran told = run({"batch", kCompanies, "--as-of", "2026-11-23"});
  CHECK(told.out == one.out);
  CHECK(contains(told.err, "4 of 5 records evaluated as of 2026-11-23, 1 refused"));
  CHECK(contains(told.err, "eu.ai_act/training_content_summarised"));
}

TEST_CASE("batch: a bundle says what its packs say") {
  const Scratch scratch;
  REQUIRE(run({"build", "eu.ai_act", "--output", scratch / "act.jbundle"}).code == 0);
  const std::string input = scratch.write("one.ndjson", record("\"ai_systems\":[]"));
  const Ran packs = run(batch(input, {"--rules", "eu.ai_act"}));
  const Ran bundle = run(batch(input, {"--rules", scratch / "act.jbundle"}));
  CHECK(packs.code == bundle.code);
  CHECK(packs.out == bundle.out);
  CHECK(contains(packs.out, "\"company\":\"One\""));
  // What only other packs ask is no fault where these can be looked into.
  const Ran all = run(batch(kCompanies, {"--rules", "eu.ai_act", "--max-rejects", "1"}));
  CHECK(all.code == 1);
}

TEST_CASE("batch: resume begins anew where nothing was left, and refuses what has changed") {
  const Scratch scratch;
  const std::vector<std::string> words = {"--resume", "--output", scratch / "rows", "--max-rejects", "1"};
  CHECK(run(batch(kCompanies, words)).code == 1);
  const std::string rows = textOf(scratch / "rows");
  CHECK(run(batch(kCompanies, words)).code == 1);
  CHECK(textOf(scratch / "rows") == rows);
  CHECK(!std::filesystem::exists(scratch / "rows.resume"));
  scratch.write("rows.resume", "jurat batch state 1\nwhatever\n");
  const Ran damaged = run(batch(kCompanies, words));
  CHECK(damaged.code == 2);
  CHECK(contains(damaged.err, "damaged"));
}
