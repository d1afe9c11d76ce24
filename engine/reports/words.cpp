#include "engine/reports/words.h"

#include <utility>

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

Phrase phraseOf(BenefitOutcome outcome) {
  constexpr Phrase kPhrases[kBenefitOutcomes] = {Phrase::OutcomeEligible, Phrase::OutcomeNotEligible,
                                                 Phrase::OutcomeUndetermined, Phrase::OutcomeReview,
                                                 Phrase::OutcomeNotInForce};
  return kPhrases[static_cast<std::size_t>(outcome)];
}

Phrase phraseOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Satisfied:
      return Phrase::OutcomeSatisfied;
    case Outcome::Violated:
      return Phrase::OutcomeViolated;
    case Outcome::Pending:
      return Phrase::OutcomePending;
    case Outcome::Undetermined:
      return Phrase::OutcomeUndetermined;
    case Outcome::Review:
      return Phrase::OutcomeReview;
    case Outcome::NotApplicable:
      return Phrase::OutcomeNotApplicable;
    case Outcome::NotInForce:
      return Phrase::OutcomeNotInForce;
    case Outcome::Error:
      return Phrase::OutcomeError;
  }
  return Phrase::OutcomeError;
}

Phrase phraseOf(checked::Severity severity) {
  constexpr Phrase kPhrases[] = {Phrase::SeverityLow, Phrase::SeverityMedium, Phrase::SeverityHigh,
                                 Phrase::SeverityCritical};
  return kPhrases[static_cast<std::size_t>(severity)];
}

Phrase phraseOf(checked::Strength strength) {
  constexpr Phrase kPhrases[] = {Phrase::StrengthMust, Phrase::StrengthShould, Phrase::StrengthVoluntary,
                                 Phrase::StrengthAspirational};
  return kPhrases[static_cast<std::size_t>(strength)];
}

Phrase phraseOf(checked::Status status) {
  constexpr Phrase kPhrases[] = {Phrase::MarkInForce,  Phrase::PackAdopted,    Phrase::MarkProposal,
                                 Phrase::PackDeferred, Phrase::PackSuperseded, Phrase::PackRepealed,
                                 Phrase::PackLapsed,   Phrase::PackVoluntary,  Phrase::MarkReported};
  return kPhrases[static_cast<std::size_t>(status)];
}

Phrase phraseOf(ExposureState state) {
  constexpr Phrase kPhrases[] = {Phrase::StateLive, Phrase::StatePossible, Phrase::StateFrom,
                                 Phrase::StateConditional};
  return kPhrases[static_cast<std::size_t>(state)];
}

Message confidenceOf(const std::vector<checked::Confidence>& confidence) {
  bool secondary = false, unconfirmed = false, reading = false;
  for (const checked::Confidence& one : confidence) {
    secondary = secondary || one.level == checked::Level::Secondary;
    unconfirmed = unconfirmed || one.level == checked::Level::Unconfirmed;
    reading = reading || one.reading;
  }
  std::vector<Message> words;
  if (secondary) words.push_back(Phrase::ConfidenceSecondary);
  if (unconfirmed) words.push_back(Phrase::ConfidenceUnconfirmed);
  if (reading) words.push_back(Phrase::ConfidenceReading);
  if (words.empty()) return {};
  return {Phrase::Confidence, {{Phrase::Enumeration, std::move(words)}}};
}

std::string_view severityCode(checked::Severity severity) {
  constexpr std::string_view kCodes[] = {"low", "medium", "high", "critical"};
  return kCodes[static_cast<std::size_t>(severity)];
}

std::string_view strengthCode(checked::Strength strength) {
  constexpr std::string_view kCodes[] = {"must", "should", "voluntary", "aspirational"};
  return kCodes[static_cast<std::size_t>(strength)];
}

std::string_view statusCode(checked::Status status) {
  constexpr std::string_view kCodes[] = {"in_force", "adopted", "proposal",  "deferred", "superseded",
                                         "repealed", "lapsed",  "voluntary", "reported"};
  return kCodes[static_cast<std::size_t>(status)];
}

std::string_view exposureCode(ExposureState state) {
  constexpr std::string_view kCodes[] = {"live", "possible", "from", "conditional"};
  return kCodes[static_cast<std::size_t>(state)];
}

std::string_view levelCode(Level level) {
  constexpr std::string_view kCodes[] = {"fail", "warn", "off"};
  return kCodes[static_cast<std::size_t>(level)];
}

std::string_view waiverCode(WaiverState state) {
  constexpr std::string_view kCodes[] = {"valid",  "expiring",     "not_yet", "expired",
                                         "lapsed", "not_waivable", "unused"};
  return kCodes[static_cast<std::size_t>(state)];
}

std::string_view baselineCode(BaselineState state) {
  constexpr std::string_view kCodes[] = {"", "new", "unchanged"};
  return kCodes[static_cast<std::size_t>(state)];
}

Message fallsDue(const Finding& finding, Message title) {
  const Phrase how = finding.due_open ? Phrase::FallsDueEarliest : Phrase::FallsDue;
  return {how, {std::move(title), verbatim(finding.subject_id)}};
}

}  // namespace jurat
