// The reasoning of a finding or benefit as the lines of a nested list; private to engine/reports/html.
#pragma once
#include <cstddef>
#include <string>

#include "engine/evaluate/assessment.h"
#include "engine/reports/html/desk.h"
#include "engine/reports/shared_reasons.h"

namespace jurat::html {

// The reasoning that the findings of one part share, and where on the page it stands.
struct SharedLines {
  const SharedReasons& reasons;
  std::size_t part;

  std::string anchorAt(std::size_t index) const;  // "why-1-7"
  // "" for what is written where it stands.
  std::string anchorOf(const Reason& reason) const;
};

// Sets `lines`: the reasons in order, each saying whether it opens a list of its own and how many it closes.
// With `shared`, what stands there is left to it.
void reasoning(Filling& object, const Reason& reason, const Desk& desk, const std::string& profile,
               const SharedLines* shared = nullptr);
// What a line says by itself, without tags: "in_scope: not met".
std::string headOf(const Reason& reason, const Desk& desk);

}  // namespace jurat::html
