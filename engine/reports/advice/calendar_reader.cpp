#include "engine/reports/advice/calendar_reader.h"

#include <algorithm>
#include <set>

#include "engine/reports/advice/timeline_report.h"

namespace jurat {
namespace {

constexpr std::size_t kLineOctets = 75;

IoError fault(std::size_t line, const std::string& what) {
  return {"line " + std::to_string(line) + " of the calendar: " + what};
}

bool isNameByte(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

struct Line {
  std::size_t number = 0;
  std::string text;
};

Result<std::vector<Line>> unfolded(std::string_view text) {
  std::vector<Line> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos) return fault(number, "it does not end in CR and LF");
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 2);
    if (line.size() > kLineOctets) return fault(number, "it is longer than 75 octets");
    if (std::any_of(line.begin(), line.end(),
                    [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }))
      return fault(number, "it holds a control character");
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      if (lines.empty()) return fault(number, "it goes on with no line");
      lines.back().text += line.substr(1);
    } else {
      lines.push_back({number, std::string(line)});
    }
  }
  return lines;
}

class Reader {
 public:
  Result<ReadCalendar> run(std::string_view text) {
    const Result<std::vector<Line>> lines = unfolded(text);
    if (!lines) return lines.error();
    for (const Line& line : *lines) {
      if (const std::string wrong = take(line.text); !wrong.empty()) return fault(line.number, wrong);
    }
    if (lines->empty()) return IoError{"it is empty"};
    if (!ended_) return fault(lines->back().number, "the calendar does not end");
    return std::move(out_);
  }

 private:
  // "NAME[;PARAM=VALUE...]:VALUE"; a quoted value of a parameter may hold a colon.
  std::string take(const std::string& line) {
    if (ended_) return "something stands behind the calendar";
    std::size_t at = 0;
    while (at < line.size() && isNameByte(line[at])) ++at;
    const std::string name = line.substr(0, at);
    bool quoted = false;
    for (; at < line.size() && (quoted || line[at] != ':'); ++at) quoted ^= line[at] == '"';
    if (name.empty() || at == line.size()) return "it is no property";
    if (line[name.size()] != ';' && line[name.size()] != ':') return "it is no property";
    const std::string value = line.substr(at + 1);
    if (name == "BEGIN") return begin(value);
    if (name == "END") return end(value);
    if (open_.empty()) return "a property stands outside the calendar";
    if (open_.size() == 1) {
      version_ = version_ || (name == "VERSION" && value == "2.0");
      product_ = product_ || name == "PRODID";
    }
    const bool of_event = open_.back() == "VEVENT";
    if (open_.back() == "VALARM" && name == "TRIGGER" && out_.events.back().trigger.empty())
      out_.events.back().trigger = value;
    if (!of_event && open_.size() != 1) return "";
    CalendarEvent& event = of_event ? out_.events.back() : out_.own;
    const bool once = name != "CATEGORIES" && name != "COMMENT" && name != "ATTENDEE" && name != "ATTACH";
    if (of_event && once && !event.at(name).empty()) return "`" + name + "` stands twice";
    event.properties.emplace_back(name, value);
    return "";
  }

  std::string begin(const std::string& what) {
    if (open_.empty() != (what == "VCALENDAR")) return "`" + what + "` begins where it may not";
    if (what == "VEVENT" && open_.size() != 1) return "an event begins within another";
    if (what == "VALARM" && open_.back() != "VEVENT") return "an alarm belongs to no event";
    if (what == "VEVENT") out_.events.emplace_back();
    open_.push_back(what);
    return "";
  }

  std::string end(const std::string& what) {
    if (open_.empty() || open_.back() != what) return "`" + what + "` ends and has not begun";
    open_.pop_back();
    ended_ = open_.empty();
    if (ended_ && !(version_ && product_)) return "the calendar has no version 2.0 or no product";
    if (what != "VEVENT") return "";
    const CalendarEvent& event = out_.events.back();
    if (event.at("UID").empty() || event.at("DTSTAMP").empty() || event.at("DTSTART").empty())
      return "the event has no UID, stamp or day";
    if (!uids_.insert(event.at("UID")).second) return "two events have the same UID";
    return "";
  }

  std::vector<std::string> open_;
  ReadCalendar out_;
  std::set<std::string> uids_;
  bool ended_ = false, version_ = false, product_ = false;
};

}  // namespace

const std::string& CalendarEvent::at(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : properties) {
    if (key == name) return value;
  }
  return none;
}

Result<ReadCalendar> readCalendar(std::string_view text) { return Reader().run(text); }

Result<bool> isCalendar(std::string_view text) {
  const Result<ReadCalendar> calendar = readCalendar(text);
  if (!calendar) return calendar.error();
  return true;
}

}  // namespace jurat
