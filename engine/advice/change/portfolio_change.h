// PortfolioDifference: what two checks of many companies do not say alike, by rule and by what becomes of it;
// engine/portfolio counts it, reports write it. Holds outcomes, days and exposures; what else single
// companies differ in is said by differenceOf().
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/change/difference.h"

namespace jurat {

// What breaches may cost in one currency, added up exactly.
struct StakeSum {
  std::uint64_t lines = 0;      // a line: a party, an amount, a finding
  std::uint64_t unbounded = 0;  // of them, those without an upper bound, or nobody knows it
  Number at_least;              // of what is violated and can be sanctioned, its lower bounds
  Number at_most;               // upper bounds of all that is, or may turn out, a breach
  friend bool operator==(const StakeSum&, const StakeSum&) = default;
};
using Stakes = std::map<std::string, StakeSum>;  // by code of currency

enum class DueMove : std::uint8_t { None, Earlier, Later, Another };

// The records of one company, as they were read.
struct RecordPair {
  std::string before, after;
};

// A company of which something is said: whose finding it is, or which stands on one side alone.
struct PortfolioCompany {
  std::string name;                                     // in its record, else its id
  std::uint64_t line_before = 0, line_after = 0;        // in the inputs, from 1; 0: not there
  std::string subject_path_before, subject_path_after;  // of a finding
  std::shared_ptr<const RecordPair> records{};          // of a finding; companies share them
};

struct SeenReason {
  ChangeReason reason;
  std::size_t seen = 1;  // of the companies looked at, how many have it
};

// One change of one rule, wherever it happens.
struct PortfolioGroup {
  std::string rule;                      // with its option
  std::optional<Finding> before, after;  // the rule, outcome, could_be, severity, strength, cites; no subject
  DueMove due = DueMove::None;
  Turn turn = Turn::Neither;
  bool law_differs = false;  // the two versions of the rule cite something else
  std::uint64_t findings = 0, companies = 0;
  Stakes stakes_before, stakes_after;
  std::vector<PortfolioCompany> examples;  // the first in the order of the input
  // Why, at the first of the examples; each once. Empty where nobody looked.
  std::vector<SeenReason> because;
  std::size_t looked_at = 0;

  const Finding& one() const { return after ? *after : *before; }
  bool concerns() const;  // somebody has something to do about it, on one side at least
};

struct PortfolioPack {
  std::string id;
  std::string version_before, version_after;            // empty: it is not among the rules of that side
  std::uint64_t companies_new = 0, companies_gone = 0;  // for whom it runs on one side only
};

// The companies that stand on one side alone, in the order of the input.
struct OneSided {
  std::vector<PortfolioCompany> companies{};
  std::uint64_t count() const { return companies.size(); }
};

struct PortfolioCounts {
  std::uint64_t companies = 0;  // on both sides, and read
  std::uint64_t refused = 0;    // records
  std::uint64_t differing = 0;  // companies with a change in a group, in their packs or in what is at stake
  std::uint64_t scalar = 0;     // answers of a company that needed the machine for single ones
};

struct PortfolioDifference {
  PortfolioCounts counts;
  OneSided gone, came;
  // Whether anything at all is not the same on both sides.
  bool differs() const;
  Stakes stakes_before, stakes_after;  // of all companies that are on both sides
  // What is newly violated first, then what else gets worse, what gets better, the rest; within that by
  // severity, by how many findings, by rule.
  std::vector<PortfolioGroup> groups;
  std::vector<PortfolioPack> packs;  // that differ, by id
};

// The order of PortfolioDifference::groups.
void sortGroups(std::vector<PortfolioGroup>& groups);

}  // namespace jurat
