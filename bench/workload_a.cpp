// Workload A with Jurat: arguments and line of bench/peers/WORKLOAD.md.
//   workload_a --data FILE [--out FILE] [--time evaluate|end_to_end] [--warmup N] [--repetitions N]
//              [--machine scalar|batch] [--threads N] [--block COMPANIES] [--rules FOLDER]
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include "bench/passes.h"
#include "bench/workload_a_batch.h"
#include "bench/workload_a_scalar.h"

namespace {

using namespace jurat;
using namespace jurat::bench;
using batch::RecordReader;

struct Arguments {
  std::string data, out, time, machine = "batch",
                               rules = std::string(JURAT_SOURCE_DIR) + "/bench/peers/jurat/workload_a";
  std::size_t warmup = 1, repetitions = 5, threads = 1, block = 512;
};

Arguments argumentsOf(int count, char** words) {
  Arguments out;
  const auto number = [](const char* text) {
    std::size_t value = 0;
    const char* end = text + std::strlen(text);
    if (std::from_chars(text, end, value).ptr != end) stop(std::string("not a number: ") + text);
    return value;
  };
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    const char* value = words[i + 1];
    if (name == "--data")
      out.data = value;
    else if (name == "--out")
      out.out = value;
    else if (name == "--time")
      out.time = value;
    else if (name == "--machine")
      out.machine = value;
    else if (name == "--rules")
      out.rules = value;
    else if (name == "--warmup")
      out.warmup = number(value);
    else if (name == "--repetitions")
      out.repetitions = number(value);
    else if (name == "--threads")
      out.threads = std::max<std::size_t>(1, number(value));
    else if (name == "--block")
      out.block = std::max<std::size_t>(1, number(value));
    else
      stop("unknown option " + std::string(name));
  }
  if (out.data.empty() || count % 2 == 0) stop("--data FILE is needed, and each option has a value");
  if (out.machine != "batch" && out.machine != "scalar") stop("--machine is batch or scalar");
  if (!out.time.empty() && out.time != "evaluate" && out.time != "end_to_end")
    stop("--time is evaluate or end_to_end");
  return out;
}

// A whole file, with room behind it that may be read: its pages as they lie in memory, not copied.
class Content {
 public:
  explicit Content(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (file < 0 || ::fstat(file, &about) != 0) stop("cannot read " + path);
    size_ = static_cast<std::size_t>(about.st_size);
    // First the room, then the file over it.
    all_ = ::mmap(nullptr, size_ + kRoom, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const int flags = MAP_PRIVATE | MAP_FIXED | MAP_POPULATE;
    const bool mapped =
        all_ != MAP_FAILED && (size_ == 0 || ::mmap(all_, size_, PROT_READ, flags, file, 0) != MAP_FAILED);
    ::close(file);
    if (!mapped) stop("cannot map " + path);
  }
  ~Content() { ::munmap(all_, size_ + kRoom); }
  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;
  std::string_view text() const { return {static_cast<const char*>(all_), size_}; }

 private:
  static constexpr std::size_t kRoom = 4'096;
  static_assert(kRoom >= batch::kPadding);
  void* all_ = nullptr;
  std::size_t size_ = 0;
};

// The lines of a text.
void split(std::string_view text, std::vector<std::string_view>& lines) {
  lines.clear();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// A text in pieces of whole lines, each of about so many, for any number of threads.
class Pieces {
 public:
  Pieces(std::string_view text, std::size_t lines) : rest_(text) {
    constexpr std::size_t kSample = 64;  // lines
    std::size_t seen = 0, bytes = 0;
    for (; seen < kSample && bytes < text.size(); ++seen)
      bytes = std::min(text.find('\n', bytes), text.size() - 1) + 1;
    bytes_ = seen > 0 ? std::max<std::size_t>(1, bytes / seen * lines) : 1;
  }
  // The next piece and its number; nothing left: false.
  bool next(std::string_view& piece, std::size_t& number) {
    const std::lock_guard lock(mutex_);
    if (rest_.empty()) return false;
    const std::size_t end = rest_.size() > bytes_ ? rest_.find('\n', bytes_ - 1) : std::string_view::npos;
    piece = rest_.substr(0, end == std::string_view::npos ? end : end + 1);
    rest_.remove_prefix(piece.size());
    number = number_++;
    return true;
  }

 private:
  std::mutex mutex_;
  std::string_view rest_;
  std::size_t bytes_ = 1, number_ = 0;
};

// Texts of blocks into a file, in the order of their numbers. One that comes before its turn waits here, not
// its thread.
class Writer {
 public:
  explicit Writer(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {
    if (!file_) stop("cannot write " + path);
  }
  // `rows` are others afterwards, to be used again.
  void write(std::size_t number, Rows& rows) {
    const std::lock_guard lock(mutex_);
    if (number != next_) {
      std::swap(early_[number], rows);
      return;
    }
    put(rows);
    for (auto first = early_.begin(); first != early_.end() && first->first == next_;
         first = early_.erase(first)) {
      put(first->second);
      std::swap(rows, first->second);
    }
  }

 private:
  void put(const Rows& rows) {
    file_.write(rows.text().data(), static_cast<std::streamsize>(rows.text().size()));
    ++next_;
  }

  std::ofstream file_;
  std::mutex mutex_;
  std::map<std::size_t, Rows> early_;
  std::size_t next_ = 0;
};

// Runs `work(thread)` on so many threads, of which this is one.
template <typename Work>
void onThreads(std::size_t count, const Work& work) {
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < count; ++i) others.emplace_back([&work, i] { work(i); });
  work(0);
  for (std::thread& each : others) each.join();
}

// ---- the two works

struct Block {
  std::vector<std::string_view> lines;
  batch::Columns columns;
};

// Everything that passes share; a pass goes over all companies once and says how many they were.
class Work {
 public:
  Work(const Arguments& arguments, const Workload& workload)
      : arguments_(arguments), content_(arguments.data) {
    for (std::size_t i = 0; i < arguments.threads; ++i) {
      scalars_.emplace_back(workload);
      batches_.emplace_back(workload);
      used_.emplace_back();
    }
  }

  void prepare() {
    Pieces pieces(content_.text(), arguments_.block);
    std::vector<std::string_view> some;
    std::string_view piece;
    std::size_t number = 0;
    while (pieces.next(piece, number)) {
      split(piece, some);
      companies_ += some.size();
      if (arguments_.machine == "scalar") {
        for (const std::string_view line : some) {
          profiles_.push_back(scalars_[0].read(line));
          prepared_.push_back(scalars_[0].prepared(profiles_.back()));
        }
        continue;
      }
      Block& block = blocks_.emplace_back();
      block.lines = some;
      batches_[0].read(block.lines, block.columns);
    }
  }

  // Not inlined, so that a profile can be of it alone.
  [[gnu::noinline]] std::size_t evaluate() {
    onThreads(arguments_.threads, [&](std::size_t thread) {
      for (std::size_t i = thread; i < blocks_.size(); i += arguments_.threads)
        batches_[thread].evaluate(blocks_[i].columns, blocks_[i].lines);
      for (std::size_t i = thread; i < prepared_.size(); i += arguments_.threads)
        scalars_[thread].evaluate(prepared_[i]);
    });
    return companies_;
  }

  // The file is opened and gone through again by each pass, as the peers do.
  [[gnu::noinline]] std::size_t endToEnd() {
    const Content content(arguments_.data);
    Pieces pieces(content.text(), arguments_.block);
    Writer writer(arguments_.out.empty() ? "/dev/null" : arguments_.out);
    std::atomic<std::size_t> companies = 0;
    onThreads(arguments_.threads, [&](std::size_t thread) {
      auto& [some, columns, rows] = used_[thread];
      std::string_view piece;
      std::size_t number = 0;
      while (pieces.next(piece, number)) {
        split(piece, some);
        rows.clear();
        if (arguments_.machine == "scalar") {
          rows.put(answersOf(thread, some));
        } else {
          batches_[thread].read(some, columns);
          batches_[thread].evaluate(columns, some);
          batches_[thread].write(columns, rows);
        }
        companies += some.size();
        writer.write(number, rows);
      }
    });
    return companies;
  }
  std::size_t settled() const {
    std::size_t sum = 0;
    for (const Batch& each : batches_) sum += each.settled();
    return sum;
  }

 private:
  std::string answersOf(std::size_t thread, const std::vector<std::string_view>& lines) {
    std::string out;
    for (const std::string_view line : lines) {
      const Profile profile = scalars_[thread].read(line);
      scalars_[thread].evaluate(profile);
      scalars_[thread].write(profile, out);
    }
    return out;
  }

  const Arguments& arguments_;
  Content content_;
  std::deque<Scalar> scalars_;
  std::deque<Batch> batches_;
  // Of each thread, from one block and pass to the next.
  struct Used {
    std::vector<std::string_view> lines;
    batch::Columns columns;
    Rows rows;
  };
  std::deque<Used> used_;
  std::deque<Block> blocks_;
  std::deque<Profile> profiles_;
  std::deque<Company> prepared_;  // of those
  std::size_t companies_ = 0;
};

std::string listed(const std::vector<double>& values) {
  std::string out;
  for (const double each : values) out += (out.empty() ? "" : ",") + std::to_string(each);
  return "[" + out + "]";
}

void measure(const Arguments& arguments, Work& work) {
  const bool evaluate = arguments.time == "evaluate";
  if (evaluate) work.prepare();
  std::vector<double> seconds, processor;
  std::size_t companies = 0;
  for (std::size_t i = 0; i < arguments.warmup + arguments.repetitions; ++i) {
    const double used = cpuSeconds();
    const auto started = std::chrono::steady_clock::now();
    companies = evaluate ? work.evaluate() : work.endToEnd();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    if (i < arguments.warmup) continue;
    seconds.push_back(took.count());
    processor.push_back(cpuSeconds() - used);
  }
  std::printf(
      "{\"peer\":\"jurat_%s\",\"version\":\"%s\",\"what\":\"%s\",\"companies\":%zu,\"threads\":%zu,"
      "\"settled_by_scalar\":%zu,\"seconds\":%s,\"cpu_seconds\":%s,\"peak_kb\":%ld}\n",
      arguments.machine.c_str(), JURAT_VERSION, arguments.time.c_str(), companies, arguments.threads,
      work.settled(), listed(seconds).c_str(), listed(processor).c_str(), peakKb());
}

}  // namespace

int main(int count, char** words) {
  const Arguments arguments = argumentsOf(count, words);
  const std::unique_ptr<Workload> workload = loadWorkload(arguments.rules);
  Work work(arguments, *workload);
  if (arguments.time.empty()) {
    work.endToEnd();
  } else {
    measure(arguments, work);
  }
  return 0;
}
