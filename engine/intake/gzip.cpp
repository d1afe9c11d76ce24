// gzip (RFC 1952), members one behind the other as one stream.
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <vector>

#include "engine/intake/bytes.h"

namespace jurat::intake {
namespace {

constexpr std::size_t kPiece = 256u << 10;
constexpr int kGzipOnly = 16 + MAX_WBITS;

class Gunzip final : public ByteStream {
 public:
  Gunzip(std::unique_ptr<Bytes> packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), piece_(kPiece) {
    ready_ = inflateInit2(&state_, kGzipOnly) == Z_OK;
  }
  ~Gunzip() override {
    if (ready_) inflateEnd(&state_);
  }

  Result<std::size_t> read(char* to, std::size_t most) override;
  std::uint64_t bytesRead() const override { return packed_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return packed_->bytesInAll(); }

 private:
  Result<bool> more();
  // Whether another member begins; what is neither one nor padding is damage.
  Result<bool> nextMember();
  std::uint64_t offset() const { return taken_ - state_.avail_in; }
  IoError damaged(const std::string& why) const {
    return IoError{"cannot read `" + name_ + "`: the gzip data is damaged at byte " +
                   std::to_string(offset()) + ": " + why};
  }

  std::unique_ptr<Bytes> packed_;
  std::string name_;
  std::vector<unsigned char> piece_;
  z_stream state_{};
  std::uint64_t taken_ = 0;  // of the compressed bytes
  bool ready_ = false, ended_ = false;
};

Result<bool> Gunzip::more() {
  const Result<std::size_t> got = packed_->read(reinterpret_cast<char*>(piece_.data()), piece_.size());
  if (!got) return got.error();
  state_.next_in = piece_.data();
  state_.avail_in = static_cast<uInt>(*got);
  taken_ += *got;
  return *got > 0;
}

Result<bool> Gunzip::nextMember() {
  for (bool padding = false;;) {
    if (state_.avail_in == 0) {
      const Result<bool> got = more();
      if (!got || !*got) return got;
    }
    if (*state_.next_in == 0) {  // as tapes and block devices append
      padding = true;
      ++state_.next_in;
      --state_.avail_in;
      continue;
    }
    if (padding || *state_.next_in != 0x1f) {
      return damaged("what follows the compressed data is not gzip");
    }
    inflateReset(&state_);
    return true;
  }
}

Result<std::size_t> Gunzip::read(char* to, std::size_t most) {
  if (!ready_) return IoError{"cannot read `" + name_ + "`: there is not enough memory"};
  if (ended_ || most == 0) return std::size_t{0};
  state_.next_out = reinterpret_cast<unsigned char*>(to);
  const std::size_t room = std::min<std::size_t>(most, 1u << 30);
  state_.avail_out = static_cast<uInt>(room);
  while (state_.avail_out == room) {
    if (state_.avail_in == 0) {
      const Result<bool> got = more();
      if (!got) return got.error();
      if (!*got)
        return IoError{"cannot read `" + name_ + "`: the gzip data ends at byte " + std::to_string(offset()) +
                       ", before its end; was the file copied whole?"};
    }
    const int code = inflate(&state_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) {
      const std::size_t given = room - state_.avail_out;
      const Result<bool> another = nextMember();
      if (!another) return another.error();
      if (!*another) {
        ended_ = true;
        return given;
      }
      continue;
    }
    if (code == Z_MEM_ERROR) return IoError{"cannot read `" + name_ + "`: there is not enough memory"};
    if (code != Z_OK && code != Z_BUF_ERROR) {
      return damaged(state_.msg ? state_.msg : "it needs a dictionary that is not there");
    }
  }
  return room - state_.avail_out;
}

}  // namespace

bool isGzip(std::string_view head) { return head.starts_with("\x1f\x8b"); }

std::unique_ptr<ByteStream> gunzip(std::unique_ptr<Bytes> packed, const std::string& name) {
  return std::make_unique<Gunzip>(std::move(packed), name);
}

}  // namespace jurat::intake
