// One JSON object a line.
#include <charconv>

#include "engine/portfolio/row_writer.h"

namespace jurat::portfolio {
namespace {

bool plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F; }

void escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
    return;
  }
  const auto code = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[code >> 4];
  out += kHex[code & 15];
}

class JsonRows final : public RowWriter {
 public:
  explicit JsonRows(const std::vector<Field>& fields) {
    for (const Field field : fields) {
      const std::string name(nameOf(field).name);
      keys_.push_back((keys_.empty() ? "{\"" : ",\"") + name + "\":");
    }
  }

  void beginRow() override { at_ = 0; }
  void endRow() override { bytes_ += "}\n"; }
  void integer(std::uint64_t value) override {
    key();
    appendInteger(bytes_, value);
  }
  void text(std::string_view value) override {
    key();
    appendQuoted(bytes_, value);
  }
  void token(std::string_view json) override {
    key();
    bytes_ += json;
  }
  void nothing() override {
    key();
    bytes_ += "null";
  }
  void texts(const std::vector<std::string_view>& values) override {
    key();
    appendTexts(bytes_, values);
  }
  void money(const std::vector<MoneyCell>& values) override {
    key();
    appendMoney(bytes_, values);
  }

 private:
  void key() { bytes_ += keys_[at_++]; }

  std::vector<std::string> keys_;
  std::size_t at_ = 0;
};

void member(std::string& out, std::string_view piece, std::string_view value) {
  out += piece;
  if (value.empty()) {
    out += "null";
    return;
  }
  appendQuoted(out, value);
}

}  // namespace

void appendInteger(std::string& out, std::uint64_t value) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, static_cast<std::size_t>(end.ptr - digits));
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (plain(text[i])) continue;
    out.append(text, begin, i - begin);
    escaped(out, text[i]);
    begin = i + 1;
  }
  out.append(text, begin);
  out += '"';
}

void appendTexts(std::string& out, const std::vector<std::string_view>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    appendQuoted(out, values[i]);
  }
  out += ']';
}

void appendMoney(std::string& out, const std::vector<MoneyCell>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    const MoneyCell& one = values[i];
    out += i > 0 ? ",{" : "{";
    if (!one.state.empty()) {
      member(out, "\"rule\":", one.rule);
      member(out, ",\"state\":", one.state);
      out += ',';
    }
    member(out, "\"amount\":", one.amount);
    member(out, ",\"currency\":", one.currency);
    member(out, ",\"at_least\":", one.low);
    member(out, ",\"at_most\":", one.high);
    out += '}';
  }
  out += ']';
}

std::unique_ptr<RowWriter> makeJsonWriter(const std::vector<Field>& fields) {
  return std::make_unique<JsonRows>(fields);
}

std::unique_ptr<RowWriter> makeRowWriter(Format format, const std::vector<Field>& fields) {
  if (format == Format::Csv) return makeCsvWriter();
  return format == Format::Sqlite ? makeCellWriter() : makeJsonWriter(fields);
}

}  // namespace jurat::portfolio
