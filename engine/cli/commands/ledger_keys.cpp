// `ledger keygen, checkpoint, export`: what leaves the ledger for other eyes, and the key that signs it.
#include "engine/cli/commands/ledger_file.h"
#include "engine/cli/session.h"
#include "engine/ledger/export.h"
#include "engine/ledger/keys.h"

namespace jurat {
namespace {

ExitCode exists(const std::string& path) {
  complain("`" + path + "` exists already; nothing was written over");
  return ExitCode::Usage;
}

ExitCode makeKey(const Arguments& arguments) {
  const std::optional<SecretKey> key = SecretKey::generate();
  if (!key) {
    complain("the system has no random numbers for a key");
    return ExitCode::NotWritten;
  }
  const std::string& path = arguments.key_file;
  const std::string open = path + ".pub";
  // The public one first: a secret key without it could sign, and nobody could tell.
  switch (writeNew(open, publicKeyText(key->publicHex()))) {
    case NewlyWritten::Exists:
      return exists(open);
    case NewlyWritten::Failed:
      return ExitCode::NotWritten;
    case NewlyWritten::Yes:
      break;
  }
  const NewlyWritten written = writeNew(path, secretKeyText(*key), Readers::OwnerOnly);
  if (written != NewlyWritten::Yes) {
    removeFile(open);
    return written == NewlyWritten::Exists ? exists(path) : ExitCode::NotWritten;
  }
  return writeOut("secret key  " + path + "\npublic key  " + open + "\n" + key->publicHex() + "\n")
             ? ExitCode::Pass
             : ExitCode::NotWritten;
}

ExitCode printCheckpoint(Ledger& ledger, const Arguments&) {
  const Result<std::optional<Checkpoint>> checkpoint = ledger.checkpoint();
  if (!checkpoint) {
    complain(checkpoint.error().message);
    return ExitCode::NotLoaded;
  }
  if (!*checkpoint) {
    complain("the ledger is not signed, so it has no checkpoint: `check --ledger-key FILE` signs a run");
    return ExitCode::Nothing;
  }
  if (!holds(**checkpoint)) {
    complain("the signature of its checkpoint does not fit; `ledger verify` says more");
    return ExitCode::Fail;
  }
  return writeOut(checkpointText(**checkpoint)) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode exportRows(Ledger& ledger, const Arguments& arguments) {
  const Result<std::vector<LedgerEntry>> entries = ledger.list({});
  if (!entries) {
    complain(entries.error().message);
    return ExitCode::NotLoaded;
  }
  std::string text;
  for (const LedgerEntry& entry : *entries) text += jsonLine(entry);
  const bool written = arguments.output.empty() ? writeOut(text) : writeFile(arguments.output, text);
  return written ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode runCheckpoint(const Arguments& arguments) {
  return withLedger(arguments, LedgerMode::Read, printCheckpoint);
}
ExitCode runExport(const Arguments& arguments) { return withLedger(arguments, LedgerMode::Read, exportRows); }

}  // namespace

std::vector<Command> ledgerKeyCommands() {
  return {{.name = "ledger keygen",
           .about = "make a key that signs runs: FILE for its owner alone, and FILE.pub for everybody",
           .options = {{.name = "file",
                        .value = "FILE",
                        .about = "where the secret key goes; nothing is written over",
                        .into = &Arguments::key_file,
                        .required = true}},
           .example = "jurat ledger keygen ledger.key",
           .run = makeKey},
          {.name = "ledger checkpoint",
           .about = "print the signed word on how far the ledger goes, to be kept elsewhere",
           .options = {ledgerFileOption()},
           .example = "jurat ledger checkpoint --ledger checks.sqlite > checkpoint.txt",
           .run = runCheckpoint}};
}

Command ledgerExportCommand() {
  return {.name = "ledger export",
          .about = "all rows as JSON Lines",
          .options = {{.name = "--output",
                       .value = "FILE",
                       .about = "where to; default: standard output",
                       .into = &Arguments::output},
                      ledgerFileOption()},
          .example = "jurat ledger export --ledger checks.sqlite",
          .run = runExport};
}

}  // namespace jurat
