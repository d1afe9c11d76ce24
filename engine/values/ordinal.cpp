#include "engine/values/ordinal.h"

namespace jurat {

std::optional<Number> ordinalOf(const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* money = std::get_if<Money>(&value)) return money->amount;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
  if (const auto* moment = std::get_if<Moment>(&value)) return Number(moment->seconds);
  if (const auto* period = std::get_if<Period>(&value)) return Number(period->count);
  return std::nullopt;
}

}  // namespace jurat
