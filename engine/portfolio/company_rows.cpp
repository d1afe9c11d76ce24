// A row a company.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/portfolio/answered.h"
#include "engine/reports/words.h"

namespace jurat::portfolio {
namespace {

using batch::AmountAnswers;
using batch::ElementTable;
using batch::RuleAnswers;

constexpr std::array kListed = {Field::ViolatedRules, Field::PendingRules, Field::UndeterminedRules,
                                Field::ReviewRules, Field::ErrorRules};
constexpr std::array kOutcomeOf = {Outcome::Violated, Outcome::Pending, Outcome::Undetermined,
                                   Outcome::Review, Outcome::Error};

class Companies {
 public:
  Companies(const Answered& block, RowWriter& out) : block_(block), plan_(*block.plan), out_(out) {}

  void run() {
    const std::size_t n = block_.columns->companies;
    counts_.assign(n * kOutcomes, 0);
    for (std::size_t i = 0; i < kListed.size(); ++i) {
      if (!plan_.asks(kListed[i])) continue;
      wanted_[static_cast<std::size_t>(kOutcomeOf[i])] = true;
      lists_[static_cast<std::size_t>(kOutcomeOf[i])].resize(n);
    }
    for (const RuleAnswers& rule : block_.answers->rules) count(rule);
    std::size_t next = 0;
    for (std::size_t company = 0; company < n; ++company) {
      const std::size_t begin = next;
      while (next < block_.exposures.size() && block_.exposures[next].company == company) ++next;
      if (!block_.left_out[company]) row(company, {block_.exposures.data() + begin, next - begin});
    }
  }

 private:
  struct Exposures {
    const BlockExposure* first;
    std::size_t count;
  };

  void count(const RuleAnswers& rule) {
    const RuleInfo& info = plan_.info[rule.rule];
    const ElementTable& table = block_.table(rule.subject);
    for (std::uint32_t lane = 0; lane < table.listed; ++lane) {
      const std::uint32_t company = table.company[lane];
      if (!block_.answers->runs(company, info.pack)) continue;
      const auto outcome = static_cast<std::size_t>(rule.outcome[lane]);
      ++counts_[company * kOutcomes + outcome];
      if (!wanted_[outcome]) continue;
      std::vector<std::string_view>& list = lists_[outcome][company];
      if (list.empty() || list.back() != info.id) list.push_back(info.id);
    }
  }

  void row(std::size_t company, Exposures exposures) {
    out_.beginRow();
    for (const Field field : plan_.options.fields) {
      if (field >= Field::Satisfied && field <= Field::Error) {
        const auto outcome = static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::Satisfied);
        out_.integer(counts_[company * kOutcomes + outcome]);
      } else if (field >= Field::ViolatedRules && field <= Field::ErrorRules) {
        const auto place = static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::ViolatedRules);
        out_.texts(lists_[static_cast<std::size_t>(kOutcomeOf[place])][company]);
      } else {
        cell(field, company, exposures);
      }
    }
    out_.endRow();
  }

  void cell(Field field, std::size_t company, Exposures lines) {
    switch (field) {
      case Field::Line:
        return out_.integer(block_.lines[company]);
      case Field::Id:
        return block_.ids[company].empty() ? out_.nothing() : out_.text(block_.ids[company]);
      case Field::Company:
        return writeName(block_, company, out_);
      case Field::Packs:
        return packs(company);
      case Field::Exposures:
        return exposures(lines);
      case Field::Amounts:
        return amounts(company);
      case Field::Missing:
        return missing(company);
      default:
        return out_.nothing();
    }
  }

  void packs(std::size_t company) {
    views_.clear();
    const checked::Program& program = *plan_.rules->program;
    for (std::uint32_t i = 0; i < program.packs.size(); ++i) {
      if (block_.answers->runs(company, PackId{i})) views_.push_back(program.packs[PackId{i}].id);
    }
    std::sort(views_.begin(), views_.end());
    out_.texts(views_);
  }

  void exposures(Exposures lines) {
    money_.clear();
    texts_.clear();
    texts_.reserve(lines.count * kTextsOfMoney);
    for (std::size_t i = 0; i < lines.count; ++i) {
      const BlockExposure& line = lines.first[i];
      MoneyCell& cell = money_.emplace_back(moneyOf(line.ceiling, plan_.amounts[line.amount], texts_));
      cell.rule = plan_.info[block_.answers->rules[line.rule].rule].id;
      cell.state = exposureCode(line.state);
    }
    out_.money(money_);
  }

  void amounts(std::size_t company) {
    money_.clear();
    texts_.clear();
    texts_.reserve(block_.answers->amounts.size() * kTextsOfMoney);
    for (const AmountAnswers& amount : block_.answers->amounts) {
      const AmountCode& code = plan_.rules->amounts[amount.amount];
      if (!block_.answers->runs(company, plan_.rules->program->declarations[code.declaration].pack)) continue;
      const ElementTable& table = block_.table(amount.subject);
      for (std::uint32_t lane = table.first[company]; lane < table.first[company + 1]; ++lane) {
        const Ceiling ceiling = ceilingOf(amount, lane);
        if (ceiling.in_force) money_.push_back(moneyOf(ceiling, plan_.amounts[amount.amount], texts_));
      }
    }
    out_.money(money_);
  }

  // What its findings wait for, each once; asked of the scalar machine, which alone can say.
  void missing(std::size_t company) {
    std::vector<std::string> paths;
    Machine& machine = *block_.scalar;
    bool started = false;
    for (const RuleAnswers& rule : block_.answers->rules) {
      const RuleInfo& info = plan_.info[rule.rule];
      if (!block_.answers->runs(company, info.pack)) continue;
      const std::vector<std::uint32_t>& firsts = block_.table(rule.subject).first;
      for (std::uint32_t lane = firsts[company]; lane < firsts[company + 1]; ++lane) {
        if (!rule.waits(lane)) continue;
        if (!std::exchange(started, true))
          machine.start(block_.profile(company), plan_.options.evaluate.as_of);
        const InstanceId subject = machine.instancesOf(rule.subject)[lane - firsts[company]];
        addMissing(findingOf(machine, *info.code, subject, Reasons::None), paths);
      }
    }
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    views_.assign(paths.begin(), paths.end());
    out_.texts(views_);
  }

  const Answered& block_;
  const Plan& plan_;
  RowWriter& out_;
  std::vector<std::uint64_t> counts_;  // by company and outcome
  std::array<bool, kOutcomes> wanted_{};
  std::array<std::vector<std::vector<std::string_view>>, kOutcomes> lists_;  // by outcome and company
  std::vector<std::string_view> views_;
  std::vector<MoneyCell> money_;
  std::vector<std::string> texts_;
};

}  // namespace

void writeName(const Answered& block, std::size_t company, RowWriter& out) {
  if (!block.names[company].empty()) return out.token(block.names[company]);
  return block.ids[company].empty() ? out.nothing() : out.text(block.ids[company]);
}

void addMissing(const Finding& finding, std::vector<std::string>& out) {
  for (const Missing& missing : finding.missing)
    out.push_back(missing.path.empty() ? missing.name : missing.path);
}

MoneyCell moneyOf(const Ceiling& ceiling, std::string_view amount, std::vector<std::string>& texts) {
  MoneyCell cell;
  cell.amount = amount;
  cell.currency = texts.emplace_back(currencyCode(ceiling.currency));
  cell.low = texts.emplace_back(ceiling.low ? ceiling.low->text() : "");
  cell.high = texts.emplace_back(ceiling.high ? ceiling.high->text() : "");
  return cell;
}

void writeCompanies(const Answered& block, RowWriter& out) { Companies(block, out).run(); }

}  // namespace jurat::portfolio
