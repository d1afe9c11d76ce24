#include "engine/evaluate/exposures.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

bool couldBe(const Finding& finding, Outcome outcome) {
  return std::find(finding.could_be.begin(), finding.could_be.end(), outcome) != finding.could_be.end();
}

std::string partyOf(const Machine& machine, const checked::Exposure& exposure, InstanceId subject) {
  if (exposure.party == EntityId{kNoId}) return exposure.party_text;
  const InstanceId party = ancestorOf(machine, subject, exposure.party);
  if (party != InstanceId{kNoId}) return subjectId(machine, party);
  return machine.rules().vocabulary().entities[exposure.party].name;
}

// The state that the sanction's own first day gives a line; false when there never is such a day.
bool settleFrom(const Machine& machine, const Slot& from, bool live, Exposed& line) {
  if (from.is(kNone)) return false;
  const Number today(machine.asOf().day.days);
  const bool later = from.could(kValue) && !(from.flags & kLowOpen) && today < from.low;
  const bool begun = from.is(kValue) && !(from.flags & kHighOpen) && from.high <= today;
  if (later) {
    line.state = ExposureState::From;
    line.from = Date{static_cast<std::int32_t>(from.low.toInt64().value_or(0))};
  } else if (live && !begun) {
    line.state = ExposureState::Conditional;  // whether the sanction has begun is not known
  }
  return true;
}

}  // namespace

InstanceId ancestorOf(const Machine& machine, InstanceId instance, EntityId entity) {
  while (instance != InstanceId{kNoId} && machine.profile().instances[instance].entity != entity) {
    instance = machine.profile().instances[instance].parent;
  }
  return instance;
}

std::vector<Exposed> exposuresOf(Machine& machine, const RuleCode& rule, const Finding& finding) {
  std::vector<Exposed> lines;
  const bool live = finding.outcome == Outcome::Violated;
  const bool possible = couldBe(finding, Outcome::Violated) || finding.outcome == Outcome::Pending;
  if (!live && !possible) return lines;
  for (const RuleVersion& version : rule.versions) {
    const Frame* duty = machine.ran(version.duty, finding.subject);
    if (!duty) continue;
    for (const ExposureCode& code : version.exposures) {
      const Slot& active = duty->slots[code.active];
      if (!active.could(kYes)) continue;
      Exposed line;
      line.code = &code;
      line.party = partyOf(machine, *code.source, finding.subject);
      line.state = live ? ExposureState::Live : ExposureState::Possible;
      if (live && !active.is(kYes)) line.state = ExposureState::Conditional;
      if (code.from != kNoId && !settleFrom(machine, duty->slots[code.from], live, line)) continue;
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace jurat
