// The dates to come of one profile: the picture, and the list for who does not see it; private to
// engine/reports/html.
#pragma once
#include "engine/reports/html/desk.h"

namespace jurat::html {

// Fills them in, and the next of them for the first screen. False when there are none, or none are shown.
bool coming(Filling& part, const Part& of, const Desk& desk);

}  // namespace jurat::html
