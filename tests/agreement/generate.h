// generate(): a small random rule pack in the Jurat language, and random profiles for it, from a seed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/dice.h"
#include "tests/agreement/text_tree.h"

namespace jurat::generated {

// A fact or definition as the generator knows it.
struct Known {
  std::string name;
  Kind kind = Kind::Bool;
  int entity = 0;     // index into kEntities
  bool none = false;  // may be `none`
  bool event = false;
  bool per = false;                     // one for each option
  bool given = true;                    // a fact: profiles answer it
  std::string low{}, high{};            // a domain, or ""
  std::vector<std::string> rests_on{};  // of a judgement: names of facts
};

struct Pack {
  Text text;
  std::vector<Known> facts;
  std::vector<std::string> options;  // all options of the choice, by name
  std::vector<std::string> lowest;   // those without others under them
  bool choice_ordered = false;
  bool catalogue = false;  // has controls
};

// The entities every generated pack declares.
struct EntityShape {
  const char* name;
  const char* list;  // its key in its parent
  int parent;        // -1: the root
  char letter;       // its facts' names begin with it
};
inline constexpr int kCompany = 0, kItem = 1, kPart = 2, kYear = 3, kSite = 4, kControl = 5;
inline constexpr EntityShape kEntities[] = {
    {"company", "", -1, 'c'},        {"item", "items", kCompany, 'i'},
    {"part", "parts", kItem, 'p'},   {"year", "years", kCompany, 'y'},
    {"site", "site", kCompany, 's'}, {"catalogue", "catalogue", kCompany, 'k'}};

Pack generatePack(Dice& dice);

// A profile as a tree: a record, a list, or a scalar as it is written.
struct Entry;
struct Node {
  enum class Shape { Scalar, List, Record } shape = Shape::Scalar;
  std::string scalar;
  std::vector<Node> items;
  std::vector<Entry> entries;
  std::string text() const;  // YAML, flow style
};
struct Entry {
  std::string key;
  Node value;
};

Node generateProfile(const Pack& pack, Dice& dice);
// One answer more: a fact or list that was not answered, a range made narrower, an `unknown` settled, a list
// that was not whole completed. Nothing when there is nothing left to answer.
std::optional<Node> answerMore(const Pack& pack, const Node& profile, Dice& dice);
// The same profile with the keys of its records in another order.
Node shuffled(const Node& profile, Dice& dice);

// A day or a moment to check as of.
std::string generateAsOf(Dice& dice);

// Values as profiles and rules write them; small pools, so that what is compared is often equal.
std::string valueText(Kind kind, Dice& dice);
std::string literalText(Kind kind, Dice& dice);
std::string dayText(Dice& dice);

}  // namespace jurat::generated
