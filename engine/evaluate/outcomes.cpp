// The words of outcomes, and the lists of reasons that findings share.
#include "engine/evaluate/assessment.h"

namespace jurat {
namespace {

constexpr std::string_view kWords[kOutcomes] = {"satisfied", "violated",       "pending",      "undetermined",
                                                "review",    "not_applicable", "not_in_force", "error"};

}  // namespace

std::string_view outcomeWord(Outcome outcome) { return kWords[static_cast<std::size_t>(outcome)]; }

bool asksForAction(Outcome outcome) {
  return outcome != Outcome::Satisfied && outcome != Outcome::NotApplicable && outcome != Outcome::NotInForce;
}

std::optional<Outcome> outcomeFromWord(std::string_view word) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (kWords[i] == word) return static_cast<Outcome>(i);
  }
  return std::nullopt;
}

namespace {

constexpr std::string_view kBenefitWords[kBenefitOutcomes] = {"eligible", "not_eligible", "undetermined",
                                                              "review", "not_in_force"};

}  // namespace

std::string_view benefitWord(BenefitOutcome outcome) {
  return kBenefitWords[static_cast<std::size_t>(outcome)];
}

std::optional<BenefitOutcome> benefitFromWord(std::string_view word) {
  for (std::size_t i = 0; i < kBenefitOutcomes; ++i) {
    if (kBenefitWords[i] == word) return static_cast<BenefitOutcome>(i);
  }
  return std::nullopt;
}

std::string asOfText(const AsOf& as_of) { return as_of.moment ? toText(*as_of.moment) : toText(as_of.day); }

Reason& ReasonList::add(Reason line) {
  if (!lines_) {
    lines_ = std::make_shared<std::vector<Reason>>();
  } else if (lines_.use_count() > 1) {
    lines_ = std::make_shared<std::vector<Reason>>(*lines_);
  }
  return lines_->emplace_back(std::move(line));
}

}  // namespace jurat
