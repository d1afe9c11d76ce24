// Checkpoints: the signed word that a ledger had so many rows, the last of them with this hash. One is kept
// in the ledger itself and moves on with every signed row, so that who cuts off the tail cannot hide it
// without the key; who puts an older copy of the whole file in place is caught by a checkpoint kept
// elsewhere.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/crypto/ed25519.h"
#include "engine/sqlite/database.h"

namespace jurat {

struct Checkpoint {
  std::int64_t entries = 0;
  std::string head{};     // the hash of the last of them
  std::string made_at{};  // "2026-11-23T20:30:12Z"
  std::string signer{};   // public key
  std::string signature{};

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Five lines that a person can keep: "jurat ledger checkpoint 1", then `rows`, `head`, `at`, `key`, each with
// its value; those are what is signed. The signature stands in a line behind them.
std::string checkpointText(const Checkpoint& checkpoint);
// Reads exactly such a text; nothing for any other.
std::optional<Checkpoint> readCheckpoint(std::string_view text);

Checkpoint signedCheckpoint(std::int64_t entries, std::string head, std::string made_at,
                            const SecretKey& key);
// Whether its signature fits it.
bool holds(const Checkpoint& checkpoint);

// The one in the ledger; nothing when there is none, as in every ledger that is not signed.
Result<std::optional<Checkpoint>> storedCheckpoint(Database& database);
Result<Done> storeCheckpoint(Database& database, const Checkpoint& checkpoint);

}  // namespace jurat
