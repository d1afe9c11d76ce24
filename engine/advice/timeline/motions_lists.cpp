// Lists, whose entries count once their day has come, and decision tables.
#include <utility>

#include "engine/advice/timeline/motions.h"

namespace jurat {

void Motions::limitByEntries(const DomainCode& domain, InstanceId from, std::size_t hop, PackId pack,
                             Motion& out) {
  if (hop == domain.path.size() || machine_->isPhantom(from)) return;
  const Entity& entity = machine_->rules().vocabulary().entities[domain.path[hop]];
  const bool series = entity.ordered_by != FactId{kNoId};
  if (!series && hop + 1 == domain.path.size()) return;
  for (const ChildList& list : machine_->profile().instances[from].children) {
    if (list.entity != domain.path[hop]) continue;
    for (const InstanceId element : list.instances) {
      if (series) {
        const Motion day = factOf(element, entity.ordered_by, 0, pack);
        out.limit(day);
        const Slot slot = machine_->factSlot(element, entity.ordered_by, 0, pack);
        const bool date = machine_->rules().vocabulary().facts[entity.ordered_by].type.kind == TypeKind::Date;
        Flip why;
        why.reason = DateReason::Happens;
        why.instance = element;
        why.fact = entity.ordered_by;
        if (date && slot.exact()) out.limit(againstDay(slot, day, BoundsOverTime::Where::Reached, why));
      }
      limitByEntries(domain, element, hop + 1, pack, out);
    }
  }
}

Motion Motions::list(const Place& at) {
  const DomainCode& domain = machine_->rules().domains[at.step.a];
  const Slot& base = at.slot(domain.base);
  Motion out;
  out.limit(at.motion(domain.base));
  if (base.exactlyOne())
    limitByEntries(domain, InstanceId{static_cast<std::uint32_t>(base.may)}, 0, at.pack(), out);
  const bool extreme = at.step.op == Op::HighestOver || at.step.op == Op::LowestOver;
  std::vector<Part> parts;  // of an extreme: it is one of them
  for (const Frame* run : runs_.inside(at.frame)) {
    const BlockId block = blockOf(machine_->rules(), *run);
    if (block != domain.where && block != domain.body) continue;
    Motion motion = of(*run)[run->block->result];
    if (extreme && block == domain.body && at.result().could(kValue)) {
      parts.emplace_back(run->result, motion);
      continue;
    }
    // Where bounds of entries stand makes no difference to what has none.
    if (!at.result().could(kValue)) motion.low = motion.high = 0;
    out.limit(settled(motion));
  }
  Motion among = either(at, parts);
  among.limit(out);
  return among;
}

Motion Motions::matchRows(const Place& at) {
  const TableCode& table = machine_->rules().tables[at.step.a];
  const checked::DecisionTable& source = table.source(*machine_->rules().program);
  const Flip version = flip(at, DateReason::Version), reached = flip(at, DateReason::PeriodReached);
  Motion out;
  for (const checked::TableRow& row : source.rows) out.limit(within(row.from, row.until, version, version));
  for (const ColumnCode& column : table.columns) {
    const Motion& motion = at.motion(column.slot);
    const Slot& slot = at.slot(column.slot);
    out.limit(motion);
    if (!motion.moves() || !slot.could(kValue)) continue;
    const bool period = column.type.kind == TypeKind::Period;
    if (slot.flags & kAnyPeriod || (period && ((slot.flags & kMonths) != 0) != column.months)) {
      out.limit(settled(motion));
      continue;
    }
    for (const Cut& cut : column.cuts) {
      const Bound at_cut{.open = false, .at = cut.at};
      out.limit(bounds_.apart(lowOf(slot, motion), at_cut), reached);
      out.limit(bounds_.apart(highOf(slot, motion), at_cut), reached);
    }
  }
  return out;
}

Motion Motions::tableResult(const Place& at) {
  const Frame* frame = machine_->ran(BlockId{at.step.c}, at.frame.element);
  if (!frame) return hop();
  const std::vector<Motion>& motions = of(*frame);
  const Slot& matched = *frame->result;
  if (!matched.is(kValue)) return hop();  // cut short by the limit of steps
  const Matched& match = machine_->match(matched);
  const std::size_t outputs = match.table->source(*machine_->rules().program).outputs.size();
  std::vector<Part> parts;
  for (std::size_t row = 0; row < match.rows.size(); ++row) {
    const ResultCode& code = match.table->results[row * outputs + at.step.b];
    if ((match.rows[row] & kYes) && !code.constant)
      parts.emplace_back(&frame->slots[code.index], settled(motions[code.index]));
  }
  Motion out = either(at, parts);
  out.limit(motions[frame->block->result]);
  return out;
}

}  // namespace jurat
