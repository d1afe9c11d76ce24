// ordinalOf: the place of a value among others of its type, as bounds and cells compare it.
#pragma once
#include <optional>

#include "engine/values/value.h"

namespace jurat {

// A number as it is, money by its amount, days and moments by their days and seconds since 1970-01-01,
// periods by their count of seconds or months. Empty for what has no order (none, yes and no, options, texts,
// records).
std::optional<Number> ordinalOf(const Value& value);

}  // namespace jurat
