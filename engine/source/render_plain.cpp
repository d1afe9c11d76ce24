#include "engine/source/render_forms.h"

#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// "rules/a.jurat:3:7: " or nothing: who hears a line read aloud wants the place first.
std::string placed(Span span, const SourceMap& sources) {
  const std::string place = sources.placeText(span);
  return place.empty() ? place : printableLine(place) + ": ";
}

// Sentences of ours end without a stop; read aloud in one line they need one.
std::string sentence(std::string_view name, std::string_view text) {
  return text.empty() ? std::string() : ". " + std::string(name) + ": " + printableLine(text);
}

std::string oneSpaced(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

std::string plain(const Diagnostic& diagnostic, const SourceMap& sources) {
  std::string out = placed(diagnostic.primary.span, sources);
  out += levelWord(diagnostic.level);
  if (!diagnostic.code.empty()) out += " " + printableLine(diagnostic.code);
  out += ": " + printableLine(diagnostic.message);
  out += sentence("here", diagnostic.primary.text);
  out += sentence("cites", diagnostic.cites);
  out += sentence("help", oneSpaced(helpOf(diagnostic)));
  out += "\n";
  for (const Label& label : diagnostic.secondary) {
    if (label.text.empty() && !label.span.known()) continue;
    out += placed(label.span, sources) + "note: ";
    out += (label.text.empty() ? "related place" : printableLine(label.text)) + "\n";
  }
  return out;
}

}  // namespace

std::string renderPlain(const std::vector<Diagnostic>& shown, const SourceMap& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : shown) out += plain(diagnostic, sources);
  return out;
}

}  // namespace jurat
