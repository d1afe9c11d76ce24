// `waiver add` and `waiver list`.
#include "engine/gate/waivers.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/base/nearest.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/gate_files.h"
#include "engine/cli/project.h"
#include "engine/gate/fingerprint.h"
#include "engine/source/read.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

ExitCode refuse(const std::string& text) {
  complain(text);
  return ExitCode::Usage;
}

std::optional<Date> dayOf(const std::string& option, const std::string& text) {
  const std::optional<Date> day = parseDate(text);
  if (!day) complain("`" + text + "` is no day of the calendar: write " + option + " YYYY-MM-DD");
  return day;
}

// The finding that the words mean; said when there is none, or more than one.
const Finding* meant(const Arguments& arguments, const Assessment& assessment) {
  std::vector<const Finding*> found;
  std::vector<std::string> rules, subjects;
  for (const Finding& finding : assessment.findings) {
    rules.push_back(finding.id);
    if (finding.id != arguments.rule) continue;
    subjects.push_back(finding.subject_path);
    const std::string& wanted = arguments.subject;
    if (wanted.empty() || wanted == finding.subject_id || wanted == finding.subject_path)
      found.push_back(&finding);
  }
  if (subjects.empty()) {
    complain("no rule `" + arguments.rule + "` looked at this profile" + didYouMean(arguments.rule, rules));
  } else if (found.empty()) {
    complain("the rule does not look at `" + arguments.subject + "`" +
             didYouMean(arguments.subject, subjects));
  } else if (found.size() > 1) {
    complain("the rule looks at " + std::to_string(found.size()) +
             " subjects: name one with --subject, as `" + found.front()->subject_path + "`");
  } else {
    return found.front();
  }
  return nullptr;
}

// The text of the file with the entry behind all that is there. Comments and order stay as they are.
std::string withEntry(std::string text, const Waiver& waiver, std::size_t indent) {
  if (text.empty()) text = "jurat: 1\nwaivers:\n";
  if (text.back() != '\n') text += '\n';
  constexpr std::string_view kNone = "waivers: []\n";
  if (text.ends_with(kNone)) text.replace(text.size() - kNone.size(), kNone.size(), "waivers:\n");
  return text + waiverText(waiver, indent);
}

// How far in the entries of a file stand.
std::size_t indentOf(const std::vector<Waiver>& waivers, const SourceMap& sources) {
  if (waivers.empty()) return 2;
  const std::optional<Place> place = sources.place(waivers.back().place);
  return place && place->column > 2 ? place->column - 3 : 0;  // the dash and a blank stand before it
}

// What was there and the new one, in this order; nothing when the text does not say that.
bool isSound(const std::string& text, const std::vector<Waiver>& before, const Waiver& added,
             const Limits& limits) {
  SourceMap apart;
  Diagnostics faults;
  const SourceFile* file = addSource(apart, "waivers", text, faults);
  const auto read = file ? readWaivers(*file, limits, faults) : nullptr;
  return read && read->size() == before.size() + 1 && read->back().rule == added.rule &&
         read->back().subject == added.subject && read->back().reason == added.reason &&
         read->back().owner == added.owner && read->back().approver == added.approver &&
         read->back().expires == added.expires && read->back().fingerprint == added.fingerprint;
}

std::string waiverFile(const Arguments& arguments) {
  return arguments.waivers.empty() ? "waivers.yaml" : arguments.waivers;
}

// Why the finding cannot be waived with this entry; empty when it can.
std::string objection(const Finding& finding, const Waiver& waiver, const checked::Program& program) {
  if (!isOpen(finding))
    return "there is nothing to waive: the finding is " + std::string(outcomeWord(finding.outcome));
  if (!finding.waivable) return "the rule `" + finding.id + "` may not be waived";
  if (waiver.expires < waiver.granted) return "the waiver would expire before it is granted";
  const checked::Pack& pack = program.packs[program.declarations[finding.declaration].pack];
  const std::int64_t days = std::int64_t{waiver.expires.days} - waiver.granted.days + 1;
  if (pack.waiver_days && days > *pack.waiver_days) {
    const std::optional<Date> last = plusDays(waiver.granted, *pack.waiver_days - 1);
    return "the pack `" + pack.id + "` allows waivers of at most " + std::to_string(*pack.waiver_days) +
           " days" + (last ? ": until " + toText(*last) : "");
  }
  return {};
}

ExitCode append(const Session& session, const std::string& file, const GateFiles& files,
                const Waiver& waiver) {
  std::string text;
  for (const SourceFile& source : session.sources.files()) {
    if (files.waivers && source.name == file) text = source.text;
  }
  const std::vector<Waiver> none;
  const std::vector<Waiver>& before = files.waivers ? *files.waivers : none;
  text = withEntry(std::move(text), waiver, indentOf(before, session.sources));
  if (!isSound(text, before, waiver, session.limits))
    return refuse("`" + file +
                  "` has a form to which no entry can be put: its list `waivers` must be last, "
                  "with a `- ` before each entry");
  if (!writeFile(file, text)) return ExitCode::NotWritten;
  return writeOut("waived " + waiver.rule + " for " + printableLine(waiver.subject) + " until " +
                  toText(waiver.expires) + " in " + printableLine(file) + "\n")
             ? ExitCode::Pass
             : ExitCode::NotWritten;
}

ExitCode addWaiver(const Arguments& given) {
  Arguments arguments = given;
  arguments.waivers = waiverFile(given);
  std::error_code failed;
  const bool exists = std::filesystem::exists(arguments.waivers, failed);
  const std::string file = arguments.waivers;
  if (!exists) arguments.waivers.clear();  // it is made
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  if (!as_of) return ExitCode::Usage;
  const std::optional<Date> expires = dayOf("--expires", arguments.expires);
  const std::optional<Date> granted =
      arguments.granted.empty() ? as_of->day : dayOf("--granted", arguments.granted);
  if (!expires || !granted) return ExitCode::Usage;
  CheckRun run = loadRun(session, {arguments.profile});
  const std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return worse(run.code, ExitCode::Usage);
  if (run.code != ExitCode::Pass) return run.code;
  evaluateRun(session, *as_of, Reasons::Open, run);
  if (run.assessments.size() != 1) return refuse("a waiver speaks of one profile: name one file");
  const Finding* finding = meant(arguments, run.assessments.front());
  if (!finding) return ExitCode::Usage;
  const std::string folder = std::filesystem::path(file).parent_path().string();
  const std::string& profile = run.assessments.front().profile_name;
  const Waiver waiver{.rule = finding->id,
                      .subject = finding->subject_path,
                      .profile = profile == "<stdin>" ? "" : seenFrom(folder, profile),
                      .reason = arguments.reason,
                      .owner = arguments.owner,
                      .approver = arguments.approver,
                      .granted = *granted,
                      .expires = *expires,
                      .fingerprint = factsFingerprint(*finding),
                      .place = {},
                      .rule_at = {},
                      .subject_at = {},
                      .expires_at = {}};
  const std::string why_not = objection(*finding, waiver, *run.rules->program);
  return why_not.empty() ? append(session, file, *files, waiver) : refuse(why_not);
}

// ---- list
// ----------------------------------------------------------------------------------------------------

// Without a profile, what the days alone say.
WaiverState byDays(const Waiver& waiver, Date day) {
  if (waiver.expires < day) return WaiverState::Expired;
  if (day < waiver.granted) return WaiverState::NotYet;
  return waiver.expires.days - day.days <= kSoon ? WaiverState::Expiring : WaiverState::Valid;
}

std::string listText(const std::vector<WaiverUse>& uses) {
  std::string text;
  for (const WaiverUse& use : uses) {
    const Waiver& waiver = *use.waiver;
    const std::string state(waiverStateWord(use.state));
    text += state + std::string(state.size() < 14 ? 14 - state.size() : 1, ' ') + "until " +
            toText(waiver.expires) + "  " + printableLine(waiver.rule) + "  " +
            printableLine(waiver.subject) + "\n" + std::string(14, ' ') + printableLine(waiver.reason) +
            " (" + printableLine(waiver.owner) + ", approved by " + printableLine(waiver.approver) + " on " +
            toText(waiver.granted) + ")\n";
  }
  return text.empty() ? "there are no waivers\n" : text;
}

std::string listJson(const std::vector<WaiverUse>& uses) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const WaiverUse& use : uses) {
    const Waiver& waiver = *use.waiver;
    list.push_back({{"state", waiverStateWord(use.state)},
                    {"rule", waiver.rule},
                    {"subject", waiver.subject},
                    {"profile", waiver.profile},
                    {"reason", waiver.reason},
                    {"owner", waiver.owner},
                    {"approver", waiver.approver},
                    {"granted", toText(waiver.granted)},
                    {"expires", toText(waiver.expires)},
                    {"days_left", use.days_left},
                    {"fingerprint", waiver.fingerprint}});
  }
  return nlohmann::ordered_json{{"waivers", std::move(list)}}.dump(2) + "\n";
}

ExitCode listWaivers(const Arguments& given) {
  Arguments arguments = given;
  arguments.waivers = waiverFile(given);
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!as_of || !outputs) return ExitCode::Usage;
  const std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return ExitCode::Usage;
  std::vector<WaiverUse> uses;
  if (arguments.profiles.empty()) {
    for (const Waiver& waiver : *files->waivers)
      uses.push_back({.waiver = &waiver,
                      .state = byDays(waiver, as_of->day),
                      .days_left = std::int64_t{waiver.expires.days} - as_of->day.days,
                      .replaced = false,
                      .facts = {}});
  } else {
    CheckRun run = loadRun(session, arguments.profiles);
    if (run.code != ExitCode::Pass) return run.code;
    evaluateRun(session, *as_of, Reasons::Open, run);
    const std::optional<GateResult> result =
        judge(session, *files, judgedOf(session, *files, run.assessments), *run.rules);
    if (!result) return ExitCode::Usage;
    uses = result->used;
  }
  const Output& output = outputs->front();
  return write(output, output.format == "json" ? listJson(uses) : listText(uses)) ? ExitCode::Pass
                                                                                  : ExitCode::NotWritten;
}

CommandOption required(const std::string& name, const std::string& value, const std::string& about,
                       std::string Arguments::*into) {
  return {.name = name, .value = value, .about = about, .into = into, .required = true};
}

}  // namespace

std::vector<Command> waiverCommands() {
  const std::vector<CommandOption> what = {
      required("profile", "PROFILE", "a profile file", &Arguments::profile),
      required("rule", "RULE", "the rule, with its pack: pack/name", &Arguments::rule),
      {.name = "--subject",
       .value = "ID",
       .about = "the subject; may be left out when the rule looks at one only",
       .into = &Arguments::subject},
      required("--reason", "TEXT", "why it is acceptable for that time", &Arguments::reason),
      required("--owner", "WHO", "who settles it", &Arguments::owner),
      required("--approver", "WHO", "who allowed it", &Arguments::approver),
      required("--expires", "DAY", "its last day (YYYY-MM-DD)", &Arguments::expires),
      {.name = "--granted",
       .value = "DAY",
       .about = "its first day; default: the day of the check",
       .into = &Arguments::granted}};
  return {{.name = "waiver add",
           .about = "write a waiver of a finding, with the fingerprint of its facts",
           .options = joined({what, whatOptions(), {inputOption()}, projectOptions()}),
           .example = "jurat waiver add acme.yaml eu.ai_act/ai_literacy --reason Training --owner Ada "
                      "--approver Bo --expires 2026-12-31",
           .run = addWaiver},
          {.name = "waiver list",
           .about = "the waivers and their state; with profiles, whether they are needed and still hold",
           .options = joined({{profilesArgument(false)},
                              whatOptions(),
                              {formatOption("text (default) or json", {"text", "json"}), inputOption()},
                              projectOptions()}),
           .example = "jurat waiver list acme.yaml --waivers waivers.yaml",
           .run = listWaivers}};
}

}  // namespace jurat
