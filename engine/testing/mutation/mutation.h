// Mutation: puts every small change of the rules to the tests, and says which ones no test notices.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/program.h"
#include "engine/source/span.h"

namespace jurat {

class Diagnostics;
class SourceMap;
struct PlannedTest;
struct SourceFile;

enum class Fate : std::uint8_t {
  Killed,      // an expectation failed
  Survived,    // none did, though a profile tells the change apart: a test is missing
  Equivalent,  // none did, and no profile of the boundary grid tells it apart
  Accepted,    // as survived, and its author has said why
};

// A profile that answers differently under the change.
struct Telling {
  std::string fragment;          // what to add to a test, one line each
  std::string original, mutant;  // what is answered without and with the change
  bool assumes = false;          // definitions are assumed to have values that no profile may lead to
};

struct MutantResult {
  PackId pack{};
  std::string id;  // "fine_ceiling: `7%` -> `8%`"
  Span place;
  Fate fate = Fate::Killed;
  bool untested = false;  // no test touches what it changes
  std::optional<Telling> telling{};
  std::string reason{};  // Accepted
};

// A survivor that is listed with its reason.
struct AcceptedMutant {
  PackId pack{};
  std::string id, reason;
  Span place;
};

// Reads a list of accepted mutants: one a line, `ID | reason`; lines that begin with # are comments. What is
// not such a line is reported (J0531).
std::vector<AcceptedMutant> readAccepted(const SourceFile& file, PackId pack, Diagnostics& diagnostics);

struct MutationCount {
  std::size_t killed = 0, survived = 0, equivalent = 0, accepted = 0;
  // Killed of those that a profile tells apart and nobody has accepted, in tenths of a percent, rounded down;
  // 1000 when there are none.
  std::size_t perMille() const {
    return killed + survived == 0 ? 1'000 : killed * 1'000 / (killed + survived);
  }
};

struct MutationReport {
  std::vector<PackId> packs;          // those changed, by id
  std::vector<MutantResult> mutants;  // by pack, then place
  MutationCount count() const;
  MutationCount count(PackId pack) const;
};

struct MutationOptions {
  std::vector<PackId> packs;  // whose rules are changed
  std::vector<AcceptedMutant> accepted{};
  std::size_t threads = 1;
  std::function<void(std::size_t done, std::size_t all)>
      progress{};  // may be empty; called by one thread at a time
};

// `tests` were planned for `program` and all hold. The same program and tests give the same report, whatever
// the number of threads. An accepted mutant that does not survive is reported as a warning (J0532).
MutationReport mutate(std::shared_ptr<const checked::Program> program, const std::vector<PlannedTest>& tests,
                      const MutationOptions& options, const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace jurat
