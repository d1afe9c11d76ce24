// The sentences of a fault: what was expected, after what, and what stands there instead.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/syntax/antlr/proofread.h"
#include "engine/syntax/antlr/recovery.h"

namespace jurat {

namespace {

using P = grammar::JuratParser;

constexpr std::size_t kShown = 40;  // characters of the author's text in a message

bool isComparison(std::size_t type) { return type >= P::LESS && type <= P::GREATER; }

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
    case P::RuleException_:
      return "exception";
    default:
      return nullptr;
  }
}

}  // namespace

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
  if (diagnostics_.errorCount() >= most_) throw GaveUp{};
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
  if (!synonym(out, token, expected, false)) suggest(out, token, expected, false);
  if (out.help.empty()) {
    out.help = option ? "write `name \"label\"`" : "expected " + describeExpected(expected);
  }
  diagnostics_.report(std::move(out));
}

// `rule for company {`: the keyword behind the missing name was taken for it.
bool Recovery::nameless(antlr4::Parser& parser, const antlr4::Token& previous) {
  const antlr4::ParserRuleContext* context = parser.getContext();
  if (context != nullptr && context->getRuleIndex() == P::RuleBlock)
    context = static_cast<const antlr4::ParserRuleContext*>(context->parent);
  const char* what = context == nullptr ? nullptr : declared(context->getRuleIndex());
  const std::size_t type = previous.getType();
  if (what == nullptr || before(previous).getTokenIndex() != context->start->getTokenIndex()) return false;
  if (type != P::K_FOR && type != P::K_PER && type != P::K_WITHIN && type != P::K_WHEN) return false;
  diagnostics_.report({.code = "J0017",
                       .message = std::string("the ") + what + " has no name",
                       .primary = {offsets_.span(previous), "its name belongs before this"},
                       .help = "a name is made of letters, digits and `_`, and begins with a letter"});
  return true;
}

void Recovery::unexpected(antlr4::Parser& parser, const antlr4::Token& at,
                          const antlr4::misc::IntervalSet& expected) {
  if (diagnostics_.errorCount() >= most_) throw GaveUp{};
  if (offsets_.text(at).empty() && at.getType() != antlr4::Token::EOF)
    return;  // a bracket that J0005 has put there
  const std::size_t index = at.getTokenIndex();
  if (index > 0 && tokens_.at(index - 1).getType() == P::UNEXPECTED) return;  // J0018 has named the culprit
  const auto same_place = [&](const Diagnostic& each) { return each.primary.span == offsets_.span(at); };
  if (std::any_of(diagnostics_.all().begin(), diagnostics_.all().end(), same_place)) return;  // said already
  const antlr4::Token* token = &at;
  const antlr4::Token* previous = &before(at);
  const bool first = places_[at.getTokenIndex()].first;
  if (isComparison(at.getType()) && !first) {
    Diagnostic out{.code = "J0014",
                   .message = "comparisons do not chain",
                   .primary = {offsets_.span(at), "a second comparison of the same value"},
                   .help = "write `a < b and b < c`"};
    unchain(out, at);
    diagnostics_.report(std::move(out));
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
         .secondary = {{offsets_.span(*previous), "this is unfinished"}},
         .help = "finish the line before: something belongs behind " + quoted(*previous)});
    return;
  }
  if (nameless(parser, *previous)) return;
  Diagnostic out{.code = "J0010", .message = {}, .primary = {offsets_.span(*token), ""}};
  const std::string wanted = describeExpected(expected);
  const bool start_of_file = previous == token;
  const std::string after = start_of_file ? std::string() : afterWhat(parser, *previous);
  out.message = wanted.empty() ? found(*token) + " cannot stand here" + after
                               : "expected " + wanted + after + ", found " + found(*token);
  if (!bareOption(out, *token, *previous) && !synonym(out, *token, expected, !first) &&
      !spareComma(out, *token, *previous))
    suggest(out, *token, expected, !first);
  if (out.help.empty()) out.help = advice(*token, *previous, expected);
  if (out.help.empty()) insertion(out, *token, *previous, expected);
  const Span end{offsets_.span(*previous).end, offsets_.span(*previous).end};
  if (out.help.empty() && expected.contains(static_cast<std::size_t>(P::COMMA)) &&
      !isCloser(token->getType())) {
    out.help = "put `,` between the two";
    out.fix = Fix{end, ","};
  }
  if (out.help.empty() && token->getType() >= P::K_AND && token->getType() <= P::K_PREVIOUS &&
      wanted == "a name") {
    out.help = quoted(*token) + " has a meaning of its own everywhere; choose another name";
  }
  diagnostics_.report(std::move(out));
}

}  // namespace jurat
