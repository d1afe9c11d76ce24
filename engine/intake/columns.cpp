#include "engine/intake/columns.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/intake/complaint.h"

namespace jurat::intake {
namespace {

// "mapping.yaml:27:13: error[J0665]: ...", as an error of the input as a whole.
IoError mismatch(const Column& column, const std::string& message, const std::string& help) {
  return IoError{(column.place.empty() ? "" : column.place + ": ") + message + "; " + help +
                 (column.place.empty() ? "" : " (`jurat explain-code J0665`)")};
}

Result<std::uint32_t> find(const Column& column, const std::vector<std::string>& names,
                           const std::string& table) {
  if (column.number > 0) {
    const std::string number = "column " + std::to_string(column.number);
    if (column.number > names.size()) {
      return mismatch(
          column, "`" + table + "` has no " + number,
          "its header has " + std::to_string(names.size()) + (names.size() == 1 ? " column" : " columns"));
    }
    const std::string& header = names[column.number - 1];
    if (header.starts_with(column.name)) return column.number - 1;
    return mismatch(
        column, number + " of `" + table + "` is called " + quoted(header) + ", not " + quoted(column.name),
        "the file is another one than the mapping is for, and nothing was read");
  }
  const auto found = std::find(names.begin(), names.end(), column.name);
  if (found == names.end()) {
    return mismatch(column, "`" + table + "` has no column " + quoted(column.name),
                    "nothing was read" + didYouMean(column.name, names));
  }
  if (std::find(found + 1, names.end(), column.name) != names.end()) {
    return mismatch(column, "`" + table + "` has several columns " + quoted(column.name),
                    "name the column by its number and header");
  }
  return static_cast<std::uint32_t>(found - names.begin());
}

}  // namespace

Result<Fields> findColumns(const Mapping& mapping, const std::vector<std::string>& names,
                           const std::string& table) {
  Fields fields;
  const auto facts = [&](const Facts& of, std::vector<std::uint32_t>& out) -> Result<Done> {
    for (const Spec& spec : of.specs) {
      const bool reads = spec.kind != Spec::Kind::Constant;
      const Result<std::uint32_t> field = reads ? find(spec.column, names, table) : Result<std::uint32_t>(0u);
      if (!field) return field.error();
      out.push_back(*field);
    }
    return Done{};
  };
  const auto pieces = [&](const Template& of, std::vector<std::uint32_t>& out) -> Result<Done> {
    for (const Template::Piece& piece : of.pieces) {
      const bool reads = piece.kind == Template::Kind::Cell;
      const Result<std::uint32_t> field =
          reads ? find(piece.column, names, table) : Result<std::uint32_t>(0u);
      if (!field) return field.error();
      out.push_back(*field);
    }
    return Done{};
  };
  for (const Result<Done>& each :
       {facts(mapping.company, fields.company), facts(mapping.row, fields.row),
        pieces(mapping.id.value_or(Template{}), fields.id), pieces(mapping.entry_id, fields.entry_id)}) {
    if (!each) return each.error();
  }
  return fields;
}

}  // namespace jurat::intake
