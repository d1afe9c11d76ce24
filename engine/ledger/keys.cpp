#include "engine/ledger/keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

namespace jurat {
namespace {

constexpr std::string_view kSecret = "jurat ed25519 secret key 1\n";
constexpr std::string_view kPublic = "jurat ed25519 public key 1\n";
constexpr std::size_t kMostBytes = 4096;

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

struct SmallFile {
  std::string text;
  bool private_to_owner = false;
};

IoError refusal(const std::string& path, const std::string& what, const std::string& reason) {
  return {"cannot read the " + what + " `" + path + "`: " + reason};
}

Result<SmallFile> readFile(const std::string& path, const std::string& what) {
  // Without O_NONBLOCK, opening a pipe that nobody writes would wait for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  struct stat about {};
  if (file.number() < 0 || ::fstat(file.number(), &about) != 0)
    return refusal(path, what,
                   errno == ENOENT ? "there is no such file" : std::generic_category().message(errno));
  if (!S_ISREG(about.st_mode)) return refusal(path, what, "it is not a file");
  SmallFile out{.text = {}, .private_to_owner = (about.st_mode & 0077) == 0};
  std::array<char, kMostBytes + 1> bytes{};
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refusal(path, what, std::generic_category().message(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kMostBytes) return refusal(path, what, "it is too large to be one");
  out.text.assign(bytes.data(), size);
  return out;
}

// What stands behind the title, without the line break; nothing when the text is another.
std::optional<std::string_view> behind(std::string_view text, std::string_view title) {
  if (text.substr(0, title.size()) != title || text.empty() || text.back() != '\n') return std::nullopt;
  text.remove_prefix(title.size());
  text.remove_suffix(text.empty() ? 0 : 1);
  return text;
}

}  // namespace

std::string secretKeyText(const SecretKey& key) { return std::string(kSecret) + key.seedHex() + "\n"; }

std::string publicKeyText(const std::string& public_hex) { return std::string(kPublic) + public_hex + "\n"; }

Result<SecretKey> readSecretKey(const std::string& path) {
  Result<SmallFile> file = readFile(path, "secret key");
  if (!file) return file.error();
  if (!file->private_to_owner)
    return refusal(path, "secret key", "others than its owner may use it; `chmod 600` it, or make a new one");
  const std::optional<std::string_view> digits = behind(file->text, kSecret);
  std::optional<SecretKey> key = digits ? SecretKey::fromSeedHex(*digits) : std::nullopt;
  if (!key && behind(file->text, kPublic))
    return refusal(path, "secret key", "it holds the public key; the secret one is needed to sign");
  if (!key) return refusal(path, "secret key", "it holds none; `jurat ledger keygen FILE` makes one");
  return *std::move(key);
}

Result<std::string> readPublicKey(const std::string& path_or_digits) {
  if (isPublicKey(path_or_digits)) return path_or_digits;
  const Result<SmallFile> file = readFile(path_or_digits, "public key");
  if (!file) return file.error();
  const std::optional<std::string_view> digits = behind(file->text, kPublic);
  if (!digits && behind(file->text, kSecret))
    return refusal(path_or_digits, "public key", "it holds the secret key; give the file that ends in .pub");
  if (!digits || !isPublicKey(*digits))
    return refusal(path_or_digits, "public key", "it holds none; `jurat ledger keygen` writes FILE.pub");
  return std::string(*digits);
}

Result<std::string> readSmallFile(const std::string& path, const std::string& what) {
  Result<SmallFile> file = readFile(path, what);
  if (!file) return file.error();
  return std::move(file->text);
}

}  // namespace jurat
