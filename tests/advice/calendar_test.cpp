// Calendars of `timeline` and of `check`: by the grammar, going on from former ones; what a baseline knows.
#include <map>
#include <nlohmann/json.hpp>

#include "tests/advice/calendar.h"
#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

std::string eventsOf(const std::string& calendar) { return calendar.substr(calendar.find("BEGIN:VEVENT")); }

}  // namespace

TEST_CASE("calendars follow the grammar, in both languages, and are the same bytes again") {
  for (const std::string language : {"en", "zh"}) {
    const Ran ran = run(asked({"--format", "ics", "--lang", language}));
    CHECK(ran.code == 0);
    CHECK(calendarOf(ran.out).size() > 20);
    CHECK(run(asked({"--format", "ics", "--lang", language})).out == ran.out);
  }
}

TEST_CASE("a calendar counts on from a former one, and cancels what is gone") {
  const Scratch scratch;
  const Ran first = run(asked({"--format", "ics"}));
  const std::string file = scratch.write("acme.ics", first.out);
  // Nothing has changed: the same bytes.
  CHECK(run(asked({"--format", "ics", "--former", file})).out == first.out);
  // The planned change of the ranker is taken back: its dates are cancelled, the others go on.
  std::string text = projectText(kAcme);
  const std::size_t at = text.find("2028-01-17");
  REQUIRE(at != std::string::npos);
  for (std::size_t i = at; i != std::string::npos; i = text.find("2028-01-17", i))
    text.replace(i, 10, "2028-02-17");
  const std::string moved = scratch.write("acme-robotics.yaml", text);
  const Ran second = run({"timeline", moved, "--as-of", "2026-11-23", "--format", "ics", "--former", file});
  CHECK(second.code == 0);
  std::map<std::string, std::size_t> seen;
  for (Event& event : calendarOf(second.out)) ++seen[event.own["STATUS"]];
  CHECK(seen["CANCELLED"] > 0);
  CHECK(seen["CONFIRMED"] > 0);
}

TEST_CASE("the sequence of an event grows only when the event says something else") {
  const Scratch scratch;
  const std::string file = scratch.write("acme.ics", run(asked({"--format", "ics"})).out);
  std::map<std::string, Properties> before;
  for (Event& event : calendarOf(textOf(file))) before[event.own["UID"]] = event.own;
  // Farther or less far, or a day later: what is told does not hang on where one looked.
  std::size_t same = 0, daily = 0;
  const auto look = [&](const std::vector<std::string>& more, const std::string& day) {
    std::vector<std::string> words = asked({"--format", "ics", "--former", file}, day);
    words.insert(words.end(), more.begin(), more.end());
    for (Event& event : calendarOf(run(words).out)) {
      Properties& old = before[event.own["UID"]];
      if (old.empty()) continue;
      daily += contains(event.own["DESCRIPTION"], "another one every day") ? 1 : 0;
      bool changed = false;
      for (const char* name : {"DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES"})
        changed = changed || event.own[name] != old[name];
      CHECK_MESSAGE((event.own["SEQUENCE"] != old["SEQUENCE"]) == changed, event.own["SUMMARY"]);
      same += changed ? 0 : 1;
      if (day == "2026-11-23") CHECK_MESSAGE(!changed, event.own["DESCRIPTION"]);
    }
  };
  look({"--to", "2030-01-01"}, "2026-11-23");
  look({"--to", "2046-01-01"}, "2026-11-23");
  look({}, "2026-11-24");
  CHECK(same > 40);
  CHECK(daily > 0);
  // In another language every event is another text, once.
  for (Event& event : calendarOf(run(asked({"--format", "ics", "--former", file, "--lang", "zh"})).out))
    CHECK(event.own["SEQUENCE"] == "1");
}

TEST_CASE("what lies outside the days looked at is not cancelled") {
  const Scratch scratch;
  const std::string file = scratch.write("acme.ics", run(asked({"--format", "ics"})).out);
  std::map<std::string, Properties> before;
  for (Event& event : calendarOf(run(asked({"--format", "ics"})).out)) before[event.own["UID"]] = event.own;
  const auto same = [&](const std::vector<std::string>& more, const std::string& day) {
    std::vector<std::string> words = asked({"--format", "ics", "--former", file}, day);
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = run(words);
    CHECK(ran.code == 0);
    std::size_t count = 0;
    for (Event& event : calendarOf(ran.out)) {
      Properties& old = before[event.own["UID"]];
      for (const char* name : {"DTSTART;VALUE=DATE", "STATUS"})
        CHECK_MESSAGE(event.own[name] == old[name], event.own["SUMMARY"]);
      // What is another one every day is told of up to the last day looked at, so its text may differ.
      if (event.own["DESCRIPTION"] == old["DESCRIPTION"]) CHECK(event.own["SEQUENCE"] == old["SEQUENCE"]);
      ++count;
    }
    return count;
  };
  // A shorter look: the same events. Every end that may fall on an event: none is cancelled.
  CHECK(same({"--to", "2027-01-31"}, "2026-11-23") == before.size());
  std::map<std::string, std::string> days;
  for (auto& [uid, event] : before) {
    std::string day = event["DTSTART;VALUE=DATE"];
    days[day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6)] = uid;
  }
  for (const auto& [day, uid] : days) CHECK(same({"--to", day}, "2026-11-23") == before.size());
  // On the day of an event it is no change to come, and is not cancelled either.
  const std::string first = days.begin()->first;
  const Ran ran = run(asked({"--format", "ics", "--former", file}, first));
  CHECK(ran.code == 0);
  CHECK(!contains(ran.out, "CANCELLED"));
}

TEST_CASE("--former is a calendar of the company, where one is written") {
  const Scratch scratch;
  const std::string other = "examples/harbor-foods.yaml";
  const std::string theirs =
      scratch.write("harbor.ics", run({"timeline", other, "--as-of", "2026-11-23", "--format", "ics"}).out);
  const auto refused = [&](const std::vector<std::string>& more, const std::string& said) {
    const Ran ran = run(asked(more));
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK_MESSAGE(contains(ran.err, said), ran.err);
  };
  refused({"--format", "ics", "--former", theirs},
          "is not a calendar that was written for `Acme Robotics GmbH`");
  refused({"--former", theirs}, "--former is the calendar that another goes on from");
  refused({"--format", "ics", "--former", scratch.write("empty.ics", "")}, "it is empty");
}

TEST_CASE("a calendar is a format of a check too: the same events") {
  const std::string apart = run(asked({"--format", "ics"})).out;
  const Ran one = run({"check", kAcme, "--as-of", "2026-11-23", "--format", "ics"});
  CHECK(one.code == 1);
  CHECK(one.err == "");
  CHECK(one.out == apart);
  // It goes on from the one, or the other.
  const Scratch scratch;
  CHECK(run(asked({"--format", "ics", "--former", scratch.write("acme.ics", one.out)})).out == apart);
}

TEST_CASE("a calendar of several companies: each event says whose it is, and no two are one") {
  const Scratch scratch;
  const std::string twin = scratch.write("twin.yaml", projectText(kAcme));
  const Ran ran =
      run({"check", kAcme, "examples/hanse-bank.yaml", twin, "--as-of", "2026-11-23", "--format", "ics"});
  std::map<std::string, std::size_t> whose;
  std::vector<Event> events = calendarOf(ran.out);  // which looks for UIDs that stand twice
  for (Event& event : events) {
    const std::string said = event.own["SUMMARY"];
    ++whose[said.substr(0, said.find(':'))];
  }
  CHECK(whose.size() == 2);
  const std::size_t alone = calendarOf(run(asked({"--format", "ics"})).out).size();
  CHECK(whose["Acme Robotics GmbH"] == 2 * alone);
  CHECK(events.size() > 2 * alone);
}

TEST_CASE("of two companies of one name neither takes over the events of the other") {
  const Scratch scratch;
  const std::string first = scratch.write("first.yaml", projectText(kAcme));
  const std::string second = scratch.write("second.yaml", projectText(kAcme));
  const auto uids = [&] {
    std::map<std::string, std::size_t> out;
    for (Event& event :
         calendarOf(run({"check", first, second, "--as-of", "2026-11-23", "--format", "ics"}).out))
      ++out[event.own["UID"]];
    return out;
  };
  const std::map<std::string, std::size_t> before = uids();
  // The first has its request answered: of its events some go, and all that are left are those they were.
  std::string text = projectText(kAcme);
  const std::size_t at = text.find("answered_on: none");
  REQUIRE(at != std::string::npos);
  scratch.write("first.yaml", text.replace(at, 17, "answered_on: 2026-11-20"));
  const std::map<std::string, std::size_t> after = uids();
  CHECK(after.size() < before.size());
  for (const auto& each : after) CHECK_MESSAGE(before.contains(each.first), each.first);
}

TEST_CASE("without a name a calendar is that of a file, and of no other") {
  const Scratch scratch;
  const auto nameless = [&](const std::string& from, const std::string& name) {
    std::string text = projectText(from);
    const std::size_t at = text.find("\n  name: ");
    REQUIRE(at != std::string::npos);
    return scratch.write(name, text.erase(at, text.find('\n', at + 1) - at));
  };
  const std::string acme = nameless(kAcme, "one.yaml");
  const std::string bank = nameless("examples/hanse-bank.yaml", "two.yaml");
  const auto asked_for = [](const std::string& profile, const std::vector<std::string>& more) {
    std::vector<std::string> words = {"timeline", profile, "--as-of", "2026-11-23", "--format", "ics"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  const Ran first = asked_for(acme, {});
  const std::string file = scratch.write("one.ics", first.out);
  CHECK(asked_for(acme, {"--former", file}).out == first.out);
  CHECK(asked_for(bank, {"--former", file}).code == 2);
}

TEST_CASE("a company that is renamed is known by its legal entity identifier") {
  const Scratch scratch;
  const std::string text = projectText(kAcme), name = "name: Acme Robotics GmbH";
  const std::size_t at = text.find(name);
  REQUIRE(at != std::string::npos);
  const auto profile = [&](const std::string& file, const std::string& lines) {
    std::string other = text;
    return scratch.write(file, other.replace(at, name.size(), lines));
  };
  const auto calendar = [&](const std::string& of, const std::string& former) {
    std::vector<std::string> words{"timeline", of, "--as-of", "2026-11-23", "--format", "ics"};
    if (!former.empty()) words.insert(words.end(), {"--former", former});
    return run(words);
  };
  const std::string lei = "\n  lei: 529900T8BM49AURSDO55";
  const std::string with = profile("with.yaml", name + lei);
  const std::string renamed = profile("renamed.yaml", "name: Acme Automation SE" + lei);
  const std::string nameless = profile("nameless.yaml", "name: Acme Automation SE");
  const std::string former = scratch.write("with.ics", calendar(with, "").out);
  const Ran ran = calendar(renamed, former);
  CHECK(ran.code == 0);
  CHECK(ran.out == textOf(former));
  // One that was written before the identifier was known goes on by the name.
  const std::string by_name = scratch.write("name.ics", calendar(kAcme, "").out);
  const Ran later = calendar(with, by_name);
  CHECK(later.code == 0);
  CHECK(eventsOf(later.out) == eventsOf(textOf(by_name)));
  // It says so, and goes on by that name when the company has another one: no event doubles, none is lost.
  const std::string uid = calendarOf(later.out).front().own["UID"];
  const std::string owner = "\r\nX-JURAT-OWNER:" + uid.substr(0, uid.find('-')) + "\r\n";
  CHECK(contains(later.out, "\r\nX-JURAT-LEI:529900T8BM49AURSDO55" + owner));
  const std::string carried = scratch.write("carried.ics", later.out);
  const Ran again = calendar(renamed, carried);
  CHECK(again.code == 0);
  CHECK(again.out == later.out);
  CHECK(calendar(kAcme, carried).code == 0);  // the identifier is taken away again
  CHECK(calendar(nameless, carried).code == 2);
  // Another company cannot pass for it by writing these lines.
  const auto forged = [&](const std::string& line) {
    std::string other = later.out;
    return scratch.write("forged.ics",
                         other.replace(other.find(owner), owner.size(), "\r\n" + line + "\r\n"));
  };
  CHECK(calendar(renamed, forged("X-JURAT-OWNER:0123456789ab")).code == 2);
  CHECK(calendar(renamed, forged("X-JURAT-OWNER:")).code == 2);
  CHECK(calendar(renamed, forged("X-JURAT-NAME:Acme Automation SE")).code == 2);
  // Calendars of before there were digests say the name.
  CHECK(calendar(renamed, forged("X-JURAT-NAME:Acme Robotics GmbH")).code == 0);
  // By the name alone another name is another company.
  CHECK(calendar(nameless, by_name).code == 2);
  CHECK(calendar(renamed, by_name).code == 2);
}

TEST_CASE("what is gone on the very last day looked at is cancelled, and a deadline on it stands") {
  const Scratch scratch;
  std::map<std::string, Properties> before;
  const std::string whole = run(asked({"--format", "ics"})).out;
  for (Event& event : calendarOf(whole)) before[event.own["UID"]] = event.own;
  const std::string file = scratch.write("acme.ics", whole);
  std::string text = projectText(kAcme);
  for (std::size_t at = text.find("2028-01-17"); at != std::string::npos; at = text.find("2028-01-17"))
    text.replace(at, 10, "2028-02-17");
  const std::string moved = scratch.write("acme-robotics.yaml", text);
  const Ran ran = run({"timeline", moved, "--as-of", "2026-11-23", "--to", "2028-01-17", "--format", "ics",
                       "--former", file});
  CHECK(ran.code == 0);
  std::size_t cancelled = 0, deadlines = 0;
  for (Event& event : calendarOf(ran.out)) {
    if (event.own["STATUS"] != "CANCELLED") continue;
    ++cancelled;
    CHECK(event.own["DTSTART;VALUE=DATE"] == "20280117");
  }
  CHECK(cancelled > 0);
  // A look that ends on the last day of a deadline has it, as a longer one does.
  for (auto& [uid, event] : before) {
    if (!event["SUMMARY"].starts_with("due: ")) continue;
    std::string day = event["DTSTART;VALUE=DATE"];
    day = day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
    bool found = false;
    for (Event& each : calendarOf(run(asked({"--format", "ics", "--to", day})).out))
      found = found || each.own["UID"] == uid;
    const std::string summary = event["SUMMARY"];
    CHECK_MESSAGE(found, summary);
    ++deadlines;
  }
  CHECK(deadlines > 0);
}

TEST_CASE("what the baseline knows on the day of a change is said with it, as a check on that day has it") {
  const Scratch scratch;
  const std::string profile = scratch.write("company.yaml", projectText(kAcme));
  const std::string file = scratch / "baseline.json";
  const std::string day = "2027-12-03";  // when deadlines have passed
  CHECK(run({"baseline", "create", profile, "--as-of", day, "--baseline", file}).code == 0);
  const auto timeline_with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"timeline", profile, "--as-of", "2026-11-23"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  const Ran ran = timeline_with({"--baseline", file, "--format", "json"});
  INFO(ran.err);
  CHECK(ran.code == 0);
  const Json timeline = Json::parse(ran.out, nullptr, false);
  REQUIRE(timeline.is_object());
  CHECK(JsonSchema(Json::parse(projectText("docs/timeline.schema.json"))).faults(timeline) == "");
  std::map<std::string, Json> checks;
  std::size_t known = 0, unknown = 0;
  for (const Json& change : timeline["changes"]) {
    if (change["about"] != "rule" || change["after"].is_null()) continue;
    const std::string on = change["day"];
    if (!checks.contains(on))
      checks[on] = Json::parse(
          run({"check", profile, "--as-of", on, "--baseline", file, "--format", "json"}).out, nullptr, false);
    for (const Json& finding : checks[on]["profiles"][0]["findings"]) {
      if (finding["rule"] != change["id"] || finding["subject_path"] != change["subject_path"]) continue;
      const bool is =
          finding["gate"].contains("baseline") && finding["gate"]["baseline"]["state"] == "unchanged";
      CHECK_MESSAGE(change.contains("known_since") == is, on << " " << change["id"]);
      if (is) CHECK(change["known_since"] == finding["gate"]["baseline"]["since"]);
      ++(is ? known : unknown);
    }
  }
  CHECK(known > 0);
  CHECK(unknown > 0);
  const Ran text = timeline_with({"--baseline", file});
  CHECK(contains(text.out, "in the baseline since " + day));
  CHECK(!contains(timeline_with({}).out, "in the baseline"));
  // That of jurat.yaml counts as one of the command line does.
  scratch.write("jurat.yaml", "jurat: 1\nbaseline: baseline.json\n");
  CHECK(timeline_with({"--config", scratch / "jurat.yaml"}).out == text.out);
  CHECK(timeline_with({"--baseline", scratch / "nowhere.json"}).code == 2);
}
