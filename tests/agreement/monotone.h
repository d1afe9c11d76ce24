// undone(): what one more answer may not undo: outcomes that could be, and the bounds of amounts.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.h"

namespace jurat::agreement {

struct Claim {
  std::string about;
  std::set<std::string>
      could_be{};  // outcomes of a rule; of an amount whether it is in force, or can be computed
  std::optional<Number> low{}, high{};  // of one side of an amount
};

// All that the machine claims of a profile.
std::vector<Claim> claims(Machine& machine, const Profile& profile, const AsOf& as_of);

// The first claim of `before` that `after`, with more answers, does not keep.
std::optional<std::string> undone(const std::vector<Claim>& before, const std::vector<Claim>& after);

// How many of the claims leave nothing open.
std::size_t determinedOf(const std::vector<Claim>& claims);

}  // namespace jurat::agreement
