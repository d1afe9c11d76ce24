// Agreement: the machine and the reference evaluator on one profile, and how a case is loaded.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/evaluate.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::agreement {

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const checked::Program> program;   // null when refused
  std::shared_ptr<const RuleSet> rules;
};
std::unique_ptr<Loaded> load(const std::string& text);
std::optional<Profile> readAnswers(Loaded& loaded, const std::string& text);
AsOf parseAsOf(const std::string& text);
// What was complained about, a line each.
std::string complaints(const Loaded& loaded);

// What the two say differently about a profile, or nothing: rules, amounts, exposures, and every definition of
// every element, outcomes and causes alike.
std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of);

// What adding an answer may not undo: outcomes that could be, bounds of amounts; one line each, keyed by what they
// are about. Lines of `after` must be within those of `before`.
struct Claim {
  std::string about;
  std::vector<Outcome> could_be;                    // sorted
  std::optional<Number> low, high;                  // of an amount's side
  bool bound = false;                               // an amount's side rather than a rule
};
std::vector<Claim> claims(Machine& machine, const Profile& profile, const AsOf& as_of);
std::optional<std::string> undone(const std::vector<Claim>& before, const std::vector<Claim>& after);

}  // namespace jurat::agreement
