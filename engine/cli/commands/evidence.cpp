// `evidence verify`: whether the files behind the answers are there and still what the profile says.
#include "engine/evidence/evidence.h"

#include <unistd.h>

#include <iterator>

#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/evidence_look.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/profiles.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

// One file a line would say less than where it stands: complaints as everywhere, then what there was.
std::string textOf(const Session& session, const std::vector<EvidenceCheck>& checks, Date day, bool color) {
  std::vector<Diagnostic> complaints;
  std::size_t remote = 0;
  for (const EvidenceCheck& check : checks) {
    if (std::optional<Diagnostic> complaint = complaintOf(check, day))
      complaints.push_back(*std::move(complaint));
    remote += statusOf(check, day) == EvidenceStatus::Remote ? 1 : 0;
  }
  RenderOptions options;
  options.color = color;
  options.at_most = session.limits.errors;
  std::string text = complaints.empty() ? "" : render(complaints, session.sources, options) + "\n";
  const std::size_t good = checks.size() - complaints.size() - remote;
  text += counted(checks.size(), "piece", "pieces") + " of evidence: " + std::to_string(good) +
          " verified, " + std::to_string(complaints.size()) + " not";
  if (remote > 0) text += ", " + counted(remote, "address", "addresses") + " not looked at";
  return text + "\n";
}

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json"});
  if (!as_of || !outputs) return ExitCode::Usage;
  ExitCode code = ExitCode::Pass;
  const std::vector<ProfileText> texts = readProfiles(session, arguments.profiles, code);
  const std::shared_ptr<const RuleSet> rules = loadRulesFor(session, texts);
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  if (!rules) return worse(code, ExitCode::NotLoaded);
  std::vector<EvidenceCheck> checks;
  for (const Profile& profile : bindProfiles(session, texts, *rules, session.otherKeys())) {
    std::vector<EvidenceCheck> own = lookAtEvidence(profile, folderOf(profile));
    checks.insert(checks.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  if (session.printDiagnostics()) code = worse(code, ExitCode::NotLoaded);
  for (const EvidenceCheck& check : checks) {
    if (!verifies(statusOf(check, as_of->day))) code = worse(code, ExitCode::Fail);
  }
  for (const Output& output : *outputs) {
    const bool color = output.file.empty() && session.useColor(STDOUT_FILENO);
    const bool written =
        write(output, output.format == "json" ? evidenceJson(checks, as_of->day, session.sources)
                                              : textOf(session, checks, as_of->day, color));
    if (!written) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

}  // namespace

std::string folderOf(const Profile& profile) {
  const std::size_t slash = profile.name.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : profile.name.substr(0, slash);
}

std::vector<std::vector<std::string>> applyEvidence(std::vector<Profile>& profiles) {
  std::vector<std::vector<std::string>> proofs;
  for (Profile& profile : profiles) {
    note(lookAtEvidence(profile, folderOf(profile)), profile);
    std::vector<std::string>& own = proofs.emplace_back();
    for (const Answer& answer : profile.answers) {
      if (evidenceOf(answer)) own.emplace_back(proofWord(answer.proof));
    }
  }
  return proofs;
}

Command evidenceVerifyCommand() {
  return {.name = "evidence verify",
          .about = "whether the files behind the answers are what the profile says; exit 1 when one is not",
          .options = joined(
              {{{.name = "profiles",
                 .value = "PROFILE",
                 .about = "profile files or folders of profiles",
                 .into = &Arguments::profiles,
                 .required = true}},
               sourceOptions(),
               {asOfOption(), formatOption("text (default) or json; NAME=FILE writes to a file (repeatable)",
                                           {"text", "json"})}}),
          .example = "jurat evidence verify examples/acme-robotics.yaml --as-of 2026-11-23",
          .run = run};
}

}  // namespace jurat
