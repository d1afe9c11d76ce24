#include <algorithm>
#include <charconv>

#include "engine/base/nearest.h"
#include "engine/intake/mapping_reader.h"
#include "engine/intake/text.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::intake {
namespace {

constexpr std::uint32_t kMostHeaders = 100;

}  // namespace

// ---- what every part needs

bool MappingReader::isRecord(const Datum& datum, std::string_view what, const Keys& known) {
  if (datum.kind != DatumKind::Record) {
    shape(datum.span, std::string(what) + " is a record of keys and values", "");
    return false;
  }
  for (const Datum::Entry& entry : datum.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    std::string all;
    for (const std::string& key : known) all += (all.empty() ? "`" : ", `") + key + "`";
    shape(entry.key_span, tick(entry.key) + " is no key of " + std::string(what),
          "there are " + all + didYouMean(entry.key, known));
  }
  return true;
}

const std::string* MappingReader::text(const Datum& datum, std::string_view what) {
  if (datum.kind == DatumKind::Scalar) return &datum.text;
  shape(datum.span, std::string(what) + " is one text", "");
  return nullptr;
}

const Datum* MappingReader::find(const Datum& record, std::string_view key) const {
  for (const Datum::Entry& entry : record.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<std::uint32_t> MappingReader::number(std::string_view text) const {
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string MappingReader::placeOf(Span span) const {
  const std::size_t offset = span.begin - source_.base;
  const auto line = std::upper_bound(source_.line_starts.begin(), source_.line_starts.end(), offset) - 1;
  std::size_t characters = 1;
  for (std::size_t at = *line; at < offset; ++at) {
    characters += (static_cast<unsigned char>(source_.text[at]) & 0xC0) != 0x80 ? 1 : 0;
  }
  return source_.name + ":" + std::to_string(line - source_.line_starts.begin() + 1) + ":" +
         std::to_string(characters);
}

// ---- the parts, from the whole to the cell

bool MappingReader::read(const Datum& document) {
  if (!isRecord(document, "a mapping", {"mapping", "source", "frameworks", "nulls", "company", "row"}))
    return false;
  const Datum* version = find(document, "mapping");
  if (version == nullptr || version->text != "1") {
    faults_.report({.code = "J0661",
                    .message = "the mapping does not say that it is of version 1",
                    .primary = {version ? version->span : source_.span(0, 0), ""},
                    .help = "begin it with `mapping: 1`"});
  }
  if (const Datum* words = find(document, "nulls")) nulls(*words, mapping_.nulls);
  for (const Datum::Entry& entry : document.entries) {
    if (entry.key == "source") source(entry.value);
    if (entry.key == "company") company(entry.value);
    if (entry.key == "row") row(entry.value);
    if (entry.key != "frameworks") continue;
    if (entry.value.kind != DatumKind::List)
      shape(entry.value.span, "`frameworks` is a list of packs", "write `frameworks: [us.omb_m24_10]`");
    for (const Datum& item : entry.value.items) {
      if (const std::string* name = text(item, "an entry of `frameworks`"))
        mapping_.frameworks.push_back(*name);
    }
  }
  for (const Spec& spec : mapping_.company.specs) {
    if (spec.path[0] != mapping_.list) continue;
    faults_.report({.code = "J0663",
                    .message = tick(spec.shown) + " is the list to which `row` adds entries",
                    .primary = {spec.path_span, ""},
                    .help = "delete it, or name another list below `row`"});
  }
  if (find(document, "company") == nullptr) {
    shape(source_.span(0, 0), "the mapping does not say what answers the facts of the company",
          "add `company:` with `facts:` below it");
  }
  return faults_.clean();
}

void MappingReader::source(const Datum& datum) {
  if (!isRecord(datum, "`source`", {"format", "encoding", "delimiter", "headers"})) return;
  for (const Datum::Entry& entry : datum.entries) {
    const std::string* said = text(entry.value, tick(entry.key));
    if (said == nullptr) continue;
    const Span at = entry.value.span;
    if (entry.key == "format") {
      if (*said == "csv") mapping_.of = Mapping::Of::Csv;
      if (*said == "sqlite") mapping_.of = Mapping::Of::Sqlite;
      if (mapping_.of == Mapping::Of::Any)
        word(at, tick(*said) + " is no format of a mapping", "write `csv` or `sqlite`");
    } else if (entry.key == "encoding") {
      if (*said == "utf-8") mapping_.encoding = Encoding::Utf8;
      if (*said == "windows-1252") mapping_.encoding = Encoding::Windows1252;
      if (mapping_.encoding == Encoding::Recognised) {
        word(at, tick(*said) + " is no encoding that is read",
             "write `utf-8` or `windows-1252`, or delete the line: then it is recognised");
      }
    } else if (entry.key == "delimiter") {
      const bool fits = said->size() == 1 && (*said)[0] != '"' && (*said)[0] != '\n' && (*said)[0] != '\r' &&
                        static_cast<unsigned char>((*said)[0]) < 128;
      if (fits) mapping_.delimiter = (*said)[0];
      if (!fits)
        word(at, "the delimiter is one character of ASCII, no quote and no line break",
             "write `\",\"`, `\";\"` or `\"\\t\"`");
    } else if (entry.key == "headers") {
      const std::optional<std::uint32_t> count = number(*said);
      mapping_.headers = count.value_or(0);
      if (!count || *count < 1 || *count > kMostHeaders) {
        word(at, tick(*said) + " is no number of headers",
             "write how many lines of headers there are, 1 to 100");
      }
    }
  }
}

void MappingReader::company(const Datum& datum) {
  if (!isRecord(datum, "`company`", {"id", "facts"})) return;
  if (const Datum* id = find(datum, "id")) pattern(*id, mapping_.id.emplace());
  facts(find(datum, "facts"), mapping_.company, "");
}

void MappingReader::row(const Datum& datum) {
  if (!isRecord(datum, "`row`", {"list", "complete", "id", "facts"})) return;
  const Datum* list = find(datum, "list");
  const std::string* name = list ? text(*list, "`list`") : nullptr;
  const auto keys = name ? pathOf(*name) : std::nullopt;
  if (keys && keys->size() == 1) {
    mapping_.list = *name;
    mapping_.list_span = list->span;
  } else if (!list || name) {
    word(list ? list->span : datum.span, "`row` does not name the list to which a row adds an entry",
         "write `list:` and its name, such as `use_cases`");
  }
  if (const Datum* complete = find(datum, "complete")) {
    const std::string* said = text(*complete, "`complete`");
    mapping_.complete = said && (*said == "yes" || *said == "true");
    if (said && !mapping_.complete && *said != "no" && *said != "false") {
      word(complete->span, tick(*said) + " is neither yes nor no", "write `yes` or `no`");
    }
  }
  if (const Datum* id = find(datum, "id")) {
    pattern(*id, mapping_.entry_id);
  } else {
    shape(datum.span, "`row` does not say the id of an entry",
          "add `id: \"{row}\"`, or name a column: `id: \"{3}\"`");
  }
  facts(find(datum, "facts"), mapping_.row, "id");
}

void MappingReader::facts(const Datum* datum, Facts& out, std::string_view forbidden) {
  if (datum == nullptr || (datum->kind == DatumKind::Null)) return;
  if (datum->kind != DatumKind::Record)
    return shape(datum->span, "`facts` is a record of facts and what answers them", "");
  for (const Datum::Entry& entry : datum->entries) {
    const bool taken = !forbidden.empty() && entry.key == forbidden;
    const auto path = pathOf(entry.key);
    if (!path || taken) {
      faults_.report(
          {.code = "J0663",
           .message = tick(entry.key) + (taken ? " is said by `id:` of `row`" : " is no path of a fact"),
           .primary = {entry.key_span, ""},
           .help = taken ? "delete it"
                         : "write a fact (`stage`), an option of it (`waived[opt_out]`), or a fact of a "
                           "record (`main_depot.gates`)"});
      continue;
    }
    const std::size_t before = out.specs.size();
    spec(entry, out);
    if (out.specs.size() > before) out.specs.back().path = *path;
  }
  const std::optional<std::size_t> clash = plant(out);
  if (!clash) return;
  faults_.report({.code = "J0663",
                  .message = tick(out.specs[*clash].shown) + " is answered by another line already",
                  .primary = {out.specs[*clash].path_span, ""},
                  .help = "keep one of them"});
}

std::shared_ptr<const Mapping> readMapping(const SourceFile& source, const Limits& limits,
                                           Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errorCount();
  const std::optional<Datum> document = readYaml(source, limits, diagnostics, "mapping");
  if (!document) return nullptr;
  auto mapping = std::make_shared<Mapping>();
  mapping->file = source.name;
  if (!MappingReader(*mapping, source, limits, diagnostics).read(*document)) return nullptr;
  if (diagnostics.errorCount() != errors) return nullptr;  // a key that stands twice
  return mapping;
}

}  // namespace jurat::intake
