#include "engine/gate/fingerprint.h"

#include "engine/crypto/sha256.h"

namespace jurat {
namespace {

// Each part with its length before it, so that no two lists of parts make the same text.
void add(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

}  // namespace

std::string findingFingerprint(const Finding& finding, std::string_view profile) {
  std::string text = "jurat finding 1\n";
  add(text, profile);
  add(text, finding.id);
  add(text, finding.subject_path);
  std::string_view before;
  for (const RestsOn& fact : finding.rests_on) {
    if (fact.path != before) add(text, fact.path);
    before = fact.path;
  }
  return sha256Hex(text);
}

std::string factsFingerprint(const Finding& finding) {
  std::string text = "jurat facts 1\n";
  add(text, finding.id);
  add(text, finding.subject_path);
  for (const RestsOn& fact : finding.rests_on) {
    add(text, fact.path);
    add(text, fact.value);
  }
  return sha256Hex(text);
}

}  // namespace jurat
