// `timeline` as people run it: the list, JSON by its schema, calendars by the grammar of RFC 5545, bad input.
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

std::string projectText(const std::string& path) { return readWhole(projectPath(path)).value_or(""); }

const std::string kAcme = "examples/acme-robotics.yaml";

std::vector<std::string> asked(const std::vector<std::string>& more, const std::string& day = "2026-11-23") {
  std::vector<std::string> words{"timeline", kAcme, "--as-of", day};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// One event: its properties by name and parameters, and those of its alarm.
using Properties = std::map<std::string, std::string>;
struct Event {
  Properties own, alarm;
};

// Reads by RFC 5545, 3.1 to 3.6, and complains of whatever it does not allow; written apart from the product.
std::vector<Event> calendarOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    const std::string line = text.substr(at, end - at);
    CHECK(line.size() <= 75);
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    CHECK((line.empty() || (static_cast<unsigned char>(line.front()) & 0xC0) != 0x80));
    if (line.starts_with(" ")) {
      REQUIRE(!lines.empty());
      // A fold stands between characters.
      CHECK((line.size() == 1 || (static_cast<unsigned char>(line[1]) & 0xC0) != 0x80));
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  REQUIRE(lines.size() >= 4);
  CHECK(lines.front() == "BEGIN:VCALENDAR");
  CHECK(lines.back() == "END:VCALENDAR");
  std::vector<Event> events;
  std::vector<std::string> open;
  Properties head;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const std::string name = line.substr(0, colon), value = line.substr(colon + 1);
    if (name == "BEGIN") {
      if (value == "VEVENT") events.emplace_back();
      open.push_back(value);
    } else if (name == "END") {
      REQUIRE(!open.empty());
      CHECK(open.back() == value);
      open.pop_back();
    } else {
      REQUIRE(!open.empty());
      Properties& of = open.back() == "VALARM"   ? events.back().alarm
                       : open.back() == "VEVENT" ? events.back().own
                                                 : head;
      CHECK_MESSAGE(of.emplace(name, value).second, "twice: " << line);
      if (name != "SUMMARY" && name != "DESCRIPTION") continue;
      // Text: a backslash before `\`, `;`, `,`, `n`; the last two never bare.
      for (std::size_t i = 0; i < value.size(); ++i) {
        CHECK(value[i] != ';');
        CHECK(value[i] != ',');
        if (value[i] != '\\') continue;
        REQUIRE(i + 1 < value.size());
        CHECK(std::string("\\;,n").find(value[++i]) != std::string::npos);
      }
    }
  }
  CHECK(open.empty());
  CHECK(head["VERSION"] == "2.0");
  CHECK(!head["PRODID"].empty());
  std::map<std::string, int> uids;
  for (Event& event : events) {
    for (const char* name : {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "SEQUENCE", "STATUS"})
      CHECK_MESSAGE(!event.own[name].empty(), name);
    CHECK(event.own["DTSTART;VALUE=DATE"].size() == 8);
    CHECK(++uids[event.own["UID"]] == 1);
    if (event.own["STATUS"] == "CANCELLED") continue;
    for (const char* name : {"ACTION", "TRIGGER", "DESCRIPTION"}) CHECK(!event.alarm[name].empty());
  }
  return events;
}

// A strict look at what XML asks of a document without a document type: elements close in order, values of
// attributes are quoted and stand once, nothing else begins with `<` or `&`.
void isXml(const std::string& text) {
  std::vector<std::string> open;
  bool rooted = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const std::string entity = text.substr(at, text.find(';', at) - at);
      CHECK(std::string("&amp &lt &gt &quot").find(entity) != std::string::npos);
    }
    if (text[at] != '<') {
      CHECK((!open.empty() || text[at] == '\n'));
      ++at;
      continue;
    }
    const std::size_t end = text.find('>', at);
    REQUIRE(end != std::string::npos);
    std::string tag = text.substr(at + 1, end - at - 1);
    at = end + 1;
    REQUIRE(tag.find('<') == std::string::npos);
    if (tag.starts_with("/")) {
      REQUIRE(!open.empty());
      CHECK(open.back() == tag.substr(1));
      open.pop_back();
      continue;
    }
    CHECK((!open.empty() || !rooted));
    rooted = true;
    const bool closed = tag.ends_with("/");
    if (closed) tag.pop_back();
    const std::size_t name = tag.find(' ');
    if (!closed) open.push_back(tag.substr(0, name));
    std::map<std::string, int> names;
    for (std::size_t i = name; i < tag.size();) {
      CHECK(tag[i] == ' ');
      const std::size_t equals = tag.find("=\"", i);
      REQUIRE(equals != std::string::npos);
      CHECK(++names[tag.substr(i + 1, equals - i - 1)] == 1);
      const std::size_t quote = tag.find('"', equals + 2);
      REQUIRE(quote != std::string::npos);
      i = quote + 1;
    }
  }
  CHECK(open.empty());
}

}  // namespace

TEST_CASE("the dates to come of the example, as people read them") {
  for (const std::string language : {"en", "zh"}) {
    const Ran ran = run(asked({"--to", "2028-03-01", "--lang", language}));
    CHECK(ran.code == 0);
    CHECK(ran.err == "");
    checkGolden("tests/advice/golden/timeline_acme_" + language + ".txt", ran.out);
  }
  const Ran all = run(asked({"--all"}));
  CHECK(all.code == 0);
  CHECK(!contains(all.out, "--all"));
  CHECK(contains(all.out, "2028-01-17"));
}

TEST_CASE("a profile without dates to come") {
  const Ran ran = run(asked({"--to", "2026-11-24"}));
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "nothing changes"));
}

TEST_CASE("the timeline in JSON keeps the promise of its schema, by day and within the range") {
  std::vector<std::vector<std::string>> commands = {asked({}), asked({"--from", "2024-07-01"})};
  for (const std::string name : {"harbor-foods", "chuanyu-models"})
    commands.push_back({"timeline", "examples/" + name + ".yaml", "--as-of", "2025-01-01"});
  commands.push_back({"timeline", "tests/packs/profiles/vouchers.yaml", "--rules-path", "tests/packs",
                      "--rules", "vouchers", "--as-of", "2023-01-01"});
  const JsonSchema schema(Json::parse(projectText("docs/timeline.schema.json")));
  for (std::vector<std::string>& words : commands) {
    words.insert(words.end(), {"--format", "json"});
    const Ran ran = run(words);
    INFO(words[1], " ", ran.err);
    const Json timeline = Json::parse(ran.out, nullptr, false);
    REQUIRE(timeline.is_object());
    CHECK(schema.faults(timeline) == "");
    CHECK(timeline["complete"] == true);
    std::string before = timeline["from"].get<std::string>();
    for (const Json& change : timeline["changes"]) {
      CHECK(before <= change["day"].get<std::string>());
      before = change["day"].get<std::string>();
    }
    CHECK(!timeline["changes"].empty());
    CHECK(before <= timeline["to"].get<std::string>());
  }
}

TEST_CASE("law that is not adopted is labelled") {
  const Ran json =
      run({"timeline", kAcme, "--rules", "eu.ai_act_2021", "--from", "2021-01-01", "--format", "json"});
  const Json timeline = Json::parse(json.out, nullptr, false);
  REQUIRE(timeline.is_object());
  for (const Json& change : timeline["changes"])
    CHECK(change["not_yet_law"] ==
          (change["pack_status"] == "proposal" || change["pack_status"] == "deferred" ||
           change["pack_status"] == "reported"));
}

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

TEST_CASE("the timeline is no legal advice, says so, and is colored where that is asked for") {
  for (const char* format : {"text", "json", "ics", "svg"}) {
    std::string out = run(asked({"--format", format})).out;
    for (std::size_t at = out.find("\r\n "); at != std::string::npos; at = out.find("\r\n "))
      out.erase(at, 3);
    CHECK_MESSAGE(contains(out, "Not legal advice."), format);
    CHECK(contains(run(asked({"--format", format, "--color", "always"})).out, "\x1b[") ==
          (format == std::string("text")));
  }
}

TEST_CASE("the picture is well formed, described, and brings nothing from elsewhere") {
  const Scratch scratch;
  std::string hostile = projectText(kAcme);
  const std::size_t name = hostile.find("name:");
  REQUIRE(name != std::string::npos);
  hostile.replace(name, hostile.find('\n', name) - name, "name: \"<script>&]]> \\\"x\\\"\"");
  for (const std::string& profile : {kAcme, scratch.write("hostile.yaml", hostile)}) {
    for (const std::string language : {"en", "zh"}) {
      const Ran ran =
          run({"timeline", profile, "--as-of", "2026-11-23", "--format", "svg", "--lang", language});
      INFO(profile, ran.err);
      CHECK(ran.code == 0);
      isXml(ran.out);
      for (const char* part : {"<svg xmlns=\"http://www.w3.org/2000/svg\"", "role=\"img\"",
                               "<title id=", "<desc id=", "prefers-color-scheme:dark", "<circle"})
        CHECK_MESSAGE(contains(ran.out, part), part);
      for (const char* part : {"<script", "href", "url(", "onload"})
        CHECK_MESSAGE(!contains(ran.out, part), part);
    }
  }
}

TEST_CASE("a waiver begins and ends on days of its own") {
  const Scratch scratch;
  const std::string file = scratch.write("waivers.yaml",
                                         "jurat: 1\n"
                                         "waivers:\n"
                                         "  - rule: us.nist_ai_rmf/ai_rmf[measure_2_11]\n"
                                         "    subject: company\n"
                                         "    reason: planned with the new test bench\n"
                                         "    owner: Ana\n"
                                         "    approver: Bo\n"
                                         "    granted: 2026-11-30\n"
                                         "    expires: 2026-12-31\n");
  const Ran ran = run(asked({"--waivers", file, "--to", "2027-01-31", "--format", "json"}));
  INFO(ran.err);
  CHECK(ran.code == 0);
  const Json timeline = Json::parse(ran.out, nullptr, false);
  REQUIRE(timeline.is_object());
  CHECK(JsonSchema(Json::parse(projectText("docs/timeline.schema.json"))).faults(timeline) == "");
  std::map<std::string, std::string> days;
  for (const Json& change : timeline["changes"]) {
    if (change["about"] == "waiver")
      days[change["reason"].get<std::string>()] = change["day"].get<std::string>();
  }
  CHECK(days["waiver_begins"] == "2026-11-30");
  CHECK(days["waiver_expires"] == "2027-01-01");
  CHECK(contains(run(asked({"--waivers", file, "--to", "2027-01-31"})).out, "a waiver has expired: Ana"));
}

TEST_CASE("bad input of the timeline is said, and is usage") {
  const Scratch scratch;
  const auto usage = [](const std::vector<std::string>& more, const std::string& said) {
    const Ran ran = run(asked(more));
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK_MESSAGE(contains(ran.err, said), ran.err);
  };
  usage({"--to", "soon"}, "`--to soon` is no day: write YYYY-MM-DD");
  usage({"--from", "2027-02-30"}, "`--from 2027-02-30` is no day");
  usage({"--to", "2026-11-22"}, "lies before");
  usage({"--to", "2400-01-01"}, "at most 200 years");
  usage({"--format", "ics", "--former", scratch.write("no.ics", "BEGIN:VCALENDAR\n")},
        "line 1 of the calendar");
  usage({"--format", "ics", "--former", scratch.write("twice.ics", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n")},
        "line 2 of the calendar");
  CHECK(run(asked({"--format", "ics", "--former", scratch / "nowhere.ics"})).code == 2);
  CHECK(run({"timeline", scratch / "nowhere.yaml"}).code == 4);
}
