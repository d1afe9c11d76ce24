// Answered: a block of companies with its answers, as the writers of rows see it; private to this room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/portfolio/exposures.h"
#include "engine/portfolio/row_writer.h"

namespace jurat::portfolio {

struct Answered {
  const Plan* plan = nullptr;
  const batch::Columns* columns = nullptr;
  const batch::Answers* answers = nullptr;
  std::vector<std::string_view> records;  // by company
  std::vector<std::uint64_t> lines;
  std::vector<std::string_view> ids;  // that the input has for it; may be empty
  std::vector<std::string_view> names;   // tokens, if rows have them; may be empty
  std::vector<std::uint8_t> left_out;    // refused after all
  std::vector<BlockExposure> exposures;  // by company, rule, lane
  Machine* scalar = nullptr;
  ProfileOf profile;

  const batch::ElementTable& table(EntityId entity) const { return columns->tables[entity]; }
};

void writeCompanies(const Answered& block, RowWriter& out);
void writeFindings(const Answered& block, RowWriter& out);

// The name of the company in its record, else its id.
void writeName(const Answered& block, std::size_t company, RowWriter& out);
// Bits of a verdict as outcomes, in their order; none where the outcome is settled.
void couldBe(const batch::RuleAnswers& rule, std::size_t lane, std::vector<std::string_view>& out);
// What is missing for a finding, by path.
void addMissing(const Finding& finding, std::vector<std::string>& out);
// Ceilings as cells of money; `texts` keeps the numbers.
MoneyCell moneyOf(const Ceiling& ceiling, std::string_view amount, std::vector<std::string>& texts);
// All amounts of these cells stand in `texts`, which holds so many of them.
inline constexpr std::size_t kTextsOfMoney = 3;

}  // namespace jurat::portfolio
