#include "tests/batch/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/verdict.h"

namespace jurat::batch::test {
namespace {

std::string dueText(const std::optional<Number>& due) { return due ? due->text() : "none"; }

std::string answerText(const RuleAnswer& answer) {
  return fmt::format("{} {:06b} due {}{}", outcomeWord(answer.outcome), answer.possible, dueText(answer.due),
                     answer.due_open ? " or another day" : "");
}

RuleAnswer answerAt(const RuleAnswers& answers, std::size_t lane) {
  RuleAnswer out{answers.outcome[lane], answers.possible[lane], std::nullopt, false};
  if (!answers.due_open.empty()) out.due_open = answers.due_open[lane] != 0;
  if (!answers.due.empty() && answers.due[lane] != kNoDue) out.due = Number(answers.due[lane]);
  return out;
}

std::string boundText(const std::string& label, bool has_least, const std::optional<Number>& least_low,
                      const std::optional<Number>& least_high, bool has_most,
                      const std::optional<Number>& most_low, const std::optional<Number>& most_high,
                      bool error, bool may_fail) {
  const auto side = [](bool has, const std::optional<Number>& low, const std::optional<Number>& high) {
    return has ? (low ? low->text() : "?") + ".." + (high ? high->text() : "?") : std::string("not set");
  };
  return fmt::format(" {}[{} {}{}]", label, side(has_least, least_low, least_high),
                     side(has_most, most_low, most_high),
                     error      ? " error"
                     : may_fail ? " may fail"
                                : "");
}

std::string amountText(const AmountResult& result) {
  if (!result.in_force) return "none";
  std::string out = currencyCode(result.currency) + (result.maybe_in_force ? " perhaps" : "");
  for (const AmountBound& each : result.bounds)
    out += boundText(each.label, each.has_least, each.least_low, each.least_high, each.has_most,
                     each.most_low, each.most_high, each.error, each.may_fail);
  return out;
}

std::string amountText(const AmountAnswers& answers, std::size_t lane) {
  if (!answers.in_force[lane]) return "none";
  std::string out = currencyCode(answers.currency[lane]) + (answers.maybe_in_force[lane] ? " perhaps" : "");
  for (const AmountAnswers::Bound& each : answers.bounds) {
    const auto bound = [&](const SideAnswers& side, bool low) -> std::optional<Number> {
      if (!(side.state[lane] & (low ? kHasLow : kHasHigh))) return std::nullopt;
      return Number::scaled(low ? side.low[lane] : side.high[lane], -side.scale);
    };
    const std::uint8_t least = each.least.state[lane], most = each.most.state[lane], both = least | most;
    if (!(both & kHas)) continue;
    out +=
        boundText(*each.label, least & kHas, bound(each.least, true), bound(each.least, false), most & kHas,
                  bound(each.most, true), bound(each.most, false), both & kFails, both & kMayFail);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const std::shared_ptr<const RuleSet>& rules, const std::vector<const Profile*>& profiles,
             const AsOf& as_of, Compared& compared)
      : rules_(rules),
        profiles_(profiles),
        as_of_(as_of),
        machine_(rules),
        block_(rules, as_of),
        compared_(compared) {}

  std::string run() {
    EvaluateOptions options{.as_of = as_of_, .named = {}, .reasons = Reasons::None};
    for (const checked::Pack& pack : rules_->program->packs) options.named.push_back(pack.id);
    readColumns(profiles_, as_of_, ReadFacts(*rules_), machine_, columns_);
    block_.start(columns_);
    answer(block_, options, answers_, definitions());
    for (std::size_t company = 0; company < profiles_.size() && found_.empty(); ++company) check(company);
    // With what is left to the scalar machine no answer is missing.
    settle(
        machine_, columns_, options,
        [&](std::size_t company) -> const Profile& { return *profiles_[company]; }, answers_);
    std::fill(answers_.apart.begin(), answers_.apart.end(), std::uint8_t{0});
    Compared again;
    std::swap(again, compared_);
    for (std::size_t company = 0; company < profiles_.size() && found_.empty(); ++company) check(company);
    std::swap(again, compared_);
    if (found_.empty() && again.escaped != 0) found_ = "answers are still open when all have been settled";
    compared_.statistic.add(block_.statistic());
    return found_;
  }

 private:
  void check(std::size_t company) {
    ++compared_.companies;
    if (answers_.apart[company]) {
      ++compared_.apart;
      return;
    }
    machine_.start(*profiles_[company], as_of_);
    for (const RuleAnswers& answers : answers_.rules) {
      each(company, answers.subject,
           [&](std::size_t lane, InstanceId subject) { rule(answers, lane, subject); });
    }
    for (const DefinitionAnswers& answers : answers_.definitions) {
      if (answers.subject == EntityId{kNoId}) continue;
      each(company, answers.subject,
           [&](std::size_t lane, InstanceId subject) { definition(answers, lane, subject); });
    }
    for (const AmountAnswers& answers : answers_.amounts) {
      each(company, answers.subject,
           [&](std::size_t lane, InstanceId subject) { amount(answers, lane, subject); });
    }
  }

  // All definitions of one value for each element.
  std::vector<BlockId> definitions() const {
    std::vector<BlockId> out;
    for (std::uint32_t i = 0; i < rules_->blocks.size(); ++i) {
      const BlockCode& code = rules_->blocks[BlockId{i}];
      const bool defined = code.declaration != checked::DeclarationId{kNoId} &&
                           rules_->first_block[raw(code.declaration)] == i;
      if (defined && !code.nested) out.push_back(BlockId{i});
    }
    return out;
  }

  void definition(const DefinitionAnswers& answers, std::size_t lane, InstanceId subject) {
    const std::uint8_t can = answers.value.can[answers.value.at(lane)];
    const Slot wanted = machine_.result(answers.block, subject);
    ++compared_.definitions;
    if (can & kEscaped) {
      ++compared_.definitions_escaped;
      return;
    }
    const Slot mine = slotAt(answers.value, lane);
    const bool ordered = answers.value.repr == Repr::Ordered && wanted.could(kValue);
    const bool numbers =
        !ordered || ((wanted.flags & kLowOpen || mine.low == wanted.low) &&
                     (wanted.flags & kHighOpen || mine.high == wanted.high) && mine.unit == wanted.unit);
    const bool option =
        answers.value.repr == Repr::Option && answers.value.words == 1 && wanted.could(kValue);
    if (mine.can == wanted.can && numbers && (!option || mine.may == wanted.may)) return;
    const BlockCode& code = rules_->blocks[answers.block];
    found_ = fmt::format("{} for {}\n  scalar: {}\n  batch:  {}\n", rules_->program->id(code.declaration),
                         instancePath(machine_, subject), slotText(wanted), slotText(mine));
  }

  template <typename Visit>
  void each(std::size_t company, EntityId entity, Visit visit) {
    const ElementTable& table = columns_.tables[entity];
    const std::vector<InstanceId>& instances = machine_.instancesOf(entity);
    for (std::size_t k = 0; k < instances.size() && found_.empty(); ++k)
      visit(table.first[company] + k, instances[k]);
  }

  void rule(const RuleAnswers& answers, std::size_t lane, InstanceId subject) {
    const RuleCode& code = rules_->rules[answers.rule];
    const RuleAnswer wanted = answerOf(machine_, code, subject);
    ++compared_.answers;
    ++compared_.outcomes[static_cast<std::size_t>(wanted.outcome)];
    compared_.dues += wanted.due ? 1 : 0;
    lean(code, subject, wanted);
    if (answers.escaped[lane]) {
      ++compared_.escaped;
      return;
    }
    const RuleAnswer mine = answerAt(answers, lane);
    if (mine == wanted) return;
    found_ = fmt::format("{} for {}\n  scalar: {}\n  batch:  {}\n", rules_->program->id(code.declaration),
                         instancePath(machine_, subject), answerText(wanted), answerText(mine));
    const RuleVersion* version = versionOn(code, as_of_.day);
    for (const BlockId block : {version->dates, version->applies, version->duty}) apart(block, lane, subject);
  }

  static std::string slotText(const Slot& slot) {
    return fmt::format("can {:05b} flags {:08b} {}..{} may {:x} must {:x} unit {}", slot.can, slot.flags,
                       slot.low.text(), slot.high.text(), slot.may, slot.must, slot.unit);
  }

  // Every step of a block, as the two have it.
  void apart(BlockId block, std::size_t lane, InstanceId subject) {
    const Frame* frame = machine_.ran(block, subject);
    if (!frame) return;
    block_.run(block, lane + 1, [&](const Run& run) {
      for (std::uint32_t i = 0; i < run.code->count; ++i) {
        const Step& step = rules_->steps[run.code->first + i];
        const Slot mine = slotAt(run.columns[i], lane);
        const std::uint8_t can = run.columns[i].can[run.columns[i].at(lane)];
        found_ += fmt::format("  {:3} {:14} a {} b {}\n      {}\n      {} why {:03b}\n", i, opName(step.op),
                              static_cast<int>(step.a), static_cast<int>(step.b), slotText(frame->slots[i]),
                              slotText(mine), can >> 5);
      }
    });
  }

  // The answer without reasons is that of the finding.
  void lean(const RuleCode& code, InstanceId subject, const RuleAnswer& answer) {
    const Finding finding = findingOf(machine_, code, subject, Reasons::None);
    const bool due = answer.due.has_value() == !finding.due.empty() && answer.due_open == finding.due_open;
    if (finding.outcome == answer.outcome && due) return;
    found_ = fmt::format("{} for {}: the finding is {}, the answer {}", finding.id, finding.subject_path,
                         outcomeWord(finding.outcome), answerText(answer));
  }

  void amount(const AmountAnswers& answers, std::size_t lane, InstanceId subject) {
    std::uint32_t cause = 0;
    const AmountResult wanted = amountFrom(machine_, rules_->amounts[answers.amount], subject, cause);
    ++compared_.amounts;
    if (answers.escaped[lane]) {
      ++compared_.amounts_escaped;
      for (const auto& [of, result] : answers.by_scalar) {
        if (of == lane && amountText(result) != amountText(wanted))
          found_ = wanted.id + ": settled otherwise";
      }
      return;
    }
    if (amountText(wanted) == amountText(answers, lane)) return;
    found_ = fmt::format("{} for {}\n  scalar: {}\n  batch:  {}", wanted.id, instancePath(machine_, subject),
                         amountText(wanted), amountText(answers, lane));
  }

  const std::shared_ptr<const RuleSet>& rules_;
  const std::vector<const Profile*>& profiles_;
  const AsOf& as_of_;
  Machine machine_;
  BlockMachine block_;
  Compared& compared_;
  Columns columns_;
  Answers answers_;
  std::string found_;
};

}  // namespace

std::string compare(const std::shared_ptr<const RuleSet>& rules, const std::vector<const Profile*>& profiles,
                    const AsOf& as_of, Compared& compared) {
  return Comparison(rules, profiles, as_of, compared).run();
}

void Compared::add(const Compared& other) {
  companies += other.companies;
  apart += other.apart;
  answers += other.answers;
  escaped += other.escaped;
  amounts += other.amounts;
  amounts_escaped += other.amounts_escaped;
  dues += other.dues;
  for (std::size_t i = 0; i < kOutcomes; ++i) outcomes[i] += other.outcomes[i];
  statistic.add(other.statistic);
}

std::string Compared::text() const {
  std::string out = fmt::format(
      "{} companies ({} apart), {} answers ({} escaped), {} amounts ({} escaped), {} definitions ({} "
      "escaped), {} due:",
      companies, apart, answers, escaped, amounts, amounts_escaped, definitions, definitions_escaped, dues);
  for (std::size_t i = 0; i < kOutcomes; ++i)
    out += fmt::format(" {} {}", outcomes[i], outcomeWord(static_cast<Outcome>(i)));
  return out;
}

std::string Compared::ops() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < kOps; ++i) {
    if (statistic.ops[i].escaped || statistic.ops[i].alone) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(statistic.ops[a].escaped, statistic.ops[a].alone) >
           std::pair(statistic.ops[b].escaped, statistic.ops[b].alone);
  });
  std::string out;
  for (const std::size_t i : order) {
    const Statistic::OfOp& of = statistic.ops[i];
    out += fmt::format("{:16} {:>10} lanes {:>9} alone {:>9} escaped\n", opName(static_cast<Op>(i)), of.lanes,
                       of.alone, of.escaped);
  }
  return out;
}

}  // namespace jurat::batch::test
