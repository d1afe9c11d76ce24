// An interview without a terminal, for its tests: the profile as text, the pack, and what is said.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/advice/interview/interview.h"
#include "engine/advice/interview/words.h"
#include "engine/source/read.h"
#include "tests/advice/answer_lines.h"
#include "tests/agreement/load.h"

namespace jurat::advice_test {

struct Opened {
  EditedText text;
  Profile profile;
  ProfileSyntax syntax = ProfileSyntax::Yaml;
};

inline std::optional<Opened> open(const agreement::Loaded& loaded, const std::string& name,
                                  const std::string& bytes) {
  Opened out{{std::make_shared<SourceMap>(), nullptr, {}}, {}, {}};
  Diagnostics faults;
  out.syntax = name.ends_with(".json") ? ProfileSyntax::Json : ProfileSyntax::Yaml;
  out.text.source = addSource(*out.text.sources, name, bytes, faults);
  if (out.text.source == nullptr) return std::nullopt;
  std::optional<Datum> document = out.syntax == ProfileSyntax::Json ? readJson(*out.text.source, {}, faults)
                                                                    : readYaml(*out.text.source, {}, faults);
  if (!document) return std::nullopt;
  out.text.document = *std::move(document);
  std::optional<Profile> profile = bindProfile(out.text.document, loaded.rules->vocabulary(), {}, faults);
  if (!profile || faults.hasErrors()) return std::nullopt;
  out.profile = *std::move(profile);
  return out;
}

inline std::unique_ptr<agreement::Loaded> small(const char* pack) {
  auto loaded = agreement::load(pack);
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  return loaded;
}

struct Talk {
  explicit Talk(const std::string& profile, bool again = false, const std::string& name = "a.yaml",
                const InterviewMemory& memory = {}, const char* pack = kSmallPack,
                const char* today = "2026-11-30", const Limits& limits = {})
      : loaded(small(pack)) {
    std::optional<Opened> opened = open(*loaded, name, profile);
    REQUIRE(opened);
    InterviewSettings settings;
    settings.as_of = agreement::parseAsOf("2026-11-23");
    settings.source = "interview";
    settings.by = "Ann";
    settings.today = agreement::parseAsOf(today).day;
    settings.again = again;
    settings.limits = limits;
    settings.syntax = opened->syntax;
    interview = std::make_unique<Interview>(loaded->rules, std::move(opened->text),
                                            std::move(opened->profile), std::move(settings), memory);
  }
  std::string asked() const { return interview->question() ? interview->question()->what.name : "-"; }
  const std::string& text() const { return interview->text().text; }
  // Answers the question; what was wrong with it.
  std::string say(const std::string& line) {
    Diagnostics faults;
    std::optional<InterviewStep> step = commandOf(line) == InterviewCommand::Unknown
                                            ? interview->proposeUnknown(faults)
                                            : interview->propose(line, faults);
    if (!step) return faults.all().empty() ? "?" : faults.all().front().code;
    interview->accept(*std::move(step));
    return "";
  }
  bool back() {
    std::string reopened;
    std::optional<InterviewStep> step = interview->back(reopened);
    const bool went = !reopened.empty() || step.has_value();
    if (step) interview->accept(*std::move(step));
    return went;
  }

  std::unique_ptr<agreement::Loaded> loaded;
  std::unique_ptr<Interview> interview;
};

}  // namespace jurat::advice_test
