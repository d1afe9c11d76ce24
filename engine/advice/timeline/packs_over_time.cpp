#include "engine/advice/timeline/packs_over_time.h"

#include <utility>

namespace jurat {
namespace {

Flip because(DateReason reason) {
  Flip flip;
  flip.reason = reason;
  return flip;
}

// Of packs that take each other's place, either changes with the day on which they do.
void limitBySuccession(const checked::Program& program, const Motions& motions, PacksToday& out) {
  for (std::uint32_t i = 0; i < program.packs.size(); ++i) {
    for (const checked::Superseded& each : program.packs[PackId{i}].supersedes) {
      const Flip why = because(DateReason::PackSuperseded);
      const Motion begins = motions.within(each.from, std::nullopt, why, why);
      out.motions[i].limit(begins);
      for (std::uint32_t j = 0; j < program.packs.size(); ++j) {
        if (program.packs[PackId{j}].id == each.pack) out.motions[j].limit(begins);
      }
    }
  }
}

}  // namespace

PacksToday packsToday(Machine& machine, Motions& motions, const Profile& profile,
                      const std::vector<std::string>& named) {
  const checked::Program& program = *machine.rules().program;
  PacksToday out;
  out.uses =
      selectPacks(machine, profile, {.as_of = machine.asOf(), .named = named, .reasons = Reasons::None});
  out.runs.assign(program.packs.size(), false);
  out.status.assign(program.packs.size(), checked::Status::InForce);
  out.motions.assign(program.packs.size(), Motion{});
  for (const PackUse& use : out.uses) {
    out.runs[raw(use.pack)] = use.loaded;
    out.status[raw(use.pack)] = use.status;
  }
  for (std::uint32_t i = 0; i < program.packs.size(); ++i) {
    const Flip why = because(DateReason::PackStatus);
    for (const auto& [from, status] : program.packs[PackId{i}].status) {
      if (from) out.motions[i].limit(motions.within(*from, std::nullopt, why, why));
    }
  }
  limitBySuccession(program, motions, out);
  for (const auto& [pack, block] : machine.rules().called_for) {
    const std::vector<InstanceId>& asked = machine.instancesOf(machine.rules().blocks[block].subject);
    if (asked.empty() || !named.empty()) continue;
    machine.result(block, asked.front());
    Motion called = motions.ofBlock(block, asked.front());
    called.why = because(DateReason::PackCalledFor);
    out.motions[raw(pack)].limit(called);
  }
  for (const Motion& each : out.motions) out.motion.limit(each);
  return out;
}

}  // namespace jurat
