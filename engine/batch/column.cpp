#include "engine/batch/column.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace jurat::batch {
namespace {

constexpr std::int64_t kPowers[kMostScale + 1] = {1,
                                                  10,
                                                  100,
                                                  1'000,
                                                  10'000,
                                                  100'000,
                                                  1'000'000,
                                                  10'000'000,
                                                  100'000'000,
                                                  1'000'000'000,
                                                  10'000'000'000,
                                                  100'000'000'000,
                                                  1'000'000'000'000,
                                                  10'000'000'000'000,
                                                  100'000'000'000'000,
                                                  1'000'000'000'000'000};

// The number as units of 10^-scale; nothing when it is no whole number of them that fits.
std::optional<std::int64_t> unitsIn(const Number& number, std::int8_t scale) {
  if (scale == 0) return number.toInt64();
  const std::optional<Number> scaled = multiply(number, Number::scaled(1, scale));
  return scaled ? scaled->toInt64() : std::nullopt;
}

// The scale nearest to `from` that both bounds are whole at and fit, those above it first.
std::optional<std::int8_t> scaleFor(const Slot& slot, std::int8_t from) {
  const auto fits = [&](std::int8_t scale) { return unitsIn(slot.low, scale) && unitsIn(slot.high, scale); };
  for (std::int8_t scale = from; scale <= kMostScale; ++scale) {
    if (fits(scale)) return scale;
  }
  for (std::int8_t scale = from; scale >= kLeastScale; --scale) {
    if (fits(scale)) return scale;
  }
  return std::nullopt;
}

}  // namespace

std::size_t Arena::bytes() const {
  std::size_t sum = 0;
  for (const Chunk& chunk : chunks_) sum += chunk.size;
  return sum;
}

void Arena::grow(std::size_t bytes) {
  while (!chunks_.empty() && chunk_ + 1 < chunks_.size()) {
    ++chunk_;
    used_ = 0;
    if (bytes <= chunks_[chunk_].size) return;
  }
  Chunk chunk;
  chunk.size = std::max(bytes, kChunk);
  chunk.memory = std::make_unique_for_overwrite<std::byte[]>(chunk.size + kAlign);
  void* begin = chunk.memory.get();
  std::size_t room = chunk.size + kAlign;
  chunk.begin = static_cast<std::byte*>(std::align(kAlign, chunk.size, begin, room));
  chunks_.push_back(std::move(chunk));
  chunk_ = chunks_.size() - 1;
  used_ = 0;
}

std::uint8_t wordsOf(const RuleSet& rules, const Type& type) {
  if (type.kind != TypeKind::Choice) return 1;
  const std::size_t options = rules.vocabulary().choices[ChoiceId{type.id}].options.size();
  return static_cast<std::uint8_t>(std::max<std::size_t>(1, (options + 63) / 64));
}

Column makeColumn(Arena& arena, Repr repr, std::size_t lanes, std::uint8_t words) {
  Column column;
  column.repr = repr;
  column.can = arena.take<std::uint8_t>(lanes);
  switch (repr) {
    case Repr::Truth:
    case Repr::Evidence:
      break;
    case Repr::Ordered:
      column.low = arena.take<std::int64_t>(lanes);
      break;
    case Repr::Option:
    case Repr::Set:
      column.words = words;
      column.may = arena.take<std::uint64_t>(lanes * words);
      break;
    case Repr::Text:
    case Repr::Ref:
      column.may = arena.take<std::uint64_t>(lanes);
      break;
    case Repr::Currency:
      column.units = arena.take<std::uint32_t>(lanes);
      break;
    case Repr::Verdict:
      column.flags = arena.take<std::uint8_t>(lanes);
      break;
  }
  return column;
}

std::uint8_t* flagsOf(Arena& arena, Column& column, std::size_t lanes) {
  if (!column.flags) column.flags = arena.filled<std::uint8_t>(lanes, 0);
  return column.flags;
}

std::int64_t* highOf(Arena& arena, Column& column, std::size_t lanes) {
  if (column.high) return column.high;
  column.high = arena.take<std::int64_t>(lanes);
  std::copy(column.low, column.low + lanes, column.high);
  return column.high;
}

std::uint64_t* mustOf(Arena& arena, Column& column, std::size_t lanes) {
  if (column.must) return column.must;
  if (column.repr == Repr::Ordered) {
    column.must = arena.filled<std::uint64_t>(lanes, 0);
  } else {
    column.must = arena.take<std::uint64_t>(lanes * column.words);
    std::copy(column.may, column.may + lanes * column.words, column.must);
  }
  return column.must;
}

std::uint32_t* unitsOf(Arena& arena, Column& column, std::size_t lanes) {
  if (!column.units) column.units = arena.filled<std::uint32_t>(lanes, column.unit);
  return column.units;
}

Column copyOf(Arena& arena, const Column& column, std::size_t lanes) {
  Column out = column;
  out.kept = true;
  const std::size_t n = column.uniform ? 1 : lanes;
  const auto copied = [&](auto*& array, std::size_t words = 1) {
    if (!array) return;
    auto* copy = arena.take<std::remove_reference_t<decltype(*array)>>(n * words);
    std::copy(array, array + n * words, copy);
    array = copy;
  };
  copied(out.can);
  copied(out.flags);
  copied(out.low);
  copied(out.high);
  copied(out.may, column.words);
  copied(out.must, column.words);
  copied(out.units);
  return out;
}

Column spread(Arena& arena, const Column& column, std::size_t lanes) {
  Column out = column;
  out.uniform = out.kept = false;
  const auto filled = [&](auto*& array) {
    if (array) array = arena.filled(lanes, array[0]);
  };
  const auto filled_words = [&](std::uint64_t*& array) {
    if (!array) return;
    auto* copy = arena.take<std::uint64_t>(lanes * column.words);
    for (std::size_t i = 0; i < lanes; ++i) std::copy(array, array + column.words, copy + i * column.words);
    array = copy;
  };
  filled(out.can);
  filled(out.flags);
  filled(out.low);
  filled(out.high);
  filled_words(out.may);
  filled_words(out.must);
  filled(out.units);
  return out;
}

void rescale(Column& column, std::size_t lanes, std::int8_t scale) {
  const int digits = scale - column.scale;
  column.scale = scale;
  // Nothing but zero fits both scales when they are far apart.
  const bool far = digits > kMostScale || digits < -kMostScale;
  const std::int64_t factor = far ? 0 : kPowers[digits < 0 ? -digits : digits];
  const auto turned = [&](std::int64_t& value) {
    if (far) return value == 0;
    if (digits >= 0) return !__builtin_mul_overflow(value, factor, &value);
    const bool whole = value % factor == 0;
    value /= factor;
    return whole;
  };
  for (std::size_t i = 0; i < lanes; ++i) {
    std::int64_t high = column.high ? column.high[i] : column.low[i];
    const bool low_fits = turned(column.low[i]), high_fits = turned(high);
    if (column.high) column.high[i] = high;
    if (!low_fits || !high_fits) putEscape(column, i);
  }
}

void putEscape(Column& column, std::size_t lane) {
  column.can[lane] = escapedCan(column.repr);
  if (column.repr == Repr::Verdict) column.flags[lane] = kAnyVerdict;
  if (column.repr == Repr::Ref && column.flags) column.flags[lane] = 0;
  if (column.low) column.low[lane] = 0;
  if (column.high) column.high[lane] = 0;
  const std::size_t words = column.words;
  if (column.may) std::fill_n(column.may + lane * words, words, 0);
  if (column.must) std::fill_n(column.must + lane * words, words, 0);
  if (column.units) column.units[lane] = 0;
}

namespace {

bool putOrdered(Arena& arena, Column& column, std::size_t lane, std::size_t lanes, const Slot& slot) {
  const bool value = slot.could(kValue);
  Slot bounds;
  if (value && !(slot.flags & kLowOpen)) bounds.low = slot.low;
  if (value && !(slot.flags & kHighOpen)) bounds.high = slot.high;
  const std::optional<std::int8_t> scale = scaleFor(bounds, column.scale);
  if (!scale) return false;
  if (*scale != column.scale) {
    column.low[lane] = 0;
    if (column.high) column.high[lane] = 0;
    rescale(column, lanes, *scale);
  }
  const std::int64_t low = unitsIn(bounds.low, *scale).value_or(0),
                     high = unitsIn(bounds.high, *scale).value_or(0);
  column.low[lane] = low;
  if (high != low || column.high) highOf(arena, column, lanes)[lane] = high;
  if (slot.must != 0 || column.must) mustOf(arena, column, lanes)[lane] = slot.must;
  if (!value) return true;
  if (column.units || slot.unit != column.unit) unitsOf(arena, column, lanes)[lane] = slot.unit;
  return true;
}

}  // namespace

namespace {

const std::uint64_t* wordsAt(std::uint64_t address) {
  return reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(address));
}
std::uint64_t addressOf(const std::uint64_t* words) {
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(words));
}

// Bits of a choice with more options than a word has; where there is no value the slot has no words.
void putWords(Arena& arena, Column& column, std::size_t lane, std::size_t lanes, const Slot& slot) {
  const std::size_t words = column.words, first = lane * words;
  const bool value = slot.could(kValue);
  const auto copy = [&](std::uint64_t from, std::uint64_t* into) {
    for (std::size_t i = 0; i < words; ++i) into[first + i] = value && from ? wordsAt(from)[i] : 0;
  };
  copy(slot.may, column.may);
  if (slot.must != slot.may || column.must) copy(slot.must, mustOf(arena, column, lanes));
}

}  // namespace

bool putSlot(Arena& arena, Column& column, std::size_t lane, std::size_t lanes, const Slot& slot,
             std::uint8_t why) {
  column.can[lane] = static_cast<std::uint8_t>(slot.can | why);
  bool holds = true;
  switch (column.repr) {
    case Repr::Truth:
    case Repr::Evidence:
      break;
    case Repr::Ordered:
      holds = putOrdered(arena, column, lane, lanes, slot);
      break;
    case Repr::Option:
    case Repr::Set:
      if (column.words > 1) {
        putWords(arena, column, lane, lanes, slot);
        break;
      }
      column.may[lane] = slot.may;
      if (slot.must != slot.may || column.must) mustOf(arena, column, lanes)[lane] = slot.must;
      break;
    case Repr::Text:
      column.may[lane] = slot.flags & kUnsettled ? 0 : slot.may;
      break;
    case Repr::Ref:
      holds = !slot.could(kValue) || slot.exactlyOne() || slot.can != kValue;
      if (slot.could(kValue) && slot.flags & (kManyRefs | kUnsettled)) holds = false;
      column.may[lane] = slot.could(kValue) && holds ? slot.may : kNoElement;
      break;
    case Repr::Currency:
      column.units[lane] = slot.unit;
      break;
    case Repr::Verdict:
      // A verdict is always a value; its bits stand where others have flags.
      column.can[lane] = static_cast<std::uint8_t>((slot.can & kPossible) | why);
      column.flags[lane] = static_cast<std::uint8_t>(slot.may);
      return true;
  }
  if (!holds) {
    putEscape(column, lane);
    return false;
  }
  if (slot.flags != 0 || column.flags) flagsOf(arena, column, lanes)[lane] = slot.flags;
  return true;
}

Slot slotAt(const Column& column, std::size_t lane) {
  Slot slot;
  const std::size_t at = column.at(lane);
  slot.can = column.can[at] & kPossible;
  if (column.repr == Repr::Verdict) {
    slot.may = column.flags[at];
    return slot;
  }
  slot.flags = column.flagsAt(lane);
  slot.unit = column.unitAt(lane);
  if (column.repr == Repr::Ordered) {
    if (slot.could(kValue)) {
      slot.low = Number::scaled(column.low[at], -column.scale);
      slot.high = column.high ? Number::scaled(column.high[at], -column.scale) : slot.low;
    }
    slot.must = column.mustAt(lane);
    if (!slot.could(kValue)) slot.unit = 0;
  } else if (column.repr == Repr::Ref) {
    slot.may = column.element(lane);
  } else if (column.words > 1) {
    if (!slot.could(kValue)) return slot;
    slot.may = addressOf(column.may + at * column.words);
    slot.must = column.must ? addressOf(column.must + at * column.words) : slot.may;
  } else if (column.may) {
    slot.may = column.may[at];
    if (column.repr != Repr::Text) slot.must = column.mustAt(lane);
  }
  return slot;
}

}  // namespace jurat::batch
