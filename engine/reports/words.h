// The words and signs of reports; private to engine/reports.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/assessment.h"

namespace jurat {

std::string_view signOf(Outcome outcome);    // a sign beside the word: colour is never alone
std::string_view phraseOf(Outcome outcome);  // "not applicable"
std::string_view colorOf(Outcome outcome);   // ANSI sequence
std::string_view signOf(BenefitOutcome outcome);
std::string_view phraseOf(BenefitOutcome outcome);  // "not eligible"
std::string_view severityWord(checked::Severity severity);
std::string_view strengthWord(checked::Strength strength);
std::string_view statusWord(checked::Status status);
std::string_view exposureWord(ExposureState state);
std::string confidenceText(
    const std::vector<checked::Confidence>& confidence);  // "[secondary, reading]" or ""

}  // namespace jurat
