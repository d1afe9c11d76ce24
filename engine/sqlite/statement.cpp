#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "engine/sqlite/database.h"
#include "engine/sqlite/handle.h"

namespace jurat {

struct Statement::State {
  std::shared_ptr<Database::Handle> database;
  sqlite3_stmt* compiled = nullptr;
  int refused = SQLITE_OK;  // the first refusal of a bind

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { sqlite3_finalize(compiled); }  // its answer repeats that of the last step

  void note(int code) {
    if (refused == SQLITE_OK) refused = code;
  }
};

namespace {

// An empty view may have no memory behind it, which SQLite would take for NULL.
const char* startOf(std::string_view bytes) { return bytes.empty() ? "" : bytes.data(); }

}  // namespace

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int parameter, std::int64_t value) {
  state_->note(sqlite3_bind_int64(state_->compiled, parameter, value));
  return *this;
}

Statement& Statement::bindText(int parameter, std::string_view text) {
  state_->note(sqlite3_bind_text64(state_->compiled, parameter, startOf(text), text.size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8));
  return *this;
}

Statement& Statement::bindBlob(int parameter, std::string_view bytes) {
  state_->note(
      sqlite3_bind_blob64(state_->compiled, parameter, startOf(bytes), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Result<bool> Statement::step() {
  const int bound = std::exchange(state_->refused, SQLITE_OK);
  if (bound != SQLITE_OK) return state_->database->refusalOf(bound);
  const int code = sqlite3_step(state_->compiled);
  if (code == SQLITE_ROW) return true;
  // The reason must be read before the reset, the locks must go before the caller does anything else.
  Result<bool> answer = code == SQLITE_DONE ? Result<bool>(false) : state_->database->refusalOf(code);
  sqlite3_reset(state_->compiled);
  return answer;
}

Result<Done> Statement::finish() {
  for (;;) {
    const Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) return Done{};
  }
}

bool Statement::isInteger(int column) const {
  return sqlite3_column_type(state_->compiled, column) == SQLITE_INTEGER;
}
bool Statement::isText(int column) const {
  return sqlite3_column_type(state_->compiled, column) == SQLITE_TEXT;
}
bool Statement::isBlob(int column) const {
  return sqlite3_column_type(state_->compiled, column) == SQLITE_BLOB;
}

std::int64_t Statement::integer(int column) const {
  return isInteger(column) ? sqlite3_column_int64(state_->compiled, column) : 0;
}

std::string_view Statement::text(int column) const {
  if (!isText(column)) return {};
  const unsigned char* start = sqlite3_column_text(state_->compiled, column);
  if (start == nullptr) return {};  // out of memory
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(state_->compiled, column));
  return {reinterpret_cast<const char*>(start), size};
}

std::string_view Statement::blob(int column) const {
  if (!isBlob(column)) return {};
  const void* start = sqlite3_column_blob(state_->compiled, column);
  if (start == nullptr) return {};  // an empty blob has no address
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(state_->compiled, column));
  return {static_cast<const char*>(start), size};
}

bool Statement::isNull(int column) const {
  return sqlite3_column_type(state_->compiled, column) == SQLITE_NULL;
}

std::optional<std::string> Statement::exactReal(int column) const {
  if (sqlite3_column_type(state_->compiled, column) != SQLITE_FLOAT) return std::nullopt;
  const double value = sqlite3_column_double(state_->compiled, column);
  if (!std::isfinite(value)) return std::nullopt;
  constexpr int kDigits = 60;
  std::array<char, 512> shortest{}, whole{};
  const auto brief =
      std::to_chars(shortest.data(), shortest.data() + shortest.size(), value, std::chars_format::fixed);
  const auto full =
      std::to_chars(whole.data(), whole.data() + whole.size(), value, std::chars_format::fixed, kDigits);
  if (brief.ec != std::errc() || full.ec != std::errc()) return std::nullopt;
  // All its digits: those of the short text, and zeros.
  const std::string_view text(shortest.data(), static_cast<std::size_t>(brief.ptr - shortest.data()));
  std::string_view rest(whole.data(), static_cast<std::size_t>(full.ptr - whole.data()));
  if (!rest.starts_with(text)) return std::nullopt;
  rest.remove_prefix(text.size());
  if (rest.find_first_not_of(".0") != std::string_view::npos) return std::nullopt;
  return std::string(text);
}

int Statement::columns() const { return sqlite3_column_count(state_->compiled); }

std::string Statement::columnName(int column) const {
  const char* name = sqlite3_column_name(state_->compiled, column);
  return name == nullptr ? std::string() : std::string(name);
}

Result<Statement> Database::prepare(std::string_view sql) {
  auto state = std::make_unique<Statement::State>();
  state->database = handle_;
  const int code = sqlite3_prepare_v2(handle_->connection, sql.data(), static_cast<int>(sql.size()),
                                      &state->compiled, nullptr);
  if (code != SQLITE_OK) return handle_->refusalOf(code);
  return Statement(std::move(state));
}

}  // namespace jurat
