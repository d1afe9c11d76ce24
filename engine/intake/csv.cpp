#include "engine/intake/csv.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/intake/complaint.h"
#include "engine/intake/csv_row.h"
#include "engine/intake/text.h"
#include "engine/source/text.h"

namespace jurat::intake {
namespace {

constexpr std::size_t kRead = 256u << 10;
constexpr std::size_t kRowShown = 4096;  // of a row that is too large to hold

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class CsvTable final : public Table {
 public:
  CsvTable(std::unique_ptr<Bytes> bytes, std::string name, const CsvOptions& options)
      : bytes_(std::move(bytes)), name_(std::move(name)), options_(options), encoding_(options.encoding) {}

  Result<Done> begin() override;
  const std::vector<std::string>& fields() const override { return fields_; }
  const std::string& heading() const override { return heading_; }
  Result<bool> next() override;
  const std::string& fault() const override { return fault_; }
  std::uint64_t line() const override { return line_; }
  std::string raw() const override;
  Cell cell(std::size_t field) override;
  Origin place(std::size_t field) const override;
  const std::string& name() const override { return name_; }
  std::uint64_t bytesRead() const override { return bytes_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return bytes_->bytesInAll(); }
  std::vector<std::string> notes() const override;

 private:
  Result<Done> takeMark();
  // Finds the row that begins at begin_, reading on as long as it has no end; false at the end of the input.
  Result<bool> find();
  Result<bool> more();
  // The row is the first line of what was found, and wrong.
  Result<bool> refuseLine(std::string complaint);
  Result<bool> passLongLine();
  // Decides the encoding and looks for bytes that are not of it.
  std::string encodingFault();
  std::string cellsFault() const;
  std::string_view text() const { return std::string_view(buffer_).substr(begin_, row_.length); }
  Origin placeOf(const CsvCell& cell) const;
  std::string complaint(const Origin& at, std::string_view code, std::string_view message,
                        std::string_view help) const {
    return complaintAt(name_, at.line, at.column, code, message, help);
  }

  std::unique_ptr<Bytes> bytes_;
  std::string name_;
  CsvOptions options_;
  Encoding encoding_;
  std::vector<std::string> fields_;
  std::string buffer_;
  std::size_t begin_ = 0, filled_ = 0;  // of buffer_: the row; what has been read
  std::uint64_t offset_ = 0;            // of the input, uncompressed: where buffer_ begins
  std::uint64_t line_ = 1;
  CsvRow row_;
  std::string fault_, folded_, heading_;
  std::string why_;  // what the encoding was recognised by
  bool ended_ = false;
};

// ---- rows

Result<bool> CsvTable::more() {
  // What is held is at most as much again as the row: a long one is read in ever longer pieces.
  if (begin_ > 0) {
    filled_ -= begin_;
    std::memmove(buffer_.data(), buffer_.data() + begin_, filled_);
    offset_ += begin_;
    begin_ = 0;
  }
  const std::size_t piece = std::max(kRead, filled_);
  if (buffer_.size() < filled_ + piece) buffer_.resize(filled_ + piece);
  // A pipe gives little at a time: so that a long row is not looked through once for each of its pieces.
  char* const to = buffer_.data() + filled_;
  const Result<std::size_t> got = filled_ < kRead ? bytes_->read(to, piece) : bytes_->fill(to, piece);
  if (!got) return got.error();
  filled_ += *got;
  ended_ = *got == 0;
  return !ended_;
}

Result<bool> CsvTable::find() {
  const std::size_t limit = options_.limits.profile_bytes;
  for (;;) {
    const std::string_view rest = std::string_view(buffer_).substr(begin_, filled_ - begin_);
    if (rest.empty() && ended_) return false;
    row_.parse(rest, options_.delimiter, ended_);
    if (row_.state == CsvRow::State::BadQuote) {
      const Origin at = placeOf(row_.cells.back());
      return refuseLine(complaint(at, "J0671", "text follows the quote that closes the cell",
                                  "write a quote within a cell twice: `\"\"`"));
    }
    if (row_.state == CsvRow::State::Whole && row_.length <= limit) return true;
    if (row_.length > limit || ended_) {
      if (!row_.in_quotes) return refuseLine(tooLarge(name_, line_, limit));
      return refuseLine(complaint(placeOf(row_.cells.back()), "J0671",
                                  "the quote that opens this cell is not closed",
                                  "close it; a quote within a cell is written twice: `\"\"`"));
    }
    const Result<bool> read = more();
    if (!read) return read;
  }
}

Result<bool> CsvTable::refuseLine(std::string complaint) {
  fault_ = std::move(complaint);
  const std::string_view rest = std::string_view(buffer_).substr(begin_, filled_ - begin_);
  const std::size_t end = rest.find('\n');
  row_.cells.clear();
  row_.lines = 1;
  row_.length = end == std::string_view::npos ? rest.size() : end + 1;
  return end == std::string_view::npos && !ended_ ? passLongLine() : Result<bool>(true);
}

// A line whose end is not there yet: its beginning is kept to be shown, the rest passed over.
Result<bool> CsvTable::passLongLine() {
  std::string shown = buffer_.substr(begin_, kRowShown);
  for (;;) {
    const std::string_view rest = std::string_view(buffer_).substr(begin_, filled_ - begin_);
    const std::size_t end = rest.find('\n');
    if (end != std::string_view::npos) {
      begin_ += end;
      break;
    }
    begin_ = filled_;
    const Result<bool> read = more();
    if (!read) return read;
    if (!*read) break;
  }
  // The beginning stands where the rest was, before the end of the line.
  const std::size_t tail = begin_ < filled_ ? 1 : 0;
  buffer_.replace(0, begin_, shown);
  offset_ = offset_ + begin_ - shown.size();
  filled_ = filled_ - begin_ + shown.size();
  begin_ = 0;
  row_.length = shown.size() + tail;
  return true;
}

Result<bool> CsvTable::next() {
  begin_ += std::exchange(row_.length, 0);
  line_ += std::exchange(row_.lines, 0);
  for (;;) {
    fault_.clear();
    const Result<bool> found = find();
    if (!found || !*found) return found;
    // A blank line is no row.
    if (!fault_.empty() || row_.cells.size() > 1 ||
        text().find_first_not_of("\r\n") != std::string_view::npos)
      break;
    if (fields_.size() == 1) break;
    begin_ += row_.length;
    line_ += row_.lines;
    row_.length = 0;
    row_.lines = 0;
  }
  if (fault_.empty()) fault_ = encodingFault();
  if (fault_.empty()) fault_ = cellsFault();
  return true;
}

std::string CsvTable::cellsFault() const {
  if (fields_.empty() || row_.cells.size() == fields_.size()) return "";
  const std::string has = std::to_string(row_.cells.size()), wants = std::to_string(fields_.size());
  return complaint({0, 0, line_, 1}, "J0670",
                   "the row has " + has + (has == "1" ? " cell" : " cells") + ", and the header has " + wants,
                   "a cell that holds the delimiter or a line break needs quotes around it");
}

std::string CsvTable::raw() const {
  std::string_view whole = text();
  while (whole.ends_with('\n') || whole.ends_with('\r')) whole.remove_suffix(1);
  return std::string(whole);
}

// ---- the header

Result<Done> CsvTable::takeMark() {
  const Result<std::string_view> head = bytes_->head(4);
  if (!head) return head.error();
  if (head->starts_with("\xFF\xFE") || head->starts_with("\xFE\xFF")) {
    return IoError{"cannot read `" + name_ + "`: it is UTF-16; convert it: `iconv -f UTF-16 -t UTF-8`"};
  }
  if (!head->starts_with("\xEF\xBB\xBF")) return Done{};
  if (encoding_ == Encoding::Windows1252) {
    return IoError{"cannot read `" + name_ +
                   "`: it begins with the mark of UTF-8, and the mapping says `encoding: windows-1252`"};
  }
  encoding_ = Encoding::Utf8;
  char mark[3];
  const Result<std::size_t> taken = bytes_->fill(mark, sizeof mark);
  if (!taken) return taken.error();
  offset_ = sizeof mark;
  return Done{};
}

Result<Done> CsvTable::begin() {
  const Result<Done> mark = takeMark();
  if (!mark) return mark;
  for (std::uint32_t i = 0; i < options_.headers; ++i) {
    const Result<bool> found = next();
    if (!found) return found.error();
    if (!*found) return IoError{"cannot read `" + name_ + "`: it has no header"};
    if (!fault_.empty()) {
      while (fault_.ends_with('\n')) fault_.pop_back();
      return IoError{"cannot read the header of `" + name_ + "`\n" + fault_};
    }
    heading_ += raw() + "\n";
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < row_.cells.size(); ++i) names.emplace_back(cell(i).text);
  fields_ = std::move(names);
  return Done{};
}

// ---- text

std::string CsvTable::encodingFault() {
  const std::string_view row = text();
  const auto at = [&](std::size_t offset) {
    return " at offset " + std::to_string(offset_ + begin_ + offset);
  };
  const auto place = [&](std::size_t offset) {
    const std::string_view before = row.substr(0, offset);
    const std::size_t line_begin = before.rfind('\n') + 1;
    return Origin{0, 0, line_ + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')),
                  static_cast<std::uint32_t>(characters(before.substr(line_begin)) + 1)};
  };
  if (const std::size_t nul = row.find('\0'); nul != std::string_view::npos) {
    return complaint(place(nul), "J0001", "a NUL byte" + at(nul) + " is no text",
                     "is this a table of text at all?");
  }
  const std::size_t high = firstHigh(row);
  if (high == std::string_view::npos) return "";
  if (encoding_ == Encoding::Recognised) {
    const Letter letter = letterAt(row, high);
    encoding_ = letter.valid ? Encoding::Utf8 : Encoding::Windows1252;
    why_ = letter.valid ? "" : "not UTF-8: byte " + hexOf(row[high]) + at(high);
  }
  const bool utf8 = encoding_ == Encoding::Utf8;
  const std::size_t bad = utf8 ? firstInvalid(row) : firstUndefined(row);
  if (bad == std::string_view::npos) return "";
  const std::string help =
      utf8
          ? "if the whole file is Windows-1252, write `encoding: windows-1252` below `source:` of the mapping"
          : "is it another encoding? convert the file to UTF-8";
  return complaint(
      place(bad), "J0001",
      "byte " + hexOf(row[bad]) + at(bad) + (utf8 ? " is not UTF-8" : " is not defined in Windows-1252"),
      help);
}

Table::Cell CsvTable::cell(std::size_t field) {
  const CsvCell& at = row_.cells[field];
  const std::string_view raw = text().substr(at.begin, at.length);
  folded_.clear();
  const Encoding as = encoding_ == Encoding::Recognised ? Encoding::Utf8 : encoding_;
  if (!at.doubled) {
    appendFolded(folded_, raw, as);
    return {folded_, true, {}};
  }
  std::string single;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    single += raw[i];
    if (raw[i] == '"') ++i;
  }
  appendFolded(folded_, single, as);
  return {folded_, true, {}};
}

Origin CsvTable::placeOf(const CsvCell& cell) const {
  const std::size_t begin = cell.begin - std::min(cell.begin, cell.line_begin);
  const std::string_view before = std::string_view(buffer_).substr(begin_ + cell.line_begin, begin);
  const std::size_t count = encoding_ == Encoding::Windows1252 ? before.size() : characters(before);
  return {0, 0, line_ + cell.lines, static_cast<std::uint32_t>(count + 1)};
}

Origin CsvTable::place(std::size_t field) const { return placeOf(row_.cells[field]); }

std::vector<std::string> CsvTable::notes() const {
  if (why_.empty()) return {};
  return {"read as Windows-1252 (" + why_ + ")"};
}

}  // namespace

std::unique_ptr<Table> csvTable(std::unique_ptr<Bytes> bytes, std::string name, const CsvOptions& options) {
  return std::make_unique<CsvTable>(std::move(bytes), std::move(name), options);
}

}  // namespace jurat::intake
