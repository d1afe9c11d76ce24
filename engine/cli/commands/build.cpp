// `build`: packs in, one bundle out.
#include <algorithm>
#include <filesystem>

#include "engine/bundle/bundle.h"
#include "engine/bundle/header.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/session.h"
#include "engine/ledger/keys.h"
#include "engine/packs/packs.h"
#include "jurat_version.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// The packs of a bundle: those that every run loads, and behind them those that a profile may ask for.
struct Wanted {
  std::vector<std::string> base, others;
};

Wanted wantedPacks(Session& session, const std::vector<std::string>& named) {
  Wanted wanted{named, {}};
  std::sort(wanted.base.begin(), wanted.base.end());
  wanted.base.erase(std::unique(wanted.base.begin(), wanted.base.end()), wanted.base.end());
  if (!named.empty()) return wanted;
  wanted.base = defaultPacks(session.library(), session.limits);
  for (const std::string& id : voluntaryPacks(session.library(), session.limits)) {
    if (!std::binary_search(wanted.base.begin(), wanted.base.end(), id)) wanted.others.push_back(id);
  }
  return wanted;
}

// Names that say the same wherever the packs lie: `rules/eu/ai_act/fines.jurat`.
std::string nameOf(const PackLibrary& library, const std::string& path) {
  for (const PackFolder& pack : library.packs()) {
    if (std::find(pack.files.begin(), pack.files.end(), path) == pack.files.end()) continue;
    std::string folder = pack.id;
    std::replace(folder.begin(), folder.end(), '.', '/');
    return "rules/" + folder + "/" + fs::path(path).filename().string();
  }
  return path;
}

// What a profile says for a pack that is left out is not unknown then. Of a bundle of packs that were named
// the bytes do not depend on packs beside them.
AskedKeys othersAsk(Session& session, const RuleSet& rules) {
  std::vector<std::string> inside;
  for (const checked::Pack& pack : rules.program->packs) inside.push_back(pack.id);
  std::sort(inside.begin(), inside.end());
  return askedKeys(session.library(), inside, session.limits);
}

bool fits(const Arguments& arguments) {
  if (arguments.output.empty()) {
    complain("say where the bundle is to be written: --output FILE.jbundle");
  } else if (!arguments.output.ends_with(".jbundle")) {
    complain("the name of a bundle ends in `.jbundle`, and `" + arguments.output + "` does not");
  } else if (arguments.sign.empty() != (arguments.release == 0)) {
    complain("--sign and --release go together: a signature vouches for a release, and only it can");
  } else {
    return true;
  }
  return false;
}

ExitCode run(const Arguments& arguments) {
  if (!fits(arguments)) return ExitCode::Usage;
  std::optional<SecretKey> key;
  if (!arguments.sign.empty()) {
    Result<SecretKey> read = readSecretKey(arguments.sign);
    if (!read) {
      complain(read.error().message);
      return ExitCode::Usage;
    }
    key.emplace(std::move(*read));
  }
  Session session(arguments);
  const std::vector<std::string> named = session.namedPacks();
  if (session.printDiagnostics()) return ExitCode::NotLoaded;
  const Wanted wanted = wantedPacks(session, named);
  std::vector<std::string> ids = wanted.base;
  ids.insert(ids.end(), wanted.others.begin(), wanted.others.end());
  if (ids.empty()) {
    complain("there is no pack to build: name one, or a folder of packs with --rules-path");
    return ExitCode::Nothing;
  }
  CompiledPacks compiled = session.compilePacks(ids);
  if (session.printDiagnostics() || !compiled.rules) return ExitCode::NotLoaded;
  for (std::size_t i = 0; i < compiled.files.size(); ++i)
    compiled.files[i].name = nameOf(session.library(), compiled.paths[i]);
  std::sort(compiled.files.begin(), compiled.files.end(),
            [](const BundledFile& a, const BundledFile& b) { return a.name < b.name; });
  const std::string body = bundleBody(
      *compiled.rules, {.named = named.empty() ? named : wanted.base,
                        .base = wanted.base,
                        .files = std::move(compiled.files),
                        .others = named.empty() ? othersAsk(session, *compiled.rules) : AskedKeys{}});
  const std::string bundle =
      bundle::sealed(body, std::string(kVersion), arguments.release, key ? &*key : nullptr);
  if (!writeFile(arguments.output, bundle)) return ExitCode::NotWritten;
  std::string packs;
  for (const std::string& id : ids) packs += (packs.empty() ? "" : ", ") + id;
  const std::string release =
      key ? "release " + std::to_string(arguments.release) + ", signed by " + key->publicHex() + "\n"
          : std::string();
  const bool said =
      writeOut(arguments.output + ": " + counted(compiled.rules->rules.size(), "rule", "rules") + " of " +
               packs + "\n" + release + "digest " + bundle::readHead(bundle)->digest + "\n");
  return said ? ExitCode::Pass : ExitCode::NotWritten;
}

}  // namespace

Command buildCommand() {
  return {.name = "build",
          .about = "compile packs into one file, which runs without them",
          .options = {{.name = "packs",
                       .value = "PACK",
                       .about = "an id or a folder; default: the packs that a check without --rules may need",
                       .into = &Arguments::rules},
                      {.name = "--output",
                       .value = "FILE",
                       .about = "the bundle to write; its name ends in .jbundle",
                       .into = &Arguments::output},
                      rulesPathOption(),
                      {.name = "--sign",
                       .value = "FILE",
                       .about = "sign the bundle with this secret key (`ledger keygen`)",
                       .into = &Arguments::sign},
                      {.name = "--release",
                       .value = "N",
                       .about = "the number of this release, higher than those before it; with --sign",
                       .into = &Arguments::release,
                       .least = 1,
                       .most = 999'999'999}},
          .example = "jurat build eu.ai_act --output ai-act.jbundle",
          .run = run};
}

}  // namespace jurat
