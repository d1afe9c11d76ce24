#include "engine/reports/paths.h"

#include <filesystem>

#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

const Missing* firstPlaced(const Finding& finding) {
  if (finding.outcome != Outcome::Undetermined && finding.outcome != Outcome::Review) return nullptr;
  for (const Missing& missing : finding.missing) {
    if (missing.place.known()) return &missing;
  }
  return nullptr;
}

// The names of files are bytes; reports are UTF-8.
std::string valid(std::string text) {
  for (std::size_t bad = firstInvalid(text); bad != std::string::npos; bad = firstInvalid(text))
    text.replace(bad, 1, "\xEF\xBF\xBD");
  return text;
}

}  // namespace

std::string pathFrom(std::string_view name, std::string_view directory) {
  namespace fs = std::filesystem;
  const fs::path given = fs::path(name).lexically_normal();
  if (!given.is_absolute() || directory.empty()) return valid(given.generic_string());
  const fs::path below = given.lexically_relative(fs::path(directory).lexically_normal());
  const bool inside = !below.empty() && *below.begin() != ".." && below != ".";
  return valid((inside ? below : given).generic_string());
}

Paths::Paths(const SourceMap& sources, const ReportOptions& options) : sources_(sources) {
  for (const SourceFile& file : sources.files())
    names_.emplace(file.name, pathFrom(file.name, options.directory));
}

std::string_view Paths::of(std::string_view file) const {
  const auto found = names_.find(file);
  return found == names_.end() ? file : std::string_view(found->second);
}

std::optional<Spot> Paths::begin(Span span) const {
  const std::optional<Place> begin = sources_.place(span);
  if (!begin) return std::nullopt;
  return Spot{of(begin->file), begin->line, begin->column, 0};
}

std::optional<Spot> Paths::spot(Span span) const {
  std::optional<Spot> spot = begin(span);
  const std::optional<Place> end = spot ? sources_.endPlace(span) : std::nullopt;
  if (end && end->line == spot->line && end->column > spot->column) spot->end_column = end->column;
  return spot;
}

std::optional<Spot> Paths::spot(const Finding& finding) const {
  const Missing* missing = firstPlaced(finding);
  return spot(missing ? missing->place : finding.profile_place);
}

Spot Paths::spot(const Finding& finding, const Assessment& assessment) const {
  const std::optional<Spot> found = spot(finding);
  return found ? *found : Spot{of(assessment.profile_name), 1, 1, 0};
}

}  // namespace jurat
