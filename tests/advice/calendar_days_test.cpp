// Calendars as time passes: what is still to come stays what it is, and no event ever counts back.
#include <map>
#include <set>

#include "tests/advice/calendar.h"
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

constexpr const char* kDay = "DTSTART;VALUE=DATE";

std::string compact(std::string day) {
  std::erase(day, '-');
  return day;
}

std::vector<std::string> calendarWords(const std::string& profile, const std::string& day,
                                       const std::string& former = "") {
  std::vector<std::string> words{"timeline", profile, "--as-of", day, "--format", "ics"};
  if (!former.empty()) words.insert(words.end(), {"--former", former});
  return words;
}

std::map<std::string, Event> byUid(const std::string& calendar) {
  std::map<std::string, Event> events;
  for (Event& event : calendarOf(calendar)) events[event.own["UID"]] = event;
  return events;
}

// The calendars of one profile on one day after the other, each of which goes on from the one before it.
class Chain {
 public:
  explicit Chain(std::string profile) : profile_(std::move(profile)) {}

  void look(const std::string& day) {
    const Ran ran = run(calendarWords(profile_, day, former_));
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
    std::map<std::string, Event> now = byUid(ran.out);
    for (auto& each : now) {
      const std::string& uid = each.first;
      Event& event = each.second;
      const long sequence = std::stol(event.own["SEQUENCE"]);
      CHECK_MESSAGE(sequence >= sequences_[uid], event.own["SUMMARY"]);
      sequences_[uid] = sequence;
    }
    for (auto& each : events_) {
      const std::string& uid = each.first;
      Event& event = each.second;
      if (event.own[kDay] <= compact(day)) continue;
      ++kept_;
      INFO(profile_, " ", day, " ", event.own["SUMMARY"], " ", event.own[kDay], " ",
           event.own["DESCRIPTION"]);
      CHECK_MESSAGE(now.contains(uid), "gone");
      for (const char* name : {kDay, "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION"})
        CHECK_MESSAGE(now[uid].own[name] == event.own[name], name);
      CHECK(now[uid].alarm == event.alarm);
    }
    events_ = std::move(now);
    former_ = scratch_.write("former-" + day + ".ics", ran.out);
  }

  std::size_t kept() const { return kept_; }
  std::map<std::string, Event>& events() { return events_; }

 private:
  const Scratch scratch_;
  std::string profile_, former_;
  std::map<std::string, Event> events_;
  std::map<std::string, long> sequences_;
  std::size_t kept_ = 0;
};

}  // namespace

TEST_CASE("nothing that is still to come changes when only time passes: the examples") {
  std::size_t kept = 0;
  for (const char* name : {"acme-robotics", "chuanyu-models", "city-of-varga", "hanse-bank", "harbor-foods",
                           "lakeshore-machines", "mercy-hospital", "saimaa-models", "spotless-startup",
                           "talentbridge-recruiters"}) {
    for (const std::vector<std::string>& days : std::vector<std::vector<std::string>>{
             {"2025-01-01", "2025-01-31", "2025-03-02"},
             {"2026-07-20", "2026-08-02", "2026-08-03", "2026-08-05", "2026-09-04"},
             {"2026-11-23", "2026-12-23", "2028-01-31", "2028-02-01", "2028-02-10", "2028-11-02",
              "2028-11-20"}}) {
      Chain chain("examples/" + std::string(name) + ".yaml");
      for (const std::string& day : days) chain.look(day);
      kept += chain.kept();
    }
  }
  CHECK(kept > 1'000);
}

TEST_CASE("an event that has passed and comes again does not count back, and the one that passed stands") {
  const Scratch scratch;
  std::string first = run(calendarWords(kAcme, "2026-11-23")).out;
  std::map<std::string, Event> events = byUid(first);
  for (std::size_t at = first.find("SEQUENCE:0"); at != std::string::npos; at = first.find("SEQUENCE:0"))
    first.replace(at, 10, "SEQUENCE:3");
  const std::string written = scratch.write("first.ics", first);
  // The planned change of the ranker comes; after that it is planned for a later day.
  const Ran passed = run(calendarWords(kAcme, "2028-01-20", written));
  CHECK(passed.code == 0);
  CHECK(!contains(passed.out, "CANCELLED"));
  std::string text = projectText(kAcme);
  for (std::size_t at = text.find("2028-01-17"); at != std::string::npos; at = text.find("2028-01-17"))
    text.replace(at, 10, "2028-06-17");
  const std::string moved = scratch.write("acme-robotics.yaml", text);
  const Ran again = run(calendarWords(moved, "2028-01-20", scratch.write("passed.ics", passed.out)));
  CHECK(again.code == 0);
  std::size_t come_again = 0, known = 0;
  for (auto& [uid, event] : byUid(again.out)) {
    Event now = event;
    come_again += now.own[kDay] == "20280617" && now.own["STATUS"] == "CONFIRMED" ? 1 : 0;
    if (!events.contains(uid)) continue;
    ++known;
    CHECK_MESSAGE(std::stol(now.own["SEQUENCE"]) >= 3, now.own["SUMMARY"]);
  }
  CHECK(come_again > 5);
  CHECK(known > 5);
}

TEST_CASE("a figure that moves every day is an event on its first day, with the figure of that day") {
  const auto daily = [](const std::string& day) {
    std::map<std::string, std::string> out;  // by summary
    for (Event& event : calendarOf(run(calendarWords(kAcme, day)).out)) {
      if (contains(event.own["DESCRIPTION"], "another one every day"))
        out[event.own["SUMMARY"]] = event.own[kDay] + " " + event.own["DESCRIPTION"];
    }
    return out;
  };
  const std::map<std::string, std::string> before = daily("2026-11-23");
  CHECK(before.size() > 10);
  for (const auto& each : before) {
    const std::string& said = each.second;
    CHECK(said.starts_with("20280201 "));
    CHECK_MESSAGE(contains(said, "due 2028-02-01\\, another one every day"), said);
  }
  CHECK(daily("2028-01-20") == before);
  // When it moves already there is no day to put it on.
  CHECK(daily("2028-02-01").empty());
  CHECK(daily("2028-02-10").empty());
}

TEST_CASE("what lies beyond the days looked at keeps its alarm") {
  const Scratch scratch;
  const std::string file = scratch.write("acme.ics", run(calendarWords(kAcme, "2026-11-23")).out);
  std::vector<std::string> words = calendarWords(kAcme, "2026-11-23", file);
  words.insert(words.end(), {"--to", "2026-12-01"});
  std::map<std::string, Event> before = byUid(textOf(file)), after = byUid(run(words).out);
  CHECK(before.size() == after.size());
  std::set<std::string> triggers;
  for (auto& each : before) {
    Event& event = each.second;
    CHECK_MESSAGE(after[each.first].alarm == event.alarm, event.own["SUMMARY"]);
    triggers.insert(event.alarm["TRIGGER"]);
  }
  CHECK(triggers.size() == 2);
}

TEST_CASE("without a name a calendar is that of a file however its path was typed") {
  const Scratch scratch;
  std::string text = projectText(kAcme);
  const std::size_t at = text.find("\n  name: ");
  REQUIRE(at != std::string::npos);
  text.erase(at, text.find('\n', at + 1) - at);
  scratch.write("one.yaml", text);
  const std::string whole = scratch / "one.yaml";
  const std::string apart = scratch.path() + "//./one.yaml";
  const std::string first = run(calendarWords(whole, "2026-11-23")).out;
  CHECK(calendarOf(first).size() > 20);
  CHECK(run(calendarWords(apart, "2026-11-23")).out == first);
  CHECK(run(calendarWords(apart, "2026-11-23", scratch.write("one.ics", first))).out == first);
}

TEST_CASE("a company whose name holds what cannot be seen is found again when it is renamed") {
  const Scratch scratch;
  const std::string text = projectText(kAcme), name = "name: Acme Robotics GmbH";
  const std::size_t at = text.find(name);
  REQUIRE(at != std::string::npos);
  const auto profile = [&](const std::string& file, const std::string& lines) {
    std::string other = text;
    return scratch.write(file, other.replace(at, name.size(), lines));
  };
  const std::string lei = "\n  lei: 529900T8BM49AURSDO55";
  for (const std::string called : {"Acme\xC2\xADRobotics", "Acme \xE2\x80\x8FRobotics",
                                   "Acme\xD8\x9CRobotics", "Acme\\u{200F}, \\n; x"}) {
    const std::string by_name = profile("by-name.yaml", "name: '" + called + "'");
    const std::string with = profile("with.yaml", "name: '" + called + "'" + lei);
    const std::string renamed = profile("renamed.yaml", "name: Acme Automation SE" + lei);
    const std::string first = scratch.write("first.ics", run(calendarWords(by_name, "2026-11-23")).out);
    const Ran both = run(calendarWords(with, "2026-11-23", first));
    CHECK_MESSAGE(both.code == 0, both.err);
    const Ran later = run(calendarWords(renamed, "2026-11-23", scratch.write("both.ics", both.out)));
    CHECK_MESSAGE(later.code == 0, later.err);
    CHECK(later.out == both.out);
  }
}

TEST_CASE("a calendar without events holds a component all the same") {
  const std::vector<std::string> words{"timeline", kAcme, "--as-of", "2026-11-23", "--to", "2026-11-24"};
  std::vector<std::string> calendar = words;
  calendar.insert(calendar.end(), {"--format", "ics"});
  const Ran ran = run(calendar);
  CHECK(ran.code == 0);
  CHECK(calendarOf(ran.out).empty());
  // Another goes on from it.
  const Scratch scratch;
  const Ran next = run(calendarWords(kAcme, "2026-11-23", scratch.write("empty.ics", ran.out)));
  CHECK(next.code == 0);
  CHECK(calendarOf(next.out).size() > 20);
}
