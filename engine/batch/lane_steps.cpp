#include "engine/batch/lane_steps.h"

#include <algorithm>
#include <utility>

#include "engine/batch/columns.h"

namespace jurat::batch {
namespace {

// Faults, causes and candidates of lanes pile up in the machine until it starts over.
constexpr std::size_t kRunsPerStart = 8'192;

// The causes that stand for all of their kind, in the order in which renew() makes them.
constexpr std::uint32_t kFactLeaf = 1, kSourceLeaf = 2, kBothLeaves = 3;

}  // namespace

LaneSteps::LaneSteps(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
    : rules_(std::move(rules)), as_of_(as_of), machine_(rules_, limits) {
  std::uint32_t most = 0;
  for (const BlockCode& block : rules_->blocks) most = std::max(most, block.count);
  slots_.resize(std::size_t{most} + 1);
  renew();
}

void LaneSteps::renew() {
  machine_.start(nothing_, as_of_);
  Causes& causes = machine_.causesForJoining();
  causes.leaf({.kind = CauseKind::FactNotGiven});
  causes.leaf({.kind = CauseKind::SourceNotConfirmed});
  causes.join(kFactLeaf, kSourceLeaf);
  runs_ = 0;
}

std::uint32_t LaneSteps::causeOf(std::uint8_t can) const {
  constexpr std::uint32_t kLeaves[] = {0, kFactLeaf, kSourceLeaf, kBothLeaves};
  return kLeaves[(can & kWhy) / kFactual];
}

std::uint8_t LaneSteps::whyOf(std::uint32_t cause) const {
  constexpr std::uint8_t kKinds[] = {0, kFactual, kOther, kWhy};
  return cause <= kBothLeaves ? kKinds[cause] : batch::whyOf(machine_.causes(), cause);
}

Slot LaneSteps::operand(const Column& column, std::size_t lane) const {
  Slot slot = slotAt(column, lane);
  slot.cause = causeOf(column.can[column.at(lane)]);
  return slot;
}

// Of a choice between cases only those count that may be taken.
bool LaneSteps::escapes(const Step& step, const Column* columns, std::size_t lane) const {
  const auto can = [&](std::uint32_t slot) { return columns[slot].can[columns[slot].at(lane)]; };
  bool escaped = false;
  if (step.op != Op::Select) {
    eachOperand(*rules_, step, [&](std::uint32_t slot) { escaped = escaped || (can(slot) & kEscaped); });
    return escaped;
  }
  const SelectCode& code = rules_->selects[step.a];
  bool general = code.general != kNoId;
  for (const SelectCase& one : code.cases) {
    const std::uint8_t condition = can(one.condition);
    escaped = escaped || (condition & kEscaped) || ((condition & kYes) && (can(one.value) & kEscaped));
    general = general && (condition & kNo);
  }
  return escaped || (general && (can(code.general) & kEscaped));
}

LaneSteps::Result LaneSteps::run(const BlockCode& block, const Step& step, Span where, const Column* columns,
                                 std::size_t lane) {
  if (escapes(step, columns, lane)) return {};
  if (++runs_ > kRunsPerStart) renew();
  eachOperand(*rules_, step, [&](std::uint32_t slot) { slots_[slot] = operand(columns[slot], lane); });
  // The owner of a practice would only be named in a cause.
  if (step.op == Op::Holds && step.c != kNoId) slots_[step.c] = Slot{};
  Frame frame{&block, nullptr, InstanceId{kNoId}, slots_.data(), nullptr, false};
  Result result;
  result.slot = Steps(machine_, frame).run(step, where);
  result.why = whyOf(result.slot.cause);
  result.known = true;
  return result;
}

LaneSteps::Result LaneSteps::over(const BlockCode& block, const Step& step, Span where,
                                  const std::vector<Part>& listed, const Part* unlisted, std::uint8_t why) {
  if (++runs_ > kRunsPerStart) renew();
  std::vector<Steps::Part> parts;
  parts.reserve(listed.size() + 1);
  const auto add = [&](const Part& part) {
    const Filter filter{static_cast<std::uint8_t>(part.filter & kPossible), causeOf(part.filter), 0};
    parts.push_back({filter, operand(*part.value, part.lane)});
  };
  for (const Part& part : listed) add(part);
  if (unlisted) add(*unlisted);
  Frame frame{&block, nullptr, InstanceId{kNoId}, slots_.data(), nullptr, false};
  Result result;
  result.slot = Steps(machine_, frame).over(step, where, std::move(parts), unlisted != nullptr, causeOf(why));
  result.why = whyOf(result.slot.cause);
  result.known = true;
  return result;
}

LaneSteps::Result LaneSteps::result(const BlockCode& block, const Step& step, Span where,
                                    const BlockCode& matched, const Column* columns, std::size_t lane) {
  const std::uint32_t matching = matched.result;
  const Step& match = rules_->steps[matched.first + matching];
  const TableCode& table = rules_->tables[match.a];
  if (++runs_ > kRunsPerStart) renew();
  bool known = true;
  const auto fill = [&](std::uint32_t slot) {
    known = known && !(columns[slot].can[columns[slot].at(lane)] & kEscaped);
    if (known) slots_[slot] = operand(columns[slot], lane);
  };
  for (const ColumnCode& column : table.columns) fill(column.slot);
  for (const ResultCode& each : table.results) {
    if (!each.constant) fill(each.index);
  }
  if (!known) return {};
  Frame frame{&matched, nullptr, InstanceId{kNoId}, slots_.data(), nullptr, false};
  slots_[matching] = Steps(machine_, frame).run(match, rules_->where[matched.first + matching]);
  Frame asking{&block, nullptr, InstanceId{kNoId}, nullptr, nullptr, false};
  Result result;
  result.slot = Steps(machine_, asking).result(step, where, frame);
  result.why = whyOf(result.slot.cause);
  result.known = true;
  return result;
}

LaneSteps::Result LaneSteps::whole(BlockId block) {
  Result result;
  result.slot = machine_.result(block, InstanceId{kNoId});
  result.why = whyOf(result.slot.cause);
  result.known = true;
  return result;
}

}  // namespace jurat::batch
