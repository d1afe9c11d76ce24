// The phrases, codes and signs of reports, which the manual shares.
#pragma once
#include <string_view>
#include <vector>

#include "engine/evaluate/assessment.h"
#include "engine/gate/gate.h"

namespace jurat {

std::string_view signOf(Outcome outcome);   // a sign beside the word: colour is never alone
std::string_view colorOf(Outcome outcome);  // ANSI sequence
std::string_view signOf(BenefitOutcome outcome);

// What people read.
Phrase phraseOf(Outcome outcome);
Phrase phraseOf(BenefitOutcome outcome);
Phrase phraseOf(checked::Severity severity);
Phrase phraseOf(checked::Strength strength);
Phrase phraseOf(checked::Status status);
Phrase phraseOf(ExposureState state);
Message confidenceOf(
    const std::vector<checked::Confidence>& confidence);  // "[secondary source]"; may be empty
// "falls due: Incident reported (sys)", of a pending duty with a day.
Message fallsDue(const Finding& finding, Message title);

// What programs read: the codes of the JSON report, the same in every language.
std::string_view severityCode(checked::Severity severity);
std::string_view strengthCode(checked::Strength strength);
std::string_view statusCode(checked::Status status);
std::string_view exposureCode(ExposureState state);
std::string_view levelCode(Level level);
std::string_view waiverCode(WaiverState state);
std::string_view baselineCode(BaselineState state);  // of none: ""

}  // namespace jurat
