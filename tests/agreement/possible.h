// Possible: what the answers leave open of one value, written out plainly for the reference evaluator.
//
// It means what a slot of the machine means (engine/evaluate/slot.h) and shares no code with it: sets instead
// of bits, absent bounds instead of flags, causes copied instead of linked.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/values/number.h"
#include "engine/values/type.h"

namespace jurat::reference {

// An element of the profile, or one that a list may hold besides those it names.
struct Element {
  std::uint32_t instance = kNoId;  // kNoId: not listed
  std::uint32_t entity = kNoId;    // not listed: what it would be
  std::uint32_t above = kNoId;     // not listed: the element that would hold it, when that is certain
  friend auto operator<=>(const Element&, const Element&) = default;
  bool listed() const { return instance != kNoId; }
};

// Why something is open, as reports name it.
struct Cause {
  Missing::Kind kind = Missing::Kind::Fact;
  std::uint32_t instance = kNoId;
  std::uint32_t fact = kNoId;
  std::uint32_t option = 0;
  std::string name;  // of a list, a source or a rate
  friend auto operator<=>(const Cause&, const Cause&) = default;
};

enum class Form : std::uint8_t { Truth, Ordered, Option, Set, Text, Ref, Evidence, Currency, Verdict };
Form formOf(const Type& type);

enum class Length : std::uint8_t { Seconds, Months, Any };

struct Possible {
  bool yes = false, no = false, value = false, none = false, error = false;
  std::optional<Number> low, high;    // Ordered: absent means open
  Length length = Length::Seconds;    // of a period
  std::uint32_t currency = 0;         // of money; 0: not known
  std::set<std::uint32_t> may, must;  // Option: candidates in `may`; Set: possible and certain members
  std::string text;
  bool any = false;            // Text, Ref, Evidence, Currency: which one is not known
  std::set<Element> elements;  // Ref: candidates
  std::set<Outcome> verdict;
  bool unanswered = false;    // whether it is given is open
  bool said_unknown = false;  // the company answered `unknown`
  bool there = false;  // Ordered: there is a value for certain, however silent what it was reckoned from
  std::set<Cause> causes;

  int kinds() const { return yes + no + value + none + error; }
  bool nothing() const { return kinds() == 0; }
  bool only(bool Possible::*kind) const { return kinds() == 1 && this->*kind; }
};

Possible truth(bool yes, bool no, bool error = false);
Possible failure();
Possible nothingThere();  // `none`
Possible number(const Number& at);
Possible verdict(std::set<Outcome> outcomes);

bool determined(const Possible& one, Form form);
// Certainly equal: both determined and the same.
bool same(const Possible& a, const Possible& b, Form form);
// What is determined has no causes and is given for certain.
Possible settled(Possible one, Form form);
// Either of the two.
Possible either(const Possible& a, const Possible& b, Form form);
// An operation that needs all its operands: the kinds of result, causes and silence they lead to.
Possible strict(const std::vector<const Possible*>& operands);
void addCauses(Possible& to, const Possible& from);

// `and`, `or`, at least `need`: by trying every way in which the operands can come out.
Possible atLeast(const std::vector<Possible>& of, std::size_t need);
Possible all(const std::vector<Possible>& of);
Possible any(const std::vector<Possible>& of);
Possible opposite(Possible one);

}  // namespace jurat::reference
