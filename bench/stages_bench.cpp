// What each stage costs: parsing and checking a line, compiling, binding a profile, running a step.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>

#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/profile/datum.h"
#include "engine/reports/report.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

namespace {

using namespace jurat;

const std::string kRules = std::string(JURAT_SOURCE_DIR) + "/rules";
const std::string kExample = std::string(JURAT_SOURCE_DIR) + "/examples/acme-robotics.yaml";
const AsOf kDay{*parseDate("2026-11-23"), std::nullopt};

// Art. 5, SME status and the ceilings are what is run; the example also has answers for the framework it
// chose.
const std::vector<std::string> kMain = {"eu.ai_act", "eu.sme"};
const std::vector<std::string> kLoaded = {"eu.ai_act", "eu.sme", "us.nist_ai_rmf"};

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
  std::optional<Profile> profile;
  std::size_t lines = 0;
};

std::unique_ptr<Loaded> load(const std::vector<std::string>& ids) {
  auto loaded = std::make_unique<Loaded>();
  PackLibrary library;
  library.addRoot(kRules);
  LoadedPacks packs = loadPacks(library, ids, loaded->sources, loaded->diagnostics);
  for (const SourceFile& file : loaded->sources.files()) loaded->lines += file.line_starts.size();
  const std::shared_ptr<const checked::Program> program = check(std::move(packs.files), loaded->diagnostics);
  if (!program) return loaded;
  loaded->rules = compile(program);
  const SourceFile* text = readSource(loaded->sources, kExample, Limits{}.profile_bytes, loaded->diagnostics);
  const AskedKeys others = askedKeys(library, packs.ids);
  const OtherKeys elsewhere = [&others]() -> const AskedKeys& { return others; };
  if (text)
    loaded->profile =
        readProfile(*text, std::nullopt, program->vocabulary, {}, loaded->diagnostics, elsewhere);
  if (loaded->profile) loaded->profile->frameworks.clear();
  return loaded;
}

void parseAndCheck(benchmark::State& state) {
  std::size_t lines = 0;
  for (auto _ : state) {
    SourceMap sources;
    Diagnostics diagnostics;
    PackLibrary library;
    library.addRoot(kRules);
    LoadedPacks packs = loadPacks(library, kLoaded, sources, diagnostics);
    for (const SourceFile& file : sources.files()) lines += file.line_starts.size();
    benchmark::DoNotOptimize(check(std::move(packs.files), diagnostics));
  }
  state.counters["lines"] =
      benchmark::Counter(static_cast<double>(lines), benchmark::Counter::kAvgIterations);
  state.counters["per_line"] = benchmark::Counter(static_cast<double>(lines),
                                                  benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(parseAndCheck)->Unit(benchmark::kMillisecond);

void compileProgram(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = load(kLoaded);
  if (!loaded->rules) return state.SkipWithError("the rules do not load");
  for (auto _ : state) benchmark::DoNotOptimize(compile(loaded->rules->program));
  state.counters["steps"] = static_cast<double>(loaded->rules->steps.size());
}
BENCHMARK(compileProgram)->Unit(benchmark::kMicrosecond);

// Everything that is looked up per run happens here: bind once, evaluate many.
void evaluateHot(benchmark::State& state, Reasons reasons) {
  const std::unique_ptr<Loaded> loaded = load(kLoaded);
  if (!loaded->profile) return state.SkipWithError("the example does not load");
  Machine machine(loaded->rules);
  std::uint64_t steps = 0;
  for (auto _ : state) {
    const Assessment assessment =
        evaluate(machine, *loaded->profile, {.as_of = kDay, .named = kMain, .reasons = reasons});
    steps = assessment.steps;
    benchmark::DoNotOptimize(assessment.findings.data());
  }
  state.counters["steps"] = static_cast<double>(steps);
}
BENCHMARK_CAPTURE(evaluateHot, findings, Reasons::None)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluateHot, findings_and_open_reasons, Reasons::Open)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluateHot, findings_and_reasons, Reasons::All)->Unit(benchmark::kMicrosecond);

// A company that only the law of the Union concerns: with its packs, and with those of the whole world
// loaded.
void evaluateUnionCompany(benchmark::State& state, bool whole_world) {
  PackLibrary library;
  library.addRoot(kRules);
  const auto loaded = load(whole_world ? defaultPacks(library) : kMain);
  if (!loaded->profile) return state.SkipWithError("the rules or the example did not load");
  const EvaluateOptions options{.as_of = kDay, .named = {}, .reasons = Reasons::None};
  Machine machine(loaded->rules);
  std::size_t findings = 0;
  for (auto _ : state) findings = evaluate(machine, *loaded->profile, options).findings.size();
  state.counters["findings"] = static_cast<double>(findings);
  state.counters["rules"] = static_cast<double>(loaded->rules->rules.size());
}
BENCHMARK_CAPTURE(evaluateUnionCompany, packs_of_the_union, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluateUnionCompany, every_pack, true)->Unit(benchmark::kMicrosecond);

bool isMain(const Loaded& loaded, checked::DeclarationId id) {
  const checked::Program& program = *loaded.rules->program;
  const std::string& pack = program.packs[program.declarations[id].pack].id;
  return std::find(kMain.begin(), kMain.end(), pack) != kMain.end();
}

// The machine alone: every block of every rule for every subject, whole trace kept, no findings made of it.
void machineHot(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = load(kLoaded);
  if (!loaded->profile) return state.SkipWithError("the example does not load");
  Machine machine(loaded->rules);
  const Profile& profile = *loaded->profile;
  std::vector<const RuleCode*> rules;
  for (const RuleCode& rule : loaded->rules->rules) {
    if (isMain(*loaded, rule.declaration)) rules.push_back(&rule);
  }
  std::uint64_t steps = 0;
  for (auto _ : state) {
    machine.start(profile, kDay);
    for (const RuleCode* rule : rules) {
      const EntityId subject = loaded->rules->program->declarations[rule->declaration].subject;
      for (const InstanceId instance : machine.instancesOf(subject)) {
        for (const RuleVersion& version : rule->versions) {
          if (!machine.result(version.dates, instance).could(kYes)) continue;
          if (!machine.result(version.applies, instance).could(kYes)) continue;
          benchmark::DoNotOptimize(machine.result(version.duty, instance));
        }
      }
    }
    for (const AmountCode& amount : loaded->rules->amounts) {
      const EntityId subject = loaded->rules->program->declarations[amount.declaration].subject;
      for (const InstanceId root : profile.roots) {
        if (profile.instances[root].entity != subject) continue;
        for (const AmountVersion& version : amount.versions) machine.run(version.block, root);
      }
    }
    steps = machine.steps();
  }
  state.counters["steps"] = static_cast<double>(steps);
  state.counters["per_step"] =
      benchmark::Counter(static_cast<double>(steps),
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(machineHot)->Unit(benchmark::kMicrosecond);

void bindProfileText(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = load(kLoaded);
  if (!loaded->rules) return state.SkipWithError("the rules do not load");
  for (auto _ : state) {
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* text = readSource(sources, kExample, Limits{}.profile_bytes, diagnostics);
    benchmark::DoNotOptimize(readProfile(*text, std::nullopt, loaded->rules->vocabulary(), {}, diagnostics));
  }
}
BENCHMARK(bindProfileText)->Unit(benchmark::kMicrosecond);

void textOfReport(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = load(kLoaded);
  if (!loaded->profile) return state.SkipWithError("the example does not load");
  Machine machine(loaded->rules);
  const Assessment assessment = evaluate(machine, *loaded->profile, {.as_of = kDay, .named = kMain});
  for (auto _ : state)
    benchmark::DoNotOptimize(textReport({{&assessment}}, *loaded->rules, loaded->sources, {}));
}
BENCHMARK(textOfReport)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
