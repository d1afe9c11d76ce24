// `timeline` as people run it: the list, JSON by its schema, the picture, bad input.
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/advice/calendar.h"
#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

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

TEST_CASE("rules of a bundle, of which only a part is read, give the same dates") {
  const Scratch scratch;
  const std::string bundle = scratch / "all.jbundle";
  CHECK(run({"build", "--output", bundle}).code == 0);
  const Ran ran = run(asked({"--rules", bundle}));
  CHECK(ran.code == 0);
  CHECK(ran.out == run(asked({})).out);
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

TEST_CASE("marks of the picture cover no other one, and every day of a shared mark is named") {
  const std::string picture = run(asked({"--format", "svg"})).out;
  const std::regex circle(
      "<circle class=\"(.)\" cx=\"([0-9]+)\" cy=\"([0-9]+)\" r=\"([0-9]+)\"><title>([^<]*)");
  struct Disc {
    long x = 0, y = 0, r = 0;
  };
  std::vector<Disc> discs;
  std::set<std::string> named;
  std::size_t shared = 0;
  for (std::sregex_iterator at(picture.begin(), picture.end(), circle), end; at != end; ++at) {
    const auto number = [&](std::size_t group) { return std::stol((*at)[group].str()); };
    const Disc disc{number(2), number(3), number(4)};
    for (const Disc& other : discs) {
      const long dx = disc.x - other.x, dy = disc.y - other.y, reach = disc.r + other.r;
      CHECK(dx * dx + dy * dy >= reach * reach);
    }
    discs.push_back(disc);
    const std::string title = (*at)[5].str();
    const std::regex day("(^|\n)([0-9]{4}-[0-9]{2}-[0-9]{2})(\n|$)");
    std::size_t days = 0;
    for (std::sregex_iterator one(title.begin(), title.end(), day); one != end; ++one, ++days)
      named.insert((*one)[2].str());
    CHECK(days > 0);
    shared += days > 1 ? 1 : 0;
  }
  CHECK(discs.size() > 5);
  CHECK(shared > 0);
  for (Event& event : calendarOf(run(asked({"--format", "ics"})).out)) {
    if (event.own["SUMMARY"].starts_with("due: ")) continue;  // stands on the day before
    std::string day = event.own["DTSTART;VALUE=DATE"];
    day.insert(6, "-").insert(4, "-");
    CHECK_MESSAGE(named.contains(day), day);
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
  // In a calendar it has expired on the day after its last one, and is the same event whoever owns it.
  const auto expiry = [&](const std::string& owner) {
    std::string text = textOf(file);
    text.replace(text.find("Ana"), 3, owner);
    const std::string other = scratch.write(owner + ".yaml", text);
    const Ran calendar = run(asked({"--waivers", other, "--to", "2027-01-31", "--format", "ics"}));
    const std::size_t at = calendar.out.find("SUMMARY:a waiver has expired");
    REQUIRE(at != std::string::npos);
    const std::size_t begin = calendar.out.rfind("BEGIN:VEVENT", at);
    CHECK(contains(calendar.out.substr(begin, at - begin), "DTSTART;VALUE=DATE:20270101"));
    return calendar.out.substr(begin, calendar.out.find("DTSTAMP", begin) - begin);
  };
  CHECK(expiry("Bea") == expiry("Cy"));
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
