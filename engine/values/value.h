// Value: one concrete value, as a constant in a rule or an answer in a profile; its Type travels apart.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/values/date.h"
#include "engine/values/number.h"
#include "engine/values/period.h"

namespace jurat {

struct Money {
  Number amount;
  std::uint32_t currency = 0;
  friend bool operator==(const Money&, const Money&) = default;
};

// An option of a choice by its index in the choice (see engine/check/vocabulary.h).
struct OptionValue {
  std::uint32_t index = 0;
  friend bool operator==(const OptionValue&, const OptionValue&) = default;
};
struct OptionSetValue {
  std::vector<std::uint32_t> indexes;  // sorted, without repeats
  friend bool operator==(const OptionSetValue&, const OptionSetValue&) = default;
};

struct EvidenceValue {
  std::string path;    // below the profile's folder, or a URI
  std::string sha256;  // 64 hex digits, or ""
  std::string media_type;
  std::optional<Date> effective_from, expires, collected_on;
  std::string collected_by, covers;
  friend bool operator==(const EvidenceValue&, const EvidenceValue&) = default;
};

struct JudgementValue {
  bool value = false;
  std::string by;
  std::optional<Date> on, expires;
  std::string evidence;
  friend bool operator==(const JudgementValue&, const JudgementValue&) = default;
};

struct NoneValue {
  friend bool operator==(const NoneValue&, const NoneValue&) = default;
};

// Percentages are held as the number they stand for (7 % is 0.07), quantities in their base unit.
// A `practice` is an OptionValue into kPracticeStates; a `ref` is the id text.
using Value = std::variant<NoneValue, bool, Number, Money, Date, Moment, Period, std::string, OptionValue,
                           OptionSetValue, EvidenceValue, JudgementValue>;

}  // namespace jurat
