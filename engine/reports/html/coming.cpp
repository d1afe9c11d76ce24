#include "engine/reports/html/coming.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/advice/timeline/timeline.h"
#include "engine/reports/advice/timeline_entries.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"

namespace jurat::html {
namespace {

constexpr std::size_t kFewDates = 4;       // on the first screen
constexpr std::size_t kMostEntries = 100;  // listed, those of law in force first; what is beyond is counted

Filling dayOf(Date day, const char* key, const List& entries) {
  Filling out = one("day", toText(day));
  out[key] = Filling(entries);
  return out;
}

class ComingList {
 public:
  ComingList(const std::vector<const DateChange*>& changes, const Desk& desk)
      : changes_(changes), desk_(desk) {}

  // The days of law, or of what is not yet law.
  List days(bool draft) {
    List days;
    for (std::size_t at = 0; at < changes_.size();) {
      const Date day = changes_[at]->day;
      std::vector<ComingEntry> entries;
      for (; at < changes_.size() && changes_[at]->day == day; ++at) {
        if (notYetLaw(changes_[at]->status) == draft)
          addEntry(
              *changes_[at], desk_.options.language,
              [this](const Message& text) { return desk_.words(text); }, entries);
      }
      List shown;
      for (const ComingEntry& entry : entries) {
        if (listed_ < kMostEntries) {
          shown.push_back(filled(entry));
          ++listed_;
        } else {
          more_ += entry.changes;
        }
      }
      if (!shown.empty()) days.push_back(dayOf(day, "coming", shown));
    }
    return days;
  }

  std::size_t more() const { return more_; }

 private:
  Filling filled(const ComingEntry& entry) const {
    Filling out = one("coming_title", Desk::plain(titleText(*entry.first, desk_.options.language)));
    put(out, "coming_cites", Desk::plain(citesOf(*entry.first)));
    put(out, "coming_id", Desk::plain(entry.first->id));
    put(out, "coming_reason", entry.reason);
    List states;
    for (const ComingState& state : entry.states) {
      const std::string line = desk_.words(lineOf(state));
      if (!line.empty()) states.push_back(one("coming_state", line));
    }
    out["coming_states"] = Filling(states);
    return out;
  }

  const std::vector<const DateChange*>& changes_;
  const Desk& desk_;
  std::size_t listed_ = 0, more_ = 0;
};

struct Notice {
  std::string text;
  bool draft = false, shown = false;
};
using Notices = std::map<Date, std::vector<Notice>>;

// Each notice once, on the day that a calendar has it.
Notices noticesOf(const std::vector<const DateChange*>& changes, const Desk& desk) {
  Notices notices;
  for (const DateChange* change : changes) {
    std::vector<Notice>& all = notices[noticeDay(*change)];
    Message notice = noticeText(*change, desk.options.language);
    if (change->reason == DateReason::DeadlinePasses && !change->subject_id.empty())
      notice = {Phrase::Aside, {std::move(notice), verbatim(change->subject_id)}};
    std::string text = desk.words(notice);
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const Notice& each) { return each.text == text; });
    if (!known) all.push_back({.text = std::move(text), .draft = notYetLaw(change->status)});
  }
  return notices;
}

// What comes next: of what is not yet law only what there is room for beside the law in force.
void few(Filling& part, const std::vector<const DateChange*>& changes, const Desk& desk) {
  Notices notices = noticesOf(changes, desk);
  std::size_t count = 0, shown = 0;
  for (const bool draft : {false, true}) {
    for (auto& [day, all] : notices) {
      for (Notice& notice : all) {
        if (notice.draft != draft) continue;
        ++count;
        notice.shown = shown++ < kFewDates;
      }
    }
  }
  List days;
  for (const auto& [day, all] : notices) {
    List events;
    for (const Notice& notice : all) {
      if (notice.shown) events.push_back(one("event", notice.text));
    }
    if (!events.empty()) days.push_back(dayOf(day, "events", events));
  }
  list(part, "first_days", days);
  put(part, "all_dates", count > kFewDates ? desk.words({Phrase::PageAll, {number(count)}}) : "");
}

Message spanOf(const Timeline& timeline, const std::vector<const DateChange*>& changes) {
  std::set<Date> days;
  for (const DateChange* change : changes) days.insert(change->day);
  return {Phrase::Labelled,
          {{Phrase::ComingSpan, {verbatim(toText(timeline.from)), verbatim(toText(timeline.to))}},
           {Phrase::ComingCount, {number(changes.size()), number(days.size())}}}};
}

}  // namespace

bool coming(Filling& part, const Part& of, const Desk& desk) {
  if (of.timeline == nullptr) return false;
  const Timeline& timeline = *of.timeline;
  std::vector<const DateChange*> changes;
  for (const DateChange& change : timeline.changes) {
    if (concernsAnybody(change)) changes.push_back(&change);
  }
  if (changes.empty()) return false;
  few(part, changes, desk);
  flag(part, "has_coming", true);
  put(part, "coming_span", desk.words(spanOf(timeline, changes)));
  put(part, "picture", timelinePicture(timeline, desk.options, of.number));
  ComingList entries(changes, desk);
  list(part, "coming_days", entries.days(false));
  list(part, "draft_days", entries.days(true));
  List notes;
  const auto note = [&](const Message& text) { notes.push_back(one("coming_note", desk.words(text))); };
  if (entries.more() > 0) note({Phrase::ComingElsewhere, {number(entries.more())}});
  if (timeline.more > 0) note({Phrase::ComingBeyond, {number(timeline.more)}});
  if (timeline.cut_short) note(Phrase::ComingCut);
  part["coming_notes"] = Filling(notes);
  return true;
}

}  // namespace jurat::html
