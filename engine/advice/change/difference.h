// Difference: what two assessments of a company do not say alike, each thing told once.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/advice/change/why.h"
#include "engine/evaluate/assessment.h"

namespace jurat {

// For whoever has to answer for the company.
enum class Turn : std::uint8_t { Worse, Better, Neither };

// What it is that differs; of something that stands on one side alone it is Outcome, Amount, State, Says or
// Loaded, whichever its kind has.
enum class Field : std::uint8_t {
  Outcome,
  CouldBe,
  Due,      // the day, or the day from which it was rolled forward
  Late,     // how late a duty was done, or that its deadline has passed
  InForce,  // the first or last day of a rule or amount that is not in force
  Except,   // by which exceptions
  Severity,
  Strength,
  Law,       // the pinpoints
  Standing,  // whether its source is confirmed, and how sure all of it is
  Amount,
  Missing,  // see Change::missing_new and missing_gone
  State,    // of an exposure, with the day on which it begins
  Says,     // what is derived
  Version,
  Status,
  Loaded,  // whether a pack is called for
};

// Both point into the assessments; null: there is none on that side.
template <typename T>
struct Change {
  const T* before = nullptr;
  const T* after = nullptr;
  Turn turn = Turn::Neither;
  std::vector<Field> fields{};  // each once, in the order of Field; never empty
  std::vector<const Missing*> missing_new{}, missing_gone{};
  std::vector<ChangeReason> because{};  // empty until findReasons()

  const T& one() const { return after ? *after : *before; }  // whichever there is, rather of today
};

struct SubjectChange {
  std::string path;  // "company.ai_systems[cv-ranker]"
  bool came = false;
};

struct Difference {
  const Assessment* before = nullptr;
  const Assessment* after = nullptr;
  std::vector<AnswerChange> answers{};  // of the two profiles; empty until findReasons()
  std::vector<Change<PackUse>> packs{};
  std::vector<SubjectChange> subjects{};
  // What is newly violated first, then what else gets worse, what gets better, the rest; within that by
  // severity, by what is at stake, by rule and subject.
  std::vector<Change<Finding>> findings{};
  std::vector<Change<AmountResult>> amounts{};
  std::vector<Change<BenefitResult>> benefits{};
  std::vector<Change<ExposureLine>> exposures{};
  std::vector<Change<Derived>> derived{};

  bool empty() const;
};

// One side of a comparison, with all that it was made of.
struct Side {
  const Assessment* assessment = nullptr;
  const Profile* profile = nullptr;
  const RuleSet* rules = nullptr;
  const SourceMap* sources = nullptr;  // of both
};

// The sides must outlive it. Findings are held against each other by rule, option and subject; amounts,
// benefits and what is derived by id and subject; exposures by what is at stake for whom, and for which
// finding.
Difference differenceOf(const Side& before, const Side& after);

// What the change of one finding is for whoever has to answer for it; null: there is none on that side.
Turn turnOf(const Finding* before, const Finding* after);

// The path of whose amount it is ("company.ai_systems[cv-ranker]"); its id where the profile does not hold
// it.
std::string pathOf(const AmountResult& amount, const Side& side);

// Why each of them changed. Nothing is left without a reason: where none is found it is ReasonKind::Open.
void findReasons(Difference& difference, const Side& before, const Side& after);

}  // namespace jurat
