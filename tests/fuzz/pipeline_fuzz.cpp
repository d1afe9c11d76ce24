// A rule file and a profile out of any bytes, through every stage: whatever comes out, it is no crash. The
// input is the rule file, a line of four dashes, and the profile as YAML.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/analysis/lint.h"
#include "engine/check/check.h"
#include "engine/evaluate/evaluate.h"
#include "engine/profile/profile.h"
#include "engine/reports/report.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace jurat;
  const std::string_view whole(reinterpret_cast<const char*>(bytes), size);
  const std::size_t cut = whole.find("\n----\n");
  const std::string rules_text(whole.substr(0, cut));
  const std::string profile_text(cut == std::string_view::npos ? "jurat: 1\ncompany: {}\n"
                                                               : whole.substr(cut + 6));
  SourceMap sources;
  Diagnostics diagnostics;
  // Small limits: what is looked for is a crash, not how long a million digits take.
  Limits limits;
  limits.steps = 200'000;
  limits.value_bits = 4096;
  const SourceFile* file = addSource(sources, "input.jurat", rules_text, diagnostics);
  if (!file) return 0;
  std::shared_ptr<const ast::File> tree = parse(*file, diagnostics, limits);
  if (diagnostics.hasErrors()) return 0;
  const std::shared_ptr<const checked::Program> program = check({tree}, diagnostics, limits);
  render(diagnostics.sorted(), sources, {});
  if (!program) return 0;
  render(lint(*program, sources, {}, diagnostics.all()), sources, {});
  const std::shared_ptr<const RuleSet> compiled = compile(program);
  const SourceFile* given = addSource(sources, "input.yaml", profile_text, diagnostics);
  if (!given) return 0;
  const std::optional<Profile> profile =
      readProfile(*given, ProfileSyntax::Yaml, program->vocabulary, limits, diagnostics);
  if (!profile) return 0;
  Machine machine(compiled, limits);
  const Assessment assessment = evaluate(
      machine, *profile, {.as_of = {Date{20780}, std::nullopt}, .named = {program->packs[PackId{0}].id}});
  textReport({{&assessment}}, *compiled, sources, {});
  jsonReport({{&assessment}}, *compiled, sources, {});
  return 0;
}
