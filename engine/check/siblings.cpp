#include "engine/check/context.h"
namespace jurat::checking {
void checkSiblings(Context&) {}
void checkDates(Context&) {}
void checkUnused(Context&) {}
}  // namespace jurat::checking
