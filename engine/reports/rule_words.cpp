#include "engine/reports/rule_words.h"

#include "engine/evaluate/assessment.h"
#include "engine/source/source_map.h"

namespace jurat {

std::string ruleWords(const Reason& reason, const SourceMap& sources) {
  std::string out;
  bool comment = false;
  for (const char c : sources.text(reason.rule_place)) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    if (comment) continue;
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

}  // namespace jurat
