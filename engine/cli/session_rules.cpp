// Where the rules of a run come from: a bundle, the cache, or rule files.
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <system_error>

#include "engine/base/nearest.h"
#include "engine/bundle/cache.h"
#include "engine/bundle/file.h"
#include "engine/check/check.h"
#include "engine/cli/commands/ledger_record.h"
#include "engine/cli/session.h"
#include "engine/ledger/keys.h"
#include "engine/packs/openings.h"
#include "engine/profile/called.h"
#include "jurat_version.h"

namespace jurat {
namespace {

constexpr std::string_view kBundleSuffix = ".jbundle";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::optional<std::string> cacheFolder() {
  return bundle::cacheFolder(environment("XDG_CACHE_HOME"), environment("HOME"));
}

// A program that is built anew is another one, though its version be the same; and names of files count from
// where it runs.
std::string contextOf() {
  struct stat about {};
  if (::stat("/proc/self/exe", &about) != 0) return {};
  std::error_code failed;
  return std::string(kVersion) + "\n" + std::to_string(about.st_size) + "\n" +
         std::to_string(about.st_mtim.tv_sec) + "." + std::to_string(about.st_mtim.tv_nsec) + "\n" +
         std::filesystem::current_path(failed).string();
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

void add(const checked::Program& program, PackId pack, std::set<PackId>& out) {
  if (!out.insert(pack).second) return;
  for (const PackId used : program.packs[pack].uses) add(program, used, out);
}

// As from rule files: the packs that the profiles call for and ask for, and all that these use.
std::vector<bool> chosenFrom(const Inside& inside, const std::vector<std::string>& frameworks,
                             const std::vector<const Datum*>& profiles) {
  if (!inside.named.empty()) return {};
  std::vector<bool> chosen(inside.packs.size(), false);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < inside.packs.size(); ++i) {
    const PackInside& pack = inside.packs[i];
    const bool called = contains(inside.base, pack.id) && !ruledOut(pack.ruled_out, profiles);
    if (called || contains(frameworks, pack.id)) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t pack = open.back();
    open.pop_back();
    if (chosen[pack]) continue;
    chosen[pack] = true;
    for (const PackId used : inside.packs[pack].uses) open.push_back(raw(used));
  }
  return chosen;
}

void tellOf(const RuleSet& rules) {
  logInfo("compiled " + std::to_string(rules.rules.size()) + " rules into " +
          std::to_string(rules.steps.size()) + " steps");
}

}  // namespace

const std::string* Session::bundleName() const {
  for (const std::string& name : arguments.rules) {
    if (name.ends_with(kBundleSuffix)) return &name;
  }
  return nullptr;
}

bool Session::isFolderOfRules(const std::string& root) {
  if (!root.ends_with(kBundleSuffix)) return true;
  diagnostics.report({.code = "J0912",
                      .message = "`" + root + "` is a bundle, and no folder of rules",
                      .help = "run from it with `--rules " + root + "`"});
  return false;
}

std::string noPackIn(const std::string& path) {
  return "no pack was found in " + path + ": " +
         (path.ends_with(kBundleSuffix) ? "a bundle holds no rule files; name the packs that it was built of"
                                        : "a pack is a folder that holds `pack.jurat`");
}

std::shared_ptr<const RuleSet> Session::loadBundle(const std::string& path,
                                                   const std::vector<std::string>& frameworks,
                                                   const std::vector<const Datum*>& profiles) {
  const auto refuse = [&](const char* code, const std::string& why, const std::string& help) {
    diagnostics.report({.code = code, .message = "cannot use `" + path + "`: " + why, .help = help});
    return nullptr;
  };
  if (arguments.rules.size() > 1)
    return refuse("J0912", "a bundle stands alone", "build one bundle of all the packs, with `jurat build`");
  const Result<std::string> file = bundle::bytesOf(path, limits.bundle_bytes);
  if (!file) return refuse("J0901", file.error().message, "");
  const Result<bundle::Head> head = bundle::readHeadAlone(*file);
  if (!head) return refuse("J0910", head.error().message, "build it again with `jurat build`");
  // Before anything of it is read: what is not theirs is not even looked at.
  std::string key;
  if (!arguments.require_signed.empty()) {
    const Result<std::string> wanted = readPublicKey(arguments.require_signed);
    if (!wanted) return refuse("J0911", wanted.error().message, "");
    key = *wanted;
    const std::string other = bundle::notSignedBy(*head, key);
    if (!other.empty()) return refuse("J0911", other, "get it from whoever holds that key");
  }
  const std::string_view body = std::string_view(*file).substr(bundle::kHeadBytes);
  const std::string damage = key.empty() ? std::string() : bundle::notWhole(body, head->digest);
  if (!damage.empty()) return refuse("J0910", damage, "build it again with `jurat build`");
  ChoosePacks choose;
  // A row of the ledger keeps the texts of all.
  if (!profiles.empty() && !recordsRun(arguments))
    choose = [&](const Inside& inside) { return chosenFrom(inside, frameworks, profiles); };
  Result<Bundle> read = key.empty() ? readBundleBody(body, {body, head->digest}, sources, limits, choose)
                                    : readBundleBody(body, sources, limits, choose);
  if (!read) return refuse("J0910", read.error().message, "build it again with `jurat build`");
  if (!key.empty()) {
    const std::optional<std::string> folder = cacheFolder();
    const Result<std::string> good =
        bundle::isLatest(*head, read->base, folder ? *folder + "/releases" : std::string());
    if (!good) return refuse("J0911", good.error().message, "get the newest from whoever signs it");
    if (!good->empty()) complain(path + ": " + *good);
  }
  const checked::Program& program = *read->rules->program;
  std::vector<std::string> inside;
  for (const checked::Pack& pack : program.packs) inside.push_back(pack.id);
  for (const std::string& framework : frameworks) {
    if (contains(inside, framework)) continue;
    return refuse("J0190",
                  "there is no pack `" + framework + "` in it, and the profile asks for it" +
                      didYouMean(framework, inside),
                  "build the bundle with it");
  }
  frameworks_ = frameworks;
  bundle_ = std::move(*read);
  logInfo("read the bundle " + path + ", built by Jurat " + head->engine + ", release " +
          std::to_string(head->release) + ", digest " + head->digest);
  tellOf(*bundle_->rules);
  return bundle_->rules;
}

// From rule files a run by default loads what its profiles call for and ask for, with all that uses, and the
// heads of the other packs in force.
void Session::leaveOutOthers(const std::vector<Assessment*>& assessments) const {
  if (!bundle_ || !bundle_->named.empty()) return;
  const checked::Program& program = *bundle_->rules->program;
  std::set<PackId> loaded;
  for (const Assessment* assessment : assessments) {
    for (const PackUse& use : assessment->packs) {
      const bool called = contains(bundle_->base, use.id) && !use.why.is(Phrase::WhyNotCalled);
      if (called || contains(frameworks_, use.id)) add(program, use.pack, loaded);
    }
  }
  const auto other = [&](const PackUse& use) {
    return !loaded.contains(use.pack) && !contains(bundle_->base, use.id);
  };
  for (Assessment* assessment : assessments) {
    std::vector<PackUse>& packs = assessment->packs;
    packs.erase(std::remove_if(packs.begin(), packs.end(), other), packs.end());
  }
}

OtherKeys Session::otherKeys() {
  if (bundle_) return [this]() -> const AskedKeys& { return bundle_->others; };
  return [this]() -> const AskedKeys& {
    if (!other_keys_) other_keys_ = askedKeys(library(), loaded_, limits);
    return *other_keys_;
  };
}

LoadedPacks Session::loadPacksFor(const std::vector<std::string>& frameworks,
                                  const std::vector<const Datum*>& profiles, Diagnostics& own) {
  std::vector<std::string> ids = namedPacks();
  const bool named = !ids.empty();
  for (const std::string& framework : frameworks) {
    if (std::find(ids.begin(), ids.end(), framework) == ids.end()) ids.push_back(framework);
  }
  if (named) return loadPacks(library(), ids, sources, own, limits, Reading::WithoutTests);
  const std::vector<Opening> openings = readOpenings(library(), sources, limits);
  LoadedPacks packs = loadCalledFor(library(), openings, ids, ProfileCaller(profiles), sources, own, limits,
                                    Reading::WithoutTests);
  for (const Opening& opening : openings) {
    const bool used = std::binary_search(packs.ids.begin(), packs.ids.end(), opening.id) ||
                      std::binary_search(packs.aside.begin(), packs.aside.end(), opening.id);
    if (!used && opening.source) looked_at_.push_back(opening.source);
  }
  return packs;
}

CompiledPacks Session::compiled(LoadedPacks packs, Diagnostics& own) {
  CompiledPacks out;
  loaded_ = packs.ids;
  set_aside_ = packs.aside;
  const std::size_t files = packs.files.size() - packs.aside.size();
  std::shared_ptr<const checked::Program> program;
  if (!own.hasErrors()) program = check(std::move(packs.files), own, limits, Tests::LeftOut);
  out.complaints = !own.all().empty();
  diagnostics.append(own);
  if (!program) return out;
  logInfo("loaded " + std::to_string(packs.ids.size()) + " packs from " + std::to_string(files) + " files");
  out.rules = compile(std::move(program));
  tellOf(*out.rules);
  for (PackFile& file : packs.paths) {
    out.files.push_back({file.source, file.source->name});
    out.paths.push_back(std::move(file.path));
  }
  return out;
}

CompiledPacks Session::compilePacks(const std::vector<std::string>& ids) {
  // Counted apart: a profile that cannot be read must not keep the others from being judged.
  Diagnostics own;
  return compiled(loadPacks(library(), ids, sources, own, limits, Reading::WithoutTests), own);
}

// Not where the run is recorded: a row of the ledger names every file that was read. Which packs are loaded
// by default is for the profiles to say: what they answer to the conditions of packs is part of the name.
std::optional<std::string> Session::cacheEntry(const std::vector<std::string>& frameworks,
                                               const std::vector<const Datum*>& profiles) {
  if (arguments.no_cache || environment("JURAT_CACHE") == "off" || recordsRun(arguments) || !cacheFolder())
    return std::nullopt;
  bundle::EntryName name(library(), contextOf(), limits);
  if (!name.readable()) return std::nullopt;
  const std::vector<std::string> named = namedPacks();
  for (const std::string& pack : named) name.add(pack);
  name.add("frameworks:");
  for (const std::string& framework : frameworks) name.add(framework);
  name.add("profiles:");
  const auto asked = [&](std::string_view key) { return name.opens(key); };
  for (const Datum* profile : profiles) {
    if (named.empty()) name.add(answersOf(*profile, asked));
  }
  return name.hex();
}

std::shared_ptr<const RuleSet> Session::loadRules(const std::vector<std::string>& frameworks,
                                                  const std::vector<const Datum*>& profiles) {
  const std::size_t faults = diagnostics.errorCount();
  if (const std::string* bundle = bundleName()) return loadBundle(*bundle, frameworks, profiles);
  if (!arguments.require_signed.empty()) {
    diagnostics.report({.code = "J0911",
                        .message = "--require-signed asks for a bundle, and rule files are not signed",
                        .help = "name the bundle with `--rules FILE.jbundle`"});
    return nullptr;
  }
  namedPacks();
  // Never other packs than those that were named.
  if (diagnostics.errorCount() > faults) return nullptr;
  looked_at_.clear();
  other_keys_.reset();
  const std::optional<std::string> entry = cacheEntry(frameworks, profiles);
  const bundle::Cache cache(cacheFolder().value_or(""), limits);
  if (std::optional<Bundle> found = entry ? cache.find(*entry, sources) : std::nullopt) {
    logInfo("found the rules compiled, in the cache");
    tellOf(*found->rules);
    loaded_ = found->base;
    set_aside_ = found->named;
    return found->rules;
  }
  // Counted apart: a profile that cannot be read must not keep the others from being judged.
  Diagnostics own;
  const std::size_t before = sources.files().size();
  CompiledPacks made = compiled(loadPacksFor(frameworks, profiles, own), own);
  // What was complained about has to be said every time.
  if (!entry || !made.rules || made.complaints) return made.rules;
  // All that the rules stand in: files of the packs, and of others the one that opens them.
  BundleContents contents{.named = set_aside_, .base = loaded_, .files = {}};
  for (std::size_t i = before; i < sources.files().size(); ++i) {
    const SourceFile& file = sources.files()[i];
    const bool rules = std::any_of(made.files.begin(), made.files.end(),
                                   [&](const BundledFile& each) { return each.source == &file; });
    if (rules || file.name.ends_with("pack.jurat")) contents.files.push_back({&file, file.name});
  }
  cache.keep(*entry, *made.rules, contents);
  return made.rules;
}

}  // namespace jurat
