// What a statement of the checked program rests on: its pinpoints in the law, and how sure they are.
#pragma once
#include <cstdint>
#include <string>

#include "engine/check/vocabulary.h"
#include "engine/source/span.h"

namespace jurat::checked {

enum class DeclarationId : std::uint32_t {};

enum class Level : std::uint8_t { Official, Secondary, Unconfirmed };
struct Confidence {
  Level level = Level::Official;
  bool reading = false;  // an interpretation
  bool plain() const { return level == Level::Official && !reading; }
  friend bool operator==(const Confidence&, const Confidence&) = default;
};

// A pinpoint in a source of the pack. `option`: the citation of the option that `per` (or the control) stands
// for; `column`: of that option's row, or that of `lowest`, in a data table on the as-of day; else `text`.
struct Citation {
  std::uint32_t source = 0;  // index into Pack::sources
  std::string text;
  bool option = false;
  DeclarationId table{kNoId};
  std::uint32_t column = 0;
  std::uint32_t lowest = kNoId;  // index among the lowest options of the table's choice
  Span span;
};

}  // namespace jurat::checked
