// The first screen of a profile: verdict, counts, the highest fine; private to engine/reports/html.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "engine/reports/html/desk.h"

namespace jurat::html {

using Counts = std::array<std::size_t, kOutcomes>;

// Of what the law demands (must), or of the rest.
Counts countOf(const Assessment& assessment, bool must);
// "3 duties are violated"
Message verdictOf(const Assessment& assessment);
// "The gate fails (exit code 1); 3 findings decide that."
Message gateOf(const GateResult& gate);
// The highest ceiling of what is live (else of what is possible), one for each currency: ceilings of two
// currencies cannot be compared.
std::vector<Message> highest(const Assessment& assessment, bool live);

void summary(Filling& part, const Part& of, const Desk& desk);

}  // namespace jurat::html
