#include "engine/intake/database.h"

#include <utility>

#include "engine/intake/complaint.h"
#include "engine/intake/text.h"
#include "engine/source/text.h"
#include "engine/sqlite/database.h"

namespace jurat::intake {
namespace {

std::string inQuotes(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

class DatabaseTable final : public Table {
 public:
  DatabaseTable(std::string path, Statement rows) : name_(std::move(path)), rows_(std::move(rows)) {}

  Result<Done> begin() override {
    for (int i = 0; i < rows_.columns(); ++i) {
      fields_.push_back(folded(rows_.columnName(i)));
      heading_ += (i > 0 ? "," : "") + inQuotes(rows_.columnName(i));
    }
    heading_ += "\n";
    return Done{};
  }
  const std::vector<std::string>& fields() const override { return fields_; }
  const std::string& heading() const override { return heading_; }
  Result<bool> next() override {
    Result<bool> row = rows_.step();
    if (row && *row) ++row_;
    return row;
  }
  const std::string& fault() const override { return none_; }
  std::uint64_t line() const override { return row_; }
  std::string raw() const override;
  Cell cell(std::size_t field) override;
  Origin place(std::size_t) const override { return {0, 0, row_, 1}; }
  const std::string& name() const override { return name_; }
  std::uint64_t bytesRead() const override { return 0; }
  std::uint64_t bytesInAll() const override { return 0; }
  std::vector<std::string> notes() const override { return {}; }

 private:
  std::string name_;
  Statement rows_;
  std::vector<std::string> fields_;
  std::uint64_t row_ = 0;
  std::string folded_, none_, heading_;
};

Table::Cell DatabaseTable::cell(std::size_t field) {
  const int column = static_cast<int>(field);
  folded_.clear();
  if (rows_.isNull(column)) return {{}, false, {}};
  if (rows_.isInteger(column)) {
    folded_ = std::to_string(rows_.integer(column));
    return {folded_, true, {}};
  }
  if (rows_.isText(column)) {
    const std::string_view text = rows_.text(column);
    if (firstInvalid(text) != std::string_view::npos || text.find('\0') != std::string_view::npos) {
      return {{}, true, "holds text that is not UTF-8"};
    }
    appendFolded(folded_, text, Encoding::Utf8);
    return {folded_, true, {}};
  }
  if (rows_.isBlob(column)) return {{}, true, "holds a blob, and values are text or whole numbers"};
  if (std::optional<std::string> exact = rows_.exactReal(column)) {
    folded_ = std::move(*exact);
    return {folded_, true, {}};
  }
  return {{}, true, "holds a binary floating-point number that is not exact in decimal; store it as text"};
}

// As a line of CSV, for whoever looks through what was refused.
std::string DatabaseTable::raw() const {
  std::string out;
  for (int i = 0; i < rows_.columns(); ++i) {
    if (i > 0) out += ',';
    if (rows_.isInteger(i)) out += std::to_string(rows_.integer(i));
    if (rows_.isText(i)) out += inQuotes(rows_.text(i));
    if (const auto exact = rows_.exactReal(i)) out += *exact;
  }
  return out;
}

// The only table or view there is.
Result<std::string> onlyTable(Database& database) {
  Result<Statement> names = database.prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE "
      "'\\' "
      "ORDER BY name LIMIT 20");
  if (!names) return names.error();
  std::vector<std::string> found;
  for (;;) {
    const Result<bool> row = names->step();
    if (!row) return row.error();
    if (!*row) break;
    found.emplace_back(names->text(0));
  }
  if (found.size() == 1) return found[0];
  if (found.empty()) return database.refusal("it has no table");
  std::string all;
  for (const std::string& each : found) all += (all.empty() ? "" : ", ") + quoted(each);
  return database.refusal("it has several tables: " + all + "; name the one to read, or write a query");
}

}  // namespace

Result<std::unique_ptr<Table>> databaseTable(const std::string& path, const std::string& table,
                                             const std::string& query, const Limits& limits) {
  DatabaseOptions options;
  options.value_bytes = limits.profile_bytes;
  Result<Database> database = Database::open(path, options);
  if (!database) return database.error();
  std::string sql = query;
  if (sql.empty()) {
    const Result<std::string> named = table.empty() ? onlyTable(*database) : Result<std::string>(table);
    if (!named) return named.error();
    sql = "SELECT * FROM " + inQuotes(*named);
  }
  Result<Statement> rows = database->prepare(sql);
  if (!rows) return rows.error();
  if (rows->columns() == 0) return database->refusal("the query answers no columns; write one SELECT");
  return std::unique_ptr<Table>(std::make_unique<DatabaseTable>(path, std::move(*rows)));
}

}  // namespace jurat::intake
