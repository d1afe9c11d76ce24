#include "engine/ledger/signatures.h"

#include <algorithm>

namespace jurat {

bool Signatures::trusted(const std::string& key) const {
  return trust_.keys.empty() || std::find(trust_.keys.begin(), trust_.keys.end(), key) != trust_.keys.end();
}

std::vector<std::string> Signatures::row(const LedgerEntry& entry) {
  std::vector<std::string> problems;
  last_ = static_cast<std::int64_t>(entry.id);
  if (stored_ && stored_->entries == last_) stored_head_ = entry.hash;
  if (trust_.noted && trust_.noted->entries == last_) noted_head_ = entry.hash;
  if (entry.signer.empty()) {
    if (!entry.signature.empty()) problems.emplace_back("it has a signature and does not say whose");
    if (!trust_.keys.empty() && last_ >= trust_.signed_from) {
      problems.emplace_back("it is not signed");
    } else if (signed_ > 0) {
      problems.emplace_back("it is not signed, and rows before it are");
    }
    return problems;
  }
  ++signed_;
  if (!trusted(entry.signer))
    problems.push_back("it is signed with another key, " + entry.signer.substr(0, 64));
  if (!isSignedBy(entry.signer, rowStatement(entry), entry.signature))
    problems.emplace_back("its signature does not fit");
  return problems;
}

std::string Signatures::faultOf(const Checkpoint& checkpoint, const std::string& name,
                                const std::optional<std::string>& head) const {
  if (!holds(checkpoint)) return name + ": its signature does not fit";
  if (!trusted(checkpoint.signer)) return name + ": it is signed with another key, " + checkpoint.signer;
  const std::string row = std::to_string(checkpoint.entries);
  if (checkpoint.entries > last_) {
    return name + ": it knows " + row + " rows, and the last one is " + std::to_string(last_) +
           ": the end was cut off";
  }
  if (head != checkpoint.head) return name + ": row " + row + " has another hash than it says";
  return "";
}

std::vector<std::string> Signatures::end() const {
  std::vector<std::string> problems;
  const auto tell = [&](std::string problem) {
    if (!problem.empty()) problems.push_back(std::move(problem));
  };
  const std::string own = "the signed checkpoint";
  if (stored_) {
    tell(faultOf(*stored_, own, stored_head_));
    if (stored_->entries < last_)
      tell(own + ": it stands at row " + std::to_string(stored_->entries) + ", and there are rows behind it");
  } else if (signed_ > 0 || !trust_.keys.empty()) {
    tell(own + " is missing: nobody can tell whether the end was cut off");
  }
  if (trust_.noted) tell(faultOf(*trust_.noted, "the checkpoint that was noted", noted_head_));
  return problems;
}

}  // namespace jurat
