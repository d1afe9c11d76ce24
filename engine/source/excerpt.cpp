#include "engine/source/excerpt.h"

#include <algorithm>
#include <utility>

#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kColumns = 100;     // of source text shown of one line
constexpr std::size_t kBefore = 30;       // of these, what stands before the mark of a cut line
constexpr std::size_t kTab = 4;           // columns from one tab stop to the next
constexpr std::size_t kShortBytes = 800;  // a line up to here is measured whole; beyond, only near its marks
constexpr std::string_view kCut = "…";

// One line of the file, without its line break.
struct Line {
  std::size_t number = 0;
  std::size_t begin = 0;
  std::string_view text{};
};

// A mark on its line, in bytes of that line.
struct LineMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string label{};
  bool primary = false;
};

// The piece of a line that is shown, with the columns its bytes begin at.
struct Drawn {
  std::size_t first = 0;  // byte of the line that the piece begins with
  std::string text{};
  std::vector<std::size_t> columns{};  // of byte first + i; one more for the end

  std::size_t last() const { return first + columns.size() - 1; }
  std::size_t column(std::size_t byte) const { return columns[std::clamp(byte, first, last()) - first]; }
};

// Marks in display columns.
struct Underline {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string label{};
  bool primary = false;
};

Line lineAt(const SourceFile& file, std::size_t number) {
  const std::size_t begin = file.line_starts[number - 1];
  std::size_t end = number < file.line_starts.size() ? file.line_starts[number] - 1 : file.text.size();
  if (number < file.line_starts.size() && end > begin && file.text[end - 1] == '\r') --end;
  return {number, begin, std::string_view(file.text).substr(begin, end - begin)};
}

std::size_t stepOf(const Letter& letter, std::size_t column) {
  return letter.valid && letter.code == U'\t' ? kTab - column % kTab : columnsOf(letter);
}

// Where the shown piece begins so that `byte` is preceded by about kBefore columns.
std::size_t stepBack(std::string_view text, std::size_t byte) {
  std::size_t width = 0;
  std::size_t at = std::min(byte, text.size());
  while (at > 0 && width < kBefore) {
    std::size_t before = at - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
    width += std::max<std::size_t>(1, stepOf(letterAt(text, before), 0));
    at = before;
  }
  // A mark of no width must not stand without its letter.
  while (at > 0 && at < text.size() && columnsOf(letterAt(text, at)) == 0 && text[at] != '\t') {
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  }
  return at;
}

// Draws from `first` on until `most` columns are full. Bounded in bytes as well: marks without width can be
// heaped up for ever.
Drawn draw(std::string_view text, std::size_t first, std::size_t most) {
  Drawn out;
  out.first = first;
  std::size_t column = first > 0 ? displayWidth(kCut) : 0;
  if (first > 0) out.text = kCut;
  std::size_t at = first;
  while (at < text.size() && at - first < kShortBytes) {
    const Letter letter = letterAt(text, at);
    const std::size_t step = stepOf(letter, column);
    if (column + step > most) break;
    if (letter.valid && letter.code == U'\t') {
      out.text.append(step, ' ');
    } else {
      appendPrintable(out.text, text, letter, at);
    }
    out.columns.insert(out.columns.end(), letter.bytes, column);
    column += step;
    at += letter.bytes;
  }
  out.columns.push_back(column);
  if (at < text.size()) out.text += kCut;
  return out;
}

Drawn drawAround(std::string_view text, const LineMark& mark) {
  if (text.size() <= kShortBytes || mark.end <= kColumns) {
    Drawn whole = draw(text, 0, kColumns);
    if (whole.last() >= text.size() || mark.end <= whole.last()) return whole;
  }
  return draw(text, stepBack(text, mark.begin), kColumns);
}

// Two marks may share a row only if neither runs into the other, and only the right one may speak.
bool beside(const Underline& a, const Underline& b) {
  const Underline& left = a.begin < b.begin ? a : b;
  const Underline& right = a.begin < b.begin ? b : a;
  return left.end < right.begin && left.label.empty();
}

std::vector<std::vector<Underline>> rowsOf(std::vector<Underline> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const Underline& a, const Underline& b) {
    if (a.primary != b.primary) return a.primary;
    return a.begin < b.begin;
  });
  std::vector<std::vector<Underline>> rows;
  for (Underline& mark : marks) {
    const auto free = std::find_if(rows.begin(), rows.end(), [&](const std::vector<Underline>& row) {
      return std::all_of(row.begin(), row.end(), [&](const Underline& other) { return beside(mark, other); });
    });
    if (free == rows.end()) {
      rows.push_back({std::move(mark)});
    } else {
      free->push_back(std::move(mark));
    }
  }
  return rows;
}

std::string rowText(std::vector<Underline> row, const Paint& paint) {
  std::sort(row.begin(), row.end(), [](const Underline& a, const Underline& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t column = 0;
  for (const Underline& mark : row) {
    out.append(mark.begin - column, ' ');
    std::string drawn(mark.end - mark.begin, mark.primary ? '^' : '-');
    if (!mark.label.empty()) drawn += " " + mark.label;
    out += paint(mark.primary ? paint.primary : kFrameStyle, drawn);
    column = mark.end;
  }
  return out;
}

std::string gutterText(std::size_t gutter, std::string_view number, const Paint& paint) {
  return paint(kFrameStyle, std::string(gutter - number.size(), ' ').append(number) + " |");
}

// One line with its marks; a long line is shown once for every group of marks that fits the width.
std::string lineText(const Line& line, std::vector<LineMark> marks, std::size_t gutter, const Paint& paint) {
  std::string out;
  while (!marks.empty()) {
    const Drawn drawn = drawAround(line.text, marks.front());
    std::vector<Underline> here;
    std::vector<LineMark> elsewhere;
    for (LineMark& mark : marks) {
      // The first mark always counts as drawn, so that every round makes the list shorter.
      const bool seen = mark.begin >= drawn.first && mark.begin <= drawn.last() && mark.end <= drawn.last();
      if (&mark != &marks.front() && !seen) {
        elsewhere.push_back(std::move(mark));
        continue;
      }
      const std::size_t begin = drawn.column(mark.begin);
      const std::size_t end = std::max(drawn.column(mark.end), begin + 1);
      here.push_back({begin, end, std::move(mark.label), mark.primary});
    }
    const std::string text = drawn.text;
    out += gutterText(gutter, std::to_string(line.number), paint) + (text.empty() ? "" : " ") + text + "\n";
    for (const std::vector<Underline>& row : rowsOf(std::move(here))) {
      out += gutterText(gutter, "", paint) + " " + rowText(row, paint) + "\n";
    }
    marks = std::move(elsewhere);
  }
  return out;
}

// A mark that runs over several lines is drawn on its first, and says where it ends.
LineMark onFirstLine(const SourceFile& file, const Line& line, const Mark& mark) {
  const std::size_t begin = std::min<std::size_t>(mark.span.begin - file.base, file.text.size());
  const std::uint32_t stop = std::max(mark.span.begin, mark.span.end);  // a span may be backwards
  const std::size_t end = std::clamp<std::size_t>(stop - file.base, begin, file.text.size());
  LineMark out;
  out.begin = std::min(begin - line.begin, line.text.size());
  out.end = std::clamp(end - line.begin, out.begin, line.text.size());
  out.label = printableLine(mark.label);
  out.primary = mark.primary;
  const std::size_t last = lineOf(file, end > begin ? end - 1 : end);
  if (last > line.number) {
    out.label += (out.label.empty() ? "(to line " : " (to line ") + std::to_string(last) + ")";
  }
  return out;
}

}  // namespace

std::string Paint::operator()(std::string_view style, std::string_view text) const {
  if (!color || text.empty()) return std::string(text);
  return std::string(style).append(text) + "\x1b[0m";
}

std::size_t lineOf(const SourceFile& file, std::size_t offset) {
  const auto next =
      std::upper_bound(file.line_starts.begin(), file.line_starts.end(), std::min(offset, file.text.size()));
  return static_cast<std::size_t>(next - file.line_starts.begin());
}

std::string excerpt(const SourceFile& file, std::vector<Mark> marks, std::size_t gutter, const Paint& paint) {
  std::stable_sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) {
    return lineOf(file, a.span.begin - file.base) < lineOf(file, b.span.begin - file.base);
  });
  std::string out;
  std::size_t previous = 0;
  for (std::size_t i = 0; i < marks.size();) {
    const std::size_t number = lineOf(file, marks[i].span.begin - file.base);
    const Line line = lineAt(file, number);
    std::vector<LineMark> here;
    for (; i < marks.size() && lineOf(file, marks[i].span.begin - file.base) == number; ++i) {
      here.push_back(onFirstLine(file, line, marks[i]));
    }
    // The window of a long line is chosen by the text complained about.
    std::stable_partition(here.begin(), here.end(), [](const LineMark& mark) { return mark.primary; });
    if (previous != 0 && number == previous + 2) {
      const std::string between = draw(lineAt(file, number - 1).text, 0, kColumns).text;
      out += gutterText(gutter, std::to_string(number - 1), paint) + (between.empty() ? "" : " ") + between +
             "\n";
    } else if (previous != 0 && number > previous + 2) {
      out += paint(kFrameStyle, "...") + "\n";
    }
    out += lineText(line, std::move(here), gutter, paint);
    previous = number;
  }
  return out;
}

}  // namespace jurat
