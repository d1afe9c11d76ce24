// The dates to come as a calendar (RFC 5545).
#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/calendar_events.h"
#include "engine/reports/advice/calendar_owner.h"
#include "engine/reports/advice/calendar_reader.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"
#include "engine/reports/paths.h"
#include "engine/source/render.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kLineOctets = 75;

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

// The day after; empty where it has none that four digits can say.
std::string dayAfter(const std::string& day) {
  std::string text = day;
  if (text.size() != 8) return {};
  const std::optional<Date> date = parseDate(text.insert(6, "-").insert(4, "-"));
  return date && *date < kLastDate ? calendarDay(Date{date->days + 1}) : std::string();
}

class Calendar {
 public:
  explicit Calendar(const ReportOptions& options) : options_(options) {}

  // `named`: events say whose they are.
  void add(const Timeline& timeline, const CalendarOwner& owner, bool named) {
    std::vector<CalendarEntry> entries = entriesOf(timeline, named);
    beginEvents(owner, used_, entries);
    std::move(entries.begin(), entries.end(), std::back_inserter(entries_));
  }

  void follow(const ReadCalendar& former, const CalendarOwner& owner, const Timeline& timeline) {
    entries_ = entriesOf(timeline, false);
    followEvents(former, owner, timeline, entries_);
    // One that was begun before the identifier was known holds both.
    if (timeline.lei.empty() || owner.digest == ownerOf(identitiesOf(timeline, {}).front()).digest) return;
    lei_ = timeline.lei;
    owner_ = owner.digest;
  }

  std::string text() {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Jurat//Dates to come//EN");
    line("CALSCALE:GREGORIAN");
    if (!lei_.empty()) {
      line(std::string(kCalendarLei) + ":" + escaped(lei_));
      line(std::string(kCalendarOwner) + ":" + owner_);
    }
    for (const CalendarEntry& entry : entries_) write(entry);
    if (entries_.empty()) writeZone();
    line("END:VCALENDAR");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { fold(text, out_); }
  std::string words(const Message& message) const { return say(message, options_.language); }

  std::vector<CalendarEntry> entriesOf(const Timeline& timeline, bool named) {
    std::vector<CalendarEntry> entries;
    for (const std::vector<DateChange>* changes : {&timeline.changes, &timeline.passing}) {
      for (const DateChange& change : *changes) {
        if (concernsAnybody(change) && noticeDay(change) <= timeline.to)
          entries.push_back(entryOf(timeline, change, named));
      }
    }
    return entries;
  }

  CalendarEntry entryOf(const Timeline& timeline, const DateChange& change, bool named) const {
    CalendarEntry entry;
    entry.key = kindKey(change);
    entry.kind = kindOf(entry.key);
    entry.deadline = change.reason == DateReason::DeadlinePasses;
    entry.running = change.first && change.day.days == timeline.from.days + 1;
    entry.day = calendarDay(noticeDay(change));
    entry.stamp = calendarStamp(timeline.from);
    entry.summary = escaped(words(summaryOf(timeline, change, named)));
    entry.description = escaped(descriptionOf(change));
    entry.category = escaped(change.pack);
    entry.status = notYetLaw(change.status) ? "TENTATIVE" : "CONFIRMED";
    return entry;
  }

  Message summaryOf(const Timeline& timeline, const DateChange& change, bool named) const {
    Message summary = noticeText(change, options_.language);
    if (!change.subject_id.empty())
      summary = {Phrase::Aside, {std::move(summary), verbatim(change.subject_id)}};
    if (!named) return summary;
    const std::string name =
        timeline.company.empty() ? pathFrom(timeline.profile_name, options_.directory) : timeline.company;
    Message whose = verbatim(printableLine(name));
    return {Phrase::ComingBecause, {std::move(whose), std::move(summary)}};
  }

  std::string descriptionOf(const DateChange& change) const {
    std::string text = words(beginsText(change));
    const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
    for (const std::string& cite : change.cites) add(cite);
    add(change.id);
    add(change.subject_path);
    if (!change.because.empty()) add(words(reasonText(change)) + ": " + change.because);
    add(noAdvice(options_.language));
    return text;
  }

  void write(const CalendarEntry& entry) {
    line("BEGIN:VEVENT");
    line("UID:" + entry.uid);
    line("DTSTAMP:" + entry.stamp);
    line("DTSTART;VALUE=DATE:" + entry.day);
    // Without an end it lasts one day (RFC 5545, 3.6.1).
    if (const std::string next = dayAfter(entry.day); !next.empty()) line("DTEND;VALUE=DATE:" + next);
    line("SEQUENCE:" + std::to_string(entry.sequence));
    line("STATUS:" + entry.status);
    line("SUMMARY:" + entry.summary);
    if (!entry.description.empty()) line("DESCRIPTION:" + entry.description);
    if (!entry.category.empty()) line("CATEGORIES:" + entry.category);
    line("TRANSP:TRANSPARENT");
    if (!entry.kind.empty()) line(std::string(kCalendarKind) + ":" + entry.kind);
    if (entry.status != "CANCELLED") {
      line("BEGIN:VALARM");
      line("ACTION:DISPLAY");
      line("DESCRIPTION:" + entry.summary);
      line(std::string("TRIGGER:") + (entry.deadline ? kDeadlineAlarm : kOtherAlarm));
      line("END:VALARM");
    }
    line("END:VEVENT");
  }

  // A calendar holds at least one component (RFC 5545, 3.6); this one says nothing of anybody.
  void writeZone() {
    for (const char* each : {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
                             "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"})
      line(each);
  }

  const ReportOptions& options_;
  std::vector<CalendarEntry> entries_;
  std::set<std::string> used_;
  std::string out_;
  std::string lei_, owner_;  // of a calendar that goes on by a name although the identifier is known
};

}  // namespace

bool isCalendarOf(std::string_view text, const Timeline& timeline, const ReportOptions& options) {
  const Result<ReadCalendar> calendar = readCalendar(text);
  return calendar && ownerIn(*calendar, timeline, options.directory);
}

std::string timelineIcs(const Timeline& timeline, const ReportOptions& options, std::string_view former) {
  Calendar calendar(options);
  const CalendarOwner owner = ownerOf(identitiesOf(timeline, options.directory).front());
  if (former.empty()) {
    calendar.add(timeline, owner, false);
    return calendar.text();
  }
  const Result<ReadCalendar> before = readCalendar(former);
  assert(before);  // INVARIANT: isCalendar() was asked
  calendar.follow(*before, ownerIn(*before, timeline, options.directory).value_or(owner), timeline);
  return calendar.text();
}

std::string timelinesIcs(const std::vector<const Timeline*>& timelines, const ReportOptions& options) {
  Calendar calendar(options);
  std::map<std::string, std::size_t> companies;
  const auto first = [&](const Timeline& timeline) {
    return identitiesOf(timeline, options.directory).front();
  };
  for (const Timeline* timeline : timelines) ++companies[first(*timeline)];
  for (const Timeline* timeline : timelines) {
    std::string identity = first(*timeline);
    // Two of one name are told apart by their files, not by which of them has how many dates.
    if (companies[identity] > 1)
      identity += "\nprofile " + pathFrom(timeline->profile_name, options.directory);
    calendar.add(*timeline, ownerOf(identity), timelines.size() > 1);
  }
  return calendar.text();
}

}  // namespace jurat
