// The dates to come as a calendar (RFC 5545).
#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/crypto/sha256.h"
#include "engine/reports/advice/calendar_reader.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"
#include "engine/source/render.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kLineOctets = 75;

// What companies are told apart by: the legal entity identifier, which stays when they are renamed, and the
// name. The first is what a new calendar goes by.
std::vector<std::string> identitiesOf(const Timeline& timeline) {
  // Without a name a profile is known by its file.
  const std::string name = timeline.company.empty() ? "\nprofile " + timeline.profile_name : timeline.company;
  if (timeline.lei.empty()) return {name};
  return {"\nlei " + timeline.lei, name};
}

// What the UIDs of all events of a company begin with, and of no other's.
std::string ownerOf(const std::string& identity) {
  constexpr std::size_t kDigits = 12;
  return sha256Hex("jurat company 1\n" + identity).substr(0, kDigits) + "-";
}

// What a calendar says that was begun by a name before the identifier was known.
constexpr const char* kLei = "X-JURAT-LEI";
constexpr const char* kName = "X-JURAT-NAME";

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 < text.size();
    i += escape ? 1 : 0;
    out += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

// By which a calendar goes that was written before; nothing when it is another company's.
std::optional<std::string> identityIn(const ReadCalendar& calendar, const Timeline& timeline) {
  std::vector<std::string> identities = identitiesOf(timeline);
  // Begun by a name that the company may not have any more.
  if (!timeline.lei.empty() && calendar.own.at(kLei) == timeline.lei)
    identities.push_back(unescaped(calendar.own.at(kName)));
  const std::vector<CalendarEvent>& events = calendar.events;
  for (const std::string& identity : identities) {
    const std::string owner = ownerOf(identity);
    if (std::all_of(events.begin(), events.end(),
                    [&](const CalendarEvent& event) { return event.at("UID").starts_with(owner); }))
      return identity;
  }
  return std::nullopt;
}

// A backslash before what would end a value; line breaks as `\n`; what cannot be seen stands by its number.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
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
  explicit Calendar(const ReportOptions& options) : options_(options) {}

  // `named`: events say whose they are.
  void add(const Timeline& timeline, const std::string& identity, bool named) {
    stamp_ = compact(timeline.from);
    if (!timeline.lei.empty() && identity != identitiesOf(timeline).front() && !named) {
      lei_ = timeline.lei;
      name_ = identity;
    }
    for (const std::vector<DateChange>* changes : {&timeline.changes, &timeline.passing}) {
      for (const DateChange& change : *changes) {
        if (concernsAnybody(change) && noticeDay(change) <= timeline.to)
          events_.push_back(eventOf(timeline, change, identity, named));
      }
    }
  }

  // Counts on from a calendar that was written before. What is gone from it is cancelled; what has passed is
  // left out, and what lies beyond the days looked at stands as it stood.
  void follow(const std::vector<CalendarEvent>& former, const Timeline& timeline) {
    std::map<std::string, const CalendarEvent*> by_uid;
    for (const CalendarEvent& event : former) by_uid[event.at("UID")] = &event;
    for (Event& event : events_) {
      const auto found = by_uid.find(event.uid);
      if (found == by_uid.end()) continue;
      const CalendarEvent& old = *found->second;
      const bool same = old.at("DTSTART") == event.day && old.at("SUMMARY") == event.summary &&
                        old.at("DESCRIPTION") == event.description && old.at("STATUS") == event.status &&
                        old.at("CATEGORIES") == event.category;
      event.sequence = sequenceOf(old) + (same ? 0 : 1);
      by_uid.erase(found);
    }
    for (const CalendarEvent& old : former) {
      if (!by_uid.contains(old.at("UID")) || old.at("DTSTART") <= compact(timeline.from)) continue;
      // Of what was not looked at, or not listed, nobody knows whether it is gone.
      const bool beyond = timeline.cut_short || timeline.more > 0 || compact(timeline.to) < old.at("DTSTART");
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

  std::string text() {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Jurat//Dates to come//EN");
    line("CALSCALE:GREGORIAN");
    if (!lei_.empty()) {
      line(std::string(kLei) + ":" + escaped(lei_));
      line(std::string(kName) + ":" + escaped(name_));
    }
    for (const Event& event : events_) write(event);
    line("END:VCALENDAR");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { fold(text, out_); }
  std::string words(const Message& message) const { return say(message, options_.language); }

  // The same change has the same UID in every calendar of the company, whatever its day and whoever owns the
  // waiver; of several of one kind the first is the first.
  std::string uidOf(const DateChange& change, const std::string& identity) {
    std::string key = "jurat date 1\n" + identity + "\n" + change.id + "\n" + change.subject_path + "\n" +
                      std::string(reasonWord(change.reason)) + "\n";
    if (change.about != DateChange::About::Waiver) key += change.because;
    const std::size_t before = known_[key]++;
    key += "\n" + std::to_string(before);
    return ownerOf(identity) + sha256Hex(key).substr(0, 32) + "@jurat";
  }

  Event eventOf(const Timeline& timeline, const DateChange& change, const std::string& identity, bool named) {
    Event event;
    event.uid = uidOf(change, identity);
    event.deadline = change.reason == DateReason::DeadlinePasses;
    const Date day = noticeDay(change);
    event.day = compact(day);
    event.next = compact(Date{day.days + 1});
    Message summary = noticeText(change, options_.language);
    if (!change.subject_id.empty())
      summary = {Phrase::Aside, {std::move(summary), verbatim(change.subject_id)}};
    if (named) {
      Message whose =
          verbatim(printableLine(timeline.company.empty() ? timeline.profile_name : timeline.company));
      summary = {Phrase::ComingBecause, {std::move(whose), std::move(summary)}};
    }
    event.summary = escaped(words(summary));
    std::string text = words(becomesText(change, timeline.to));
    for (const std::string& cite : change.cites) text += "\n" + cite;
    text += "\n" + change.id + "\n" + change.subject_path;
    if (!change.because.empty()) text += "\n" + words(reasonText(change)) + ": " + change.because;
    text += "\n" + noAdvice(options_.language);
    event.description = escaped(text);
    event.category = escaped(change.pack);
    event.status = notYetLaw(change.status) ? "TENTATIVE" : "CONFIRMED";
    return event;
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
    line("DTSTAMP:" + stamp_ + "T000000Z");
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

  const ReportOptions& options_;
  std::vector<Event> events_;
  std::map<std::string, std::size_t> known_;
  std::string stamp_, out_;
  std::string lei_, name_;  // of a calendar that goes on by a name although the identifier is known
};

}  // namespace

bool isCalendarOf(std::string_view text, const Timeline& timeline) {
  const Result<ReadCalendar> calendar = readCalendar(text);
  return calendar && identityIn(*calendar, timeline);
}

std::string timelineIcs(const Timeline& timeline, const ReportOptions& options, std::string_view former) {
  Calendar calendar(options);
  std::string identity = identitiesOf(timeline).front();
  if (former.empty()) {
    calendar.add(timeline, identity, false);
    return calendar.text();
  }
  const Result<ReadCalendar> before = readCalendar(former);
  assert(before);  // INVARIANT: isCalendar() was asked
  identity = identityIn(*before, timeline).value_or(identity);
  calendar.add(timeline, identity, false);
  calendar.follow(before->events, timeline);
  return calendar.text();
}

std::string timelinesIcs(const std::vector<const Timeline*>& timelines, const ReportOptions& options) {
  Calendar calendar(options);
  std::map<std::string, std::size_t> owners;
  for (const Timeline* timeline : timelines) ++owners[identitiesOf(*timeline).front()];
  for (const Timeline* timeline : timelines) {
    std::string identity = identitiesOf(*timeline).front();
    // Two of one name are told apart by their files, not by which of them has how many dates.
    if (owners[identity] > 1) identity += "\nprofile " + timeline->profile_name;
    calendar.add(*timeline, identity, timelines.size() > 1);
  }
  return calendar.text();
}

}  // namespace jurat
