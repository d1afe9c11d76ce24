// `explain`: the full reasoning for one rule, amount or benefit and one subject.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/report.h"

namespace jurat {
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

std::vector<std::size_t> meantBenefits(const Assessment& assessment, const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < assessment.benefits.size(); ++i) {
    const std::string& id = assessment.benefits[i].amount.id;
    if (id == name || id.substr(id.find('/') + 1) == name) found.push_back(i);
  }
  return found;
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
  for (const BenefitResult& benefit : assessment.benefits) known.push_back(benefit.amount.id);
  std::vector<std::string> bare = known;
  for (std::string& id : bare) id = id.substr(id.find('/') + 1);
  const bool full = name.find('/') != std::string::npos;
  complain("no rule `" + name + "` was run for this profile" + didYouMean(name, full ? known : bare));
  return ExitCode::Usage;
}

ExitCode explainAmountOf(Machine& machine, const Session& session, const AmountResult& amount,
                         const Output& output) {
  const ReportOptions options = wordingOf(session);
  for (std::size_t i = 0; i < machine.rules().amounts.size(); ++i) {
    const AmountCode& code = machine.rules().amounts[i];
    if (code.declaration != amount.declaration || code.option != amount.option) continue;
    const Reason reason = explainAmount(machine, i, amount.subject);
    const std::string text = output.format == "json"
                                 ? explanationJson(amount, reason, session.sources, options)
                                 : amountExplanationText(amount, reason, session.sources, options);
    return write(output, text) ? ExitCode::Pass : ExitCode::NotWritten;
  }
  return ExitCode::Internal;
}

ExitCode explainBenefits(const Arguments& arguments, const std::vector<std::size_t>& found,
                         const Assessment& assessment, const Machine& machine, const Session& session,
                         const Output& output) {
  const ReportOptions options = wordingOf(session);
  std::vector<std::string> subjects;
  std::string text;
  for (const std::size_t index : found) {
    const BenefitResult& benefit = assessment.benefits[index];
    subjects.push_back(benefit.amount.subject_id);
    if (!arguments.subject.empty() && arguments.subject != subjects.back()) continue;
    if (!text.empty()) text += "\n";
    text += output.format == "json"
                ? explanationJson(benefit, machine.rules(), session.sources, options)
                : explanationText(benefit, assessment, machine.rules(), session.sources, options);
  }
  if (text.empty()) return wrongSubject(arguments, subjects);
  return write(output, text) ? ExitCode::Pass : ExitCode::NotWritten;
}

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!as_of || !outputs) return ExitCode::Usage;
  ExitCode code = ExitCode::Pass;
  const std::optional<OneProfile> read = loadOneProfile(session, "explain", code);
  if (!read) return code;
  const auto& [rules, profile] = *read;
  Machine machine(rules, session.limits);
  Assessment assessment = evaluate(machine, profile, {.as_of = *as_of, .named = session.namedPacks()});
  session.leaveOutOthers({&assessment});
  const ReportOptions options = wordingOf(session);

  std::vector<std::size_t> found = meant(assessment, arguments.rule);
  if (found.empty()) {
    const std::vector<std::size_t> benefits = meantBenefits(assessment, arguments.rule);
    if (!benefits.empty())
      return explainBenefits(arguments, benefits, assessment, machine, session, outputs->front());
    const std::optional<std::size_t> amount = meantAmount(assessment, arguments.rule);
    if (!amount) return unknownRule(assessment, arguments.rule);
    const std::string& subject = assessment.amounts[*amount].subject_id;
    if (!arguments.subject.empty() && arguments.subject != subject) return wrongSubject(arguments, {subject});
    return explainAmountOf(machine, session, assessment.amounts[*amount], outputs->front());
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
    text += outputs->front().format == "json"
                ? explanationJson(finding, *rules, session.sources, options)
                : explanationText(finding, assessment, *rules, session.sources, options);
  }
  return write(outputs->front(), text) ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace

Command explainCommand() {
  const std::vector<CommandOption> what = {
      profileArgument(),
      {.name = "rule",
       .value = "RULE",
       .about = "a rule, amount or benefit: pack/name, or its name alone when only one has it",
       .into = &Arguments::rule,
       .required = true},
      {.name = "--subject",
       .value = "ID",
       .about = "the id of the subject; may be left out when there is only one",
       .into = &Arguments::subject},
      asOfOption()};
  return {
      .name = "explain",
      .about = "the full reasoning for one rule and subject",
      .options = joined({what, sourceOptions(), reportOptions("text (default) or json", {"text", "json"})}),
      .example =
          "jurat explain examples/acme-robotics.yaml eu.ai_act/emotion_recognition_at_work --subject "
          "call-centre-mood",
      .run = run};
}

}  // namespace jurat
