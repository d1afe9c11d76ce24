// `ledger list, show, verify, forget`, and the recording of a check.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/ledger_record.h"
#include "engine/cli/session.h"
#include "engine/ledger/ledger.h"
#include "engine/source/render.h"
#include "jurat_version.h"

namespace jurat {
namespace {

// Only a ledger row records when a run took place (product.md, principle 8).
std::string nowUtc() {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  const std::string minutes = toText(Moment{seconds - seconds % 60, 0});  // 2026-11-23T20:30Z
  const std::string rest = std::to_string(seconds % 60);
  return minutes.substr(0, 16) + ":" + (rest.size() < 2 ? "0" + rest : rest) + "Z";
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// The file that --ledger names, else this user's; empty (said) when there is no home to put it in.
std::string ledgerPath(const Arguments& arguments) {
  if (!arguments.ledger.empty()) return arguments.ledger;
  const std::optional<std::string> path =
      defaultLedgerPath(environment("XDG_STATE_HOME"), environment("HOME"));
  if (!path) complain("there is no home directory for a ledger: name one with --ledger FILE");
  return path.value_or("");
}

std::string outcomesJson(const std::vector<Assessment>& assessments) {
  std::string out = "[";
  for (const Assessment& assessment : assessments) {
    for (const Finding& finding : assessment.findings) {
      out += (out.size() > 1 ? ",\n" : "\n") + std::string("[\"") + finding.id + "\",\"" +
             finding.subject_path + "\",\"" + std::string(outcomeWord(finding.outcome)) + "\"]";
    }
  }
  return out + "\n]\n";
}

std::string countsJson(const std::vector<Assessment>& assessments) {
  std::string out = "{";
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    std::size_t count = 0;
    for (const Assessment& assessment : assessments) {
      for (const Finding& finding : assessment.findings)
        count += finding.outcome == static_cast<Outcome>(i) ? 1 : 0;
    }
    if (count > 0)
      out += (out.size() > 1 ? "," : "") + std::string("\"") +
             std::string(outcomeWord(static_cast<Outcome>(i))) + "\":" + std::to_string(count);
  }
  return out + "}";
}

// A path of this machine is nobody's business in a record that travels: rule files are named from their root
// on.
std::string namedFromRoot(const Session& session, const std::string& path) {
  for (const std::string& root : session.roots()) {
    if (path.rfind(root + "/", 0) == 0) return path.substr(root.size() + 1);
  }
  return path;
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
            entry.as_of + "  exit " + std::to_string(entry.exit_code) + "  " + printable(entry.profile_name) +
            "\n    " + entry.counts + "\n";
  }
  if (text.empty()) text = "the ledger is empty\n";
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode showEntry(Ledger& ledger, const Arguments& arguments) {
  const std::optional<Number> number = Number::parse(arguments.entry);
  const std::optional<std::int64_t> id = number ? number->toInt64() : std::nullopt;
  if (!id || *id < 1) {
    complain("`" + arguments.entry + "` is no number of a run: see `jurat ledger list`");
    return ExitCode::Usage;
  }
  const Result<Record> record = ledger.show(EntryId{*id});
  if (!record) {
    complain(record.error().message);
    return ExitCode::NotLoaded;
  }
  const LedgerEntry& entry = record->entry;
  std::string text;
  const auto line = [&](const std::string& name, const std::string& value) {
    text += name + std::string(name.size() < 16 ? 16 - name.size() : 1, ' ') + printable(value) + "\n";
  };
  line("run", std::to_string(static_cast<std::int64_t>(entry.id)));
  line("recorded at", entry.recorded_at);
  line("engine", entry.engine_version);
  line("as of", entry.as_of);
  line("profile", entry.profile_name);
  line("exit code", std::to_string(entry.exit_code));
  line("outcomes", entry.counts);
  line("profile digest", entry.profile_digest);
  line("rules digest", entry.rules_digest);
  line("report digest", entry.report_digest);
  line("kept", std::string(keepName(entry.keep)));
  line("previous", entry.previous);
  line("hash", entry.hash);
  for (const auto& [title, files] :
       {std::pair{"profiles", &record->profiles}, std::pair{"rules", &record->rules}}) {
    if (!*files) continue;
    for (const KeptFile& file : **files) line(title, file.name + (file.bytes ? "" : " (contents forgotten)"));
  }
  if (record->report) {
    text += "\n" + *record->report;
  } else {
    line("report", "its contents were forgotten; the digest stands");
  }
  return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode verifyChain(Ledger& ledger, const Arguments& arguments) {
  const Result<LedgerVerdict> verdict = ledger.verify(arguments.head);
  if (!verdict) {
    complain(verdict.error().message);
    return ExitCode::NotLoaded;
  }
  std::string text;
  for (const LedgerProblem& problem : verdict->problems) text += printable(problem.message) + "\n";
  if (verdict->more_problems > 0) text += "and " + std::to_string(verdict->more_problems) + " more\n";
  text += std::to_string(verdict->rows) + " rows, " + std::to_string(verdict->contents) +
          " contents: " + (verdict->problems.empty() ? "all verify" : "they do not all verify") + "\nhead " +
          verdict->head + "\n";
  if (!writeOut(text)) return ExitCode::NotWritten;
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

}  // namespace

bool recordRun(const Session& session, const std::vector<ProfileText>& profiles,
               const std::vector<Assessment>& assessments, const std::string& report, ExitCode code) {
  const std::string path = ledgerPath(session.arguments);
  if (path.empty()) return false;
  if (session.arguments.ledger.empty()) {
    const Result<Done> folders = makeLedgerFolders(path);
    if (!folders) {
      complain(folders.error().message);
      return false;
    }
  }
  Result<Ledger> ledger = Ledger::open(path, {.mode = LedgerMode::Append});
  if (!ledger) {
    complain(ledger.error().message);
    return false;
  }
  Run run{
      .recorded_at = nowUtc(), .engine_version = std::string(kVersion), .exit_code = static_cast<int>(code)};
  run.as_of = asOfText(assessments.front().as_of);
  for (const ProfileText& profile : profiles) {
    run.profile_name += (run.profile_name.empty() ? "" : ", ") + profile.source->name;
    run.profiles.push_back({profile.source->name, profile.source->text});
  }
  for (const SourceFile& file : session.sources.files()) {
    const bool rule = file.name.size() > 6 && file.name.compare(file.name.size() - 6, 6, ".jurat") == 0;
    if (rule) run.rules.push_back({namedFromRoot(session, file.name), file.text});
  }
  run.outcomes = outcomesJson(assessments);
  run.report = report;
  run.counts = countsJson(assessments);
  const Keep keep = session.arguments.keep == "inputs" ? Keep::Inputs : Keep::Digests;
  const Result<EntryId> entry = ledger->append(run, keep);
  if (!entry) complain(entry.error().message);
  return static_cast<bool>(entry);
}

namespace {

// Opens the ledger and lets one command work on it.
template <auto Work>
ExitCode with(const Arguments& arguments) {
  setUpLog(arguments.log_level);
  const std::string path = ledgerPath(arguments);
  if (path.empty()) return ExitCode::Usage;
  const LedgerMode mode = Work == &forgetContents ? LedgerMode::Append : LedgerMode::Read;
  Result<Ledger> ledger = Ledger::open(path, {.mode = mode});
  if (!ledger) {
    complain(ledger.error().message);
    return ExitCode::NotLoaded;
  }
  return Work(*ledger, arguments);
}

CommandOption fileOption() {
  return {.name = "--ledger",
          .value = "FILE",
          .about = "the ledger file; default: the one of this user",
          .into = &Arguments::ledger};
}

}  // namespace

std::vector<Command> ledgerCommands() {
  const CommandOption entry = {.name = "entry",
                               .value = "N",
                               .about = "the number of the run",
                               .into = &Arguments::entry,
                               .required = true};
  const CommandOption head = {.name = "--head",
                              .value = "HASH",
                              .about = "the hash the last row must have",
                              .into = &Arguments::head};
  const CommandOption before = {.name = "--blobs-before",
                                .value = "DAY",
                                .about = "drop contents of runs recorded before this day",
                                .into = &Arguments::before,
                                .required = true};
  return {{.name = "ledger list",
           .about = "one line a run",
           .options = {fileOption()},
           .example = "jurat ledger list --ledger checks.sqlite",
           .run = with<listEntries>},
          {.name = "ledger show",
           .about = "one run, whole",
           .options = {entry, fileOption()},
           .example = "jurat ledger show 3 --ledger checks.sqlite",
           .run = with<showEntry>},
          {.name = "ledger verify",
           .about = "check the chain of digests; exit 1 when something does not match",
           .options = {head, fileOption()},
           .example = "jurat ledger verify --ledger checks.sqlite",
           .run = with<verifyChain>},
          {.name = "ledger forget",
           .about = "drop kept contents; the chain still verifies",
           .options = {before, fileOption()},
           .example = "jurat ledger forget --blobs-before 2026-01-01 --ledger checks.sqlite",
           .run = with<forgetContents>}};
}

}  // namespace jurat
