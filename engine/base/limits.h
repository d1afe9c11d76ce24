// Limits: every bound on what a rule file, a profile or a run may cost, in one home.
#pragma once
#include <cstddef>
#include <cstdint>

namespace jurat {

struct Limits {
  // text
  std::size_t source_bytes = 4u << 20;    // one rule file
  std::size_t profile_bytes = 32u << 20;  // one profile
  std::size_t nesting = 200;              // brackets and `not` runs in rules; collections in profiles
  std::size_t tokens = 1'000'000;         // of one rule file
  std::size_t aliases = 1'000;            // YAML aliases followed in one profile
  std::size_t nodes = 2'000'000;          // YAML or JSON nodes of one profile, aliases expanded
  std::size_t errors = 100;               // diagnostics shown in one run
  // the gate
  std::size_t waivers = 10'000;             // of one file
  std::size_t baseline_findings = 200'000;  // of one file
  // rule packs
  std::size_t files = 2'000;           // rule files of one run
  std::size_t rules = 20'000;          // declarations of one run, options of `per` counted
  std::size_t definition_chain = 400;  // longest chain of definitions that read each other
  std::size_t choice_options = 4'096;  // options of one choice
  std::size_t calendar_years = 200;    // of one calendar of working days
  std::size_t table_cells = 65'536;    // cells of one decision table
  // bundles
  std::size_t bundle_bytes = 256u << 20;  // one bundle
  std::size_t bundle_memory = 1u << 30;   // of the lists that are made out of it
  std::size_t tree_nodes = 1'000'000;     // of one expression, each time that a shared part of it is met
  std::size_t cache_bytes = 64u << 20;    // of all entries of the cache; the oldest go first
  // numbers (architecture decision 12: 15 bytes of profile must not stop the machine)
  std::size_t digits = 1'000;         // of one written number
  std::int32_t exponent = 4'096;      // of one written number, either sign
  std::size_t value_bits = 1u << 16;  // of a computed numerator or denominator
  // evaluation
  std::uint64_t steps = 200'000'000;  // steps of one evaluation
  // asking for facts: evaluations in search of what one open answer hangs on, of all open answers together,
  // and of the one answer that was asked about
  std::size_t answer_trials = 400, ask_trials = 60'000, rule_trials = 10'000;
  std::size_t step_trials = 2'000;    // in one step of an interview, for what a first look leaves in doubt
  std::size_t ask_nodes = 2'000'000;  // of the diagrams in which these are put together
  std::size_t ask_node_steps = 15'000'000;  // likewise steps of putting them together
  std::size_t settling_facts = 4;           // facts of one set that settles an answer
  std::size_t settling_sets = 8;            // such sets, smallest first
  std::size_t settling_checks = 5'000'000;  // comparisons made in search of them
  // asking the solver; its steps are its own count (`rlimit` of Z3), the same on every machine, as a clock is
  // not
  std::size_t solver_terms = 20'000;           // that one open answer is written in
  std::uint32_t solver_steps = 200'000;        // in search of what one fact does to one answer
  std::uint64_t solver_run_steps = 2'000'000;  // of all open answers together
  // what becomes of answers: along one fact, over time
  std::size_t range_looks = 20'000;        // values of a fact that a range is looked at with
  std::size_t range_states = 2'000'000;    // what is kept of them: of a rule or amount, where it differs
  std::size_t timeline_changes = 100'000;  // listed by a timeline; what is beyond is counted
};

// Differences of portfolios: bytes of records that wait for the other one of the same company.
inline constexpr std::size_t kWaitingBytes = 256u << 20;

// Bytes of one answer in an interview; what is longer is left out.
inline constexpr std::size_t kInterviewLine = 64u << 10;

}  // namespace jurat
