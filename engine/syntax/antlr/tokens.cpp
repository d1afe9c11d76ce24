#include "engine/syntax/antlr/tokens.h"

#include <algorithm>

#include "engine/source/text.h"

namespace jurat {

Offsets::Offsets(const SourceFile& source) : source_(source) {
  const std::string& text = source.text;
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  if (ascii) return;
  bytes_.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80) bytes_.push_back(static_cast<std::uint32_t>(i));
  }
  bytes_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::size_t Offsets::byteOf(std::size_t code_point) const {
  if (bytes_.empty()) return std::min(code_point, source_.text.size());
  return bytes_[std::min(code_point, bytes_.size() - 1)];
}

Span Offsets::span(const antlr4::Token& token) const {
  if (token.getType() == antlr4::Token::EOF) return source_.span(source_.text.size(), source_.text.size());
  return source_.span(byteOf(token.getStartIndex()), byteOf(token.getStopIndex() + 1));
}

Span Offsets::span(const antlr4::ParserRuleContext& context) const {
  if (context.start == nullptr) return {};
  const Span first = span(*context.start);
  if (context.stop == nullptr) return first;
  const Span last = span(*context.stop);
  return last.end < first.end ? first : Span{first.begin, last.end};
}

std::string_view Offsets::text(const antlr4::Token& token) const {
  if (!mended_.empty()) {
    const auto found = mended_.find(token.getStartIndex());
    if (found != mended_.end()) return found->second;
  }
  const Span place = span(token);
  return std::string_view(source_.text).substr(place.begin - source_.base, place.end - place.begin);
}

void Offsets::mend(const antlr4::Token& token, std::string text) {
  mended_.insert_or_assign(token.getStartIndex(), std::move(text));
}

char halfWidth(char32_t code) {
  constexpr char32_t kFirst = 0xFF01, kLast = 0xFF5E;
  if (code == U'\u3001') return ',';
  if (code == U'\u3002') return '.';
  if (code == U'\u3010') return '[';
  if (code == U'\u3011') return ']';
  if (code < kFirst || kLast < code) return 0;
  const char sign = static_cast<char>(code - kFirst + '!');
  return sign == '"' || sign == '#' || sign == '\\' || sign == '\'' ? '\0' : sign;
}

std::string standIns(const SourceFile& source) {
  const std::string_view text = source.text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      // A control character must not pass for a stand-in.
      out += byte == 1 || byte == 2 ? '\x02' : text[at];
      ++at;
      continue;
    }
    const Letter letter = letterAt(text, at);
    const NamePart part = namePartOf(letter);
    const char meant = letter.valid ? halfWidth(letter.code) : '\0';
    out += meant != 0                    ? meant
           : part == NamePart::Begins    ? 'a'
           : part == NamePart::Continues ? '\x01'
                                         : '\x02';
    at += letter.bytes;
  }
  return out;
}

void settleCases(Tokens& tokens) {
  using grammar::JuratLexer;
  std::vector<std::unique_ptr<antlr4::Token>>& list = tokens.list();
  const antlr4::Token* before = nullptr;
  antlr4::Token* open = nullptr;  // a `cases` of which the next token is not seen yet
  bool in_row = false;
  const auto settle = [&](bool row_follows) {
    if (open != nullptr && (in_row || !row_follows))
      static_cast<antlr4::WritableToken*>(open)->setType(JuratLexer::ID);
    open = nullptr;
  };
  for (const std::unique_ptr<antlr4::Token>& token : list) {
    if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    settle(token->getType() == JuratLexer::BAR);
    if (token->getType() == JuratLexer::K_CASES) {
      open = token.get();
      in_row =
          before != nullptr && before->getType() == JuratLexer::BAR && before->getLine() == token->getLine();
    }
    before = token.get();
  }
  settle(false);
}

}  // namespace jurat
