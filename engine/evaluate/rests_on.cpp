#include "engine/evaluate/rests_on.h"

#include <algorithm>

#include "engine/evaluate/describe.h"

namespace jurat {
namespace {

void addFacts(const Machine& machine, const Reason& reason, std::vector<RestsOn>& out) {
  if (reason.fact != FactId{kNoId}) {
    // The text ends in the fact's name, with the option of a fact that has one value for each.
    const std::string text = say(reason.text, Language::English);
    const std::string& name = machine.rules().vocabulary().facts[reason.fact].name;
    const std::size_t at = text.rfind(name);
    out.push_back(
        {instancePath(machine, reason.instance) + "." + (at == std::string::npos ? name : text.substr(at)),
         say(reason.value, Language::English)});
  }
  for (const Reason& child : reason.children) addFacts(machine, child, out);
}

}  // namespace

std::vector<RestsOn> restsOn(const Machine& machine, const Finding& finding) {
  std::vector<RestsOn> facts;
  addFacts(machine, finding.reason, facts);
  for (const Missing& missing : finding.missing) {
    const bool read = std::any_of(facts.begin(), facts.end(),
                                  [&](const RestsOn& fact) { return fact.path == missing.path; });
    if (!read) facts.push_back({missing.path.empty() ? missing.name : missing.path, "not known"});
  }
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace jurat
