// The dates to come as a calendar (RFC 5545).
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/crypto/sha256.h"
#include "engine/reports/advice/calendar_reader.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kLineOctets = 75;

// What the UIDs of all events of a company begin with, and of no other's.
std::string ownerOf(const std::string& company) {
  constexpr std::size_t kDigits = 12;
  return sha256Hex("jurat company 1\n" + company).substr(0, kDigits) + "-";
}

// A backslash before what would end a value; line breaks as `\n`; other controls have no place.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

// Never within a character: no line has more than 75 octets, those that go on begin with a space.
void fold(std::string_view line, std::string& out) {
  std::size_t room = kLineOctets;
  while (line.size() > room) {
    std::size_t at = room;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
    out += line.substr(0, at);
    out += "\r\n ";
    line.remove_prefix(at);
    room = kLineOctets - 1;
  }
  out += line;
  out += "\r\n";
}

std::string compact(Date day) {
  std::string text = toText(day);
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

struct Event {
  std::string uid, summary, description, category, status;
  std::string day, next;  // YYYYMMDD, as it stands in the calendar
  std::size_t sequence = 0;
  bool deadline = false;
};

class Calendar {
 public:
  Calendar(const Timeline& timeline, const ReportOptions& options) : timeline_(timeline), options_(options) {}

  std::string run(std::string_view former) {
    for (const DateChange& change : timeline_.changes) {
      if (concernsAnybody(change)) events_.push_back(eventOf(change));
    }
    if (!former.empty()) follow(former);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Jurat//Dates to come//EN");
    line("CALSCALE:GREGORIAN");
    for (const Event& event : events_) write(event);
    line("END:VCALENDAR");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { fold(text, out_); }
  std::string words(const Message& message) const { return say(message, options_.language); }

  // The same change has the same UID in every calendar of the company, whatever its day; of several of one
  // kind the first is the first.
  std::string uidOf(const DateChange& change) {
    std::string key = "jurat date 1\n" + timeline_.company + "\n" + change.id + "\n" + change.subject_path +
                      "\n" + std::string(reasonWord(change.reason)) + "\n" + change.because;
    const std::size_t before = known_[key]++;
    key += "\n" + std::to_string(before);
    return ownerOf(timeline_.company) + sha256Hex(key).substr(0, 32) + "@jurat";
  }

  Event eventOf(const DateChange& change) {
    Event event;
    event.uid = uidOf(change);
    event.deadline = change.reason == DateReason::DeadlinePasses;
    const Date day = change.last_day.value_or(change.day);
    event.day = compact(day);
    event.next = compact(Date{day.days + 1});
    const Message title = verbatim(titleText(change, options_.language));
    Message summary = event.deadline ? Message(Phrase::ComingDueDay, {title})
                                     : Message(Phrase::ComingBecause, {reasonText(change), title});
    if (notYetLaw(change.status)) summary = {Phrase::ComingNotLaw, {std::move(summary)}};
    if (!change.subject_id.empty())
      summary = {Phrase::Aside, {std::move(summary), verbatim(change.subject_id)}};
    event.summary = escaped(words(summary));
    std::string text = words(becomesText(change));
    for (const std::string& cite : change.cites) text += "\n" + cite;
    text += "\n" + change.id + "\n" + change.subject_path;
    if (!change.because.empty()) text += "\n" + words(reasonText(change)) + ": " + change.because;
    text += "\n" + noAdvice(options_.language);
    event.description = escaped(text);
    event.category = escaped(change.pack);
    event.status = notYetLaw(change.status) ? "TENTATIVE" : "CONFIRMED";
    return event;
  }

  // Counts on from a calendar that was written before. What is gone from it is cancelled; what has passed is
  // left out, and what lies beyond the days looked at stands as it stood.
  void follow(std::string_view former) {
    const Result<std::vector<CalendarEvent>> read = readCalendar(former);
    if (!read) return;  // INVARIANT: isCalendar() was asked
    std::map<std::string, const CalendarEvent*> by_uid;
    for (const CalendarEvent& event : *read) by_uid[event.at("UID")] = &event;
    for (Event& event : events_) {
      const auto found = by_uid.find(event.uid);
      if (found == by_uid.end()) continue;
      const CalendarEvent& old = *found->second;
      const bool same = old.at("DTSTART") == event.day && old.at("SUMMARY") == event.summary &&
                        old.at("DESCRIPTION") == event.description && old.at("STATUS") == event.status;
      event.sequence = sequenceOf(old) + (same ? 0 : 1);
      by_uid.erase(found);
    }
    for (const CalendarEvent& old : *read) {
      if (!by_uid.contains(old.at("UID")) || old.at("DTSTART") <= compact(timeline_.from)) continue;
      const bool beyond = old.at("DTSTART") >= compact(timeline_.to);  // a deadline passes on the day after
      Event event{.uid = old.at("UID"),
                  .summary = old.at("SUMMARY"),
                  .description = old.at("DESCRIPTION"),
                  .category = old.at("CATEGORIES"),
                  .status = beyond ? old.at("STATUS") : "CANCELLED",
                  .day = old.at("DTSTART"),
                  .next = old.at("DTEND")};
      event.sequence = sequenceOf(old) + (old.at("STATUS") == event.status ? 0 : 1);
      events_.push_back(std::move(event));
    }
  }

  static std::size_t sequenceOf(const CalendarEvent& event) {
    constexpr std::size_t kMost = 1'000'000'000;
    std::size_t value = 0;
    for (const char c : event.at("SEQUENCE")) {
      if (c < '0' || c > '9') return 0;
      value = std::min(value * 10 + static_cast<std::size_t>(c - '0'), kMost);
    }
    return value;
  }

  void write(const Event& event) {
    line("BEGIN:VEVENT");
    line("UID:" + event.uid);
    line("DTSTAMP:" + compact(timeline_.from) + "T000000Z");
    line("DTSTART;VALUE=DATE:" + event.day);
    if (!event.next.empty()) line("DTEND;VALUE=DATE:" + event.next);
    line("SEQUENCE:" + std::to_string(event.sequence));
    line("STATUS:" + event.status);
    line("SUMMARY:" + event.summary);
    if (!event.description.empty()) line("DESCRIPTION:" + event.description);
    if (!event.category.empty()) line("CATEGORIES:" + event.category);
    line("TRANSP:TRANSPARENT");
    if (event.status != "CANCELLED") {
      line("BEGIN:VALARM");
      line("ACTION:DISPLAY");
      line("DESCRIPTION:" + event.summary);
      line(event.deadline ? "TRIGGER:-P14D" : "TRIGGER:-P30D");
      line("END:VALARM");
    }
    line("END:VEVENT");
  }

  const Timeline& timeline_;
  const ReportOptions& options_;
  std::vector<Event> events_;
  std::map<std::string, std::size_t> known_;
  std::string out_;
};

}  // namespace

bool isCalendarOf(std::string_view text, const std::string& company) {
  const Result<std::vector<CalendarEvent>> events = readCalendar(text);
  return events && std::all_of(events->begin(), events->end(), [&](const CalendarEvent& event) {
           return event.at("UID").starts_with(ownerOf(company));
         });
}

std::string timelineIcs(const Timeline& timeline, const ReportOptions& options, std::string_view former) {
  return Calendar(timeline, options).run(former);
}

}  // namespace jurat
