// `ledger list, verify, forget`, and what all commands of the ledger share.
#include <cstdlib>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/ledger_file.h"
#include "engine/cli/session.h"
#include "engine/ledger/keys.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// A text between quotation marks. Ids are plain; what is not must not break the line that holds it.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    out += code < 0x20 ? '?' : c;
  }
  return out + '"';
}

ExitCode listEntries(Ledger& ledger, const Arguments&) {
  const Result<std::vector<LedgerEntry>> entries = ledger.list({});
  if (!entries) {
    complain(entries.error().message);
    return ExitCode::NotLoaded;
  }
  std::string text;
  for (const LedgerEntry& entry : *entries) {
    text += std::to_string(static_cast<std::int64_t>(entry.id)) + "  " + entry.recorded_at + "  as of " +
            entry.as_of + "  exit " + std::to_string(entry.exit_code) + "  " +
            printableLine(entry.profile_name) + "\n    " + printableLine(entry.counts) + "\n";
  }
  if (text.empty()) text = "the ledger is empty\n";
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

// What the command line says on whom to trust; nothing (said) when it cannot be read.
std::optional<LedgerTrust> trustOf(const Arguments& arguments, ExitCode& code) {
  LedgerTrust trust{.noted_head = arguments.head};
  const auto refuse = [&](const std::string& why, ExitCode with) {
    complain(why);
    code = with;
    return std::nullopt;
  };
  if (arguments.keys.empty() && arguments.signed_from > 0)
    return refuse("--signed-from says from which row on the key of --key must have signed: add --key",
                  ExitCode::Usage);
  // Anybody can make a key and sign a checkpoint with it.
  if (arguments.keys.empty() && !arguments.checkpoint.empty())
    return refuse("a checkpoint is worth as much as its key: add --key", ExitCode::Usage);
  for (const std::string& given : arguments.keys) {
    const Result<std::string> key = readPublicKey(given);
    if (!key) return refuse(key.error().message, ExitCode::NotLoaded);
    trust.keys.push_back(*key);
  }
  if (arguments.signed_from > 0) trust.signed_from = static_cast<std::int64_t>(arguments.signed_from);
  if (arguments.checkpoint.empty()) return trust;
  const Result<std::string> text = readSmallFile(arguments.checkpoint, "checkpoint");
  if (!text) return refuse(text.error().message, ExitCode::NotLoaded);
  trust.noted = readCheckpoint(*text);
  if (!trust.noted)
    return refuse("`" + arguments.checkpoint + "` is no checkpoint; `jurat ledger checkpoint` prints one",
                  ExitCode::NotLoaded);
  return trust;
}

std::string verdictText(const LedgerVerdict& verdict) {
  std::string text;
  for (const LedgerProblem& problem : verdict.problems) text += printableLine(problem.message) + "\n";
  if (verdict.more_problems > 0) text += "and " + std::to_string(verdict.more_problems) + " more\n";
  for (const LedgerProblem& problem : verdict.problems) {
    if (!problem.id) continue;
    text += "first bad row: " + std::to_string(static_cast<std::int64_t>(*problem.id)) + "\n";
    break;
  }
  text += counted(static_cast<std::size_t>(verdict.rows), "row", "rows") + ", " +
          std::to_string(verdict.signed_rows) + " signed, " +
          counted(static_cast<std::size_t>(verdict.contents), "content", "contents") + ": " +
          (verdict.problems.empty() ? "all verify" : "they do not all verify");
  return text + "\nhead " + verdict.head + "\n";
}

ExitCode verifyChain(Ledger& ledger, const Arguments& arguments) {
  ExitCode code = ExitCode::Pass;
  const std::optional<LedgerTrust> trust = trustOf(arguments, code);
  if (!trust) return code;
  const Result<LedgerVerdict> verdict = ledger.verify(*trust);
  if (!verdict) {
    complain(verdict.error().message);
    return ExitCode::NotLoaded;
  }
  if (!writeOut(verdictText(*verdict))) return ExitCode::NotWritten;
  return verdict->problems.empty() ? ExitCode::Pass : ExitCode::Fail;
}

ExitCode forgetContents(Ledger& ledger, const Arguments& arguments) {
  if (!isDay(arguments.before)) {
    complain("`" + arguments.before + "` is no day of the calendar: write --blobs-before YYYY-MM-DD");
    return ExitCode::Usage;
  }
  const Result<Forgotten> forgotten = ledger.forget(arguments.before);
  if (!forgotten) {
    complain(forgotten.error().message);
    return ExitCode::NotWritten;
  }
  std::string text =
      "dropped " + std::to_string(forgotten->contents) + " contents; the chain still verifies\n";
  if (!forgotten->erased)
    text +=
        "another program is reading the ledger: the bytes are erased when it has finished and somebody "
        "writes again\n";
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode runList(const Arguments& arguments) { return withLedger(arguments, LedgerMode::Read, listEntries); }
ExitCode runVerify(const Arguments& arguments) {
  return withLedger(arguments, LedgerMode::Read, verifyChain);
}
ExitCode runForget(const Arguments& arguments) {
  return withLedger(arguments, LedgerMode::Append, forgetContents);
}

std::vector<CommandOption> verifyOptions() {
  return {{.name = "--key",
           .value = "PUBLIC",
           .about = "every row must be signed by this public key: 64 digits, or a file (repeatable)",
           .into = &Arguments::keys},
          {.name = "--signed-from",
           .value = "N",
           .about = "with --key: the first row that was signed; default: 1",
           .into = &Arguments::signed_from,
           .least = 1,
           .most = 999'999'999},
          {.name = "--checkpoint",
           .value = "FILE",
           .about = "a checkpoint that was kept elsewhere, which must fit",
           .into = &Arguments::checkpoint},
          {.name = "--head",
           .value = "HASH",
           .about = "the hash of a row that was noted before",
           .into = &Arguments::head},
          ledgerFileOption()};
}

}  // namespace

std::string ledgerPath(const Arguments& arguments) {
  if (!arguments.ledger.empty()) return arguments.ledger;
  const std::optional<std::string> path =
      defaultLedgerPath(environment("XDG_STATE_HOME"), environment("HOME"));
  if (!path) complain("there is no home directory for a ledger: name one with --ledger FILE");
  return path.value_or("");
}

ExitCode withLedger(const Arguments& arguments, LedgerMode mode,
                    ExitCode (*work)(Ledger&, const Arguments&)) {
  setUpLog(arguments.log_level);
  const std::string path = ledgerPath(arguments);
  if (path.empty()) return ExitCode::Usage;
  Result<Ledger> ledger = Ledger::open(path, {.mode = mode});
  if (ledger) return work(*ledger, arguments);
  complain(ledger.error().message);
  return ExitCode::NotLoaded;
}

std::optional<Record> recordOf(Ledger& ledger, const Arguments& arguments, ExitCode& code) {
  const std::optional<Number> number = Number::parse(arguments.entry);
  const std::optional<std::int64_t> id = number ? number->toInt64() : std::nullopt;
  if (!id || *id < 1) {
    complain("`" + arguments.entry + "` is no number of a run: see `jurat ledger list`");
    code = ExitCode::Usage;
    return std::nullopt;
  }
  Result<Record> record = ledger.show(EntryId{*id});
  if (record) return *std::move(record);
  complain(record.error().message);
  code = ExitCode::NotLoaded;
  return std::nullopt;
}

std::string outcomesJson(const std::vector<Assessment>& assessments) {
  std::string out = "[";
  for (const Assessment& assessment : assessments) {
    for (const Finding& finding : assessment.findings) {
      out += (out.size() > 1 ? ",\n[" : "\n[") + quoted(finding.id) + "," + quoted(finding.subject_path) +
             ",\"" + std::string(outcomeWord(finding.outcome)) + "\"]";
    }
  }
  return out + "\n]\n";
}

CommandOption ledgerFileOption() {
  return {.name = "--ledger",
          .value = "FILE",
          .about = "the ledger file; default: the one of this user",
          .into = &Arguments::ledger};
}

CommandOption ledgerEntryOption() {
  return {.name = "entry",
          .value = "N",
          .about = "the number of the run",
          .into = &Arguments::entry,
          .required = true};
}

std::vector<Command> ledgerCommands() {
  const CommandOption before = {.name = "--blobs-before",
                                .value = "DAY",
                                .about = "drop contents of runs recorded before this day",
                                .into = &Arguments::before,
                                .required = true};
  std::vector<Command> commands = {
      {.name = "ledger list",
       .about = "one line a run",
       .options = {ledgerFileOption()},
       .example = "jurat ledger list --ledger checks.sqlite",
       .run = runList},
      ledgerShowCommand(),
      ledgerReplayCommand(),
      {.name = "ledger verify",
       .about = "check the chain of digests and its signatures; exit 1 when something does not match",
       .options = verifyOptions(),
       .example = "jurat ledger verify --ledger checks.sqlite",
       .run = runVerify},
      ledgerExportCommand(),
      {.name = "ledger forget",
       .about = "drop kept contents; the chain still verifies",
       .options = {before, ledgerFileOption()},
       .example = "jurat ledger forget --blobs-before 2026-01-01 --ledger checks.sqlite",
       .run = runForget}};
  for (Command& command : ledgerKeyCommands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace jurat
