#include "engine/gate/record.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/crypto/sha256.h"
#include "engine/profile/faults.h"

namespace jurat {
namespace {

std::string inTicks(std::span<const std::string> words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "`" : ", `") + word + "`";
  return list;
}

std::string_view kindWord(const Datum& value) {
  switch (value.kind) {
    case DatumKind::Scalar:
      return "a single value";
    case DatumKind::List:
      return "a list";
    case DatumKind::Record:
      return "a record";
    case DatumKind::Null:
      return "nothing";
  }
  return "nothing";
}

}  // namespace

void wrongShape(const Datum& value, std::string_view what, std::string_view wanted, std::string help,
                Diagnostics& diagnostics) {
  diagnostics.report({.code = "J0703",
                      .message = std::string(what) + " must be " + std::string(wanted),
                      .primary = {value.span, "this is " + std::string(kindWord(value))},
                      .help = std::move(help)});
}

void unknownWord(const Datum& value, std::string_view of_what, std::span<const std::string> words,
                 Diagnostics& diagnostics) {
  Diagnostic fault{.code = "J0704",
                   .message = tick(value.text) + " is no value of `" + std::string(of_what) + "`" +
                              didYouMean(value.text, words),
                   .primary = {value.span, "not one of its words"},
                   .help = "write one of " + inTicks(words)};
  if (const std::optional<std::string> meant = nearest(value.text, words))
    fault.fix = Fix{value.span, *meant};
  diagnostics.report(std::move(fault));
}

bool hasVersion(const Datum& document, std::string_view key, std::string_view what,
                Diagnostics& diagnostics) {
  const std::string help = std::string(key) + ": 1`";
  if (document.kind != DatumKind::Record) {
    diagnostics.report({.code = "J0701",
                        .message = "the " + std::string(what) + " does not say which version it is",
                        .primary = {document.span, ""},
                        .help = "begin it with `" + help});
    return false;
  }
  for (const Datum::Entry& entry : document.entries) {
    if (entry.key != key) continue;
    if (entry.value.kind == DatumKind::Scalar && entry.value.text == "1") return true;
    diagnostics.report({.code = "J0701",
                        .message = "this version of the " + std::string(what) + " is not known",
                        .primary = {entry.value.span, "only version 1 is"},
                        .help = "write `" + help});
    return false;
  }
  diagnostics.report({.code = "J0701",
                      .message = "the " + std::string(what) + " does not say which version it is",
                      .primary = {document.span, ""},
                      .help = "begin it with `" + help});
  return false;
}

RecordReader::RecordReader(const Datum& record, std::string what, std::span<const std::string_view> known,
                           Diagnostics& diagnostics)
    : record_(record), what_(std::move(what)), diagnostics_(diagnostics) {
  if (record.kind != DatumKind::Record) {
    wrongShape(record, what_, "a record", "", diagnostics);
    return;
  }
  for (const Datum::Entry& entry : record.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    Diagnostic fault{.code = "J0702",
                     .message = what_ + " has no key " + tick(entry.key) + didYouMean(entry.key, names),
                     .primary = {entry.key_span, "not known here"},
                     .help = "its keys are " + inTicks(names)};
    if (const std::optional<std::string> meant = nearest(entry.key, std::span<const std::string>(names)))
      fault.fix = Fix{entry.key_span, *meant};
    diagnostics.report(std::move(fault));
  }
}

const Datum* RecordReader::find(std::string_view key) const {
  for (const Datum::Entry& entry : record_.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Span RecordReader::keyOf(std::string_view key) const {
  for (const Datum::Entry& entry : record_.entries) {
    if (entry.key == key) return entry.key_span;
  }
  return record_.span;
}

std::string RecordReader::text(std::string_view key) {
  const Datum* value = find(key);
  if (!value) {
    if (record_.kind != DatumKind::Record) return {};  // said already
    diagnostics_.report({.code = "J0711",
                         .message = what_ + " lacks its field `" + std::string(key) + "`",
                         .primary = {record_.span, "it is missing here"},
                         .help = "write `" + std::string(key) + ": ...`"});
    return {};
  }
  if (value->kind != DatumKind::Scalar && value->kind != DatumKind::Null) {
    wrongShape(*value, "`" + std::string(key) + "` of " + what_, "a text", "", diagnostics_);
    return {};
  }
  if (value->text.find_first_not_of(" \t\r\n") == std::string::npos) {
    diagnostics_.report({.code = "J0711",
                         .message = "the field `" + std::string(key) + "` of " + what_ + " says nothing",
                         .primary = {keyOf(key), "nothing stands behind it"},
                         .help = "write `" + std::string(key) + ": ...`"});
    return {};
  }
  return value->text;
}

std::string RecordReader::optionalText(std::string_view key) { return find(key) ? text(key) : std::string(); }

std::optional<Date> RecordReader::day(std::string_view key) {
  const std::string written = text(key);
  if (written.empty()) return std::nullopt;
  const std::optional<Date> date = parseDate(written);
  if (!date) {
    diagnostics_.report({.code = "J0712",
                         .message = tick(written) + " is no day of the calendar",
                         .primary = {find(key)->span, "`" + std::string(key) + "` is a day"},
                         .help = "write it as YYYY-MM-DD"});
  }
  return date;
}

std::string RecordReader::word(std::string_view key, std::span<const std::string> words) {
  const std::string written = text(key);
  if (written.empty() || std::find(words.begin(), words.end(), written) != words.end()) return written;
  unknownWord(*find(key), key, words, diagnostics_);
  return {};
}

std::string RecordReader::fingerprint(std::string_view key) {
  const std::string written = optionalText(key);
  if (written.empty() || digestFromHex(written)) return written;
  diagnostics_.report({.code = "J0717",
                       .message = tick(written) + " is no fingerprint",
                       .primary = {find(key)->span, "64 digits 0 to 9 and a to f are expected"},
                       .help = "`jurat waiver add` and `jurat baseline create` write fingerprints"});
  return {};
}

}  // namespace jurat
