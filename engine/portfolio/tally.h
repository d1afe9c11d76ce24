// Tally: what a run has counted so far; tallies of blocks add up to that of the run, in any order.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/portfolio/plan.h"
#include "engine/values/number.h"

namespace jurat::portfolio {

// Amounts added up in one currency, exactly.
struct MoneySum {
  std::uint64_t lines = 0;      // a line: a party, an amount, a finding
  std::uint64_t unbounded = 0;  // of them, those that the law sets no bound, or nobody knows it
  Number low, high;             // sums of what is known

  // A sum that passes Limits::value_bits stays what it was: below that is still owed, above it is unbounded.
  void addLow(const Number& more);
  void addHigh(const Number& more);
  // Lines of both.
  void addLines(const MoneySum& other);
};

// What findings of one kind may cost in one currency.
struct ExposureSum : MoneySum {
  Outcome outcome = Outcome::Violated;
  ExposureState state = ExposureState::Live;
  std::uint32_t currency = 0;
};

struct RuleTally {
  std::array<std::uint64_t, kOutcomes> findings{};
  std::vector<ExposureSum> exposures;

  ExposureSum& exposure(Outcome outcome, ExposureState state, std::uint32_t currency);
};

struct Tally {
  explicit Tally(std::size_t count = 0) : rules(count) {}

  std::uint64_t records = 0;  // read, those refused counted
  std::uint64_t refused = 0;
  std::uint64_t scalar = 0;                          // companies that the scalar machine was asked about
  std::uint64_t nothing = 0;                         // companies of which nothing was evaluated
  std::array<std::uint64_t, kOutcomes> companies{};  // with a finding of that outcome
  std::vector<RuleTally> rules;                      // by index into RuleSet::rules
  ExitCode code = ExitCode::Pass;                    // what the findings ask of the gate

  void add(const Tally& other);
  std::uint64_t evaluated() const { return records - refused; }
  // The same as text, and back; nothing when it is not such a text.
  std::string text() const;
  static std::optional<Tally> parse(std::string_view text);
};

// The summary: by rule, jurisdiction and outcome; for people, and as JSON.
std::string summaryText(const Tally& tally, const Plan& plan);
std::string summaryJson(const Tally& tally, const Plan& plan, std::string_view engine_version);

}  // namespace jurat::portfolio
