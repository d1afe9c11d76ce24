// Rows on their way to a database, from the thread that made them to the one that writes.
#include <array>
#include <cstring>

#include "engine/portfolio/company_name.h"
#include "engine/portfolio/row_writer.h"

namespace jurat::portfolio {
namespace {

constexpr std::size_t kNumber = sizeof(std::uint64_t);

class CellRows final : public RowWriter {
 public:
  void beginRow() override {}
  void endRow() override {}
  void integer(std::uint64_t value) override { head(Cell::Kind::Integer, value); }
  void text(std::string_view value) override {
    head(Cell::Kind::Text, value.size());
    bytes_ += value;
  }
  void token(std::string_view json) override { text(unescaped(json)); }
  void nothing() override { head(Cell::Kind::Nothing, 0); }
  // Lists are JSON, which the database can look into.
  void texts(const std::vector<std::string_view>& values) override {
    scratch_.clear();
    appendTexts(scratch_, values);
    text(scratch_);
  }
  void money(const std::vector<MoneyCell>& values) override {
    scratch_.clear();
    appendMoney(scratch_, values);
    text(scratch_);
  }

 private:
  void head(Cell::Kind kind, std::uint64_t number) {
    std::array<char, 1 + kNumber> piece{static_cast<char>(kind)};
    std::memcpy(piece.data() + 1, &number, kNumber);
    bytes_.append(piece.data(), piece.size());
  }

  std::string scratch_;
};

}  // namespace

Cell takeCell(std::string_view& rows) {
  Cell cell;
  cell.kind = static_cast<Cell::Kind>(rows.front());
  std::memcpy(&cell.integer, rows.data() + 1, kNumber);
  rows.remove_prefix(1 + kNumber);
  if (cell.kind != Cell::Kind::Text) return cell;
  cell.text = rows.substr(0, cell.integer);
  rows.remove_prefix(cell.integer);
  return cell;
}

std::unique_ptr<RowWriter> makeCellWriter() { return std::make_unique<CellRows>(); }

}  // namespace jurat::portfolio
