// bindFact(): one fact's answer in any of its spellings: a value, a word, a list, a range or a record.
#pragma once
#include <optional>

#include "engine/profile/binding.h"
#include "engine/profile/profile.h"

namespace jurat {

// `fact.per` is the caller's: the datum is the answer for one option.
std::optional<Answer> bindFact(const Datum& datum, const Fact& fact, Binding& binding);

// The records that have a form of their own (records.cpp).
std::optional<EvidenceValue> bindEvidence(const Datum& record, Binding& binding);
// The same where it stands beside an answer: a path, or such a record.
std::optional<EvidenceValue> bindEvidenceBeside(const Datum& datum, Binding& binding);
std::optional<JudgementValue> bindJudgement(const Datum& record, const Fact& fact, Binding& binding);

// Adds what a judgement says it rested on (rested_on.cpp); false when something there was refused.
bool bindRestedOn(const Datum& record, const Fact& fact, Binding& binding, std::vector<Recorded>& out);

// A path below the profile's folder or a URI; reports one that leads out (J0630).
std::optional<std::string> bindPath(const Datum& datum, std::string_view what, Binding& binding);

}  // namespace jurat
