#include "engine/portfolio/sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace jurat::portfolio {
namespace {

// The file behind a symbolic link, so that the link stays one.
std::string behindLinks(const std::string& path) {
  std::error_code none;
  const std::filesystem::path behind = std::filesystem::canonical(path, none);
  return none ? path : behind.string();
}

}  // namespace

PartFile::PartFile(std::string path) : path_(path.empty() ? path : behindLinks(path)) {
  struct stat there {};
  const int found = path_.empty() ? ::fstat(STDOUT_FILENO, &there) : ::stat(path_.c_str(), &there);
  regular_ = !path_.empty() && (found != 0 || S_ISREG(there.st_mode));
}

PartFile::~PartFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

std::string PartFile::part() const { return regular_ ? path_ + ".part" : path_; }

IoError PartFile::refusal() const {
  if (path_.empty()) return {std::string("standard output cannot be written: ") + std::strerror(errno)};
  const std::string aside = regular_ ? " (it is written as `" + part() + "` first)" : "";
  return {"`" + path_ + "` cannot be written" + aside + ": " + std::strerror(errno)};
}

bool PartFile::holds(std::uint64_t bytes) const {
  struct stat there {};
  return regular_ && ::stat(part().c_str(), &there) == 0 &&
         static_cast<std::uint64_t>(there.st_size) >= bytes;
}

Result<Done> PartFile::open(std::uint64_t bytes) {
  bytes_ = bytes;
  descriptor_ = path_.empty() ? STDOUT_FILENO
                : regular_    ? ::open(part().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)
                              : ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0) return refusal();
  if (!regular_) return Done{};
  const auto end = static_cast<off_t>(bytes);
  if (::ftruncate(descriptor_, end) != 0 || ::lseek(descriptor_, end, SEEK_SET) != end) return refusal();
  return Done{};
}

Result<Done> PartFile::write(std::string_view bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::write(descriptor_, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return refusal();
    done += static_cast<std::size_t>(count);
  }
  bytes_ += bytes.size();
  return Done{};
}

Result<Done> PartFile::sync() {
  if (regular_ && ::fdatasync(descriptor_) != 0) return refusal();
  return Done{};
}

Result<Done> PartFile::publish() {
  if (!regular_) return Done{};
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 || ::rename(part().c_str(), path_.c_str()) != 0) return refusal();
  return Done{};
}

std::unique_ptr<Sink> makeSink(const Plan& plan, const std::string& path) {
  return plan.options.format == Format::Sqlite ? makeSqliteSink(plan, path) : makeTextSink(plan, path);
}

}  // namespace jurat::portfolio
