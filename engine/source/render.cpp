#include "engine/source/render.h"

#include <array>

#include "engine/source/render_forms.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::array kLevels = {DiagnosticLevel::Error, DiagnosticLevel::Warning, DiagnosticLevel::Note};

// At most so many, in the order of their places. Errors are kept before warnings and notes: a hundred
// warnings must not hide the one reason why the run failed.
std::vector<Diagnostic> chosen(const std::vector<Diagnostic>& diagnostics, std::size_t at_most) {
  std::vector<Diagnostic> sorted = diagnostics;
  sortByPlace(sorted);
  if (sorted.size() <= at_most) return sorted;
  std::vector<Diagnostic> out;
  for (const DiagnosticLevel level : kLevels) {
    for (const Diagnostic& diagnostic : sorted) {
      if (diagnostic.level == level && out.size() < at_most) out.push_back(diagnostic);
    }
  }
  sortByPlace(out);
  return out;
}

// "2 errors, 1 warning", and how many of them are shown if not all.
std::string countLine(const std::vector<Diagnostic>& all, std::size_t shown) {
  std::string out;
  for (const DiagnosticLevel level : kLevels) {
    std::size_t count = 0;
    for (const Diagnostic& diagnostic : all) count += diagnostic.level == level ? 1 : 0;
    if (count == 0) continue;
    if (!out.empty()) out += ", ";
    out += std::to_string(count) + " " + std::string(levelWord(level)) + (count == 1 ? "" : "s");
  }
  if (shown < all.size()) out += "; " + std::to_string(shown) + (shown == 1 ? " is shown" : " are shown");
  return out;
}

}  // namespace

std::string_view levelWord(DiagnosticLevel level) {
  switch (level) {
    case DiagnosticLevel::Error:
      return "error";
    case DiagnosticLevel::Warning:
      return "warning";
    case DiagnosticLevel::Note:
      return "note";
  }
  return {};
}

std::string helpOf(const Diagnostic& diagnostic) {
  if (!diagnostic.help.empty() || !diagnostic.fix) return diagnostic.help;
  const std::string& replacement = diagnostic.fix->replacement;
  return replacement.empty() ? "delete it" : "write `" + replacement + "`";
}

std::string render(const std::vector<Diagnostic>& diagnostics, const SourceMap& sources,
                   const RenderOptions& options) {
  if (diagnostics.empty()) return {};
  const std::vector<Diagnostic> shown = chosen(diagnostics, options.at_most);
  const std::string count = countLine(diagnostics, shown.size());
  switch (options.form) {
    case DiagnosticForm::Human:
      return renderHuman(shown, sources, options.color) + count + "\n";
    case DiagnosticForm::Plain:
      return renderPlain(shown, sources) + count + "\n";
    case DiagnosticForm::Json:
      break;
  }
  std::string out = renderJson(shown, sources);
  if (shown.size() < diagnostics.size()) {
    out += renderJson({{.level = DiagnosticLevel::Note, .code = "", .message = count}}, sources);
  }
  return out;
}

}  // namespace jurat
