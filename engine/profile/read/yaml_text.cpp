#include "engine/profile/read/yaml_text.h"

#include <algorithm>
#include <string>

#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kStride = 128;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

struct Wording {
  std::string_view theirs, message, label, help;
};

// libyaml 0.2.5, scanner.c and parser.c: the problems that a profile's author runs into.
constexpr Wording kWordings[] = {
    {"mapping values are not allowed in this context", "a `:` cannot stand here",
     "this would make a key of what stands before it",
     "put a text that holds `: ` in quotes, or check the indentation of this line"},
    {"did not find expected key", "the line does not fit what stands above it", "a key is expected here",
     "check the indentation; the keys of one record begin in the same column"},
    {"did not find expected '-' indicator", "the line does not fit the list above it",
     "an entry that begins with `- ` is expected here", "check the indentation of this line"},
    {"could not find expected ':'", "a key without a `:`", "the `:` is missing before this place",
     "write `name: value`"},
    {"did not find expected ',' or ']'", "the list is not closed", "a `,` or `]` is expected here",
     "put `]` behind the last entry"},
    {"did not find expected ',' or '}'", "the record is not closed", "a `,` or `}` is expected here",
     "put `}` behind the last value"},
    {"found unexpected end of stream", "the file ends within a text in quotes", "the file ends here",
     "close the quotes"},
    {"did not find expected node content", "a value is missing", "a value is expected here", ""},
    {"did not find expected <document start>", "text stands behind the end of the profile",
     "nothing more is expected here", "check the indentation of this line"},
    {"block sequence entries are not allowed in this context", "a list cannot begin here",
     "this `-` begins an entry of a list", "put the list on the lines below its key, or quote the text"},
    {"found unknown escape character", "this escape does not exist", "in double quotes `\\` begins an escape",
     "use single quotes, or write `\\\\`"},
    {"control characters are not allowed", "a control character stands here", "it cannot be seen",
     "delete it"},
};

Diagnostic worded(std::string_view problem, std::string_view text, std::size_t at) {
  Diagnostic out;
  out.code = "J0601";
  const bool open =
      problem == "did not find expected node content" || problem.find("expected ','") != std::string::npos;
  if (open && at >= text.size()) {
    out.message = "the file ends before the list or record is closed";
    out.primary.text = "more is expected here";
    return out;
  }
  for (const Wording& row : kWordings) {
    if (row.theirs != problem) continue;
    out.message = row.message;
    out.primary.text = row.label;
    out.help = row.help;
    return out;
  }
  if (problem == "found character that cannot start any token" && at < text.size()) {
    const bool tab = text[at] == '\t';
    out.message = tab ? "a tab cannot indent a line" : "a value cannot begin with this character";
    out.help = tab ? "indent with spaces" : "put the text in quotes";
    return out;
  }
  out.message = "this is not YAML: " + std::string(problem.empty() ? "it cannot be read further" : problem);
  return out;
}

// What somebody typed is no file and no profile.
void speakOfALine(std::string_view what, Diagnostic& fault) {
  const std::string name = "the " + std::string(what);
  for (std::string* text : {&fault.message, &fault.primary.text}) {
    for (const std::string_view other : {"the file", "the profile"}) {
      if (const std::size_t at = text->find(other); at != std::string::npos)
        text->replace(at, other.size(), name);
    }
  }
  if (fault.help == "check the indentation of this line") fault.help = "put the text in quotes";
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (continues(text[i])) continue;
    if (count++ % kStride == 0) marks_.push_back(i);
  }
}

std::size_t CodePoints::byte(std::size_t code_point) const {
  if (marks_.empty()) return std::min(code_point, text_.size());
  const std::size_t mark = code_point / kStride;
  if (mark >= marks_.size()) return text_.size();
  std::size_t at = marks_[mark];
  for (std::size_t left = code_point % kStride; left > 0 && at < text_.size(); --left) {
    ++at;
    while (at < text_.size() && continues(text_[at])) ++at;
  }
  return at;
}

bool isNullWord(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

Span trimmed(const SourceFile& source, Span span) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (span.end > span.begin && blank(source.text[span.end - source.base - 1])) --span.end;
  return span;
}

Diagnostic yamlFault(const yaml_parser_t& parser, const SourceFile& source, const CodePoints& positions,
                     std::string_view what) {
  const std::string_view problem = parser.problem ? parser.problem : "";
  // The reader, unlike scanner and parser, counts bytes.
  const bool reader = parser.error == YAML_READER_ERROR;
  const std::size_t at = std::min(reader ? parser.problem_offset : positions.byte(parser.problem_mark.index),
                                  source.text.size());
  Diagnostic out = worded(problem, source.text, at);
  if (what == "answer" || what == "value") speakOfALine(what, out);
  std::size_t end = at < source.text.size() ? at + 1 : at;
  while (end < source.text.size() && continues(source.text[end])) ++end;
  out.primary.span = source.span(at, end);
  if (!reader && parser.context && parser.context_mark.index != parser.problem_mark.index) {
    const std::size_t began = positions.byte(parser.context_mark.index);
    if (began < at)
      out.secondary.push_back({source.span(began, began + 1), "what is being read begins here"});
  }
  return out;
}

}  // namespace jurat
