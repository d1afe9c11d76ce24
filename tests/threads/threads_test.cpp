// One rule set, many threads: each with a machine of its own, all with the same answer.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/profile/profile.h"
#include "engine/reports/report.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

using namespace jurat;

TEST_CASE("machines on many threads share one rule set and agree") {
  SourceMap sources;
  Diagnostics diagnostics;
  PackLibrary library;
  library.addRoot("rules");
  LoadedPacks packs = loadPacks(library, {"eu.ai_act", "us.nist_ai_rmf"}, sources, diagnostics);
  const std::shared_ptr<const checked::Program> program = check(std::move(packs.files), diagnostics);
  REQUIRE(program);
  const std::shared_ptr<const RuleSet> rules = compile(program);
  const SourceFile* text =
      readSource(sources, "examples/acme-robotics.yaml", Limits{}.profile_bytes, diagnostics);
  REQUIRE(text);
  // The example answers what other packs ask, too.
  const AskedKeys others = askedKeys(library, packs.ids);
  const std::optional<Profile> profile =
      readProfile(*text, std::nullopt, program->vocabulary, {}, diagnostics,
                  [&others]() -> const AskedKeys& { return others; });
  REQUIRE(profile);

  constexpr int kThreads = 4, kRounds = 4;
  std::vector<std::string> reports(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      Machine machine(rules);
      for (int round = 0; round < kRounds; ++round) {
        // Days differ between rounds, so that a machine carries nothing over from the last one.
        const AsOf day{Date{20780 + round % 3}, std::nullopt};
        const Assessment assessment = evaluate(machine, *profile, {.as_of = day, .named = {}});
        reports[static_cast<std::size_t>(i)] += jsonReport({{&assessment}}, *rules, sources, {});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(reports[0].size() > 10'000);
  for (const std::string& report : reports) CHECK(report == reports[0]);
}
