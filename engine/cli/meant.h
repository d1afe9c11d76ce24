// Which answers of an assessment a user means by a name and a subject.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/cli/commands/outputs.h"

namespace jurat {

struct MeantAnswers {
  Decides::Kind kind = Decides::Kind::Finding;
  std::vector<std::size_t> found;  // into the assessment's findings, amounts or benefits; one at least
};

// Those of the rule, amount or benefit that `rule` of the arguments names: by its id, or by its name alone
// where only one has it; of the subject, where one is named. Nothing when that is none, or not one (said on
// standard error, with what may have been meant, or why it was not run).
std::optional<MeantAnswers> meantAnswers(const Assessment& assessment, const checked::Program& program,
                                         Session& session);

// Whether they can be written so: one document of JSON is about one subject (said when not).
bool fitsJson(const MeantAnswers& meant, const std::vector<Output>& outputs, const Arguments& arguments);

}  // namespace jurat
