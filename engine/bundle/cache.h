// The cache: compiled packs by what they were compiled from, so that a run whose rule files have not changed
// neither parses nor checks them. Entries are bundles; one that is damaged, or not this user's own, is none.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/bundle/bundle.h"
#include "engine/crypto/blake2b.h"
#include "engine/packs/packs.h"

namespace jurat::bundle {

// The folder of all that Jurat keeps for a user and can make again: below $XDG_CACHE_HOME or ~/.cache. Both
// come in as they are set; nothing when neither is an absolute path.
std::optional<std::string> cacheFolder(const std::string& xdg_cache_home, const std::string& home);

// The name of an entry: the digest of everything that compiled rules depend on.
class EntryName {
 public:
  // The paths and bytes of all files of the library, which it reads; `context`: the engine, and where file
  // names count from.
  EntryName(const PackLibrary& library, const std::string& context, const Limits& limits);

  // False when a file of a pack could not be read: whoever compiles says why.
  bool readable() const { return readable_; }
  // Whether the file that opens some pack has this word anywhere.
  bool opens(std::string_view word) const { return words_.contains(word); }
  // What else decides, in one order for all: a text is none of the texts beside it.
  void add(std::string_view part);
  std::string hex();

 private:
  Blake2b hash_;
  std::set<std::string, std::less<>> words_;
  bool readable_ = true;
};

class Cache {
 public:
  Cache(std::string folder, const Limits& limits) : folder_(std::move(folder)), limits_(limits) {}

  // The rules of an entry, whose files join `sources`; nothing when there is none, or none that is sound.
  std::optional<Bundle> find(const std::string& name, SourceMap& sources) const;
  // Writes an entry, aside first, and takes away the oldest where all together are too large. What cannot be
  // written is left out.
  void keep(const std::string& name, const RuleSet& rules, const BundleContents& contents) const;

 private:
  std::string pathOf(const std::string& name) const;
  void shrink() const;

  std::string folder_;
  Limits limits_;
};

}  // namespace jurat::bundle
