#include "engine/bundle/cache.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "engine/base/versions.h"
#include "engine/bundle/file.h"
#include "engine/bundle/header.h"
#include "engine/crypto/blake2b.h"
#include "engine/source/source_map.h"

namespace jurat::bundle {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".jbundle";

// Every part behind its length, so that no two lists of parts are the same bytes.
class Name {
 public:
  void add(std::string_view part) {
    hash_.add(std::to_string(part.size()) + ":");
    hash_.add(part);
  }
  std::string hex() { return hash_.finish().hex(); }

 private:
  Blake2b hash_;
};

bool addFile(const PackFolder& folder, const std::string& path, const Limits& limits, Name& name) {
  name.add(path);
  if (folder.texts) {
    const auto found = folder.texts->find(path);
    if (found == folder.texts->end()) return false;
    name.add(found->second);
    return true;
  }
  const Result<std::string> bytes = bytesOf(path, limits.source_bytes);
  if (bytes) name.add(*bytes);
  return static_cast<bool>(bytes);
}

}  // namespace

std::optional<std::string> cacheFolder(const std::string& xdg_cache_home, const std::string& home) {
  if (xdg_cache_home.starts_with('/')) return xdg_cache_home + "/jurat";
  if (home.starts_with('/')) return home + "/.cache/jurat";
  return std::nullopt;
}

std::optional<std::string> entryName(const PackLibrary& library, const std::vector<std::string>& asked,
                                     const std::string& context, const Limits& limits) {
  Name name;
  name.add(std::to_string(kBundleVersion));
  name.add(context);
  name.add(std::to_string(asked.size()));
  for (const std::string& id : asked) name.add(id);
  for (const PackFolder& folder : library.packs()) {
    name.add(folder.id);
    name.add(folder.root);
    name.add(std::to_string(folder.files.size()));
    for (const std::string& path : folder.files) {
      if (!addFile(folder, path, limits, name)) return std::nullopt;
    }
  }
  return name.hex();
}

std::string Cache::pathOf(const std::string& name) const {
  return (fs::path(folder_) / "rules" / (name + std::string(kSuffix))).string();
}

// The name stands in the entry, too: one that was copied over another is not the other.
std::optional<Bundle> Cache::find(const std::string& name, SourceMap& sources) const {
  const Result<std::string> file = ownBytesOf(pathOf(name), limits_.bundle_bytes);
  if (!file || !readHead(*file)) return std::nullopt;
  const std::string_view body = std::string_view(*file).substr(kHeadBytes);
  if (!body.starts_with(name)) return std::nullopt;
  Result<Bundle> bundle = readBundleBody(body.substr(name.size()), sources, limits_);
  if (!bundle) return std::nullopt;
  ::utimensat(AT_FDCWD, pathOf(name).c_str(), nullptr, 0);  // the oldest go first
  return std::move(*bundle);
}

void Cache::keep(const std::string& name, const RuleSet& rules, const BundleContents& contents) const {
  const std::string file = sealed(name + bundleBody(rules, contents), "cache", 0, nullptr);
  if (file.size() <= limits_.cache_bytes && writeOwn(pathOf(name), file)) shrink();
}

void Cache::shrink() const {
  struct Entry {
    fs::file_time_type used;
    fs::path path;
    std::uintmax_t bytes = 0;
  };
  std::vector<Entry> entries;
  std::uintmax_t bytes = 0;
  std::error_code failed;
  for (fs::directory_iterator at(fs::path(folder_) / "rules", failed), end; !failed && at != end;
       at.increment(failed)) {
    std::error_code unknown;
    Entry entry{at->last_write_time(unknown), at->path(), at->file_size(unknown)};
    if (unknown) continue;
    bytes += entry.bytes;
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const Entry& entry : entries) {
    if (bytes <= limits_.cache_bytes) break;
    if (fs::remove(entry.path, failed)) bytes -= entry.bytes;
  }
}

}  // namespace jurat::bundle
