// Calendars: their years, weekends and days as data, and the calendar that a name means.
#pragma once
#include "engine/check/context.h"

namespace jurat::checking {

void readCalendar(Context& context, const Work& work);

// The calendar that `name` means in `from`; nothing after a report.
std::optional<DeclarationId> findCalendar(const Context& context, PackId from, const ast::Dotted& name);

}  // namespace jurat::checking
