#include "engine/testing/mutation/mutation.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "engine/check/check.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/expectations.h"
#include "engine/testing/mutation/grid.h"
#include "engine/testing/mutation/mutants.h"

namespace jurat {
namespace {

using checked::DeclarationId;

// Which starts of the tests touch which declaration: they ran a block of it, read it, or asked for it.
std::vector<std::vector<AskedIn>> touchedBy(std::shared_ptr<const RuleSet> rules,
                                            const std::vector<PlannedTest>& tests, const SourceMap& sources) {
  std::vector<std::vector<AskedIn>> out(rules->program->declarations.size());
  Machine machine(std::move(rules));
  std::map<const BlockCode*, std::set<DeclarationId>> of_block;
  std::size_t order = 0;
  for (const PlannedTest& test : tests) {
    for (const Situation& situation : test.situations) {
      Diagnostics none;
      machine.start(*situation.profile, situation.as_of, &situation.assumptions);
      Judge judge(machine, test.pack, sources, none);
      std::set<DeclarationId> touched;
      for (const Question& question : situation.questions) {
        judge.judge(question);
        if (question.aim.target.declaration != DeclarationId{kNoId})
          touched.insert(question.aim.target.declaration);
      }
      for (std::size_t i = 0; i < machine.frames(); ++i) {
        const BlockCode& block = *machine.frame(i).block;
        const auto [known, fresh] = of_block.try_emplace(&block);
        if (fresh) {
          if (block.declaration != DeclarationId{kNoId}) known->second.insert(block.declaration);
          for (const auto* list : {&block.slots, &block.rounds}) {
            for (const auto& [expr, slot] : *list) {
              if (expr->declaration != DeclarationId{kNoId}) known->second.insert(expr->declaration);
            }
          }
        }
        touched.insert(known->second.begin(), known->second.end());
      }
      for (const DeclarationId one : touched) out[raw(one)].push_back({order, &test, &situation});
      ++order;
    }
  }
  return out;
}

// One thread's part: a program of its own to change, machines of its own, and what all threads share.
class Laboratory {
 public:
  Laboratory(const checked::Program& program, const std::vector<std::vector<AskedIn>>& touched,
             const std::vector<PackId>& packs, const SourceMap& sources)
      : touched_(touched),
        sources_(sources),
        program_(checkAgain(program.files)),
        original_(compile(program_)),
        mutants_(mutantsOf(*program_, packs, sources)),
        grid_(original_, touched, sources) {}

  const std::vector<Mutant>& mutants() const { return mutants_; }

  MutantResult examine(std::size_t index) {
    const Mutant& mutant = mutants_[index];
    MutantResult result{.pack = mutant.pack, .id = mutant.id(), .place = mutant.place};
    const std::vector<AskedIn> asked = askedOf(mutant);
    result.untested = asked.empty();
    mutant.toggle();
    const std::shared_ptr<const RuleSet> changed = compile(program_);
    if (!noticed(changed, asked)) {
      // The grid sees the rules as they are: it takes its constants from them, and adds the neighbours
      // itself.
      mutant.toggle();
      grid_.prepare(mutant);
      mutant.toggle();
      result.telling = grid_.tell(changed);
      result.fate = result.telling ? Fate::Survived : Fate::Equivalent;
    }
    mutant.toggle();
    return result;
  }

 private:
  // In the order of the tests, each start once.
  std::vector<AskedIn> askedOf(const Mutant& mutant) const {
    std::vector<AskedIn> asked;
    for (const DeclarationId id : mutant.touches)
      asked.insert(asked.end(), touched_[raw(id)].begin(), touched_[raw(id)].end());
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    return asked;
  }

  bool noticed(const std::shared_ptr<const RuleSet>& changed, const std::vector<AskedIn>& asked) const {
    Machine machine(changed);
    for (const AskedIn& one : asked) {
      Diagnostics none;
      machine.start(*one.situation->profile, one.situation->as_of, &one.situation->assumptions);
      Judge judge(machine, one.test->pack, sources_, none);
      for (const Question& question : one.situation->questions) {
        if (judge.judge(question)) return true;
      }
    }
    return false;
  }

  const std::vector<std::vector<AskedIn>>& touched_;
  const SourceMap& sources_;
  std::shared_ptr<checked::Program> program_;
  std::shared_ptr<const RuleSet> original_;
  std::vector<Mutant> mutants_;
  Grid grid_;
};

// Settles which survivors are accepted, and warns of entries that stand for none.
void accept(MutationReport& report, const std::vector<AcceptedMutant>& accepted, Diagnostics& diagnostics) {
  for (const AcceptedMutant& entry : accepted) {
    const auto found =
        std::find_if(report.mutants.begin(), report.mutants.end(),
                     [&](const MutantResult& one) { return one.pack == entry.pack && one.id == entry.id; });
    if (found != report.mutants.end() && found->fate == Fate::Survived) {
      found->fate = Fate::Accepted;
      found->reason = entry.reason;
      continue;
    }
    const bool known = found != report.mutants.end();
    diagnostics.report({.level = DiagnosticLevel::Warning,
                        .code = "J0532",
                        .message = known ? "this mutant does not survive any more"
                                         : "no change of this pack's rules is called so",
                        .primary = {entry.place, known ? "a test kills it, or nothing tells it apart"
                                                       : "the rule has changed, or this is a slip"},
                        .help = "delete the line"});
  }
}

}  // namespace

MutationCount MutationReport::count() const {
  MutationCount sum;
  for (const PackId pack : packs) {
    const MutationCount one = count(pack);
    sum.killed += one.killed;
    sum.survived += one.survived;
    sum.equivalent += one.equivalent;
    sum.accepted += one.accepted;
  }
  return sum;
}

MutationCount MutationReport::count(PackId pack) const {
  MutationCount sum;
  for (const MutantResult& one : mutants) {
    if (one.pack != pack) continue;
    switch (one.fate) {
      case Fate::Killed:
        ++sum.killed;
        break;
      case Fate::Survived:
        ++sum.survived;
        break;
      case Fate::Equivalent:
        ++sum.equivalent;
        break;
      case Fate::Accepted:
        ++sum.accepted;
        break;
    }
  }
  return sum;
}

MutationReport mutate(std::shared_ptr<const checked::Program> program, const std::vector<PlannedTest>& tests,
                      const MutationOptions& options, const SourceMap& sources, Diagnostics& diagnostics) {
  const std::vector<std::vector<AskedIn>> touched = touchedBy(compile(program), tests, sources);
  MutationReport report;
  report.packs = options.packs;
  std::atomic<std::size_t> next{0};
  std::size_t done = 0;
  std::mutex guard;  // of `report`, `done`, `fault` and the caller's progress
  std::exception_ptr fault;
  const auto work = [&] {
    try {
      Laboratory laboratory(*program, touched, options.packs, sources);
      const std::size_t all = laboratory.mutants().size();
      {
        const std::lock_guard lock(guard);
        report.mutants.resize(all);
      }
      for (std::size_t i = next++; i < all; i = next++) {
        MutantResult result = laboratory.examine(i);
        const std::lock_guard lock(guard);
        report.mutants[i] = std::move(result);
        if (options.progress) options.progress(++done, all);
      }
    } catch (...) {
      const std::lock_guard lock(guard);
      fault = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < options.threads; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (fault) std::rethrow_exception(fault);
  const auto by_id = [&](PackId a, PackId b) { return program->packs[a].id < program->packs[b].id; };
  std::sort(report.packs.begin(), report.packs.end(), by_id);
  std::stable_sort(report.mutants.begin(), report.mutants.end(),
                   [&](const MutantResult& a, const MutantResult& b) { return by_id(a.pack, b.pack); });
  accept(report, options.accepted, diagnostics);
  return report;
}

}  // namespace jurat
