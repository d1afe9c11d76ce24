#include "tests/advice/calendar.h"

#include <doctest/doctest.h>

#include "tests/cli/run.h"
#include "tests/support/golden.h"

namespace jurat::test {

std::string projectText(const std::string& path) { return readWhole(projectPath(path)).value_or(""); }

std::vector<std::string> asked(const std::vector<std::string>& more, const std::string& day) {
  std::vector<std::string> words{"timeline", kAcme, "--as-of", day};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

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
  std::size_t components = 0;  // at least one (3.6)
  Properties head;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const std::string name = line.substr(0, colon), value = line.substr(colon + 1);
    if (name == "BEGIN") {
      if (value == "VEVENT") events.emplace_back();
      components += open.size() == 1 ? 1 : 0;
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
  CHECK(components > 0);
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

}  // namespace jurat::test
