#include "engine/ledger/entry.h"

#include <chrono>
#include <cstddef>

#include "engine/crypto/sha256.h"

namespace jurat {
namespace {

void appendFramed(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
  out += ',';
}

// Digits where `pattern` has 0, else the pattern's own characters.
bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

int numberAt(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  for (const char c : text.substr(begin, length)) number = number * 10 + (c - '0');
  return number;
}

}  // namespace

std::string_view keepName(Keep keep) {
  switch (keep) {
    case Keep::Digests:
      return "digests";
    case Keep::Inputs:
      return "inputs";
  }
  return {};
}

std::string rowHash(const LedgerEntry& entry) {
  const std::string id = std::to_string(static_cast<std::int64_t>(entry.id));
  const std::string exit_code = std::to_string(entry.exit_code);
  std::string bytes;
  for (const std::string_view text :
       {std::string_view("jurat ledger row 1"), std::string_view(id), std::string_view(entry.recorded_at),
        std::string_view(entry.engine_version), std::string_view(entry.as_of),
        std::string_view(entry.profile_name), std::string_view(entry.profile_digest),
        std::string_view(entry.rules_digest), std::string_view(entry.outcomes_digest),
        std::string_view(entry.report_digest), keepName(entry.keep), std::string_view(exit_code),
        std::string_view(entry.counts), std::string_view(entry.previous)}) {
    appendFramed(bytes, text);
  }
  return sha256Hex(bytes);
}

std::string manifestOf(const std::vector<NamedText>& files) {
  std::string manifest;
  for (const NamedText& file : files) {
    manifest += sha256Hex(file.bytes) + ' ' + std::to_string(file.bytes.size()) + ' ' +
                std::to_string(file.name.size()) + ':' + file.name + '\n';
  }
  return manifest;
}

bool isDay(std::string_view text) {
  if (!fits(text, "0000-00-00")) return false;
  const std::chrono::year_month_day day(std::chrono::year(numberAt(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(numberAt(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(numberAt(text, 8, 2))));
  return day.ok() && day.year() >= std::chrono::year(1);
}

bool isInstant(std::string_view text) {
  if (!fits(text, "0000-00-00T00:00:00Z") || !isDay(text.substr(0, 10))) return false;
  return numberAt(text, 11, 2) < 24 && numberAt(text, 14, 2) < 60 &&
         numberAt(text, 17, 2) < 61;  // leap seconds
}

}  // namespace jurat
