#include "engine/analysis/fix.h"

#include <algorithm>

#include "engine/source/source_map.h"
#include "engine/syntax/format.h"
#include "engine/syntax/lexemes.h"

namespace jurat {
namespace {

std::vector<std::string> comments(const SourceFile& source) {
  std::vector<std::string> out;
  for (const Lexeme& each : lexemes(source)) {
    if (each.kind == LexemeKind::Comment) out.emplace_back(each.text);
  }
  return out;
}

// Those of this file, sorted, none of which lies in another.
std::vector<Fix> fixesFor(const SourceFile& source, const std::vector<Diagnostic>& findings) {
  const std::uint32_t end = source.base + static_cast<std::uint32_t>(source.text.size());
  std::vector<Fix> fixes;
  for (const Diagnostic& each : findings) {
    if (each.fix && source.base <= each.fix->span.begin && each.fix->span.end <= end)
      fixes.push_back(*each.fix);
  }
  std::sort(fixes.begin(), fixes.end(), [](const Fix& a, const Fix& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Fix> apart;
  for (Fix& each : fixes) {
    if (apart.empty() || apart.back().span.end <= each.span.begin) apart.push_back(std::move(each));
  }
  return apart;
}

std::string applied(const SourceFile& source, const std::vector<Fix>& fixes) {
  std::string out;
  std::size_t at = 0;
  for (const Fix& each : fixes) {
    out.append(source.text, at, each.span.begin - source.base - at);
    out += each.replacement;
    at = each.span.end - source.base;
  }
  return out.append(source.text, at, std::string::npos);
}

}  // namespace

std::optional<std::string> fixed(const SourceFile& source, const std::vector<Diagnostic>& findings) {
  const std::vector<Fix> fixes = fixesFor(source, findings);
  const bool untidy = std::any_of(findings.begin(), findings.end(), [&](const Diagnostic& each) {
    return each.code == "J0470" && source.base <= each.primary.span.begin &&
           each.primary.span.begin < source.base + source.text.size();
  });
  if (fixes.empty() && !untidy) return std::nullopt;
  Diagnostics faults;
  const bool was_canonical = format(source, faults) == source.text;
  SourceMap sources;
  const SourceFile& changed = sources.add(source.name, applied(source, fixes));
  // A file that no longer parses is not formatted: the whole is given up.
  const std::optional<std::string> formatted = format(changed, faults);
  if (!formatted || comments(source) != comments(changed)) return std::nullopt;
  std::string result = was_canonical || untidy ? *formatted : changed.text;
  if (result == source.text) return std::nullopt;
  return result;
}

}  // namespace jurat
