// Which bracket was forgotten? The indentation knows: what stands inside a bracket is indented deeper than
// the line that opens it, and a closer at the beginning of a line stands below that line's beginning.
#include <optional>
#include <string>

#include "engine/syntax/antlr/proofread.h"

namespace jurat {

namespace {

using grammar::JuratLexer;

std::size_t closerOf(std::size_t opener) {
  switch (opener) {
    case JuratLexer::L_BRACE:
      return JuratLexer::R_BRACE;
    case JuratLexer::L_BRACKET:
      return JuratLexer::R_BRACKET;
    default:
      return JuratLexer::R_PAREN;
  }
}
const char* signOf(std::size_t type) {
  switch (type) {
    case JuratLexer::L_BRACE:
      return "{";
    case JuratLexer::L_BRACKET:
      return "[";
    case JuratLexer::L_PAREN:
      return "(";
    case JuratLexer::R_BRACE:
      return "}";
    case JuratLexer::R_BRACKET:
      return "]";
    default:
      return ")";
  }
}

bool visible(const antlr4::Token& token) { return token.getChannel() == antlr4::Token::DEFAULT_CHANNEL; }

bool balanced(const Tokens& tokens) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    const antlr4::Token& token = tokens.at(i);
    if (!visible(token)) continue;
    if (isOpener(token.getType())) open.push_back(closerOf(token.getType()));
    if (!isCloser(token.getType())) continue;
    if (open.empty() || open.back() != token.getType()) return false;
    open.pop_back();
  }
  return open.empty();
}

struct Opener {
  std::size_t index;
  std::size_t type;
  std::size_t line;
  std::size_t indent;  // of the line it stands in
};

class Mender {
 public:
  Mender(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics)
      : tokens_(tokens), offsets_(offsets), diagnostics_(diagnostics) {}

  void run() {
    auto old = std::move(tokens_.list());
    tokens_.list().clear();
    std::size_t line = 0;
    for (auto& token : old) {
      if (!visible(*token)) {
        put(std::move(token));
        continue;
      }
      const bool first = token->getLine() != line;
      if (first) indent_ = token->getCharPositionInLine();
      line = token->getLine();
      if (token->getType() == antlr4::Token::EOF) {
        while (!open_.empty()) close(*token);
      } else if (isCloser(token->getType())) {
        if (!otherKind(static_cast<antlr4::CommonToken&>(*token)) && !meetCloser(*token, first))
          static_cast<antlr4::CommonToken&>(*token).setChannel(antlr4::Token::HIDDEN_CHANNEL);
      } else if (first) {
        while (!open_.empty() && open_.back().indent >= indent_) close(*token);
      }
      if (isOpener(token->getType())) {
        open_.push_back({tokens_.list().size(), token->getType(), line, indent_});
      }
      put(std::move(token));
    }
  }

 private:
  void put(std::unique_ptr<antlr4::Token> token) {
    static_cast<antlr4::CommonToken&>(*token).setTokenIndex(tokens_.list().size());
    tokens_.list().push_back(std::move(token));
  }

  // True when the closer closes something.
  bool meetCloser(const antlr4::Token& token, bool first) {
    while (first && !open_.empty() && open_.back().indent > indent_) close(token);
    const bool deeper = first && !open_.empty() && open_.back().indent < indent_;
    if (deeper && token.getType() == JuratLexer::R_BRACE && open(token)) return true;
    if (!open_.empty() && closerOf(open_.back().type) == token.getType()) {
      open_.pop_back();
      return true;
    }
    for (std::size_t i = open_.size(); i-- > 0 && open_[i].line == token.getLine();) {
      if (closerOf(open_[i].type) != token.getType()) continue;
      while (open_.size() > i + 1) close(token);
      open_.pop_back();
      return true;
    }
    if (first && !deeper && token.getType() == JuratLexer::R_BRACE && open(token)) return true;
    if (++reports_ <= kReports) {
      const std::string sign = signOf(token.getType());
      diagnostics_.report({.code = "J0006",
                           .message = "`" + sign + "` closes nothing",
                           .primary = {offsets_.span(token), "no bracket of its kind is open here"},
                           .help = "delete it, or open one before it",
                           .fix = token.getType() == JuratLexer::R_BRACE ? removal(token) : std::nullopt});
    }
    return false;
  }

  // Puts the forgotten `{` at the end of the line that stands above this closer, if deeper lines stand
  // between.
  bool open(const antlr4::Token& closer) {
    auto& list = tokens_.list();
    std::size_t below = list.size();  // the first token of the line below the one looked at
    for (std::size_t i = list.size(); i-- > 0;) {
      const antlr4::Token& token = *list[i];
      if (!visible(token)) continue;
      const bool first = firstOfLine(i);
      if (!first || token.getCharPositionInLine() > indent_) {
        if (first) below = i;
        continue;
      }
      if (token.getCharPositionInLine() < indent_ || below == list.size() || isCloser(token.getType()))
        return false;
      insertOpener(below, closer);
      return true;
    }
    return false;
  }

  bool firstOfLine(std::size_t index) const {
    const auto& list = tokens_.list();
    for (std::size_t i = index; i-- > 0;) {
      if (visible(*list[i])) return list[i]->getLine() != list[index]->getLine();
    }
    return true;
  }

  void insertOpener(std::size_t index, const antlr4::Token& closer) {
    auto& list = tokens_.list();
    std::size_t last = index - 1;
    while (last > 0 && !visible(*list[last])) --last;
    const antlr4::Token& before = *list[last];
    ++reports_;
    const Span end{offsets_.span(before).end, offsets_.span(before).end};
    diagnostics_.report({.code = "J0006",
                         .message = "`}` closes nothing",
                         .primary = {offsets_.span(closer), "no bracket of its kind is open here"},
                         .secondary = {{end, "`{` is missing here, by the indentation"}},
                         .help = "write `{` at the end of that line",
                         .fix = Fix{end, " {"}});
    auto opener = std::make_unique<antlr4::CommonToken>(JuratLexer::L_BRACE);
    opener->setLine(before.getLine());
    opener->setCharPositionInLine(before.getCharPositionInLine());
    opener->setStartIndex(before.getStopIndex() + 1);
    opener->setStopIndex(before.getStopIndex());
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(last + 1), std::move(opener));
    for (Opener& each : open_) each.index += each.index > last ? 1 : 0;
    for (std::size_t i = last + 1; i < list.size(); ++i) {
      static_cast<antlr4::CommonToken&>(*list[i]).setTokenIndex(i);
    }
  }

  // Puts the forgotten closer before `next`.
  void close(const antlr4::Token& next) {
    const Opener opener = open_.back();
    open_.pop_back();
    if (++reports_ <= kReports) {
      const std::string sign = signOf(closerOf(opener.type));
      diagnostics_.report(
          {.code = "J0005",
           .message = std::string("`") + signOf(opener.type) + "` is never closed",
           .primary = {offsets_.span(*tokens_.list()[opener.index]), "opened here"},
           .secondary = {{offsets_.span(next), "`" + sign + "` is missing before this, by the indentation"}},
           .help = "write `" + sign + "` where it ends",
           .fix = closing(opener)});
    }
    auto closer = std::make_unique<antlr4::CommonToken>(closerOf(opener.type));
    closer->setLine(next.getLine());
    closer->setCharPositionInLine(next.getCharPositionInLine());
    closer->setStartIndex(next.getStartIndex());
    closer->setStopIndex(next.getStartIndex() - 1);
    put(std::move(closer));
  }

  // A brace that opens a block is closed on a line of its own, one that opens a set where the line ends.
  // Where a parenthesis or a bracket ends, only its author knows.
  std::optional<Fix> closing(const Opener& opener) const {
    if (opener.type != JuratLexer::L_BRACE) return std::nullopt;
    const auto& list = tokens_.list();
    std::size_t last = list.size() - 1;
    while (last > opener.index && !visible(*list[last])) --last;
    const std::uint32_t end = offsets_.span(*list[last]).end;
    const bool block = list[last]->getLine() != opener.line;
    return Fix{{end, end}, block ? "\n" + std::string(opener.indent, ' ') + "}" : " }"};
  }

  // A `}` alone on its line goes with the line.
  std::optional<Fix> removal(const antlr4::Token& closer) const {
    const Span place = offsets_.span(closer);
    const SourceFile& source = offsets_.source();
    const std::size_t at = place.begin - source.base;
    const std::size_t before = source.text.find_last_not_of(" \t", at == 0 ? 0 : at - 1);
    const std::size_t behind = source.text.find_first_not_of(" \t", at + 1);
    const bool alone = at > 0 && before != std::string::npos && source.text[before] == '\n' &&
                       (behind == std::string::npos || source.text[behind] == '\n');
    return alone ? Fix{source.span(before, at + 1), ""} : Fix{place, ""};
  }

  // `[low)`: the closer of another kind stands where the right one belongs.
  bool otherKind(antlr4::CommonToken& token) {
    if (open_.empty() || open_.back().line != token.getLine() ||
        closerOf(open_.back().type) == token.getType())
      return false;
    for (const Opener& each : open_) {
      if (each.line == token.getLine() && closerOf(each.type) == token.getType()) return false;
    }
    const std::size_t right = closerOf(open_.back().type);
    if (++reports_ <= kReports) {
      diagnostics_.report({.code = "J0006",
                           .message = std::string("`") + signOf(token.getType()) + "` does not close `" +
                                      signOf(open_.back().type) + "`",
                           .primary = {offsets_.span(token), "no bracket of its kind is open here"},
                           .secondary = {{offsets_.span(*tokens_.list()[open_.back().index]), "opened here"}},
                           .help = std::string("write `") + signOf(right) + "`",
                           .fix = Fix{offsets_.span(token), signOf(right)}});
    }
    token.setType(right);
    open_.pop_back();
    return true;
  }

  static constexpr std::size_t kReports = 10;  // beyond that the indentation is no guide
  Tokens& tokens_;
  const Offsets& offsets_;
  Diagnostics& diagnostics_;
  std::vector<Opener> open_;
  std::size_t indent_ = 0;
  std::size_t reports_ = 0;
};

}  // namespace

bool looksWrong(const Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    const std::size_t type = tokens.at(i).getType();
    if (type == JuratLexer::SLIP || type == JuratLexer::UNEXPECTED || type == JuratLexer::OPEN_STRING ||
        type == JuratLexer::BAD_DATE)
      return true;
  }
  return !balanced(tokens);
}

void mendBrackets(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics) {
  if (!balanced(tokens)) Mender(tokens, offsets, diagnostics).run();
}

}  // namespace jurat
