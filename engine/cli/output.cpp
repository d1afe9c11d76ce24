// Writing what was asked for: to standard output, or aside and then renamed, so that no reader sees a half.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "engine/cli/session.h"

namespace jurat {
namespace {

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

bool failed(const std::string& path) {
  complain("`" + path + "` cannot be written: " + std::strerror(errno));
  return false;
}

}  // namespace

bool writeOut(const std::string& text) {
  std::cout.flush();
  return writeAll(STDOUT_FILENO, text) || failed("standard output");
}

bool writeFile(const std::string& path, const std::string& text) {
  struct stat there {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) {
    const int direct = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (direct < 0) return failed(path);
    const bool good = writeAll(direct, text);
    if (::close(direct) != 0 || !good) return failed(path);
    return true;
  }
  std::string aside = path + ".XXXXXX";
  const int descriptor = ::mkstemp(aside.data());
  if (descriptor < 0) return failed(path);
  // A report is for others to read, as any file the shell would make.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? there.st_mode & 0777 : 0666 & ~mask;
  const bool good = writeAll(descriptor, text) && ::fchmod(descriptor, mode) == 0;
  const bool closed = ::close(descriptor) == 0;
  if (!good || !closed || ::rename(aside.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    ::unlink(aside.c_str());
    errno = reason;
    return failed(path);
  }
  return true;
}

}  // namespace jurat
