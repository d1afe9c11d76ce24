#include "engine/portfolio/difference.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/portfolio/compare.h"

namespace jurat::portfolio {
namespace {

// A complaint, with where in the input it belongs.
using Complaint = std::pair<std::uint64_t, std::string>;

void keepFirst(std::vector<Complaint>& complaints, std::size_t most) {
  std::stable_sort(complaints.begin(), complaints.end(),
                   [](const Complaint& a, const Complaint& b) { return a.first < b.first; });
  if (complaints.size() > most) complaints.resize(most);
}

// What one thread needs; reused between chunks.
class Differencer {
 public:
  Differencer(const JoinedPlans& plans, const Pairs& pairs)
      : same_(pairs.same()),
        name_before_(pairs.nameBefore()),
        name_after_(pairs.nameAfter()),
        before_(plans.before, name_before_, true),
        after_(plans.after, name_after_, true),
        compare_(plans, same_),
        most_(plans.after.options.limits.errors) {}

  void run(const PairChunk& chunk, std::uint64_t number) {
    for (const std::string& complaint : chunk.complaints) refuse(number, complaint);
    before_.start();
    after_.start();
    pairs_.clear();
    for (const Pair& pair : chunk.pairs) add(pair, number);
    before_.finish();
    after_.finish();
    if (!before_.block().records.empty()) changes.counts.scalar += before_.answer();
    if (!after_.block().records.empty()) changes.counts.scalar += after_.answer();
    if (!pairs_.empty()) compare_.run(before_, after_, pairs_, changes);
    keepFirst(complaints, most_);
  }

  Changes changes;
  std::vector<Complaint> complaints;

 private:
  void add(const Pair& pair, std::uint64_t number) {
    if (pair.before.chunk == nullptr || pair.after.chunk == nullptr) return addAlone(pair, number);
    const bool one = add(before_, name_before_, pair.before, number);
    // A record that both sides read is complained about once.
    if (!one && same_) return;
    const bool two = add(after_, name_after_, pair.after, number);
    const auto last = [](const Answerer& side) {
      return static_cast<std::uint32_t>(side.block().records.size() - 1);
    };
    if (one && two) return pairs_.push_back({last(before_), last(after_), &pair});
    if (one) before_.leaveOut(last(before_));
    if (two) after_.leaveOut(last(after_));
  }

  // A record without a partner is read as the others are, and not answered.
  void addAlone(const Pair& pair, std::uint64_t number) {
    const bool was = pair.before.chunk != nullptr;
    Answerer& side = was ? before_ : after_;
    const RecordAt& record = was ? pair.before : pair.after;
    if (!add(side, was ? name_before_ : name_after_, record, number)) return;
    side.leaveOut(side.block().records.size() - 1);
    if (!pair.nameless.empty()) return refuse(number, pair.nameless);
    ChangeExample one{.place = pair.place, .company = {}};
    one.company.name = nameOf(record, side.roots());
    (was ? one.company.line_before : one.company.line_after) = record.line();
    (was ? changes.gone : changes.came).push_back(std::move(one));
  }

  bool add(Answerer& side, const std::string& name, const RecordAt& record, std::uint64_t number) {
    const Added added = side.add(record.text(), record.line(), record.id());
    if (added == Added::Refused)
      refuse(number, intake::placed(*record.chunk, record.record, name, side.complaint()));
    if (added == Added::NoSuchPack) refuse(number, side.complaint());
    return added == Added::Yes;
  }

  void refuse(std::uint64_t number, const std::string& complaint) {
    ++changes.counts.refused;
    if (complaints.size() < 2 * most_) complaints.emplace_back(number, complaint);
  }

  bool same_;
  std::string name_before_, name_after_;
  Answerer before_, after_;
  Compare compare_;
  std::size_t most_;
  std::vector<PairAt> pairs_;
};

class DifferenceRun {
 public:
  DifferenceRun(const Plan& before, const Plan& after, Pairs& pairs,
                const std::function<void(std::uint64_t)>& progress)
      : plans_(before, after), pairs_(pairs), progress_(progress) {}

  Differed run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < plans_.after.options.threads; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (thrown_) std::rethrow_exception(thrown_);
    Differed out;
    out.difference = differenceOf(plans_, changes_);
    keepFirst(complaints_, plans_.after.options.limits.errors);
    for (Complaint& complaint : complaints_) out.complaints.push_back(std::move(complaint.second));
    out.not_read = std::move(not_read_);
    return out;
  }

 private:
  void work() {
    try {
      Differencer differencer(plans_, pairs_);
      PairChunk chunk;
      std::uint64_t number = 0;
      while (take(chunk, number)) differencer.run(chunk, number);
      const std::lock_guard<std::mutex> lock(mutex_);
      changes_.add(differencer.changes);
      complaints_.insert(complaints_.end(), differencer.complaints.begin(), differencer.complaints.end());
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      ended_ = true;
    }
  }

  bool take(PairChunk& chunk, std::uint64_t& number) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ended_) return false;
    Result<bool> more = pairs_.next(chunk, plans_.after.options.block);
    if (!more) not_read_ = more.error();
    ended_ = !more || !*more;
    number = taken_++;
    if (progress_) progress_(pairs_.read());
    return !ended_;
  }

  JoinedPlans plans_;
  Pairs& pairs_;
  const std::function<void(std::uint64_t)>& progress_;
  std::mutex mutex_;
  bool ended_ = false;
  std::uint64_t taken_ = 0;
  Changes changes_;
  std::vector<Complaint> complaints_;
  std::optional<IoError> not_read_;
  std::exception_ptr thrown_;
};

}  // namespace

Differed difference(const Plan& before, const Plan& after, Pairs& pairs,
                    const std::function<void(std::uint64_t read)>& progress) {
  return DifferenceRun(before, after, pairs, progress).run();
}

}  // namespace jurat::portfolio
