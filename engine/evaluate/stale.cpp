#include "engine/evaluate/stale.h"

#include "engine/values/date.h"

namespace jurat {

Message staleEvidence(const Answer& answer, Date day) {
  const EvidenceValue* file = evidenceOf(answer);
  if (!file) return {};
  const Message path = verbatim(file->path);
  if (file->effective_from && day < *file->effective_from)
    return {Phrase::EvidenceEarly, {path, verbatim(toText(*file->effective_from))}};
  if (file->expires && *file->expires < day)
    return {Phrase::EvidenceExpired, {path, verbatim(toText(*file->expires))}};
  switch (answer.proof) {
    case Proof::NotLookedAt:
    case Proof::Stands:
      break;
    case Proof::Changed:
      return {Phrase::EvidenceChanged, {path}};
    case Proof::Missing:
      return {Phrase::EvidenceMissing, {path}};
    case Proof::Refused:
      return {Phrase::EvidenceRefused, {path}};
    case Proof::NoDigest:
      return {Phrase::EvidenceUndigested, {path}};
  }
  return {};
}

}  // namespace jurat
