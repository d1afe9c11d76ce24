#include "engine/profile/edit/write.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include "engine/profile/binding.h"
#include "engine/profile/read/json_fault.h"

namespace jurat {
namespace {

bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// In double quotes YAML reads what JSON writes, and more.
std::string inQuotes(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// What JSON has a form of its own for.
bool isBare(const Datum& scalar) {
  return !scalar.quoted && (scalar.json_number || scalar.text == "true" || scalar.text == "false");
}

std::string scalarText(const Datum& scalar, ProfileSyntax syntax) {
  const bool plain =
      syntax == ProfileSyntax::Json ? isBare(scalar) : !scalar.quoted && !needsQuotes(scalar.text);
  return plain ? scalar.text : inQuotes(scalar.text);
}

}  // namespace

bool needsQuotes(std::string_view text) {
  if (text.empty() || text == "null" || text == "Null" || text == "NULL") return true;
  if (!isPlain(text.front()) && !(text.size() > 1 && text.front() == '-' && isPlain(text[1]))) return true;
  if (text.back() == ' ' || text.back() == ':') return true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (isPlain(c) || c == '-' || c == '.' || c == '/' || c == '+' || c == '%' || c == '(' || c == ')')
      continue;
    if (c == ' ' && text[i + 1] != ' ') continue;
    if (c == ':' && (isPlain(text[i + 1]) || text[i + 1] == '/')) continue;
    return true;
  }
  return false;
}

std::string keyText(std::string_view key, ProfileSyntax syntax) {
  return syntax == ProfileSyntax::Json || needsQuotes(key) ? inQuotes(key) : std::string(key);
}

std::string flowText(const Datum& datum, ProfileSyntax syntax, bool compact) {
  const std::string comma = compact ? "," : ", ", colon = compact ? ":" : ": ";
  std::string out;
  switch (datum.kind) {
    case DatumKind::Null:
      return "null";
    case DatumKind::Scalar:
      return scalarText(datum, syntax);
    case DatumKind::List:
      for (const Datum& item : datum.items)
        out += (out.empty() ? "" : comma) + flowText(item, syntax, compact);
      return "[" + out + "]";
    case DatumKind::Record:
      for (const Datum::Entry& entry : datum.entries)
        out += (out.empty() ? "" : comma) + keyText(entry.key, syntax) + colon +
               flowText(entry.value, syntax, compact);
      return "{" + out + "}";
  }
  return out;
}

bool isInline(const Datum& datum) {
  const auto is_record = [](const Datum& item) { return item.kind == DatumKind::Record; };
  if (datum.kind == DatumKind::List) return std::none_of(datum.items.begin(), datum.items.end(), is_record);
  if (datum.kind != DatumKind::Record || datum.entries.empty()) return true;
  return std::any_of(datum.entries.begin(), datum.entries.end(), [](const Datum::Entry& entry) {
    return entry.key == "value" || entry.key == "at_least" || entry.key == "at_most" || entry.key == "path";
  });
}

std::string blockText(const Datum& datum, std::size_t indent, std::string_view line_end) {
  constexpr ProfileSyntax kYaml = ProfileSyntax::Yaml;
  constexpr std::size_t kDeeper = 2;
  assert(datum.kind == DatumKind::List ? !datum.items.empty() : !datum.entries.empty());
  const std::string blanks(indent, ' ');
  std::string out;
  for (const Datum& item : datum.items) {
    if (isInline(item) || item.kind != DatumKind::Record) {
      out += blanks + "- " + flowText(item, kYaml);
      out += line_end;
    } else {
      std::string record = blockText(item, indent + kDeeper, line_end);
      record[indent] = '-';
      out += record;
    }
  }
  for (const Datum::Entry& entry : datum.entries) {
    out += blanks + keyText(entry.key, kYaml) + ":";
    if (isInline(entry.value)) {
      out += " " + flowText(entry.value, kYaml);
      out += line_end;
    } else {
      out += line_end;
      out += blockText(entry.value, indent + kDeeper, line_end);
    }
  }
  return out;
}

void normalize(Datum& datum, ProfileSyntax syntax) {
  const bool json = syntax == ProfileSyntax::Json;
  if (datum.kind == DatumKind::Scalar) {
    const bool bare = isBare(datum);
    datum.quoted = !json && (datum.quoted || needsQuotes(datum.text));
    datum.json_number = json && bare && isJsonNumber(datum.text);
  }
  for (Datum& item : datum.items) normalize(item, syntax);
  for (Datum::Entry& entry : datum.entries) normalize(entry.value, syntax);
}

bool isSame(const Datum& a, const Datum& b) {
  if (a.kind != b.kind || a.text != b.text || a.quoted != b.quoted || a.json_number != b.json_number)
    return false;
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), isSame) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const Datum::Entry& one, const Datum::Entry& other) {
                      return one.key == other.key && isSame(one.value, other.value);
                    });
}

}  // namespace jurat
