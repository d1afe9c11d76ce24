// Motion: how long what is known of a value stays as it is while days pass and answers do not change;
// private to engine/advice.
#pragma once
#include <cstdint>

#include "engine/advice/timeline/timeline.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/machine.h"

namespace jurat {

// Why something holds no longer than it does.
struct Flip {
  DateReason reason = DateReason::Unknown;
  BlockId block{kNoId};        // where it was said: whose declaration it is
  InstanceId instance{kNoId};  // of an answer: whose
  FactId fact{kNoId};          // and which
  Date day{kLastDate};         // the day it is about, where it is not the one behind `until`
};

// How a bound moves with the day: into BoundsOverTime; 0: it stays.
using BoundId = std::uint32_t;

// A slot is the same on every day up to `until`, but that its bounds may move as said.
struct Motion {
  Date until = kLastDate;
  BoundId low = 0, high = 0;
  Flip why{};

  bool moves() const { return (low | high) != 0; }
  // No longer than that.
  void limit(Date day, const Flip& because) {
    if (until <= day) return;
    until = day;
    why = because;
  }
  void limit(const Motion& other) { limit(other.until, other.why); }
};

}  // namespace jurat
