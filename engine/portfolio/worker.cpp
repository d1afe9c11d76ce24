#include "engine/portfolio/worker.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/batch/records.h"
#include "engine/portfolio/answered.h"
#include "engine/portfolio/company_name.h"

namespace jurat::portfolio {
namespace {

using batch::ElementTable;
using batch::RuleAnswers;

bool some(const std::vector<std::uint8_t>& bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t each) { return each != 0; });
}

}  // namespace

class Worker::Impl {
 public:
  Impl(const Plan& plan, std::string name)
      : plan_(plan),
        name_(std::move(name)),
        reader_(plan.rules, plan.options.evaluate.as_of, plan.options.limits),
        block_(plan.rules, plan.options.evaluate.as_of, plan.options.limits),
        scalar_(plan.rules, plan.options.limits),
        rows_(makeRowWriter(plan.options.format, plan.options.fields)) {
    for (const Entity& entity : plan.rules->vocabulary().entities) {
      if (entity.parent == EntityId{kNoId}) roots_.push_back(entity.name);
    }
    for (const checked::Pack& pack : plan.rules->program->packs) packs_.insert(pack.id);
    reader_.alsoKnow(plan.options.others);
    answered_.plan = &plan_;
    answered_.columns = &columns_;
    answered_.answers = &answers_;
    answered_.scalar = &scalar_;
    answered_.profile = [this](std::size_t company) -> const Profile& { return profileOf(company); };
    names_wanted_ = plan.asks(Field::Company);
    exposures_wanted_ = plan.options.exposures;
    for (const Field field :
         {Field::Exposures, Field::Amount, Field::Currency, Field::AtLeast, Field::AtMost})
      exposures_wanted_ = exposures_wanted_ || plan.asks(field);
  }

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
  batch::RecordReader::Record recordAt(std::size_t company) const {
    return {.text = answered_.records[company], .name = name_, .line = answered_.lines[company]};
  }

  const Profile& profileOf(std::size_t company) {
    profile_ = reader_.profile(recordAt(company));
    return profile_.value();  // it was read before
  }

  // ---- in

  void read(const intake::Chunk& chunk, Block& out) {
    answered_.records.clear();
    answered_.lines.clear();
    answered_.ids.clear();
    answered_.left_out.clear();
    reader_.start(columns_);
    auto refused = chunk.refused.begin();
    for (std::size_t i = 0; i <= chunk.records.size() && !out.stop; ++i) {
      for (; refused != chunk.refused.end() && refused->before <= i && !out.stop; ++refused)
        refuse(refused->text, refused->complaint, out);
      if (i == chunk.records.size() || out.stop) break;
      const batch::RecordReader::Record record{
          .text = chunk.text(i), .name = name_, .line = chunk.records[i].line};
      if (!reader_.add(record)) {
        refuse(chunk.came(i), intake::placed(chunk, i, name_, reader_.complaints()), out);
        continue;
      }
      answered_.ids.push_back(chunk.id(i));
      answered_.records.push_back(record.text);
      answered_.lines.push_back(record.line);
      // What it asks for and nobody has must not pass in silence, as it would not in `check`.
      const std::string unknown = unknownFramework();
      answered_.left_out.push_back(!unknown.empty());
      if (unknown.empty()) continue;
      refuse(chunk.came(i),
             name_ + ":" + std::to_string(record.line) + ":1: error[J0190]: there is no pack `" + unknown +
                 "`, and `frameworks` asks for it\n  help: name it with --rules, or leave it out\n",
             out);
    }
    out.tally.records += answered_.records.size() -
                         static_cast<std::size_t>(std::count(answered_.left_out.begin(),
                                                             answered_.left_out.end(), std::uint8_t{1}));
    reader_.finish();
  }

  std::string unknownFramework() const {
    for (const std::string& framework : columns_.frameworks.back()) {
      if (!packs_.contains(framework)) return framework;
    }
    return {};
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
    const EvaluateOptions& options = plan_.options.evaluate;
    block_.start(columns_);
    batch::answer(block_, options, answers_);
    leaveOut();
    out.tally.scalar += batch::settle(
        scalar_, columns_, options,
        [this](std::size_t company) -> const Profile& { return profileOf(company); }, answers_);
    leaveOut();
    asked_.assign(columns_.companies, 0);
    answered_.exposures.clear();
    if (exposures_wanted_) {
      answered_.exposures = exposuresOf(plan_, block_, scalar_, answers_, answered_.profile, asked_);
    }
    names();
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

  // Companies that were refused after all run no pack.
  void leaveOut() {
    if (!some(answered_.left_out)) return;
    answers_.selections.emplace_back(plan_.rules->program->packs.size(), std::uint8_t{0});
    for (std::size_t company = 0; company < columns_.companies; ++company) {
      if (!answered_.left_out[company]) continue;
      answers_.selection[company] = static_cast<std::uint32_t>(answers_.selections.size() - 1);
      answers_.apart[company] = 0;
    }
  }

  void names() {
    answered_.names.clear();
    if (!names_wanted_) return;
    for (const std::string_view record : answered_.records)
      answered_.names.push_back(nameToken(record, roots_));
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
  batch::RecordReader reader_;
  batch::BlockMachine block_;
  Machine scalar_;
  std::unique_ptr<RowWriter> rows_;
  std::vector<std::string> roots_;
  std::set<std::string, std::less<>> packs_;
  batch::Columns columns_;
  batch::Answers answers_;
  Answered answered_;
  std::optional<Profile> profile_;
  std::vector<std::uint8_t> asked_, seen_;
  bool names_wanted_ = false, exposures_wanted_ = false;
};

Worker::Worker(const Plan& plan, std::string name) : impl_(std::make_unique<Impl>(plan, std::move(name))) {}
Worker::~Worker() = default;
void Worker::run(const intake::Chunk& chunk, Block& out) { impl_->run(chunk, out); }

}  // namespace jurat::portfolio
