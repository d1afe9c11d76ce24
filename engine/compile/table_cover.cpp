// What cells accept, and whether rows leave anything out.
#include <algorithm>
#include <utility>

#include "engine/compile/table_code.h"

namespace jurat {

std::uint32_t pieceOf(const std::vector<Cut>& cuts, const Number& value) {
  const auto passed = [&](const Cut& cut) { return cut.behind ? cut.at < value : cut.at <= value; };
  return static_cast<std::uint32_t>(std::partition_point(cuts.begin(), cuts.end(), passed) - cuts.begin());
}

namespace {

// Some piece of both cells within the reach, all of them lying from first to last.
bool meets(const CellCode& a, const CellCode& b, const Reach& reach, std::uint32_t first,
           std::uint32_t last) {
  for (std::size_t i = first / 64; i <= last / 64; ++i) {
    if (a.bits[i] & b.bits[i] & reach.bits[i]) return true;
  }
  return false;
}

bool within(const Reach& reach, const std::vector<std::uint64_t>& bits) {
  for (std::size_t i = reach.first / 64; i <= reach.last / 64; ++i) {
    if (reach.bits[i] & ~bits[i]) return false;
  }
  return true;
}

}  // namespace

void trim(Reach& reach) {
  reach.first = 1;
  reach.last = 0;
  bool found = false;
  for (std::uint32_t i = 0; i < reach.bits.size(); ++i) {
    if (reach.bits[i] == 0) continue;
    if (!found) reach.first = i * 64 + static_cast<std::uint32_t>(__builtin_ctzll(reach.bits[i]));
    reach.last = i * 64 + 63 - static_cast<std::uint32_t>(__builtin_clzll(reach.bits[i]));
    found = true;
  }
}

bool accepts(const CellCode& cell, const Reach& reach) {
  if (cell.any || (cell.none && reach.none)) return true;
  if (!reach.somewhere() || cell.last < reach.first || reach.last < cell.first || cell.last < cell.first)
    return false;
  return cell.bits.empty() ||
         meets(cell, cell, reach, std::max(cell.first, reach.first), std::min(cell.last, reach.last));
}

bool acceptsAll(const CellCode& cell, const Reach& reach) {
  if (cell.any) return true;
  if (reach.error || (reach.none && !cell.none)) return false;
  if (!reach.somewhere()) return true;
  return cell.first <= reach.first && reach.last <= cell.last &&
         (cell.bits.empty() || within(reach, cell.bits));
}

bool acceptBoth(const CellCode& a, const CellCode& b, const Reach& reach) {
  if (a.any) return accepts(b, reach);
  if (b.any) return accepts(a, reach);
  if (a.none && b.none && reach.none) return true;
  const std::uint32_t first = std::max({a.first, b.first, reach.first});
  const std::uint32_t last = std::min({a.last, b.last, reach.last});
  if (!reach.somewhere() || last < first) return false;
  return a.bits.empty() || meets(a, b, reach, first, last);
}

namespace {

// A reach in two, at a place where some row tells them apart. INVARIANT: neither is empty.
using Halves = std::pair<Reach, Reach>;

class Cover {
 public:
  Cover(const TableCode& table, std::uint64_t& budget) : table_(table), budget_(budget) {}

  bool of(std::vector<std::uint32_t> rows, std::vector<Reach> reach) {
    std::vector<std::uint32_t> meeting;
    std::optional<std::size_t> apart;  // the column by which the rows are told apart
    bool by_one = true;                // by no other
    for (const std::uint32_t row : rows) {
      if (!spend()) return false;
      bool some = true, all = true;
      for (std::size_t c = 0; c < reach.size() && some; ++c) {
        some = accepts(table_.cell(row, c), reach[c]);
        if (!some || acceptsAll(table_.cell(row, c), reach[c])) continue;
        all = false;
        by_one = by_one && apart.value_or(c) == c;
        apart = c;
      }
      if (some && all) return true;
      if (some) meeting.push_back(row);
    }
    if (meeting.empty()) return false;
    if (by_one) return together(meeting, *apart, reach[*apart]);
    for (std::size_t c = 0; c < reach.size(); ++c) {
      const std::optional<Halves> halves = split(meeting, c, reach[c]);
      if (!halves) continue;
      reach[c] = halves->first;
      if (!of(meeting, reach)) return false;
      reach[c] = halves->second;
      return of(std::move(meeting), std::move(reach));
    }
    return false;  // not reached: a row that does not accept all is told apart somewhere
  }

 private:
  // Whether the cells of one column accept all of the reach among them.
  bool together(const std::vector<std::uint32_t>& rows, std::size_t column, const Reach& reach) const {
    if (reach.error) return false;
    bool none = !reach.none;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
    std::vector<std::uint64_t> bits(reach.bits.size());
    for (const std::uint32_t row : rows) {
      const CellCode& cell = table_.cell(row, column);
      none = none || cell.none;
      if (cell.last < cell.first) continue;
      runs.emplace_back(cell.first, cell.last);
      for (std::size_t i = cell.first / 64; !bits.empty() && i <= cell.last / 64; ++i)
        bits[i] |= cell.bits[i];
    }
    if (!none || !reach.somewhere()) return none;
    if (!bits.empty()) return within(reach, bits);
    std::sort(runs.begin(), runs.end());
    std::uint32_t next = reach.first;  // the first piece not yet accepted
    for (const auto& [first, last] : runs) {
      if (first <= next) next = std::max(next, last + 1);
    }
    return reach.last < next;
  }

  bool spend() {
    const std::uint64_t cost = table_.columns.size() + 1;
    budget_ = budget_ > cost ? budget_ - cost : 0;
    return budget_ > 0;
  }

  std::optional<Halves> split(const std::vector<std::uint32_t>& rows, std::size_t column,
                              const Reach& reach) const {
    const auto apart = [&](std::uint32_t row) { return !acceptsAll(table_.cell(row, column), reach); };
    const auto found = std::find_if(rows.begin(), rows.end(), apart);
    if (found == rows.end()) return std::nullopt;
    // `none` and errors apart from values.
    if (reach.error && (reach.none || reach.somewhere())) {
      Halves halves{reach, {}};
      halves.first.error = false;
      halves.second.error = true;
      return halves;
    }
    if (reach.none && reach.somewhere()) {
      Halves halves{reach, {}};
      halves.first.none = false;
      halves.second.none = true;
      return halves;
    }
    if (!reach.somewhere())
      return std::nullopt;  // `none` or an error alone: a row accepts it or does not meet it
    const std::optional<Halves> halves = inOrder(rows, column, reach);
    return halves || reach.bits.empty() ? halves : bySet(table_.cell(*found, column), reach);
  }

  // In the middle of the places at which rows begin, so that the depth stays small.
  std::optional<Halves> inOrder(const std::vector<std::uint32_t>& rows, std::size_t column,
                                const Reach& reach) const {
    std::vector<std::uint32_t> begins;
    for (const std::uint32_t row : rows) {
      const CellCode& cell = table_.cell(row, column);
      if (cell.any) continue;
      if (reach.first < cell.first && cell.first <= reach.last) begins.push_back(cell.first);
      if (reach.first <= cell.last && cell.last < reach.last) begins.push_back(cell.last + 1);
    }
    if (begins.empty()) return std::nullopt;
    const auto middle = begins.begin() + static_cast<std::ptrdiff_t>(begins.size() / 2);
    std::nth_element(begins.begin(), middle, begins.end());
    Halves halves{reach, reach};
    halves.first.last = *middle - 1;
    halves.second.first = *middle;
    if (reach.bits.empty()) return halves;
    for (std::uint32_t piece = reach.first; piece <= reach.last; ++piece) {
      std::vector<std::uint64_t>& other = piece < *middle ? halves.second.bits : halves.first.bits;
      other[piece / 64] &= ~(std::uint64_t{1} << (piece % 64));
    }
    trim(halves.first);
    trim(halves.second);
    if (!halves.first.somewhere() || !halves.second.somewhere()) return std::nullopt;
    return halves;
  }

  static Halves bySet(const CellCode& cell, const Reach& reach) {
    Halves halves{reach, reach};
    for (std::size_t i = 0; i < reach.bits.size(); ++i) {
      halves.first.bits[i] &= cell.bits[i];
      halves.second.bits[i] &= ~cell.bits[i];
    }
    trim(halves.first);
    trim(halves.second);
    return halves;
  }

  const TableCode& table_;
  std::uint64_t& budget_;
};

}  // namespace

bool covered(const TableCode& table, std::vector<std::uint32_t> rows, std::vector<Reach> reach,
             std::uint64_t& budget) {
  return Cover(table, budget).of(std::move(rows), std::move(reach));
}

}  // namespace jurat
