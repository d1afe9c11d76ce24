// Plan: what a run over a portfolio is to do, and what is known of each rule before the first company is
// read; shared by all threads.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/gate/gate.h"
#include "engine/phrases/language.h"
#include "engine/portfolio/columns.h"

namespace jurat::portfolio {

enum class Format : std::uint8_t { Ndjson, Csv, Sqlite };

struct Options {
  EvaluateOptions evaluate;  // as-of day and packs named; reasons are never given
  GateOptions gate;
  Limits limits;
  RowKind rows = RowKind::Company;
  Format format = Format::Ndjson;
  std::vector<Field> fields;                   // the columns, in order
  std::array<bool, kOutcomes> outcomes{};      // rows of findings: which of them have one
  Language language = Language::English;       // of titles
  bool exposures = true;                       // the tally has them
  bool strict = false;                         // the run ends with the first record that is refused
  std::size_t threads = 1, block = 1'024;      // companies that a thread works on at once
  std::uint64_t checkpoint_records = 131'072;  // so often a run that can be resumed writes where it is
};

struct RuleInfo {
  std::string id;  // without the option of a control, which each of its subjects has
  const RuleCode* code = nullptr;
  const checked::Declaration* declaration = nullptr;
  const RuleVersion* version = nullptr;  // on the as-of day; null: there is none
  PackId pack{};
  std::string title;
  bool due_is_moment = false;
  std::array<ExitCode, kOutcomes> codes{};     // what a finding asks of the gate
  ExitCode undetermined_breach{};              // the same when it is not determined and may be a breach
};

struct Plan {
  Plan(std::shared_ptr<const RuleSet> rules, Options options);

  bool asks(Field field) const;

  std::shared_ptr<const RuleSet> rules;
  Options options;
  std::vector<RuleInfo> info;             // by index into RuleSet::rules
  std::vector<std::string> amounts;       // ids, by index into RuleSet::amounts
  std::vector<std::string> jurisdictions;  // by pack
};

// The id of a declaration for an option of its choice: "eu.ai_act/fine_ceiling[prohibited]".
std::string idOf(const checked::Program& program, checked::DeclarationId declaration, std::uint32_t option);

}  // namespace jurat::portfolio
