// The table of phrases, row by row; that no row lacks a language the compiler sees to.
#include "engine/phrases/message.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

using namespace jurat;

namespace {

std::vector<Phrase> rows() {
  std::vector<Phrase> all;
  for (std::size_t i = kRowless; i < kPhraseCount; ++i) all.push_back(static_cast<Phrase>(i));
  return all;
}

// A phrase without its gaps and without what stands in backticks, which is somebody else's words.
std::string wordsOf(Phrase phrase, Language language) {
  const std::string text(templateOf(phrase, language));
  return std::regex_replace(text, std::regex(R"(\{[^}]*\}|`[^`]*`)"), " ");
}

std::string both(const Message& message) {
  return say(message, Language::English) + " / " + say(message, Language::Chinese);
}

}  // namespace

TEST_CASE("Chinese has no English word left") {
  // The tool's name, an option of its command line, a date as one writes it in a rule, a value in a formula.
  const std::set<std::string> kept = {"Jurat", "rules", "start", "months", "x"};
  const std::regex word("[A-Za-z]+");
  for (const Phrase phrase : rows()) {
    const std::string text = wordsOf(phrase, Language::Chinese);
    INFO(text);
    for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at)
      CHECK(kept.count(at->str()) == 1);
  }
}

TEST_CASE("Chinese sentences have their own punctuation, English ones theirs") {
  for (const Phrase phrase : rows()) {
    if (phrase == Phrase::Indexed || phrase == Phrase::Member) continue;  // how a rule file writes it
    const std::string chinese = wordsOf(phrase, Language::Chinese),
                      english = wordsOf(phrase, Language::English);
    INFO(chinese, " / ", english);
    CHECK(chinese.find_first_of(",;:?!()[]\"'") == std::string::npos);
    CHECK((chinese.empty() || chinese.find(". ") == std::string::npos));
    CHECK(std::all_of(english.begin(), english.end(), [](char c) { return c > 0 && c < 0x7F; }));
  }
}

TEST_CASE("a label of the text report fits its column") {
  // Bytes of UTF-8: a Chinese character has three and takes two columns.
  for (const Phrase label :
       {Phrase::LabelLaw, Phrase::LabelError, Phrase::LabelCouldBe, Phrase::LabelWouldBe, Phrase::LabelDue,
        Phrase::LabelCap, Phrase::LabelLate, Phrase::LabelOverdue, Phrase::LabelBecause, Phrase::LabelDecide,
        Phrase::LabelUnknown, Phrase::LabelAtStake, Phrase::LabelNote, Phrase::LabelDo, Phrase::LabelGate}) {
    CHECK(templateOf(label, Language::English).size() < 10);
    CHECK(templateOf(label, Language::Chinese).size() <= 12);
  }
}

TEST_CASE("gaps are filled in the order of the language") {
  CHECK(both({Phrase::OutcomeCount, {verbatim("✗"), number(3), Phrase::OutcomeViolated}}) ==
        "✗ 3 violated / ✗ 违反 3 项");
  CHECK(both({Phrase::DoneAfter, {number(5), verbatim("2026-12-02")}}) ==
        "done 5 days after 2026-12-02 / 于期限 2026-12-02 之后 5 天履行");
  for (const Phrase phrase : rows()) {
    const std::string said = both({phrase, std::vector<Message>(10, verbatim("x"))});
    INFO(said);
    CHECK(said.find_first_of("{}|") == std::string::npos);
  }
}

TEST_CASE("English has one and many, Chinese counts") {
  CHECK(both({Phrase::FindingsWait, {number(0)}}) == "0 findings wait / 0 项结论待定");
  CHECK(both({Phrase::FindingsWait, {number(1)}}) == "1 finding waits / 1 项结论待定");
  CHECK(both({Phrase::FindingsWait, {number(2)}}) == "2 findings wait / 2 项结论待定");
  CHECK(both({Phrase::FindingsWait, {number(11)}}) == "11 findings wait / 11 项结论待定");
  CHECK(both({Phrase::Months, {verbatim("-1")}}) == "-1 month / -1 个月");
}

TEST_CASE("lists") {
  const std::vector<Message> three = {Phrase::OutcomeViolated, verbatim("b"), verbatim("c")};
  CHECK(both({Phrase::Alternatives, three}) == "violated, b or c / 违反、b或c");
  CHECK(both({Phrase::Enumeration, three}) == "violated, b, c / 违反、b、c");
  CHECK(both({Phrase::Alternatives, {verbatim("a"), verbatim("b")}}) == "a or b / a或b");
  CHECK(both({Phrase::Alternatives, {verbatim("a")}}) == "a / a");
  CHECK(both({Phrase::Enumeration, {}}) == " / ");
}

TEST_CASE("what fills a gap is never read as a phrase") {
  const Message hostile = verbatim("{0} {1:a|b} {9");
  CHECK(both({Phrase::Labelled, {hostile, hostile}}) ==
        "{0} {1:a|b} {9: {0} {1:a|b} {9 / {0} {1:a|b} {9：{0} {1:a|b} {9");
}

TEST_CASE("messages are equal by what they say, and languages have codes") {
  CHECK(Message(Phrase::Met) == Message(Phrase::Met));
  CHECK(!(Message(Phrase::Met) == verbatim("met")));
  CHECK(!(Message(Phrase::AtLeast, {number(1)}) == Message(Phrase::AtLeast, {number(2)})));
  CHECK(Message().empty());
  CHECK(!Message(Phrase::Met).empty());
  for (const Language language : kLanguages) CHECK(languageFromCode(codeOf(language)) == language);
  CHECK(!languageFromCode("fr"));
}
