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
  const bool first = entry.form == 1;
  const std::string id = std::to_string(static_cast<std::int64_t>(entry.id));
  const std::string exit_code = std::to_string(entry.exit_code);
  std::vector<std::string_view> texts = {first ? "jurat ledger row 1" : "jurat ledger row 2",
                                         id,
                                         entry.recorded_at,
                                         entry.engine_version,
                                         entry.as_of,
                                         entry.profile_name,
                                         entry.profile_digest,
                                         entry.rules_digest};
  if (!first) texts.insert(texts.end(), {entry.policy_digest, entry.settings_digest});
  texts.insert(texts.end(),
               {entry.outcomes_digest, entry.report_digest, keepName(entry.keep), exit_code, entry.counts});
  if (!first) texts.emplace_back(entry.signer);
  texts.emplace_back(entry.previous);
  std::string bytes;
  for (const std::string_view text : texts) appendFramed(bytes, text);
  return sha256Hex(bytes);
}

std::string rowStatement(const LedgerEntry& entry) { return "jurat ledger row signature 1\n" + entry.hash; }

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
