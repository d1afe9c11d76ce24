// Decision tables: which rows are hit, which may be, and what follows (language.md, Tables).
#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

using checked::HitPolicy;

// Cells looked at before it is given up to find out whether rows leave something out, or can both be hit.
// What is given up is possible.
constexpr std::uint64_t kMostLooks = 2'000'000;

Number edge(const Slot& slot, bool low, bool months_column) {
  const bool convert = (slot.flags & kMonths) && !months_column;
  const Number& at = low ? slot.low : slot.high;
  if (!convert) return at;
  const auto range = seconds({true, at.toInt64().value_or(0)});
  return Number(low ? range.least : range.most);
}

// What a cell says of a value of which the reach is known.
std::uint8_t cellTruth(const CellCode& cell, const Reach& reach) {
  if (cell.any) return kYes;
  std::uint8_t can = reach.error ? kError : std::uint8_t{0};
  Reach value = reach;
  value.error = false;
  if (accepts(cell, value)) can |= kYes;
  if (!acceptsAll(cell, value)) can |= kNo;
  return can;
}

// The truth of each cell of each column, rows of a table being made of few of them.
using CellTruths = std::vector<std::vector<std::uint8_t>>;

CellTruths truthsOf(const TableCode& table, const std::vector<Reach>& reach) {
  CellTruths truths(table.columns.size());
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    for (const CellCode& cell : table.columns[c].cells) truths[c].push_back(cellTruth(cell, reach[c]));
  }
  return truths;
}

std::uint8_t allOf(const TableCode& table, std::size_t row, const CellTruths& truths) {
  bool can_yes = true, can_no = false, can_error = false, yes_or_error = true;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::uint8_t can = truths[c][table.cells[row * table.columns.size() + c]];
    can_yes = can_yes && (can & kYes);
    can_no = can_no || (can & kNo);
    can_error = can_error || (can & kError);
    yes_or_error = yes_or_error && (can & (kYes | kError));
  }
  std::uint8_t result = 0;
  if (can_yes) result |= kYes;
  if (can_no) result |= kNo;
  if (can_error && yes_or_error) result |= kError;
  return result;
}

bool onDay(const checked::TableRow& row, Date day) {
  return (!row.from || *row.from <= day) && (!row.until || day <= *row.until);
}

// Marks the columns whose cells leave a row open.
void markOpen(const TableCode& table, std::size_t row, const CellTruths& truths, std::vector<bool>& opened) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::uint8_t cell = truths[c][table.cells[row * table.columns.size() + c]];
    opened[c] = opened[c] || (cell & (cell - 1));
  }
}

}  // namespace

// ---- what is known of a column

// A period against cells counted in the other way: a month is as long as it can be.
Reach Steps::orderedReach(const ColumnCode& column, const Slot& slot, std::uint32_t& cause) {
  const auto last = static_cast<std::uint32_t>(column.cuts.size());
  Reach reach{0, last, {}};
  if (slot.flags & kAnyPeriod) return reach;
  const bool period = column.type.kind == TypeKind::Period;
  const bool months = slot.flags & kMonths;
  if (!period || months == column.months || column.cuts.empty()) {
    if (!(slot.flags & kLowOpen)) reach.first = pieceOf(column.cuts, slot.low);
    if (!(slot.flags & kHighOpen)) reach.last = pieceOf(column.cuts, slot.high);
    return reach;
  }
  reach.last = 0;
  for (const Cut& cut : column.cuts) {
    Number least = cut.at, most = cut.at;
    if (column.months) {
      const auto range = seconds({true, cut.at.toInt64().value_or(0)});
      least = Number(range.least);
      most = Number(range.most);
    }
    const Number low = edge(slot, true, column.months), high = edge(slot, false, column.months);
    const bool certain = !(slot.flags & kLowOpen) && (cut.behind ? most < low : most <= low);
    const bool perhaps = (slot.flags & kHighOpen) || (cut.behind ? least < high : least <= high);
    if (certain) ++reach.first;
    if (perhaps) ++reach.last;
  }
  if (reach.first < reach.last && slot.exact()) {
    cause = machine_.causes_.join(cause, machine_.causes_.leaf({.kind = CauseKind::Incomparable,
                                                                .message = Phrase::MonthsAgainstDays}));
  }
  return reach;
}

Reach Steps::reachOf(const ColumnCode& column, std::uint32_t& cause) {
  const Slot& slot = at(column.slot);
  cause = slot.cause;
  Reach reach;
  const Repr repr = reprOf(column.type);
  if (repr == Repr::Ordered && slot.could(kValue)) reach = orderedReach(column, slot, cause);
  reach.none = slot.could(kNone);
  reach.error = slot.could(kError);
  if (repr == Repr::Ordered) return reach;
  reach.bits.assign((column.pieces + 63) / 64, 0);
  const auto add = [&](std::size_t piece) { reach.bits[piece / 64] |= std::uint64_t{1} << (piece % 64); };
  if (repr == Repr::Truth) {
    if (slot.could(kNo)) add(0);
    if (slot.could(kYes)) add(1);
  } else if (slot.could(kValue) && repr == Repr::Option) {
    const auto count = static_cast<std::uint32_t>(reach.bits.size());
    const std::uint64_t* may = bits(slot.may, count);
    std::copy(may, may + count, reach.bits.begin());
  } else if (slot.could(kValue) && (slot.flags & kUnsettled)) {
    for (std::size_t piece = 0; piece < column.pieces; ++piece) add(piece);
  } else if (slot.could(kValue)) {
    const auto* text = reinterpret_cast<const std::string*>(static_cast<std::uintptr_t>(slot.may));
    const auto found = std::lower_bound(column.texts.begin(), column.texts.end(), *text);
    const bool known = found != column.texts.end() && *found == *text;
    add(static_cast<std::size_t>((known ? found : column.texts.end()) - column.texts.begin()));
  }
  trim(reach);
  return reach;
}

// ---- which rows are hit

Slot Steps::matchRows(const Step& step) {
  const TableCode& table = rules().tables[step.a];
  const checked::DecisionTable& source = table.source(*rules().program);
  Matched match;
  match.table = &table;
  match.rows.assign(source.rows.size(), 0);
  std::vector<std::uint32_t> causes(table.columns.size());
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    match.reach.push_back(reachOf(table.columns[c], causes[c]));
  const CellTruths truths = truthsOf(table, match.reach);
  std::vector<bool> opened(table.columns.size());
  bool perhaps_none = true;
  std::uint64_t looks = kMostLooks;
  std::vector<std::uint32_t> sure;  // of those that may be hit, the rows that stand there for certain
  for (std::uint32_t row = 0; row < match.rows.size(); ++row) {
    std::uint8_t can =
        onDay(source.rows[row], machine_.as_of_.day) ? allOf(table, row, truths) : std::uint8_t{kNo};
    const bool open = can & (can - 1);  // by its cells; whether it stands there is another question
    const bool doubtful = table.doubts[row] != kNoId && can != kNo;
    if (doubtful) can |= kNo;
    // The rows before may leave nothing to one that is hit whatever is not known.
    const bool last = source.hit == HitPolicy::First && !(can & kNo);
    if (last && covered(table, sure, match.reach, looks)) {
      perhaps_none = false;
      break;
    }
    match.rows[row] = can;
    if ((can & kYes) && !doubtful) sure.push_back(row);
    if (open) markOpen(table, row, truths, opened);
    if (doubtful)
      match.cause = machine_.causes_.join(match.cause, this->doubtful(rules().doubts[table.doubts[row]]));
    perhaps_none = perhaps_none && (can & kNo);
    if (last) break;
  }
  for (std::size_t c = 0; c < opened.size(); ++c) {
    if (opened[c]) match.cause = machine_.causes_.join(match.cause, causes[c]);
  }
  match.none_hit = perhaps_none && !covered(table, std::move(sure), match.reach, looks);
  machine_.steps_ += match.rows.size() + (kMostLooks - looks);
  Slot slot;
  slot.can = kValue;
  slot.may = machine_.matches_.size();
  machine_.matches_.push_back(std::move(match));
  return slot;
}

// ---- what follows

const Slot& Steps::resultOf(const Step& step, const TableCode& table, const Frame& frame,
                            std::uint32_t row) const {
  const std::size_t outputs = table.source(*rules().program).outputs.size();
  const ResultCode& code = table.results[row * outputs + step.b];
  return code.constant ? machine_.constants_[code.index] : frame.slots[code.index];
}

// Two rows of which only one may be hit.
std::optional<Steps::Clash> Steps::clash(const Step& step, const Matched& match, const Frame& frame) {
  const TableCode& table = *match.table;
  const HitPolicy hit = table.source(*rules().program).hit;
  if (hit == HitPolicy::First || hit == HitPolicy::Collect) return std::nullopt;
  const bool unique = hit == HitPolicy::Unique;
  const auto value = [&](std::uint32_t row) -> const Slot& { return resultOf(step, table, frame, row); };
  std::vector<std::uint32_t> certain, possible, settled;
  for (std::uint32_t row = 0; row < match.rows.size(); ++row) {
    if (match.rows[row] & kYes) possible.push_back(row);
    if (match.rows[row] != kYes) continue;
    certain.push_back(row);
    if (determined(value(row), step.repr)) settled.push_back(row);
  }
  const std::vector<std::uint32_t>& sure = unique ? certain : settled;
  const std::uint32_t width = words(type(step));
  for (std::size_t i = 1; i < sure.size(); ++i) {
    if (unique || !sameValue(value(sure[0]), value(sure[i]), step.repr, width))
      return Clash{sure[0], sure[i], true};
  }
  const auto disagree = [&](std::uint32_t a, std::uint32_t b) {
    return unique || (&value(a) != &value(b) && !sameValue(value(a), value(b), step.repr, width));
  };
  return possible.size() < 2 || possible == settled ? std::nullopt : perhapsClash(match, possible, disagree);
}

// Rows sorted by where their cells of one column begin: only those that begin before another ends can meet
// it.
std::optional<Steps::Clash> Steps::perhapsClash(
    const Matched& match, const std::vector<std::uint32_t>& rows,
    const std::function<bool(std::uint32_t, std::uint32_t)>& disagree) {
  const TableCode& table = *match.table;
  constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
  std::size_t by = 0;
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    if (table.columns[by].cells.size() < table.columns[c].cells.size()) by = c;
  }
  struct Run {
    std::uint32_t row, first, last;
  };
  std::vector<Run> runs;
  for (const std::uint32_t row : rows) {
    Run run{row, 0, kEnd};
    if (!table.columns.empty() && !table.cell(row, by).any) {
      const CellCode& cell = table.cell(row, by);
      const bool values = cell.first <= cell.last;
      run.first = values ? cell.first : kEnd;
      run.last = values ? cell.last : kEnd;
    }
    runs.push_back(run);
  }
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
  std::uint64_t looks = 0;
  std::optional<Clash> found;
  for (std::size_t i = 0; i < runs.size() && !found; ++i) {
    for (std::size_t j = i + 1; j < runs.size() && runs[j].first <= runs[i].last && !found; ++j) {
      bool both = true;
      for (std::size_t c = 0; c < table.columns.size() && both; ++c, ++looks)
        both = acceptBoth(table.cell(runs[i].row, c), table.cell(runs[j].row, c), match.reach[c]);
      if (looks < kMostLooks && (!both || !disagree(runs[i].row, runs[j].row))) continue;
      found = Clash{std::min(runs[i].row, runs[j].row), std::max(runs[i].row, runs[j].row), false};
    }
  }
  machine_.steps_ += looks;
  return found;
}

// What all rows say that are hit, and may say that may be.
Slot Steps::collect(const Step& step, const Matched& match, const Frame& frame) {
  const std::uint32_t count = words(type(step));
  std::vector<std::uint64_t> may(count), must(count);
  Slot out;
  for (std::uint32_t row = 0; row < match.rows.size(); ++row) {
    if (!(match.rows[row] & kYes)) continue;
    const Slot& value = resultOf(step, *match.table, frame, row);
    if (value.could(kError) || value.could(kNone)) {
      out.can |= kError;
      out.fault = value.could(kError) ? value.fault : fault(Phrase::NoneInSet);
    }
    if (!value.could(kValue)) continue;
    out.can |= kValue;
    out.cause = machine_.causes_.join(out.cause, value.cause);
    const std::uint64_t *adds = bits(value.may, count), *sure = bits(value.must, count);
    for (std::uint32_t i = 0; i < count; ++i) {
      may[i] |= adds[i];
      if (match.rows[row] == kYes) must[i] |= sure[i];
    }
  }
  out.may = machine_.storeBits(may);
  out.must = machine_.storeBits(must);
  if (may != must) out.flags |= kUnsettled;
  return out;
}

Slot Steps::result(const Step& step) { return result(step, machine_.run(BlockId{step.c}, frame_.element)); }

Slot Steps::result(const Step& step, Span where, const Frame& matched) {
  where_ = where;
  return result(step, matched);
}

Slot Steps::result(const Step& step, const Frame& frame) {
  const Slot& matched = frame.slots[frame.block->result];
  if (!matched.is(kValue)) return matched;  // cut short by the limit of steps
  const Matched& match = machine_.match(matched);
  const TableCode& table = *match.table;
  const checked::DecisionTable& source = table.source(*rules().program);
  const auto failed = [&](std::uint32_t why) { return truthSlot(kError, 0, why); };
  Slot out = source.hit == HitPolicy::Collect ? collect(step, match, frame) : Slot{};
  bool open = match.none_hit;
  for (std::uint32_t row = 0; row < match.rows.size(); ++row) {
    const std::uint8_t can = match.rows[row];
    open = open || (can & (can - 1));
    if ((can & kYes) && source.hit != HitPolicy::Collect)
      out = join(out, resultOf(step, table, frame, row), step.repr, &type(step));
    if (!(can & kError)) continue;
    const Slot error = failed(faultOf(table, frame, row));
    if (can == kError && source.hit != HitPolicy::First) return error;
    out = join(out, error, step.repr, &type(step));
  }
  if (const std::optional<Clash> two = clash(step, match, frame)) {
    const Slot error = failed(conflictOf(table, *two));
    if (two->certain) return error;
    out = join(out, error, step.repr, &type(step));
  }
  if (match.none_hit) {
    const std::string& name = rules().program->declarations[table.declaration].name;
    out = join(out, failed(fault({Phrase::NoRowHit, {verbatim(name)}})), step.repr, &type(step));
  }
  if (open) out.cause = machine_.causes_.join(out.cause, match.cause);
  out.flags &= static_cast<std::uint8_t>(~kSaidUnknown);
  if (determined(out, step.repr)) out.cause = 0;
  return out;
}

// What is wrong with two rows, said at the places of both.
std::uint32_t Steps::conflictOf(const TableCode& table, const Clash& two) {
  const checked::DecisionTable& source = table.source(*rules().program);
  where_ = source.rows[two.one].span;
  return fault({source.hit == HitPolicy::Unique ? Phrase::RowsBothHit : Phrase::RowsDisagree,
                {number(two.one + 1), number(two.other + 1),
                 verbatim(rules().program->declarations[table.declaration].name)}},
               source.rows[two.other].span);
}

// Why a cell of a row could not be tested.
std::uint32_t Steps::faultOf(const TableCode& table, const Frame& frame, std::uint32_t row) const {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Slot& slot = frame.slots[table.columns[c].slot];
    if (!table.cell(row, c).any && slot.could(kError)) return slot.fault;
  }
  return 0;
}

}  // namespace jurat
