#include "engine/intake/csv_row.h"

#include <algorithm>
#include <cstring>

namespace jurat::intake {

// From an opening quote to behind the closing one; false when there is none.
bool CsvRow::quoted(std::string_view text, std::size_t& at) {
  CsvCell& cell = cells.back();
  cell.begin = ++at;
  for (;;) {
    const std::size_t quote = text.find('"', at);
    if (quote == std::string_view::npos) return false;
    at = quote + 1;
    if (at == text.size() || text[at] != '"') {
      cell.length = quote - cell.begin;
      return true;
    }
    cell.doubled = true;
    ++at;
  }
}

void CsvRow::parse(std::string_view text, char delimiter, bool last) {
  state = State::Open;
  in_quotes = false;
  lines = 0;
  cells.clear();
  std::size_t line_begin = 0;
  for (std::size_t at = 0;;) {
    cells.push_back({at, 0, line_begin, lines, false});
    if (at < text.size() && text[at] == '"') {
      if (!quoted(text, at)) {
        in_quotes = true;
        length = text.size();
        return;
      }
      const std::string_view inside = text.substr(cells.back().begin, cells.back().length);
      const std::size_t end = inside.rfind('\n');
      if (end != std::string_view::npos) {
        lines += static_cast<std::uint32_t>(std::count(inside.begin(), inside.end(), '\n'));
        line_begin = cells.back().begin + end + 1;
      }
    } else {
      const auto ends = [&](char c) { return c == delimiter || c == '\n'; };
      const auto* begin = text.data() + at;
      const auto* end = std::find_if(begin, text.data() + text.size(), ends);
      at += static_cast<std::size_t>(end - begin);
      cells.back().length = static_cast<std::size_t>(end - begin);
      if (at < text.size() && text[at] == '\n' && end > begin && end[-1] == '\r') --cells.back().length;
      if (at == text.size() && last && end > begin && end[-1] == '\r') --cells.back().length;
    }
    // Behind the cell: its delimiter, the end of the row, or what should not be there.
    const bool carriage = at < text.size() && text[at] == '\r';
    const std::size_t stop = carriage ? at + 1 : at;
    if (stop >= text.size()) {
      length = text.size();
      if (last) state = State::Whole;
      return;
    }
    if (text[stop] == '\n') {
      length = stop + 1;
      ++lines;
      state = State::Whole;
      return;
    }
    if (carriage || text[at] != delimiter) {
      length = at;
      state = State::BadQuote;
      return;
    }
    ++at;
  }
}

}  // namespace jurat::intake
