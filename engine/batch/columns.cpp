#include "engine/batch/columns.h"

#include <algorithm>

namespace jurat::batch {
namespace {

bool isEventMoment(const Fact& fact) { return fact.type.event && fact.type.kind == TypeKind::Moment; }

// What it says depends on when a moment has happened, which is judged in the reader's time zone.
bool dependsOnReader(const Vocabulary& vocabulary, const Fact& fact) {
  return isEventMoment(fact) || std::any_of(fact.rests_on.begin(), fact.rests_on.end(),
                                            [&](FactId id) { return isEventMoment(vocabulary.facts[id]); });
}

TimeZone zoneOf(const RuleSet& rules, PackId pack) {
  const checked::Program& program = *rules.program;
  return raw(pack) < program.packs.size() ? program.packs[pack].time_zone : TimeZone::utc();
}

}  // namespace

ReadFacts::ReadFacts(const RuleSet& rules) {
  const Vocabulary& vocabulary = rules.vocabulary();
  read.assign(vocabulary.facts.size(), 0);
  reader.assign(vocabulary.facts.size(), PackId{kNoId});
  ambiguous.assign(vocabulary.facts.size(), 0);
  for (const BlockCode& block : rules.blocks) {
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const Step& step = rules.steps[block.first + i];
      if (step.op != Op::Fact && step.op != Op::FactPick) continue;
      const bool again = read[step.b] != 0;
      read[step.b] = 1;
      if (!dependsOnReader(vocabulary, vocabulary.facts[FactId{step.b}])) continue;
      if (again && !(zoneOf(rules, reader[step.b]) == zoneOf(rules, block.pack))) ambiguous[step.b] = 1;
      reader[step.b] = block.pack;
    }
  }
  // The day that orders a series is read by whoever walks over it.
  for (const Entity& entity : vocabulary.entities) {
    if (entity.ordered_by != FactId{kNoId}) read[raw(entity.ordered_by)] = 1;
  }
}

std::uint8_t whyOf(const Causes& causes, std::uint32_t cause) {
  std::uint8_t why = 0;
  if (cause == 0) return why;
  for (const Cause* each : causes.collect(cause)) why |= isFactual(each->kind) ? kFactual : kOther;
  return why;
}

}  // namespace jurat::batch
