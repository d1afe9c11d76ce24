#include "engine/cli/commands/ledger_record.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "engine/cli/commands/ledger_file.h"
#include "engine/cli/project.h"
#include "engine/ledger/keys.h"
#include "engine/reports/words.h"
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

// Whether a file of the run is named by its whole path, below this folder: reports name it from there.
bool namesBelow(const std::string& folder, const Run& run) {
  for (const std::vector<NamedText>* files : {&run.profiles, &run.rules, &run.policy}) {
    for (const NamedText& file : *files) {
      if (!folder.empty() && file.name.rfind(folder + "/", 0) == 0) return true;
    }
  }
  return false;
}

Run runOf(const Session& session, const RecordedRun& recorded) {
  Run run{.recorded_at = nowUtc(),
          .engine_version = std::string(kVersion),
          .as_of = toText(recorded.assessments.front().as_of.day),
          .policy = recorded.policy,
          .outcomes = outcomesJson(recorded.assessments),
          .report = recorded.report,
          .exit_code = static_cast<int>(recorded.code),
          .counts = countsJson(recorded.assessments)};
  for (const ProfileText& profile : recorded.profiles) {
    run.profile_name += (run.profile_name.empty() ? "" : ", ") + profile.source->name;
    run.profiles.push_back({profile.source->name, profile.source->text});
  }
  // By the names that the report cites: replayed under others it would be another report.
  for (const SourceFile* file : session.ruleFiles()) run.rules.push_back({file->name, file->text});
  RunSettings settings = recorded.settings;
  std::error_code none;
  const std::string here = std::filesystem::current_path(none).string();
  // Where no path says it already, the place of the run is nobody's business.
  if (namesBelow(here, run)) settings.directory = here;
  run.settings = settingsText(settings);
  return run;
}

}  // namespace

bool recordsRun(const Arguments& arguments) { return !arguments.ledger.empty() || arguments.record; }

std::optional<SecretKey> signingKey(const Arguments& arguments, bool& good) {
  good = true;
  if (arguments.ledger_key.empty()) return std::nullopt;
  if (!recordsRun(arguments)) {
    complain("--ledger-key signs a run that is recorded: add --ledger FILE or --record");
    good = false;
    return std::nullopt;
  }
  Result<SecretKey> key = readSecretKey(arguments.ledger_key);
  if (key) return std::move(*key);
  complain(key.error().message);
  good = false;
  return std::nullopt;
}

RunSettings settingsOf(Session& session, const GateOptions& gate) {
  const Arguments& arguments = session.arguments;
  RunSettings out{.as_of = arguments.as_of,
                  .today = session.asOfIsToday(),
                  .packs = session.namedPacks(),
                  .input = arguments.input,
                  .language = arguments.language,
                  .width = arguments.width,
                  .set_aside = session.setAside()};
  if (out.as_of.empty()) out.as_of = toText(session.asOf().value().day);
  for (const Outcome outcome : gate.fail_on) out.fail_on.emplace_back(outcomeWord(outcome));
  for (const checked::Strength strength : gate.strengths) out.strength.emplace_back(strengthCode(strength));
  out.min_severity = severityCode(gate.min_severity);
  return out;
}

void recordPolicy(const Session& session, const GateFiles& files, const std::vector<JudgedProfile>& judged,
                  RecordedRun& recorded) {
  RunSettings& settings = recorded.settings;
  if (files.waivers_source) settings.waivers = files.waivers_file;
  settings.baseline = files.baseline_file;
  settings.no_grow = session.arguments.no_grow;
  if (files.waivers_source) recorded.policy.push_back({files.waivers_file, files.waivers_source->text});
  // One that only the change under review brings along accepts nothing: it is kept as it counted.
  if (files.baseline)
    recorded.policy.push_back({files.baseline_file, files.baseline_source ? files.baseline_source->text
                                                                          : baselineText(*files.baseline)});
  for (const JudgedProfile& each : judged) settings.judged.push_back({each.by_waivers, each.by_baseline});
  if (!session.arguments.project) return;
  for (const LevelSetting& level : session.arguments.project->config.levels)
    settings.levels.push_back({level.name, std::string(levelWord(level.level))});
}

bool recordRun(const Session& session, const RecordedRun& recorded, const SecretKey* key) {
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
  const Keep keep = session.arguments.keep == "inputs" ? Keep::Inputs : Keep::Digests;
  const Result<EntryId> entry = ledger->append(runOf(session, recorded), keep, key);
  if (!entry) complain(entry.error().message);
  return static_cast<bool>(entry);
}

}  // namespace jurat
