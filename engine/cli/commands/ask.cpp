// `ask`: the facts that a profile lacks and that can still change something, or what settles one rule.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/interview.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/advice/ask_report.h"

namespace jurat {
namespace {

// "`ai_rmf[measure_2_11]`, `ai_rmf[map_1_1]`, ...": those of `known` that are options of the rule.
std::string optionsOf(const std::string& rule, const std::vector<std::string>& known) {
  constexpr std::size_t kNamed = 6;
  std::string list;
  std::size_t count = 0;
  for (const std::string& name : known) {
    if (!name.starts_with(rule + "[") || ++count > kNamed) continue;
    list += (list.empty() ? "`" : ", `") + name + "`";
  }
  return count > kNamed ? list + " or one of " + std::to_string(count - kNamed) + " others" : list;
}

// The findings that are meant: of the rule with this id, or the only one with this name, and the subject.
// Nothing when it is none or not one (said on standard error).
std::optional<std::vector<std::size_t>> meant(const Assessment& assessment, const Arguments& arguments) {
  std::vector<std::size_t> found;
  std::vector<std::string> ids, known, subjects;
  const bool full = arguments.rule.find('/') != std::string::npos;
  const auto add = [](std::vector<std::string>& list, const std::string& text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
  };
  for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
    const Finding& finding = assessment.findings[i];
    const std::string name = full ? finding.id : finding.id.substr(finding.id.find('/') + 1);
    add(known, name);
    if (name != arguments.rule) continue;
    add(ids, finding.id);
    add(subjects, finding.subject_id);
    if (arguments.subject.empty() || arguments.subject == finding.subject_id) found.push_back(i);
  }
  if (ids.empty()) {
    if (const std::string options = optionsOf(arguments.rule, known); !options.empty()) {
      complain("`" + arguments.rule + "` has several options: write " + options);
      return std::nullopt;
    }
    complain("no rule `" + arguments.rule + "` was run for this profile" + didYouMean(arguments.rule, known));
    return std::nullopt;
  }
  if (ids.size() > 1) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "`" : ", `") + id + "`";
    complain("`" + arguments.rule + "` is the name of several rules: write " + list);
    return std::nullopt;
  }
  if (found.empty()) {
    complain("`" + arguments.rule + "` is not about `" + arguments.subject + "`" +
             didYouMean(arguments.subject, subjects));
    return std::nullopt;
  }
  return found;
}

ExitCode askAbout(Machine& machine, const Profile& profile, const Assessment& assessment,
                  const Session& session, const std::vector<Output>& outputs) {
  const std::optional<std::vector<std::size_t>> found = meant(assessment, session.arguments);
  if (!found) return ExitCode::Usage;
  const bool json = std::any_of(outputs.begin(), outputs.end(),
                                [](const Output& output) { return output.format == "json"; });
  if (json && found->size() > 1) {
    complain("`" + session.arguments.rule + "` is about several subjects: name one with --subject");
    return ExitCode::Usage;
  }
  std::vector<AnswerInquiry> inquiries;
  for (const std::size_t finding : *found)
    inquiries.push_back(inquireOf(machine, profile, assessment, finding, session.limits));
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (const Output& output : outputs) {
    const ReportOptions options = wordingFor(session, output);
    std::string text;
    for (std::size_t i = 0; i < inquiries.size(); ++i) {
      if (!text.empty()) text += "\n";
      text += output.format == "json"
                  ? askJson(inquiries[i], (*found)[i], assessment, vocabulary, session.sources, options)
                  : askText(inquiries[i], (*found)[i], assessment, vocabulary, session.sources, options);
    }
    if (!write(output, text)) return ExitCode::NotWritten;
  }
  return ExitCode::Pass;
}

ExitCode askAll(Machine& machine, const Profile& profile, const Assessment& assessment,
                const Session& session, const std::vector<Output>& outputs) {
  const Inquiry inquiry = inquire(machine, profile, assessment, session.limits);
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (const Output& output : outputs) {
    const ReportOptions options = wordingFor(session, output);
    const std::string text =
        output.format == "json"
            ? askJson(inquiry, assessment, vocabulary, session.sources, options)
            : askText(inquiry, assessment, vocabulary, session.sources, options, session.arguments.all);
    if (!write(output, text)) return ExitCode::NotWritten;
  }
  return ExitCode::Pass;
}

ExitCode run(const Arguments& arguments) {
  if (arguments.interactive) return holdInterview(arguments);
  if (!arguments.answer_source.empty() || !arguments.judge.empty()) {
    complain("--source and --by stand beside the answers of an interview: add --interactive");
    return ExitCode::Usage;
  }
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!as_of || !outputs) return ExitCode::Usage;
  if (arguments.rule.empty() && !arguments.subject.empty()) {
    complain("--subject is the subject of a rule: name it with --rule");
    return ExitCode::Usage;
  }
  ExitCode code = ExitCode::Pass;
  const std::optional<OneProfile> read = loadOneProfile(session, "ask", code);
  if (!read) return code;
  const auto& [rules, profile] = *read;
  Machine machine(rules, session.limits);
  Assessment assessment =
      evaluate(machine, profile, {.as_of = *as_of, .named = session.namedPacks(), .reasons = Reasons::None});
  session.leaveOutOthers({&assessment});
  return (arguments.rule.empty() ? askAll : askAbout)(machine, profile, assessment, session, *outputs);
}

}  // namespace

Command askCommand() {
  const std::vector<CommandOption> what = {
      profileArgument(),
      {.name = "--rule",
       .value = "RULE",
       .about = "what settles this rule: pack/name, or its name alone when only one has it",
       .into = &Arguments::rule},
      {.name = "--subject",
       .value = "ID",
       .about = "with --rule: the id of the subject; may be left out when there is only one",
       .into = &Arguments::subject},
      {.name = "--all",
       .value = "",
       .about = "every fact that matters, not the first fifteen; with --interactive also those answered "
                "`unknown` or by a range",
       .into = &Arguments::all},
      {.name = "--interactive",
       .value = "",
       .about = "ask one after the other and write each answer into the profile",
       .into = &Arguments::interactive},
      {.name = "--source",
       .value = "TEXT",
       .about = "with --interactive: the source that stands beside each answer (default: interview)",
       .into = &Arguments::answer_source},
      {.name = "--by",
       .value = "NAME",
       .about = "with --interactive: who makes the judgements; else it is asked",
       .into = &Arguments::judge},
      asOfOption()};
  return {
      .name = "ask",
      .about = "the missing facts that matter, with what they would decide",
      .options = joined({what, sourceOptions(), reportOptions("text (default) or json", {"text", "json"})}),
      .example = "jurat ask examples/acme-robotics.yaml --as-of 2026-11-23",
      .run = run};
}

}  // namespace jurat
