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

#include "engine/cli/low_level.h"
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

// The file that replaces another belongs to whom that one did, or at least to its group: else it would be
// taken from people who may read it now.
bool keepOwner(int descriptor, const struct stat& there) {
  if (::fchown(descriptor, there.st_uid, there.st_gid) == 0) return true;
  return ::fchown(descriptor, static_cast<uid_t>(-1), there.st_gid) == 0;
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
  return isReplaceable(there);
}

// Tried out, for groups and folders have rules of their own.
bool ProfileFile::isReplaceable(const struct stat& there) const {
  const Uninterrupted whole;
  std::string aside = path_ + ".XXXXXX";
  const int descriptor = ::mkstemp(aside.data());
  if (descriptor < 0) return refuse(path_, "its folder: " + std::string(std::strerror(errno)));
  const bool good = keepOwner(descriptor, there);
  ::close(descriptor);
  ::unlink(aside.c_str());
  return good || refuse(path_, "it belongs to a group that is not yours, and would not any more");
}

bool ProfileFile::isAsKnown() const { return bytesOf(path_) == known_; }

ProfileFile::Written ProfileFile::write(const std::string& text) {
  if (!isAsKnown()) return Written::Changed;
  std::string bytes = mark_ + text;
  const Written written = replace(bytes);
  if (written == Written::Yes) known_ = std::move(bytes);
  return written;
}

ProfileFile::Written ProfileFile::replace(const std::string& bytes) const {
  const Uninterrupted whole;
  struct stat there {};
  std::optional<std::string> aside;
  if (::stat(path_.c_str(), &there) == 0) {
    aside = fillAside(path_, [&](int descriptor) {
      // The owner first: a change of it takes bits of the mode away.
      return keepOwner(descriptor, there) && ::fchmod(descriptor, there.st_mode & 07777) == 0 &&
             writeAll(descriptor, bytes) && ::fsync(descriptor) == 0;
    });
  }
  // Writing to the disk takes its time, and others may have written meanwhile.
  const bool known = !aside || isAsKnown();
  const bool good = aside && known && ::rename(aside->c_str(), path_.c_str()) == 0;
  const int reason = errno;
  if (aside && !good) ::unlink(aside->c_str());
  errno = reason;
  if (!known) return Written::Changed;
  if (!good) {
    complain("`" + path_ + "` cannot be written: " + std::strerror(errno) + "; it is as it was");
    return Written::Failed;
  }
  keepFolder(fs::path(path_).parent_path());
  return Written::Yes;
}

}  // namespace jurat
