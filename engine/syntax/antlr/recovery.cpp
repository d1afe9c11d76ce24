#include "engine/syntax/antlr/recovery.h"

#include <algorithm>

#include "engine/syntax/antlr/proofread.h"

namespace jurat {

namespace {

using P = grammar::JuratParser;

// Rules whose loop reads one item after the other until a bracket or the file ends.
bool holdsItems(std::size_t rule) {
  switch (rule) {
    case P::RuleFile:
    case P::RuleHead:
    case P::RuleChoice:
    case P::RuleNested:
    case P::RuleVocabulary:
    case P::RuleTabular:
    case P::RuleBody:
    case P::RuleBlock:
    case P::RuleSection:
    case P::RuleTest:
      return true;
    default:
      return false;
  }
}
// Rules whose brackets hold items between commas.
bool holdsCommas(std::size_t rule) {
  switch (rule) {
    case P::RuleLimbList:
    case P::RuleSet:
    case P::RuleFields:
    case P::RuleList:
    case P::RuleArguments:
      return true;
    default:
      return false;
  }
}
// What an author writes as one line or paragraph.
bool isItem(std::size_t rule) {
  switch (rule) {
    case P::RuleUse:
    case P::RuleDeclaration:
    case P::RuleOption:
    case P::RuleFact:
    case P::RuleVersion:
    case P::RuleClause:
    case P::RuleCommon:
    case P::RuleHit:
    case P::RuleRow:
    case P::RuleTestItem:
      return true;
    default:
      return false;
  }
}

}  // namespace

Recovery::Recovery(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics, std::size_t most)
    : tokens_(tokens),
      offsets_(offsets),
      diagnostics_(diagnostics),
      most_(diagnostics.errorCount() + most),
      places_(tokens.count()) {
  std::size_t line = 0;
  std::size_t indent = 0;
  std::size_t previous = 0;
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    const antlr4::Token& token = tokens.at(i);
    if (token.getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    const bool virtual_closer = token.getStopIndex() + 1 == token.getStartIndex();
    const bool first = token.getLine() != line && !virtual_closer;
    if (first) indent = token.getCharPositionInLine();
    if (!virtual_closer) line = token.getLine();
    places_[i] = {first, indent, previous};
    previous = i;
  }
}

const antlr4::Token& Recovery::before(const antlr4::Token& token) const {
  return tokens_.at(places_[token.getTokenIndex()].previous);
}

// ---- reading on

void Recovery::sync(antlr4::Parser* parser) {
  const auto& atn = parser->getATN();
  const auto kind = atn.states[parser->getState()]->getStateType();
  const bool loop =
      kind == antlr4::atn::ATNState::STAR_LOOP_ENTRY || kind == antlr4::atn::ATNState::STAR_LOOP_BACK;
  const std::size_t rule = parser->getContext()->getRuleIndex();
  if (!loop || !(holdsItems(rule) || holdsCommas(rule))) return;
  for (;;) {
    const auto type = parser->getInputStream()->LA(1);
    if (type == antlr4::Token::EOF || isCloser(type)) return;
    if (atn.nextTokens(atn.states[parser->getState()]).contains(type)) return;
    if (!inErrorRecoveryMode(parser) || holdsItems(rule)) {
      if (holdsItems(rule)) {
        unknownItem(*parser, parser->getExpectedTokens());
      } else {
        unexpected(*parser, *parser->getCurrentToken(), parser->getExpectedTokens());
      }
    }
    if (rewound(*parser)) continue;
    const std::size_t at = parser->getCurrentToken()->getTokenIndex();
    if (!isOpener(type)) parser->consume();
    skip(*parser, at, 0);
  }
}

// A keyword that was taken for a name is read again as the keyword it is.
bool Recovery::rewound(antlr4::Parser& parser) {
  if (resume_at_ == 0) return false;
  parser.getInputStream()->seek(resume_at_);
  resume_at_ = 0;
  return true;
}

// Where only a closer can stand, brackets being balanced, it comes: what stands before it is skipped.
antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  const auto& atn = parser->getATN();
  const auto next = atn.nextTokens(atn.states[parser->getState()]).toList();
  if (next.size() != 1 || !isCloser(static_cast<std::size_t>(next.front()))) {
    throw antlr4::InputMismatchException(parser);
  }
  if (!inErrorRecoveryMode(parser)) {
    beginErrorCondition(parser);
    unexpected(*parser, *parser->getCurrentToken(), parser->getExpectedTokens());
    resume_at_ = 0;
  }
  std::size_t depth = 0;
  for (;; parser->consume()) {
    const std::size_t type = parser->getCurrentToken()->getType();
    if (type == antlr4::Token::EOF) throw antlr4::InputMismatchException(parser);
    if (isCloser(type) && depth-- == 0) break;
    if (isOpener(type)) ++depth;
  }
  endErrorCondition(parser);
  antlr4::Token* closer = parser->getCurrentToken();
  parser->consume();
  return closer;
}

void Recovery::recover(antlr4::Parser* parser, std::exception_ptr) {
  if (rewound(*parser)) return;
  std::size_t from = parser->getCurrentToken()->getTokenIndex();
  for (antlr4::RuleContext* at = parser->getContext(); at != nullptr;
       at = static_cast<antlr4::RuleContext*>(at->parent)) {
    if (!isItem(at->getRuleIndex())) continue;
    if (auto* start = static_cast<antlr4::ParserRuleContext*>(at)->start) from = start->getTokenIndex();
    break;
  }
  skip(*parser, from, openIn(*parser));
}

// How many brackets the failed rule has opened itself: their closers are no place to go on.
std::size_t Recovery::openIn(antlr4::Parser& parser) const {
  const antlr4::Token* start = parser.getContext()->start;
  if (start == nullptr) return 0;
  std::size_t depth = 0;
  for (std::size_t i = start->getTokenIndex(); i < parser.getCurrentToken()->getTokenIndex(); ++i) {
    const antlr4::Token& token = tokens_.at(i);
    if (token.getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    if (isOpener(token.getType())) ++depth;
    if (isCloser(token.getType()) && depth > 0) --depth;
  }
  return depth;
}

// Skips to where reading can go on; `from` is the first token of the item that failed.
void Recovery::skip(antlr4::Parser& parser, std::size_t from, std::size_t depth) {
  bool in_list = false;
  bool in_row = false;
  for (antlr4::RuleContext* at = parser.getContext(); at != nullptr;
       at = static_cast<antlr4::RuleContext*>(at->parent)) {
    const std::size_t rule = at->getRuleIndex();
    in_list = in_list || holdsCommas(rule);
    in_row = in_row || rule == P::RuleRow;
    if (in_list || in_row || holdsItems(rule)) break;
  }
  for (;;) {
    const antlr4::Token& token = *parser.getCurrentToken();
    const std::size_t type = token.getType();
    if (type == antlr4::Token::EOF) return;
    if (depth == 0 && resumes(token, from, places_[from].indent, in_list, in_row)) return;
    if (isOpener(type)) ++depth;
    if (isCloser(type) && depth > 0) --depth;
    parser.consume();
  }
}

bool Recovery::resumes(const antlr4::Token& token, std::size_t from, std::size_t indent, bool in_list,
                       bool in_row) const {
  const std::size_t type = token.getType();
  if (isCloser(type) || (in_list && type == P::COMMA) || (in_row && type == P::BAR)) return true;
  const Place& place = places_[token.getTokenIndex()];
  return place.first && place.indent <= indent && token.getTokenIndex() > from;
}

// Whether the parser took the token for the beginning of the item it is reading, or has just read.
bool Recovery::beginsItem(antlr4::Parser& parser, const antlr4::Token& token) {
  antlr4::RuleContext* at = parser.getContext();
  if (at != nullptr && holdsItems(at->getRuleIndex()) && !at->children.empty()) {
    const auto* last = dynamic_cast<antlr4::ParserRuleContext*>(at->children.back());
    if (last != nullptr && last->start == &token) return true;
  }
  for (; at != nullptr; at = static_cast<antlr4::RuleContext*>(at->parent)) {
    if (isItem(at->getRuleIndex())) return static_cast<antlr4::ParserRuleContext*>(at)->start == &token;
  }
  return false;
}

}  // namespace jurat
