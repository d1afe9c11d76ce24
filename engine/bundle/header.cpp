#include "engine/bundle/header.h"

#include "engine/base/versions.h"
#include "engine/crypto/blake2b.h"

namespace jurat::bundle {
namespace {

// What is signed says what it is, so that no signature of something else can be passed off as one of these.
constexpr std::string_view kSignedAs = "jurat bundle\n";
constexpr std::size_t kSignedBytes = 224, kWord = 8, kEngine = 64, kDigest = 64, kKey = 64, kSignature = 128;

void addNumber(std::string& out, std::uint64_t value) {
  for (std::size_t i = 0; i < kWord; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void addText(std::string& out, std::string text, std::size_t size) {
  text.resize(size);
  out += text;
}

class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kWord; ++i)
      value |= std::uint64_t{static_cast<unsigned char>(bytes_[at_ + i])} << (8 * i);
    at_ += kWord;
    return value;
  }
  std::string text(std::size_t size) {
    std::string out(bytes_.substr(at_, size));
    at_ += size;
    const std::size_t end = out.find('\0');
    if (end == std::string::npos) return out;
    // Nothing may hide behind the end of a text.
    clean_ = clean_ && out.find_first_not_of('\0', end) == std::string::npos;
    out.resize(end);
    return out;
  }
  void skip(std::size_t size) { at_ += size; }
  bool clean() const { return clean_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool clean_ = true;
};

std::string signedText(std::string_view file) {
  return std::string(kSignedAs) + std::string(file.substr(0, kSignedBytes));
}

bool printable(const std::string& text) {
  return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz.+-~") == std::string::npos;
}

}  // namespace

std::string sealed(std::string_view body, const std::string& engine, std::uint64_t release,
                   const SecretKey* key) {
  std::string out(kMagic);
  addNumber(out, kBundleVersion);
  addNumber(out, release);
  addNumber(out, body.size());
  addText(out, blake2b(body).hex(), kDigest);
  addText(out, engine.substr(0, kEngine), kEngine);
  addText(out, key ? key->publicHex() : std::string(), kKey);
  addText(out, key ? key->sign(signedText(out)) : std::string(), kSignature);
  out += body;
  return out;
}

std::string notWhole(std::string_view bytes, const std::string& digest) {
  return blake2b(bytes).hex() == digest ? "" : "it is damaged: its contents are not what its head says";
}

Result<Head> readHead(std::string_view file) {
  Result<Head> head = readHeadAlone(file);
  const std::string wrong = head ? notWhole(file.substr(kHeadBytes), head->digest) : std::string();
  return wrong.empty() ? std::move(head) : Result<Head>(IoError{wrong});
}

Result<Head> readHeadAlone(std::string_view file) {
  if (file.substr(0, kMagic.size()) != kMagic) return IoError{"it is no bundle"};
  if (file.size() < kHeadBytes) return IoError{"it is cut short"};
  Fields fields(file);
  fields.skip(kMagic.size());
  Head head;
  head.format = fields.number();
  if (head.format != kBundleVersion) {
    return IoError{"it is written in format " + std::to_string(head.format) +
                   ", and this program reads format " + std::to_string(kBundleVersion)};
  }
  head.release = fields.number();
  head.body_bytes = fields.number();
  head.digest = fields.text(kDigest);
  head.engine = fields.text(kEngine);
  head.key = fields.text(kKey);
  head.signature = fields.text(kSignature);
  const std::string_view body = file.substr(kHeadBytes);
  if (body.size() < head.body_bytes) return IoError{"it is cut short"};
  if (body.size() > head.body_bytes) return IoError{"something was added to it"};
  if (!fields.clean() || !printable(head.engine)) return IoError{"its head is damaged"};
  if (head.key.empty() && head.signature.empty()) return head;
  if (!isSignedBy(head.key, signedText(file), head.signature))
    return IoError{"its signature is not good: it was changed after it was signed"};
  return head;
}

}  // namespace jurat::bundle
