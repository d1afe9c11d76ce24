// Workload A with Jurat: arguments and line of bench/peers/WORKLOAD.md.
//   workload_a --data FILE [--out FILE] [--time evaluate|end_to_end] [--warmup N] [--repetitions N]
//              [--machine scalar|batch] [--threads N] [--block COMPANIES] [--rules FOLDER]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

#include "bench/passes.h"
#include "bench/workload_a_rules.h"
#include "engine/batch/answers.h"
#include "engine/batch/records.h"
#include "engine/evaluate/answer_machine.h"

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

// A whole file, with room behind it that may be read.
std::string contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) stop("cannot read " + path);
  std::string out(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(out.data(), static_cast<std::streamsize>(out.size()));
  out.reserve(out.size() + batch::kPadding);
  return out;
}

// The lines of a file, a block of companies at a time, for any number of threads.
class Lines {
 public:
  Lines(std::string_view text, std::size_t block) : rest_(text), block_(block) {}
  // The next block and its number; nothing left: false.
  bool next(std::vector<std::string_view>& lines, std::size_t& number) {
    const std::lock_guard lock(mutex_);
    lines.clear();
    while (!rest_.empty() && lines.size() < block_) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      if (end > 0) lines.push_back(rest_.substr(0, end));
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }
    number = number_++;
    return !lines.empty();
  }

 private:
  std::mutex mutex_;
  std::string_view rest_;
  std::size_t block_, number_ = 0;
};

// Texts of blocks into a file, in the order of their numbers.
class Writer {
 public:
  explicit Writer(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {
    if (!file_) stop("cannot write " + path);
  }
  void write(std::size_t number, const std::string& text) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == number; });
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    ++next_;
    turn_.notify_all();
  }

 private:
  std::ofstream file_;
  std::mutex mutex_;
  std::condition_variable turn_;
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

// ---- a company at a time

class Scalar {
 public:
  explicit Scalar(const Workload& of)
      : of_(of),
        machine_(of.rules, of.options),
        reader_(of.rules, of.options.as_of),
        is_sme_of_(declarationOf(of.is_sme)),
        size_of_(declarationOf(of.size_class)),
        listed_of_(declarationOf(of.listed)),
        high_risk_of_(declarationOf(of.high_risk)) {}

  Profile read(std::string_view line) {
    std::optional<Profile> profile = reader_.profile({.text = line, .name = "data"});
    if (!profile) stop(reader_.complaints());
    return *std::move(profile);
  }

  // The answers as the machine gives them, which keeps them until the next company.
  void evaluate(const Profile& profile) {
    answers_ = &machine_.answer(profile);
    root_ = machine_.instancesOf(of_.company).front();
    is_sme_ = machine_.value(is_sme_of_, 0, root_).can;
    size_ = machine_.value(size_of_, 0, root_);
    systems_.clear();
    for (const InstanceId system : machine_.instancesOf(of_.system))
      systems_.push_back(
          {machine_.value(listed_of_, 0, system).can, machine_.value(high_risk_of_, 0, system).can});
  }

  void write(const Profile& profile, std::string& out) const {
    Line line(out);
    const Answer* name = profile.answer(root_, of_.rules->vocabulary().facts[of_.name]);
    const auto* text = name ? std::get_if<std::string>(&name->value) : nullptr;
    line.begin(text ? *text : "");
    line.outcome("", "is_sme", truthWord(is_sme_));
    line.outcome("", "size_class", sizeWord());
    auto rule = answers_->rules.begin();  // those of a system behind those of the one before it
    std::size_t at = 0;
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      const std::string& id = profile.instances[system].id;
      for (; rule != answers_->rules.end() && rule->subject == system; ++rule)
        line.outcome(id, of_.prohibition_names[rule->rule], outcomeText(rule->answer.outcome));
      line.outcome(id, "listed_in_annex_iii", truthWord(systems_[at].listed));
      line.outcome(id, "high_risk", truthWord(systems_[at++].high_risk));
    }
    line.amounts();
    for (const AmountValue& amount : answers_->amounts)
      line.amount(of_.tiers[amount.amount], amountText(amount));
    line.end();
  }

 private:
  std::string_view sizeWord() const {
    if (!size_.is(kValue) || (size_.may & (size_.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size_.may))];
  }

  checked::DeclarationId declarationOf(BlockId block) const {
    const auto& blocks = of_.rules->first_block;
    const auto at = std::find(blocks.begin(), blocks.end(), static_cast<std::uint32_t>(raw(block)));
    return checked::DeclarationId{static_cast<std::uint32_t>(at - blocks.begin())};
  }
  std::string amountText(const AmountValue& amount) const {
    if (!amount.in_force || amount.bounds != 1) return "";
    const AmountSide& most = answers_->bounds[amount.first_bound].most;
    return most.has && !most.error && !most.may_fail && most.low && most.high && *most.low == *most.high
               ? most.low->text()
               : "";
  }

  struct System {
    std::uint8_t listed = 0, high_risk = 0;
  };
  const Workload& of_;
  AnswerMachine machine_;
  RecordReader reader_;
  checked::DeclarationId is_sme_of_, size_of_, listed_of_, high_risk_of_;
  const CompanyAnswers* answers_ = nullptr;
  InstanceId root_{kNoId};
  std::uint8_t is_sme_ = 0;
  Slot size_;
  std::vector<System> systems_;
};

// ---- a block of companies at a time

class Batch {
 public:
  explicit Batch(const Workload& of)
      : of_(of),
        machine_(of.rules, of.options.as_of),
        scalar_(of.rules),
        reader_(of.rules, of.options.as_of) {
    reader_.alsoRead(of.name);
  }

  void read(const std::vector<std::string_view>& lines, batch::Columns& out) {
    reader_.start(out);
    for (const std::string_view line : lines) {
      if (!reader_.add({.text = line, .name = "data"})) stop(reader_.complaints());
    }
    reader_.finish();
  }

  // `lines` are those of the block, for companies that columns do not settle.
  void evaluate(const batch::Columns& columns, const std::vector<std::string_view>& lines) {
    machine_.start(columns);
    batch::answer(machine_, of_.options, answers_, {of_.is_sme, of_.size_class, of_.listed, of_.high_risk});
    std::optional<Profile> profile;
    settled_ += batch::settle(
        scalar_, columns, of_.options,
        [&](std::size_t company) -> const Profile& {
          profile = reader_.profile({.text = lines[company], .name = "data"});
          if (!profile) stop(reader_.complaints());
          return *profile;
        },
        answers_);
  }

  void write(const batch::Columns& columns, std::string& out) const {
    const batch::ElementTable &roots = columns.tables[of_.company], &systems = columns.tables[of_.system];
    const batch::Column& names = roots.facts[of_.rules->vocabulary().facts[of_.name].slot];
    for (std::size_t company = 0; company < columns.companies; ++company) {
      const std::uint32_t root = roots.first[company];
      Line line(out);
      line.begin(names.can[root] & kValue ? textOf(batch::slotAt(names, root)) : std::string());
      line.outcome("", "is_sme", truthAt(0, root));
      line.outcome("", "size_class", sizeWord(root));
      for (std::uint32_t system = systems.first[company]; system < systems.first[company + 1]; ++system) {
        const std::string_view id = columns.idOf(of_.system, system);
        for (const batch::RuleAnswers& rule : answers_.rules)
          line.outcome(id, of_.prohibition_names[rule.rule], outcomeText(rule.outcome[system]));
        line.outcome(id, "listed_in_annex_iii", truthAt(2, system));
        line.outcome(id, "high_risk", truthAt(3, system));
      }
      line.amounts();
      std::array<char, 48> buffer;
      for (const batch::AmountAnswers& amount : answers_.amounts)
        line.amount(of_.tiers[amount.amount], amountText(amount, root, buffer));
      line.end();
    }
  }
  std::size_t settled() const { return settled_; }

 private:
  std::string_view truthAt(std::size_t definition, std::size_t lane) const {
    const batch::Column& value = answers_.definitions[definition].value;
    return truthWord(value.can[value.at(lane)]);
  }
  std::string_view sizeWord(std::size_t lane) const {
    const Slot size = batch::slotAt(answers_.definitions[1].value, lane);
    if (!size.is(kValue) || (size.may & (size.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size.may))];
  }
  // Those that settle() left to the scalar machine stand apart, in the order of lanes.
  static std::string_view scalarText(const batch::AmountAnswers& amount, std::size_t lane,
                                     std::array<char, 48>& buffer) {
    const auto before = [](const auto& each, std::size_t wanted) { return each.first < wanted; };
    const auto at = std::lower_bound(amount.by_scalar.begin(), amount.by_scalar.end(), lane, before);
    const AmountResult& result = at->second;
    if (!result.determined() || result.bounds.size() != 1 || !result.bounds[0].most_low) return "";
    const std::string text = result.bounds[0].most_low->text();
    return {buffer.data(), text.copy(buffer.data(), buffer.size())};
  }
  static std::string_view amountText(const batch::AmountAnswers& amount, std::size_t lane,
                                     std::array<char, 48>& buffer) {
    constexpr std::uint8_t kSettled = batch::kHas | batch::kHasLow | batch::kHasHigh;
    if (amount.escaped[lane]) return scalarText(amount, lane, buffer);
    const batch::SideAnswers& most = amount.bounds[0].most;
    const bool single = most.state[lane] == kSettled && most.low[lane] == most.high[lane];
    return single ? digits(most.low[lane], most.scale, buffer) : std::string_view();
  }

  const Workload& of_;
  batch::BlockMachine machine_;
  Machine scalar_;
  RecordReader reader_;
  batch::Answers answers_;
  std::size_t settled_ = 0;
};

// ---- the two works

struct Block {
  std::vector<std::string_view> lines;
  batch::Columns columns;
};

// Everything that passes share; a pass goes over all companies once and says how many they were.
class Work {
 public:
  Work(const Arguments& arguments, const Workload& workload)
      : arguments_(arguments), text_(contentOf(arguments.data)) {
    for (std::size_t i = 0; i < arguments.threads; ++i) {
      scalars_.emplace_back(workload);
      batches_.emplace_back(workload);
    }
  }

  void prepare() {
    Lines lines(text_, arguments_.block);
    std::vector<std::string_view> some;
    std::size_t number = 0;
    while (lines.next(some, number)) {
      companies_ += some.size();
      if (arguments_.machine == "scalar") {
        for (const std::string_view line : some) profiles_.push_back(scalars_[0].read(line));
        continue;
      }
      Block& block = blocks_.emplace_back();
      block.lines = some;
      batches_[0].read(block.lines, block.columns);
    }
  }

  std::size_t evaluate() {
    onThreads(arguments_.threads, [&](std::size_t thread) {
      for (std::size_t i = thread; i < blocks_.size(); i += arguments_.threads)
        batches_[thread].evaluate(blocks_[i].columns, blocks_[i].lines);
      for (std::size_t i = thread; i < profiles_.size(); i += arguments_.threads)
        scalars_[thread].evaluate(profiles_[i]);
    });
    return companies_;
  }

  // The file is read again by each pass, as the peers do.
  std::size_t endToEnd() {
    text_ = contentOf(arguments_.data);
    Lines lines(text_, arguments_.block);
    Writer writer(arguments_.out.empty() ? "/dev/null" : arguments_.out);
    std::atomic<std::size_t> companies = 0;
    onThreads(arguments_.threads, [&](std::size_t thread) {
      std::vector<std::string_view> some;
      std::size_t number = 0;
      batch::Columns columns;
      std::string out;
      while (lines.next(some, number)) {
        out.clear();
        if (arguments_.machine == "scalar") {
          for (const std::string_view line : some) {
            const Profile profile = scalars_[thread].read(line);
            scalars_[thread].evaluate(profile);
            scalars_[thread].write(profile, out);
          }
        } else {
          batches_[thread].read(some, columns);
          batches_[thread].evaluate(columns, some);
          batches_[thread].write(columns, out);
        }
        companies += some.size();
        writer.write(number, out);
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
  const Arguments& arguments_;
  std::string text_;
  std::deque<Scalar> scalars_;
  std::deque<Batch> batches_;
  std::deque<Block> blocks_;
  std::deque<Profile> profiles_;
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
