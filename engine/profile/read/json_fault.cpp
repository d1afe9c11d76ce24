#include "engine/profile/read/json_fault.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/ascii.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

using Json = nlohmann::json;

bool isWordLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Keeps the first complaint and nothing else.
class FirstFault : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    found = true;
    at = position;
    reason = error.what();
    return false;
  }

  bool found = false;
  std::size_t at = 0;  // how many bytes have been read, the last of the bad token included
  std::string reason;
};

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing value -
// invalid literal; last read: 'nulx'; expected ..." -> the part that an author can use.
std::string inShort(const std::string& reason) {
  std::size_t begin = reason.find(" - ");
  begin = begin == std::string::npos ? 0 : begin + 3;
  std::string out = reason.substr(begin);
  const std::size_t last = out.find("; last read: ");
  if (last != std::string::npos) {
    const std::size_t more = out.find("; expected ", last);
    out = out.substr(0, last) + (more == std::string::npos ? "" : out.substr(more));
  }
  return out;
}

// The quote that begins a text, looked for from behind: one that is not escaped.
bool isOpeningQuote(const std::string& text, std::size_t at) {
  return text[at] == '"' && (at == 0 || text[at - 1] != '\\');
}

bool ofNumber(char c) { return isDigit(c) || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E'; }

// A number that no double holds is well formed all the same; nlohmann-json would complain of it first.
std::string withSmallNumbers(std::string text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && (isDigit(text[i]) || text[i] == '-')) {
      std::size_t end = i;
      while (end < text.size() && ofNumber(text[end])) ++end;
      if (isJsonNumber(std::string_view(text).substr(i, end - i))) {
        text[i] = '0';
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(i + 1),
                  text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      }
      i = end - 1;
    }
  }
  return text;
}

// What mends the slips that people make most.
std::string helpFor(const std::string& reason) {
  const auto says = [&](std::string_view words) { return reason.find(words) != std::string::npos; };
  if (says("unexpected string literal; expected '}'") || says("literal; expected ']'"))
    return "put a `,` before it";
  if (says("unexpected '}'; expected string literal") || says("unexpected ']'; expected '['")) {
    return "delete the `,` before it";
  }
  if (says("missing closing quote")) return "close the quotes";
  if (says("invalid literal")) return "write texts in double quotes; JSON has no comments";
  if (says("unexpected end of input")) return "close what is open";
  return {};
}

}  // namespace

bool isJsonNumber(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

Diagnostic jsonFault(const SourceFile& source) {
  FirstFault fault;
  std::string text = withSmallNumbers(source.text);
  Json::sax_parse(text, &fault);
  Diagnostic out;
  out.code = "J0602";
  out.message = "this is not JSON";
  if (!fault.found) return out.primary.span = source.span(0, 0), out;
  const std::string reason = inShort(fault.reason);
  const bool quotes = reason.find("missing closing quote") != std::string::npos;
  const bool ended = quotes || reason.find("unexpected end of input") != std::string::npos;
  out.message += quotes  ? ": the file ends within a text"
                 : ended ? ": the file ends before the record is closed"
                         : ": " + reason;
  const std::size_t size = source.text.size();
  const std::size_t read = ended ? size : std::min(fault.at, size);
  std::size_t begin = ended || read == 0 ? read : read - 1;
  std::size_t end = ended ? size : std::min(begin + 1, size);
  // The library names the last byte it read; a literal or a text is underlined whole.
  const bool literal = reason.rfind("invalid literal", 0) == 0;
  const bool string = reason.rfind("unexpected string literal", 0) == 0;
  while (literal && begin > 0 && isWordLetter(source.text[begin - 1])) --begin;
  while (literal && end < size && isWordLetter(source.text[end])) ++end;
  while (string && begin > 0 && !isOpeningQuote(source.text, begin - 1)) --begin;
  if (string && begin > 0) --begin;
  const auto inside = [&](std::size_t i) {  // of a character of several bytes
    return i > 0 && i < size && (static_cast<unsigned char>(source.text[i]) & 0xC0) == 0x80;
  };
  while (inside(begin)) --begin;
  while (inside(end)) ++end;
  out.primary = {source.span(begin, end), ended ? "more is expected here" : "here it stops making sense"};
  out.help = helpFor(reason);
  return out;
}

}  // namespace jurat
