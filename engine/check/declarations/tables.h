// Tables of data and rates: headers, rows, and cells as constants of their column's type.
#pragma once
#include "engine/check/context.h"

namespace jurat::checking {

void readTable(Context& context, const Work& work);
void readRates(Context& context, const Work& work);

}  // namespace jurat::checking
