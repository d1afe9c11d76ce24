// The interview without a terminal: every answer that can be given to every fact of every profile changes
// that answer and nothing else; questions, skipped ones, and the way back.
#include "engine/advice/interview/interview.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "engine/advice/interview/words.h"
#include "engine/profile/edit/write.h"
#include "engine/source/read.h"
#include "tests/advice/answer_lines.h"
#include "tests/advice/talk.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/support/golden.h"

namespace jurat::advice_test {
namespace {

constexpr std::size_t kGenerated = 400;

// Writes an answer to every fact that can have one, twice, and takes it back; how many were written.
struct Count {
  std::size_t written = 0, refused = 0;
};

// Whether nothing was taken away but what stood there; with its line, for comments of a block move above it.
bool isWithin(const Splice& splice, const Datum* old, const SourceFile& source) {
  if (splice.removed.empty()) return true;
  if (old == nullptr) {
    const std::size_t first = splice.removed.find_first_not_of(' ');  // behind a comma that is new
    return first != std::string::npos && splice.removed[first] == '#' &&
           splice.added.find(splice.removed) != std::string::npos;
  }
  const std::size_t begin = old->span.begin - source.base, end = old->span.end - source.base;
  std::size_t line = begin == 0 ? 0 : source.text.rfind('\n', begin - 1) + 1;
  if (old->kind == DatumKind::Record || old->kind == DatumKind::List)
    line = line < 2 ? 0 : source.text.rfind('\n', line - 2) + 1;  // a block stands below its key
  // A block in place of a word leaves the comment behind the word where it is.
  const std::size_t until = splice.at + splice.removed.size();
  const bool kept =
      until <= end || splice.added.find(source.text.substr(end, until - end)) != std::string::npos;
  return splice.at >= line && kept;
}

void writeEverywhere(const agreement::Loaded& loaded, const Opened& opened, std::size_t every, Count& count) {
  const Vocabulary& vocabulary = loaded.rules->vocabulary();
  const std::string& before = opened.text.source->text;
  const std::vector<std::string> contents = contentsOf(opened.profile, vocabulary);
  std::size_t number = 0;
  for (std::size_t i = 0; i < opened.profile.instances.size(); ++i) {
    const InstanceId id = opened.profile.instances.idAt(i);
    for (const FactId fact_id : vocabulary.entities[opened.profile.instances[id].entity].facts) {
      const Fact& fact = vocabulary.facts[fact_id];
      if (number++ % every != 0 || fact_id == vocabulary.entities[fact.entity].ordered_by) continue;
      const std::uint32_t option = fact.slots - 1;
      const std::optional<Datum> value = answerTo(fact, opened.syntax, vocabulary);
      const auto place = placeOfFact(opened.text.document, opened.profile, vocabulary, id, fact_id, option);
      REQUIRE(place);
      if (!value) continue;
      INFO(opened.text.source->name, " ", fact.name);
      Diagnostics faults;
      const auto once =
          withValue(*opened.text.source, opened.syntax, opened.text.document, *place, *value, {}, faults);
      if (!once) {
        ++count.refused;  // a word stands for the whole record: the interview widens it
        CHECK(faults.all().back().code == "J0644");
        continue;
      }
      ++count.written;
      const std::optional<Opened> now = open(loaded, opened.text.source->name, once->source->text);
      REQUIRE(now);
      std::vector<std::string> expected = contents;
      setContent(expected, now->profile, vocabulary, id, fact, option, *value);
      CHECK(contentsOf(now->profile, vocabulary) == expected);
      const Splice splice = Splice::between(before, once->source->text);
      CHECK(splice.undone(once->source->text) == before);
      INFO("at ", splice.at, ": `", splice.removed, "` became `", splice.added, "`");
      CHECK(isWithin(splice, at(opened.text.document, *place), *opened.text.source));
      // The same once more changes nothing; another one after it is what counts.
      const auto twice = withValue(*once->source, opened.syntax, once->document, *place, *value, {}, faults);
      REQUIRE(twice);
      CHECK(twice->source->text == once->source->text);
      Datum other;
      other.kind = DatumKind::Scalar;
      other.text = "unknown";
      const auto last = withValue(*once->source, opened.syntax, once->document, *place, other, {}, faults);
      REQUIRE(last);
      const std::optional<Opened> then = open(loaded, opened.text.source->name, last->source->text);
      REQUIRE(then);
      setContent(expected, then->profile, vocabulary, id, fact, option, other);
      CHECK(contentsOf(then->profile, vocabulary) == expected);
      CHECK(Splice::between(once->source->text, last->source->text).undone(last->source->text) ==
            once->source->text);
    }
  }
}

}  // namespace

TEST_CASE("every fact of the examples can be answered, and nothing else changes") {
  const auto loaded = agreement::loadBelow(test::projectPath("rules"));
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  Count count;
  const std::size_t stride = 700 / std::max<std::size_t>(agreement::numberOf("JURAT_CASE_PERCENT", 100), 1);
  for (const auto& entry : std::filesystem::directory_iterator(test::projectPath("examples"))) {
    if (!entry.is_regular_file()) continue;
    const auto opened =
        open(*loaded, entry.path().filename().string(), test::readWhole(entry.path()).value_or(""));
    REQUIRE_MESSAGE(opened, entry.path().string());
    writeEverywhere(*loaded, *opened, stride, count);
  }
  MESSAGE(fmt::format("{} answers written, {} left alone", count.written, count.refused));
  CHECK(count.written > agreement::casesOf(3'000));
  CHECK(count.refused == 0);
}

TEST_CASE("every fact of generated profiles can be answered, and nothing else changes") {
  Count count;
  for (std::uint64_t seed = 1; seed <= agreement::casesOf(kGenerated); ++seed) {
    generated::Dice dice(seed);
    const generated::Pack pack = generated::generatePack(dice);
    const auto loaded = agreement::load(pack.text.text());
    if (!loaded->rules) continue;
    const generated::Node profile = generated::generateProfile(pack, dice);
    const auto opened = open(*loaded, "generated.yaml", profile.text() + "\n");
    if (opened) writeEverywhere(*loaded, *opened, 1, count);
  }
  MESSAGE(fmt::format("{} answers written, {} left alone", count.written, count.refused));
  CHECK(count.written > agreement::casesOf(2'000));
}

TEST_CASE("the most important question comes first, and none when nothing can change any more") {
  Talk talk("jurat: 1\ncompany:\n  # ours\n  bridges:\n    - id: old\n      span: 120  # metres\n");
  const std::string begin = talk.text();
  CHECK(talk.asked() == "is_open");
  CHECK(talk.say("maybe") == "J0620");
  CHECK(talk.text() == begin);
  CHECK(talk.say("y") == "");
  CHECK(talk.text() == begin + "      is_open: {value: yes, source: interview, as_of: 2026-11-23}\n");
  CHECK(talk.asked() != "is_open");
  while (talk.interview->question() != nullptr) {
    const std::string name = talk.asked();
    CHECK(talk.say(name == "turnover" ? "EUR 5_000_000" : name == "inspected_on" ? "none" : "yes") == "");
  }
  CHECK(talk.interview->toGo() == 0);
  CHECK(!talk.interview->settled().empty());
  while (talk.back()) {
  }
  CHECK(talk.text() == begin);
  CHECK(talk.asked() == "is_open");
  CHECK(talk.interview->memory().written.empty());
}

TEST_CASE("don't know is an answer, a question that is skipped comes back with a step back") {
  Talk talk("jurat: 1\ncompany:\n  bridges:\n    - {id: old, span: 120}\n");
  CHECK(talk.say("不知道") == "");
  CHECK(talk.text().find("is_open: {value: unknown, source: interview, as_of: 2026-11-23}") !=
        std::string::npos);
  CHECK(talk.asked() != "is_open");
  const std::string second = talk.asked();
  talk.interview->skip();
  CHECK(talk.asked() != second);
  CHECK(talk.back());
  CHECK(talk.asked() == second);
  // The next time too it is not asked, but with `again`.
  Talk later(talk.text());
  CHECK(later.asked() != "is_open");
  Talk again(talk.text(), true);
  CHECK(again.asked() == "is_open");
  CHECK(again.say("no") == "");
  CHECK(again.text().find("is_open: {value: no,") != std::string::npos);
}

TEST_CASE("a judgement has its name, its day and what it rests on, and stands") {
  Talk talk(
      "jurat: 1\ncompany:\n  bridges:\n    - {id: old, span: 120, is_open: yes, inspected_on: 2026-01-01}\n");
  REQUIRE(talk.asked() == "holds");
  CHECK(talk.say("yes") == "");
  CHECK(talk.text().find("holds: {value: yes, by: Ann, on: 2026-11-23, rested_on: {span: 120}, source: "
                         "interview}") != std::string::npos);
  for (const AskedFact& fact : talk.interview->inquiry().facts) CHECK(fact.what.name != "holds");
}

TEST_CASE("lists are answered by ids, days, or none; and are completed") {
  Talk talk("jurat: 1\ncompany: {}\n");
  REQUIRE(talk.asked() == "bridges");
  CHECK(talk.say("[") == "J0615");
  CHECK(talk.say("old，new") == "");
  CHECK(talk.text() == "jurat: 1\ncompany: {bridges: [{id: old}, {id: new}]}\n");
  CHECK(talk.back());
  CHECK(talk.say("none") == "");
  CHECK(talk.text() == "jurat: 1\ncompany: {bridges: []}\n");
  Talk half("jurat: 1\ncompany: {}\n");
  for (const char* line :
       {"old, yes, new", "old, no", "old, [new]", "none, old", "{old}, new", "old, \"a\\x\""}) {
    INFO(line);
    CHECK(half.say(line) == "J0615");
    CHECK(half.text() == "jurat: 1\ncompany: {}\n");
  }
  CHECK(half.say("\"q\", 'it''s, one' ,\"yes\", John's, 't Hof") == "");
  CHECK(half.text() ==
        "jurat: 1\ncompany: {bridges: [{id: q}, {id: \"it's, one\"}, {id: yes}, {id: \"John's\"}, "
        "{id: \"'t Hof\"}]}\n");
  Talk open(
      "jurat: 1\ncompany:\n  bridges:\n    complete: no\n    items:\n      - id: old\n        span: 1\n",
      true);
  REQUIRE(open.asked() == "bridges");
  CHECK(open.say("mid, new") == "");
  CHECK(open.text().ends_with("        span: 1\n      - id: mid\n      - id: new\n"));
  CHECK(open.back());
  CHECK(open.say("none") == "");
  CHECK(open.text().find("complete: yes\n") != std::string::npos);
}

TEST_CASE("one word for a whole record gives way to the record") {
  Talk talk("jurat: 1\ncompany:\n  bridges: []\n  places: unknown  # later\n", true);
  REQUIRE(talk.asked() == "places[north]");
  CHECK(talk.say("yes") == "");
  INFO(talk.text());
  CHECK(talk.text().find("  places:   # later\n") != std::string::npos);
  CHECK(talk.text().find("{value: yes, source: interview, as_of: 2026-11-23}") != std::string::npos);
  CHECK(talk.text().find(": unknown\n") != std::string::npos);
}

TEST_CASE("JSON profiles stay JSON") {
  Talk talk(
      "{\n  \"jurat\": 1,\n  \"company\": {\n    \"bridges\": [\n      {\"id\": \"old\", \"span\": 120}\n"
      "    ]\n  }\n}\n",
      false, "a.json");
  REQUIRE(talk.asked() == "is_open");
  CHECK(talk.say("no") == "");
  CHECK(talk.text().find("{\"id\": \"old\", \"span\": 120, \"is_open\": {\"value\": false, \"source\": "
                         "\"interview\", \"as_of\": \"2026-11-23\"}}") != std::string::npos);
}

TEST_CASE("words of the interview, in both languages") {
  CHECK(commandOf(" ? ") == InterviewCommand::Why);
  CHECK(commandOf("Why do you ask?") == InterviewCommand::Why);
  CHECK(commandOf("为什么") == InterviewCommand::Why);
  CHECK(commandOf("Don't know") == InterviewCommand::Unknown);
  CHECK(commandOf("跳过") == InterviewCommand::Skip);
  CHECK(commandOf("B") == InterviewCommand::Back);
  CHECK(commandOf("退出\r") == InterviewCommand::Quit);
  CHECK(commandOf("\"q\"") == InterviewCommand::Answer);
  CHECK(commandOf("") == InterviewCommand::Answer);
}

}  // namespace jurat::advice_test
