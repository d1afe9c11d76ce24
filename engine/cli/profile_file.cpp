#include "engine/cli/profile_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "engine/cli/session.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr mode_t kAnybodyWrites = S_IWUSR | S_IWGRP | S_IWOTH;

std::optional<std::string> bytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return std::nullopt;
  return bytes;
}

bool refuse(const std::string& path, const std::string& why) {
  complain("`" + path + "` cannot be written: " + why + "; answers would be lost, so nothing is asked");
  return false;
}

bool writeAll(int descriptor, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return ::fsync(descriptor) == 0;
}

// Whoever interrupts the program waits until the file is whole and nothing lies beside it.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t all;
    ::sigemptyset(&all);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP}) ::sigaddset(&all, signal);
    ::sigprocmask(SIG_BLOCK, &all, &before_);
  }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
  ~Uninterrupted() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

// The name of the file is on the disk only when its folder is.
void keepFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);  // some file systems know no such thing: the file itself is written all the same
  ::close(descriptor);
}

}  // namespace

ProfileFile::ProfileFile(std::string path, const std::string& text) : path_(std::move(path)) {
  std::error_code failed;
  const fs::path behind = fs::canonical(path_, failed);
  if (!failed) path_ = behind.string();
  const std::optional<std::string> bytes = bytesOf(path_);
  if (bytes && bytes->starts_with(kMark)) mark_ = kMark;
  known_ = mark_ + text;
}

bool ProfileFile::isWritable() const {
  struct stat there {};
  if (::stat(path_.c_str(), &there) != 0) return refuse(path_, std::strerror(errno));
  if (!S_ISREG(there.st_mode)) return refuse(path_, "it is no file");
  // A rename would get past the mode, and whoever is root past everything: it is meant all the same.
  if ((there.st_mode & kAnybodyWrites) == 0) return refuse(path_, "it is read-only");
  if (::access(path_.c_str(), W_OK) != 0) return refuse(path_, std::strerror(errno));
  const fs::path folder = fs::path(path_).parent_path();
  struct stat around {};
  if (::stat(folder.c_str(), &around) != 0 || ::access(folder.c_str(), W_OK) != 0)
    return refuse(path_, "its folder: " + std::string(std::strerror(errno)));
  if ((around.st_mode & kAnybodyWrites) == 0) return refuse(path_, "its folder is read-only");
  return true;
}

bool ProfileFile::isAsKnown() const { return bytesOf(path_) == known_; }

ProfileFile::Written ProfileFile::write(const std::string& text) {
  if (!isAsKnown()) return Written::Changed;
  std::string bytes = mark_ + text;
  if (!replace(bytes)) return Written::Failed;
  known_ = std::move(bytes);
  return Written::Yes;
}

bool ProfileFile::replace(const std::string& bytes) const {
  const Uninterrupted whole;
  struct stat there {};
  std::string aside = path_ + ".XXXXXX";
  const int descriptor = ::stat(path_.c_str(), &there) == 0 ? ::mkstemp(aside.data()) : -1;
  bool good = descriptor >= 0;
  if (good) {
    good = ::fchmod(descriptor, there.st_mode & 07777) == 0 && writeAll(descriptor, bytes);
    // Of whom it is only root can keep; a file of one's own is one's own anyway.
    if (good && ::geteuid() == 0) good = ::fchown(descriptor, there.st_uid, there.st_gid) == 0;
    good = ::close(descriptor) == 0 && good;
    good = good && ::rename(aside.c_str(), path_.c_str()) == 0;
    const int reason = errno;
    if (!good) ::unlink(aside.c_str());
    errno = reason;
  }
  if (!good) {
    complain("`" + path_ + "` cannot be written: " + std::strerror(errno) + "; it is as it was");
    return false;
  }
  keepFolder(fs::path(path_).parent_path());
  return true;
}

}  // namespace jurat
