#include "engine/testing/coverage/counter.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace jurat {

using checked::Expr;
using checked::ExprKind;

namespace {

// Its condition never holds for certain, since its source may not say so: what tells is what it asks.
bool unconfirmed(const checked::Branch& branch) {
  return branch.confidence.level == checked::Level::Unconfirmed;
}

}  // namespace

CoverageCounter::CoverageCounter(const RuleSet& rules, const std::vector<PackId>& packs,
                                 const SourceMap& sources)
    : rules_(rules), packs_(packs), index_(pointsOf(*rules.program, packs, sources)) {
  for (const RuleCode& code : rules.rules) rule(code);
  for (const AmountCode& code : rules.amounts) amount(code);
  for (const AmountCode& code : rules.benefits) amount(code);
}

void CoverageCounter::amount(const AmountCode& amount) {
  for (const AmountVersion& version : amount.versions) {
    exceptions(version.block, version.exceptions);
    const auto known = index_.versions.find(version.source);
    if (known != index_.versions.end()) outside_[&rules_.blocks[version.block]].runs.push_back(known->second);
  }
}

void CoverageCounter::rule(const RuleCode& rule) {
  for (const RuleVersion& version : rule.versions) {
    exceptions(version.duty, version.exceptions);
    const auto known = index_.versions.find(version.source);
    if (known != index_.versions.end()) outside_[&rules_.blocks[version.dates]].runs.push_back(known->second);
  }
}

void CoverageCounter::exceptions(BlockId block, const std::vector<ExceptionCode>& list) {
  const BlockCode& code = rules_.blocks[block];
  for (const ExceptionCode& one : list) {
    const auto known = index_.exceptions.find(one.branch);
    if (known == index_.exceptions.end()) continue;
    if (unconfirmed(*one.branch)) {
      within(code, *one.branch, outside_[&code]);
    } else {
      outside_[&code].truths.push_back({one.condition, known->second});
    }
  }
}

// Which row a column is read from is known beforehand where the option is written or bound by `per`.
void CoverageCounter::readings(const BlockCode& block, BlockPoints& points) const {
  for (const auto* list : {&block.slots, &block.rounds}) {
    for (const auto& [expr, slot] : *list) {
      const bool dated = expr->kind == ExprKind::ColumnAt;
      if (expr->kind != ExprKind::Column && !dated) continue;
      if (!index_.first_row.contains(raw(expr->declaration))) continue;
      Reading reading{.table = expr->declaration};
      const Expr& option = *expr->args[dated ? 1 : 0];
      const Step& step = rules_.steps[block.first + slot];
      if (dated) reading.day = step.a;
      if (step.op == Op::ColumnPick) {
        reading.slot = step.a;
      } else if (step.op == Op::DefinitionPick) {
        reading.slot = step.c;
      } else if (const auto* written = std::get_if<OptionValue>(&option.value);
                 written && option.kind == ExprKind::Constant) {
        reading.option = written->index;
      } else {
        reading.option = block.option;
      }
      points.readings.push_back(reading);
    }
  }
}

// Exceptions of definitions, and the versions of definitions and parameters, are cases of a choice.
void CoverageCounter::selects(const BlockCode& block, BlockPoints& points) const {
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const Step& step = rules_.steps[block.first + i];
    if (step.op != Op::Select) continue;
    for (const SelectCase& one : rules_.selects[step.a].cases) {
      const auto exception = index_.exceptions.find(one.branch);
      if (exception != index_.exceptions.end() && unconfirmed(*one.branch)) {
        within(block, *one.branch, points);
      } else if (exception != index_.exceptions.end() && one.within.empty()) {
        points.truths.push_back({one.condition, exception->second});
      }
      for (const checked::Branch* around : one.within) within(block, *around, points);
      for (const auto& [version, point] : index_.versions) {
        if (&version->general == one.branch) points.truths.push_back({one.condition, point});
      }
    }
  }
}

// An exception that only holds others is no case itself: what tells is its own condition.
void CoverageCounter::within(const BlockCode& block, const checked::Branch& branch,
                             BlockPoints& points) const {
  const auto exception = index_.exceptions.find(&branch);
  if (exception == index_.exceptions.end()) return;
  for (const auto& [expr, slot] : block.slots) {
    const bool there = std::any_of(points.truths.begin(), points.truths.end(),
                                   [&](const Watched& one) { return one.point == exception->second; });
    if (expr == branch.when && !there) points.truths.push_back({slot, exception->second});
  }
}

const CoverageCounter::BlockPoints& CoverageCounter::pointsIn(const BlockCode& block) {
  const auto [known, fresh] = blocks_.try_emplace(&block);
  BlockPoints& points = known->second;
  if (!fresh) return points;
  for (const auto* list : {&block.slots, &block.rounds}) {
    for (const auto& [expr, slot] : *list) {
      const auto condition = index_.conditions.find(expr);
      if (condition != index_.conditions.end()) points.truths.push_back({slot, condition->second});
    }
  }
  readings(block, points);
  if (block.count > 0 && rules_.steps[block.first + block.result].op == Op::MatchRows) {
    const auto first = index_.first_row.find(raw(block.declaration));
    if (first != index_.first_row.end()) points.matched = first->second;
  }
  const auto outside = outside_.find(&block);
  const bool listed = outside != outside_.end();
  if (listed) {
    points.truths.insert(points.truths.end(), outside->second.truths.begin(), outside->second.truths.end());
    points.runs = outside->second.runs;
  }
  if (block.declaration == checked::DeclarationId{kNoId}) return points;
  const checked::DeclarationKind kind = rules_.program->declarations[block.declaration].kind;
  const bool of_definition = kind != checked::DeclarationKind::Rule &&
                             kind != checked::DeclarationKind::Amount &&
                             kind != checked::DeclarationKind::Benefit;
  if (of_definition) selects(block, points);
  return points;
}

void CoverageCounter::count(const Slot& slot, std::size_t index) {
  Point& point = index_.points[index];
  if (point.kind == PointKind::Version) {
    if (slot.is(kYes)) ++point.ways[0].count;
  } else if (slot.is(kYes)) {
    ++point.ways[0].count;
  } else if (slot.is(kNo)) {
    ++point.ways[1].count;
  } else if (slot.is(kError)) {
    ++point.errors;
  } else {
    ++point.unknown;
  }
}

void CoverageCounter::read(const Reading& reading, const Frame& frame, Date as_of) {
  std::uint32_t option = reading.option;
  const checked::Declaration& table = rules_.program->declarations[reading.table];
  const Choice& choice = rules_.vocabulary().choices[table.per];
  if (reading.slot != kNoId) {
    const Slot& slot = frame.slots[reading.slot];
    if (!slot.is(kValue) || choice.options.size() > 64 || std::popcount(slot.may) != 1) return;
    option = static_cast<std::uint32_t>(std::countr_zero(slot.may));
  }
  const auto at = std::find(choice.lowest.begin(), choice.lowest.end(), option);
  if (at == choice.lowest.end()) return;
  Date day = as_of;
  if (reading.day != kNoId) {
    const Slot& slot = frame.slots[reading.day];
    if (!slot.exact()) return;
    day = Date{static_cast<std::int32_t>(slot.low.toInt64().value_or(0))};
  }
  const auto lowest = static_cast<std::uint32_t>(at - choice.lowest.begin());
  const std::optional<std::uint32_t> row = table.rowOn(lowest, day);
  if (row) ++index_.points[index_.first_row[raw(reading.table)] + *row].ways[0].count;
}

void CoverageCounter::matched(const Matched& match, std::size_t first) {
  for (std::size_t row = 0; row < match.rows.size(); ++row) {
    Point& point = index_.points[first + row];
    if (match.rows[row] == kYes) ++point.ways[0].count;
    if (match.rows[row] == kError) ++point.errors;
    if (match.rows[row] & (match.rows[row] - 1)) ++point.unknown;
  }
}

void CoverageCounter::look(const Machine& machine) {
  for (std::size_t i = 0; i < machine.frames(); ++i) {
    const Frame& frame = machine.frame(i);
    if (frame.assumed) continue;
    const BlockPoints& points = pointsIn(*frame.block);
    for (const Watched& watched : points.truths) count(frame.slots[watched.slot], watched.point);
    for (const Reading& reading : points.readings) read(reading, frame, machine.asOf().day);
    for (const std::size_t point : points.runs) ++index_.points[point].ways[0].count;
    if (!points.matched) continue;
    const Slot& rows = frame.slots[frame.block->result];
    if (rows.is(kValue)) matched(machine.match(rows), *points.matched);
  }
}

void CoverageCounter::found(const Finding& finding) {
  const auto known = index_.outcomes.find(raw(finding.declaration));
  if (known == index_.outcomes.end()) return;
  Point& point = index_.points[known->second];
  const std::string word(outcomeWord(finding.outcome));
  for (Way& way : point.ways) {
    if (way.word != word) continue;
    ++way.count;
    return;
  }
  ++point.also[word];
}

Coverage CoverageCounter::finish() {
  const checked::Program& program = *rules_.program;
  Coverage out;
  out.packs = packs_;
  out.points = std::move(index_.points);
  const auto by_id = [&](PackId a, PackId b) { return program.packs[a].id < program.packs[b].id; };
  std::sort(out.packs.begin(), out.packs.end(), by_id);
  std::stable_sort(out.points.begin(), out.points.end(), [&](const Point& a, const Point& b) {
    if (a.pack != b.pack) return by_id(a.pack, b.pack);
    return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
  });
  return out;
}

}  // namespace jurat
