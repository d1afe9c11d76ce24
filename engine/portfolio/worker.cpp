#include "engine/portfolio/worker.h"

#include <algorithm>
#include <utility>

#include "engine/portfolio/answerer.h"

namespace jurat::portfolio {
namespace {

using batch::ElementTable;
using batch::RuleAnswers;

bool asksForExposures(const Plan& plan) {
  constexpr std::array kOfExposures = {Field::Exposures, Field::Amount, Field::Currency, Field::AtLeast,
                                       Field::AtMost};
  return plan.options.exposures ||
         std::any_of(kOfExposures.begin(), kOfExposures.end(), [&](Field field) { return plan.asks(field); });
}

}  // namespace

class Worker::Impl {
 public:
  Impl(const Plan& plan, std::string name)
      : plan_(plan),
        name_(std::move(name)),
        block_(plan, name_, asksForExposures(plan)),
        rows_(makeRowWriter(plan.options.format, plan.options.fields)),
        names_wanted_(plan.asks(Field::Company)) {}

  void run(const intake::Chunk& chunk, Block& out) {
    out.rows.clear();
    out.rejects.clear();
    out.complaints.clear();
    out.tally = Tally(plan_.info.size());
    out.stop = false;
    read(chunk, out);
    if (!answered_.records.empty()) answer(out);
  }

 private:
  // ---- in

  void read(const intake::Chunk& chunk, Block& out) {
    block_.start();
    auto refused = chunk.refused.begin();
    for (std::size_t i = 0; i <= chunk.records.size() && !out.stop; ++i) {
      for (; refused != chunk.refused.end() && refused->before <= i && !out.stop; ++refused)
        refuse(refused->text, refused->complaint, out);
      if (i == chunk.records.size() || out.stop) break;
      switch (block_.add(chunk.text(i), chunk.records[i].line, chunk.id(i))) {
        case Added::Yes:
          ++out.tally.records;
          break;
        case Added::Refused:
          refuse(chunk.came(i), intake::placed(chunk, i, name_, block_.complaint()), out);
          break;
        case Added::NoSuchPack:
          refuse(chunk.came(i), block_.complaint(), out);
          break;
      }
    }
    block_.finish();
  }

  void refuse(std::string_view text, std::string_view complaint, Block& out) {
    ++out.tally.records;
    ++out.tally.refused;
    out.rejects += text;
    if (!text.ends_with('\n')) out.rejects += '\n';
    if (out.complaints.size() < plan_.options.limits.errors) out.complaints.emplace_back(complaint);
    out.stop = plan_.options.strict;
  }

  // ---- through

  void answer(Block& out) {
    out.tally.scalar += block_.answer();
    if (names_wanted_) block_.setNames();
    count(out.tally);
    rows_->bytes().swap(out.rows);
    rows_->bytes().clear();
    if (plan_.options.rows == RowKind::Company) {
      writeCompanies(answered_, *rows_);
    } else {
      writeFindings(answered_, *rows_);
    }
    rows_->bytes().swap(out.rows);
  }

  // ---- counted

  void count(Tally& tally) {
    seen_.assign(columns_.companies, 0);
    for (const RuleAnswers& rule : answers_.rules) countRule(rule, tally);
    for (std::size_t company = 0; company < columns_.companies; ++company) {
      if (answered_.left_out[company]) continue;
      for (std::size_t i = 0; i < kOutcomes; ++i) tally.companies[i] += seen_[company] >> i & 1;
      // What is not in force was not looked at.
      constexpr auto kIdle = static_cast<std::uint8_t>(1U << static_cast<unsigned>(Outcome::NotInForce));
      tally.nothing += (seen_[company] & ~kIdle) == 0 ? 1 : 0;
    }
    for (const BlockExposure& each : answered_.exposures) countExposure(each, tally);
  }

  void countRule(const RuleAnswers& rule, Tally& tally) {
    const RuleInfo& info = plan_.info[rule.rule];
    const ElementTable& table = columns_.tables[rule.subject];
    std::array<std::uint64_t, kOutcomes> counts{};
    std::uint8_t open = 0;
    for (std::uint32_t lane = 0; lane < table.listed; ++lane) {
      const std::uint32_t company = table.company[lane];
      if (!answers_.runs(company, info.pack)) continue;
      const auto outcome = static_cast<std::size_t>(rule.outcome[lane]);
      ++counts[outcome];
      seen_[company] = static_cast<std::uint8_t>(seen_[company] | 1U << outcome);
      if (rule.outcome[lane] == Outcome::Undetermined) open |= rule.possible[lane];
    }
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      tally.rules[rule.rule].findings[i] += counts[i];
      if (counts[i] != 0) tally.code = worse(tally.code, info.codes[i]);
    }
    if (open & (kViolated | kFailed)) tally.code = worse(tally.code, info.undetermined_breach);
  }

  void countExposure(const BlockExposure& each, Tally& tally) {
    const RuleAnswers& rule = answers_.rules[each.rule];
    ExposureSum& sum =
        tally.rules[rule.rule].exposure(rule.outcome[each.lane], each.state, each.ceiling.currency);
    ++sum.lines;
    if (!each.ceiling.in_force) return;
    if (each.ceiling.low) sum.addLow(*each.ceiling.low);
    if (each.ceiling.high) {
      sum.addHigh(*each.ceiling.high);
    } else {
      ++sum.unbounded;
    }
  }

  const Plan& plan_;
  std::string name_;
  Answerer block_;
  const Answered& answered_ = block_.block();
  const batch::Columns& columns_ = block_.columns();
  const batch::Answers& answers_ = block_.answers();
  std::unique_ptr<RowWriter> rows_;
  std::vector<std::uint8_t> seen_;
  bool names_wanted_;
};

Worker::Worker(const Plan& plan, std::string name) : impl_(std::make_unique<Impl>(plan, std::move(name))) {}
Worker::~Worker() = default;
void Worker::run(const intake::Chunk& chunk, Block& out) { impl_->run(chunk, out); }

}  // namespace jurat::portfolio
