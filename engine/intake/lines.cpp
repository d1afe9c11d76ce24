#include "engine/intake/lines.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/intake/complaint.h"

namespace jurat::intake {
namespace {

constexpr std::size_t kLeast = 16u << 10, kMost = 512u << 10;  // of one piece that is read
constexpr std::size_t kLineShown = 512;                        // of a line that is too long to hold

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

class Lines final : public Source {
 public:
  Lines(std::unique_ptr<Bytes> bytes, std::string name, const Limits& limits)
      : bytes_(std::move(bytes)), name_(std::move(name)), limit_(limits.profile_bytes) {}

  Result<bool> next(Chunk& chunk, std::size_t records) override;
  Result<std::uint64_t> skip(std::uint64_t records) override;
  const std::string& name() const override { return name_; }
  std::uint64_t bytesRead() const override { return bytes_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return bytes_->bytesInAll(); }
  std::vector<std::string> notes() const override { return {}; }

 private:
  Result<bool> begin();
  // Reads behind what is filled; false at the end of the input.
  Result<bool> more(Chunk& chunk, std::size_t records);
  // Takes lines that are whole until there are enough of them.
  void scan(Chunk& chunk, std::size_t records);
  void take(Chunk& chunk, std::size_t begin, std::size_t end);
  void refuseLong(Chunk& chunk);
  bool enough(const Chunk& chunk, std::size_t records) const {
    const std::size_t found = chunk.records.size() + chunk.refused.size();
    return found >= records || (found > 0 && begin_ >= kChunkBytes);
  }

  std::unique_ptr<Bytes> bytes_;
  std::string name_;
  std::size_t limit_;
  std::string rest_;                     // read, but behind the last line of the chunk
  std::size_t begin_ = 0, scanned_ = 0;  // in the chunk: of the line that has no end yet; where to look on
  std::size_t filled_ = 0;
  std::uint64_t line_ = 1, count_ = 0;
  bool begun_ = false, ended_ = false;
  bool passing_ = false;  // a line that is too long, up to its end
};

Result<bool> Lines::begin() {
  begun_ = true;
  const Result<std::string_view> head = bytes_->head(4);
  if (!head) return head.error();
  if (head->starts_with("\xFF\xFE") || head->starts_with("\xFE\xFF")) {
    return IoError{"cannot read `" + name_ +
                   "`: it is UTF-16, and lines of JSON are UTF-8; convert it: `iconv -f UTF-16 -t UTF-8`"};
  }
  if (head->starts_with("\xEF\xBB\xBF")) {
    char mark[3];
    return bytes_->fill(mark, 3) ? Result<bool>(true) : IoError{"cannot read `" + name_ + "`"};
  }
  return true;
}

Result<bool> Lines::next(Chunk& chunk, std::size_t records) {
  chunk.clear();
  chunk.fields = nullptr;
  chunk.first = count_;
  if (!begun_) {
    const Result<bool> ready = begin();
    if (!ready) return ready;
  }
  begin_ = scanned_ = 0;
  filled_ = rest_.size();
  if (chunk.bytes.size() < filled_ + kPadding) chunk.bytes.resize(filled_ + kPadding);
  std::memcpy(chunk.bytes.data(), rest_.data(), filled_);
  rest_.clear();
  for (;;) {
    scan(chunk, records);
    if (enough(chunk, records)) break;
    const Result<bool> read = ended_ ? Result<bool>(false) : more(chunk, records);
    if (!read) return read;
    if (*read) continue;
    if (begin_ < filled_ && !passing_) take(chunk, begin_, filled_);
    begin_ = filled_;
    break;
  }
  rest_.assign(chunk.bytes, begin_, filled_ - begin_);
  const std::size_t found = chunk.records.size() + chunk.refused.size();
  count_ += found;
  return found > 0;
}

Result<bool> Lines::more(Chunk& chunk, std::size_t records) {
  // As much as the records that are wanted will take, so that little is carried to the next chunk.
  const std::size_t had = chunk.records.size();
  if (had == 0 && begin_ > 0) {  // blank lines and refused ones need not be held
    filled_ -= begin_;
    scanned_ -= begin_;
    std::memmove(chunk.bytes.data(), chunk.bytes.data() + begin_, filled_);
    begin_ = 0;
  }
  const std::size_t wanted = had == 0 ? kMost / 4 : (begin_ / had + 1) * (records - had);
  const std::size_t piece = std::clamp(wanted - std::min(wanted, filled_ - begin_), kLeast, kMost);
  const std::size_t room = filled_ + piece + kPadding;
  if (chunk.bytes.size() < room)
    chunk.bytes.resize(std::max(room, chunk.bytes.size() + chunk.bytes.size() / 2));
  const Result<std::size_t> got = bytes_->read(chunk.bytes.data() + filled_, piece);
  if (!got) return got.error();
  filled_ += *got;
  ended_ = *got == 0;
  return !ended_;
}

void Lines::scan(Chunk& chunk, std::size_t records) {
  while (scanned_ < filled_ && !enough(chunk, records)) {
    const char* from = chunk.bytes.data() + scanned_;
    const auto* found = static_cast<const char*>(std::memchr(from, '\n', filled_ - scanned_));
    if (found == nullptr) {
      scanned_ = filled_;
      if (!passing_ && filled_ - begin_ > limit_) refuseLong(chunk);
      if (passing_) filled_ = scanned_ = begin_;
      return;
    }
    const auto end = static_cast<std::size_t>(found - chunk.bytes.data());
    if (!std::exchange(passing_, false)) take(chunk, begin_, end);
    ++line_;
    begin_ = scanned_ = end + 1;
  }
}

void Lines::take(Chunk& chunk, std::size_t begin, std::size_t end) {
  if (end - begin > limit_) {
    refuseLong(chunk);
    passing_ = false;  // its end is known
    return;
  }
  if (end > begin && chunk.bytes[end - 1] == '\r') --end;
  if (begin == end) return;
  const bool usual = chunk.bytes[begin] == '{';
  if (!usual && isBlank(std::string_view(chunk.bytes).substr(begin, end - begin))) return;
  Chunk::Record& record = chunk.records.emplace_back();
  record.begin = begin;
  record.length = end - begin;
  record.line = line_;
}

void Lines::refuseLong(Chunk& chunk) {
  passing_ = true;
  chunk.refused.push_back(
      {chunk.records.size(), line_, tooLarge(name_, line_, limit_), chunk.bytes.substr(begin_, kLineShown)});
}

Result<std::uint64_t> Lines::skip(std::uint64_t records) {
  Chunk passed;
  std::uint64_t done = 0;
  while (done < records) {
    const std::uint64_t wanted = std::min<std::uint64_t>(records - done, 4096);
    const Result<bool> some = next(passed, static_cast<std::size_t>(wanted));
    if (!some) return some.error();
    if (!*some) break;
    done += passed.records.size() + passed.refused.size();
  }
  return done;
}

}  // namespace

std::unique_ptr<Source> linesSource(std::unique_ptr<Bytes> bytes, std::string name, const Limits& limits) {
  return std::make_unique<Lines>(std::move(bytes), std::move(name), limits);
}

}  // namespace jurat::intake
