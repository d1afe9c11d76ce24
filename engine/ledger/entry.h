// One row of the ledger and the hash that chains it to the row before; nothing here touches a file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jurat {

enum class EntryId : std::int64_t {};  // 1, 2, 3, ... without gaps

// Which contents a run leaves in the ledger beside the digests. Outcomes and report are always kept (until
// they are forgotten); the texts of profiles and rules only on request, because profiles hold a company's
// secrets.
enum class Keep { Digests, Inputs };

struct LedgerEntry {
  EntryId id{};
  std::int64_t form = 2;         // of the row; rows of form 1 lack the fields marked (2)
  std::string recorded_at{};     // when the run took place: "2026-11-23T20:30:12Z"
  std::string engine_version{};  // "0.1.0"
  std::string as_of{};           // the date the run judged: "2026-11-23"
  std::string profile_name{};    // whose profile, as the reports call it
  std::string profile_digest{};  // of the manifest of all profile files; 64 hex digits, like all digests here
  std::string rules_digest{};    // of the manifest of all rule files
  std::string policy_digest{};   // (2) of the manifest of waivers and the like; "" when there were none
  std::string settings_digest{};  // (2) of how the run was asked for; "" when nobody said
  std::string outcomes_digest{};
  std::string report_digest{};
  Keep keep = Keep::Digests;
  std::int64_t exit_code = 0;
  std::string counts{};     // outcomes counted, a JSON object
  std::string signer{};     // (2) the public key of who signed the row; "" of one that is not signed
  std::string previous{};   // the hash of the row before; of the first row, kNoRow
  std::string hash{};       // rowHash of all of the above
  std::string signature{};  // (2) of rowStatement(hash) by the signer

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

inline constexpr std::string_view kNoRow = "0000000000000000000000000000000000000000000000000000000000000000";

// The hash that a row must have: SHA-256 over these texts, each written as its length in bytes in decimal, a
// colon, the bytes and a comma ("5:0.1.0,"), one after the other, numbers in decimal. Form 1:
//   "jurat ledger row 1", id, recorded_at, engine_version, as_of, profile_name, profile_digest, rules_digest,
//   outcomes_digest, report_digest, "digests" or "inputs" (keep), exit_code, counts, previous.
// Form 2:
//   "jurat ledger row 2", id, recorded_at, engine_version, as_of, profile_name, profile_digest, rules_digest,
//   policy_digest, settings_digest, outcomes_digest, report_digest, keep, exit_code, counts, signer,
//   previous.
// Rows keep their form for ever; a later form of row brings another first text.
std::string rowHash(const LedgerEntry& entry);

// What the signer of a row signs: "jurat ledger row signature 1", a line break and the row's hash.
std::string rowStatement(const LedgerEntry& entry);

// "digests", "inputs"
std::string_view keepName(Keep keep);

// One file of a run: the name by which the report cites it (never a path of this machine) and its bytes.
struct NamedText {
  std::string name;
  std::string bytes;
};

// What stands for a list of files: for each, in the order given, "DIGEST SIZE LENGTH:NAME\n" with the SHA-256
// and the size of its bytes and the length of its name. Its own SHA-256 is the entry's profile_ or
// rules_digest.
std::string manifestOf(const std::vector<NamedText>& files);

// True for "2026-11-23T20:30:12Z" and the like, with a day that the calendar has.
bool isInstant(std::string_view text);
// True for "2026-11-23" and the like.
bool isDay(std::string_view text);

}  // namespace jurat
