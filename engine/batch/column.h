// Column: what is known of one value for each of many elements, as arrays of one kind; a Slot turned on its
// side.
//
// A lane is one place of a column: one element. Its `can` byte holds the bits of Slot::can and, above them,
// why the value is not settled: batch runs do not say which fact is missing, only whether it is one, so two
// bits stand for Slot::cause. The highest bit marks a lane that this machine does not know: the scalar
// machine has to be asked.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/evaluate/slot.h"

namespace jurat::batch {

// Bits of `can`, above those of Slot::can.
inline constexpr std::uint8_t kFactual = 32;  // a fact, list or rate is among the causes
inline constexpr std::uint8_t kOther = 64;    // a judgement or a source is
inline constexpr std::uint8_t kEscaped = 128;
inline constexpr std::uint8_t kPossible = 31;            // those of Slot::can
inline constexpr std::uint8_t kWhy = kFactual | kOther;  // those of Slot::cause
inline constexpr std::uint8_t kAbove = kWhy | kEscaped;  // what falls away once a value is settled
inline constexpr std::uint8_t kAnyVerdict = 63;          // every bit of a verdict
// Of a ref column, in the flags of a lane that is escaped for everybody who does not know better: `may` names
// what is known of it (BlockMachine::several).
inline constexpr std::uint8_t kSeveralRefs = kManyRefs;
inline constexpr std::uint64_t kNoElement = 0xFFFFFFFF;  // of a ref column, where there is none
inline constexpr std::int8_t kLeastScale = -30;          // below zero: of quantities beyond 64 bits
inline constexpr std::int8_t kMostScale = 15;            // digits behind the point of an ordered column

inline bool single(std::uint8_t can) {
  const std::uint8_t possible = can & kPossible;
  return (possible & (possible - 1)) == 0;
}

// An escaped lane can be anything, so that what is settled in spite of it is settled by the same arithmetic
// as any other open lane (answering a fact only narrows).
inline std::uint8_t escapedCan(Repr repr) {
  if (repr == Repr::Truth) return kEscaped | kYes | kNo | kError;
  if (repr == Repr::Verdict) return kEscaped | kValue;
  return kEscaped | kValue | kNone | kError;
}

struct Column {
  Repr repr = Repr::Truth;
  bool uniform = false;    // one lane, which stands for all
  bool constant = false;   // the same for all companies there are
  bool kept = false;       // lives as long as the block of companies, not only as long as the run
  std::int8_t scale = 0;   // ordered: low and high count units of 10^-scale
  std::uint8_t words = 1;  // option, set: 64-bit words a lane
  EntityId entity{kNoId};  // ref: whose elements `may` counts
  std::uint32_t unit = 0;  // money and currencies: of all lanes, where there are no `units`
  std::uint8_t* can = nullptr;
  std::uint8_t* flags = nullptr;  // null: none is set. Of a verdict: its bits
  std::int64_t* low = nullptr;    // ordered; 0 where there is no such bound
  std::int64_t* high = nullptr;   // ordered; null: the same as low
  std::uint64_t* may =
      nullptr;  // option, set: bits; text: address; ref: element, null: each lane's own number
  std::uint64_t* must = nullptr;   // set, option: bits, null: the same as may; ordered: kThere, null: 0
  std::uint32_t* units = nullptr;  // money and currencies

  std::size_t at(std::size_t lane) const { return uniform ? 0 : lane; }
  std::uint64_t element(std::size_t lane) const { return may ? may[at(lane)] : lane; }
  std::uint32_t unitAt(std::size_t lane) const { return units ? units[at(lane)] : unit; }
  std::uint8_t flagsAt(std::size_t lane) const { return flags ? flags[at(lane)] : std::uint8_t{0}; }
  std::int64_t highAt(std::size_t lane) const { return high ? high[at(lane)] : low[at(lane)]; }
  // INVARIANT of the next: one word a lane.
  std::uint64_t mustAt(std::size_t lane) const {
    return must ? must[at(lane)] : repr == Repr::Ordered ? 0 : may[at(lane)];
  }
};

// Memory that is given back all at once, or down to a mark.
class Arena {
 public:
  struct Mark {
    std::size_t chunk = 0, used = 0;
  };

  // Aligned for any vector; holds what an earlier taker left.
  template <typename T>
  T* take(std::size_t count) {
    const std::size_t bytes = (count * sizeof(T) + kAlign - 1) / kAlign * kAlign;
    if (chunks_.empty() || used_ + bytes > chunks_[chunk_].size) grow(bytes);
    std::byte* at = chunks_[chunk_].begin + used_;
    used_ += bytes;
    return reinterpret_cast<T*>(at);
  }
  template <typename T>
  T* filled(std::size_t count, T value) {
    T* out = take<T>(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = value;
    return out;
  }
  Mark mark() const { return {chunk_, used_}; }
  void rewind(Mark mark) { chunk_ = mark.chunk, used_ = mark.used; }
  void clear() { chunk_ = used_ = 0; }
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kAlign = 64, kChunk = std::size_t{1} << 20;
  struct Chunk {
    std::unique_ptr<std::byte[]> memory;
    std::byte* begin = nullptr;
    std::size_t size = 0;
  };
  void grow(std::size_t bytes);

  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0, used_ = 0;
};

// A column of that many lanes, `can` and what its kind always has (low; may; the bits of a verdict) not yet
// set.
Column makeColumn(Arena& arena, Repr repr, std::size_t lanes, std::uint8_t words = 1);
// How many words a lane of that type takes.
std::uint8_t wordsOf(const RuleSet& rules, const Type& type);
// The flags, `high`, `must` or `units` of a column that has had none so far, filled with what that meant.
std::uint8_t* flagsOf(Arena& arena, Column& column, std::size_t lanes);
std::int64_t* highOf(Arena& arena, Column& column, std::size_t lanes);
std::uint64_t* mustOf(Arena& arena, Column& column, std::size_t lanes);
std::uint32_t* unitsOf(Arena& arena, Column& column, std::size_t lanes);

// The same column in memory of `arena`.
Column copyOf(Arena& arena, const Column& column, std::size_t lanes);

// A column of that many lanes, which are all what the one lane of `column` is.
Column spread(Arena& arena, const Column& column, std::size_t lanes);

// Turns an ordered column to more digits behind the point, or fewer; lanes that do not fit escape. `lanes` of
// them are set.
void rescale(Column& column, std::size_t lanes, std::int8_t scale);
// Puts a slot into a lane, or escapes the lane when no lane can hold it (numbers beyond 64 bits or without a
// finite decimal expansion, refs to several elements). `why` are bits of
// kWhy; `lanes` of the column are set so far. False when it escaped.
bool putSlot(Arena& arena, Column& column, std::size_t lane, std::size_t lanes, const Slot& slot,
             std::uint8_t why);
void putEscape(Column& column, std::size_t lane);
// The lane as a slot, without cause and fault.
Slot slotAt(const Column& column, std::size_t lane);

}  // namespace jurat::batch
