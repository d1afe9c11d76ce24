#include "engine/bundle/cache.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "engine/base/versions.h"
#include "engine/bundle/beside.h"
#include "engine/bundle/file.h"
#include "engine/bundle/header.h"
#include "engine/packs/outline.h"
#include "engine/packs/words.h"
#include "engine/source/source_map.h"

namespace jurat::bundle {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".jbundle";

bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// A file of a pack.
struct Part {
  const PackFolder* folder = nullptr;
  const std::string* path = nullptr;
  std::string digest;
  std::vector<std::string> words;  // of the head, in an opening file
};

// Conditions stand in the head of the opening file; nothing is a name in a comment or a text.
void addWords(std::string_view text, std::vector<std::string>& words) {
  Words reader(text.substr(0, outlineOf(text).head_end));
  for (std::string_view word = reader.next(); !word.empty(); word = reader.next()) {
    for (auto at = word.begin(); at != word.end();) {
      at = std::find_if(at, word.end(), isWord);
      const auto end = std::find_if_not(at, word.end(), isWord);
      if (at != end) words.emplace_back(at, end);
      at = end;
    }
  }
}

void take(Part& part, std::string_view text) {
  part.digest = blake2b(text).hex();
  if (part.path->ends_with("pack.jurat")) addWords(text, part.words);
}

bool readPart(Part& part, const Limits& limits) {
  if (part.folder->texts) {
    const auto found = part.folder->texts->find(*part.path);
    if (found == part.folder->texts->end()) return false;
    take(part, found->second);
    return true;
  }
  const Result<std::string> bytes = bytesOf(*part.path, limits.source_bytes);
  if (bytes) take(part, *bytes);
  return static_cast<bool>(bytes);
}

}  // namespace

std::optional<std::string> cacheFolder(const std::string& xdg_cache_home, const std::string& home) {
  if (xdg_cache_home.starts_with('/')) return xdg_cache_home + "/jurat";
  if (home.starts_with('/')) return home + "/.cache/jurat";
  return std::nullopt;
}

// Every part behind its length, so that no two lists of parts are the same bytes.
void EntryName::add(std::string_view part) {
  hash_.add(std::to_string(part.size()) + ":");
  hash_.add(part);
}

std::string EntryName::hex() { return hash_.finish().hex(); }

EntryName::EntryName(const PackLibrary& library, const std::string& context, const Limits& limits) {
  std::vector<Part> parts;
  for (const PackFolder& folder : library.packs()) {
    for (const std::string& path : folder.files) parts.push_back({&folder, &path, {}, {}});
  }
  const auto read = [&](std::size_t begin, std::size_t end) {
    bool all = true;
    for (std::size_t i = begin; i < end; ++i) all = all && readPart(parts[i], limits);
    return all;
  };
  constexpr std::size_t kMany = 32;
  const std::size_t half = parts.size() / 2;
  expectMuchToHash();
  std::future<bool> second = beside([&] { return read(half, parts.size()); }, half >= kMany);
  readable_ = read(0, half);
  readable_ = second.get() && readable_;
  add(std::to_string(kBundleVersion));
  add(context);
  add(std::to_string(parts.size()));
  for (const Part& part : parts) {
    add(part.folder->id);
    add(part.folder->root);
    add(*part.path);
    add(part.digest);
    words_.insert(part.words.begin(), part.words.end());
  }
}

std::string Cache::pathOf(const std::string& name) const {
  return (fs::path(folder_) / "rules" / (name + std::string(kSuffix))).string();
}

// The name stands in the entry, too: one that was copied over another is not the other.
std::optional<Bundle> Cache::find(const std::string& name, SourceMap& sources) const {
  const Result<std::string> file = ownBytesOf(pathOf(name), limits_.bundle_bytes);
  const Result<Head> head = file ? readHeadAlone(*file) : Result<Head>(IoError{});
  if (!head) return std::nullopt;
  const std::string_view body = std::string_view(*file).substr(kHeadBytes);
  if (!body.starts_with(name)) return std::nullopt;
  Result<Bundle> bundle = readBundleBody(body.substr(name.size()), {body, head->digest}, sources, limits_);
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
