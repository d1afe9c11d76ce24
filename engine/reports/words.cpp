#include "engine/reports/words.h"

namespace jurat {

std::string_view signOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Satisfied:
      return "✓";
    case Outcome::Violated:
      return "✗";
    case Outcome::Pending:
      return "→";
    case Outcome::Undetermined:
      return "?";
    case Outcome::Review:
      return "!";
    case Outcome::NotApplicable:
      return "–";
    case Outcome::NotInForce:
      return "·";
    case Outcome::Error:
      return "#";
  }
  return "";
}

std::string_view phraseOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Satisfied:
      return "satisfied";
    case Outcome::Violated:
      return "violated";
    case Outcome::Pending:
      return "pending";
    case Outcome::Undetermined:
      return "undetermined";
    case Outcome::Review:
      return "for review";
    case Outcome::NotApplicable:
      return "not applicable";
    case Outcome::NotInForce:
      return "not in force";
    case Outcome::Error:
      return "error";
  }
  return "";
}

std::string_view colorOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Satisfied:
      return "\x1b[32m";
    case Outcome::Violated:
    case Outcome::Error:
      return "\x1b[1;31m";
    case Outcome::Pending:
      return "\x1b[36m";
    case Outcome::Undetermined:
    case Outcome::Review:
      return "\x1b[33m";
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
      return "\x1b[2m";
  }
  return "";
}

std::string_view signOf(BenefitOutcome outcome) {
  constexpr std::string_view kSigns[kBenefitOutcomes] = {"+", "–", "?", "!", "·"};
  return kSigns[static_cast<std::size_t>(outcome)];
}

std::string_view phraseOf(BenefitOutcome outcome) {
  constexpr std::string_view kPhrases[kBenefitOutcomes] = {"eligible", "not eligible", "undetermined",
                                                           "for review", "not in force"};
  return kPhrases[static_cast<std::size_t>(outcome)];
}

std::string_view severityWord(checked::Severity severity) {
  constexpr std::string_view kWords[] = {"low", "medium", "high", "critical"};
  return kWords[static_cast<std::size_t>(severity)];
}

std::string_view strengthWord(checked::Strength strength) {
  constexpr std::string_view kWords[] = {"must", "should", "voluntary", "aspirational"};
  return kWords[static_cast<std::size_t>(strength)];
}

std::string_view statusWord(checked::Status status) {
  constexpr std::string_view kWords[] = {"in_force", "adopted", "proposal",  "deferred", "superseded",
                                         "repealed", "lapsed",  "voluntary", "reported"};
  return kWords[static_cast<std::size_t>(status)];
}

std::string_view exposureWord(ExposureState state) {
  constexpr std::string_view kWords[] = {"live", "possible", "from", "conditional"};
  return kWords[static_cast<std::size_t>(state)];
}

std::string confidenceText(const std::vector<checked::Confidence>& confidence) {
  bool secondary = false, unconfirmed = false, reading = false;
  for (const checked::Confidence& one : confidence) {
    secondary = secondary || one.level == checked::Level::Secondary;
    unconfirmed = unconfirmed || one.level == checked::Level::Unconfirmed;
    reading = reading || one.reading;
  }
  std::string text;
  const auto add = [&](bool present, std::string_view word) {
    if (present) text += (text.empty() ? "" : ", ") + std::string(word);
  };
  add(secondary, "secondary source");
  add(unconfirmed, "to confirm");
  add(reading, "a reading of the text");
  return text.empty() ? text : "[" + text + "]";
}

}  // namespace jurat
