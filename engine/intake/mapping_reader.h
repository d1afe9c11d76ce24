// MappingReader: a mapping file's record, part by part; private to engine/intake.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/intake/mapping.h"
#include "engine/profile/faults.h"

namespace jurat::intake {

class MappingReader {
 public:
  MappingReader(Mapping& mapping, const SourceFile& source, const Limits& limits, Diagnostics& diagnostics)
      : mapping_(mapping), source_(source), faults_(diagnostics, limits, "mapping") {}

  bool read(const Datum& document);

 private:
  using Keys = std::vector<std::string>;

  void source(const Datum& datum);
  void company(const Datum& datum);
  void row(const Datum& datum);
  void facts(const Datum* datum, Facts& out, std::string_view forbidden);
  void spec(const Datum::Entry& entry, Facts& out);
  bool column(const Datum& datum, const Datum* header, Column& out);
  void values(const Datum& datum, Spec& out);
  void value(const Datum::Entry& entry, Spec& out);
  void pattern(const Datum& datum, Template& out);
  bool piece(const Datum& datum, std::string_view inside, Template& out);
  void nulls(const Datum& datum, TextSet& out);
  void answer(const Datum& datum, Spec& out);

  // What is wrong with a datum's shape (J0660), a word in it (J0662).
  void shape(Span at, std::string message, std::string help) {
    faults_.report(
        {.code = "J0660", .message = std::move(message), .primary = {at, ""}, .help = std::move(help)});
  }
  void word(Span at, std::string message, std::string help) {
    faults_.report(
        {.code = "J0662", .message = std::move(message), .primary = {at, ""}, .help = std::move(help)});
  }
  bool isRecord(const Datum& datum, std::string_view what, const Keys& known);
  const std::string* text(const Datum& datum, std::string_view what);
  const Datum* find(const Datum& record, std::string_view key) const;
  std::optional<std::uint32_t> number(std::string_view text) const;
  std::string placeOf(Span span) const;

  Mapping& mapping_;
  const SourceFile& source_;
  Faults faults_;
};

}  // namespace jurat::intake
