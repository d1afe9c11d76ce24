// A table of a new database: `companies` or `findings`. The state of the run stands in a table of its own
// until the run has ended, so that rows and state change together.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "engine/portfolio/row_writer.h"
#include "engine/portfolio/sink.h"
#include "engine/sqlite/database.h"

namespace jurat::portfolio {
namespace {

constexpr std::string_view kStateTable = "jurat_batch_state";

class SqliteSink final : public Sink {
 public:
  SqliteSink(const Plan& plan, const std::string& path) : plan_(plan), path_(path), part_(path + ".part") {}

  bool resumable() const override { return true; }

  Result<std::optional<std::string>> saved() override {
    using Saved = std::optional<std::string>;
    struct stat there {};
    if (::stat(part_.c_str(), &there) != 0) return Saved();
    Result<Done> opened = connect(Access::Write);
    if (!opened) return opened.error();
    Result<std::int64_t> has =
        database_->number("SELECT count(*) FROM sqlite_schema WHERE name = '" + std::string(kStateTable) + "'");
    if (!has) return has.error();
    if (*has == 0) return Saved();
    Result<Statement> query = database_->prepare("SELECT text FROM " + std::string(kStateTable));
    if (!query) return query.error();
    Result<bool> row = query->step();
    if (!row) return row.error();
    return *row ? Saved(std::string(query->text(0))) : Saved();
  }

  // What was committed with the state is there.
  bool holds(std::uint64_t) const override { return true; }

  Result<Done> open(bool resumed, std::uint64_t) override {
    if (!resumed) {
      database_.reset();
      for (const char* end : {"", "-journal", "-wal", "-shm"}) ::unlink((part_ + end).c_str());
      if (Result<Done> made = connect(Access::Create); !made) return made;
      if (Result<Done> made = database_->run(schema()); !made) return made;
    }
    return begin();
  }

  Result<Done> write(std::string_view rows) override {
    while (!rows.empty()) {
      for (std::size_t i = 0; i < plan_.options.fields.size(); ++i) {
        const Cell cell = takeCell(rows);
        const int parameter = static_cast<int>(i) + 1;
        if (cell.kind == Cell::Kind::Integer) {
          insert_->bind(parameter, static_cast<std::int64_t>(cell.integer));
        } else {
          insert_->bindText(parameter, cell.text);
        }
      }
      if (Result<Done> done = insert_->finish(); !done) return done;
    }
    return Done{};
  }

  std::uint64_t bytes() const override { return 0; }

  Result<Done> keep(const std::string& state) override {
    const std::string table(kStateTable);
    Result<Done> made = database_->run("CREATE TABLE IF NOT EXISTS " + table + " (text TEXT); DELETE FROM " +
                                       table + ";");
    if (!made) return made;
    Result<Statement> save = database_->prepare("INSERT INTO " + table + " VALUES (?1)");
    if (!save) return save.error();
    if (Result<Done> saved = save->bindText(1, state).finish(); !saved) return saved;
    if (Result<Done> done = transaction_->commit(); !done) return done;
    return begin();
  }

  Result<Done> publish() override {
    if (Result<Done> gone = database_->run("DROP TABLE IF EXISTS " + std::string(kStateTable)); !gone)
      return gone;
    insert_.reset();
    if (Result<Done> done = transaction_->commit(); !done) return done;
    transaction_.reset();
    database_.reset();
    if (std::rename(part_.c_str(), path_.c_str()) == 0) return Done{};
    return IoError{"`" + path_ + "` cannot be written: " + std::strerror(errno)};
  }

  Result<Done> forget() override { return Done{}; }

 private:
  Result<Done> connect(Access access) {
    Result<Database> opened = Database::open(part_, {.access = access, .noun = "output"});
    if (!opened) return opened.error();
    database_.emplace(std::move(*opened));
    return Done{};
  }

  Result<Done> begin() {
    transaction_.reset();
    Result<Transaction> begun = Transaction::begin(*database_);
    if (!begun) return begun.error();
    transaction_.emplace(std::move(*begun));
    Result<Statement> prepared = database_->prepare(insertion());
    if (!prepared) return prepared.error();
    insert_.emplace(std::move(*prepared));
    return Done{};
  }

  std::string table() const { return plan_.options.rows == RowKind::Company ? "companies" : "findings"; }

  std::string schema() const {
    std::string columns;
    for (const Field field : plan_.options.fields) {
      columns += columns.empty() ? "" : ", ";
      columns += "\"" + std::string(nameOf(field).name) + "\"" + (nameOf(field).number ? " INTEGER" : " TEXT");
    }
    return "CREATE TABLE " + table() + " (" + columns + ");";
  }

  // A text that is empty is none.
  std::string insertion() const {
    std::string values;
    for (std::size_t i = 0; i < plan_.options.fields.size(); ++i)
      values += (i == 0 ? "nullif(?" : ", nullif(?") + std::to_string(i + 1) + ", '')";
    return "INSERT INTO " + table() + " VALUES (" + values + ")";
  }

  const Plan& plan_;
  std::string path_, part_;
  std::optional<Database> database_;
  std::optional<Transaction> transaction_;
  std::optional<Statement> insert_;
};

}  // namespace

std::unique_ptr<Sink> makeSqliteSink(const Plan& plan, const std::string& path) {
  return std::make_unique<SqliteSink>(plan, path);
}

}  // namespace jurat::portfolio
