#include "engine/syntax/antlr/proofread.h"

#include <array>
#include <cstdio>
#include <optional>
#include <string>

namespace jurat {

namespace {

using grammar::JuratLexer;

constexpr std::size_t kHiddenReports = 20;  // a binary file need not be described byte by byte

bool hidden(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) || c == 0x61C ||
         c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

// The character at `at` of valid UTF-8, and how many bytes it takes.
char32_t decode(std::string_view text, std::size_t at, std::size_t& bytes) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const unsigned lead = byte(0);
  bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1) return lead;
  if (bytes == 2) return ((lead & 0x1F) << 6) | (byte(1) & 0x3F);
  if (bytes == 3) return ((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
  return ((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
}

void findHidden(const Offsets& offsets, Diagnostics& diagnostics) {
  const std::string& text = offsets.source().text;
  std::size_t found = 0;
  std::size_t bytes = 1;
  for (std::size_t i = 0; i < text.size() && found < kHiddenReports; i += bytes) {
    const char32_t c = decode(text, i, bytes);
    if (!hidden(c)) continue;
    ++found;
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(c));
    diagnostics.report(
        {.code = "J0002",
         .message = std::string("hidden character ") + code.data() + " in a rule file",
         .primary = {offsets.source().span(i, i + bytes), "it cannot be seen, and may hide what is said"},
         .help = "delete it",
         .fix = Fix{offsets.source().span(i, i + bytes), ""}});
  }
}

struct Slip {
  std::string_view written;
  std::size_t type;  // what it becomes
  std::string_view message;
  std::string_view help;
  std::string_view fix;  // empty: no mechanical one
};
constexpr auto kSlips = std::to_array<Slip>({
    {"==", JuratLexer::EQUAL, "equality is one sign here", "write `=`", "="},
    {":=", JuratLexer::EQUAL, "there is no assignment", "write `equals` for a value, `=` to compare", ""},
    {"=<", JuratLexer::LESS_EQUAL, "the signs stand in the wrong order", "write `<=`", "<="},
    {"=>", JuratLexer::GREATER_EQUAL, "the signs stand in the wrong order", "write `>=`", ">="},
    {"\u2264", JuratLexer::LESS_EQUAL, "comparisons are written with two signs", "write `<=`", "<="},
    {"\u2265", JuratLexer::GREATER_EQUAL, "comparisons are written with two signs", "write `>=`", ">="},
    {"&&", JuratLexer::K_AND, "conditions are joined by words", "write `and`", "and"},
    {"!", JuratLexer::K_NOT, "conditions are negated by a word", "write `not`", "not "},
});

class Proofreader {
 public:
  Proofreader(Tokens& tokens, Offsets& offsets, Diagnostics& diagnostics)
      : tokens_(tokens), offsets_(offsets), diagnostics_(diagnostics) {}

  void run() {
    auto& list = tokens_.list();
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto& token = static_cast<antlr4::CommonToken&>(*list[i]);
      if (token.getLine() != line_) {
        line_ = token.getLine();
        in_row_ = token.getType() == JuratLexer::BAR;
      }
      look(token, i);
    }
  }

 private:
  void look(antlr4::CommonToken& token, std::size_t index) {
    fullWidth(token);
    switch (token.getType()) {
      case JuratLexer::SLIP:
        slip(token);
        break;
      case JuratLexer::BAR:
        doubleBar(token, index);
        break;
      case JuratLexer::OPEN_STRING:
        openString(token);
        break;
      case JuratLexer::STRING:
        escapes(token);
        break;
      case JuratLexer::BAD_DATE:
        badDate(token);
        break;
      case JuratLexer::NUMBER:
      case JuratLexer::PERCENT:
        number(token);
        break;
      case JuratLexer::UNEXPECTED:
        unexpected(token);
        break;
      default:
        break;
    }
  }

  // A sign typed in a Chinese input method is read as the one that was meant.
  void fullWidth(antlr4::CommonToken& token) {
    const std::size_t type = token.getType();
    if (token.getChannel() != antlr4::Token::DEFAULT_CHANNEL || type == antlr4::Token::EOF ||
        type == JuratLexer::STRING || type == JuratLexer::OPEN_STRING || type == JuratLexer::UNEXPECTED)
      return;
    const std::string written(offsets_.text(token));
    std::string meant;
    std::size_t bytes = 1;
    for (std::size_t i = 0; i < written.size(); i += bytes) {
      const char sign = halfWidth(decode(written, i, bytes));
      meant += sign != 0 ? std::string(1, sign) : written.substr(i, bytes);
    }
    if (meant == written) return;
    offsets_.mend(token, meant);
    if (type == JuratLexer::SLIP || ++unexpected_ > kHiddenReports) return;  // a slip is reported as such
    report(token, "J0018", "`" + written + "` is typed in full width", "write `" + meant + "`", meant);
  }

  // A sign of another language becomes ours. False: it is none that is known.
  bool slip(antlr4::CommonToken& token) {
    const std::string_view written = offsets_.text(token);
    if (written == ";") {
      token.setChannel(antlr4::Token::HIDDEN_CHANNEL);
      report(token, "J0007", "clauses end by themselves", "delete the `;`", std::string());
      return true;
    }
    for (const Slip& each : kSlips) {
      if (each.written != written) continue;
      token.setType(each.type);
      report(token, "J0007", std::string(each.message), std::string(each.help),
             each.fix.empty() ? std::nullopt : std::optional(std::string(each.fix)));
      return true;
    }
    return false;
  }

  // `||` is an empty cell in a row and a foreign `or` elsewhere.
  void doubleBar(antlr4::CommonToken& token, std::size_t index) {
    auto& list = tokens_.list();
    if (in_row_ || index + 1 >= list.size()) return;
    auto& next = static_cast<antlr4::CommonToken&>(*list[index + 1]);
    if (next.getType() != JuratLexer::BAR || next.getStartIndex() != token.getStopIndex() + 1) return;
    token.setType(JuratLexer::K_OR);
    next.setChannel(antlr4::Token::HIDDEN_CHANNEL);
    const Span both = cover(offsets_.span(token), offsets_.span(next));
    diagnostics_.report({.code = "J0007",
                         .message = "conditions are joined by words",
                         .primary = {both, ""},
                         .help = "write `or`",
                         .fix = Fix{both, "or"}});
  }

  void openString(antlr4::CommonToken& token) {
    token.setType(JuratLexer::STRING);
    const Span span = offsets_.span(token);
    diagnostics_.report(
        {.code = "J0008",
         .message = "a text is not closed",
         .primary = {{span.begin, span.begin + 1}, "the text begins here and the line ends without a quote"},
         .help = "put `\"` at its end; a line break inside a text is written `\\n`"});
  }

  void escapes(antlr4::CommonToken& token) {
    const std::string_view written = offsets_.text(token);
    for (std::size_t i = 0; i + 1 < written.size(); ++i) {
      if (written[i] != '\\') continue;
      ++i;
      if (written[i] == '"' || written[i] == '\\' || written[i] == 'n') continue;
      std::size_t bytes = 1;
      decode(written, i, bytes);
      const std::uint32_t begin = offsets_.span(token).begin + static_cast<std::uint32_t>(i) - 1;
      diagnostics_.report(
          {.code = "J0009",
           .message = "`\\" + std::string(written.substr(i, bytes)) + "` means nothing in a text",
           .primary = {{begin, begin + 1 + static_cast<std::uint32_t>(bytes)}, ""},
           .help = "a text knows `\\\"`, `\\\\` and `\\n`; a lone backslash is written `\\\\`",
           .fix = Fix{{begin, begin + 1}, "\\\\"}});
    }
  }

  void badDate(antlr4::CommonToken& token) {
    const std::string written(offsets_.text(token));
    token.setType(written.find('T') == std::string::npos ? JuratLexer::DATE : JuratLexer::MOMENT);
    int a = 0;
    int b = 0;
    int c = 0;
    std::string help = "write the year with four digits, month and day with two: 2026-08-02";
    std::optional<std::string> fix;
    if (written.size() <= 10 && std::sscanf(written.c_str(), "%d-%d-%d", &a, &b, &c) == 3) {
      if (a < 32 && c > 31) std::swap(a, c);
      if (a >= 1000 && a <= 9999 && b >= 1 && b <= 12 && c >= 1 && c <= 31) {
        std::array<char, 48> text{};
        std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", a, b, c);
        fix = text.data();
        help = "write `" + *fix + "`";
      }
    } else if (token.getType() == JuratLexer::MOMENT) {
      help = "write day, time and offset: 2026-08-02T09:30Z or 2026-08-02T09:30+02:00";
      const bool no_offset = written.size() == 16 && written[10] == 'T' && written[13] == ':';
      if (no_offset) {
        help = "say of which time zone it is: `" + written + "Z` for UTC, or the offset, as in `" + written +
               "+01:00`";
      }
    }
    report(token, "J0012", "`" + written.substr(0, 40) + "` is not a date", help, fix);
  }

  void number(antlr4::CommonToken& token) {
    const std::string_view written = offsets_.text(token);
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] != '_') continue;
      const bool digit_follows = i + 1 < written.size() && written[i + 1] >= '0' && written[i + 1] <= '9';
      if (digit_follows) continue;
      std::string mended;
      for (const char c : written) {
        if (c != '_' || (!mended.empty() && mended.back() != '_')) mended += c;
      }
      if (mended.ends_with('_')) mended.pop_back();
      report(token, "J0013", "`_` stands between two digits only", "write `" + mended + "`", mended);
      return;
    }
  }

  void unexpected(antlr4::CommonToken& token) {
    if (slip(token)) return;
    const std::string_view written = offsets_.text(token);
    token.setChannel(antlr4::Token::HIDDEN_CHANNEL);
    std::size_t bytes = 1;
    if (hidden(decode(written, 0, bytes))) return;  // J0002 has it
    if (++unexpected_ > kHiddenReports) return;
    std::string help = "delete it";
    if (written == "'" || written == "\u201c" || written == "\u201d" || written == "\u2018" ||
        written == "\u2019") {
      help = "texts stand between straight quotes: \"...\"";
    }
    // What stands for nothing can go; a quote that has no partner is for the author to close.
    std::optional<std::string> gone;
    if (help == "delete it") gone = std::string();
    report(token, "J0018", "`" + std::string(written) + "` has no meaning here", help, gone);
  }

  // `replacement`: what a tool may put in the token's place; nothing when that is for the author to say.
  void report(const antlr4::Token& token, const char* code, std::string message, std::string help,
              std::optional<std::string> replacement) {
    Diagnostic out{.code = code, .message = std::move(message), .primary = {offsets_.span(token), ""}};
    out.help = std::move(help);
    if (replacement) out.fix = Fix{offsets_.span(token), std::move(*replacement)};
    diagnostics_.report(std::move(out));
  }

  Tokens& tokens_;
  Offsets& offsets_;
  Diagnostics& diagnostics_;
  std::size_t line_ = 0;
  std::size_t unexpected_ = 0;
  bool in_row_ = false;
};

bool nestedTooDeep(const Tokens& tokens, const Offsets& offsets, const Limits& limits,
                   Diagnostics& diagnostics) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    const antlr4::Token& token = tokens.at(i);
    if (isCloser(token.getType()) && depth > 0) --depth;
    if (!isOpener(token.getType()) || ++depth <= limits.nesting) continue;
    diagnostics.report(
        {.code = "J0004",
         .message = "more than " + std::to_string(limits.nesting) + " brackets stand open here",
         .primary = {offsets.span(token), ""},
         .help = "give parts of it a name with `define`"});
    return true;
  }
  return false;
}

}  // namespace

bool isOpener(std::size_t type) {
  return type == JuratLexer::L_BRACE || type == JuratLexer::L_BRACKET || type == JuratLexer::L_PAREN;
}
bool isCloser(std::size_t type) {
  return type == JuratLexer::R_BRACE || type == JuratLexer::R_BRACKET || type == JuratLexer::R_PAREN;
}

bool tooLong(const Tokens& tokens, const Offsets& offsets, const Limits& limits, Diagnostics& diagnostics) {
  if (tokens.count() <= limits.tokens) return false;
  diagnostics.report(
      {.code = "J0003",
       .message = "the file is too long: more than " + std::to_string(limits.tokens) + " words and signs",
       .primary = {offsets.span(tokens.at(limits.tokens)), "the rest was not read"},
       .help = "split it into several files of the pack"});
  return true;
}

bool proofread(Tokens& tokens, Offsets& offsets, const Limits& limits, Diagnostics& diagnostics) {
  findHidden(offsets, diagnostics);
  Proofreader(tokens, offsets, diagnostics).run();
  if (nestedTooDeep(tokens, offsets, limits, diagnostics)) return false;
  mendBrackets(tokens, offsets, diagnostics);
  return true;
}

}  // namespace jurat
