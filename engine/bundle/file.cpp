#include "engine/bundle/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>

#include "engine/crypto/blake2b.h"

namespace jurat::bundle {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

IoError systemSays(int error) {
  if (error == ENOENT) return {"there is no such file"};
  if (error == EACCES || error == EPERM) return {"you have no permission to read it"};
  return {"the system says: " + std::generic_category().message(error)};
}

Result<std::string> drain(int descriptor, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::read(descriptor, bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return systemSays(errno);
    if (got == 0) return IoError{"it is cut short"};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

Result<std::string> bytesOf(const std::string& path, std::size_t at_most, bool own) {
  constexpr int kFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
  const Descriptor file(::open(path.c_str(), own ? kFlags | O_NOFOLLOW : kFlags));
  if (file.number() < 0) return systemSays(errno);
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return systemSays(errno);
  if (!S_ISREG(about.st_mode)) return IoError{"it is no file"};
  if (own && (about.st_uid != ::geteuid() || (about.st_mode & (S_IWGRP | S_IWOTH)) != 0))
    return IoError{"it is not yours alone"};
  if (static_cast<std::uint64_t>(about.st_size) > at_most)
    return IoError{"it is larger than " + std::to_string(at_most >> 20) + " MiB, the most that is read"};
  return drain(file.number(), static_cast<std::size_t>(about.st_size));
}

// Of one key and these packs: whoever signs several bundles numbers each for itself.
std::string nameOf(const std::string& key, const std::vector<std::string>& packs) {
  std::vector<std::string> sorted = packs;
  std::sort(sorted.begin(), sorted.end());
  std::string all = key + "\n";
  for (const std::string& pack : sorted) all += pack + "\n";
  return blake2b(all).hex();
}

std::uint64_t highestSeen(const std::string& path) {
  constexpr std::size_t kDigits = 21;  // and a line break
  const Result<std::string> text = bytesOf(path, kDigits, true);
  std::uint64_t seen = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), seen);
  return seen;
}

}  // namespace

Result<std::string> bytesOf(const std::string& path, std::size_t at_most) {
  return bytesOf(path, at_most, false);
}

Result<std::string> ownBytesOf(const std::string& path, std::size_t at_most) {
  return bytesOf(path, at_most, true);
}

bool writeOwn(const std::string& path, std::string_view bytes) {
  std::error_code failed;
  const fs::path folder = fs::path(path).parent_path();
  if (!fs::is_directory(folder, failed)) {
    fs::create_directories(folder, failed);
    if (failed) return false;
    fs::permissions(folder, fs::perms::owner_all, failed);
  }
  std::string aside = path + ".XXXXXX";
  const Descriptor file(::mkostemp(aside.data(), O_CLOEXEC));
  if (file.number() < 0) return false;
  bool good = true;
  for (std::size_t done = 0; good && done < bytes.size();) {
    const ssize_t put = ::write(file.number(), bytes.data() + done, bytes.size() - done);
    good = put > 0 || (put < 0 && errno == EINTR);
    if (put > 0) done += static_cast<std::size_t>(put);
  }
  good = good && ::rename(aside.c_str(), path.c_str()) == 0;
  if (!good) ::unlink(aside.c_str());
  return good;
}

std::string notSignedBy(const Head& head, const std::string& key) {
  if (head.key.empty()) return "it is not signed";
  return head.key == key ? "" : "it is signed by another key, " + head.key;
}

Result<std::string> isLatest(const Head& head, const std::vector<std::string>& packs,
                             const std::string& memory) {
  if (memory.empty()) return std::string("there is no folder in which its release could be kept");
  const std::string path = (fs::path(memory) / nameOf(head.key, packs)).string();
  const std::uint64_t seen = highestSeen(path);
  if (head.release < seen) {
    return IoError{"it is release " + std::to_string(head.release) + ", and release " + std::to_string(seen) +
                   " was seen before"};
  }
  if (head.release == seen || writeOwn(path, std::to_string(head.release) + "\n")) return std::string();
  return "its release could not be kept in `" + path + "`";
}

}  // namespace jurat::bundle
