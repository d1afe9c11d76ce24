#include "engine/portfolio/run.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/portfolio/sink.h"
#include "engine/portfolio/worker.h"

namespace jurat::portfolio {
namespace {

class Conveyor {
 public:
  Conveyor(const Plan& plan, intake::Source& source, const Files& files, const Watch& watch)
      : plan_(plan), source_(source), files_(files), watch_(watch), sink_(makeSink(plan, files.output)) {
    if (!files.rejects.empty()) rejects_.emplace(files.rejects);
  }

  Ended run() {
    tally_ = Tally(plan_.info.size());
    if (!open()) return std::move(ended_);
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < plan_.options.threads; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (thrown_) std::rethrow_exception(thrown_);
    if (!ended_.not_written && !ended_.not_read) finish();
    ended_.tally = std::move(tally_);
    return std::move(ended_);
  }

 private:
  // ---- begin

  bool fails(const Result<Done>& result) {
    if (!result && !ended_.not_written) ended_.not_written = result.error();
    return !result;
  }

  bool open() {
    State state;
    if (files_.resume && !resumed(state)) return false;
    const bool goes_on = state.position != 0;
    if (fails(sink_->open(goes_on, state.output_bytes))) return false;
    if (rejects_ && fails(rejects_->open(goes_on ? state.rejects_bytes : 0))) return false;
    if (!goes_on) return true;
    const Result<std::uint64_t> skipped = source_.skip(state.position);
    if (!skipped) {
      ended_.not_read = skipped.error();
      return false;
    }
    tally_ = std::move(state.tally);
    kept_at_ = ended_.resumed_at = tally_.records;
    return true;
  }

  // The state of an earlier run, if it left one; false when this run must not go on from there.
  bool resumed(State& state) {
    if (!sink_->resumable() || (rejects_ && !rejects_->regular())) {
      ended_.cannot_resume = "only a file can be continued: name one with --output";
      return false;
    }
    const Result<std::optional<std::string>> saved = sink_->saved();
    if (!saved) {
      ended_.not_written = saved.error();
      return false;
    }
    if (!*saved) return true;
    std::optional<State> read = State::parse(**saved);
    if (!read) {
      ended_.cannot_resume = "the state of the interrupted run is damaged";
      return false;
    }
    const std::string changed = differs(read->identity, files_.identity);
    if (!changed.empty()) {
      ended_.cannot_resume = "the interrupted run had another " + changed;
      return false;
    }
    // Parts that are gone were given their names: that run had come to its end.
    if (!sink_->holds(read->output_bytes) || (rejects_ && !rejects_->holds(read->rejects_bytes))) return true;
    if (read->tally.rules.size() != plan_.info.size()) return true;
    state = std::move(*read);
    return true;
  }

  // ---- work

  void work() {
    try {
      Worker worker(plan_, source_.name());
      intake::Chunk chunk;
      Block block;
      std::uint64_t place = 0;
      while (take(chunk, place)) {
        worker.run(chunk, block);
        deliver(place, block);
      }
    } catch (...) {
      const std::lock_guard<std::mutex> lock(out_);
      if (!thrown_) thrown_ = std::current_exception();
      stop_ = true;
      moved_.notify_all();
    }
  }

  bool take(intake::Chunk& chunk, std::uint64_t& place) {
    const std::lock_guard<std::mutex> lock(in_);
    if (ended_reading_ || stopped()) return false;
    const Result<bool> more = source_.next(chunk, plan_.options.block);
    if (!more || !*more) {
      ended_reading_ = true;
      if (!more) {
        const std::lock_guard<std::mutex> out(out_);
        ended_.not_read = more.error();
      }
      return false;
    }
    place = taken_++;
    return true;
  }

  bool stopped() {
    const std::lock_guard<std::mutex> lock(out_);
    return stop_;
  }

  // Blocks that are ready before their turn wait here, one for each thread; then so do the threads.
  void deliver(std::uint64_t place, Block& block) {
    std::unique_lock<std::mutex> lock(out_);
    const std::size_t most = plan_.options.threads;
    moved_.wait(lock, [&] { return stop_ || place == next_ || ready_.size() < most; });
    if (stop_) return;
    if (place != next_) {
      ready_.emplace(place, std::move(block));
      return;
    }
    write(block);
    for (auto ready = ready_.begin(); !stop_ && ready != ready_.end() && ready->first == next_;
         ready = ready_.erase(ready))
      write(ready->second);
    moved_.notify_all();
  }

  // ---- out; with `out_` locked

  void write(const Block& block) {
    ++next_;
    tally_.add(block.tally);
    for (const std::string& complaint : block.complaints) watch_.refused(complaint);
    stop_ = fails(sink_->write(block.rows)) || (rejects_ && fails(reject(block.rejects)));
    if (stop_) return;
    if (block.stop) stop_ = ended_.stopped = true;
    if (watch_.progress) watch_.progress(tally_);
    if (!files_.resume || tally_.records - kept_at_ < plan_.options.checkpoint_records) return;
    stop_ = keep() || stop_;
  }

  // Refused rows of a table are a table again.
  Result<Done> reject(const std::string& records) {
    if (records.empty()) return Done{};
    const std::string heading = source_.heading();
    if (rejects_->bytes() == 0 && !heading.empty()) {
      const std::string line = heading + (heading.ends_with('\n') ? "" : "\n");
      if (Result<Done> written = rejects_->write(line); !written) return written;
    }
    return rejects_->write(records);
  }

  // True when it failed.
  bool keep() {
    if (rejects_ && fails(rejects_->sync())) return true;
    State state;
    state.identity = files_.identity;
    state.position = tally_.records;
    state.output_bytes = sink_->bytes();
    state.rejects_bytes = rejects_ ? rejects_->bytes() : 0;
    state.tally = tally_;
    kept_at_ = tally_.records;
    return fails(sink_->keep(state.text()));
  }

  void finish() {
    if (rejects_ && fails(rejects_->publish())) return;
    if (fails(sink_->publish())) return;
    if (watch_.summary && !watch_.summary(tally_)) {
      ended_.summary_failed = true;
      return;
    }
    if (files_.resume) fails(sink_->forget());
  }

  const Plan& plan_;
  intake::Source& source_;
  const Files& files_;
  const Watch& watch_;
  std::unique_ptr<Sink> sink_;
  std::optional<PartFile> rejects_;

  std::mutex in_;  // the source, and:
  bool ended_reading_ = false;
  std::uint64_t taken_ = 0;

  std::mutex out_;  // the outputs, and:
  std::condition_variable moved_;
  std::map<std::uint64_t, Block> ready_;
  std::uint64_t next_ = 0;     // the block whose turn it is
  std::uint64_t kept_at_ = 0;  // records, when the state was kept last
  bool stop_ = false;
  Tally tally_;
  Ended ended_;
  std::exception_ptr thrown_;
};

}  // namespace

Ended run(const Plan& plan, intake::Source& source, const Files& files, const Watch& watch) {
  return Conveyor(plan, source, files, watch).run();
}

}  // namespace jurat::portfolio
