// load(): rules and answers, given as text or found below a folder, read through every stage; for tests.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/assessment.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::agreement {

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const checked::Program> program;  // null when refused
  std::shared_ptr<const RuleSet> rules;
};

// One file that opens a pack.
std::unique_ptr<Loaded> load(const std::string& text);
// Every pack below a folder.
std::unique_ptr<Loaded> loadBelow(const std::string& root);

std::optional<Profile> readAnswers(Loaded& loaded, const std::string& yaml);
std::optional<Profile> readAnswersFile(Loaded& loaded, const std::string& path);

// A day, or a moment.
AsOf parseAsOf(const std::string& text);

// What was complained about, a line each.
std::string complaints(const Loaded& loaded);

}  // namespace jurat::agreement
