#include "engine/packs/packs.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/packs/outline.h"
#include "engine/packs/reading.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> ruleFiles(const fs::path& folder, const Limits& limits) {
  std::vector<std::string> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end && files.size() < limits.files;
       at.increment(failed)) {
    if (at->path().extension() == ".jurat" && at->is_regular_file(failed))
      files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Folders with an opening file, at most as deep as a sensible id is long; links are not followed.
std::vector<fs::path> packFolders(const fs::path& root, const Limits& limits) {
  std::vector<fs::path> folders;
  std::error_code failed;
  if (fs::is_regular_file(root / kOpening, failed)) folders.push_back(root);
  fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, failed), end;
  for (; !failed && at != end && folders.size() < limits.files; at.increment(failed)) {
    if (at.depth() > 12) at.disable_recursion_pending();
    if (at->path().filename() == kOpening && at->path().parent_path() != root)
      folders.push_back(at->path().parent_path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::string idBelow(const fs::path& folder, const fs::path& root) {
  std::string id = folder.lexically_normal().lexically_relative(root.lexically_normal()).generic_string();
  std::replace(id.begin(), id.end(), '/', '.');
  return id;
}

// What people read instead of the path: below the working directory the way from there, elsewhere the way
// from the rules folder, so that reports say the same on every machine.
std::string shownName(const fs::path& file, const fs::path& root) {
  if (file.is_relative()) return file.generic_string();
  std::error_code failed;
  const fs::path here = fs::current_path(failed);
  const std::string from_here = failed ? ".." : file.lexically_relative(here).generic_string();
  if (!from_here.empty() && from_here.rfind("..", 0) != 0) return from_here;
  fs::path folder = root.lexically_normal();
  if (folder.filename().empty()) folder = folder.parent_path();
  return (folder.filename() / file.lexically_relative(folder)).generic_string();
}

// Parsed only where a glance does not tell.
std::string idIn(const SourceFile& file) {
  std::string plain = plainPackId(file.text);
  if (!plain.empty()) return plain;
  Diagnostics ignored;
  return idText(parse(file, ignored)->pack);
}

// The id that a pack folder declares itself, read without reporting; empty when it cannot be read.
std::string declaredId(const fs::path& folder, const Limits& limits) {
  SourceMap sources;
  Diagnostics ignored;
  const SourceFile* file = readSource(sources, (folder / kOpening).string(), limits.source_bytes, ignored);
  return file ? idIn(*file) : std::string();
}

}  // namespace

bool isOpening(std::string_view path) {
  if (!path.ends_with(kOpening)) return false;
  return path.size() == kOpening.size() || path[path.size() - kOpening.size() - 1] == '/';
}

std::string idText(const ast::Dotted& name) {
  std::string id;
  for (const ast::Name& part : name.parts) {
    if (!id.empty()) id += '.';
    id += part.text;
  }
  return id;
}

const SourceFile* readPackFile(const PackFolder& folder, const std::string& path, SourceMap& sources,
                               const Limits& limits, Diagnostics& diagnostics) {
  if (!folder.texts)
    return readSource(sources, path, limits.source_bytes, diagnostics, shownName(path, folder.root));
  const auto found = folder.texts->find(path);
  return found == folder.texts->end() ? nullptr : addSource(sources, path, found->second, diagnostics);
}

std::string declaredPackId(const std::string& opening) {
  SourceMap sources;
  Diagnostics ignored;
  const SourceFile* file = addSource(sources, std::string(kOpening), opening, ignored);
  return file ? idIn(*file) : std::string();
}

void PackLibrary::add(PackFolder folder) {
  const auto at =
      std::lower_bound(packs_.begin(), packs_.end(), folder.id,
                       [](const PackFolder& pack, const std::string& id) { return pack.id < id; });
  if (at == packs_.end() || at->id != folder.id) {
    packs_.insert(at, std::move(folder));
  } else if (folder.named && !at->named) {
    *at = std::move(folder);
  }
}

void PackLibrary::addRoot(const std::string& root) {
  if (!roots_.insert(root).second) return;
  for (const fs::path& folder : packFolders(root, limits_)) {
    const std::string id = idBelow(folder, root);
    if (id != ".")
      add({.id = id, .path = folder.string(), .root = root, .files = ruleFiles(folder, limits_)});
  }
}

std::vector<std::string> PackLibrary::addPath(const std::string& path) {
  std::error_code failed;
  fs::path start = fs::absolute(path, failed).lexically_normal();
  if (fs::is_regular_file(start, failed)) start = start.parent_path();
  if (start.filename().empty()) start = start.parent_path();
  std::vector<std::string> ids;
  for (const fs::path& folder : packFolders(start, limits_)) {
    // A pack's id is its path below the root, so the root follows from the id it declares.
    const std::string id = declaredId(folder, limits_);
    fs::path root = folder;
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::count(id.begin(), id.end(), '.')) + 1; ++i)
      root = root.parent_path();
    const std::string below = idBelow(folder, root);
    // People read the path as they gave it.
    const fs::path shown = fs::path(path).lexically_normal() / folder.lexically_relative(start);
    fs::path as_given =
        (start == fs::absolute(path, failed).lexically_normal() || fs::is_directory(path, failed))
            ? shown
            : fs::path(path).parent_path();
    if (as_given.empty()) as_given = ".";
    as_given = as_given.lexically_normal();
    add({.id = below,
         .path = as_given.string(),
         .root = root.string(),
         .files = ruleFiles(as_given, limits_),
         .named = true});
    ids.push_back(below);
    addRoot(root.string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::string> PackLibrary::addTexts(const std::string& root,
                                               const std::map<std::string, std::string>& files) {
  std::map<std::string, PackFolder> folders;  // by path below the root
  auto texts = std::make_shared<std::map<std::string, std::string>>();
  for (const auto& [path, bytes] : files) {
    const std::string below = fs::path(path).parent_path().generic_string();
    if (!files.contains((fs::path(below) / kOpening).generic_string())) continue;
    const std::string whole = (fs::path(root) / path).lexically_normal().generic_string();
    PackFolder& folder = folders[below];
    folder.files.push_back(whole);
    texts->emplace(whole, bytes);
  }
  std::vector<std::string> ids;
  for (auto& [below, folder] : folders) {
    folder.id = below;
    std::replace(folder.id.begin(), folder.id.end(), '/', '.');
    folder.path = (fs::path(root) / below).lexically_normal().generic_string();
    folder.root = root;
    folder.texts = texts;
    if (folder.id.empty()) continue;
    ids.push_back(folder.id);
    add(std::move(folder));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

const PackFolder* PackLibrary::find(const std::string& id) const {
  const auto at =
      std::lower_bound(packs_.begin(), packs_.end(), id,
                       [](const PackFolder& pack, const std::string& wanted) { return pack.id < wanted; });
  return at != packs_.end() && at->id == id ? &*at : nullptr;
}

std::vector<std::string> PackLibrary::ids() const {
  std::vector<std::string> result;
  for (const PackFolder& pack : packs_) result.push_back(pack.id);
  return result;
}

}  // namespace jurat
