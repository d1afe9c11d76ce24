// The words of a rule file for a line of reasoning; private to engine/reports.
#pragma once
#include <string>

namespace jurat {

class SourceMap;
struct Reason;

// What the author wrote for a condition that has no name of its own: on one line, without comments.
std::string ruleWords(const Reason& reason, const SourceMap& sources);

}  // namespace jurat
