#include "engine/portfolio/pairs.h"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

#include "engine/portfolio/company_name.h"

namespace jurat::portfolio {
namespace {

class OnePortfolio final : public Pairs {
 public:
  explicit OnePortfolio(intake::Source& source) : source_(source) {}

  Result<bool> next(PairChunk& out, std::size_t records) override {
    out.clear();
    const Result<bool> more = source_.next(out.records, records);
    if (!more || !*more) return more;
    read_ += out.records.records.size() + out.records.refused.size();
    for (std::size_t i = 0; i < out.records.records.size(); ++i) {
      const RecordAt record{&out.records, i};
      out.pairs.push_back({record, record, place_++, {}});
    }
    for (const intake::Refused& refused : out.records.refused) out.complaints.push_back(refused.complaint);
    return true;
  }
  std::uint64_t read() const override { return read_; }
  bool same() const override { return true; }
  const std::string& nameBefore() const override { return source_.name(); }
  const std::string& nameAfter() const override { return source_.name(); }

 private:
  intake::Source& source_;
  std::uint64_t place_ = 0, read_ = 0;
};

// The record alone, with the places that it was made of.
std::unique_ptr<intake::Chunk> recordAlone(const intake::Chunk& from, std::size_t at) {
  const intake::Chunk::Record& record = from.records[at];
  auto out = std::make_unique<intake::Chunk>();
  out->bytes.reserve(record.length + record.id_length + intake::kPadding);
  out->bytes = from.text(at);
  intake::Chunk::Record& copy = out->records.emplace_back(record);
  copy.begin = 0;
  copy.id_begin = record.length;
  out->bytes += from.id(at);
  out->bytes.append(intake::kPadding, ' ');
  const auto first = from.origins.begin() + static_cast<std::ptrdiff_t>(record.origins_begin);
  out->origins.assign(first, first + static_cast<std::ptrdiff_t>(record.origins_length));
  copy.origins_begin = copy.rows_begin = copy.rows_length = 0;
  out->fields = from.fields;
  return out;
}

constexpr std::size_t kSeenCost = 40;  // bytes of a name that has been met: a node and its bucket

// About the bytes that a record takes while it waits, those of allocations included.
std::size_t costOf(const std::string& key, const intake::Chunk& record) {
  constexpr std::size_t kAllocation = 16, kAllocations = 6;
  constexpr std::size_t kNode = sizeof(std::string) + 5 * sizeof(void*);
  return sizeof(intake::Chunk) + kNode + kAllocations * kAllocation + key.capacity() +
         record.bytes.capacity() + record.records.capacity() * sizeof(intake::Chunk::Record) +
         record.origins.capacity() * sizeof(intake::Origin);
}

// One of two inputs, and those of its records whose partner has not been met.
class OneOfTwo {
 public:
  explicit OneOfTwo(intake::Source& source) : source_(source) {}

  struct Waiting {
    std::unique_ptr<intake::Chunk> record;
    std::uint64_t number = 0;  // in the order of the input
    std::size_t cost = 0;      // bytes
  };

  Result<bool> next(std::size_t records) {
    if (ended_) return false;
    const Result<bool> more = source_.next(chunk_, records);
    ended_ = !more || !*more;
    if (!ended_) read_ += chunk_.records.size() + chunk_.refused.size();
    return more;
  }
  const intake::Chunk& chunk() const { return chunk_; }
  std::uint64_t read() const { return read_; }
  const std::string& name() const { return source_.name(); }
  std::size_t waitingBytes() const { return bytes_; }

  // The line of an earlier record of that name; 0: this is the first.
  std::uint64_t seenBefore(const std::string& key, std::uint64_t line) {
    const auto [at, fresh] = seen_.emplace(std::hash<std::string>{}(key), line);
    return fresh ? 0 : at->second;
  }
  void wait(std::string key, std::unique_ptr<intake::Chunk> record) {
    const std::size_t cost = costOf(key, *record);
    bytes_ += cost;
    waiting_.emplace(std::move(key), Waiting{std::move(record), number_++, cost});
  }
  std::unique_ptr<intake::Chunk> take(const std::string& key) {
    const auto found = waiting_.find(key);
    if (found == waiting_.end()) return nullptr;
    std::unique_ptr<intake::Chunk> record = std::move(found->second.record);
    bytes_ -= found->second.cost;
    waiting_.erase(found);
    return record;
  }
  bool tooMany() const { return seen_.size() > kWaitingBytes / kSeenCost; }

  // At the end: up to that many of those that wait, in the order of the input.
  std::vector<Waiting> release(std::size_t most) {
    if (!waiting_.empty()) {
      for (auto& [key, waiting] : waiting_) left_.push_back(std::move(waiting));
      waiting_.clear();
      std::sort(left_.begin(), left_.end(),
                [](const Waiting& a, const Waiting& b) { return a.number < b.number; });
    }
    std::vector<Waiting> out;
    for (; out.size() < most && !left_.empty(); left_.pop_front()) out.push_back(std::move(left_.front()));
    return out;
  }

 private:
  intake::Source& source_;
  intake::Chunk chunk_;
  bool ended_ = false;
  std::unordered_map<std::string, Waiting> waiting_;       // looked up only
  std::unordered_map<std::size_t, std::uint64_t> seen_{};  // lines, by hash of names
  std::deque<Waiting> left_;                               // of those that waited at the end
  std::size_t bytes_ = 0;
  std::uint64_t number_ = 0, read_ = 0;
};

class TwoPortfolios final : public Pairs {
 public:
  TwoPortfolios(intake::Source& before, intake::Source& after, std::vector<std::string> roots)
      : before_(before), after_(after), roots_(std::move(roots)) {}

  Result<bool> next(PairChunk& out, std::size_t records) override {
    out.clear();
    for (;;) {
      const Result<bool> one = before_.next(records);
      if (!one) return one;
      if (*one) take(before_, after_, true, out);
      const Result<bool> two = after_.next(records);
      if (!two) return two;
      if (*two) take(after_, before_, false, out);
      if (before_.waitingBytes() + after_.waitingBytes() > kWaitingBytes)
        return IoError{"too many companies of `" + before_.name() + "` and `" + after_.name() +
                       "` wait for the record of the other: sort both by the same id or name"};
      for (const OneOfTwo* input : {&before_, &after_}) {
        if (input->tooMany())
          return IoError{"`" + input->name() +
                         "` has more companies than can be told apart: divide both inputs"};
      }
      if (!*one && !*two && out.pairs.empty() && out.complaints.empty()) return alone(out, records);
      if (!out.pairs.empty() || !out.complaints.empty()) return true;
    }
  }
  std::uint64_t read() const override { return before_.read() + after_.read(); }
  bool same() const override { return false; }
  const std::string& nameBefore() const override { return before_.name(); }
  const std::string& nameAfter() const override { return after_.name(); }

 private:
  // What is left when both inputs have ended.
  bool alone(PairChunk& out, std::size_t records) {
    for (const bool is_before : {true, false}) {
      for (OneOfTwo::Waiting& each : (is_before ? before_ : after_).release(records))
        addAlone(std::move(each.record), is_before, each.number, {}, out);
    }
    return !out.pairs.empty();
  }

  static void addAlone(std::unique_ptr<intake::Chunk> record, bool is_before, std::uint64_t place,
                       std::string nameless, PairChunk& out) {
    Pair& pair = out.pairs.emplace_back();
    (is_before ? pair.before : pair.after).chunk = record.get();
    pair.place = place;
    pair.nameless = std::move(nameless);
    out.singles.push_back(std::move(record));
  }

  void take(OneOfTwo& from, OneOfTwo& other, bool is_before, PairChunk& out) {
    const intake::Chunk& chunk = from.chunk();
    for (const intake::Refused& refused : chunk.refused) out.complaints.push_back(refused.complaint);
    for (std::size_t i = 0; i < chunk.records.size(); ++i) {
      const std::uint64_t line = chunk.records[i].line;
      std::string key(chunk.id(i));
      if (key.empty()) key = unescaped(nameToken(chunk.text(i), roots_));
      if (key.empty()) {
        // Whether it is a record at all is found out where it is read.
        addAlone(recordAlone(chunk, i), is_before, 0,
                 complaint(from, line, "the record says no name of its company",
                           "write `name`: by it the record finds the one of the other input"),
                 out);
        continue;
      }
      if (const std::uint64_t earlier = from.seenBefore(key, line)) {
        out.complaints.push_back(
            complaint(from, line, "the record on line " + std::to_string(earlier) + " is of the same company",
                      "name each company once: its record is held against that of the other input"));
        continue;
      }
      std::unique_ptr<intake::Chunk> mine = recordAlone(chunk, i), partner = other.take(key);
      if (!partner) {
        from.wait(std::move(key), std::move(mine));
        continue;
      }
      if (!is_before) mine.swap(partner);
      out.pairs.push_back({{mine.get(), 0}, {partner.get(), 0}, place_++, {}});
      out.singles.push_back(std::move(mine));
      out.singles.push_back(std::move(partner));
    }
  }

  static std::string complaint(const OneOfTwo& input, std::uint64_t line, const std::string& what,
                               const std::string& help) {
    return input.name() + ":" + std::to_string(line) + ":1: error[J0675]: " + what + "\n  help: " + help +
           "\n";
  }

  OneOfTwo before_, after_;
  std::vector<std::string> roots_;
  std::uint64_t place_ = 0;
};

}  // namespace

void PairChunk::clear() {
  records.clear();
  singles.clear();
  pairs.clear();
  complaints.clear();
}

std::unique_ptr<Pairs> onePortfolio(intake::Source& source) { return std::make_unique<OnePortfolio>(source); }

std::unique_ptr<Pairs> twoPortfolios(intake::Source& before, intake::Source& after,
                                     std::vector<std::string> roots) {
  return std::make_unique<TwoPortfolios>(before, after, std::move(roots));
}

}  // namespace jurat::portfolio
