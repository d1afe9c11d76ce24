#include "engine/profile/edit/insert.h"

#include <algorithm>
#include <utility>

#include "engine/profile/edit/write.h"

namespace jurat {
namespace {

constexpr std::string_view kLineEnds = "\r\n";

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// What stands around places of one text.
class Text {
 public:
  Text(const SourceFile& source, ProfileSyntax syntax) : source_(source), syntax_(syntax) {}

  const std::string& text() const { return source_.text; }
  ProfileSyntax syntax() const { return syntax_; }
  std::size_t begin(Span span) const { return span.begin - source_.base; }
  std::size_t end(Span span) const { return span.end - source_.base; }

  std::size_t lineBegin(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string::npos : text().find_last_of(kLineEnds, at - 1);
    return before == std::string::npos ? 0 : before + 1;
  }
  std::size_t lineEnd(std::size_t at) const {
    return std::min(text().find_first_of(kLineEnds, at), text().size());
  }
  // The line end that stands there; of the first line where the last one has none.
  std::string lineEndText(std::size_t at) const {
    if (at >= text().size()) at = lineEnd(0);
    if (at >= text().size()) return "\n";
    return text().compare(at, 2, "\r\n") == 0 ? "\r\n" : text().substr(at, 1);
  }

  // Whether the record or list stands in brackets; nothing where it has an anchor or a tag before it.
  std::optional<bool> isFlow(const Datum& collection) const {
    const char first = text()[begin(collection.span)];
    if (first == '{' || first == '[') return true;
    if (first == '&' || first == '!' || syntax_ == ProfileSyntax::Json) return std::nullopt;
    return false;
  }

  // How many blanks lines like this one begin with; nothing where something else stands before the place.
  std::optional<std::size_t> column(std::size_t at) const {
    const std::size_t from = lineBegin(at);
    const std::string_view before = std::string_view(text()).substr(from, at - from);
    if (before.find_first_not_of(" -") != std::string_view::npos) return std::nullopt;
    return before.size();
  }

  // Behind the last letter of an entry. An alias stands elsewhere: then its key's line is the last.
  std::size_t endOf(const Datum::Entry& entry, Span around) const {
    if (!within(entry.value.span, around)) return lineEnd(end(entry.key_span));
    return std::max(end(entry.key_span), endOf(entry.value));
  }
  std::size_t endOf(const Datum& datum) const {
    const bool block = datum.kind != DatumKind::Scalar && isFlow(datum) == false;
    if (block && !datum.entries.empty()) return endOf(datum.entries.back(), datum.span);
    if (block && !datum.items.empty() && within(datum.items.back().span, datum.span))
      return endOf(datum.items.back());
    return end(datum.span);
  }

  // With lines of their own behind the line that holds the place.
  std::string withLines(std::size_t at, std::string lines) const {
    const std::size_t last = lineEnd(at);
    const std::string line_end = lineEndText(last);
    if (last >= text().size()) {
      lines.resize(lines.size() - line_end.size());
      return text() + line_end + lines;
    }
    return spliced(last + line_end.size(), 0, lines);
  }
  std::string spliced(std::size_t at, std::size_t removed, std::string_view added) const {
    std::string out = text();
    return out.replace(at, removed, added);
  }

  // Behind the last element of a collection in brackets, as that one stands: on a line of its own or not.
  std::string withElement(std::size_t last_begin, std::size_t last_end, const std::string& element,
                          bool compact) const {
    const std::size_t line = lineBegin(last_begin);
    const std::string before = text().substr(line, last_begin - line);
    // A comma may stand behind the last one; what is said of it behind that stays with it.
    const std::size_t behind = std::min(text().find_first_not_of(" \t", last_end), text().size());
    const bool comma = text().compare(behind, 1, ",") == 0;
    const std::size_t from = comma ? behind + 1 : last_end;
    const std::size_t rest = std::min(text().find_first_not_of(" \t", from), text().size());
    const bool comment = syntax_ == ProfileSyntax::Yaml && text().compare(rest, 1, "#") == 0 && rest > from;
    if (!comment && (line == 0 || !isBlank(before)))
      return spliced(last_end, 0, (compact ? "," : ", ") + element);
    const bool line_ends = comment || rest == text().size() || kLineEnds.find(text()[rest]) != kLineEnds.npos;
    std::string out = spliced(
        line_ends ? lineEnd(rest) : from, 0,
        lineEndText(lineEnd(line)) + std::string(last_begin - line, ' ') + element + (comma ? "," : ""));
    return comma ? out : out.insert(last_end, ",");
  }

  // The comments within a value in block form, a line each.
  std::string comments(const Datum& value, std::size_t indent, const std::string& line_end) const {
    std::string out;
    std::size_t from = begin(value.span);
    gather(value, from, indent, line_end, out);
    return out;
  }

 private:
  // Comments stand between scalars, never within one.
  void gather(const Datum& datum, std::size_t& from, std::size_t indent, const std::string& line_end,
              std::string& out) const {
    const auto gap = [&](std::size_t until) {
      while (from < until) {
        const std::size_t sign = text().find('#', from);
        if (sign >= until) break;
        const std::size_t last = std::min(lineEnd(sign), until);
        out += std::string(indent, ' ') + text().substr(sign, last - sign) + line_end;
        from = last;
      }
    };
    const auto pass = [&](Span span) {
      gap(begin(span));
      from = std::max(from, end(span));
    };
    if (datum.kind == DatumKind::Scalar) return pass(datum.span);
    for (const Datum& item : datum.items) gather(item, from, indent, line_end, out);
    for (const Datum::Entry& entry : datum.entries) {
      pass(entry.key_span);
      gather(entry.value, from, indent, line_end, out);
    }
  }

  const SourceFile& source_;
  ProfileSyntax syntax_;
};

// Whether JSON is written without blanks behind its colons.
bool isCompact(const Text& text, const Datum::Entry& entry) {
  if (text.syntax() != ProfileSyntax::Json) return false;
  const std::size_t colon = text.text().find(':', text.end(entry.key_span));
  return colon != std::string::npos && colon + 1 < text.text().size() &&
         !isBlank(text.text().substr(colon + 1, 1));
}

// A value of one line in place of a block: it moves up behind the colon, comments of the block above the key.
std::optional<std::string> insteadOfBlock(const Text& text, const Datum::Entry& entry, const Datum& value) {
  const std::size_t key_begin = text.begin(entry.key_span), key_end = text.end(entry.key_span);
  std::size_t from = text.begin(entry.value.span);
  const std::size_t until = text.endOf(entry.value);
  const std::optional<std::size_t> column = text.column(key_begin);
  const std::size_t line = text.lineBegin(key_begin);
  if (!column) return std::nullopt;
  std::string written = flowText(value, text.syntax());
  const std::size_t colon = text.text().find(':', key_end);
  if (colon < from && isBlank(text.text().substr(colon + 1, from - colon - 1))) {
    from = colon + 1;
    written = " " + written;
  }
  const std::string comments = text.comments(entry.value, *column, text.lineEndText(text.lineEnd(key_begin)));
  std::string out = text.spliced(from, until - from, written);
  // The first key of an entry has its dash before it: what is said of it goes above that.
  return out.insert(line, comments);
}

// A block in place of a word: below its line, so that a comment behind the word stays where it is.
std::optional<std::string> blockInstead(const Text& text, const Datum::Entry& entry, const Datum& value) {
  const std::optional<std::size_t> column = text.column(text.begin(entry.key_span));
  if (!column) return std::nullopt;
  std::size_t from = text.begin(entry.value.span);
  const std::size_t until = text.end(entry.value.span), line_end = text.lineEnd(until);
  if (isBlank(text.text().substr(until, line_end - until)))
    while (from > 0 && text.text()[from - 1] == ' ') --from;
  const std::string ending = text.lineEndText(line_end);
  std::string lines = blockText(value, *column + 2, ending);
  std::string out = text.withLines(until, std::move(lines));
  return out.erase(from, until - from);
}

}  // namespace

std::optional<std::string> withKey(const SourceFile& source, ProfileSyntax syntax, const Datum& record,
                                   std::string_view key, const Datum& value) {
  const Text text(source, syntax);
  const std::optional<bool> flow = text.isFlow(record);
  if (!flow) return std::nullopt;
  if (record.entries.empty()) {
    if (!*flow) return std::nullopt;
    return text.spliced(text.begin(record.span) + 1, 0,
                        keyText(key, syntax) + ": " + flowText(value, syntax));
  }
  const Datum::Entry& last = record.entries.back();
  const std::size_t end = text.endOf(last, record.span);
  if (*flow) {
    if (!within(last.value.span, record.span)) return std::nullopt;
    const bool compact = isCompact(text, last);
    const std::string element =
        keyText(key, syntax) + (compact ? ":" : ": ") + flowText(value, syntax, compact);
    return text.withElement(text.begin(last.key_span), end, element, compact);
  }
  const std::optional<std::size_t> column = text.column(text.begin(record.entries.front().key_span));
  if (!column) return std::nullopt;
  return text.withLines(
      end, blockText(recordOf(std::string(key), value), *column, text.lineEndText(text.lineEnd(end))));
}

std::optional<std::string> withItem(const SourceFile& source, ProfileSyntax syntax, const Datum& list,
                                    const Datum& value) {
  const Text text(source, syntax);
  const std::optional<bool> flow = text.isFlow(list);
  if (!flow || (list.items.empty() && !*flow)) return std::nullopt;
  if (list.items.empty()) return text.spliced(text.begin(list.span) + 1, 0, flowText(value, syntax));
  const Datum& last = list.items.back();
  if (!within(last.span, list.span)) return std::nullopt;
  if (*flow) {
    const bool compact = !last.entries.empty() && isCompact(text, last.entries.front());
    return text.withElement(text.begin(last.span), text.endOf(last), flowText(value, syntax, compact),
                            compact);
  }
  const std::optional<std::size_t> column = text.column(text.begin(list.span));
  if (!column) return std::nullopt;
  const std::size_t end = text.endOf(last);
  Datum one;
  one.kind = DatumKind::List;
  one.items.push_back(value);
  return text.withLines(end, blockText(one, *column, text.lineEndText(text.lineEnd(end))));
}

std::optional<std::string> withOther(const SourceFile& source, ProfileSyntax syntax, const Datum& record,
                                     const Datum::Entry& entry, const Datum& value) {
  const Text text(source, syntax);
  const std::optional<bool> around = text.isFlow(record);
  if (!around) return std::nullopt;
  const bool collection = entry.value.kind == DatumKind::Record || entry.value.kind == DatumKind::List;
  const std::optional<bool> old = collection ? text.isFlow(entry.value) : true;
  if (!old) return std::nullopt;
  if (!*old) return insteadOfBlock(text, entry, value);
  if (!*around && !collection && !isInline(value)) return blockInstead(text, entry, value);
  const std::size_t from = text.begin(entry.value.span);
  return text.spliced(from, text.end(entry.value.span) - from,
                      flowText(value, syntax, isCompact(text, entry)));
}

}  // namespace jurat
