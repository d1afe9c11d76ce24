// Reading waivers, judging them on a day, writing one.
#include "engine/gate/waivers.h"

#include <algorithm>

#include "engine/gate/fingerprint.h"
#include "engine/gate/record.h"
#include "engine/profile/profile.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kWaiverFileKeys[] = {"jurat", "waivers"};
constexpr std::string_view kWaiverKeys[] = {"rule",     "subject", "profile", "reason",     "owner",
                                            "approver", "granted", "expires", "fingerprint"};

Span placeOf(const RecordReader& record, std::string_view key) {
  const Datum* value = record.find(key);
  return value ? value->span : Span{};
}

// Empty when the record has a fault (reported).
std::optional<Waiver> waiverOf(const Datum& datum, Diagnostics& diagnostics) {
  const std::size_t faults = diagnostics.errorCount();
  RecordReader record(datum, "a waiver", kWaiverKeys, diagnostics);
  Waiver waiver{.rule = record.text("rule"),
                .subject = record.text("subject"),
                .profile = record.optionalText("profile"),
                .reason = record.text("reason"),
                .owner = record.text("owner"),
                .approver = record.text("approver"),
                .granted = record.day("granted").value_or(Date{}),
                .expires = record.day("expires").value_or(Date{}),
                .fingerprint = record.fingerprint("fingerprint"),
                .place = datum.span,
                .rule_at = placeOf(record, "rule"),
                .subject_at = placeOf(record, "subject"),
                .expires_at = placeOf(record, "expires")};
  if (diagnostics.errorCount() > faults) return std::nullopt;
  if (waiver.expires < waiver.granted) {
    diagnostics.report({.code = "J0712",
                        .message = "the waiver expires before it is granted",
                        .primary = {waiver.expires_at, "its last day"},
                        .secondary = {{placeOf(record, "granted"), "its first day"}},
                        .help = "both days are included: a waiver for one day has the same twice"});
    return std::nullopt;
  }
  return waiver;
}

bool plain(std::string_view text) {
  constexpr std::string_view kOthers = "._-/[]";
  return !text.empty() && text.front() != '-' && text.front() != '[' &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
                  kOthers.find(c) != std::string_view::npos;
         });
}

// A text in double quotes, in which YAML takes every letter for itself but these.
std::string inQuotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      constexpr char kDigits[] = "0123456789abcdef";
      out += "\\x";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::shared_ptr<const std::vector<Waiver>> readWaivers(const SourceFile& source, const Limits& limits,
                                                       Diagnostics& diagnostics) {
  const std::size_t faults = diagnostics.errorCount();
  const std::optional<Datum> document = readYaml(source, limits, diagnostics, "waiver file");
  if (!document || !hasVersion(*document, "jurat", "waiver file", diagnostics)) return nullptr;
  const RecordReader file(*document, "the waiver file", kWaiverFileKeys, diagnostics);
  auto waivers = std::make_shared<std::vector<Waiver>>();
  const Datum* list = file.find("waivers");
  if (!list) {
    diagnostics.report({.code = "J0711",
                        .message = "the waiver file has no list `waivers`",
                        .primary = {document->span, ""},
                        .help = "write `waivers: []` where there are none"});
  } else if (list->kind != DatumKind::List) {
    // A key with nothing behind it is a list that lost its entries, not one that has none.
    wrongShape(*list, "`waivers`", "a list", "write `waivers: []` where there are none", diagnostics);
  } else if (list->items.size() > limits.waivers) {
    diagnostics.report({.code = "J0703",
                        .message = "the file holds more waivers than are read",
                        .primary = {list->span, ""},
                        .help = "at most " + std::to_string(limits.waivers) + " are"});
  } else {
    for (const Datum& item : list->items) {
      if (std::optional<Waiver> waiver = waiverOf(item, diagnostics)) waivers->push_back(*std::move(waiver));
    }
  }
  if (diagnostics.errorCount() > faults) return nullptr;
  return waivers;
}

bool speaksOf(const Waiver& waiver, const JudgedProfile& judged) {
  if (!waiver.profile.empty() && waiver.profile != judged.by_waivers) return false;
  const std::string_view pack = std::string_view(waiver.rule).substr(0, waiver.rule.find('/'));
  const std::vector<PackUse>& packs = judged.assessment->packs;
  return std::any_of(packs.begin(), packs.end(), [&](const PackUse& use) { return use.id == pack; });
}

WaiverState stateOf(const Waiver& waiver, const Finding* finding, Date day) {
  if (!finding || !isOpen(*finding)) return WaiverState::Unused;
  if (!finding->waivable) return WaiverState::NotWaivable;
  if (waiver.expires < day) return WaiverState::Expired;
  if (day < waiver.granted) return WaiverState::NotYet;
  if (!waiver.fingerprint.empty() && waiver.fingerprint != factsFingerprint(*finding))
    return WaiverState::Lapsed;
  return waiver.expires.days - day.days <= kSoon ? WaiverState::Expiring : WaiverState::Valid;
}

std::string_view waiverStateWord(WaiverState state) {
  switch (state) {
    case WaiverState::Valid:
      return "valid";
    case WaiverState::Expiring:
      return "expiring";
    case WaiverState::NotYet:
      return "not yet";
    case WaiverState::Expired:
      return "expired";
    case WaiverState::Lapsed:
      return "lapsed";
    case WaiverState::NotWaivable:
      return "not waivable";
    case WaiverState::Unused:
      return "unused";
  }
  return "unused";
}

std::string waiverText(const Waiver& waiver, std::size_t indent) {
  const std::string blanks(indent, ' ');
  std::string text;
  const auto line = [&](std::string_view key, const std::string& value) {
    text += blanks + (text.empty() ? "- " : "  ") + std::string(key) + ": " + value + "\n";
  };
  const auto name = [](const std::string& value) { return plain(value) ? value : inQuotes(value); };
  line("rule", name(waiver.rule));
  line("subject", name(waiver.subject));
  if (!waiver.profile.empty()) line("profile", name(waiver.profile));
  line("reason", inQuotes(waiver.reason));
  line("owner", inQuotes(waiver.owner));
  line("approver", inQuotes(waiver.approver));
  line("granted", toText(waiver.granted));
  line("expires", toText(waiver.expires));
  if (!waiver.fingerprint.empty()) line("fingerprint", waiver.fingerprint);
  return text;
}

}  // namespace jurat
