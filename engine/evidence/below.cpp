#include "engine/evidence/below.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "engine/crypto/sha256.h"

namespace jurat {
namespace {

constexpr int kMostLinks = 40;        // of one path, as the system has it
constexpr std::size_t kDeepest = 64;  // folders of one path, each held open

FileLook refused(std::string reason) { return {.found = false, .digest = {}, .reason = std::move(reason)}; }

FileLook refusedBySystem(int error) {
  if (error == ENOENT || error == ENOTDIR) return {};
  if (error == EACCES || error == EPERM) return refused("you have no permission to read it");
  if (error == ENXIO || error == ENODEV) return refused("it is a device or a socket, not a file");
  return refused("the system says: " + std::generic_category().message(error));
}

// The parts of a path, last first, so that the next one is at the back.
bool pushParts(std::string_view path, std::vector<std::string>& parts) {
  constexpr std::size_t kMostParts = 4096;
  std::vector<std::string> own;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0 && path.substr(0, end) != ".") own.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  if (own.size() + parts.size() > kMostParts) return false;
  parts.insert(parts.end(), own.rbegin(), own.rend());
  return true;
}

// Folders held open on the way down; the first is not ours to close.
class Descent {
 public:
  explicit Descent(int top) : open_{top} {}
  Descent(const Descent&) = delete;
  Descent& operator=(const Descent&) = delete;
  ~Descent() {
    while (up()) continue;
  }
  int here() const { return open_.back(); }
  std::size_t depth() const { return open_.size(); }
  void down(int folder) { open_.push_back(folder); }
  // False at the top: further up is outside.
  bool up() {
    if (open_.size() == 1) return false;
    ::close(open_.back());
    open_.pop_back();
    return true;
  }

 private:
  std::vector<int> open_;
};

std::optional<std::string> linkTarget(int folder, const std::string& name) {
  std::array<char, 4096> target{};
  const ssize_t size = ::readlinkat(folder, name.c_str(), target.data(), target.size());
  if (size <= 0 || static_cast<std::size_t>(size) == target.size()) return std::nullopt;
  return std::string(target.data(), static_cast<std::size_t>(size));
}

constexpr const char* kOut = "it leads out of the profile's folder";
constexpr const char* kLinks = "its symbolic links go round in a circle or lead too far";

// Goes from the folder to the file of that path; its descriptor, or why there is none.
class Walk {
 public:
  explicit Walk(int top) : descent_(top) {}

  std::optional<int> open(const std::string& path, FileLook& why) {
    if (path.find('\0') != std::string::npos)
      return why = refused("a path cannot hold a NUL byte"), std::nullopt;
    if (path.empty() || path.front() == '/') return why = refused(kOut), std::nullopt;
    if (!pushParts(path, parts_)) return why = refused("its path is too long"), std::nullopt;
    while (!parts_.empty()) {
      const std::string part = std::move(parts_.back());
      parts_.pop_back();
      std::optional<int> file;
      if (!step(part, file, why)) return std::nullopt;
      if (file) return file;
    }
    why = refused("it is a folder");
    return std::nullopt;
  }

 private:
  bool step(const std::string& part, std::optional<int>& file, FileLook& why) {
    if (part == "..") return descent_.up() || (why = refused(kOut), false);
    struct stat about {};
    if (::fstatat(descent_.here(), part.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0)
      return why = refusedBySystem(errno), false;
    if (S_ISLNK(about.st_mode)) return follow(part, why);
    const bool folder = S_ISDIR(about.st_mode);
    if (!folder && !parts_.empty()) return why = {}, false;
    if (folder && descent_.depth() > kDeepest) return why = refused("it lies too deep"), false;
    // A device can act on being opened, so what is no file is told before.
    if (!folder && !S_ISREG(about.st_mode))
      return why = refused("it is a device, a pipe or a socket, not a file"), false;
    const int opened =
        ::openat(descent_.here(), part.c_str(),
                 O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | (folder ? O_DIRECTORY : 0));
    if (opened < 0) return why = refusedBySystem(errno), false;
    if (folder) {
      descent_.down(opened);
    } else {
      file = opened;
    }
    return true;
  }

  bool follow(const std::string& part, FileLook& why) {
    const std::optional<std::string> target = linkTarget(descent_.here(), part);
    if (!target || ++links_ > kMostLinks) return why = refused(kLinks), false;
    if (target->front() == '/') return why = refused(kOut), false;
    return pushParts(*target, parts_) || (why = refused(kLinks), false);
  }

  Descent descent_;
  std::vector<std::string> parts_;
  int links_ = 0;
};

std::string sizeText(std::size_t bytes) {
  constexpr std::size_t kMebi = 1u << 20;
  return bytes % kMebi == 0 && bytes > 0 ? std::to_string(bytes / kMebi) + " MiB"
                                         : std::to_string(bytes) + " bytes";
}

}  // namespace

FolderReader::FolderReader(const std::string& folder, std::size_t at_most) : at_most_(at_most) {
  folder_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_ < 0) unopened_ = std::generic_category().message(errno);
}

FolderReader::~FolderReader() {
  if (folder_ >= 0) ::close(folder_);
}

FileLook FolderReader::look(const std::string& path) {
  if (folder_ < 0) return refused("its folder cannot be opened: " + unopened_);
  FileLook out;
  const std::optional<int> file = Walk(folder_).open(path, out);
  if (!file) return out;
  out = digest(*file);
  ::close(*file);
  return out;
}

FileLook FolderReader::digest(int descriptor) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0) return refusedBySystem(errno);
  if (!S_ISREG(about.st_mode)) return refused("it is a device, a pipe or a socket, not a file");
  const auto same =
      std::pair(static_cast<std::uint64_t>(about.st_dev), static_cast<std::uint64_t>(about.st_ino));
  if (const auto before = seen_.find(same); before != seen_.end()) return before->second;
  const FileLook large = refused("it is larger than " + sizeText(at_most_) + ", the most that is read");
  if (static_cast<std::uint64_t>(about.st_size) > at_most_) return seen_[same] = large;
  Sha256 sum;
  std::size_t total = 0;
  std::vector<char> chunk(256u << 10);
  for (;;) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refusedBySystem(errno);
    if (got == 0) break;
    total += static_cast<std::size_t>(got);
    if (total > at_most_) return seen_[same] = large;  // it grew
    sum.add(std::string_view(chunk.data(), static_cast<std::size_t>(got)));
  }
  return seen_[same] = {.found = true, .digest = sum.finish().hex(), .reason = {}};
}

}  // namespace jurat
