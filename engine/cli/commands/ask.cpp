// `ask`: the facts that a profile lacks and that can still change something, or what settles one rule.
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/interview.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/meant.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/advice/ask_report.h"

namespace jurat {
namespace {

ExitCode askAbout(Machine& machine, const Profile& profile, const Assessment& assessment, Session& session,
                  const std::vector<Output>& outputs) {
  const std::optional<MeantAnswers> meant = meantAnswers(assessment, *machine.rules().program, session);
  if (!meant || !fitsJson(*meant, outputs, session.arguments)) return ExitCode::Usage;
  std::vector<AnswerInquiry> inquiries;
  for (const std::size_t index : meant->found)
    inquiries.push_back(inquireOf(machine, profile, assessment, {meant->kind, index}, session.limits));
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (const Output& output : outputs) {
    const ReportOptions options = wordingFor(session, output);
    std::string text;
    for (std::size_t i = 0; i < inquiries.size(); ++i) {
      const Decides answer{meant->kind, meant->found[i]};
      if (!text.empty()) text += "\n";
      text += output.format == "json"
                  ? askJson(inquiries[i], answer, assessment, vocabulary, session.sources, options)
                  : askText(inquiries[i], answer, assessment, vocabulary, session.sources, options,
                            session.arguments.all);
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
  return arguments.rule.empty() ? askAll(machine, profile, assessment, session, *outputs)
                                : askAbout(machine, profile, assessment, session, *outputs);
}

}  // namespace

Command askCommand() {
  const std::vector<CommandOption> what = {
      profileArgument(),
      {.name = "--rule",
       .value = "RULE",
       .about = "what settles this rule, amount or benefit: pack/name, or its name alone when only one has "
                "it",
       .into = &Arguments::rule},
      {.name = "--subject",
       .value = "ID",
       .about = "with --rule: the id of the subject; may be left out when there is only one",
       .into = &Arguments::subject},
      {.name = "--all",
       .value = "",
       .about =
           "every fact that matters, not the first fifteen; with --rule every case, not the first four of "
           "a set; with --interactive also the facts answered `unknown` or by a range",
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
