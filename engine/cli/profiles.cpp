#include "engine/cli/profiles.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/source/read.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

bool isProfile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

bool isJson(const std::string& name, const std::string& input) {
  if (name == "-" || name == "<stdin>") return input == "json";
  return fs::path(name).extension() == ".json";
}

}  // namespace

std::vector<std::string> profileFiles(const std::vector<std::string>& arguments, ExitCode& code) {
  std::vector<std::string> files;
  for (const std::string& argument : arguments) {
    std::error_code failed;
    if (!fs::is_directory(argument, failed)) {
      files.push_back(argument);
      continue;
    }
    std::vector<std::string> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(argument, failed)) {
      if (entry.is_regular_file(failed) && isProfile(entry.path())) found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    if (found.empty()) {
      complain("there is no profile in the folder `" + argument +
               "`: a profile is a file that ends in .yaml, .yml or .json");
      code = worse(code, ExitCode::Nothing);
    }
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::vector<ProfileText> readProfiles(Session& session, const std::vector<std::string>& paths,
                                      ExitCode& code) {
  std::vector<ProfileText> profiles;
  for (const std::string& file : profileFiles(paths, code)) {
    const SourceFile* source =
        readSource(session.sources, file, session.limits.profile_bytes, session.diagnostics);
    if (!source) continue;
    std::optional<ProfileText> text = profileText(session, *source, session.arguments.input);
    if (text) profiles.push_back(std::move(*text));
  }
  return profiles;
}

std::optional<ProfileText> profileText(Session& session, const SourceFile& source, const std::string& input) {
  const std::size_t faults = session.diagnostics.errorCount();
  std::optional<Datum> document = isJson(source.name, input)
                                      ? readJson(source, session.limits, session.diagnostics)
                                      : readYaml(source, session.limits, session.diagnostics);
  if (!document) return std::nullopt;
  return ProfileText{&source, std::move(*document), session.diagnostics.errorCount() > faults};
}

std::vector<Profile> bindProfiles(Session& session, const std::vector<ProfileText>& texts,
                                  const RuleSet& rules, const OtherKeys& others,
                                  std::vector<std::size_t>* of) {
  std::vector<Profile> profiles;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::optional<Profile> profile =
        bindProfile(texts[i].document, rules.vocabulary(), session.limits, session.diagnostics, others);
    if (!profile || texts[i].faulty) continue;
    profile->name = texts[i].source->name;
    profiles.push_back(std::move(*profile));
    if (of) of->push_back(i);
  }
  return profiles;
}

namespace {

// The packs that profiles ask for under `frameworks:`.
std::vector<std::string> frameworksOf(const std::vector<ProfileText>& profiles) {
  std::vector<std::string> ids;
  for (const ProfileText& profile : profiles) {
    for (const Datum::Entry& entry : profile.document.entries) {
      if (entry.key != "frameworks") continue;
      // What is no list of names is reported when the profile is bound.
      for (const Datum& item : entry.value.items) {
        if (item.kind == DatumKind::Scalar && std::find(ids.begin(), ids.end(), item.text) == ids.end())
          ids.push_back(item.text);
      }
    }
  }
  return ids;
}

}  // namespace

std::shared_ptr<const RuleSet> loadRulesFor(Session& session, const std::vector<ProfileText>& profiles) {
  std::vector<const Datum*> documents;
  for (const ProfileText& profile : profiles) documents.push_back(&profile.document);
  return session.loadRules(frameworksOf(profiles), documents);
}

bool isOneProfile(const Session& session, const std::vector<ProfileText>& texts, const std::string& command,
                  ExitCode& code) {
  if (texts.size() > 1) {
    complain(command + " looks at one profile, but `" + session.arguments.profile + "` holds " +
             std::to_string(texts.size()));
    code = ExitCode::Usage;
  }
  return texts.size() == 1;
}

std::optional<OneProfile> loadOneProfile(Session& session, const std::string& command, ExitCode& code) {
  const std::vector<ProfileText> texts = readProfiles(session, {session.arguments.profile}, code);
  std::shared_ptr<const RuleSet> rules = loadRulesFor(session, texts);
  if (session.printDiagnostics() || !rules) {
    code = ExitCode::NotLoaded;
    return std::nullopt;
  }
  if (!isOneProfile(session, texts, command, code)) return std::nullopt;
  std::optional<Profile> profile = bindProfile(texts.front().document, rules->vocabulary(), session.limits,
                                               session.diagnostics, session.otherKeys());
  if (session.printDiagnostics() || !profile) {
    code = ExitCode::NotLoaded;
    return std::nullopt;
  }
  profile->name = texts.front().source->name;
  return OneProfile{std::move(rules), *std::move(profile)};
}

}  // namespace jurat
