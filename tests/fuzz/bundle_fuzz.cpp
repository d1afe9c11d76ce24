// Any bytes as the body of a bundle: what is read is evaluated and reported, and it is no crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/bundle/bundle.h"
#include "engine/evaluate/evaluate.h"
#include "engine/profile/profile.h"
#include "engine/reports/report.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace jurat;
  Limits limits;
  limits.steps = 200'000;
  limits.value_bits = 4096;
  limits.bundle_memory = 64u << 20;
  SourceMap sources;
  const Result<Bundle> bundle =
      readBundleBody(std::string_view(reinterpret_cast<const char*>(bytes), size), sources, limits);
  if (!bundle) return 0;
  Diagnostics diagnostics;
  const SourceFile& text = sources.add("input.yaml", "jurat: 1\ncompany: {}\n");
  const std::optional<Profile> profile =
      readProfile(text, ProfileSyntax::Yaml, bundle->rules->vocabulary(), limits, diagnostics);
  if (!profile) return 0;
  Machine machine(bundle->rules, limits);
  EvaluateOptions options{.as_of = {Date{20780}, std::nullopt}, .named = {}};
  for (const checked::Pack& pack : bundle->rules->program->packs) options.named.push_back(pack.id);
  const Assessment assessment = evaluate(machine, *profile, options);
  textReport({{&assessment}}, *bundle->rules, sources, {});
  jsonReport({{&assessment}}, *bundle->rules, sources, {});
  return 0;
}
