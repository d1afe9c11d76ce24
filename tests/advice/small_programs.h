// Small generated programs with a few facts that nobody has answered, and every answer that can matter to
// them; for the tests of `ask`.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/profile/profile.h"
#include "tests/agreement/dice.h"

namespace jurat::advice_test {

// An unknown fact of the generated pack, and the values that are tried: each constant of the rules and its
// neighbours on both sides, or everything there is.
struct Open {
  std::string path;
  std::string entity_id;  // "" for the company
  std::string fact;
  std::vector<Answer> values;
};

struct SmallProgram {
  std::string rules;
  std::string profile;
  std::vector<Open> open;
  bool plain = true;  // every condition compares one fact with constants, and no amount is reckoned from one
  std::size_t combinations() const;
};

// At most eight unknown facts and `most` combinations of their values.
SmallProgram generate(generated::Dice& dice, std::size_t most);

}  // namespace jurat::advice_test
