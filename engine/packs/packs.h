// Packs on disk: which folders are packs, and the files of those that a run needs.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/syntax/ast.h"

namespace jurat {

class Diagnostics;
class SourceMap;
struct SourceFile;

struct PackFolder {
  std::string id;    // its path below the root, dots for slashes
  std::string path;  // the folder
  std::string root;
  std::vector<std::string> files;  // *.jurat directly in it, sorted
  // Of a pack that does not lie on disk (of another commit, say): the texts of its files, by those paths.
  std::shared_ptr<const std::map<std::string, std::string>> texts{};
  bool named = false;  // by its path
};

// Finds packs below roots; a folder that was named wins over those that were only come upon, and earlier ones
// over later. A root that does not exist holds nothing.
class PackLibrary {
 public:
  explicit PackLibrary(Limits limits = {}) : limits_(limits) {}

  void addRoot(const std::string& root);
  // A pack folder, a folder with packs below it, or one rule file, named by its path: its packs, whose root
  // joins the library. Empty when there is no pack there.
  std::vector<std::string> addPath(const std::string& path);

  // The packs among files that do not lie on disk, by their paths below `root`, which joins their paths.
  // Answers their ids, sorted.
  std::vector<std::string> addTexts(const std::string& root, const std::map<std::string, std::string>& files);

  const PackFolder* find(const std::string& id) const;
  const std::vector<PackFolder>& packs() const { return packs_; }  // sorted by id
  std::vector<std::string> ids() const;

 private:
  void add(PackFolder folder);
  Limits limits_;
  std::vector<PackFolder> packs_;
  std::set<std::string> roots_;  // that were looked through
};

// A file as it was read, and where from: people read another name of it.
struct PackFile {
  const SourceFile* source = nullptr;
  std::string path;
};

// The id that the opening file of a pack declares; empty when it cannot be read.
std::string declaredPackId(const std::string& opening);

struct LoadedPacks {
  std::vector<std::shared_ptr<const ast::File>> files;
  std::vector<std::string> ids;  // every pack loaded, sorted
  std::vector<PackFile> paths;
  // Packs of which only the heads are among `files`, sorted: no profile of the run calls for them.
  std::vector<std::string> aside{};
};

// What of a pack is read: a run that runs no tests leaves alone the files that hold nothing else.
enum class Reading { WithTests, WithoutTests };

// Parses the packs in `ids` and all they use, in turn; faults are reported (J0190: no such pack; J0191: a
// pack whose declared id is not its path). Text in `ids` that is no known pack is reported with a suggestion.
LoadedPacks loadPacks(const PackLibrary& library, const std::vector<std::string>& ids, SourceMap& sources,
                      Diagnostics& diagnostics, const Limits& limits = {},
                      Reading reading = Reading::WithTests);

// What the opening file of a pack says of it: enough for lists, without reading its rules.
struct PackHead {
  std::string id;              // its path below the root
  std::string version, title;  // as declared, the title in English; empty when the file cannot be read
};
// Of every pack of the library, sorted by id. What is wrong in them is for those who load them to say.
std::vector<PackHead> packHeads(const PackLibrary& library, const Limits& limits = {});

// The packs whose status, on some day, is one that runs without being named: decided from their opening
// files.
std::vector<std::string> defaultPacks(const PackLibrary& library, const Limits& limits = {});
// Those that on some day are voluntary: they run for a profile that asks for them.
std::vector<std::string> voluntaryPacks(const PackLibrary& library, const Limits& limits = {});

}  // namespace jurat
