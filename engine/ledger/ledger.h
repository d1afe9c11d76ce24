// The record of past checks: an SQLite file of rows chained by hashes, and the contents that the rows name by
// digest. Rows are only ever added; contents can be forgotten without breaking the chain.
//
// The room has no clock, no environment and no console: times and places come in as values. Every IoError
// names the file and the reason; a caller who wanted to write answers it with exit code 74.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/entry.h"

namespace jurat {

struct LedgerLimits {
  static constexpr std::size_t kContentBytes = 64u
                                               << 20;    // one profile, rule file, report or list of outcomes
  static constexpr std::size_t kRunBytes = 256u << 20;   // all contents of one run
  static constexpr std::size_t kFieldBytes = 64u << 10;  // one text of a row
  static constexpr std::size_t kFiles = 10'000;          // files of one run
  static constexpr std::size_t kProblems = 100;          // problems that verify() spells out
};

// A check that took place, to be appended. Digests, id and hashes are the ledger's own work.
struct Run {
  std::string recorded_at{};  // as in LedgerEntry; so are the next three
  std::string engine_version{};
  std::string as_of{};
  std::string profile_name{};
  std::vector<NamedText> profiles{};  // in the order of the report
  std::vector<NamedText> rules{};     // in an order that does not depend on the machine
  std::vector<NamedText> policy{};    // what else decided: waivers, a baseline; in the order they were read
  std::string settings{};             // opaque here: how the run was asked for; "" when nobody says
  std::string outcomes{};             // opaque here: JSON
  std::string report{};               // opaque here: JSON
  int exit_code = 0;
  std::string counts{};  // a JSON object, short
};

// A file of a past run; `bytes` is empty when its content was forgotten.
struct KeptFile {
  std::string name{};
  std::string digest{};
  std::optional<std::string> bytes{};
};

// A row with what is left of its contents. Nothing stands where a content was never kept or was forgotten.
struct Record {
  LedgerEntry entry;
  std::optional<std::string> outcomes{};
  std::optional<std::string> report{};
  std::optional<std::vector<KeptFile>> profiles{};
  std::optional<std::vector<KeptFile>> rules{};
  std::optional<std::vector<KeptFile>> policy{};  // no files when there were none
  std::optional<std::string> settings{};
};

struct LedgerFilter {
  std::string profile_name{};  // "": any; the others alike
  std::string as_of{};         // a day
  std::string since{};         // recorded on this day or later
  std::size_t newest = 0;      // at most so many, the newest; 0: all
};

// What is wrong, and where: `id` is the row, or nothing when the problem is of the file or of a content.
struct LedgerProblem {
  std::optional<EntryId> id;
  std::string message;  // "row 5: its content does not match its hash"
};

// What verify() is told beyond what stands in the file.
struct LedgerTrust {
  // A cut-off end leaves a shorter chain that is whole in itself: only who noted an earlier head can tell,
  // and gives it here ("" if not), 64 hex digits; it must be the hash of a row.
  std::string noted_head{};
  // A checkpoint that was kept elsewhere; it must fit.
  std::optional<Checkpoint> noted{};
  // Public keys. With any, each row must be signed by one of them, from `signed_from` on, and so must the
  // checkpoint. Without, signatures must fit the keys that the rows themselves name.
  std::vector<std::string> keys{};
  std::int64_t signed_from = 1;
};

struct LedgerVerdict {
  std::int64_t rows = 0;
  std::int64_t signed_rows = 0;
  std::int64_t contents = 0;
  std::string head{};  // the hash of the last row; kNoRow of an empty ledger
  std::vector<LedgerProblem>
      problems;                    // none: it verifies; in order of rows, then contents; the first kProblems
  std::int64_t more_problems = 0;  // beyond those
};

struct Forgotten {
  std::int64_t contents = 0;  // dropped
  // False: another program was reading, so that the dropped bytes stay in the -wal file until somebody writes
  // or forgets again.
  bool erased = false;
};

enum class LedgerMode {
  Read,    // list, show, verify; works on a read-only disk
  Append,  // an existing ledger, or a new one (mode 0600); older formats are brought up to date
};

struct LedgerOptions {
  LedgerMode mode = LedgerMode::Read;
  int busy_milliseconds = 10'000;  // how long to wait for another process's turn
  std::int64_t most_pages = 0;     // of 4 KiB; 0: as large as the disk allows
};

class Ledger {
 public:
  // Refuses what is not a ledger, what a newer version wrote, symbolic links, and what cannot be read or
  // written.
  static Result<Ledger> open(const std::string& path, const LedgerOptions& options);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Adds one row and its contents in one durable transaction; several processes may do so at once. Refuses to
  // build on a last row that does not match its hash. With a key the row is signed, and so is the checkpoint
  // that moves on to it; a ledger whose last row is signed takes no row that is not, and none when its end
  // was cut off. Several keys may follow one another.
  Result<EntryId> append(const Run& run, Keep keep, const SecretKey* key = nullptr);
  // In order of ids.
  Result<std::vector<LedgerEntry>> list(const LedgerFilter& filter);
  // Refuses an id that there is not, and a content that does not match its digest.
  Result<Record> show(EntryId id);
  // Looks at every row, link, signature and content.
  Result<LedgerVerdict> verify(const LedgerTrust& trust);
  // The signed word on how far the ledger goes; nothing when it is not signed.
  Result<std::optional<Checkpoint>> checkpoint();
  // Drops the contents that no row recorded on or after `day` has kept, and overwrites their bytes.
  Result<Forgotten> forget(const std::string& day);

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Where `--record` writes: `$XDG_STATE_HOME/jurat/ledger.sqlite`, or `~/.local/state/jurat/ledger.sqlite`
// when the former is empty or not absolute (as the XDG specification says). Takes the values of
// XDG_STATE_HOME and HOME; nothing when neither names a place.
std::optional<std::string> defaultLedgerPath(const std::string& xdg_state_home, const std::string& home);

// Makes the missing folders above `path`, with mode 0700. For the default path; a path that a person typed is
// not invented. Existing folders stay as they are.
Result<Done> makeLedgerFolders(const std::string& path);

}  // namespace jurat
