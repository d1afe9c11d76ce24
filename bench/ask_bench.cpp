// What `ask` costs beside the check: which of the facts that a half-filled profile lacks matter, under all
// packs of the European Union.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "engine/advice/ask/ask.h"
#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/profile/datum.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

namespace {

using namespace jurat;

constexpr std::size_t kAll = 0;  // of the answers: none is left out

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
  std::optional<Profile> profile;
  EvaluateOptions options{
      .as_of = {*parseDate("2026-11-23"), std::nullopt}, .named = {}, .reasons = Reasons::None};
};

std::unique_ptr<Loaded> load(const std::string& example) {
  auto loaded = std::make_unique<Loaded>();
  const std::string root = JURAT_SOURCE_DIR;
  PackLibrary library;
  library.addRoot(root + "/rules");
  for (const std::string& id : library.ids()) {
    if (id.rfind("eu.", 0) == 0) loaded->options.named.push_back(id);
  }
  LoadedPacks packs = loadPacks(library, loaded->options.named, loaded->sources, loaded->diagnostics);
  const std::shared_ptr<const checked::Program> program = check(std::move(packs.files), loaded->diagnostics);
  if (!program) return loaded;
  loaded->rules = compile(program);
  const SourceFile* text = readSource(loaded->sources, root + "/examples/" + example + ".yaml",
                                      Limits{}.profile_bytes, loaded->diagnostics);
  const AskedKeys others = askedKeys(library, packs.ids);
  const OtherKeys elsewhere = [&others]() -> const AskedKeys& { return others; };
  if (text)
    loaded->profile =
        readProfile(*text, std::nullopt, program->vocabulary, {}, loaded->diagnostics, elsewhere);
  return loaded;
}

// Of so many answers one is left out; every list stays.
void leaveOut(Profile& profile, std::size_t of) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < profile.instances.size(); ++i) {
    for (std::uint32_t& answer : profile.instances[profile.instances.idAt(i)].answers) {
      if (answer != 0 && count++ % of == 0) answer = 0;
    }
  }
}

void askHalf(benchmark::State& state, const char* example, std::size_t left_out) {
  const std::unique_ptr<Loaded> loaded = load(example);
  if (!loaded->profile) return state.SkipWithError("the rules or the example did not load");
  if (left_out != kAll) leaveOut(*loaded->profile, left_out);
  Machine machine(loaded->rules);
  const Assessment assessment = evaluate(machine, *loaded->profile, loaded->options);
  Inquiry inquiry;
  for (auto _ : state) inquiry = inquire(machine, *loaded->profile, assessment, {});
  state.counters["open"] = static_cast<double>(inquiry.open);
  state.counters["matter"] = static_cast<double>(inquiry.facts.size() - inquiry.perhaps);
  state.counters["may_matter"] = static_cast<double>(inquiry.perhaps);
  state.counters["given_up"] = static_cast<double>(inquiry.given_up);
  state.counters["evaluations"] = static_cast<double>(inquiry.trials);
}
BENCHMARK_CAPTURE(askHalf, bank, "hanse-bank", 2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askHalf, machine_works, "lakeshore-machines", 2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askHalf, startup, "spotless-startup", 2)->Unit(benchmark::kMillisecond);
// Of robots, with little left unsaid.
BENCHMARK_CAPTURE(askHalf, whole_profile, "acme-robotics", kAll)->Unit(benchmark::kMillisecond);
// Nothing but lists and their entries.
BENCHMARK_CAPTURE(askHalf, nothing_answered, "hanse-bank", 1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
