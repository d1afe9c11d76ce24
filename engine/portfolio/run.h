// run(): a whole portfolio: chunks of records to threads, rows in the order of the input, memory that does not
// grow with the number of companies.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/intake/source.h"
#include "engine/portfolio/plan.h"
#include "engine/portfolio/state.h"

namespace jurat::portfolio {

struct Files {
  std::string output;   // empty: standard output
  std::string rejects;  // empty: records that are refused are only counted
  bool resume = false;  // the run keeps where it is, and goes on from there
  Identity identity;    // with `resume`: what another run must agree in
};

// Called by one thread at a time, in the order of the input.
struct Watch {
  std::function<void(const std::string& complaint)> refused;  // ends with a line break
  std::function<void(const Tally& so_far)> progress;
  // When all is written and before the state is forgotten; false: the run counts as not written.
  std::function<bool(const Tally& all)> summary;
};

struct Ended {
  Tally tally;
  std::uint64_t resumed_at = 0;        // records that an earlier run had done
  bool stopped = false;                // by --strict
  std::string cannot_resume;           // why; nothing was done
  std::optional<IoError> not_read;     // what is wrong with the input; the output stays aside
  std::optional<IoError> not_written;  // what is wrong with an output
  bool summary_failed = false;
};

Ended run(const Plan& plan, intake::Source& source, const Files& files, const Watch& watch);

}  // namespace jurat::portfolio
