// ByteStream: bytes from a file or standard input, uncompressed on the way; in big pieces, never the whole.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace jurat::intake {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;
  // At most `most` bytes to `to`; 0 only at the end.
  virtual Result<std::size_t> read(char* to, std::size_t most) = 0;
  // Of the input as it lies there, for progress; 0 where nobody knows. For any thread.
  virtual std::uint64_t bytesRead() const = 0;
  virtual std::uint64_t bytesInAll() const = 0;
};

// A stream whose first bytes can be seen before they are read.
class Bytes {
 public:
  explicit Bytes(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}
  // The first bytes, `most` of them unless the input is shorter; only before the first read().
  Result<std::string_view> head(std::size_t most);
  Result<std::size_t> read(char* to, std::size_t most);
  // The same, again and again until `most` are there or the input ends.
  Result<std::size_t> fill(char* to, std::size_t most);
  std::uint64_t bytesRead() const { return stream_->bytesRead(); }
  std::uint64_t bytesInAll() const { return stream_->bytesInAll(); }

 private:
  std::unique_ptr<ByteStream> stream_;
  std::string head_;
  std::size_t given_ = 0;  // of head_
};

// Opens a file, or standard input for "-". Errors name the file, the reason and, for damage, the offset.
Result<std::unique_ptr<ByteStream>> openFile(const std::string& path);
// The same, with whatever compression its first bytes tell taken off.
Result<std::unique_ptr<Bytes>> openBytes(const std::string& path);

// What is told by the first bytes.
bool isGzip(std::string_view head);
bool isZstd(std::string_view head);
std::unique_ptr<ByteStream> gunzip(std::unique_ptr<Bytes> packed, const std::string& name);
std::unique_ptr<ByteStream> unzstd(std::unique_ptr<Bytes> packed, const std::string& name);

// "<stdin>" for "-".
std::string shownName(const std::string& path);

}  // namespace jurat::intake
