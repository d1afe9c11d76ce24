// Choices and sets as bits: what may be in, what must be in.
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

std::uint32_t Steps::words(const Type& type) const {
  if (type.kind != TypeKind::Choice) return 1;
  return machine_.choice_words_[type.id];
}

const std::uint64_t* Steps::bits(const std::uint64_t& field, std::uint32_t count) const {
  if (count <= 1) return &field;
  return reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(field));
}

Slot Steps::inOptions(const Step& step) {
  const Slot& a = at(step.a);
  if (!a.could(kValue)) return strictTruth({&a}, 0);
  const std::uint32_t count = words(type(step));
  const std::uint64_t* may = bits(a.may, count);
  bool yes = false, no = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint64_t wanted = 0;
    for (const std::vector<std::uint64_t>& member : rules().masks[step.b]) wanted |= member[i];
    yes = yes || (may[i] & wanted);
    no = no || (may[i] & ~wanted);
  }
  const auto possible = static_cast<std::uint8_t>((yes ? std::uint8_t{kYes} : std::uint8_t{0}) |
                                                  (no ? std::uint8_t{kNo} : std::uint8_t{0}));
  return strictTruth({&a}, possible);
}

// Whether every member of the second set, or something under it, is in the first.
Slot Steps::includesSet(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& b = at(step.b);
  if (!a.could(kValue) || !b.could(kValue)) return strictTruth({&a, &b}, 0);
  const Type& of = type(step);
  const std::uint32_t count = words(of);
  const std::uint64_t *may = bits(a.may, count), *must = bits(a.must, count);
  const std::uint64_t *wanted_may = bits(b.may, count), *wanted_must = bits(b.must, count);
  const Choice* choice =
      of.kind == TypeKind::Choice ? &rules().vocabulary().choices[ChoiceId{of.id}] : nullptr;
  const auto holds = [](const std::uint64_t* set, std::uint32_t at) {
    return (set[at / 64] >> (at % 64)) & 1;
  };
  bool never = false, sure = true;
  for (std::uint32_t option = 0; option < count * 64; ++option) {
    if (!holds(wanted_may, option)) continue;
    bool can = false, has = false;
    const std::uint32_t end = choice ? choice->end(option) : option + 1;
    for (std::uint32_t each = option; each < end; ++each) {
      can = can || holds(may, each);
      has = has || holds(must, each);
    }
    never = never || (!can && holds(wanted_must, option));
    sure = sure && has;
  }
  return strictTruth({&a, &b}, never  ? std::uint8_t{kNo}
                               : sure ? std::uint8_t{kYes}
                                      : std::uint8_t{kYes | kNo});
}

Slot Steps::includes(const Step& step) {
  if (step.op == Op::IncludesSet) return includesSet(step);
  const Slot& a = at(step.a);
  if (!a.could(kValue)) return strictTruth({&a}, 0);
  const std::uint32_t count = words(type(step));
  const std::uint64_t *may = bits(a.may, count), *must = bits(a.must, count);
  const auto meets = [&](const auto& wanted) {
    bool can = false, sure = false;
    for (std::uint32_t i = 0; i < count; ++i) {
      can = can || (may[i] & wanted[i]);
      sure = sure || (must[i] & wanted[i]);
    }
    return sure ? std::uint8_t{kYes} : can ? std::uint8_t{kYes | kNo} : std::uint8_t{kNo};
  };
  // `any` is or, `all` is and, of parts that are yes, no or either.
  const bool any = step.op == Op::IncludesAny;
  std::uint8_t possible = any ? kNo : kYes;
  for (const std::vector<std::uint64_t>& member : rules().masks[step.b]) {
    const std::uint8_t part = meets(member);
    const std::uint8_t deciding = any ? kYes : kNo;
    if (part == deciding) return strictTruth({&a}, deciding);
    if (part != possible) possible = kYes | kNo;
  }
  return strictTruth({&a}, possible);
}

Slot Steps::setEmpty(const Step& step) {
  const Slot& a = at(step.a);
  if (!a.could(kValue)) return strictTruth({&a}, 0);
  const std::uint32_t count = words(type(step));
  const std::uint64_t *may = bits(a.may, count), *must = bits(a.must, count);
  bool can_have = false, has = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    can_have = can_have || may[i];
    has = has || must[i];
  }
  return strictTruth({&a}, has        ? std::uint8_t{kNo}
                           : can_have ? std::uint8_t{kYes | kNo}
                                      : std::uint8_t{kYes});
}

Slot Steps::setCombine(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& b = at(step.b);
  Slot result;
  if (!begin(result, {&a, &b})) return result;
  const std::uint32_t count = words(type(step));
  const bool plus = step.op == Op::SetPlus;
  const std::uint64_t *am = bits(a.may, count), *au = bits(a.must, count);
  const std::uint64_t *bm = bits(b.may, count), *sure = bits(b.must, count);
  bool open = false;
  const auto may = [&](std::uint32_t i) { return plus ? am[i] | bm[i] : am[i] & ~sure[i]; };
  const auto must = [&](std::uint32_t i) { return plus ? au[i] | sure[i] : au[i] & ~bm[i]; };
  for (std::uint32_t i = 0; i < count; ++i) open = open || may(i) != must(i);
  if (count == 1) {
    result.may = may(0);
    result.must = must(0);
  } else {
    std::vector<std::uint64_t> may_words, must_words;
    for (std::uint32_t i = 0; i < count; ++i) {
      may_words.push_back(may(i));
      must_words.push_back(must(i));
    }
    result.may = machine_.storeBits(may_words);
    result.must = machine_.storeBits(must_words);
  }
  if (open) {
    result.flags |= kUnsettled;
    return result;
  }
  result.flags = 0;
  if (result.single()) result.cause = 0;
  return result;
}

Slot Steps::containsText(const Step& step) {
  const Slot& a = at(step.a);
  const Slot& b = at(step.b);
  std::uint8_t possible = kYes | kNo;
  if (!((a.flags | b.flags) & kUnsettled) && a.could(kValue) && b.could(kValue)) {
    possible = textOf(a).find(textOf(b)) != std::string::npos ? std::uint8_t{kYes} : std::uint8_t{kNo};
  }
  return strictTruth({&a, &b}, possible);
}

}  // namespace jurat
