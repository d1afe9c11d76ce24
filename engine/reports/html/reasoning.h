// The reasoning of a finding or benefit as the lines of a nested list; private to engine/reports/html.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/reports/html/desk.h"

namespace jurat::html {

// Long pieces of reasoning that many findings have word for word ("is it in scope at all"), each to be
// written once: with them in every finding a large report would be several times its size.
class Shared {
 public:
  explicit Shared(std::size_t part) : part_(part) {}

  // Where the reasons of this one are written, "why-1-7", or "" for what is too short to stand apart.
  std::string anchorOf(const Reason& reason);
  std::string anchorAt(std::size_t index) const;
  const std::vector<const Reason*>& reasons() const { return reasons_; }

 private:
  std::size_t part_;
  std::vector<const Reason*> reasons_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_hash_;  // looked up only
};

// Sets `lines`: the reasons in order, each saying whether it opens a list of its own and how many it closes.
// With `shared`, what stands there is left to it.
void reasoning(Filling& object, const Reason& reason, const Desk& desk, const std::string& profile,
               Shared* shared = nullptr);
// What a line says by itself, without tags: "in_scope: not met".
std::string headOf(const Reason& reason, const Desk& desk);

}  // namespace jurat::html
