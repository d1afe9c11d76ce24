// Evidence: whether the files that a profile names are there and still what it says.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"

namespace jurat {

inline constexpr std::size_t kEvidenceBytes = 256u << 20;  // the largest file that is read

// One file that stands behind one answer.
struct EvidenceCheck {
  std::size_t answer = 0;  // index into Profile::answers
  EvidenceValue file;
  Span place;
  bool remote = false;  // a URI: not looked at, since nothing is read from the network
  Proof proof = Proof::NotLookedAt;
  std::string found{};   // the digest that the file has
  std::string reason{};  // why it was refused
};

// Looks at every file that the profile names, below `folder` (that of the profile) and nowhere else, in the
// order in which they stand there.
std::vector<EvidenceCheck> lookAtEvidence(const Profile& profile, const std::string& folder);

// Tells the answers what was found, so that those whose evidence does not stand do not count.
void note(const std::vector<EvidenceCheck>& checks, Profile& profile);

enum class EvidenceStatus { Verified, Missing, Refused, Changed, NoDigest, Expired, NotYet, Remote };
// Missing, Refused, Changed and NoDigest go before the days: what cannot be looked at has no date.
EvidenceStatus statusOf(const EvidenceCheck& check, Date day);
std::string_view statusWord(EvidenceStatus status);  // "no_digest"
bool verifies(EvidenceStatus status);                // a URI is no failure

// What is wrong, with the place in the profile; nothing when nothing is.
std::optional<Diagnostic> complaintOf(const EvidenceCheck& check, Date day);

// {"jurat_evidence": 1, "as_of": ..., "files": [...]}: every file with its place and status.
std::string evidenceJson(const std::vector<EvidenceCheck>& checks, Date day, const SourceMap& sources);

std::string_view proofWord(Proof proof);  // "stands"
std::optional<Proof> proofFromWord(std::string_view word);

}  // namespace jurat
