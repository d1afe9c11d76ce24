// `ledger show` and `ledger replay`: a past run as it was, and once more.
#include <map>
#include <sstream>
#include <utility>

#include "engine/cli/commands/ledger_file.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/commands/replay.h"
#include "engine/source/text.h"
#include "jurat_version.h"

namespace jurat {
namespace {

constexpr std::size_t kMostShown = 100;  // differences

std::string nameOf(const Record& record) {
  return "run " + std::to_string(static_cast<std::int64_t>(record.entry.id));
}

std::string recordText(const Record& record) {
  const LedgerEntry& entry = record.entry;
  std::string text;
  const auto line = [&](const std::string& name, const std::string& value) {
    text += name + std::string(name.size() < 16 ? 16 - name.size() : 1, ' ') + printableLine(value) + "\n";
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
  if (!entry.policy_digest.empty()) line("policy digest", entry.policy_digest);
  line("report digest", entry.report_digest);
  line("kept", std::string(keepName(entry.keep)));
  line("signed by", entry.signer.empty() ? "nobody" : entry.signer);
  line("previous", entry.previous);
  line("hash", entry.hash);
  for (const auto& [title, files] :
       {std::pair{"profiles", &record.profiles}, std::pair{"rules", &record.rules},
        std::pair{"policy", &record.policy}}) {
    if (!*files) continue;
    for (const KeptFile& file : **files) line(title, file.name + (file.bytes ? "" : " (contents forgotten)"));
  }
  if (record.report) {
    text += "\n" + *record.report;
  } else {
    line("report", "its contents were forgotten; the digest stands");
  }
  return text;
}

// The reports of a past run, byte for byte: the JSON one as it was kept, the others made again once it is
// certain that this version makes the same one of the same inputs.
ExitCode showReports(const Record& record, const Arguments& arguments) {
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, reportFormatNames());
  if (!outputs) return ExitCode::Usage;
  if (!record.report) {
    complain("the report of " + nameOf(record) + " was forgotten");
    return ExitCode::NotLoaded;
  }
  std::optional<Replay> replay;
  ExitCode code = ExitCode::Pass;
  for (const Output& output : *outputs) {
    std::string text = *record.report;
    if (output.format != "json") {
      if (!replay) replay.emplace(record, arguments);
      if (!replay->made()) return ExitCode::NotLoaded;
      if (replay->report(*reportFormat("json")) != *record.report) {
        complain("this version makes another report of " + nameOf(record) +
                 ", so no other format of it can be made; `jurat ledger replay` compares the outcomes");
        return ExitCode::Fail;
      }
      text = replay->report(*reportFormat(output.format));
    }
    if (!write(output, text)) code = ExitCode::NotWritten;
  }
  return code;
}

ExitCode showEntry(Ledger& ledger, const Arguments& arguments) {
  ExitCode code = ExitCode::Pass;
  const std::optional<Record> record = recordOf(ledger, arguments, code);
  if (!record) return code;
  if (!arguments.formats.empty()) return showReports(*record, arguments);
  return writeOut(recordText(*record)) ? ExitCode::Pass : ExitCode::NotWritten;
}

// The outcomes of a run by rule and subject, `["RULE","SUBJECT"`; several when the run had several profiles.
std::map<std::string, std::vector<std::string>> outcomesBy(const std::string& json) {
  std::map<std::string, std::vector<std::string>> out;
  std::istringstream lines(json);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.rfind(",\"");
    const std::size_t end = line.rfind('"');
    if (line.rfind("[\"", 0) != 0 || begin == std::string::npos || begin + 2 > end) continue;
    out[line.substr(0, begin)].push_back(line.substr(begin + 2, end - begin - 2));
  }
  return out;
}

// One line a difference: `["RULE","SUBJECT"]: was violated, is satisfied`.
std::vector<std::string> differences(const std::string& then, const std::string& now) {
  const auto before = outcomesBy(then), after = outcomesBy(now);
  std::vector<std::string> out;
  const auto words = [](const std::vector<std::string>& outcomes) {
    std::string text;
    for (const std::string& each : outcomes) text += (text.empty() ? "" : ", ") + each;
    return text;
  };
  for (const auto& [what, outcomes] : before) {
    const auto found = after.find(what);
    if (found == after.end()) {
      out.push_back(what + "]: was " + words(outcomes) + ", is not there");
    } else if (found->second != outcomes) {
      out.push_back(what + "]: was " + words(outcomes) + ", is " + words(found->second));
    }
  }
  for (const auto& [what, outcomes] : after) {
    if (!before.count(what)) out.push_back(what + "]: was not there, is " + words(outcomes));
  }
  return out;
}

struct Comparison {
  bool same = false;
  std::string text;
};

Comparison compare(const Record& record, const Replay& replay) {
  const std::string name = nameOf(record);
  const bool same_engine = record.entry.engine_version == kVersion;
  const bool same_bytes = replay.report(*reportFormat("json")) == *record.report;
  const std::vector<std::string> found = differences(*record.outcomes, outcomesJson(replay.assessments()));
  Comparison out{.same = found.empty() && (same_bytes || !same_engine), .text = {}};
  for (std::size_t i = 0; i < found.size() && i < kMostShown; ++i) out.text += printableLine(found[i]) + "\n";
  if (found.size() > kMostShown) out.text += "and " + std::to_string(found.size() - kMostShown) + " more\n";
  if (same_bytes) {
    out.text += name + ": the same report, byte for byte\n";
  } else if (!same_engine && found.empty()) {
    out.text += name + ": the same outcomes (recorded by version " +
                printableLine(record.entry.engine_version) + ", replayed by " + std::string(kVersion) +
                ": bytes are not compared)\n";
  } else if (found.empty()) {
    out.text += name + ": the same outcomes, but another report\n";
  } else {
    out.text += name + ": other outcomes, " + counted(found.size(), "difference", "differences") + "\n";
  }
  return out;
}

ExitCode replayEntry(Ledger& ledger, const Arguments& arguments) {
  ExitCode code = ExitCode::Pass;
  const std::optional<Record> record = recordOf(ledger, arguments, code);
  if (!record) return code;
  if (!record->report || !record->outcomes) {
    complain("the report of " + nameOf(*record) + " was forgotten: there is nothing to compare with");
    return ExitCode::NotLoaded;
  }
  const Replay replay(*record, arguments);
  if (!replay.made()) return ExitCode::NotLoaded;
  const Comparison comparison = compare(*record, replay);
  if (!writeOut(comparison.text)) return ExitCode::NotWritten;
  return comparison.same ? ExitCode::Pass : ExitCode::Fail;
}

ExitCode runShow(const Arguments& arguments) { return withLedger(arguments, LedgerMode::Read, showEntry); }
ExitCode runReplay(const Arguments& arguments) {
  return withLedger(arguments, LedgerMode::Read, replayEntry);
}

}  // namespace

Command ledgerShowCommand() {
  return {
      .name = "ledger show",
      .about = "one run, whole; or its report, as it was",
      .options = {ledgerEntryOption(),
                  formatOption("the report in this format, byte for byte: json as it was kept, others made "
                               "again from kept inputs; NAME=FILE writes to a file (repeatable)",
                               reportFormatNames()),
                  ledgerFileOption()},
      .example = "jurat ledger show 3 --ledger checks.sqlite",
      .run = runShow};
}

Command ledgerReplayCommand() {
  return {.name = "ledger replay",
          .about = "evaluate a run again from its kept inputs; exit 1 when something else comes out",
          .options = {ledgerEntryOption(), ledgerFileOption()},
          .example = "jurat ledger replay 3 --ledger checks.sqlite",
          .run = runReplay};
}

}  // namespace jurat
