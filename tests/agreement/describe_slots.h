// describe(): one text for the same knowledge, whichever evaluator holds it.
#pragma once
#include <optional>
#include <string>

#include "engine/evaluate/slot.h"
#include "tests/agreement/reference.h"

namespace jurat::agreement {

std::string boundText(const std::optional<Number>& at);
std::string describe(const reference::Possible& one, reference::Form form);
std::string describe(const Slot& slot, reference::Form form);

}  // namespace jurat::agreement
