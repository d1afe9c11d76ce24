// Decision tables: rows as conditions over their columns.
#include <utility>

#include "engine/advice/linear/translate.h"

namespace jurat::linear {
namespace {

using checked::HitPolicy;

bool accepts(const CellCode& cell, std::uint32_t piece) {
  if (piece < cell.first || cell.last < piece) return false;
  return cell.bits.empty() || (cell.bits[piece / 64] >> (piece % 64) & 1) != 0;
}

}  // namespace

// That the value of an ordered column lies in the pieces that a cell accepts.
std::optional<Term> Translator::between(const ColumnCode& column, const CellCode& cell, Term value) {
  if (cell.last < cell.first) return terms_.no();
  std::vector<Term> parts;
  if (cell.first > 0) {
    const Cut& cut = column.cuts[cell.first - 1];
    const std::optional<Term> at = terms_.number(cut.at);
    if (!at) return std::nullopt;
    parts.push_back(cut.behind ? terms_.less(*at, value) : terms_.atMost(*at, value));
  }
  if (cell.last < column.cuts.size()) {
    const Cut& cut = column.cuts[cell.last];
    const std::optional<Term> at = terms_.number(cut.at);
    if (!at) return std::nullopt;
    parts.push_back(cut.behind ? terms_.atMost(value, *at) : terms_.less(value, *at));
  }
  return terms_.all(parts);
}

// What a cell says of its column.
std::optional<Meaning> Translator::cell(const ColumnCode& column, const CellCode& cell,
                                        const Meaning& value) {
  if (cell.any) return truth(terms_.no(), terms_.yes());
  const Term there = terms_.negation(terms_.either(value.error, value.none));
  std::optional<Term> in;
  switch (reprOf(column.type)) {
    case Repr::Truth:
      in = terms_.choice(value.yes, terms_.truth(accepts(cell, 1)), terms_.truth(accepts(cell, 0)));
      break;
    case Repr::Option: {
      std::vector<Term> parts;
      for (std::uint32_t i = 0; i < column.pieces; ++i) {
        if (accepts(cell, i)) parts.push_back(terms_.equal(value.number, terms_.whole(i)));
      }
      in = terms_.some(parts);
      break;
    }
    case Repr::Ordered:
      if (!value.number || value.any_period || column.type.kind == TypeKind::Period) return std::nullopt;
      in = between(column, cell, value.number);
      break;
    default:
      return std::nullopt;
  }
  if (!in) return std::nullopt;
  const Term yes = terms_.both(there, *in);
  return truth(value.error, cell.none ? terms_.either(value.none, yes) : yes);
}

// Whether a row is hit, as far as the machine has not settled it.
std::optional<Meaning> Translator::row(const TableCode& table, const Frame& frame, std::uint32_t row,
                                       std::uint8_t can) {
  if ((can & (kYes | kError)) == 0) return truth(terms_.no(), terms_.no());
  if (table.doubts[row] != kNoId) return std::nullopt;
  if (can == kYes) return truth(terms_.no(), terms_.yes());
  std::vector<Meaning> parts;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const ColumnCode& column = table.columns[c];
    const std::optional<Meaning> part = cell(column, table.cell(row, c), of(frame, column.slot));
    if (!part) return std::nullopt;
    parts.push_back(*part);
  }
  return atLeast(parts, parts.size());
}

Meaning Translator::outputOf(const At& at, const TableCode& table, const Frame& frame, std::uint32_t row) {
  const RuleSet& rules = machine_.rules();
  const std::size_t outputs = table.source(*rules.program).outputs.size();
  const ResultCode& code = table.results[row * outputs + at.step.b];
  if (!code.constant) return of(frame, code.index);
  const auto& [value, value_type] = rules.constants[code.index];
  return constant(machine_.valueSlot(value, value_type), at.step.repr, &type(at.step));
}

// No row hit, one that cannot be tested, or two that may not be hit together are errors.
std::optional<Meaning> Translator::table(const At& at) {
  const Frame& frame = machine_.run(BlockId{at.step.c}, at.frame.element);
  const Slot& slot = frame.slots[frame.block->result];
  if (!slot.is(kValue)) return std::nullopt;
  const Matched& match = machine_.match(slot);
  const HitPolicy hit = match.table->source(*machine_.rules().program).hit;
  std::vector<Term> hits, errors;
  std::vector<Meaning> outputs;
  for (std::uint32_t i = 0; i < match.rows.size(); ++i) {
    const std::optional<Meaning> one = row(*match.table, frame, i, match.rows[i]);
    if (!one || tooLong()) return std::nullopt;
    if (hit == HitPolicy::First && one->error != terms_.no()) return std::nullopt;
    if (one->yes == terms_.no() && one->error == terms_.no()) continue;
    errors.push_back(one->error);
    const Meaning output = outputOf(at, *match.table, frame, i);
    if (hit == HitPolicy::Collect)
      errors.push_back(terms_.both(one->yes, terms_.either(output.error, output.none)));
    for (std::size_t j = 0; j < hits.size() && at.slot.could(kError); ++j) {
      if (hit == HitPolicy::First || hit == HitPolicy::Collect) break;
      const Term apart = hit == HitPolicy::Unique ? terms_.yes() : differ(output, outputs[j], at.step.repr);
      errors.push_back(terms_.all({one->yes, hits[j], apart}));
    }
    hits.push_back(one->yes);
    outputs.push_back(output);
  }
  errors.push_back(terms_.negation(terms_.some(hits)));
  return hit == HitPolicy::Collect ? collected(at, hits, outputs, errors) : taken(at, hits, outputs, errors);
}

// The first that is hit.
std::optional<Meaning> Translator::taken(const At& at, const std::vector<Term>& hits,
                                         const std::vector<Meaning>& outputs,
                                         const std::vector<Term>& errors) {
  std::optional<Meaning> out;
  for (std::size_t i = hits.size(); i-- > 0;) {
    out = out ? chosen(hits[i], outputs[i], *out, at.step.repr) : outputs[i];
    if (!out) return std::nullopt;
  }
  if (!out) return std::nullopt;
  const Term failed = at.slot.could(kError) ? terms_.some(errors) : terms_.no();
  out->error = terms_.either(out->error, failed);
  out->none = terms_.both(out->none, terms_.negation(failed));
  if (out->yes) out->yes = terms_.both(out->yes, terms_.negation(failed));
  return out;
}

// All of them together.
std::optional<Meaning> Translator::collected(const At& at, const std::vector<Term>& hits,
                                             const std::vector<Meaning>& outputs,
                                             const std::vector<Term>& errors) {
  Meaning out = blank();
  out.error = at.slot.could(kError) ? terms_.some(errors) : terms_.no();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    out.bits.resize(outputs[i].bits.size(), terms_.no());
    for (std::size_t bit = 0; bit < out.bits.size(); ++bit)
      out.bits[bit] = terms_.either(out.bits[bit], terms_.both(hits[i], outputs[i].bits[bit]));
  }
  return out;
}

}  // namespace jurat::linear
