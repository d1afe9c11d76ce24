// What one company costs when outcomes and amounts are all that is asked: workload A
// (bench/peers/WORKLOAD.md), and rules of which ever fewer apply.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/amounts.h"
#include "engine/evaluate/answer_machine.h"
#include "engine/evaluate/verdict.h"
#include "engine/packs/packs.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

namespace {

using namespace jurat;

const std::string kPeers = std::string(JURAT_SOURCE_DIR) + "/bench/peers";
const AsOf kDay{*parseDate("2026-11-23"), std::nullopt};

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
  std::vector<Profile> profiles;

  void bind(std::string text) {
    const SourceFile& file = sources.add("company.json", std::move(text));
    std::optional<Profile> profile =
        readProfile(file, ProfileSyntax::Json, rules->vocabulary(), {}, diagnostics);
    if (profile) profiles.push_back(*std::move(profile));
  }
};

// The companies that the peers are given, one line of JSON each.
std::vector<std::string> companies(std::int64_t count) {
  const std::string command = "python3 '" + kPeers + "/generate' --companies " + std::to_string(count) +
                              " --seed 1 --profiles /dev/stdout --plain /dev/null";
  std::vector<std::string> lines;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return lines;
  std::string line;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    if (c != '\n') {
      line.push_back(static_cast<char>(c));
    } else {
      lines.push_back(std::exchange(line, {}));
    }
  }
  pclose(pipe);
  return lines;
}

std::unique_ptr<Loaded> workloadA(std::int64_t count) {
  auto loaded = std::make_unique<Loaded>();
  PackLibrary library;
  library.addRoot(kPeers + "/jurat");
  LoadedPacks packs = loadPacks(library, library.ids(), loaded->sources, loaded->diagnostics);
  const auto program = check(std::move(packs.files), loaded->diagnostics);
  if (!program) return loaded;
  loaded->rules = compile(program);
  for (std::string& line : companies(count)) loaded->bind(std::move(line));
  return loaded;
}

// What the peers answer besides outcomes of rules and amounts.
struct Asked {
  std::vector<std::pair<BlockId, EntityId>> definitions;
  std::vector<std::pair<checked::DeclarationId, EntityId>> declarations;
  explicit Asked(const RuleSet& rules) {
    const checked::Program& program = *rules.program;
    for (std::uint32_t i = 0; i < program.declarations.size(); ++i) {
      const checked::Declaration& each = program.declarations[checked::DeclarationId{i}];
      for (const char* name : {"is_sme", "size_class", "listed_in_annex_iii", "high_risk"}) {
        if (each.name != name) continue;
        definitions.emplace_back(BlockId{rules.first_block[i]}, each.subject);
        declarations.emplace_back(checked::DeclarationId{i}, each.subject);
      }
    }
  }
};

const auto kInvertedRate = benchmark::Counter::kIsRate | benchmark::Counter::kInvert;

// The machine that can explain itself, asked for answers alone.
[[gnu::noinline]] std::uint64_t tracePass(Machine& machine, const Loaded& loaded, const Asked& asked,
                                          std::uint64_t& answers) {
  const RuleSet& rules = *loaded.rules;
  std::uint64_t steps = 0;
  for (const Profile& profile : loaded.profiles) {
    machine.start(profile, kDay);
    for (const RuleCode& rule : rules.rules) {
      const EntityId of = rules.program->declarations[rule.declaration].subject;
      for (const InstanceId subject : machine.instancesOf(of)) {
        benchmark::DoNotOptimize(answerOf(machine, rule, subject));
        ++answers;
      }
    }
    for (const AmountCode& amount : rules.amounts) {
      std::uint32_t cause = 0;
      benchmark::DoNotOptimize(amountFrom(machine, amount, profile.roots.front(), cause));
      ++answers;
    }
    for (const auto& [block, subject] : asked.definitions) {
      for (const InstanceId element : machine.instancesOf(subject)) {
        benchmark::DoNotOptimize(machine.result(block, element).can);
        ++answers;
      }
    }
    steps += machine.steps();
  }
  return steps;
}

[[gnu::noinline]] std::uint64_t answersPass(AnswerMachine& machine, const std::vector<Company>& companies,
                                            const Asked& asked, std::uint64_t& answers) {
  std::uint64_t steps = 0;
  for (const Company& company : companies) {
    const CompanyAnswers& out = machine.answer(company);
    answers += out.rules.size() + out.amounts.size();
    for (const auto& [definition, subject] : asked.declarations) {
      for (const InstanceId element : machine.instancesOf(subject)) {
        benchmark::DoNotOptimize(machine.value(definition, 0, element).can);
        ++answers;
      }
    }
    steps += out.steps;
  }
  return steps;
}

void report(benchmark::State& state, std::size_t companies, std::uint64_t steps, std::uint64_t answers) {
  const auto count = static_cast<double>(state.iterations()) * static_cast<double>(companies);
  state.counters["steps"] = static_cast<double>(steps) / count;
  state.counters["answers"] = static_cast<double>(answers) / count;
  state.counters["per_company"] = benchmark::Counter(count, kInvertedRate);
}

void workloadByTrace(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = workloadA(state.range(0));
  if (loaded->profiles.empty()) return state.SkipWithError("the pack or the companies do not load");
  const Asked asked(*loaded->rules);
  Machine machine(loaded->rules);
  std::uint64_t steps = 0, answers = 0;
  for (auto _ : state) steps += tracePass(machine, *loaded, asked, answers);
  report(state, loaded->profiles.size(), steps, answers);
}
BENCHMARK(workloadByTrace)->Arg(10)->Arg(500)->Unit(benchmark::kMicrosecond);

void workloadByAnswers(benchmark::State& state) {
  const std::unique_ptr<Loaded> loaded = workloadA(state.range(0));
  if (loaded->profiles.empty()) return state.SkipWithError("the pack or the companies do not load");
  const Asked asked(*loaded->rules);
  AnswerMachine machine(loaded->rules, {.as_of = kDay, .named = {}});
  std::vector<Company> prepared;
  for (const Profile& profile : loaded->profiles) prepared.push_back(machine.prepared(profile));
  std::uint64_t steps = 0, answers = 0;
  for (auto _ : state) steps += answersPass(machine, prepared, asked, answers);
  report(state, loaded->profiles.size(), steps, answers);
}
// Ten companies and their answers stay in the cache; of five hundred each is fetched anew.
BENCHMARK(workloadByAnswers)->Arg(10)->Arg(500)->Unit(benchmark::kMicrosecond);

// So many rules for every company, and ten times, a hundred times, a thousand times as many for companies of
// another sector each.
constexpr std::int64_t kApplicable = 10;

std::string rulesOf(std::int64_t count) {
  std::string text =
      "pack many {\n title \"Many\" zh \"多\"\n source law \"Law\" binding\n jurisdiction \"EU\"\n edition "
      "2026-01-01\n version \"1.0.0\"\n language 1\n status in_force\n currency EUR\n deadlines as counted\n "
      "time_zone \"Europe/Brussels\"\n}\nchoice sector {\n";
  const std::int64_t sectors = count / kApplicable + 1;
  for (std::int64_t i = 0; i < sectors; ++i) {
    const std::string n = std::to_string(i);
    text.append(" s").append(n).append(" \"S").append(n).append("\" zh \"S").append(n).append("\"\n");
  }
  text += "}\nentity company {\n fact sector : sector\n ask \"Sector?\" zh \"?\"\n";
  for (std::int64_t i = 0; i < kApplicable; ++i)
    text.append(" fact f").append(std::to_string(i)).append(" : yes_no\n ask \"F?\" zh \"?\"\n");
  text += "}\n";
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string n = std::to_string(i), f = std::to_string(i % kApplicable);
    text.append("rule r").append(n).append(" for company {\n title \"R\" zh \"R\"\n cites \"Art. ").append(n);
    text.append("\"\n effective from 2025-01-01\n applies when sector in { s")
        .append(std::to_string(i / kApplicable));
    text.append(" }\n forbids f").append(f).append(" and f").append(std::to_string((i + 3) % kApplicable));
    text.append("\n}\n");
  }
  return text;
}

void rulesAtConstantApplicable(benchmark::State& state) {
  Loaded loaded;
  const SourceFile& file = loaded.sources.add("many.jurat", rulesOf(state.range(0)));
  const auto program = check({parse(file, loaded.diagnostics)}, loaded.diagnostics);
  if (!program) return state.SkipWithError(loaded.diagnostics.sorted().front().message.c_str());
  loaded.rules = compile(program);
  std::string line = R"({"jurat":1,"company":{"sector":"s0")";
  for (std::int64_t i = 0; i < kApplicable; ++i)
    line.append(",\"f").append(std::to_string(i)).append("\":").append(i % 2 ? "true" : "false");
  loaded.bind(line + "}}");
  if (loaded.profiles.empty()) return state.SkipWithError("the company does not load");
  AnswerMachine machine(loaded.rules, {.as_of = kDay, .named = {}}, Listed::Concerning);
  const Company company = machine.prepared(loaded.profiles.front());
  std::size_t listed = 0;
  for (auto _ : state) listed = machine.answer(company).rules.size();
  state.counters["listed"] = static_cast<double>(listed);
}
BENCHMARK(rulesAtConstantApplicable)->Arg(10)->Arg(100)->Arg(1'000)->Arg(10'000);

}  // namespace

BENCHMARK_MAIN();
