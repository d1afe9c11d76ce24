#include "engine/intake/tabular.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "engine/intake/columns.h"
#include "engine/intake/complaint.h"
#include "engine/intake/text.h"

namespace jurat::intake {
namespace {

// Companies whose ids are remembered, to notice one that comes back: 16 bytes each.
constexpr std::size_t kRemembered = 1'000'000;

class Tabular final : public Source {
 public:
  Tabular(std::unique_ptr<Table> table, std::shared_ptr<const Mapping> mapping, Fields fields,
          const Limits& limits)
      : table_(std::move(table)),
        mapping_(std::move(mapping)),
        fields_(std::move(fields)),
        limit_(limits.profile_bytes),
        names_(std::make_shared<const std::vector<std::string>>(table_->fields())) {
    opening_ = "{\"jurat\":1,";
    if (!mapping_->frameworks.empty()) {
      const char* between = "\"frameworks\":[";
      for (const std::string& each : mapping_->frameworks) {
        opening_ += std::exchange(between, ",");
        appendJson(opening_, each);
      }
      opening_ += "],";
    }
    opening_ += "\"company\":{";
  }

  Result<bool> next(Chunk& chunk, std::size_t records) override;
  Result<std::uint64_t> skip(std::uint64_t records) override;
  const std::string& name() const override { return table_->name(); }
  std::uint64_t bytesRead() const override { return table_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return table_->bytesInAll(); }
  std::vector<std::string> notes() const override;

 private:
  Result<bool> advance();
  // One company, or the rows that were refused before there was one.
  Result<bool> company(Chunk& chunk);
  // Begins a company with the current row; false when the row is refused.
  bool open(Chunk& chunk);
  Result<bool> rowsOf(Chunk& chunk);
  bool entry(Chunk& chunk);
  void close(Chunk& chunk);
  bool known(Chunk& chunk);

  // Each answers whether the cells could be read; else fault_ says why.
  bool facts(Chunk& chunk, const Facts& of, const std::vector<std::uint32_t>& fields,
             const std::vector<Tree>& level);
  // The answer of a fact; nothing when it is not answered.
  bool answer(const Spec& spec, std::uint32_t field);
  bool named(const Template& pattern, const std::vector<std::uint32_t>& fields, std::string& out);
  bool cellFault(std::uint32_t field, std::string_view code, std::string_view message, std::string_view help);
  void refuse(Chunk& chunk, std::string complaint) {
    chunk.refused.push_back({chunk.records.size(), table_->line(), std::move(complaint), table_->raw()});
  }

  std::unique_ptr<Table> table_;
  std::shared_ptr<const Mapping> mapping_;
  Fields fields_;
  std::size_t limit_;
  std::shared_ptr<const std::vector<std::string>> names_;
  std::string opening_;
  bool begun_ = false, ended_ = false;
  std::uint64_t row_ = 0;    // rows read
  std::uint64_t count_ = 0;  // records given out
  // The company that is being written.
  Chunk::Record record_;
  std::string id_, new_id_;
  std::size_t entries_ = 0;
  std::string_view said_;  // what answer() found
  std::string text_, fault_;
  std::unordered_map<std::size_t, std::uint64_t> seen_;  // lines by the hash of ids
  bool forgot_ = false;
};

// ---- chunks

Result<bool> Tabular::advance() {
  const Result<bool> row = table_->next();
  if (!row) return row;
  ended_ = !*row;
  row_ += ended_ ? 0 : 1;
  return row;
}

Result<bool> Tabular::next(Chunk& chunk, std::size_t records) {
  chunk.clear();
  chunk.bytes.clear();
  chunk.fields = names_;
  chunk.first = count_;
  if (!std::exchange(begun_, true)) {
    const Result<bool> first = advance();
    if (!first) return first;
  }
  const auto found = [&] { return chunk.records.size() + chunk.refused.size(); };
  while (!ended_ && found() < records && chunk.bytes.size() < kChunkBytes) {
    const Result<bool> more = company(chunk);
    if (!more) return more;
  }
  chunk.bytes.append(kPadding, '\0');
  count_ += found();
  return found() > 0;
}

Result<std::uint64_t> Tabular::skip(std::uint64_t records) {
  Chunk passed;
  std::uint64_t done = 0;
  while (done < records) {
    const std::uint64_t wanted = std::min<std::uint64_t>(records - done, 1024);
    const Result<bool> some = next(passed, static_cast<std::size_t>(wanted));
    if (!some) return some.error();
    if (!*some) break;
    done += passed.records.size() + passed.refused.size();
  }
  return done;
}

// ---- companies

Result<bool> Tabular::company(Chunk& chunk) {
  if (!open(chunk)) return advance();
  if (mapping_->list.empty()) {
    close(chunk);
    return advance();
  }
  return rowsOf(chunk);
}

bool Tabular::open(Chunk& chunk) {
  if (!table_->fault().empty()) return refuse(chunk, table_->fault()), false;
  id_.clear();
  if (mapping_->id) {
    if (!named(*mapping_->id, fields_.id, id_)) return refuse(chunk, fault_), false;
    if (mapping_->id->varies() && id_.empty()) {
      return refuse(chunk, complaintAt(name(), table_->line(), 1, "J0673",
                                       "the row does not say which company it is of",
                                       "fill in the cell, or choose other columns for `id:` of `company`")),
             false;
    }
    if (known(chunk)) return false;
  }
  record_ = {};
  record_.begin = chunk.bytes.size();
  record_.line = table_->line();
  record_.origins_begin = chunk.origins.size();
  chunk.bytes += opening_;
  if (facts(chunk, mapping_->company, fields_.company, mapping_->company.tree)) return true;
  chunk.bytes.resize(record_.begin);
  chunk.origins.resize(record_.origins_begin);
  return refuse(chunk, fault_), false;
}

// Whether a company of this id was there before.
bool Tabular::known(Chunk& chunk) {
  const std::size_t hash = std::hash<std::string>{}(id_);
  const auto found = seen_.find(hash);
  if (found != seen_.end()) {
    refuse(chunk, complaintAt(name(), table_->line(), 1, "J0673",
                              "company " + quoted(id_) + " was there before, on line " +
                                  std::to_string(found->second),
                              "the rows of a company follow each other: sort the file by company"));
    return true;
  }
  if (seen_.size() < kRemembered) {
    seen_.emplace(hash, table_->line());
  } else {
    forgot_ = true;
  }
  return false;
}

Result<bool> Tabular::rowsOf(Chunk& chunk) {
  if (chunk.bytes.back() != '{') chunk.bytes += ',';
  appendJson(chunk.bytes, mapping_->list);
  chunk.bytes += mapping_->complete ? ":[" : ":{\"complete\":\"no\",\"items\":[";
  entries_ = 0;
  bool large = false;
  const std::string raw = table_->raw();
  for (;;) {
    if (!table_->fault().empty()) {
      refuse(chunk, table_->fault());
    } else {
      new_id_.clear();
      if (mapping_->id && !named(*mapping_->id, fields_.id, new_id_)) {
        refuse(chunk, fault_);
      } else if (new_id_ != id_) {
        break;
      } else if (!large && !entry(chunk)) {
        refuse(chunk, fault_);
      }
    }
    large = large || chunk.bytes.size() - record_.begin > limit_;
    if (large) chunk.bytes.resize(record_.begin);
    const Result<bool> more = advance();
    if (!more) return more;
    if (!*more) break;
  }
  if (large) {
    chunk.bytes.resize(record_.begin);
    chunk.origins.resize(record_.origins_begin);
    chunk.refused.push_back(
        {chunk.records.size(), record_.line, tooLarge(name(), record_.line, limit_), raw});
    return true;
  }
  chunk.bytes += mapping_->complete ? "]" : "]}";
  close(chunk);
  return true;
}

bool Tabular::entry(Chunk& chunk) {
  const std::size_t begin = chunk.bytes.size(), origins = chunk.origins.size();
  chunk.bytes += entries_ > 0 ? ",{\"id\":" : "{\"id\":";
  text_.clear();
  Origin origin = table_->place(fields_.entry_id.empty() ? 0 : fields_.entry_id[0]);
  origin.at = static_cast<std::uint32_t>(begin - record_.begin);
  if (!fields_.entry_id.empty()) origin.field = fields_.entry_id[0];
  chunk.origins.push_back(origin);
  std::string id;
  bool good = named(mapping_->entry_id, fields_.entry_id, id);
  appendJson(chunk.bytes, id);
  good = good && facts(chunk, mapping_->row, fields_.row, mapping_->row.tree);
  if (!good) {
    chunk.bytes.resize(begin);
    chunk.origins.resize(origins);
    return false;
  }
  chunk.bytes += '}';
  ++entries_;
  return true;
}

void Tabular::close(Chunk& chunk) {
  chunk.bytes += "}}";
  record_.length = chunk.bytes.size() - record_.begin;
  if (record_.length > limit_) {
    chunk.bytes.resize(record_.begin);
    chunk.origins.resize(record_.origins_begin);
    return refuse(chunk, tooLarge(name(), record_.line, limit_));
  }
  record_.origins_length = chunk.origins.size() - record_.origins_begin;
  record_.id_begin = chunk.bytes.size();
  record_.id_length = id_.size();
  chunk.bytes += id_;
  chunk.records.push_back(record_);
}

// ---- cells

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

std::vector<std::string> Tabular::notes() const {
  std::vector<std::string> out = table_->notes();
  if (forgot_) {
    out.push_back("`" + name() + "` has more than " + std::to_string(kRemembered) +
                  " companies: whether a later one was there before was not looked for");
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<Source>> tabularSource(std::unique_ptr<Table> table,
                                              std::shared_ptr<const Mapping> mapping, const Limits& limits) {
  const Result<Done> begun = table->begin();
  if (!begun) return begun.error();
  if (!mapping) {
    Result<std::shared_ptr<const Mapping>> made = mappingOf(table->fields(), table->name());
    if (!made) return made.error();
    mapping = std::move(*made);
  }
  Result<Fields> fields = findColumns(*mapping, table->fields(), table->name());
  if (!fields) return fields.error();
  return std::unique_ptr<Source>(
      std::make_unique<Tabular>(std::move(table), std::move(mapping), std::move(*fields), limits));
}

}  // namespace jurat::intake
