#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <system_error>

#include "engine/sqlite/handle.h"

namespace jurat {
namespace {

constexpr mode_t kOwnerOnly = 0600;

struct Parts {
  std::string folder, name;
};

Parts partsOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

std::string reasonOf(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file";
    case EACCES:
    case EPERM:
      return "you have no permission";
    case EROFS:
      return "its disk is read-only";
    case ENOSPC:
    case EDQUOT:
      return "the disk is full";
    case ENOTDIR:
      return "a part of the path is a file, not a folder";
    case ELOOP:
      return "its symbolic links go round in a circle";
    case ENAMETOOLONG:
      return "the name is longer than the system allows";
    default:
      return "the system says: " + std::generic_category().message(error);
  }
}

Result<std::string> resolvedFolder(const std::string& folder) {
  const std::unique_ptr<char, decltype(&std::free)> found(::realpath(folder.c_str(), nullptr), &std::free);
  if (found) return std::string(found.get());
  if (errno == ENOENT) return IoError{"the folder `" + folder + "` does not exist"};
  return IoError{reasonOf(errno)};
}

std::optional<std::string> wrongKind(const struct stat& about) {
  if (S_ISREG(about.st_mode)) return std::nullopt;
  if (S_ISLNK(about.st_mode)) return "it is a symbolic link; name the file itself";
  if (S_ISDIR(about.st_mode)) return "it is a folder";
  return "it is a device, a pipe or a socket, not a file";
}

// Made before SQLite sees it, because SQLite would give it the mode of the umask; -wal and -shm take after
// it.
std::optional<std::string> create(const std::string& resolved) {
  const int descriptor =
      ::open(resolved.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  // Another process may have been faster. An existing file is never opened and closed here: closing a second
  // descriptor would drop the locks of a connection that this process has on it.
  if (descriptor < 0) return errno == EEXIST ? std::nullopt : std::optional(reasonOf(errno));
  ::close(descriptor);
  return std::nullopt;
}

}  // namespace

Result<std::string> fileToOpen(const std::string& path, Access access) {
  if (path.find('\0') != std::string::npos) return IoError{"a path cannot hold a NUL byte"};
  const Parts parts = partsOf(path);
  if (parts.name.empty() || parts.name == "." || parts.name == "..") {
    return IoError{path.empty() ? "an empty path names no file" : "it is a folder"};
  }
  Result<std::string> folder = resolvedFolder(parts.folder);
  if (!folder) return folder;
  std::string resolved = (*folder == "/" ? "" : *folder) + "/" + parts.name;
  struct stat about {};
  if (::lstat(resolved.c_str(), &about) == 0) {
    if (std::optional<std::string> reason = wrongKind(about)) return IoError{*std::move(reason)};
    return resolved;
  }
  if (errno != ENOENT || access != Access::Create) return IoError{reasonOf(errno)};
  if (std::optional<std::string> reason = create(resolved)) return IoError{*std::move(reason)};
  return resolved;
}

std::string frozenUri(const std::string& resolved) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : resolved) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/';
    if (plain) {
      uri += c;
    } else {
      uri += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 0x0F]};
    }
  }
  return uri + "?immutable=1";
}

}  // namespace jurat
