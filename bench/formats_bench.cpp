// What all formats cost together for a big run: 5,000 findings, each with its reasons, exposures and a gate.
// `peak_mb` is what the whole process had resident at most.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <memory>
#include <string>

#include "engine/compile/rule_set.h"
#include "engine/reports/formats.h"
#include "engine/source/source_map.h"

namespace {

using namespace jurat;

constexpr std::size_t kFindings = 5'000;

struct Big {
  SourceMap sources;
  RuleSet rules;
  Assessment assessment;
  GateResult gate;

  RunReport run() const {
    return {.parts = {{&assessment, &gate.views.front()}}, .gate = gate, .rules = rules, .sources = sources};
  }
};

// Nine facts in three limbs: the reasoning of a usual rule.
Reason reasonOf(Span fact, Span rule) {
  Reason root;
  root.label = Phrase::ReasonApplies;
  root.verdict = Phrase::Met;
  root.rule_place = rule;
  for (int i = 0; i < 3; ++i) {
    Reason limb = root;
    limb.children = {};
    limb.text = verbatim("all of");
    for (int j = 0; j < 3; ++j) {
      Reason& leaf = limb.children.add();
      leaf.text = verbatim("infers_emotions_of_" + std::to_string(3 * i + j));
      leaf.value = Phrase::Yes;
      leaf.verdict = Phrase::Met;
      leaf.profile_place = fact;
      leaf.rule_place = rule;
    }
    root.children.add(std::move(limb));
  }
  return root;
}

Finding findingOf(std::size_t i, Outcome outcome, Span fact, Span rule) {
  Finding finding;
  finding.id = "eu.ai_act/rule_" + std::to_string(i % 250);
  finding.title = {"No inference of emotions at work or in education", ""};
  finding.subject_id = "system-" + std::to_string(i);
  finding.subject_path = "company.ai_systems[" + finding.subject_id + "]";
  finding.outcome = outcome;
  finding.cites = {"Art. 5(1)(f)"};
  finding.notes = {{"Consent of the persons concerned does not lift the prohibition.", ""}};
  finding.remedy = {"Stop inferring emotions of staff or students.", ""};
  finding.severity = static_cast<checked::Severity>(i % 4);
  finding.profile_place = fact;
  finding.rule_place = rule;
  finding.reason.children.add(reasonOf(fact, rule));
  if (outcome == Outcome::Undetermined) {
    finding.could_be = {Outcome::Satisfied, Outcome::Violated};
    Missing& missing = finding.missing.emplace_back();
    missing.path = finding.subject_path + ".infers_emotions";
    missing.name = "infers_emotions";
    missing.place = fact;
  }
  return finding;
}

// The profile is JSON without line breaks, the worst for who counts columns.
std::unique_ptr<Big> big() {
  auto to = std::make_unique<Big>();
  std::string profile = "{\"company\":{\"ai_systems\":[";
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < kFindings; ++i) {
    at.push_back(profile.size());
    profile += "{\"id\":\"system-" + std::to_string(i) + "\",\"infers_emotions\":true,\"described_as\":\"" +
               std::string(200, 'x') + "\"},";
  }
  const SourceFile& facts = to->sources.add("profile.json", profile + "{}]}}");
  const SourceFile& law = to->sources.add("rules/eu/ai_act/pack.jurat", "rule one {\n}\n");
  to->assessment.profile_name = "profile.json";
  to->assessment.company = "Acme";
  to->assessment.as_of = {*parseDate("2026-11-23"), std::nullopt};
  to->assessment.amounts.emplace_back().id = "eu.ai_act/fine_ceiling[prohibited]";
  constexpr Outcome kMix[] = {Outcome::Violated, Outcome::Undetermined, Outcome::Satisfied,
                              Outcome::NotApplicable};
  std::vector<FindingView>& views = to->gate.views.emplace_back();
  for (std::size_t i = 0; i < kFindings; ++i) {
    const Outcome outcome = kMix[i % 4];
    to->assessment.findings.push_back(findingOf(i, outcome, facts.span(at[i], at[i] + 4), law.span(0, 8)));
    if (outcome == Outcome::Violated) to->assessment.exposures.emplace_back().finding = i;
    FindingView& view = views.emplace_back();
    if (outcome == Outcome::Violated) view.asks_for = ExitCode::Fail, view.decides = true;
  }
  to->gate.code = ExitCode::Fail;
  return to;
}

double peakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void oneFormat(benchmark::State& state, const ReportFormat* format) {
  const std::unique_ptr<Big> run = big();
  std::size_t bytes = 0;
  for (auto _ : state) bytes = format->write(run->run(), {.engine_version = "0.1.0"}).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

void allFormats(benchmark::State& state) {
  const std::unique_ptr<Big> run = big();
  for (auto _ : state) {
    for (const ReportFormat& format : reportFormats())
      benchmark::DoNotOptimize(format.write(run->run(), {.engine_version = "0.1.0"}));
  }
  state.counters["peak_mb"] = peakMegabytes();
}
BENCHMARK(allFormats)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** words) {
  for (const ReportFormat& format : reportFormats())
    benchmark::RegisterBenchmark(("format/" + std::string(format.name)).c_str(), oneFormat, &format)
        ->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&count, words);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
