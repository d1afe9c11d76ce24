// bindRates(): exchange rates that a profile supplies for days on which published ones are missing.
#pragma once
#include <vector>

#include "engine/profile/binding.h"
#include "engine/profile/profile.h"

namespace jurat {

// `rates` is the record below that key of a profile: by table, a list of days with their rates and source.
void bindRates(const Datum& rates, Span key, Binding& binding, std::vector<SuppliedRate>& out);

}  // namespace jurat
