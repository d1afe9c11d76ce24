// What signatures say of a ledger: told its rows one after the other, it says what is wrong with them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger/checkpoint.h"
#include "engine/ledger/entry.h"
#include "engine/ledger/ledger.h"

namespace jurat {

class Signatures {
 public:
  explicit Signatures(const LedgerTrust& trust) : trust_(trust) {}

  // The checkpoint that the ledger keeps, before any row.
  void stored(std::optional<Checkpoint> checkpoint) { stored_ = std::move(checkpoint); }
  // What is wrong with the signature of the next row.
  std::vector<std::string> row(const LedgerEntry& entry);
  // Behind the last row: what is wrong with the checkpoints.
  std::vector<std::string> end() const;
  std::int64_t count() const { return signed_; }

 private:
  bool trusted(const std::string& key) const;
  std::string faultOf(const Checkpoint& checkpoint, const std::string& name,
                      const std::optional<std::string>& head) const;

  const LedgerTrust& trust_;
  std::optional<Checkpoint> stored_;
  std::optional<std::string> stored_head_, noted_head_;  // hashes of the rows that the checkpoints speak of
  std::int64_t last_ = 0, signed_ = 0;
};

}  // namespace jurat
