// Writing what was asked for: to standard output, or aside and then renamed, so that no reader sees a half.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

#include "engine/cli/low_level.h"
#include "engine/cli/session.h"

namespace jurat {
namespace {

bool failed(const std::string& path) {
  const int reason = errno;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code unknown;
  const bool astray = reason == ENOENT && !folder.empty() && !std::filesystem::exists(folder, unknown);
  complain("`" + path + "` cannot be written: " +
           (astray ? "the folder `" + folder.string() + "` does not exist" : std::strerror(reason)));
  return false;
}

bool same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

// The descriptor of ours that already leads to this file: /dev/stdout, or the file the shell sends our output
// to. Such a file is written where it is: replaced, it would lose what stands or is still to be written
// there.
std::optional<int> openOn(const struct stat& there) {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat open {};
    if (::fstat(descriptor, &open) == 0 && same(open, there)) return descriptor;
  }
  return std::nullopt;
}

// The file behind symbolic links, so that the link stays one; the path itself when there is no such file.
std::string behindLinks(const std::string& path, const struct stat& there) {
  std::error_code none;
  const std::string behind = std::filesystem::canonical(path, none).string();
  struct stat found {};
  return !none && ::stat(behind.c_str(), &found) == 0 && same(found, there) ? behind : path;
}

// Takes a file away without touching errno, which says why.
void drop(const std::string& path) {
  const int reason = errno;
  ::unlink(path.c_str());
  errno = reason;
}

// The text in a file beside its target, with the given mode or that of any file the shell would make, since
// it is for others to read too. Nothing when that failed.
std::optional<std::string> writeAside(const std::string& target, const std::string& text,
                                      std::optional<mode_t> mode) {
  if (!mode) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode = 0666 & ~mask;
  }
  return fillAside(
      target, [&](int descriptor) { return writeAll(descriptor, text) && ::fchmod(descriptor, *mode) == 0; });
}

}  // namespace

bool writeAll(int descriptor, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = ::write(descriptor, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<std::string> fillAside(const std::string& target, const std::function<bool(int)>& fill) {
  std::string aside = target + ".XXXXXX";
  const int descriptor = ::mkstemp(aside.data());
  if (descriptor < 0) return std::nullopt;
  const bool good = fill(descriptor);
  const int reason = errno;
  const bool closed = ::close(descriptor) == 0;
  if (good && closed) return aside;
  if (!good) errno = reason;
  drop(aside);
  return std::nullopt;
}

bool writeOut(const std::string& text) {
  std::cout.flush();
  return writeAll(STDOUT_FILENO, text) || failed("standard output");
}

bool writeFile(const std::string& path, const std::string& text) {
  struct stat there {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (const std::optional<int> descriptor = exists ? openOn(there) : std::nullopt) {
    return writeAll(*descriptor, text) || failed(path);
  }
  if (exists && !S_ISREG(there.st_mode)) {
    const int direct = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (direct < 0) return failed(path);
    const bool good = writeAll(direct, text);
    if (::close(direct) != 0 || !good) return failed(path);
    return true;
  }
  const std::string target = exists ? behindLinks(path, there) : path;
  const std::optional<std::string> aside =
      writeAside(target, text, exists ? std::optional<mode_t>(there.st_mode & 0777) : std::nullopt);
  if (!aside) return failed(path);
  return ::rename(aside->c_str(), target.c_str()) == 0 || (drop(*aside), failed(path));
}

bool appendFile(const std::string& path, const std::string& text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return failed(path);
  const bool good = writeAll(descriptor, text);
  if (::close(descriptor) != 0 || !good) return failed(path);
  return true;
}

NewlyWritten writeNew(const std::string& path, const std::string& text, Readers readers) {
  const std::optional<mode_t> mode =
      readers == Readers::OwnerOnly ? std::optional<mode_t>(0600) : std::nullopt;
  const std::optional<std::string> aside = writeAside(path, text, mode);
  if (!aside) return failed(path), NewlyWritten::Failed;
  // A link does not replace what is there, as a rename would.
  const bool linked = ::link(aside->c_str(), path.c_str()) == 0;
  drop(*aside);
  if (linked) return NewlyWritten::Yes;
  if (errno == EEXIST) return NewlyWritten::Exists;
  return failed(path), NewlyWritten::Failed;
}

void removeFile(const std::string& path) { ::unlink(path.c_str()); }

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace jurat
