#include "engine/syntax/antlr/recovery.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/syntax/antlr/proofread.h"

namespace jurat {

namespace {

using P = grammar::JuratParser;

constexpr std::size_t kShown = 40;  // characters of the author's text in a message

bool isComparison(std::size_t type) { return type >= P::LESS && type <= P::GREATER; }

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

const char* declared(std::size_t rule) {
  switch (rule) {
    case P::RuleChoice:
      return "choice";
    case P::RuleEntity:
      return "entity";
    case P::RuleUnit:
      return "unit";
    case P::RuleCalendar:
      return "calendar";
    case P::RuleRates:
      return "rates";
    case P::RuleParameter:
      return "parameter";
    case P::RuleDataTable:
    case P::RuleDecisionTable:
      return "table";
    case P::RuleDefine:
      return "definition";
    case P::RuleAmount:
      return "amount";
    case P::RuleBenefit:
      return "benefit";
    case P::RuleNorm:
      return "rule";
    case P::RuleControls:
      return "controls";
    case P::RuleSection:
      return "section";
    case P::RuleStatement:
      return "statement";
    case P::RuleFact:
      return "fact";
    default:
      return nullptr;
  }
}

}  // namespace

Recovery::Recovery(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics)
    : tokens_(tokens), offsets_(offsets), diagnostics_(diagnostics), places_(tokens.count()) {
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
    skip(*parser, at);
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
  skip(*parser, from);
}

// Skips to where reading can go on; `from` is the first token of the item that failed.
void Recovery::skip(antlr4::Parser& parser, std::size_t from) {
  bool in_list = false;
  bool in_row = false;
  for (antlr4::RuleContext* at = parser.getContext(); at != nullptr;
       at = static_cast<antlr4::RuleContext*>(at->parent)) {
    const std::size_t rule = at->getRuleIndex();
    in_list = in_list || holdsCommas(rule);
    in_row = in_row || rule == P::RuleRow;
    if (in_list || in_row || holdsItems(rule)) break;
  }
  std::size_t depth = 0;
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

// ---- reporting

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  const antlr4::Token* token = e.getOffendingToken();
  if (token == nullptr) token = parser->getCurrentToken();
  antlr4::misc::IntervalSet expected;
  if (token == parser->getCurrentToken()) expected = parser->getExpectedTokens();
  unexpected(*parser, *token, expected);
}

std::string Recovery::quoted(const antlr4::Token& token) const {
  std::string_view text = offsets_.text(token);
  if (text.size() <= kShown) return "`" + std::string(text) + "`";
  std::size_t end = kShown;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return "`" + std::string(text.substr(0, end)) + "...`";
}

std::string Recovery::found(const antlr4::Token& token) const {
  if (token.getType() == antlr4::Token::EOF) return "the end of the file";
  if (offsets_.text(token).empty()) return "the end of the block";
  return (token.getType() == P::STRING ? "the text " : "") + quoted(token);
}

// "after the name of the rule", "after `requires`"
std::string Recovery::afterWhat(antlr4::Parser& parser, const antlr4::Token& previous) const {
  if (previous.getType() == P::STRING) return " after the text " + quoted(previous);
  const auto* context = parser.getContext();
  const char* what = context == nullptr ? nullptr : declared(context->getRuleIndex());
  if (what != nullptr && context->children.size() > 1) {
    const std::size_t id = context->getRuleIndex() == P::RuleEntity && context->children.size() > 2 &&
                                   context->start->getType() == P::K_EXTEND
                               ? 2
                               : 1;
    const auto* name = dynamic_cast<P::WordContext*>(context->children[id]);
    if (name != nullptr && name->start == &previous) return std::string(" after the name of the ") + what;
  }
  return " after " + quoted(previous);
}

// The nearest word that could stand at this place.
void Recovery::suggest(Diagnostic& out, const antlr4::Token& token, const antlr4::misc::IntervalSet& expected,
                       bool operators) const {
  if (token.getType() != P::ID) return;
  std::vector<std::string> words = wordsOf(expected);
  if (operators) {
    for (const char* each :
         {"and",     "or",   "not",   "is",   "in",   "of",   "includes", "contains", "plus", "without",
          "rounded", "when", "until", "from", "each", "once", "has",      "where",    "over", "using"}) {
      words.emplace_back(each);
    }
  }
  const std::string_view written = offsets_.text(token);
  if (const auto guess = nearest(written, words); guess && *guess != written) {
    out.help = "did you mean `" + *guess + "`?";
    out.fix = Fix{offsets_.span(token), *guess};
  }
}

// Where an item should begin stands something that begins none.
void Recovery::unknownItem(antlr4::Parser& parser, const antlr4::misc::IntervalSet& expected) {
  const antlr4::Token& token = *parser.getCurrentToken();
  const antlr4::Token& previous = before(token);
  const bool first = places_[token.getTokenIndex()].first || isOpener(previous.getType());
  if (!first) {
    unexpected(parser, token, expected);
    return;
  }
  const std::size_t rule = parser.getContext()->getRuleIndex();
  Diagnostic out{.code = "J0011", .message = {}, .primary = {offsets_.span(token), ""}};
  const char* what = rule == P::RuleFile                              ? "declaration"
                     : rule == P::RuleTest                            ? "part of a test"
                     : rule == P::RuleChoice || rule == P::RuleNested ? "option"
                                                                      : "clause";
  const bool option = rule == P::RuleChoice || rule == P::RuleNested;
  out.message =
      option ? "an option begins with its name, found " + found(token) : found(token) + " begins no " + what;
  suggest(out, token, expected, false);
  if (out.help.empty()) {
    out.help = option ? "write `name \"label\"`" : "expected " + describeExpected(expected);
  }
  diagnostics_.report(std::move(out));
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

// `rule for company {`: the keyword behind the missing name was taken for it.
bool Recovery::nameless(antlr4::Parser& parser, const antlr4::Token& previous) {
  const auto* context = parser.getContext();
  const char* what = context == nullptr ? nullptr : declared(context->getRuleIndex());
  const std::size_t type = previous.getType();
  if (what == nullptr || before(previous).getTokenIndex() != context->start->getTokenIndex()) return false;
  if (type != P::K_FOR && type != P::K_PER && type != P::K_WITHIN) return false;
  diagnostics_.report({.code = "J0017",
                       .message = std::string("the ") + what + " has no name",
                       .primary = {offsets_.span(previous), "its name belongs before this"},
                       .help = "a name is made of letters, digits and `_`, and begins with a letter"});
  return true;
}

void Recovery::unexpected(antlr4::Parser& parser, const antlr4::Token& at,
                          const antlr4::misc::IntervalSet& expected) {
  const auto same_place = [&](const Diagnostic& each) { return each.primary.span == offsets_.span(at); };
  if (std::any_of(diagnostics_.all().begin(), diagnostics_.all().end(), same_place)) return;  // said already
  const antlr4::Token* token = &at;
  const antlr4::Token* previous = &before(at);
  const bool first = places_[at.getTokenIndex()].first;
  if (isComparison(at.getType()) && !first) {
    diagnostics_.report({.code = "J0014",
                         .message = "comparisons do not chain",
                         .primary = {offsets_.span(at), "a second comparison of the same value"},
                         .help = "write `a < b and b < c`"});
    return;
  }
  // A keyword that begins a line was taken for a name because the line before it is unfinished.
  const Place& before_place = places_[previous->getTokenIndex()];
  const bool keyword = previous->getType() > P::K_PREVIOUS && previous->getType() < P::ID;
  if (keyword && before_place.first && !first && before_place.previous != previous->getTokenIndex() &&
      previous->getTokenIndex() > resumed_ && !beginsItem(parser, *previous)) {
    token = previous;
    previous = &tokens_.at(before_place.previous);
    resume_at_ = resumed_ = token->getTokenIndex();
    diagnostics_.report(
        {.code = "J0010",
         .message = "something is missing after " + quoted(*previous) + ": found " + found(*token),
         .primary = {offsets_.span(*token), "the next line begins here"},
         .secondary = {{offsets_.span(*previous), "this is unfinished"}}});
    return;
  }
  if (nameless(parser, *previous)) return;
  Diagnostic out{.code = "J0010", .message = {}, .primary = {offsets_.span(*token), ""}};
  const std::string wanted = describeExpected(expected);
  const bool start_of_file = previous == token;
  const std::string after = start_of_file ? std::string() : afterWhat(parser, *previous);
  out.message = wanted.empty() ? found(*token) + " cannot stand here" + after
                               : "expected " + wanted + after + ", found " + found(*token);
  suggest(out, *token, expected, !first);
  diagnostics_.report(std::move(out));
}

}  // namespace jurat
