// Zstandard (RFC 8878), frames one behind the other as one stream.
#include <zstd.h>

#include <vector>

#include "engine/intake/bytes.h"

namespace jurat::intake {
namespace {

constexpr int kWindowLog = 27;  // 128 MB: what `zstd` itself reads without being asked for more

class Unzstd final : public ByteStream {
 public:
  Unzstd(std::unique_ptr<Bytes> packed, std::string name)
      : packed_(std::move(packed)),
        name_(std::move(name)),
        state_(ZSTD_createDCtx()),
        piece_(ZSTD_DStreamInSize()) {
    ready_ =
        state_ != nullptr && !ZSTD_isError(ZSTD_DCtx_setParameter(state_, ZSTD_d_windowLogMax, kWindowLog));
  }
  ~Unzstd() override { ZSTD_freeDCtx(state_); }

  Result<std::size_t> read(char* to, std::size_t most) override;
  std::uint64_t bytesRead() const override { return packed_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return packed_->bytesInAll(); }

 private:
  std::string offset() const { return std::to_string(taken_ - (in_.size - in_.pos)); }

  std::unique_ptr<Bytes> packed_;
  std::string name_;
  ZSTD_DCtx* state_;
  std::vector<char> piece_;
  ZSTD_inBuffer in_{};
  std::uint64_t taken_ = 0;  // of the compressed bytes
  bool ready_ = false;
  bool open_ = false;  // within a frame
};

Result<std::size_t> Unzstd::read(char* to, std::size_t most) {
  if (!ready_) return IoError{"cannot read `" + name_ + "`: there is not enough memory"};
  ZSTD_outBuffer out{to, most, 0};
  while (out.pos == 0 && most > 0) {
    // A frame may hold back what it has no room for: ask for that before more is read.
    bool fresh = false;
    if (in_.pos == in_.size) {
      const Result<std::size_t> got = packed_->read(piece_.data(), piece_.size());
      if (!got) return got;
      in_ = {piece_.data(), *got, 0};
      taken_ += *got;
      fresh = *got > 0;
      if (!fresh && !open_) return std::size_t{0};
    } else {
      fresh = true;
    }
    const std::size_t code = ZSTD_decompressStream(state_, &out, &in_);
    if (ZSTD_isError(code)) {
      return IoError{"cannot read `" + name_ + "`: the zstd data is damaged at byte " + offset() +
                     " or near before: " + ZSTD_getErrorName(code)};
    }
    open_ = code != 0;
    if (!fresh && open_ && out.pos == 0) {
      return IoError{"cannot read `" + name_ + "`: the zstd data ends at byte " + offset() +
                     ", before its end; was the file copied whole?"};
    }
  }
  return out.pos;
}

}  // namespace

bool isZstd(std::string_view head) {
  if (head.size() < 4) return false;
  if (head.starts_with("\x28\xb5\x2f\xfd")) return true;
  // A frame to be skipped, 184D2A50 to 184D2A5F, may stand first.
  return (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50 && head.substr(1, 3) == "\x2a\x4d\x18";
}

std::unique_ptr<ByteStream> unzstd(std::unique_ptr<Bytes> packed, const std::string& name) {
  return std::make_unique<Unzstd>(std::move(packed), name);
}

}  // namespace jurat::intake
