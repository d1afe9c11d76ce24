#include "engine/batch/block_machine.h"

#include <algorithm>
#include <utility>

#include "engine/batch/ops.h"

namespace jurat::batch {

BlockMachine::BlockMachine(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
    : rules_(std::move(rules)), as_of_(as_of), lanes_(rules_, as_of, limits) {
  for (const auto& [value, type] : rules_->constants) {
    Column column = makeColumn(always_, reprOf(type), 1, wordsOf(*rules_, type));
    column.uniform = column.kept = column.constant = true;
    putSlot(always_, column, 0, 1, lanes_.machine().valueSlot(value, type), 0);
    constants_.push_back(column);
  }
  folded_.resize(rules_->steps.size());
}

void BlockMachine::start(const Columns& columns) {
  columns_ = &columns;
  arena_.clear();
  kept_.clear();
  results_.assign(rules_->blocks.size(), {});
  known_.assign(rules_->blocks.size(), 0);
  several_.clear();
  several_elements_.clear();
  walked_.clear();
  previous_.clear();
  planes_.clear();
}

void BlockMachine::execute(Run& run) {
  const BlockCode& code = *run.code;
  run.columns = arena_.take<Column>(code.count);
  Ops ops(*this, run);
  for (std::uint32_t i = 0; i < code.count; ++i) {
    const Step& step = rules_->steps[code.first + i];
    Statistic::OfOp& counted = statistic_.ops[static_cast<std::size_t>(step.op)];
    ++counted.steps;
    run.columns[i] = ops.step(step, rules_->where[code.first + i]);
    // Only what is folded is known to be the same for all companies.
    if (step.op != Op::Constant) run.columns[i].constant = folded_[code.first + i].constant;
    counted.lanes += run.columns[i].uniform ? 1 : run.lanes;
  }
}

const Column& BlockMachine::result(BlockId block) {
  Column& out = results_[raw(block)];
  if (known_[raw(block)]) return out;
  known_[raw(block)] = 1;
  const BlockCode& code = rules_->blocks[block];
  if (code.subject == EntityId{kNoId}) {
    const LaneSteps::Result whole = lanes_.whole(block);
    const Step& made = rules_->steps[code.first + code.result];
    const bool bits = made.repr == Repr::Option || made.repr == Repr::Set;
    out =
        makeColumn(kept_, made.repr, 1, bits ? wordsOf(*rules_, rules_->types[made.type]) : std::uint8_t{1});
    out.uniform = out.kept = true;
    putSlot(kept_, out, 0, 1, whole.slot, whole.why);
    return out;
  }
  const std::size_t lanes = columns_->tables[code.subject].count;
  run(block, lanes, [&](const Run& run) {
    const Column& value = run.columns[code.result];
    out = value.kept ? value : copyOf(kept_, value, lanes);
  });
  return out;
}

void Statistic::add(const Statistic& other) {
  for (std::size_t i = 0; i < kOps; ++i) {
    ops[i].steps += other.ops[i].steps;
    ops[i].lanes += other.ops[i].lanes;
    ops[i].alone += other.ops[i].alone;
    ops[i].escaped += other.ops[i].escaped;
  }
}

}  // namespace jurat::batch
