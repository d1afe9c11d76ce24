#include <algorithm>
#include <string>

#include "engine/profile/answer/answer.h"
#include "engine/profile/answer/scalar.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

constexpr std::size_t kSha256Digits = 64;

// Reads the value of a key when the record has it; false when what stands there was refused.
template <typename Out, typename Read>
bool optionally(const Datum& record, std::string_view key, Out& out, Read read, Binding& binding) {
  const Datum* datum = valueOf(record, key);
  if (!datum) return true;
  auto value = read(*datum, key, binding);
  if (!value) return false;
  out = *value;
  return true;
}

bool isUri(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://", "urn:"}) {
    if (text.substr(0, scheme.size()) == scheme) return true;
  }
  return false;
}

bool leadsOut(std::string_view path) {
  if (path.front() == '/' || path.front() == '\\' || path.front() == '~') return true;
  if (path.size() > 1 && path[1] == ':') return true;  // C:\evidence
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
    if (path.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return path.find("://") != std::string_view::npos;  // file://, ftp://
}

std::optional<std::string> bindSha256(const Datum& datum, std::string_view what, Binding& binding) {
  std::string text = datum.text;
  for (char& c : text) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  if (datum.kind == DatumKind::Scalar && text.size() == kSha256Digits &&
      text.find_first_not_of("0123456789abcdef") == std::string::npos) {
    return text;
  }
  binding.faults.report({.code = "J0630",
                         .message = "this is not a SHA-256 digest",
                         .primary = {datum.span, tick(what) + " asks for 64 hexadecimal digits"},
                         .help = "copy what `sha256sum` prints for the file"});
  return std::nullopt;
}

bool validSpan(const EvidenceValue& evidence, const Datum& record, Binding& binding) {
  if (!evidence.effective_from || !evidence.expires || *evidence.effective_from <= *evidence.expires)
    return true;
  binding.faults.report(
      {.code = "J0630",
       .message = "the evidence expires before it takes effect",
       .primary = {valueOf(record, "expires")->span, "it expires on this day"},
       .secondary = {{valueOf(record, "effective_from")->span, "it takes effect on this day"}},
       .help = "correct one of the two days"});
  return false;
}

}  // namespace

std::optional<std::string> bindPath(const Datum& datum, std::string_view what, Binding& binding) {
  // Where a path is asked, the record of the evidence may stand as well.
  if (datum.kind == DatumKind::Record) {
    const std::optional<EvidenceValue> evidence = bindEvidence(datum, binding);
    return evidence ? std::optional<std::string>(evidence->path) : std::nullopt;
  }
  std::optional<std::string> path = bindText(datum, what, binding);
  if (!path || isUri(*path) || !leadsOut(*path)) return path;
  binding.faults.report(
      {.code = "J0630",
       .message = "the path " + tick(*path) + " leads out of the profile's folder",
       .primary = {datum.span, "only files below that folder are read"},
       .help = "put the file beside the profile and write `evidence/file.pdf`, or give a URI"});
  return std::nullopt;
}

std::optional<EvidenceValue> bindEvidence(const Datum& record, Binding& binding) {
  refuseOtherKeys(record,
                  {"path", "sha256", "media_type", "effective_from", "expires", "collected_on",
                   "collected_by", "covers", "source", "as_of"},
                  binding);
  EvidenceValue out;
  bool good = true;
  const Datum* path = valueOf(record, "path");
  if (!path) {
    binding.faults.report({.code = "J0630",
                           .message = "the evidence does not say where it is",
                           .primary = {record.span, "`path` is missing"},
                           .help = "write `path: evidence/file.pdf`, or `none` when there is no evidence"});
    good = false;
  } else if (path->kind == DatumKind::Record) {
    binding.faults.report({.code = "J0615",
                           .message = "`path` asks for a text",
                           .primary = {path->span, "this is a record"},
                           .help = "write `path: evidence/file.pdf`"});
    good = false;
  } else {
    good = optionally(record, "path", out.path, bindPath, binding);
  }
  good &= optionally(record, "sha256", out.sha256, bindSha256, binding);
  good &= optionally(record, "media_type", out.media_type, bindText, binding);
  good &= optionally(record, "effective_from", out.effective_from, bindDay, binding);
  good &= optionally(record, "expires", out.expires, bindDay, binding);
  good &= optionally(record, "collected_on", out.collected_on, bindDay, binding);
  good &= optionally(record, "collected_by", out.collected_by, bindText, binding);
  good &= optionally(record, "covers", out.covers, bindText, binding);
  if (!good || !validSpan(out, record, binding)) return std::nullopt;
  return out;
}

std::optional<EvidenceValue> bindEvidenceBeside(const Datum& datum, Binding& binding) {
  if (datum.kind == DatumKind::Record) return bindEvidence(datum, binding);
  std::optional<std::string> path = bindPath(datum, "evidence", binding);
  if (!path) return std::nullopt;
  EvidenceValue out;
  out.path = *std::move(path);
  return out;
}

std::optional<JudgementValue> bindJudgement(const Datum& record, const Fact& fact, Binding& binding) {
  refuseOtherKeys(record, {"value", "by", "on", "evidence", "expires", "rested_on", "source", "as_of"},
                  binding);
  JudgementValue out;
  bool good = true;
  for (const std::string_view key : {"value", "by", "on"}) {
    if (valueOf(record, key)) continue;
    good = false;
    binding.faults.report({.code = "J0631",
                           .message = "the judgement " + tick(fact.name) + " does not say " +
                                      (key == "value" ? "what was judged"
                                       : key == "by"  ? "who judged"
                                                      : "when"),
                           .primary = {record.span, tick(key) + " is missing"},
                           .help = "write `{value: yes, by: NAME, on: YEAR-MONTH-DAY}`"});
    // One complaint a record: its place is the same for all three.
    break;
  }
  if (const Datum* value = valueOf(record, "value")) {
    const std::optional<bool> read = value->kind == DatumKind::Scalar ? readYesNo(value->text) : std::nullopt;
    if (read) {
      out.value = *read;
    } else {
      good = false;
      binding.faults.report(
          {.code = "J0620",
           .message = "a judgement is yes or no",
           .primary = {value->span, "this is neither"},
           .help = "write `yes` or `no`; for a judgement not made write `" + fact.name + ": unknown`"});
    }
  }
  good &= optionally(record, "by", out.by, bindText, binding);
  good &= optionally(record, "on", out.on, bindDay, binding);
  good &= optionally(record, "expires", out.expires, bindDay, binding);
  good &= optionally(record, "evidence", out.evidence, bindPath, binding);
  return good ? std::optional<JudgementValue>(out) : std::nullopt;
}

}  // namespace jurat
