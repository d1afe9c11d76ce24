// What the events of calendars are called, one calendar after the other, against worlds that are known.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/crypto/sha256.h"
#include "engine/reports/advice/calendar_reader.h"
#include "engine/reports/advice/timeline_report.h"

using namespace jurat;

namespace {

// One thing that will happen.
struct Planned {
  std::string rule;
  Date day;
  DateReason reason = DateReason::Happens;
  std::string cite = "Art. 1";
};
using World = std::vector<Planned>;

DateChange changeOf(const Planned& planned) {
  DateChange change;
  change.id = "test.made/" + planned.rule;
  change.title = {planned.rule, planned.rule};
  change.subject_path = "company";
  change.pack = "test.made";
  change.day = planned.day;
  change.reason = planned.reason;
  change.cites = {planned.cite};
  change.before.runs = change.after.runs = true;
  change.before.outcome = Outcome::Pending;
  change.after.outcome = Outcome::Violated;
  if (planned.reason == DateReason::WaiverExpires) change.about = DateChange::About::Waiver;
  if (planned.reason == DateReason::DeadlinePasses) change.last_day = Date{planned.day.days - 1};
  return change;
}

// As timelineOf() sees it from one day to another.
Timeline seen(World world, Date from, Date to) {
  std::stable_sort(world.begin(), world.end(),
                   [](const Planned& a, const Planned& b) { return a.day < b.day; });
  Timeline timeline;
  timeline.from = from;
  timeline.to = to;
  timeline.company = "Made Ltd";
  timeline.profile_name = "made.yaml";
  for (const Planned& planned : world) {
    if (from < planned.day && planned.day <= to) timeline.changes.push_back(changeOf(planned));
    if (planned.reason == DateReason::DeadlinePasses && planned.day.days == to.days + 1)
      timeline.passing.push_back(changeOf(planned));
  }
  return timeline;
}

Date dayOf(const char* text) { return *parseDate(text); }
Date later(Date day, std::int32_t days) { return Date{day.days + days}; }

std::string compact(Date day) {
  std::string text = toText(day);
  std::erase(text, '-');
  return text;
}

using Events = std::map<std::string, CalendarEvent>;  // by UID
Events eventsOf(const std::string& calendar) {
  const Result<ReadCalendar> read = readCalendar(calendar);
  REQUIRE(read);
  Events events;
  for (const CalendarEvent& event : read->events) events[event.at("UID")] = event;
  return events;
}

std::string saidBy(const CalendarEvent& event) {
  std::string text;
  for (const char* name : {"DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES"})
    text += event.at(name) + "\n";
  return text;
}

std::size_t liveAfter(const Events& events, Date day) {
  return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [&](const auto& each) {
    return each.second.at("STATUS") != "CANCELLED" && compact(day) < each.second.at("DTSTART");
  }));
}

// Calendars as they were written before events said their kind: numbered from the first day looked at.
std::string oldUid(const std::string& identity, const Planned& planned, std::size_t number) {
  const std::string owner = sha256Hex("jurat company 1\n" + identity).substr(0, 12);
  const std::string key = "jurat date 1\n" + identity + "\ntest.made/" + planned.rule + "\ncompany\n" +
                          std::string(reasonWord(planned.reason)) + "\n\n" + std::to_string(number);
  return owner + "-" + sha256Hex(key).substr(0, 32) + "@jurat";
}

std::string withUid(std::string calendar, const std::string& from, const std::string& to) {
  calendar.replace(calendar.find(from), from.size(), to);
  return calendar;
}

std::string withoutKinds(std::string calendar) {
  for (std::size_t at = calendar.find("X-JURAT-KIND"); at != std::string::npos;
       at = calendar.find("X-JURAT-KIND"))
    calendar.erase(at, calendar.find("\r\n", at) + 2 - at);
  return calendar;
}

class Worlds {
 public:
  explicit Worlds(std::uint32_t seed) : random_(seed) {}

  std::int32_t upTo(std::int32_t most) {
    return std::uniform_int_distribution<std::int32_t>(1, most)(random_);
  }

  Planned planned(Date first) {
    const DateReason reasons[] = {DateReason::Happens, DateReason::DeadlinePasses, DateReason::Version,
                                  DateReason::WaiverExpires};
    return {.rule = "rule_" + std::to_string(upTo(3)),
            .day = later(first, upTo(kDays)),
            .reason = reasons[upTo(4) - 1],
            .cite = "Art. " + std::to_string(upTo(3))};
  }

  World world(Date first) {
    World world;
    for (int i = upTo(60); i > 0; --i) world.push_back(planned(first));
    return world;
  }

  static constexpr std::int32_t kDays = 1'500;

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("made worlds: nothing that is to come changes as time passes, and calendars do not grow") {
  const ReportOptions options{};
  std::size_t kept = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Worlds worlds(seed);
    Date day = dayOf("2026-11-23");
    const World world = worlds.world(day);
    std::string former;
    Events before;
    for (int look = 0; look < 25; ++look) {
      const Timeline timeline = seen(world, day, later(day, 700));
      former = timelineIcs(timeline, options, former);
      const Events now = eventsOf(former);
      CHECK(now.size() <= timeline.changes.size() + timeline.passing.size());
      for (const auto& [uid, event] : before) {
        if (event.at("DTSTART") <= compact(day)) continue;
        REQUIRE(now.contains(uid));
        CHECK(saidBy(now.at(uid)) == saidBy(event));
        CHECK(now.at(uid).at("SEQUENCE") == event.at("SEQUENCE"));
        CHECK(now.at(uid).at("DTSTAMP") == event.at("DTSTAMP"));
        ++kept;
      }
      before = now;
      day = later(day, worlds.upTo(60));
    }
  }
  CHECK(kept > 1'000);
}

TEST_CASE("made worlds that change: no UID counts back or says something else at the same count") {
  const ReportOptions options{};
  std::size_t cancelled = 0, moved = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Worlds worlds(seed);
    Date day = dayOf("2026-11-23");
    World world = worlds.world(day);
    std::string former;
    std::map<std::string, std::pair<long, std::string>> latest;  // by UID, of all calendars so far
    for (int look = 0; look < 25; ++look) {
      const Timeline timeline = seen(world, day, later(day, 700));
      former = timelineIcs(timeline, options, former);
      const Events now = eventsOf(former);
      // All that is to come stands there once, and what is kept beside it has a use.
      CHECK(liveAfter(now, day) == liveAfter(eventsOf(timelineIcs(timeline, options)), day));
      for (const auto& [uid, event] : now) {
        const long sequence = std::stol(event.at("SEQUENCE"));
        const auto known = latest.find(uid);
        if (known != latest.end()) {
          CHECK(sequence >= known->second.first);
          CHECK((saidBy(event) == known->second.second) == (sequence == known->second.first));
          if (sequence != known->second.first) CHECK(event.at("DTSTAMP").starts_with(compact(day)));
          moved += saidBy(event).substr(0, 8) != known->second.second.substr(0, 8) ? 1 : 0;
        }
        latest[uid] = {sequence, saidBy(event)};
        cancelled += event.at("STATUS") == "CANCELLED" ? 1 : 0;
      }
      // Something is planned anew, given up, or put off, also what has passed.
      day = later(day, worlds.upTo(60));
      world.push_back(worlds.planned(day));
      const auto any = [&]() -> Planned& {
        return world[static_cast<std::size_t>(worlds.upTo(static_cast<std::int32_t>(world.size()))) - 1];
      };
      any().day = later(day, worlds.upTo(Worlds::kDays));
      any() = world.back();
      world.pop_back();
    }
  }
  CHECK(cancelled > 100);
  CHECK(moved > 100);
}

TEST_CASE("repeats keep their UIDs without a calendar before, too") {
  World world;
  for (const char* day : {"2027-03-31", "2028-03-31", "2029-03-31", "2030-03-31"})
    world.push_back({.rule = "yearly", .day = dayOf(day)});
  const Date last = dayOf("2031-01-01");
  const Events before = eventsOf(timelineIcs(seen(world, dayOf("2027-01-01"), last), {}));
  const Events after = eventsOf(timelineIcs(seen(world, dayOf("2027-06-01"), last), {}));
  CHECK(before.size() == 4);
  CHECK(after.size() == 3);
  for (const auto& [uid, event] : after) {
    REQUIRE(before.contains(uid));
    CHECK(saidBy(event) == saidBy(before.at(uid)));
  }
}

TEST_CASE("a passed event is not cancelled; one that was moved before its day is kept until that day") {
  const Date from = dayOf("2027-01-01"), last = dayOf("2037-01-01");
  const World twice = {{.rule = "one", .day = dayOf("2027-06-01")},
                       {.rule = "one", .day = dayOf("2027-09-01")}};
  World world = twice;
  const std::string first = timelineIcs(seen(world, from, last), {});
  world[1].day = dayOf("2027-02-01");
  world[0].day = dayOf("2027-03-01");
  const std::string moved = timelineIcs(seen(world, from, last), {}, first);
  CHECK(liveAfter(eventsOf(moved), from) == 2);
  // Both have passed, on days before those in their UIDs: neither UID is anybody's yet.
  const std::string passed = timelineIcs(seen(world, dayOf("2027-04-01"), last), {}, moved);
  const Events kept = eventsOf(passed);
  CHECK(kept.size() == 2);
  for (const auto& [uid, event] : kept) CHECK(event.at("STATUS") == "CONFIRMED");
  const Events again = eventsOf(timelineIcs(seen(twice, dayOf("2027-04-01"), last), {}, passed));
  CHECK(again.size() == 4);
  // After those days they are left out.
  CHECK(eventsOf(timelineIcs(seen({}, dayOf("2027-10-01"), last), {}, passed)).empty());
}

TEST_CASE("calendars of before events said their kind go on by the UIDs that they have") {
  const Date from = dayOf("2027-01-01"), last = dayOf("2030-01-01");
  World world;
  for (const char* day : {"2027-03-31", "2028-03-31", "2029-03-31"})
    world.push_back({.rule = "yearly", .day = dayOf(day), .reason = DateReason::DeadlinePasses});
  const Timeline timeline = seen(world, from, last);
  std::string old = timelineIcs(timeline, {});
  const Result<ReadCalendar> read = readCalendar(old);
  REQUIRE(read);
  for (std::size_t i = 0; i < world.size(); ++i)
    old = withUid(old, read->events[i].at("UID"), oldUid("Made Ltd", world[i], i));
  old = withoutKinds(old);
  REQUIRE(isCalendarOf(old, timeline, {}));
  // The first has passed, the second is put off.
  world[1].day = dayOf("2028-05-31");
  const std::string next = timelineIcs(seen(world, dayOf("2027-06-01"), later(last, 150)), {}, old);
  const Events events = eventsOf(next);
  CHECK(events.size() == 2);
  CHECK(events.at(oldUid("Made Ltd", world[1], 1)).at("DTSTART") == "20280530");
  CHECK(events.at(oldUid("Made Ltd", world[1], 1)).at("SEQUENCE") == "1");
  CHECK(events.at(oldUid("Made Ltd", world[2], 2)).at("DTSTART") == "20290330");
  CHECK(events.at(oldUid("Made Ltd", world[2], 2)).at("SEQUENCE") == "0");
  // A single one has the same UID as ever, and goes on from a calendar that was named by its path as typed.
  Timeline nameless = seen({world[0]}, from, last);
  nameless.company.clear();
  const ReportOptions here{.directory = "/project"};
  CHECK(timelineIcs(nameless, here).find(oldUid("\nprofile made.yaml", world[0], 0)) != std::string::npos);
  for (const std::string typed : {"./made.yaml", "/project/made.yaml", "made.yaml", "a/../made.yaml"}) {
    const std::string uid = oldUid("\nprofile " + typed, world[0], 0);
    const std::string written =
        withoutKinds(withUid(timelineIcs(nameless, here), oldUid("\nprofile made.yaml", world[0], 0), uid));
    for (const std::string& now : {typed, std::string("made.yaml")}) {
      if (now != typed && typed.starts_with("a/")) continue;  // nobody can know
      nameless.profile_name = now;
      CHECK_MESSAGE(isCalendarOf(written, nameless, here), typed);
      CHECK(eventsOf(timelineIcs(nameless, here, written)).contains(uid));
    }
    nameless.profile_name = "made.yaml";
  }
  nameless.profile_name = "other.yaml";
  CHECK_FALSE(isCalendarOf(timelineIcs(seen({world[0]}, from, last), here), nameless, here));
}

TEST_CASE("the last day of all has an event without an end, which lasts that day") {
  const World world = {{.rule = "one", .day = dayOf("9999-12-31")},
                       {.rule = "two", .day = dayOf("9999-12-30")}};
  const Timeline timeline = seen(world, dayOf("9990-01-01"), dayOf("9999-12-31"));
  const std::string text = timelineIcs(timeline, {});
  CHECK(text.find("DTSTART;VALUE=DATE:99991231\r\nSEQUENCE") != std::string::npos);
  CHECK(text.find("DTSTART;VALUE=DATE:99991230\r\nDTEND;VALUE=DATE:99991231\r\n") != std::string::npos);
  CHECK(timelineIcs(timeline, {}, text) == text);
}

TEST_CASE("waivers of one rule that end on one day are two events, and none begins with an empty line") {
  const Planned waiver{.rule = "one", .day = dayOf("2027-06-01"), .reason = DateReason::WaiverExpires};
  const Timeline timeline = seen({waiver, waiver}, dayOf("2027-01-01"), dayOf("2028-01-01"));
  const std::string text = timelineIcs(timeline, {});
  const Events events = eventsOf(text);
  CHECK(events.size() == 2);
  for (const auto& [uid, event] : events) CHECK(event.at("DESCRIPTION").starts_with("Art. 1\\n"));
  CHECK(timelineIcs(timeline, {}, text) == text);
}

TEST_CASE("of days that share a mark of the picture each is named, however much falls on the first") {
  World world;
  for (int i = 0; i < 12; ++i)
    world.push_back({.rule = "first_" + std::to_string(i), .day = dayOf("2027-06-01")});
  world.push_back({.rule = "second", .day = dayOf("2027-06-02")});
  world.push_back({.rule = "third", .day = dayOf("2027-06-03")});
  for (int i = 0; i < 40; ++i) world.push_back({.rule = "many", .day = later(dayOf("2031-01-01"), i)});
  const std::string picture = timelineSvg(seen(world, dayOf("2027-01-01"), dayOf("2037-01-01")), {});
  const std::size_t at = picture.find("2027-06-01\nfirst_0\n");
  REQUIRE(at != std::string::npos);
  const std::string title = picture.substr(at, picture.find('<', at) - at);
  CHECK(title.find("first_5\n2027-06-02\nsecond\n2027-06-03\nthird\nand 6 more") != std::string::npos);
  CHECK(title.find("first_6") == std::string::npos);
  // So many days that not all have room: the rest is counted.
  CHECK(picture.find("2031-01-24\nmany\nand 16 more<") != std::string::npos);
}
