// `check` and `explain`: the main job.
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "engine/base/nearest.h"
#include "engine/cli/commands.h"
#include "engine/cli/ledger_record.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/report.h"
#include "jurat_version.h"

namespace jurat {
namespace {

ReportOptions reportOptions(const Session& session) {
  ReportOptions options;
  options.language = session.arguments.language;
  options.width = session.arguments.width;
  options.today = session.asOfIsToday();
  options.engine_version = std::string(kVersion);
  return options;
}

struct Format {
  std::string name, file;
};

// NAME or NAME=FILE; nothing when one is unknown (said).
std::optional<std::vector<Format>> formatsOf(const Arguments& arguments,
                                             const std::vector<std::string>& known) {
  std::vector<Format> formats;
  for (const std::string& given : arguments.formats) {
    const std::size_t at = given.find('=');
    Format format{given.substr(0, at), at == std::string::npos ? "" : given.substr(at + 1)};
    if (std::find(known.begin(), known.end(), format.name) == known.end()) {
      std::string list;
      for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
      complain("there is no format `" + format.name + "` (" + list + ")" + didYouMean(format.name, known));
      return std::nullopt;
    }
    if (at != std::string::npos && format.file.empty()) {
      complain("`--format " + given + "` names no file: write `--format " + format.name + "=FILE`");
      return std::nullopt;
    }
    formats.push_back(std::move(format));
  }
  if (formats.empty()) formats.push_back({"text", ""});
  return formats;
}

bool write(const Format& format, const std::string& text) {
  return format.file.empty() ? writeOut(text) : writeFile(format.file, text);
}

}  // namespace

ExitCode runCheck(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Format>> formats = formatsOf(arguments, {"text", "json"});
  if (!as_of || !formats) return ExitCode::Usage;

  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, code);
  const std::shared_ptr<const RuleSet> rules = session.loadRules(frameworksOf(texts));
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  if (!rules) return worse(code, ExitCode::NotLoaded);

  std::vector<Profile> profiles;
  for (const ProfileText& text : texts) {
    std::optional<Profile> profile =
        bindProfile(text.document, rules->vocabulary(), session.limits, session.diagnostics);
    if (!profile || text.faulty) continue;
    profile->name = text.source->name;
    profiles.push_back(std::move(*profile));
  }
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);

  std::vector<Assessment> assessments;
  Machine machine(rules, session.limits);
  EvaluateOptions options{.as_of = *as_of, .named = session.namedPacks()};
  for (const Profile& profile : profiles) assessments.push_back(evaluate(machine, profile, options));

  std::vector<const Assessment*> judged;
  std::vector<ReportPart> parts;
  for (const Assessment& assessment : assessments) {
    judged.push_back(&assessment);
    parts.push_back({&assessment});
  }
  // With a profile that did not load there may be nothing to judge: that is code 4, not an empty pass.
  code = worse(code, gate(judged, arguments.gate));

  ReportOptions report = reportOptions(session);
  for (const Format& format : *formats) {
    if (parts.empty()) break;
    report.color = format.name == "text" && format.file.empty() && session.useColor(STDOUT_FILENO);
    const std::string text = format.name == "json" ? jsonReport(parts, *rules, session.sources, report)
                                                   : textReport(parts, *rules, session.sources, report);
    if (!write(format, text)) code = worse(code, ExitCode::NotWritten);
  }
  if (!parts.empty() && (!arguments.ledger.empty() || arguments.record)) {
    const std::string json = jsonReport(parts, *rules, session.sources, report);
    if (!recordRun(session, texts, assessments, json, code)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

namespace {

// Findings whose rule the user may mean by `name`: a full id, or the bare name when only one rule has it.
std::vector<std::size_t> meant(const Assessment& assessment, const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
    const std::string& id = assessment.findings[i].id;
    const std::size_t slash = id.find('/');
    if (id == name || id.substr(slash + 1) == name) found.push_back(i);
  }
  return found;
}

std::optional<std::size_t> meantAmount(const Assessment& assessment, const std::string& name) {
  for (std::size_t i = 0; i < assessment.amounts.size(); ++i) {
    const std::string& id = assessment.amounts[i].id;
    if (id == name || id.substr(id.find('/') + 1) == name) return i;
  }
  return std::nullopt;
}

// A name that rules of several packs have means none of them.
std::vector<std::string> idsOf(const Assessment& assessment, const std::vector<std::size_t>& found) {
  std::vector<std::string> ids;
  for (const std::size_t index : found) {
    const std::string& id = assessment.findings[index].id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

ExitCode wrongSubject(const Arguments& arguments, const std::vector<std::string>& subjects) {
  complain("`" + arguments.rule + "` is not about `" + arguments.subject + "`" +
           didYouMean(arguments.subject, subjects));
  return ExitCode::Usage;
}

ExitCode unknownRule(const Assessment& assessment, const std::string& name) {
  std::vector<std::string> known;
  for (const Finding& finding : assessment.findings) known.push_back(finding.id);
  for (const AmountResult& amount : assessment.amounts) known.push_back(amount.id);
  std::vector<std::string> bare = known;
  for (std::string& id : bare) id = id.substr(id.find('/') + 1);
  const bool full = name.find('/') != std::string::npos;
  complain("no rule `" + name + "` was run for this profile" + didYouMean(name, full ? known : bare));
  return ExitCode::Usage;
}

ExitCode explainAmountOf(Machine& machine, const Session& session, const AmountResult& amount,
                         const ReportOptions& options) {
  for (std::size_t i = 0; i < machine.rules().amounts.size(); ++i) {
    const AmountCode& code = machine.rules().amounts[i];
    if (code.declaration != amount.declaration || code.option != amount.option) continue;
    const Reason reason = explainAmount(machine, i, amount.subject);
    std::string text = amount.id + " for " + amount.subject_id + "\n";
    for (const std::string& cite : amount.cites) text += cite + "\n";
    text += "\n" + amountText(amount) + "\n\n" + reasonText(reason, session.sources, 2, options.width);
    return writeOut(text) ? ExitCode::Pass : ExitCode::NotWritten;
  }
  return ExitCode::Internal;
}

}  // namespace

ExitCode runExplain(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Format>> formats = formatsOf(arguments, {"text", "json"});
  if (!as_of || !formats) return ExitCode::Usage;
  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, code);
  const std::shared_ptr<const RuleSet> rules = session.loadRules(frameworksOf(texts));
  if (session.printDiagnostics() || !rules) return ExitCode::NotLoaded;
  if (texts.empty()) return code;
  if (texts.size() > 1) {
    complain("explain looks at one profile, but `" + arguments.profiles.front() + "` holds " +
             std::to_string(texts.size()));
    return ExitCode::Usage;
  }
  std::optional<Profile> profile =
      bindProfile(texts.front().document, rules->vocabulary(), session.limits, session.diagnostics);
  if (session.printDiagnostics() || !profile) return ExitCode::NotLoaded;
  profile->name = texts.front().source->name;
  Machine machine(rules, session.limits);
  const Assessment assessment = evaluate(machine, *profile, {.as_of = *as_of, .named = session.namedPacks()});
  const ReportOptions options = reportOptions(session);

  std::vector<std::size_t> found = meant(assessment, arguments.rule);
  if (found.empty()) {
    const std::optional<std::size_t> amount = meantAmount(assessment, arguments.rule);
    if (!amount) return unknownRule(assessment, arguments.rule);
    const std::string& subject = assessment.amounts[*amount].subject_id;
    if (!arguments.subject.empty() && arguments.subject != subject) return wrongSubject(arguments, {subject});
    return explainAmountOf(machine, session, assessment.amounts[*amount], options);
  }
  if (const std::vector<std::string> ids = idsOf(assessment, found); ids.size() > 1) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "`" : ", `") + id + "`";
    complain("`" + arguments.rule + "` is the name of several rules: write " + list);
    return ExitCode::Usage;
  }
  if (!arguments.subject.empty()) {
    std::vector<std::string> subjects;
    for (const std::size_t index : found) subjects.push_back(assessment.findings[index].subject_id);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](std::size_t index) {
                                 return assessment.findings[index].subject_id != arguments.subject;
                               }),
                found.end());
    if (found.empty()) return wrongSubject(arguments, subjects);
  }
  std::string text;
  for (const std::size_t index : found) {
    const Finding& finding = assessment.findings[index];
    if (!text.empty()) text += "\n";
    text += formats->front().name == "json"
                ? explanationJson(finding, *rules, session.sources, options)
                : explanationText(finding, assessment, *rules, session.sources, options);
  }
  return write(formats->front(), text) ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace jurat
