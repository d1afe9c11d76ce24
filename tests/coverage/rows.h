// The two parts of docs/coverage/policies.md, and what is wrong with the packs that they are made from.
#pragma once
#include <string>
#include <vector>

#include "tests/coverage/tree.h"

namespace jurat::test {

using Faults = std::vector<std::string>;

// One row for each of the 46 items of the press article. `drawn_on` is the text of drawn_on.txt.
std::string itemRows(const Tree& tree, const std::string& drawn_on, Faults& faults);

// One row for each law or instrument that a pack names as a source, pack by pack.
std::string lawRows(const Tree& tree, Faults& faults);

// ---- what both say

// "rules 2: `a`, `b`; benefits 1: `c`"; no names where there are many.
std::string listed(const Tree& tree, const std::vector<checked::DeclarationId>& declarations);
// "official 2, secondary 1"
std::string confidences(const Tree& tree, const std::vector<checked::DeclarationId>& declarations);
// The note of a statement that says why it is a record only, without its first words; empty when it has none.
std::string reason(const checked::Declaration& statement);
// Rules and benefits: what must be seen in all outcomes. Adds what was not.
void requireSeen(const Tree& tree, const std::vector<checked::DeclarationId>& declarations, Faults& faults);
// Text in a cell of a table.
std::string cell(std::string text);

}  // namespace jurat::test
