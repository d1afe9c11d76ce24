// The batch machine, the scalar machine and the reference evaluator agree on generated programs, each on many
// companies: outcomes, deadlines, amounts and what is missing. What is missing is the scalar machine's to
// say: a batch asks it.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/agreement/agreement.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/batch/compare.h"

namespace jurat::batch::test {
namespace {

using agreement::Loaded;

constexpr std::size_t kPrograms = 1'000;
constexpr std::size_t kCompanies = 160;    // of each program, unless JURAT_COMPANIES says how many
constexpr std::size_t kFewCompanies = 40;  // in a shortened run
constexpr std::size_t kBlock = 200;        // at most, that the batch machine takes at once

struct Sum {
  std::size_t programs = 0, refused = 0, companies = 0;
  Compared batch;                 // the batch machine against the scalar machine
  agreement::Coverage reference;  // the scalar machine against the reference
  std::string fault;

  // One company and one rule, benefit or amount of a program.
  std::size_t pairs() const {
    std::size_t out = reference.amounts;
    for (const std::size_t each : reference.outcomes) out += each;
    for (const std::size_t each : reference.benefits) out += each;
    return out;
  }
  void add(const Sum& other) {
    programs += other.programs;
    refused += other.refused;
    companies += other.companies;
    batch.add(other.batch);
    reference.add(other.reference);
    if (fault.empty()) fault = other.fault;
  }
};

// One program and its companies.
class Case {
 public:
  explicit Case(std::uint64_t seed) : seed_(seed), dice_(seed), pack_(generated::generatePack(dice_)) {
    loaded_ = agreement::load(pack_.text.text());
    as_of_text_ = generated::generateAsOf(dice_);
    as_of_ = agreement::parseAsOf(as_of_text_);
  }

  Sum run(std::size_t companies) {
    sum_.programs = 1;
    if (!loaded_->rules) {  // for a condition that can never hold
      sum_.refused = 1;
      return sum_;
    }
    Machine machine(loaded_->rules);
    while (sum_.companies < companies && sum_.fault.empty())
      block(machine, std::min(kBlock, companies - sum_.companies));
    return sum_;
  }

 private:
  void block(Machine& machine, std::size_t companies) {
    std::deque<Profile> profiles;
    std::vector<const Profile*> given;
    for (std::size_t i = 0; i < companies; ++i) {
      const generated::Node profile = generated::generateProfile(pack_, dice_);
      std::optional<Profile> answers = agreement::readAnswers(*loaded_, profile.text());
      if (!answers) return blame("a generated profile is refused: " + agreement::complaints(*loaded_));
      profiles.push_back(*std::move(answers));
      given.push_back(&profiles.back());
      const std::optional<std::string> found =
          agreement::difference(machine, profiles.back(), as_of_, sum_.reference, writings_);
      if (found) return blame("machine and reference: " + *found + "\n" + profile.text());
    }
    const std::string found = compare(loaded_->rules, given, as_of_, sum_.batch);
    if (!found.empty()) return blame("batch and machine: " + found);
    sum_.companies += companies;
  }

  void blame(const std::string& what) {
    sum_.fault = "JURAT_SEED=" + std::to_string(seed_) + " as of " + as_of_text_ + "\n" + what + "\n" +
                 pack_.text.text();
  }

  std::uint64_t seed_;
  generated::Dice dice_;
  generated::Pack pack_;
  std::unique_ptr<Loaded> loaded_;
  reference::Writings writings_;
  AsOf as_of_;
  std::string as_of_text_;
  Sum sum_;
};

// On all cores: a program is one thread's.
Sum runAll(std::uint64_t first, std::size_t programs, std::size_t companies) {
  std::atomic<std::uint64_t> next{first};
  std::mutex adding;
  Sum sum;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < first + programs; seed = next++) {
      const Sum one = Case(seed).run(companies);
      const std::lock_guard<std::mutex> lock(adding);
      sum.add(one);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::max(1u, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  work();
  for (std::thread& each : threads) each.join();
  return sum;
}

}  // namespace

TEST_CASE("three evaluators agree on generated programs and companies") {
  const std::size_t programs = agreement::casesOf(kPrograms);
  const std::size_t companies =
      agreement::numberOf("JURAT_COMPANIES", agreement::orFewer(kCompanies, kFewCompanies));
  const std::uint64_t first = agreement::firstSeed();
  const Sum sum = runAll(first, programs, companies);
  MESSAGE("JURAT_SEED=" << first << ", up to " << first + programs - 1 << ": " << sum.pairs()
                        << " pairs of a company and a rule, " << sum.refused << " of " << sum.programs
                        << " programs refused\nbatch: " << sum.batch.text()
                        << "\nreference: " << sum.reference.text());
  CHECK_MESSAGE(sum.fault.empty(), sum.fault);
  CHECK(sum.refused * 5 < sum.programs);
  CHECK(sum.pairs() >= 6 * programs * companies);  // a million a whole run, and more
  CHECK(sum.batch.escaped * 2 < sum.batch.answers);
}

}  // namespace jurat::batch::test
