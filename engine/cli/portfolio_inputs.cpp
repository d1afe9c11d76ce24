#include "engine/cli/portfolio_inputs.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <utility>

#include "engine/intake/mapping.h"
#include "engine/intake/open.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

// False when the mapping has a fault (said).
bool setMapping(Session& session, const RuleSet& rules, intake::SourceOptions& wanted) {
  const std::string& path = session.arguments.mapping;
  if (path.empty()) return true;
  const SourceFile* file =
      readSource(session.sources, path, session.limits.source_bytes, session.diagnostics);
  if (file) wanted.mapping = intake::readMapping(*file, session.limits, session.diagnostics);
  if (wanted.mapping)
    intake::checkMapping(*wanted.mapping, rules.vocabulary(), session.limits, session.diagnostics);
  return !session.printDiagnostics();
}

}  // namespace

std::shared_ptr<const RuleSet> portfolioRules(Session& session) {
  const bool bundle = std::any_of(session.arguments.rules.begin(), session.arguments.rules.end(),
                                  [](const std::string& name) { return name.ends_with(".jbundle"); });
  std::vector<std::string> frameworks;
  if (!bundle && session.arguments.rules.empty())
    frameworks = voluntaryPacks(session.library(), session.limits);
  std::shared_ptr<const RuleSet> rules = session.loadRules(frameworks);
  return session.printDiagnostics() ? nullptr : rules;
}

OtherKeys othersForThreads(Session& session) {
  OtherKeys others = session.otherKeys();
  if (!others) return {};
  const auto once = std::make_shared<std::once_flag>();
  return [others, once]() -> const AskedKeys& {
    std::call_once(*once, [&] { others(); });
    return others();
  };
}

std::unique_ptr<intake::Source> openPortfolio(Session& session, const std::string& path,
                                              const RuleSet& rules) {
  const Arguments& arguments = session.arguments;
  intake::SourceOptions wanted;
  wanted.path = path;
  if (!arguments.input_format.empty()) wanted.format = intake::formatOf(arguments.input_format);
  wanted.table = arguments.table;
  wanted.query = arguments.query;
  wanted.limits = session.limits;
  if (!setMapping(session, rules, wanted)) return nullptr;
  Result<std::unique_ptr<intake::Source>> opened = intake::openSource(wanted);
  if (opened) return std::move(*opened);
  complain(opened.error().message);
  return nullptr;
}

bool isPortfolio(const std::string& path) {
  std::string lower = path;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char each) {
    return each < 128 ? static_cast<char>(std::tolower(each)) : static_cast<char>(each);
  });
  std::string_view name = lower;
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
  constexpr std::string_view kEndings[] = {".ndjson", ".jsonl", ".csv", ".sqlite", ".sqlite3", ".db"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace jurat
