#include "engine/evidence/evidence.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/evidence/below.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::array kProofs = {
    std::pair{Proof::NotLookedAt, std::string_view("not_looked_at")},
    std::pair{Proof::Stands, std::string_view("stands")},
    std::pair{Proof::Changed, std::string_view("changed")},
    std::pair{Proof::Missing, std::string_view("missing")},
    std::pair{Proof::Refused, std::string_view("refused")},
    std::pair{Proof::NoDigest, std::string_view("no_digest")},
};

// The binder lets no other text with a scheme pass.
bool isRemote(const std::string& path) {
  return std::any_of(path.begin(), path.end(), [](char c) { return c == ':'; }) &&
         (path.rfind("https://", 0) == 0 || path.rfind("http://", 0) == 0 || path.rfind("urn:", 0) == 0);
}

void look(EvidenceCheck& check, FolderReader& folder) {
  FileLook found = folder.look(check.file.path);
  check.found = std::move(found.digest);
  check.reason = std::move(found.reason);
  if (!found.found) {
    check.proof = check.reason.empty() ? Proof::Missing : Proof::Refused;
  } else if (check.file.sha256.empty()) {
    check.proof = Proof::NoDigest;
  } else {
    check.proof = check.found == check.file.sha256 ? Proof::Stands : Proof::Changed;
  }
}

}  // namespace

std::vector<EvidenceCheck> lookAtEvidence(const Profile& profile, const std::string& folder) {
  std::vector<EvidenceCheck> checks;
  for (std::size_t i = 0; i < profile.answers.size(); ++i) {
    const Answer& answer = profile.answers[i];
    const EvidenceValue* file = evidenceOf(answer);
    if (!file) continue;
    checks.push_back({.answer = i,
                      .file = *file,
                      .place = file == answer.evidence.get() ? answer.evidence_span : answer.span,
                      .remote = isRemote(file->path)});
  }
  if (checks.empty()) return checks;
  std::stable_sort(checks.begin(), checks.end(), [](const EvidenceCheck& a, const EvidenceCheck& b) {
    return a.place.begin < b.place.begin;
  });
  FolderReader reader(folder, kEvidenceBytes);
  for (EvidenceCheck& check : checks) {
    if (!check.remote) look(check, reader);
  }
  return checks;
}

void note(const std::vector<EvidenceCheck>& checks, Profile& profile) {
  for (const EvidenceCheck& check : checks) profile.answers[check.answer].proof = check.proof;
}

EvidenceStatus statusOf(const EvidenceCheck& check, Date day) {
  switch (check.proof) {
    case Proof::Missing:
      return EvidenceStatus::Missing;
    case Proof::Refused:
      return EvidenceStatus::Refused;
    case Proof::Changed:
      return EvidenceStatus::Changed;
    case Proof::NoDigest:
      return EvidenceStatus::NoDigest;
    case Proof::NotLookedAt:
    case Proof::Stands:
      break;
  }
  if (check.file.expires && *check.file.expires < day) return EvidenceStatus::Expired;
  if (check.file.effective_from && day < *check.file.effective_from) return EvidenceStatus::NotYet;
  return check.remote ? EvidenceStatus::Remote : EvidenceStatus::Verified;
}

std::string_view statusWord(EvidenceStatus status) {
  switch (status) {
    case EvidenceStatus::Verified:
      return "verified";
    case EvidenceStatus::Missing:
      return "missing";
    case EvidenceStatus::Refused:
      return "refused";
    case EvidenceStatus::Changed:
      return "changed";
    case EvidenceStatus::NoDigest:
      return "no_digest";
    case EvidenceStatus::Expired:
      return "expired";
    case EvidenceStatus::NotYet:
      return "not_yet";
    case EvidenceStatus::Remote:
      return "remote";
  }
  return {};
}

bool verifies(EvidenceStatus status) {
  return status == EvidenceStatus::Verified || status == EvidenceStatus::Remote;
}

std::optional<Diagnostic> complaintOf(const EvidenceCheck& check, Date day) {
  const std::string path = "`" + check.file.path + "`";
  const auto complaint = [&](const char* code, std::string message, std::string label, std::string help) {
    return Diagnostic{.code = code,
                      .message = std::move(message),
                      .primary = {check.place, std::move(label)},
                      .help = std::move(help)};
  };
  switch (statusOf(check, day)) {
    case EvidenceStatus::Verified:
    case EvidenceStatus::Remote:
      return std::nullopt;
    case EvidenceStatus::Missing:
      return complaint("J0650", "the evidence " + path + " is not there",
                       "no such file below the profile's folder", "put the file there, or say `none`");
    case EvidenceStatus::Refused:
      return complaint("J0650", "the evidence " + path + " is not read: " + check.reason, "",
                       "put a copy of the file below the profile's folder");
    case EvidenceStatus::Changed:
      return complaint("J0651", "the evidence " + path + " is another file than the profile says",
                       "the file has the digest " + check.found,
                       "bring the file back, or have it looked at anew and write down its new digest");
    case EvidenceStatus::NoDigest:
      return complaint("J0652", "nobody can tell whether the evidence " + path + " has changed",
                       "no digest says what it was", "write `{path: ..., sha256: " + check.found + "}`");
    case EvidenceStatus::Expired:
      return complaint("J0653", "the evidence " + path + " expired on " + toText(*check.file.expires), "",
                       "renew it");
    case EvidenceStatus::NotYet:
      return complaint("J0653",
                       "the evidence " + path + " counts only from " + toText(*check.file.effective_from), "",
                       "name the evidence that counts until then, or wait");
  }
  return std::nullopt;
}

std::string evidenceJson(const std::vector<EvidenceCheck>& checks, Date day, const SourceMap& sources) {
  using Json = nlohmann::ordered_json;
  Json out = {{"jurat_evidence", 1}, {"as_of", toText(day)}, {"files", Json::array()}};
  for (const EvidenceCheck& check : checks) {
    const EvidenceStatus status = statusOf(check, day);
    Json file = {{"path", check.file.path}, {"status", statusWord(status)}, {"verifies", verifies(status)}};
    if (const std::optional<Place> place = sources.place(check.place))
      file["place"] = {{"file", place->file}, {"line", place->line}, {"column", place->column}};
    if (!check.file.sha256.empty()) file["sha256"] = check.file.sha256;
    if (!check.found.empty()) file["found_sha256"] = check.found;
    if (check.file.effective_from) file["effective_from"] = toText(*check.file.effective_from);
    if (check.file.expires) file["expires"] = toText(*check.file.expires);
    if (const std::optional<Diagnostic> complaint = complaintOf(check, day)) {
      file["code"] = complaint->code;
      file["message"] = complaint->message;
    }
    out["files"].push_back(std::move(file));
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view proofWord(Proof proof) {
  for (const auto& [each, word] : kProofs) {
    if (each == proof) return word;
  }
  return {};
}

std::optional<Proof> proofFromWord(std::string_view word) {
  for (const auto& [proof, each] : kProofs) {
    if (each == word) return proof;
  }
  return std::nullopt;
}

}  // namespace jurat
