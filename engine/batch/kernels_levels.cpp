// Kernels of levels and verdicts.
#include "engine/batch/kernel_forms.h"
#include "engine/batch/kernels.h"
#include "engine/evaluate/assessment.h"

namespace jurat::batch {

namespace {

// 0xff where it is so, 0 elsewhere: bytes that are put together without a branch.
JURAT_INLINE Byte where(bool is) { return is ? Byte{0xff} : Byte{0}; }
JURAT_INLINE Byte choose(Byte mask, Byte yes, Byte no) { return byte((yes & mask) | (no & ~mask)); }

}  // namespace

JURAT_CLONES void addCase(const std::uint8_t* __restrict condition, std::size_t n,
                          std::uint8_t* __restrict odd, std::uint8_t* __restrict held,
                          std::uint8_t* __restrict open, std::uint8_t* __restrict mask) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte can = condition[i];
    const Byte no = where(can == kNo), yes = where(can == kYes);
    const Byte either = where((can & (kPossible | kEscaped)) == kEither);
    const Byte before = held[i];
    odd[i] = byte(odd[i] | (~no & before & kSeveral) | (~(no | yes | either) & 1));
    open[i] = byte(open[i] | (either & can));
    held[i] = byte(before | ~no);
    mask[i] = byte(can & kYes);
  }
}

JURAT_CLONES void joinTruth(std::uint8_t* __restrict can, const std::uint8_t* __restrict other,
                            const std::uint8_t* __restrict open, std::uint8_t* __restrict odd,
                            std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte a = other[i], b = can[i], either = byte(a | b);
    const Byte unclear =
        byte(where((either & kEscaped) != 0) | where((a & kPossible) == 0) | where((b & kPossible) == 0));
    const Byte both = byte(either & kPossible);
    const Byte several = where((both & (both - 1)) != 0);
    const Byte joined = byte(both | (several & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0));
    odd[i] = byte(odd[i] | (asked & unclear & 1));
    can[i] = choose(byte(asked & ~unclear), joined, b);
  }
}

JURAT_CLONES void joinVerdicts(std::uint8_t* __restrict can, std::uint8_t* __restrict flags,
                               const std::uint8_t* __restrict other_can,
                               const std::uint8_t* __restrict other_flags,
                               const std::uint8_t* __restrict open, std::uint8_t* __restrict odd,
                               std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte a = other_can[i], b = can[i], either = byte(a | b);
    const Byte unclear =
        byte(where((either & kEscaped) != 0) | where((a & kPossible) == 0) | where((b & kPossible) == 0));
    const Byte bits = byte(flags[i] | other_flags[i]), several = where((bits & (bits - 1)) != 0);
    const Byte joined = byte((either & kPossible) | (several & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0)), takes = byte(asked & ~unclear);
    odd[i] = byte(odd[i] | (asked & unclear & 1));
    can[i] = choose(takes, joined, b);
    flags[i] = choose(takes, bits, flags[i]);
  }
}

JURAT_CLONES void judgeTruth(const std::uint8_t* __restrict done, std::size_t n, std::uint8_t* __restrict can,
                             std::uint8_t* __restrict flags) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte lane = done[i];
    const Byte satisfied = byte(where((lane & kYes) != 0) & kSatisfied);
    const Byte violated = byte(where((lane & kNo) != 0) & kViolated);
    const Byte failed = byte(where((lane & kError) != 0) & kFailed);
    const Byte bits = byte(satisfied | violated | failed), open = where((bits & (bits - 1)) != 0);
    const Byte escaped = byte(open & where((lane & kEscaped) != 0));
    can[i] = byte(kValue | (open & ~escaped & lane & kWhy) | (escaped & kEscaped));
    flags[i] = choose(escaped, kAnyVerdict, bits);
  }
}

JURAT_CLONES void judgeRules(const Judging& lanes, bool unconfirmed, std::size_t n,
                             std::uint8_t* __restrict possible, std::uint8_t* __restrict outcome,
                             std::uint8_t* __restrict escaped) {
  const Byte *forces = lanes.force, *applying = lanes.applies, *duties = lanes.duty_can, *owed = lanes.duty;
  const auto of = [](Outcome word) { return static_cast<Byte>(word); };
  const Byte violated = unconfirmed ? of(Outcome::Review) : of(Outcome::Violated);
  for (std::size_t i = 0; i < n; ++i) {
    const Byte force = forces[i], applies = applying[i], duty = duties[i];
    const Byte f = byte(force & kPossible), a = byte(applies & kPossible);
    const Byte in_force = where((force & kYes) != 0);
    const Byte asked = byte(in_force & where((applies & kYes) != 0));
    Byte bits = byte(where(((force | applies) & kError) != 0) & kFailed);
    bits |= byte(where((force & kNo) != 0) & kNotInForce);
    bits |= byte(in_force & where((applies & kNo) != 0) & kNotApplicable);
    bits |= byte(asked & choose(where((duty & kError) != 0), kFailed, owed[i]));
    Byte above = byte(where((f & (f - 1)) != 0) & force);
    above |= byte(in_force & where((a & (a - 1)) != 0) & applies);
    above |= byte(asked & duty);
    const Byte open = where((bits & (bits - 1)) != 0);
    possible[i] = bits;
    escaped[i] = byte(escaped[i] | (open & where((above & kEscaped) != 0) & 1));
    const Byte waiting =
        choose(where((above & kWhy) == kOther), of(Outcome::Review), of(Outcome::Undetermined));
    Byte said = choose(where(bits == kSatisfied), of(Outcome::Satisfied), of(Outcome::Error));
    said = choose(where(bits == kViolated), violated, said);
    said = choose(where(bits == kPending), of(Outcome::Pending), said);
    said = choose(where(bits == kNotApplicable), of(Outcome::NotApplicable), said);
    said = choose(where(bits == kNotInForce), of(Outcome::NotInForce), said);
    outcome[i] = choose(open, waiting, said);
  }
}

}  // namespace jurat::batch
