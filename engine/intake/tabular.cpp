#include "engine/intake/tabular.h"

#include <algorithm>
#include <utility>

#include "engine/intake/companies.h"
#include "engine/intake/complaint.h"
#include "engine/intake/text.h"

namespace jurat::intake {
namespace {

// Companies whose ids are remembered, to notice one that comes back: 16 bytes each.
constexpr std::size_t kRemembered = 1'000'000;

}  // namespace

Tabular::Tabular(std::unique_ptr<Table> table, std::shared_ptr<const Mapping> mapping, Fields fields,
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
  while (!ended_ && found() < records && chunk.bytes.size() + chunk.rows.size() < kChunkBytes) {
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
  lacks_ = std::exchange(unsure_, false);
  if (mapping_->list.empty()) {
    keep(chunk);
    close(chunk);
    return advance();
  }
  return rowsOf(chunk);
}

bool Tabular::open(Chunk& chunk) {
  const bool before = std::exchange(unsure_, true);  // unless the row is taken
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
    if (known(chunk)) return unsure_ = before, false;
  }
  record_ = {};
  record_.begin = chunk.bytes.size();
  record_.line = table_->line();
  record_.origins_begin = chunk.origins.size();
  record_.rows_begin = chunk.rows.size();
  chunk.bytes += opening_;
  if (facts(chunk, mapping_->company, fields_.company, mapping_->company.tree)) return unsure_ = before, true;
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
  chunk.bytes += ':';
  list_begin_ = chunk.bytes.size();
  chunk.bytes += '[';
  entries_ = 0;
  bool large = false;
  const std::string raw = table_->raw();
  while (ofCompany(chunk)) {
    if (unsure_) {
      lacks_ = true;
    } else if (!large && !entry(chunk)) {
      lacks_ = true;
      refuse(chunk, fault_);
    } else if (!large) {
      keep(chunk);
    }
    const std::size_t made = chunk.bytes.size() - record_.begin,
                      came = chunk.rows.size() - record_.rows_begin;
    large = large || std::max(made, came) > limit_;
    if (large) chunk.bytes.resize(record_.begin);
    const Result<bool> more = advance();
    if (!more) return more;
    if (!*more) break;
  }
  if (large) {
    chunk.bytes.resize(record_.begin);
    chunk.origins.resize(record_.origins_begin);
    chunk.rows.resize(record_.rows_begin);
    chunk.refused.push_back(
        {chunk.records.size(), record_.line, tooLarge(name(), record_.line, limit_), raw});
    return true;
  }
  endList(chunk);
  close(chunk);
  return true;
}

// Whether the row is of the company that is being written, as far as anybody can tell: one that cannot be
// read is refused here, and unsure_ until the next row.
bool Tabular::ofCompany(Chunk& chunk) {
  new_id_.clear();
  const bool broken = !table_->fault().empty();
  if (broken || (mapping_->id && !named(*mapping_->id, fields_.id, new_id_))) {
    refuse(chunk, broken ? table_->fault() : fault_);
    unsure_ = true;
    return true;
  }
  if (new_id_ != id_) return false;
  unsure_ = false;
  return true;
}

void Tabular::keep(Chunk& chunk) {
  if (chunk.rows.size() > record_.rows_begin) chunk.rows += '\n';
  chunk.rows += table_->raw();
}

// A list that lacks a row is not complete, whatever the mapping says.
void Tabular::endList(Chunk& chunk) {
  chunk.bytes += ']';
  if (mapping_->complete && !lacks_) return;
  constexpr std::string_view kOpening = "{\"complete\":\"no\",\"items\":";
  chunk.bytes.insert(list_begin_, kOpening);
  chunk.bytes += '}';
  for (std::size_t i = record_.origins_begin; i < chunk.origins.size(); ++i) {
    Origin& origin = chunk.origins[i];
    if (origin.at >= list_begin_ - record_.begin) origin.at += static_cast<std::uint32_t>(kOpening.size());
  }
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
    chunk.rows.resize(record_.rows_begin);
    return refuse(chunk, tooLarge(name(), record_.line, limit_));
  }
  record_.rows_length = chunk.rows.size() - record_.rows_begin;
  record_.origins_length = chunk.origins.size() - record_.origins_begin;
  record_.id_begin = chunk.bytes.size();
  record_.id_length = id_.size();
  chunk.bytes += id_;
  chunk.records.push_back(record_);
}

std::vector<std::string> Tabular::notes() const {
  std::vector<std::string> out = table_->notes();
  if (forgot_) {
    out.push_back("more than " + std::to_string(kRemembered) +
                  " companies: whether a later one was there before was not looked for");
  }
  return out;
}

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
