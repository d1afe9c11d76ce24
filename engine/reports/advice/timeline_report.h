// The dates to come, for people, programs and calendars. Same timeline, same bytes.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/base/result.h"
#include "engine/reports/report.h"

namespace jurat {

// A list by day, next first; at most a screen of it, and without changes that ask for nothing before or
// after, unless `all`.
std::string timelineText(const Timeline& timeline, const ReportOptions& options, bool all);

// docs/timeline.schema.json describes it. Keys are never translated.
std::string timelineJson(const Timeline& timeline, const ReportOptions& options);

// iCalendar (RFC 5545): an event a change that asks for something before or after, on the day itself or, of a
// deadline, on its last day; with an alarm. With `former`, a calendar that this wrote before, an event that
// has changed counts on, and one that is gone is cancelled; what lies beyond the days looked at is not. A
// figure that moves already on the first day is no event. `former` has been read by isCalendar() and
// isCalendarOf().
std::string timelineIcs(const Timeline& timeline, const ReportOptions& options, std::string_view former = {});
// The same of several companies in one calendar: each event says whose it is, and no UID stands twice.
std::string timelinesIcs(const std::vector<const Timeline*>& timelines, const ReportOptions& options);

// A picture of the changes that ask for something before or after: SVG, a lane a pack, a mark a day,
// described for who does not see it, without scripts or anything from elsewhere.
std::string timelineSvg(const Timeline& timeline, const ReportOptions& options);
// The same as a part of a page of HTML: the page's style says how its classes look; `number` ends its ids.
std::string timelinePicture(const Timeline& timeline, const ReportOptions& options, std::size_t number);

// Whether a text is a calendar as RFC 5545 has it, else what is wrong with it and in which line.
Result<bool> isCalendar(std::string_view text);
// Whether timelineIcs() wrote all its events for this company: the one with this legal entity identifier, or
// with this name, or without one in this file.
bool isCalendarOf(std::string_view text, const Timeline& timeline, const ReportOptions& options);

}  // namespace jurat
