// Session: what every command needs: sources, diagnostics on standard error, packs on disk, today.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/bundle/bundle.h"
#include "engine/cli/arguments.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/assessment.h"
#include "engine/packs/packs.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {

struct CompiledPacks {
  std::shared_ptr<const RuleSet> rules;  // null: something did not load (reported)
  std::vector<BundledFile> files;        // that they stand in, by the names that people read
  std::vector<std::string> paths;        // of the files, in the same order
  bool complaints = false;               // something was reported, a warning perhaps
};

class Session {
 public:
  explicit Session(const Arguments& arguments);

  const Arguments& arguments;
  SourceMap sources;
  Diagnostics diagnostics;
  Limits limits;

  // The day of the check; empty when `--as-of` is neither day nor moment (said on standard error).
  std::optional<AsOf> asOf();
  bool asOfIsToday() const { return arguments.as_of.empty(); }

  // Roots in order: --rules-path, JURAT_RULES_PATH, `rules` of jurat.yaml, ../share/jurat/rules beside the
  // binary, the source tree. With --policy-from-git those that lie in the working tree are read from the
  // commit.
  PackLibrary& library();
  std::vector<std::string> roots() const;
  // Those of them that the project chose, and not whoever installed the program.
  std::vector<std::string> ownRoots() const;
  // What `test` and `lint` work on: the paths of the command line, else `rules` of jurat.yaml, else the rules
  // that came with the program.
  std::vector<std::string> rulesToWorkOn() const;
  // Ids that --rules names, or that its bundle was built of; folders are added to the library. A bundle that
  // loadRules() has not read is refused: there are no rule files in it.
  std::vector<std::string> namedPacks();

  // The packs a run needs: those named, or the default ones that one of the profiles may call for (all, when
  // none is given), with `frameworks`. From the bundle that --rules names, from the cache, or from rule
  // files. Null when something did not load (reported).
  std::shared_ptr<const RuleSet> loadRules(const std::vector<std::string>& frameworks,
                                           const std::vector<const Datum*>& profiles = {});
  // These packs and all they use, from rule files.
  CompiledPacks compilePacks(const std::vector<std::string>& ids);
  // A bundle may hold packs that these profiles of a run would not have loaded: they are left out of what it
  // says of them.
  void leaveOutOthers(const std::vector<Assessment*>& assessments) const;
  // What the packs that the last loadRules() left alone ask of profiles; read when it is asked for. Of those
  // beside a bundle, what it says of them itself.
  OtherKeys otherKeys();
  // Packs of which that run read the heads alone, sorted.
  const std::vector<std::string>& setAside() const { return set_aside_; }
  // The rule files that it read for more than a look at what its pack is, in the order read.
  std::vector<const SourceFile*> ruleFiles() const;

  // Those packs and all they use, checked. Null when something did not load (reported).
  std::shared_ptr<const checked::Program> loadProgram(const std::vector<std::string>& ids);
  // The packs that --rules names, or every pack there is: for whoever looks at rules and not at a profile.
  std::vector<std::string> namedOrAll();

  // Prints complaints about files of another map.
  void print(const Diagnostics& complaints, const SourceMap& about) const;
  // Prints what has been collected since the last call; true when an error was among it.
  bool printDiagnostics();
  bool useColor(int descriptor) const;

 private:
  void addRoot(PackLibrary& library, const std::string& root);
  std::vector<std::string> addNamed(const std::string& name, PackLibrary& library);
  bool sameFolder(const std::string& id, const std::string& name, const PackLibrary& there);
  void refuseBoth(const std::string& id, const std::string& first, const std::string& second);
  // False, and said, of a bundle.
  bool isFolderOfRules(const std::string& root);
  // The bundle among --rules, or null.
  const std::string* bundleName() const;
  std::shared_ptr<const RuleSet> loadBundle(const std::string& path,
                                            const std::vector<std::string>& frameworks,
                                            const std::vector<const Datum*>& profiles);
  // The name of these rules in the cache; nothing when it has no part in the run.
  std::optional<std::string> cacheEntry(const std::vector<std::string>& frameworks,
                                        const std::vector<const Datum*>& profiles);
  CompiledPacks compiled(LoadedPacks packs, Diagnostics& own);

  LoadedPacks loadPacksFor(const std::vector<std::string>& frameworks,
                           const std::vector<const Datum*>& profiles, Diagnostics& own);

  std::optional<PackLibrary> library_;
  std::vector<std::string> loaded_, set_aside_;
  std::vector<const SourceFile*> looked_at_;  // opening files of other packs
  std::optional<AskedKeys> other_keys_;
  std::optional<std::vector<std::string>> named_;
  std::optional<Bundle> bundle_;
  std::vector<std::string> frameworks_;  // that profiles ask of the bundle
  std::size_t printed_ = 0;
  std::optional<AsOf> as_of_;
};

// What is wrong with a path at which no pack was found.
std::string noPackIn(const std::string& path);

// An object for the rest of the program, which does not take it down: that is a tenth of a short run.
template <typename T, typename... Given>
T& kept(Given&&... given) {
  static std::vector<std::unique_ptr<T>> all;  // for those who look for leaks
  return *all.emplace_back(std::make_unique<T>(std::forward<Given>(given)...));
}

// "1 test", "2 tests".
std::string counted(std::size_t count, const std::string& one, const std::string& many);

// Complaints about the command line itself: "jurat: ..." on standard error.
void complain(const std::string& text);

// Writes text to standard output, or to a file: aside first, then renamed; straight to pipes and devices.
// False when it could not be written (said on standard error).
bool writeOut(const std::string& text);
bool writeFile(const std::string& path, const std::string& text);
// Adds to a file that others write too, making it where it is missing. False as above.
bool appendFile(const std::string& path, const std::string& text);
// Writes a file that must not exist yet, aside first and then under its name, so that nothing is ever
// overwritten, not even by two at once.
enum class NewlyWritten { Yes, Exists, Failed };
enum class Readers { Everybody, OwnerOnly };  // as the umask has it, or mode 0600
NewlyWritten writeNew(const std::string& path, const std::string& text, Readers readers = Readers::Everybody);

// Takes back a file that this run has just made.
void removeFile(const std::string& path);

void setUpLog(const std::string& level);
void logInfo(const std::string& text);

}  // namespace jurat
