#include "engine/source/render_forms.h"

#include <nlohmann/json.hpp>

#include "engine/source/source_map.h"

namespace jurat {
namespace {

// Ordered: two runs over the same text must print the same bytes.
using Json = nlohmann::ordered_json;

void addPlace(Json& object, Span span, const SourceMap& sources) {
  const std::optional<Place> begin = sources.place(span);
  const std::optional<Place> end = sources.endPlace(span);
  if (!begin || !end) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"}) object[key] = nullptr;
    return;
  }
  object["file"] = std::string(begin->file);
  object["line"] = begin->line;
  object["column"] = begin->column;
  object["end_line"] = end->line;
  object["end_column"] = end->column;
}

Json labelOf(const Label& label, bool primary, const SourceMap& sources) {
  Json out = Json::object();
  addPlace(out, label.span, sources);
  out["primary"] = primary;
  out["text"] = label.text;
  return out;
}

Json fixOf(const Diagnostic& diagnostic, const SourceMap& sources) {
  if (!diagnostic.fix) return nullptr;
  Json out = Json::object();
  addPlace(out, diagnostic.fix->span, sources);
  out["replacement"] = diagnostic.fix->replacement;
  return out;
}

std::string object(const Diagnostic& diagnostic, const SourceMap& sources) {
  Json out = Json::object();
  out["level"] = std::string(levelWord(diagnostic.level));
  out["code"] = diagnostic.code;
  out["message"] = diagnostic.message;
  addPlace(out, diagnostic.primary.span, sources);
  out["labels"] = Json::array();
  if (!diagnostic.primary.text.empty()) out["labels"].push_back(labelOf(diagnostic.primary, true, sources));
  for (const Label& label : diagnostic.secondary) out["labels"].push_back(labelOf(label, false, sources));
  out["cites"] = diagnostic.cites;
  out["help"] = diagnostic.help;
  out["fix"] = fixOf(diagnostic, sources);
  // Beyond ASCII everything is escaped: exact for programs, and harmless when a terminal shows it. A path
  // may hold bytes that are not UTF-8; they become replacement characters instead of an exception.
  return out.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace

std::string renderJson(const std::vector<Diagnostic>& shown, const SourceMap& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : shown) out += object(diagnostic, sources) + "\n";
  return out;
}

}  // namespace jurat
