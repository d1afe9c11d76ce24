#include "engine/reports/html/desk.h"

#include <algorithm>

#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat::html {

std::string Desk::words(const Message& message) const { return plain(say(message, options.language)); }

std::string Desk::plain(std::string_view text) {
  // Most of it is ASCII, and a large report is many megabytes.
  const bool simple = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  return simple ? std::string(text) : printableLine(text);
}

std::string Desk::where(Span span, const std::string& profile) const {
  const std::optional<Place> place = run.sources.place(span);
  if (!place) return {};
  if (place->file == profile) return words({Phrase::LineNumber, {number(place->line)}});
  return plain(std::string(place->file) + ':' + std::to_string(place->line) + ':' +
               std::to_string(place->column));
}

void put(Filling& object, const char* key, const std::string& text) {
  object[key] = text.empty() ? Filling(false) : Filling(text);
}

void flag(Filling& object, const char* key, bool is) { object[key] = Filling(is); }

void list(Filling& object, const char* key, const List& entries) {
  object[std::string("has_") + key] = Filling(!entries.empty());
  object[key] = Filling(entries);
}

Filling one(const char* key, const std::string& text) {
  Filling out;
  put(out, key, text);
  return out;
}

const FindingView& Part::view(std::size_t index) const {
  static const FindingView none;  // no gate looked at it
  return views != nullptr && index < views->size() ? (*views)[index] : none;
}

std::string Part::name() const {
  return Desk::plain(assessment.company.empty() ? assessment.profile_name : assessment.company);
}

}  // namespace jurat::html
