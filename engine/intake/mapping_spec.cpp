// What answers a fact: constants, columns, and what their cells mean.
#include <algorithm>

#include "engine/intake/mapping_reader.h"
#include "engine/intake/text.h"
#include "engine/source/diagnostic.h"

namespace jurat::intake {
namespace {

constexpr std::uint32_t kMostColumns = 100'000;

}  // namespace

void MappingReader::spec(const Datum::Entry& entry, Facts& out) {
  const Datum& datum = entry.value;
  if (!isRecord(datum, "what answers a fact", {"constant", "column", "header", "values", "else", "nulls"}))
    return;
  Spec made;
  made.shown = entry.key;
  made.path_span = entry.key_span;
  const Datum* constant = find(datum, "constant");
  const Datum* named = find(datum, "column");
  if ((constant == nullptr) == (named == nullptr)) {
    return shape(entry.key_span, tick(entry.key) + " has to be answered by either a constant or a column",
                 "write `{constant: yes}` or `{column: 3, header: \"Agency\"}`");
  }
  if (constant != nullptr) {
    made.kind = Spec::Kind::Constant;
    if (datum.entries.size() > 1) shape(datum.span, "a constant has no other keys beside it", "delete them");
    answer(*constant, made);
    out.specs.push_back(std::move(made));
    return;
  }
  if (!column(*named, find(datum, "header"), made.column)) return;
  if (const Datum* own = find(datum, "nulls")) nulls(*own, made.nulls.emplace());
  const Datum* translated = find(datum, "values");
  if (translated != nullptr) values(*translated, made);
  if (const Datum* otherwise = find(datum, "else")) {
    made.else_unknown = otherwise->text == "unknown";
    if (!made.else_unknown && otherwise->text != "error") {
      word(otherwise->span, tick(otherwise->text) + " is nothing that `else` knows",
           "write `error` or `unknown`");
    } else if (translated == nullptr) {
      shape(otherwise->span, "`else` without `values` never applies",
            "delete it, or say what the values mean");
    }
  }
  out.specs.push_back(std::move(made));
}

bool MappingReader::column(const Datum& datum, const Datum* header, Column& out) {
  const std::string* said = text(datum, "`column`");
  if (said == nullptr) return false;
  out.place = placeOf(datum.span);
  const bool digits = !said->empty() && said->find_first_not_of("0123456789") == std::string::npos;
  if (!digits || datum.quoted) {
    out.name = folded(*said);
    if (out.name.empty()) word(datum.span, "`column` is a number, counted from 1, or a name", "");
    if (header != nullptr) shape(header->span, "a column that is named needs no `header`", "delete it");
    return !out.name.empty();
  }
  out.number = number(*said).value_or(0);
  if (out.number < 1 || out.number > kMostColumns) {
    word(datum.span, tick(*said) + " is no number of a column", "columns count from 1");
    return false;
  }
  const std::string* begins = header ? text(*header, "`header`") : nullptr;
  if (begins != nullptr) out.name = folded(*begins);
  if (header == nullptr) {
    shape(datum.span, "a column by number needs the beginning of its header",
          "add `header:`; if the file then has another there, nothing is read");
  } else if (begins && out.name.empty()) {
    word(header->span, "`header` is empty", "write how the header of the column begins");
  }
  return true;
}

void MappingReader::values(const Datum& datum, Spec& out) {
  out.kind = Spec::Kind::Translated;
  if (datum.kind != DatumKind::Record)
    return shape(datum.span, "`values` is a record of cells and what they mean",
                 "write `\"Yes\": yes` below it");
  for (const Datum::Entry& entry : datum.entries) value(entry, out);
  std::stable_sort(out.prefixes.begin(), out.prefixes.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void MappingReader::value(const Datum::Entry& entry, Spec& out) {
  const auto index = static_cast<std::uint32_t>(out.answers.size());
  const bool prefix = entry.key.ends_with('*');
  std::string key = folded(prefix ? std::string_view(entry.key).substr(0, entry.key.size() - 1) : entry.key);
  // The blank before the star belongs to what cells begin with.
  const auto white = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  if (prefix && !key.empty() && entry.key.size() > 1 &&
      (white(entry.key[entry.key.size() - 2]) || entry.key.ends_with("\xC2\xA0*")))
    key += ' ';
  const bool taken = prefix ? std::any_of(out.prefixes.begin(), out.prefixes.end(),
                                          [&](const auto& each) { return each.first == key; })
                            : out.equal.contains(key);
  const TextSet& empty = out.nulls ? *out.nulls : mapping_.nulls;
  if (taken || (!prefix && empty.contains(key))) {
    faults_.report({.code = "J0664",
                    .message = tick(entry.key) + (taken ? " is the same as a key before it"
                                                        : " is one of `nulls`, so that this never applies"),
                    .primary = {entry.key_span, ""},
                    .help = taken ? "cells are compared after white space is folded; keep one of them"
                                  : "delete it, or give the column `nulls` of its own"});
    return;
  }
  answer(entry.value, out);
  if (prefix) {
    out.prefixes.emplace_back(std::move(key), index);
  } else {
    out.equal.emplace(std::move(key), index);
  }
}

void MappingReader::answer(const Datum& datum, Spec& out) {
  if (datum.kind == DatumKind::Null) {
    word(datum.span, "the meaning is missing",
         "write a value as in a profile, or `unknown`, or put the cell among `nulls`");
  }
  appendJson(out.answers.emplace_back(), datum);
  out.data.push_back(datum);
}

void MappingReader::nulls(const Datum& datum, TextSet& out) {
  if (datum.kind != DatumKind::List)
    return shape(datum.span, "`nulls` is a list of cells that answer nothing",
                 "write `nulls: [\"\", \"N/A\"]`");
  out.clear();
  for (const Datum& item : datum.items) {
    if (item.kind == DatumKind::Null) {
      out.insert("");
    } else if (const std::string* said = text(item, "an entry of `nulls`")) {
      out.insert(folded(*said));
    }
  }
}

void MappingReader::pattern(const Datum& datum, Template& out) {
  const std::string* said = text(datum, "an id");
  if (said == nullptr) return;
  std::string_view rest = *said;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    if (open > 0) out.pieces.push_back({Template::Kind::Text, std::string(rest.substr(0, open)), {}});
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const std::size_t close = rest.find('}');
    if (close == std::string_view::npos || !piece(datum, rest.substr(1, close - 1), out)) {
      return word(datum.span, tick(*said) + " is no pattern of an id",
                  "write `{3}` or `{name}` for the cell of a column and `{row}` for the number of the row");
    }
    rest.remove_prefix(close + 1);
  }
  if (out.pieces.empty()) word(datum.span, "the id is empty", "name a column: `id: \"{3}\"`");
}

bool MappingReader::piece(const Datum& datum, std::string_view inside, Template& out) {
  Template::Piece made;
  made.kind = inside == "row" ? Template::Kind::Row : Template::Kind::Cell;
  made.column.place = placeOf(datum.span);
  if (made.kind == Template::Kind::Cell) {
    made.column.number = number(inside).value_or(0);
    if (made.column.number == 0) made.column.name = folded(inside);
    if (made.column.number == 0 && (made.column.name.empty() || inside == "0")) return false;
    if (made.column.number > kMostColumns) return false;
  }
  out.pieces.push_back(std::move(made));
  return true;
}

}  // namespace jurat::intake
