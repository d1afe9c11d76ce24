// Choices and sets of up to 64 options as one word a lane: what may be in, what must be in.
#include <algorithm>
#include <optional>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {
namespace {

constexpr std::uint8_t kEither = kYes | kNo;

// A condition over values: errors and `none` of an operand are errors, else what is possible
// (Steps::strictTruth).
inline std::uint8_t strict(std::uint8_t can, std::uint8_t possible) {
  auto result = static_cast<std::uint8_t>((can & kValue) ? possible : 0);
  if (can & (kNone | kError)) result |= kError;
  return static_cast<std::uint8_t>(result | ((result & (result - 1)) ? can & kWhy : 0));
}

inline std::uint8_t meets(std::uint64_t may, std::uint64_t must, std::uint64_t wanted) {
  return (must & wanted) ? std::uint8_t{kYes} : (may & wanted) ? kEither : std::uint8_t{kNo};
}

void finish(const Column& a, std::size_t n, std::uint8_t* out) {
  if (!(bitsOf(a.can, n) & kEscaped)) return;
  for (std::size_t i = 0; i < n; ++i) {
    if (a.can[i] & kEscaped) out[i] = escapedCan(Repr::Truth);
  }
}

}  // namespace

// A question to options beyond one word: `says` is given a lane's bits.
template <typename Says>
Column Ops::overWords(const Step& step, Says says) {
  const Column& a = at(step.a);
  Column out = makeColumn(arena(), Repr::Truth, lanes());
  for (std::size_t i = 0; i < lanes(); ++i) {
    const std::size_t first = i * a.words;
    out.can[i] = strict(a.can[i], says(a.may + first, (a.must ? a.must : a.may) + first));
  }
  finish(a, lanes(), out.can);
  return out;
}

namespace {

std::uint8_t meetsWords(const std::uint64_t* may, const std::uint64_t* must,
                        const std::vector<std::uint64_t>& wanted) {
  bool can = false, sure = false;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    can = can || (may[k] & wanted[k]);
    sure = sure || (must[k] & wanted[k]);
  }
  return sure ? std::uint8_t{kYes} : can ? kEither : std::uint8_t{kNo};
}

// All members together.
std::vector<std::uint64_t> together(const std::vector<std::vector<std::uint64_t>>& members,
                                    std::size_t words) {
  std::vector<std::uint64_t> all(words, 0);
  for (const std::vector<std::uint64_t>& member : members) {
    for (std::size_t k = 0; k < member.size() && k < words; ++k) all[k] |= member[k];
  }
  return all;
}

}  // namespace

Column Ops::inOptions(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = lanes();
  if (a.words > 1) {
    const std::vector<std::uint64_t> all = together(rules().masks[step.b], a.words);
    return overWords(step, [&](const std::uint64_t* may, const std::uint64_t*) {
      bool yes = false, no = false;
      for (std::size_t k = 0; k < all.size(); ++k) {
        yes = yes || (may[k] & all[k]);
        no = no || (may[k] & ~all[k]);
      }
      return static_cast<std::uint8_t>((yes ? kYes : 0) | (no ? kNo : 0));
    });
  }
  std::uint64_t wanted = 0;
  for (const std::vector<std::uint64_t>& member : rules().masks[step.b])
    wanted |= member.empty() ? 0 : member[0];
  Column out = makeColumn(arena(), Repr::Truth, n);
  amongOptions(a.can, a.may, wanted, n, out.can);
  return out;
}

namespace {

// Where the byte begins that holds all of these bits, if one does; a column that outlives the run is asked
// for many of its options, one by one.
std::optional<unsigned> placeOf(const Column& a, std::uint64_t bits) {
  if (!a.kept || a.uniform || bits == 0) return std::nullopt;
  const auto place = static_cast<unsigned>(__builtin_ctzll(bits)) / 8 * 8;
  if ((bits >> place) > 0xff) return std::nullopt;
  return place;
}

}  // namespace

const std::uint8_t* Ops::plane(const std::uint64_t* bits, unsigned place) {
  BlockMachine::Plane& plane = machine_.planes_[{bits, place}];
  if (plane.lanes < lanes()) {
    plane = {lanes(), machine_.kept_.take<std::uint8_t>(lanes())};
    byteOf(bits, place, lanes(), plane.bytes);
  }
  return plane.bytes;
}

Column Ops::includesMask(const Step& step) {
  const Column& a = at(step.a);
  const std::size_t n = lanes();
  const std::uint64_t* must = a.must ? a.must : a.may;
  const std::vector<std::vector<std::uint64_t>>& members = rules().masks[step.b];
  if (a.words > 1 && step.op == Op::IncludesAny) {
    const std::vector<std::uint64_t> all = together(members, a.words);
    return overWords(step, [&](const std::uint64_t* may, const std::uint64_t* sure) {
      return meetsWords(may, sure, all);
    });
  }
  if (a.words > 1) {
    return overWords(step, [&](const std::uint64_t* may, const std::uint64_t* sure) {
      std::uint8_t all = kYes;
      for (const std::vector<std::uint64_t>& member : members) {
        const std::uint8_t part = meetsWords(may, sure, member);
        if (part == kNo) return std::uint8_t{kNo};
        all |= part;
      }
      return all;
    });
  }
  Column out = makeColumn(arena(), Repr::Truth, n);
  if (step.op == Op::IncludesAny) {
    // One that is certainly in it is enough: of any of them, as of all of them together.
    std::uint64_t wanted = 0;
    for (const std::vector<std::uint64_t>& member : members) wanted |= member.empty() ? 0 : member[0];
    if (const std::optional<unsigned> place = placeOf(a, wanted)) {
      meetsOptions(a.can, plane(a.may, *place), plane(must, *place),
                   static_cast<std::uint8_t>(wanted >> *place), n, out.can);
    } else {
      meetsOptions(a.can, a.may, must, wanted, n, out.can);
    }
    return out;
  } else {
    auto* all = arena().filled<std::uint8_t>(n, kYes);
    for (const std::vector<std::uint64_t>& member : members) {
      const std::uint64_t wanted = member.empty() ? 0 : member[0];
      for (std::size_t i = 0; i < n; ++i) {
        const std::uint8_t part = meets(a.may[i], must[i], wanted);
        all[i] = part == kNo || all[i] == kNo ? kNo : static_cast<std::uint8_t>(all[i] | part);
      }
    }
    for (std::size_t i = 0; i < n; ++i) out.can[i] = strict(a.can[i], all[i]);
  }
  finish(a, n, out.can);
  return out;
}

Column Ops::includesSet(const Step& step) {
  // An option that holds others is met by what stands under it.
  if (type(step).kind == TypeKind::Choice) {
    const Choice& choice = rules().vocabulary().choices[ChoiceId{type(step).id}];
    if (choice.lowest.size() != choice.options.size()) return alone(step);
  }
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  const Column& wanted = at(step.b);
  if (wanted.uniform && wanted.can[0] == kValue && !at(step.a).uniform) {
    const Column& of = at(step.a);
    const std::uint64_t *must = of.must ? of.must : of.may, maybe = wanted.may[0], sure = wanted.mustAt(0);
    if (const std::optional<unsigned> place = placeOf(of, maybe | sure)) {
      hasAll(of.can, plane(of.may, *place), plane(must, *place), static_cast<std::uint8_t>(maybe >> *place),
             static_cast<std::uint8_t>(sure >> *place), n, out.can);
    } else {
      hasAll(of.can, of.may, must, maybe, sure, n, out.can);
    }
    return out;
  }
  const Column a = spread(at(step.a)), b = spread(wanted);
  auto* odd = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool never = (b.mustAt(i) & ~a.may[i]) != 0, sure = (b.may[i] & ~a.mustAt(i)) == 0;
    const auto can = static_cast<std::uint8_t>(a.can[i] | b.can[i]);
    out.can[i] = strict(can, never ? kNo : sure ? kYes : kEither);
    odd[i] = (can & (kPossible | kEscaped)) ^ kValue;
  }
  mend(step, out, odd);
  return out;
}

Column Ops::setEmpty(const Step& step) {
  const Column& a = at(step.a);
  if (a.words > 1) {
    return overWords(step, [&](const std::uint64_t* may, const std::uint64_t* sure) {
      bool can = false, has = false;
      for (std::size_t k = 0; k < a.words; ++k) can = can || may[k], has = has || sure[k];
      return has ? std::uint8_t{kNo} : can ? kEither : std::uint8_t{kYes};
    });
  }
  const std::size_t n = lanes();
  Column out = makeColumn(arena(), Repr::Truth, n);
  emptySet(a.can, a.may, a.must ? a.must : a.may, n, out.can);
  return out;
}

Column Ops::setCombine(const Step& step) {
  const std::size_t n = lanes();
  const Column a = spread(at(step.a)), b = spread(at(step.b));
  Column out = makeColumn(arena(), step.repr, n);
  const bool plus = step.op == Op::SetPlus, flagged = a.flags || b.flags, open = a.must || b.must;
  if (open) mustOf(arena(), out, n);
  if (flagged || open) flagsOf(arena(), out, n);
  auto* odd = arena().take<std::uint8_t>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t am = a.may[i], bm = b.may[i];
    const std::uint64_t may = plus ? am | bm : am & ~b.mustAt(i);
    const std::uint64_t must = plus ? a.mustAt(i) | b.mustAt(i) : a.mustAt(i) & ~bm;
    const auto can = static_cast<std::uint8_t>(a.can[i] | b.can[i]);
    out.may[i] = may;
    if (open) out.must[i] = must;
    out.can[i] = may == must ? std::uint8_t{kValue} : static_cast<std::uint8_t>(kValue | (can & kWhy));
    if (out.flags && may != must) {
      out.flags[i] = static_cast<std::uint8_t>(kUnsettled | ((a.flagsAt(i) | b.flagsAt(i)) & kUnanswered));
    } else if (out.flags) {
      out.flags[i] = 0;
    }
    odd[i] = (can & (kPossible | kEscaped)) ^ kValue;
  }
  mend(step, out, odd);
  return out;
}

}  // namespace jurat::batch
