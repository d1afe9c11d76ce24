#include "engine/intake/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace jurat::intake {
namespace {

std::string reasonOf(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file";
    case EACCES:
    case EPERM:
      return "you have no permission";
    case EISDIR:
      return "it is a folder";
    default:
      return "the system says: " + std::generic_category().message(error);
  }
}

class File final : public ByteStream {
 public:
  File(int descriptor, std::string name, std::uint64_t size)
      : descriptor_(descriptor), name_(std::move(name)), size_(size) {}
  ~File() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);  // what was only read has nothing to lose
  }

  Result<std::size_t> read(char* to, std::size_t most) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, to, most);
      if (got >= 0) {
        read_.fetch_add(static_cast<std::uint64_t>(got), std::memory_order_relaxed);
        return static_cast<std::size_t>(got);
      }
      if (errno == EINTR) continue;
      return IoError{"cannot read `" + name_ + "` further than byte " + std::to_string(bytesRead()) + ": " +
                     reasonOf(errno)};
    }
  }
  std::uint64_t bytesRead() const override { return read_.load(std::memory_order_relaxed); }
  std::uint64_t bytesInAll() const override { return size_; }

 private:
  int descriptor_;
  std::string name_;
  std::uint64_t size_;
  std::atomic<std::uint64_t> read_ = 0;
};

}  // namespace

std::string shownName(const std::string& path) { return path == "-" ? "<stdin>" : path; }

Result<std::unique_ptr<ByteStream>> openFile(const std::string& path) {
  const std::string name = shownName(path);
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return IoError{"cannot read `" + name + "`: " + reasonOf(errno)};
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0;
  const bool regular = known && S_ISREG(about.st_mode);
  std::unique_ptr<ByteStream> file =
      std::make_unique<File>(descriptor, name, regular ? static_cast<std::uint64_t>(about.st_size) : 0);
  if (known && S_ISDIR(about.st_mode)) return IoError{"cannot read `" + name + "`: it is a folder"};
  if (regular)
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);  // only a wish: its answer is nothing
  return file;
}

Result<std::string_view> Bytes::head(std::size_t most) {
  const std::size_t had = head_.size();
  if (had >= most) return std::string_view(head_).substr(0, most);
  head_.resize(most);
  std::size_t filled = had;
  while (filled < most) {
    Result<std::size_t> got = stream_->read(head_.data() + filled, most - filled);
    if (!got) return got.error();
    if (*got == 0) break;
    filled += *got;
  }
  head_.resize(filled);
  return std::string_view(head_);
}

Result<std::size_t> Bytes::read(char* to, std::size_t most) {
  if (given_ == head_.size()) return stream_->read(to, most);
  const std::size_t take = std::min(most, head_.size() - given_);
  std::memcpy(to, head_.data() + given_, take);
  given_ += take;
  return take;
}

Result<std::size_t> Bytes::fill(char* to, std::size_t most) {
  std::size_t filled = 0;
  while (filled < most) {
    Result<std::size_t> got = read(to + filled, most - filled);
    if (!got) return got;
    if (*got == 0) break;
    filled += *got;
  }
  return filled;
}

Result<std::unique_ptr<Bytes>> openBytes(const std::string& path) {
  Result<std::unique_ptr<ByteStream>> file = openFile(path);
  if (!file) return file.error();
  auto bytes = std::make_unique<Bytes>(std::move(*file));
  const Result<std::string_view> head = bytes->head(4);
  if (!head) return head.error();
  const std::string name = shownName(path);
  if (isGzip(*head)) return std::make_unique<Bytes>(gunzip(std::move(bytes), name));
  if (isZstd(*head)) return std::make_unique<Bytes>(unzstd(std::move(bytes), name));
  return bytes;
}

}  // namespace jurat::intake
