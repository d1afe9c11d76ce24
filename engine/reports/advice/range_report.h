// What a fact decides from one value to another, for people and programs. Same range, same bytes.
#pragma once
#include <string>

#include "engine/advice/range/range.h"
#include "engine/reports/report.h"

namespace jurat {

// Each value at which something changes, with what changes and what decided; then what is at stake, from
// piece to piece.
std::string rangeText(const Range& range, const RuleSet& rules, const SourceMap& sources,
                      const ReportOptions& options);

// docs/range.schema.json describes it. Keys are never translated; numbers are texts, exact.
std::string rangeJson(const Range& range, const RuleSet& rules, const SourceMap& sources,
                      const ReportOptions& options);

// What is at stake against the fact: SVG, a line an amount that somebody is exposed to, its breakpoints and
// today's value marked; described for who does not see it, without scripts or anything from elsewhere. The
// axis of the fact is logarithmic where it spans three powers of ten or more.
std::string rangeSvg(const Range& range, const RuleSet& rules, const ReportOptions& options);

}  // namespace jurat
