// Files below a folder, for whoever does not trust the one who wrote their paths.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace jurat {

// What became of looking at a file.
struct FileLook {
  bool found = false;    // false with a reason: refused, or the system refuses; without: there is none
  std::string digest{};  // SHA-256 of its bytes, 64 hex digits
  std::string reason{};  // why it is not read: "it leads out of the folder"
};

// Digests files below one folder. Goes down one part of a path after the other and holds each folder open, so
// that nobody who moves things meanwhile can lead it out: `..`, absolute paths, and symbolic links to either
// are refused; a link that stays inside is followed. Folders, devices, pipes, sockets and files that are
// larger than `at_most` are refused, too. A file that has several names is read once.
class FolderReader {
 public:
  FolderReader(const std::string& folder, std::size_t at_most);
  FolderReader(const FolderReader&) = delete;
  FolderReader& operator=(const FolderReader&) = delete;
  ~FolderReader();

  FileLook look(const std::string& path);

 private:
  FileLook digest(int descriptor);

  int folder_ = -1;
  std::string unopened_;  // why the folder cannot be opened
  std::size_t at_most_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, FileLook> seen_;  // by device and number
};

}  // namespace jurat
