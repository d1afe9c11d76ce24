#include "tests/agreement/load.h"

#include <fmt/format.h>

#include "engine/packs/packs.h"
#include "engine/source/read.h"
#include "engine/syntax/parse.h"

namespace jurat::agreement {

std::unique_ptr<Loaded> load(const std::string& text) {
  auto out = std::make_unique<Loaded>();
  const SourceFile& source = out->sources.add("gen/pack.jurat", text);
  std::shared_ptr<const ast::File> file = parse(source, out->diagnostics);
  if (out->diagnostics.hasErrors()) return out;
  out->program = check({file}, out->diagnostics);
  if (out->program) out->rules = compile(out->program);
  return out;
}

std::unique_ptr<Loaded> loadBelow(const std::string& root) {
  auto out = std::make_unique<Loaded>();
  PackLibrary library;
  library.addRoot(root);
  const LoadedPacks packs = loadPacks(library, library.ids(), out->sources, out->diagnostics);
  if (out->diagnostics.hasErrors()) return out;
  out->program = check(packs.files, out->diagnostics);
  if (out->program) out->rules = compile(out->program);
  return out;
}

std::optional<Profile> readAnswers(Loaded& loaded, const std::string& yaml) {
  const SourceFile& source = loaded.sources.add("profile.yaml", yaml);
  return readProfile(source, ProfileSyntax::Yaml, loaded.program->vocabulary, {}, loaded.diagnostics);
}

std::optional<Profile> readAnswersFile(Loaded& loaded, const std::string& path) {
  const SourceFile* source = readSource(loaded.sources, path, Limits{}.profile_bytes, loaded.diagnostics);
  if (!source) return std::nullopt;
  return readProfile(*source, std::nullopt, loaded.program->vocabulary, {}, loaded.diagnostics);
}

AsOf parseAsOf(const std::string& text) {
  AsOf out;
  if (const std::optional<Date> day = parseDate(text)) {
    out.day = *day;
  } else if (const std::optional<Moment> moment = parseMoment(text)) {
    out.moment = *moment;
    out.day = TimeZone::utc().dayOf(*moment);
  }
  return out;
}

std::string complaints(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& each : loaded.diagnostics.sorted()) {
    if (each.level != DiagnosticLevel::Error) continue;
    out += fmt::format("{} {}: {} [{}]\n", loaded.sources.placeText(each.primary.span), each.code,
                       each.message, loaded.sources.text(each.primary.span));
  }
  return out;
}

}  // namespace jurat::agreement
