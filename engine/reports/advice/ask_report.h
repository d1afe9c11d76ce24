// What `ask` says: the facts that matter, as text for people and as JSON for other front ends.
#pragma once
#include <string>

#include "engine/advice/ask/ask.h"
#include "engine/reports/report.h"

namespace jurat {

inline constexpr std::size_t kFactsAsked = 15;  // shown where not all are wanted

std::string askText(const Inquiry& inquiry, const Assessment& assessment, const Vocabulary& vocabulary,
                    const SourceMap& sources, const ReportOptions& options, bool all);
// docs/ask.schema.json describes both. Every fact, whatever the text shows.
std::string askJson(const Inquiry& inquiry, const Assessment& assessment, const Vocabulary& vocabulary,
                    const SourceMap& sources, const ReportOptions& options);

// The same about one finding, amount or benefit, with the sets of facts that settle it. `all`: every case of
// a set that is known, not the first few.
std::string askText(const AnswerInquiry& inquiry, const Decides& answer, const Assessment& assessment,
                    const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options,
                    bool all);
std::string askJson(const AnswerInquiry& inquiry, const Decides& answer, const Assessment& assessment,
                    const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options);

// One fact as the interview asks it: the question, the form of its answer, what helps to answer it, what it
// decides (all of it, or the first few).
std::string questionText(std::size_t place, const AskedFact& fact, const std::vector<Message>& help,
                         bool every, const Assessment& assessment, const Vocabulary& vocabulary,
                         const SourceMap& sources, const ReportOptions& options);
// Findings and benefits as they stand, a line each, at most `shown`; the others are counted.
std::string decidedText(const std::vector<Decides>& decides, std::size_t shown, const Assessment& assessment,
                        const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options);
// The form of its answer: "yes or no", "amount EUR, or none".
Message expectedOf(const AskedFact& fact, const Vocabulary& vocabulary, Language language);
// Behind that form: that the profile says already that no more is known, by a range where the type has any.
Message openAnswer(const Message& form, const Type& type, Language language);

}  // namespace jurat
