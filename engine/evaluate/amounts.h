// What amounts and benefits share: their version, bounds, texts and reasons; private to engine/evaluate and
// engine/advice.
#pragma once
#include "engine/evaluate/explain.h"
#include "engine/evaluate/machine.h"

namespace jurat {

const AmountVersion* versionOn(const AmountCode& amount, Date day);
void addConfidence(const checked::Confidence& confidence, AmountResult& result);
// Dates, bounds and texts; `cause` becomes what leaves them open. Missing facts are left to the caller.
AmountResult amountFrom(Machine& machine, const AmountCode& amount, InstanceId subject, std::uint32_t& cause);
// The arithmetic of the levels that decide, or may.
Reason amountReason(Machine& machine, const AmountCode& amount, InstanceId subject, Explainer& explainer);

}  // namespace jurat
