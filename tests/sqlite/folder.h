// A folder of its own for one test case, removed when the case ends; and running something without root's
// powers.
#pragma once
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace jurat {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jurat-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code failed;
    std::filesystem::remove_all(path_, failed);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline void writeFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The permission bits of a file, or -1 when there is none.
inline int modeOf(const std::string& path) {
  struct stat about {};
  return ::lstat(path.c_str(), &about) == 0 ? static_cast<int>(about.st_mode & 07777) : -1;
}

// While it lives, permissions count: root passes over them, so the files go to an ordinary user, and so does
// the test.
class AsOrdinaryUser {
 public:
  explicit AsOrdinaryUser(const Folder& folder) : root_(::geteuid() == 0) {
    if (!root_) return;
    constexpr uid_t kNobody = 65534;
    give(folder.path(), kNobody);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      give(entry.path().string(), kNobody);
    }
    if (::seteuid(kNobody) != 0) std::abort();
  }
  AsOrdinaryUser(const AsOrdinaryUser&) = delete;
  AsOrdinaryUser& operator=(const AsOrdinaryUser&) = delete;
  ~AsOrdinaryUser() {
    if (root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  static void give(const std::string& path, uid_t user) {
    if (::lchown(path.c_str(), user, static_cast<gid_t>(-1)) != 0) std::abort();
  }
  bool root_;
};

}  // namespace jurat
