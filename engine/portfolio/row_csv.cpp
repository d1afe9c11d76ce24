// CSV (RFC 4180), safe to open in a spreadsheet, as the report of `check` is.
#include "engine/portfolio/company_name.h"
#include "engine/portfolio/row_writer.h"
#include "engine/source/text.h"

namespace jurat::portfolio {
namespace {

// What makes a spreadsheet compute a cell; some take the wide forms of East Asia for the same.
bool computes(std::string_view text) {
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

void appendCell(std::string& out, std::string_view text) {
  const std::string shown = (computes(text) ? "'" : "") + printableLine(text);
  if (shown.find_first_of(",\"") == std::string::npos && !shown.starts_with(' ') && !shown.ends_with(' ')) {
    out += shown;
    return;
  }
  out += '"';
  for (const char c : shown) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class CsvRows final : public RowWriter {
 public:
  void beginRow() override { first_ = true; }
  void endRow() override { bytes_ += "\r\n"; }
  void integer(std::uint64_t value) override {
    comma();
    appendInteger(bytes_, value);
  }
  void text(std::string_view value) override {
    comma();
    appendCell(bytes_, value);
  }
  void token(std::string_view json) override { text(unescaped(json)); }
  void nothing() override { comma(); }
  void texts(const std::vector<std::string_view>& values) override {
    scratch_.clear();
    for (const std::string_view value : values) {
      if (!scratch_.empty()) scratch_ += ' ';
      scratch_ += value;
    }
    text(scratch_);
  }
  // "RULE STATE AMOUNT CURRENCY LOW..HIGH", between semicolons; a side that is open is left out.
  void money(const std::vector<MoneyCell>& values) override {
    scratch_.clear();
    for (const MoneyCell& one : values) {
      if (!scratch_.empty()) scratch_ += "; ";
      if (!one.state.empty()) ((scratch_ += one.rule) += ' ').append(one.state) += ' ';
      ((scratch_ += one.amount) += ' ').append(one.currency) += ' ';
      (scratch_ += one.low).append("..") += one.high;
    }
    text(scratch_);
  }

 private:
  void comma() {
    if (!first_) bytes_ += ',';
    first_ = false;
  }

  bool first_ = true;
  std::string scratch_;
};

}  // namespace

std::unique_ptr<RowWriter> makeCsvWriter() { return std::make_unique<CsvRows>(); }

std::string csvHead(const std::vector<Field>& fields) {
  std::string head;
  for (const Field field : fields) {
    if (!head.empty()) head += ',';
    head += nameOf(field).name;
  }
  return head + "\r\n";
}

}  // namespace jurat::portfolio
