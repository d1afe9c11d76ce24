#include "engine/reports/advice/calendar_events.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace jurat {
namespace {

constexpr const char* kCancelled = "CANCELLED";
// Numbers of repeats that a calendar may lack between two that it has.
constexpr std::size_t kNumbersMissed = 16;

using Group = std::vector<std::size_t>;  // of entries, by day
std::map<std::string, Group> groupsOf(const std::vector<CalendarEntry>& entries) {
  std::map<std::string, Group> groups;
  for (std::size_t i = 0; i < entries.size(); ++i) groups[entries[i].kind].push_back(i);
  for (auto& [kind, group] : groups)
    std::stable_sort(group.begin(), group.end(),
                     [&](std::size_t a, std::size_t b) { return entries[a].day < entries[b].day; });
  return groups;
}

std::string unusedUid(const CalendarOwner& owner, const CalendarEntry& entry, std::set<std::string>& used) {
  for (std::size_t repeat = 1;; ++repeat) {
    std::string uid = datedUid(owner, entry.kind, entry.day, repeat);
    if (used.insert(uid).second) return uid;
  }
}

std::size_t sequenceOf(const CalendarEvent& event) {
  constexpr std::size_t kMost = 1'000'000'000;
  std::size_t value = 0;
  for (const char c : event.at("SEQUENCE")) {
    if (c < '0' || c > '9') return 0;
    value = std::min(value * 10 + static_cast<std::size_t>(c - '0'), kMost);
  }
  return value;
}

class Following {
 public:
  Following(const ReadCalendar& former, const CalendarOwner& owner, const Timeline& timeline,
            std::vector<CalendarEntry>& entries)
      : former_(former.events),
        owner_(owner),
        timeline_(timeline),
        from_(calendarDay(timeline.from)),
        to_(calendarDay(timeline.to)),
        entries_(entries),
        taken_(former_.size(), false),
        successor_of_(entries.size()) {}

  void run() {
    index();
    for (const auto& [kind, group] : groupsOf(entries_)) {
      const Group olds = formerOf(kind, entries_[group.front()].key);
      pairByDay(group, olds);
      pairMoved(group, olds, false);
      pairMoved(group, olds, true);
    }
    name();
    for (std::size_t i = 0; i < former_.size(); ++i) {
      if (!taken_[i]) leave(former_[i]);
    }
  }

 private:
  void index() {
    for (std::size_t i = 0; i < former_.size(); ++i) {
      used_.insert(former_[i].at("UID"));
      const std::string& kind = former_[i].at(kCalendarKind);
      if (kind.empty()) {
        unkinded_.emplace(former_[i].at("UID"), i);
      } else {
        by_kind_[kind].push_back(i);
      }
    }
  }

  // By day, what is cancelled last.
  Group formerOf(const std::string& kind, const std::string& key) const {
    const auto known = by_kind_.find(kind);
    Group olds = known == by_kind_.end() ? Group() : known->second;
    // Calendars of before there were kinds.
    const bool numbered = !unkinded_.empty() && !owner_.identity.empty();
    for (std::size_t number = 0, missed = 0; numbered && missed < kNumbersMissed; ++number) {
      const auto found = unkinded_.find(numberedUid(owner_, key, number));
      if (found != unkinded_.end()) olds.push_back(found->second);
      missed = found == unkinded_.end() ? missed + 1 : 0;
    }
    std::stable_sort(olds.begin(), olds.end(), [&](std::size_t a, std::size_t b) {
      const auto place = [&](std::size_t i) { return std::pair(former_[i].at("DTSTART"), isCancelled(i)); };
      return place(a) < place(b);
    });
    return olds;
  }

  bool isCancelled(std::size_t old) const { return former_[old].at("STATUS") == kCancelled; }

  void pair(std::size_t entry, std::size_t old) {
    taken_[old] = true;
    successor_of_[entry] = old;
  }

  void pairByDay(const Group& group, const Group& olds) {
    std::size_t at = 0;
    for (const std::size_t entry : group) {
      const std::string& day = entries_[entry].day;
      while (at < olds.size() && former_[olds[at]].at("DTSTART") < day) ++at;
      if (at < olds.size() && former_[olds[at]].at("DTSTART") == day) pair(entry, olds[at++]);
    }
  }

  // What stands on another day than before. What has passed was on its day and is not moved; what was
  // cancelled stays so on its day. Those within the days looked at first: beyond, nobody knows whether they
  // are gone.
  void pairMoved(const Group& group, const Group& olds, bool beyond) {
    std::size_t at = 0;
    for (const std::size_t entry : group) {
      if (successor_of_[entry] || entries_[entry].running) continue;
      const auto movable = [&](std::size_t old) {
        const std::string& day = former_[old].at("DTSTART");
        const bool to_come = from_ < day || (entries_[entry].deadline && from_ == day);
        return !taken_[old] && !isCancelled(old) && to_come && (to_ < day) == beyond;
      };
      while (at < olds.size() && !movable(olds[at])) ++at;
      if (at == olds.size()) return;
      pair(entry, olds[at]);
    }
  }

  void name() {
    std::vector<CalendarEntry> kept;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      CalendarEntry& entry = entries_[i];
      if (successor_of_[i]) {
        const CalendarEvent& old = former_[*successor_of_[i]];
        const bool same = old.at("DTSTART") == entry.day && old.at("SUMMARY") == entry.summary &&
                          old.at("DESCRIPTION") == entry.description && old.at("STATUS") == entry.status &&
                          old.at("CATEGORIES") == entry.category;
        entry.uid = old.at("UID");
        count(entry, old, same);
      } else if (entry.running) {
        continue;
      } else {
        entry.uid = unusedUid(owner_, entry, used_);
      }
      kept.push_back(std::move(entry));
    }
    entries_ = std::move(kept);
  }

  // What says the same was last revised when it was (RFC 5545, 3.8.7.2).
  static void count(CalendarEntry& entry, const CalendarEvent& old, bool same) {
    entry.sequence = sequenceOf(old) + (same ? 0 : 1);
    const std::string& stamp = old.at("DTSTAMP");
    if (same && stamp.size() == entry.stamp.size() && stamp.ends_with("T000000Z")) entry.stamp = stamp;
  }

  void leave(const CalendarEvent& old) {
    const std::string &day = old.at("DTSTART"), &kind = old.at(kCalendarKind);
    const bool passed = day <= from_;
    // It was moved to a day before the one in its UID, on which another may come.
    if (passed && dayOfUid(old.at("UID"), kind) <= from_) return;
    // Of what was not looked at, or not listed, nobody knows whether it is gone.
    const bool stands = passed || timeline_.cut_short || timeline_.more > 0 || to_ < day;
    CalendarEntry entry{.uid = old.at("UID"),
                        .kind = kind,
                        .key = {},
                        .day = day,
                        .summary = old.at("SUMMARY"),
                        .description = old.at("DESCRIPTION"),
                        .category = old.at("CATEGORIES"),
                        .status = stands ? old.at("STATUS") : kCancelled,
                        .stamp = calendarStamp(timeline_.from)};
    count(entry, old, old.at("STATUS") == entry.status);
    entry.deadline = old.trigger == kDeadlineAlarm;
    entries_.push_back(std::move(entry));
  }

  const std::vector<CalendarEvent>& former_;
  const CalendarOwner& owner_;
  const Timeline& timeline_;
  std::string from_, to_;
  std::vector<CalendarEntry>& entries_;
  std::vector<bool> taken_;                               // of former events
  std::vector<std::optional<std::size_t>> successor_of_;  // of entries: the former event that they are
  std::set<std::string> used_;
  std::map<std::string, Group> by_kind_;
  std::map<std::string, std::size_t> unkinded_;  // former events that say no kind, by UID
};

}  // namespace

void beginEvents(const CalendarOwner& owner, std::set<std::string>& used,
                 std::vector<CalendarEntry>& entries) {
  std::erase_if(entries, [](const CalendarEntry& entry) { return entry.running; });
  for (const auto& [kind, group] : groupsOf(entries)) {
    for (const std::size_t i : group) {
      entries[i].uid = numberedUid(owner, entries[i].key, 0);
      // By number the first would be another one as soon as it has passed.
      if (group.size() > 1 || !used.insert(entries[i].uid).second)
        entries[i].uid = unusedUid(owner, entries[i], used);
    }
  }
}

void followEvents(const ReadCalendar& former, const CalendarOwner& owner, const Timeline& timeline,
                  std::vector<CalendarEntry>& entries) {
  Following(former, owner, timeline, entries).run();
}

std::string calendarDay(Date day) {
  std::string text = toText(day);
  std::erase(text, '-');
  return text;
}

std::string calendarStamp(Date day) { return calendarDay(day) + "T000000Z"; }

}  // namespace jurat
