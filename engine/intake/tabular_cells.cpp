// What the cells of a row answer.
#include <algorithm>
#include <limits>

#include "engine/intake/companies.h"
#include "engine/intake/complaint.h"
#include "engine/intake/text.h"

namespace jurat::intake {
namespace {

// A cell `[a, b]` of plain names as a list in JSON; false when it is none.
bool appendList(std::string& out, std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return false;
  text = text.substr(1, text.size() - 2);
  const std::size_t before = out.size();
  out += '[';
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view item = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (item.empty() || item.find_first_of("[]{}\"'") != std::string_view::npos) {
      out.resize(before);
      return false;
    }
    if (!first) out += ',';
    appendJson(out, item);
  }
  out += ']';
  return true;
}

}  // namespace

bool Tabular::facts(Chunk& chunk, const Facts& of, const std::vector<std::uint32_t>& fields,
                    const std::vector<Tree>& level) {
  for (const Tree& node : level) {
    const std::size_t begin = chunk.bytes.size();
    if (chunk.bytes.back() != '{') chunk.bytes += ',';
    const auto at = static_cast<std::uint32_t>(chunk.bytes.size() - record_.begin);
    chunk.bytes += node.key;
    if (!node.children.empty()) {
      chunk.bytes += '{';
      if (!facts(chunk, of, fields, node.children)) return false;
      if (chunk.bytes.back() == '{') {
        chunk.bytes.resize(begin);
      } else {
        chunk.bytes += '}';
      }
      continue;
    }
    const Spec& spec = of.specs[node.spec];
    if (!answer(spec, fields[node.spec])) return false;
    if (said_.empty()) {
      chunk.bytes.resize(begin);
      continue;
    }
    chunk.bytes += said_;
    Origin origin{at, 0, table_->line(), 1};
    if (spec.kind != Spec::Kind::Constant) {
      origin = table_->place(fields[node.spec]);
      origin.at = at;
      origin.field = fields[node.spec];
    } else {
      origin.field = std::numeric_limits<std::uint32_t>::max();  // of no column
    }
    chunk.origins.push_back(origin);
  }
  return true;
}

bool Tabular::answer(const Spec& spec, std::uint32_t field) {
  said_ = {};
  if (spec.kind == Spec::Kind::Constant) {
    said_ = spec.answers[0];
    return true;
  }
  const Table::Cell cell = table_->cell(field);
  if (!cell.fault.empty()) return cellFault(field, "J0674", cell.fault, "");
  const TextSet& nulls = spec.nulls ? *spec.nulls : mapping_->nulls;
  if (!cell.answered || nulls.contains(cell.text)) return true;
  if (spec.kind == Spec::Kind::Cell) {
    text_.clear();
    if (!spec.lists || !appendList(text_, cell.text)) appendJson(text_, cell.text);
    said_ = text_;
    return true;
  }
  const auto equal = spec.equal.find(cell.text);
  if (equal != spec.equal.end()) {
    said_ = spec.answers[equal->second];
    return true;
  }
  for (const auto& [prefix, index] : spec.prefixes) {
    if (!cell.text.starts_with(prefix)) continue;
    said_ = spec.answers[index];
    return true;
  }
  if (spec.else_unknown) {
    said_ = "\"unknown\"";
    return true;
  }
  return cellFault(
      field, "J0672",
      "holds " + quoted(cell.text) + ", and no key of `values` of " + quoted(spec.shown) + " stands for it",
      "add a key to the mapping, put the cell among `nulls`, or say `else: unknown`");
}

bool Tabular::named(const Template& pattern, const std::vector<std::uint32_t>& fields, std::string& out) {
  for (std::size_t i = 0; i < pattern.pieces.size(); ++i) {
    const Template::Piece& piece = pattern.pieces[i];
    if (piece.kind == Template::Kind::Text) out += piece.text;
    if (piece.kind == Template::Kind::Row) out += std::to_string(row_);
    if (piece.kind != Template::Kind::Cell) continue;
    const Table::Cell cell = table_->cell(fields[i]);
    if (!cell.fault.empty()) return cellFault(fields[i], "J0674", cell.fault, "");
    out += cell.text;
  }
  return true;
}

bool Tabular::cellFault(std::uint32_t field, std::string_view code, std::string_view message,
                        std::string_view help) {
  const Origin at = table_->place(field);
  fault_ = complaintAt(
      name(), at.line, at.column, code,
      "column " + std::to_string(field + 1) + ", " + quoted((*names_)[field]) + ", " + std::string(message),
      help);
  return false;
}

}  // namespace jurat::intake
