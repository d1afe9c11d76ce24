#include <simdjson.h>

#include <utility>

#include "engine/profile/datum.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"
#include "engine/profile/read/json_fault.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

namespace ondemand = simdjson::ondemand;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class JsonReader {
 public:
  JsonReader(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics, std::string_view what)
      : source_(source),
        limits_(limits),
        what_(what),
        faults_(diagnostics, limits, what),
        padded_(source.text) {}

  std::optional<Datum> read() {
    Datum root;
    root.span = source_.span(0, 0);
    if (source_.text.find_first_not_of(" \t\r\n") == std::string::npos)
      return root;  // the binder says: empty
    const bool whole = document(root);
    if (stopped_) return std::nullopt;
    if (whole) return root;
    faults_.report(jsonFault(source_));
    return std::nullopt;
  }

 private:
  // Each answers whether simdjson was content; limits stop by themselves.
  bool document(Datum& out);
  template <typename V>
  bool value(V& from, Datum& out, std::size_t depth);
  bool array(ondemand::array from, Datum& out, std::size_t depth);
  bool object(ondemand::object from, Datum& out, std::size_t depth);
  bool scalar(std::string_view token, Datum& out) const;
  bool keyed(simdjson::simdjson_result<ondemand::field>& field, Datum& out, std::size_t depth);
  bool spend(Span at, std::size_t depth);
  void closeAt(Datum& out, std::size_t from) const;
  std::size_t offset(const char* address) const { return static_cast<std::size_t>(address - padded_.data()); }
  std::size_t offset(Span span) const { return span.end - source_.base; }

  const SourceFile& source_;
  const Limits& limits_;
  std::string what_;  // "profile", "baseline" ...
  Faults faults_;
  simdjson::padded_string padded_;
  ondemand::parser parser_;
  std::size_t nodes_ = 0;
  bool stopped_ = false;
};

bool JsonReader::document(Datum& out) {
  // One level more than we follow, so that the depth is ours to report.
  if (parser_.allocate(padded_.size(), limits_.nesting + 2)) return false;
  ondemand::document doc;
  if (parser_.iterate(padded_).get(doc)) return false;
  ondemand::json_type type;
  if (doc.type().get(type)) return false;
  if (type == ondemand::json_type::array || type == ondemand::json_type::object) {
    if (!value(doc, out, 1)) return false;
    // Nothing may follow the document.
    return doc.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }
  std::string_view token;
  if (doc.raw_json_token().get(token)) return false;
  while (!token.empty() && isBlank(token.back())) token.remove_suffix(1);
  const std::size_t end = offset(token.data()) + token.size();
  if (source_.text.find_first_not_of(" \t\r\n", end) != std::string::npos) return false;
  out.kind = DatumKind::Scalar;
  out.text = token;
  out.span = source_.span(offset(token.data()), end);
  if (type != ondemand::json_type::string) return scalar(token, out);
  std::string_view text;
  if (doc.get_string().get(text)) return false;
  out.text = text;
  return true;
}

template <typename V>
bool JsonReader::value(V& from, Datum& out, std::size_t depth) {
  std::string_view token = from.raw_json_token();
  while (!token.empty() && isBlank(token.back())) token.remove_suffix(1);
  const std::size_t begin = offset(token.data());
  out.span = source_.span(begin, begin + token.size());
  if (!spend(out.span, depth)) return false;
  ondemand::json_type type;
  if (from.type().get(type)) return false;
  switch (type) {
    case ondemand::json_type::array: {
      ondemand::array inner;
      return !from.get_array().get(inner) && array(inner, out, depth);
    }
    case ondemand::json_type::object: {
      ondemand::object inner;
      return !from.get_object().get(inner) && object(inner, out, depth);
    }
    case ondemand::json_type::string: {
      std::string_view text;
      if (from.get_string().get(text)) return false;
      out.kind = DatumKind::Scalar;
      out.text = text;
      return true;
    }
    case ondemand::json_type::number:
    case ondemand::json_type::boolean:
    case ondemand::json_type::null:
      return scalar(token, out);
  }
  return false;
}

bool JsonReader::scalar(std::string_view token, Datum& out) const {
  if (token == "null") {
    out.kind = DatumKind::Null;
    out.text.clear();
    return true;
  }
  out.kind = DatumKind::Scalar;
  out.text = token;
  out.json_number = isJsonNumber(token);
  return out.json_number || token == "true" || token == "false";
}

bool JsonReader::array(ondemand::array from, Datum& out, std::size_t depth) {
  out.kind = DatumKind::List;
  std::size_t end = offset(out.span);
  for (auto element : from) {
    ondemand::value inner;
    if (element.get(inner)) return false;
    Datum& item = out.items.emplace_back();
    if (!value(inner, item, depth + 1)) return false;
    end = offset(item.span);
  }
  closeAt(out, end);
  return true;
}

bool JsonReader::object(ondemand::object from, Datum& out, std::size_t depth) {
  out.kind = DatumKind::Record;
  std::size_t end = offset(out.span);
  for (auto field : from) {
    if (!keyed(field, out, depth)) return false;
    end = offset(out.entries.back().value.span);
  }
  closeAt(out, end);
  refuseDuplicateKeys(out, faults_);
  return true;
}

bool JsonReader::keyed(simdjson::simdjson_result<ondemand::field>& field, Datum& out, std::size_t depth) {
  ondemand::raw_json_string raw;
  if (field.key().get(raw)) return false;
  const std::size_t begin = offset(raw.raw());
  std::size_t end = begin;
  while (end < source_.text.size() && source_.text[end] != '"') end += source_.text[end] == '\\' ? 2 : 1;
  std::string_view name;
  if (field.unescaped_key().get(name)) return false;
  ondemand::value inner;
  if (field.value().get(inner)) return false;
  Datum::Entry& entry = out.entries.emplace_back();
  entry.key = name;
  entry.key_span = source_.span(begin - 1, end + 1);
  return value(inner, entry.value, depth + 1);
}

bool JsonReader::spend(Span at, std::size_t depth) {
  if (depth > limits_.nesting) {
    faults_.report({.code = "J0603",
                    .message = "the " + what_ + " is nested too deeply",
                    .primary = {at, ""},
                    .help = "lists and records may stand " + std::to_string(limits_.nesting) + " deep"});
    stopped_ = true;
  } else if (++nodes_ > limits_.nodes) {
    faults_.report({.code = "J0603",
                    .message = "the " + what_ + " holds too many values",
                    .primary = {at, ""},
                    .help = "at most " + std::to_string(limits_.nodes) + " are read" +
                            (what_ == "profile" ? "; `batch` reads many companies" : "")});
    stopped_ = true;
  }
  return !stopped_ && !faults_.exhausted();
}

// A collection ends at the bracket behind its last element; simdjson has already seen that it is there.
void JsonReader::closeAt(Datum& out, std::size_t from) const {
  while (from < source_.text.size() && isBlank(source_.text[from])) ++from;
  out.span.end = source_.span(from, from + 1).end;
}

}  // namespace

std::optional<Datum> readJson(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics,
                              std::string_view what) {
  return JsonReader(source, limits, diagnostics, what).read();
}

}  // namespace jurat
