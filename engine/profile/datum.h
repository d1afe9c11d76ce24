// Datum: what YAML, JSON and the `given` of a test have in common: scalars, lists and records with their
// places.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/source/span.h"

namespace jurat {

enum class DatumKind { Scalar, List, Record, Null };

// A tree read from text; nothing is interpreted yet: `text` is the scalar as written ("NO", "7%", "12.50").
struct Datum {
  struct Entry;
  DatumKind kind = DatumKind::Null;
  std::string text;            // Scalar
  bool quoted = false;         // Scalar: stood in quotes, so it is text for certain
  bool json_number = false;    // Scalar: a bare number of JSON
  std::vector<Datum> items;    // List
  std::vector<Entry> entries;  // Record, in order, keys unique
  Span span;
};

struct Datum::Entry {
  std::string key;
  Span key_span;
  Datum value;
};

// A scalar that stands nowhere yet.
inline Datum scalarOf(std::string text) {
  Datum out;
  out.kind = DatumKind::Scalar;
  out.text = std::move(text);
  return out;
}

// A record of one key.
inline Datum recordOf(std::string key, Datum value) {
  Datum out;
  out.kind = DatumKind::Record;
  out.entries.push_back({std::move(key), {}, std::move(value)});
  return out;
}

}  // namespace jurat
