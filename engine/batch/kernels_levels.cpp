// Kernels of levels and verdicts.
#include "engine/batch/kernel_forms.h"
#include "engine/batch/kernels.h"
#include "engine/evaluate/assessment.h"

namespace jurat::batch {

namespace {

JURAT_INLINE Byte choose(Byte mask, Byte yes, Byte no) { return byte((yes & mask) | (no & inverse(mask))); }

// What one lane of a level gathers on its way through the cases.
struct Joining {
  Byte value = 0, why = 0;        // what may be, and the causes of it
  Byte conditions = 0, open = 0;  // causes of open conditions; that some is open
  Byte failing = 0, failed = 0;   // that a condition may fail, that one does
  Byte general = 0xff;            // kNo while no case holds for certain
  Byte odd = 0;
};
struct Case {
  Byte value = 0, taken = 0, sure = 0;
};

JURAT_INLINE Case addTo(Joining& lane, Byte condition, Byte value, Byte can) {
  const Byte possible = condition & kPossible;
  Case out;
  out.value = value;
  out.sure = where(possible == kYes);
  out.taken = where((condition & kYes) != 0);
  lane.failed |= where(possible == kError);
  lane.failing |= condition;
  lane.general &= condition;
  lane.open |= byte(out.taken & inverse(out.sure));
  lane.conditions |= byte(several(possible) & condition);
  lane.odd |= byte(where(possible == 0) | where((condition & (kEscaped | kNone | kValue)) != 0));
  lane.odd |= byte(out.taken & (where(value == 0) | where((can & kEscaped) != 0)));
  lane.value |= byte(out.taken & value);
  lane.why |= byte(out.taken & can);
  return out;
}

// Two that may hold at once and do not say the same: an error, which is left to the scalar machine where it
// is certain.
JURAT_INLINE void clash(Joining& lane, const Case& a, const Case& b, LevelPair pair, Byte error) {
  const Byte differ = byte(a.taken & b.taken & (where(a.value != b.value) | several(a.value)));
  const Byte sure = byte(a.sure & b.sure);
  lane.odd |= byte(differ & sure & pair.sure);
  lane.value |= byte(differ & inverse(sure) & pair.open & error);
}

template <bool Truth, int Count>
JURAT_INLINE void joinCases(const Level& of, std::size_t n, Byte* __restrict value, Byte* __restrict can,
                            Byte* __restrict odd) {
  constexpr int kSecond = Count > 1 ? 1 : 0, kThird = Count > 2 ? 2 : 0, kFourth = Count > 3 ? 3 : 0;
  const Level::Case one = of.cases[0], two = of.cases[kSecond], three = of.cases[kThird],
                    four = of.cases[kFourth];
  const LevelPair p12 = of.pairs[0][1], p13 = of.pairs[0][2], p14 = of.pairs[0][3], p23 = of.pairs[1][2],
                  p24 = of.pairs[1][3], p34 = of.pairs[2][3];
  const Byte *general = of.general, *general_can = of.general_can, error = of.error;
  const auto says = [](Byte lane) { return Truth ? byte(lane & kPossible) : lane; };
  for (std::size_t i = 0; i < n; ++i) {
    Joining lane;
    const Case a = addTo(lane, one.condition[i], says(one.value[i]), one.can[i]);
    if (Count > 1) {
      const Case b = addTo(lane, two.condition[i], says(two.value[i]), two.can[i]);
      clash(lane, a, b, p12, error);
      if (Count > 2) {
        const Case c = addTo(lane, three.condition[i], says(three.value[i]), three.can[i]);
        clash(lane, a, c, p13, error);
        clash(lane, b, c, p23, error);
        if (Count > 3) {
          const Case d = addTo(lane, four.condition[i], says(four.value[i]), four.can[i]);
          clash(lane, a, d, p14, error);
          clash(lane, b, d, p24, error);
          clash(lane, c, d, p34, error);
        }
      }
    }
    const Byte otherwise = where((lane.general & kNo) != 0), whole = says(general[i]), above = general_can[i];
    const Byte failing = where((lane.failing & kError) != 0);
    lane.odd |= byte(otherwise & (where(whole == 0) | where((above & kEscaped) != 0)));
    lane.value |= byte((otherwise & whole) | (failing & error));
    lane.why |= byte((otherwise & above) | (lane.conditions & (lane.open | failing)));
    const Byte said = choose(lane.failed, error, lane.value), many = several(said);
    const Byte why = byte(lane.why & many & kWhy);
    odd[i] = byte((lane.odd | where(said == 0)) & 1);
    can[i] = Truth ? byte(said | why) : byte(kValue | why);
    if (!Truth) value[i] = said;
  }
}

template <bool Truth>
JURAT_INLINE void joinSome(const Level& of, std::size_t n, Byte* value, Byte* can, Byte* odd) {
  switch (of.count) {
    case 1:
      return joinCases<Truth, 1>(of, n, value, can, odd);
    case 2:
      return joinCases<Truth, 2>(of, n, value, can, odd);
    case 3:
      return joinCases<Truth, 3>(of, n, value, can, odd);
    default:
      return joinCases<Truth, 4>(of, n, value, can, odd);
  }
}

}  // namespace

JURAT_CLONES void joinLevel(const Level& level, std::size_t n, std::uint8_t* value, std::uint8_t* can,
                            std::uint8_t* odd) {
  if (level.truth) {
    joinSome<true>(level, n, value, can, odd);
  } else {
    joinSome<false>(level, n, value, can, odd);
  }
}

JURAT_CLONES bool optionsOf(const std::uint8_t* __restrict value, std::size_t n, std::uint8_t* __restrict can,
                            std::uint64_t* __restrict may) {
  Byte some = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte options = byte(value[i] & inverse(kOptionError));
    some |= several(options);
    const Byte error = byte(where((value[i] & kOptionError) != 0) & kError);
    can[i] = byte((can[i] & inverse(kValue)) | (where(options != 0) & kValue) | error);
  }
  for (std::size_t i = 0; i < n; ++i) may[i] = byte(value[i] & inverse(kOptionError));
  return some != 0;
}

JURAT_CLONES void severalOptions(const std::uint8_t* __restrict value, std::size_t n,
                                 std::uint64_t* __restrict must, std::uint8_t* __restrict flags) {
  for (std::size_t i = 0; i < n; ++i) {
    const Byte options = byte(value[i] & inverse(kOptionError)), many = several(options);
    flags[i] = byte(many & kUnsettled);
    must[i] = byte(options & inverse(many));
  }
}

JURAT_CLONES void addCase(const std::uint8_t* __restrict condition, std::size_t n, const CaseLanes& lanes,
                          std::uint8_t* __restrict mask) {
  Byte* __restrict odd = lanes.odd;
  Byte* __restrict held = lanes.held;
  Byte* __restrict open = lanes.open;
  Byte* __restrict failing = lanes.failing;
  for (std::size_t i = 0; i < n; ++i) {
    const Byte can = condition[i], asked = byte(can & (kPossible | kEscaped));
    const Byte no = where(can == kNo), yes = where(can == kYes);
    const Byte fails = where(asked == (kEither | kError)), either = byte(where(asked == kEither) | fails);
    const Byte before = held[i];
    odd[i] = byte(odd[i] | (inverse(no) & before & kSeveral) | (inverse(byte(no | yes | either)) & 1));
    open[i] = byte(open[i] | (either & can));
    failing[i] = byte(failing[i] | (fails & kError));
    held[i] = byte(before | inverse(no));
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
    const Byte many = several(both);
    const Byte joined = byte(both | (many & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0));
    odd[i] = byte(odd[i] | (asked & unclear & 1));
    can[i] = choose(byte(asked & inverse(unclear)), joined, b);
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
    const Byte bits = byte(flags[i] | other_flags[i]), many = several(bits);
    const Byte joined = byte((either & kPossible) | (many & (either | open[i]) & kWhy));
    const Byte asked = byte(where(open[i] != 0) & where(odd[i] == 0)), takes = byte(asked & inverse(unclear));
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
    const Byte bits = byte(satisfied | violated | failed), open = several(bits);
    const Byte escaped = byte(open & where((lane & kEscaped) != 0));
    can[i] = byte(kValue | (open & inverse(escaped) & lane & kWhy) | (escaped & kEscaped));
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
    Byte above = byte(several(f) & force);
    above |= byte(in_force & several(a) & applies);
    above |= byte(asked & duty);
    const Byte open = several(bits);
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
