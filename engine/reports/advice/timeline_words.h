// What the dates to come are said with; private to engine/reports.
#pragma once
#include <string>

#include "engine/advice/timeline/timeline.h"
#include "engine/phrases/message.h"

namespace jurat {

// Somebody has, had or may have to do with it: it is not only between what does not apply and what is not in
// force.
bool concernsAnybody(const DateChange& change);
// "takes effect", "deadline passed, 2026-12-31 is the last day"
Message reasonText(const DateChange& change);
// "not in force → pending, due 2026-12-31". What is another one every day says what it is at last, and until
// when.
Message becomesText(const DateChange& change);
// The same, and of what is another one every day what it is on its first one: that hangs on no day looked at.
Message beginsText(const DateChange& change);
// A line by itself: "due: Long bridges are inspected", and the day that it stands at: that of the change, or
// of a deadline its last one.
Message noticeText(const DateChange& change, Language language);
Date noticeDay(const DateChange& change);
// What every report says of itself, where it names neither profile nor version.
const std::string& noAdvice(Language language);
const std::string& titleText(const DateChange& change, Language language);

}  // namespace jurat
