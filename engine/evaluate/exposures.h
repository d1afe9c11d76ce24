// Who is exposed to what by one finding; private to engine/evaluate, engine/testing and engine/advice.
#pragma once
#include <vector>

#include "engine/evaluate/evaluate.h"

namespace jurat {

// A line before it is known what the amount is.
struct Exposed {
  const ExposureCode* code = nullptr;
  ExposureState state = ExposureState::Live;
  std::string party;
  std::optional<Date> from;  // From: the first day of the sanction
};

// The lines of a rule for one subject, in the order of the text, `once` not yet looked at; none unless the
// finding is violated or could be.
std::vector<Exposed> exposuresOf(Machine& machine, const RuleCode& rule, const Finding& finding);

// The element itself or the one that contains it of that entity; kNoId when there is none.
InstanceId ancestorOf(const Machine& machine, InstanceId instance, EntityId entity);

}  // namespace jurat
