// `explain`: the full reasoning for one rule, amount or benefit and one subject.
#include <algorithm>
#include <cassert>

#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/meant.h"
#include "engine/cli/profiles.h"
#include "engine/evaluate/evaluate.h"
#include "engine/reports/report.h"

namespace jurat {
namespace {

// What explains one of the answers that are meant, in one format.
class Explanation {
 public:
  Explanation(Machine& machine, const Assessment& assessment, const Session& session, const Output& output)
      : machine_(machine),
        assessment_(assessment),
        session_(session),
        options_(wordingFor(session, output)),
        json_(output.format == "json") {}

  std::string text(Decides::Kind kind, std::size_t index) {
    switch (kind) {
      case Decides::Kind::Finding:
        return ofFinding(assessment_.findings[index]);
      case Decides::Kind::Benefit:
        return ofBenefit(assessment_.benefits[index]);
      case Decides::Kind::Amount:
        break;
    }
    return ofAmount(assessment_.amounts[index]);
  }

 private:
  std::string ofFinding(const Finding& finding) const {
    const RuleSet& rules = machine_.rules();
    return json_ ? explanationJson(finding, rules, session_.sources, options_)
                 : explanationText(finding, assessment_, rules, session_.sources, options_);
  }
  std::string ofBenefit(const BenefitResult& benefit) const {
    const RuleSet& rules = machine_.rules();
    return json_ ? explanationJson(benefit, rules, session_.sources, options_)
                 : explanationText(benefit, assessment_, rules, session_.sources, options_);
  }
  std::string ofAmount(const AmountResult& amount) {
    const std::vector<AmountCode>& all = machine_.rules().amounts;
    const auto code = std::find_if(all.begin(), all.end(), [&](const AmountCode& each) {
      return each.declaration == amount.declaration && each.option == amount.option;
    });
    assert(code != all.end());  // INVARIANT: an assessment has the amounts of its rules
    const auto place = static_cast<std::size_t>(code - all.begin());
    const Reason reason = explainAmount(machine_, place, amount.subject);
    return json_ ? explanationJson(amount, reason, session_.sources, options_)
                 : explanationText(amount, reason, assessment_, session_.sources, options_);
  }

  Machine& machine_;
  const Assessment& assessment_;
  const Session& session_;
  ReportOptions options_;
  bool json_;
};

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
  const std::optional<MeantAnswers> meant = meantAnswers(assessment, *rules->program, session);
  if (!meant || !fitsJson(*meant, *outputs, arguments)) return ExitCode::Usage;
  for (const Output& output : *outputs) {
    Explanation explanation(machine, assessment, session, output);
    std::string text;
    for (const std::size_t index : meant->found) {
      if (!text.empty()) text += "\n";
      text += explanation.text(meant->kind, index);
    }
    if (!write(output, text)) return ExitCode::NotWritten;
  }
  return ExitCode::Pass;
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
