#include "tests/evaluate/small_law.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "engine/evaluate/evaluate.h"

namespace jurat {
namespace {

constexpr const char* kHead = R"(pack gen {
    title "Small" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
)";

}  // namespace

SmallLaw::SmallLaw(const std::string& declarations) : loaded_(agreement::load(kHead + declarations)) {
  REQUIRE_MESSAGE(loaded_->rules, agreement::complaints(*loaded_));
  machine_ = std::make_unique<Machine>(loaded_->rules);
}

void SmallLaw::start(const std::string& answers, const std::string& as_of) {
  std::optional<Profile> profile = agreement::readAnswers(*loaded_, "{jurat: 1, company: {" + answers + "}}");
  REQUIRE_MESSAGE(profile, agreement::complaints(*loaded_));
  profile_ = *std::move(profile);
  machine_->start(profile_, agreement::parseAsOf(as_of));
}

std::string SmallLaw::outcome(const std::string& answers, const std::string& as_of) {
  start(answers, as_of);
  const Finding finding =
      findingOf(*machine_, loaded_->rules->rules.front(), profile_.roots.front(), Reasons::None);
  std::string out(outcomeWord(finding.outcome));
  std::vector<std::string> words;
  for (const Outcome each : finding.could_be) words.emplace_back(outcomeWord(each));
  return words.empty() ? out : fmt::format("{}: {}", out, fmt::join(words, ", "));
}

std::string SmallLaw::missing(const std::string& answers, const std::string& as_of) {
  start(answers, as_of);
  const Finding finding =
      findingOf(*machine_, loaded_->rules->rules.front(), profile_.roots.front(), Reasons::None);
  std::vector<std::string> paths;
  for (const Missing& each : finding.missing) paths.push_back(each.path.empty() ? each.name : each.path);
  return fmt::format("{}", fmt::join(paths, ", "));
}

std::string SmallLaw::due(const std::string& answers, const std::string& as_of) {
  start(answers, as_of);
  const Finding finding =
      findingOf(*machine_, loaded_->rules->rules.front(), profile_.roots.front(), Reasons::None);
  if (!finding.due_open) {
    CHECK(finding.due_until.empty());
    return finding.due.empty() ? "none" : finding.due;
  }
  std::string text = finding.due.empty() ? "open" : "from " + finding.due;
  return finding.due_until.empty() ? text : text + " until " + finding.due_until;
}

std::string SmallLaw::reasons(const std::string& answers, const std::string& as_of) {
  start(answers, as_of);
  const Finding finding =
      findingOf(*machine_, loaded_->rules->rules.front(), profile_.roots.front(), Reasons::All);
  std::vector<std::string> paths;
  for (const RestsOn& each : finding.rests_on) paths.push_back(each.path);
  return fmt::format("{}", fmt::join(paths, ", "));
}

std::string SmallLaw::truth(const std::string& answers, const std::string& as_of) {
  start(answers, as_of);
  const checked::Program& program = *loaded_->program;
  for (std::uint32_t i = 0; i < program.declarations.size(); ++i) {
    const checked::DeclarationId id{i};
    if (program.declarations[id].name != "d") continue;
    const Slot& slot = machine_->result(BlockId{loaded_->rules->first_block[i]}, profile_.roots.front());
    std::vector<std::string> words;
    for (const auto& [kind, word] :
         {std::pair{kYes, "yes"}, std::pair{kNo, "no"}, std::pair{kError, "error"}}) {
      if (slot.could(kind)) words.emplace_back(word);
    }
    return fmt::format("{}", fmt::join(words, " "));
  }
  return "no definition is called d";
}

}  // namespace jurat
