// What an interview keeps and asks again: what a profile knows already, what is lost on disk, who judges; and
// how a line is read.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "engine/profile/edit/write.h"
#include "tests/advice/talk.h"

namespace jurat::advice_test {
namespace {

// A single record, a text and a set.
constexpr const char* kOffice = R"(pack offices {
    title     "Office Act"
    source    law "Office Act" binding
    version   "1.0.0"
    language  1
    status    in_force
    deadlines as counted
    time_zone "UTC"
}

choice side {
    north "in the north"
    south "in the south"
}

entity company {
    fact sides : set of side
        ask "Where is it?"
    fact motto : text
        ask "What does it say?"
}

entity bridge within company as bridges {
    fact span : integer at least 0
        ask "How long is it?"
}

entity office within company as one office {
    fact floors  : integer at least 0
        ask "How many floors has it?"
    fact rented  : yes_no
        ask "Is it rented?"
    fact open_on : event
        ask "When was it opened?"
}

rule rented for company {
    title   "The office is rented"
    cites   "Sec. 1"
    requires office.rented
}
)";

}  // namespace

TEST_CASE("don't know writes nothing where the profile says already that no more is known") {
  for (const char* profile :
       {"jurat: 1\ncompany:\n  bridges: {complete: no, items: [{id: old, span: 1}]}\n",
        "jurat: 1\ncompany:\n  bridges: unknown\n", "jurat: 1\ncompany:\n  places: unknown\n  bridges: []\n",
        "jurat: 1\ncompany:\n  turnover: {at_least: EUR 400_000, source: accounts}\n"
        "  bridges: [{id: old, span: 60, is_open: yes, inspected_on: none, holds: unknown}]\n"}) {
    INFO(profile);
    Talk talk(profile, true);
    std::size_t stayed = 0;
    for (int i = 0; i < 9 && talk.interview->question() != nullptr; ++i) {
      if (talk.interview->saysUnknown()) {
        ++stayed;
        CHECK(talk.say("d") == "?");
      }
      talk.interview->skip();
    }
    CHECK(stayed > 0);
    CHECK(talk.text() == profile);
    // Nor is it asked without `again`.
    Talk later(profile);
    for (int i = 0; i < 9 && later.interview->question() != nullptr; ++i) {
      CHECK(!later.interview->saysUnknown());
      later.interview->skip();
    }
  }
}

TEST_CASE("don't know to a list is not asked again") {
  Talk talk("jurat: 1\ncompany: {}\n");
  REQUIRE(talk.asked() == "bridges");
  CHECK(talk.say("d") == "");
  CHECK(talk.text() == "jurat: 1\ncompany: {bridges: unknown}\n");
  Talk later(talk.text());
  CHECK(later.asked() != "bridges");
  Talk again(talk.text(), true);
  CHECK(again.asked() == "bridges");
}

TEST_CASE("what a file read anew does not say any more is asked again, and not counted") {
  const std::string begin = "jurat: 1\ncompany:\n  bridges:\n    - id: old\n";
  Talk talk(begin);
  CHECK(talk.asked() == "span");
  CHECK(talk.say("{at_least: 60}") == "");
  CHECK(talk.asked() != "span");  // a range is an answer
  const std::string skipped = talk.asked();
  talk.interview->skip();
  CHECK(talk.say("d") == "");
  CHECK(talk.interview->memory().written.size() == 2);
  for (const std::string& left : talk.interview->leftOver()) CHECK(left != "company.bridges[old].span");
  Talk same(talk.text(), false, "a.yaml", talk.interview->memory());
  CHECK(same.interview->memory().written.size() == 2);
  CHECK(same.asked() == talk.asked());
  Talk lost(begin, false, "a.yaml", talk.interview->memory());
  CHECK(lost.interview->memory().written.empty());
  CHECK(lost.asked() == "span");
  CHECK(lost.say("70") == "");
  CHECK(lost.asked() != skipped);
  // Lists, too, of which records have said more meanwhile.
  Talk list("jurat: 1\ncompany: {}\n");
  CHECK(list.say("old") == "");
  Talk more("jurat: 1\ncompany: {bridges: [{id: old, span: 3}, {id: new}]}\n", false, "a.yaml",
            list.interview->memory());
  CHECK(more.interview->memory().written.size() == 1);
  Talk gone("jurat: 1\ncompany: {}\n", false, "a.yaml", list.interview->memory());
  CHECK(gone.asked() == "bridges");
  CHECK(gone.interview->memory().written.empty());
}

TEST_CASE("a judgement that lapses, and would again, is left as it is") {
  const std::string rested =
      "  bridges:\n    - id: old\n      span: {value: 60, source: s, evidence: {path: a, "
      "expires: 2020-01-01}}\n      is_open: yes\n      inspected_on: none\n";
  Talk talk("jurat: 1\ncompany:\n" + rested);
  while (talk.asked() != "holds" && talk.interview->question() != nullptr) talk.interview->skip();
  REQUIRE(talk.asked() == "holds");
  CHECK(talk.say("yes") == "");
  // The span that it rests on counts no more, so the judgement is asked for as lapsed, and is not asked
  // again.
  Talk later(talk.text());
  std::size_t lapsed = 0, asked = 0;
  for (const AskedFact& fact : later.interview->inquiry().facts) {
    if (fact.what.name != "holds") continue;
    lapsed += fact.what.lapsed.empty() ? 0 : 1;
    // As the profile has it, not as one of the answers has it that were tried.
    const std::string why = say(fact.what.lapsed, Language::English);
    CHECK_MESSAGE(why.find("`span` was 60 and is now unknown") != std::string::npos, why);
  }
  CHECK(lapsed == 1);
  for (; later.interview->question() != nullptr; ++asked) {
    CHECK(later.asked() != "holds");
    later.interview->skip();
  }
  CHECK(asked > 0);
  for (const std::string& left : later.interview->leftOver()) CHECK(left.find("holds") == std::string::npos);
  // Where the span is another one than then, it is asked: the judgement may be another one.
  std::string changed = talk.text();
  const std::size_t at = changed.find("{value: 60, source: s");
  REQUIRE(at != std::string::npos);
  changed.replace(at, 10, "{value: 70");
  Talk again(changed);
  while (again.asked() != "holds" && again.interview->question() != nullptr) again.interview->skip();
  CHECK(again.asked() == "holds");
}

TEST_CASE("one word for a single record gives way to the record, and all else in it stays unknown") {
  Talk talk("jurat: 1\ncompany:\n  office: unknown  # later\n  bridges: []\n", true, "a.yaml", {}, kOffice);
  REQUIRE(talk.asked() == "rented");
  CHECK(talk.say("yes") == "");
  INFO(talk.text());
  CHECK(talk.text().find("    floors: unknown\n") != std::string::npos);
  CHECK(talk.text().find("    open_on: unknown\n") != std::string::npos);
  CHECK(talk.text().find("    rented: {value: yes, source: interview, as_of: 2026-11-23}\n") !=
        std::string::npos);
  CHECK(talk.text().find("  office:   # later\n") != std::string::npos);
}

TEST_CASE("names are one line of text") {
  CHECK(isName("Ann"));
  CHECK(isName("安宁 (legal)"));
  for (const char* bad : {"", "  ", "a\xff", "a\tb", "a\nb", "\x7f",
                          "\xE2\x80\xAE"
                          "b"})
    CHECK(!isName(bad));
  CHECK(unquotedName(" \"Q\" ") == "Q");
  CHECK(unquotedName("O'Hara") == "O'Hara");
}

TEST_CASE("who judges is asked when the answer is one, and names nobody") {
  Talk talk(
      "jurat: 1\ncompany:\n  bridges:\n    - {id: old, span: 120, is_open: yes, inspected_on: 2026-01-01}\n");
  REQUIRE(talk.asked() == "holds");
  CHECK(!talk.interview->needsJudge("yes"));  // --by
  talk.interview->setJudge("");
  CHECK(talk.interview->needsJudge("yes"));
  CHECK(talk.interview->needsJudge("{value: no, evidence: a.pdf}"));
  CHECK(!talk.interview->needsJudge("{value: yes, by: Bob}"));
  CHECK(!talk.interview->needsJudge("perhaps"));
  CHECK(!talk.interview->needsJudge("{value: perhaps}"));
  CHECK(!talk.interview->needsJudge("{value: unknown}"));
  CHECK(talk.say("{value: perhaps}") != "");
  CHECK(talk.say("{value: yes, by: Bob}") == "");
  CHECK(talk.text().find("holds: {value: yes, by: Bob, on: 2026-11-23,") != std::string::npos);
}

TEST_CASE("nobody judges on a day to come") {
  Talk talk(
      "jurat: 1\ncompany:\n  bridges:\n    - {id: old, span: 120, is_open: yes, inspected_on: 2026-01-01}\n",
      false, "a.yaml", {}, kSmallPack, "2026-11-20");
  REQUIRE(talk.asked() == "holds");
  CHECK(talk.say("yes") == "");
  CHECK(talk.text().find("by: Ann, on: 2026-11-20,") != std::string::npos);
}

TEST_CASE(
    "a text is taken as it is, unless it is wholly in quotes; an answer without a place is told by name") {
  Talk talk("jurat: 1\ncompany:\n  office: unknown\n  bridges: []\n", true, "a.yaml", {}, kOffice);
  const Vocabulary& words = talk.interview->vocabulary();
  const auto read = [&](const std::string& name, const std::string& line) {
    for (std::size_t i = 0; i < words.facts.size(); ++i) {
      const Fact& fact = words.facts[words.facts.idAt(i)];
      if (fact.name != name) continue;
      Diagnostics faults;
      const auto out = readAnswerLine(line, fact, ProfileSyntax::Yaml, words, {}, faults);
      return out ? flowText(*out, ProfileSyntax::Yaml) : faults.all().front().code;
    }
    return std::string("no such fact");
  };
  CHECK(read("motto", "\"Hello\" said \"Bob\"") == "\"\\\"Hello\\\" said \\\"Bob\\\"\"");
  CHECK(read("motto", "\"q\"") == "\"q\"");
  CHECK(read("motto", "it's") == "\"it's\"");
  CHECK(read("sides", "\"north\", 'south'") == "[\"north\", \"south\"]");
  CHECK(read("sides", "north、south") == "[north, south]");
  CHECK(read("sides", "[north]") == "[north]");
  CHECK(read("sides", "north, up") != "[north, up]");
  Talk shared(
      "jurat: 1\ncompany:\n  bridges:\n    - id: new\n      span: 3\n    - &old\n      id: old\n"
      "      span: 120\n");
  REQUIRE(shared.asked() == "is_open");
  Diagnostics faults;
  CHECK(!shared.interview->propose("yes", faults));
  CHECK(faults.all().front().code == "J0644");
  CHECK(faults.all().front().help.find("write `company.bridges[old].is_open: {value: yes, source: interview, "
                                       "as_of: 2026-11-23}` by hand") == 0);
}

TEST_CASE("with no time for more than a glance at each answer the same is asked") {
  const auto asked = [](const Limits& limits) {
    std::set<std::string> out;
    Talk talk("jurat: 1\ncompany: {bridges: [{id: old}, {id: new, span: 70}]}\n", false, "a.yaml", {},
              kSmallPack, "2026-11-30", limits);
    while (talk.interview->question() != nullptr && out.size() < 50) {
      CHECK(out.insert(talk.interview->question()->what.path).second);
      CHECK(talk.say("d") == "");
    }
    CHECK(talk.interview->inquiry().postponed == 0);
    return out;
  };
  Limits glance;
  glance.answer_trials = 8;
  glance.step_trials = 0;
  Limits whole = glance;
  whole.step_trials = 10'000;
  CHECK(asked(whole).size() > 3);
  CHECK(asked(glance) == asked(whole));
}

}  // namespace jurat::advice_test
