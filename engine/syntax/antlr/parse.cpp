#include "engine/syntax/parse.h"

#include <exception>

#include "engine/syntax/antlr/builder.h"
#include "engine/syntax/antlr/proofread.h"
#include "engine/syntax/antlr/recovery.h"
#include "engine/syntax/antlr/slips.h"

namespace jurat {

namespace {

using antlr4::atn::PredictionMode;
using grammar::JuratLexer;
using grammar::JuratParser;

// Thrown by the guard, caught below: the parser's own recursion is about to go too deep.
struct TooDeep {
  antlr4::Token* token;
};

// Brackets are bounded before parsing; this bounds what nests without brackets (`not not`, `higher of higher
// of`).
class DepthGuard : public antlr4::tree::ParseTreeListener {
 public:
  explicit DepthGuard(std::size_t most) : most_(most) {}
  void enterEveryRule(antlr4::ParserRuleContext* context) override {
    if (++depth_ > most_) throw TooDeep{context->start};
  }
  void exitEveryRule(antlr4::ParserRuleContext*) override { --depth_; }
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}
  void reset() { depth_ = 0; }

 private:
  std::size_t depth_ = 0;
  std::size_t most_;
};

// Rules entered for one level of nesting: declaration, clause, condition, limb, list, limb, condition, value
// ...
constexpr std::size_t kRulesPerLevel = 8;

class Reading {
 public:
  Reading(const SourceFile& source, const Limits& limits)
      : input_(standIns(source)),
        lexer_(&input_),
        tokens_(&lexer_),
        parser_(&tokens_),
        guard_(limits.nesting * kRulesPerLevel) {
    lexer_.removeErrorListeners();
    parser_.removeErrorListeners();
    parser_.addParseListener(&guard_);
    tokens_.fill();
    settleCases(tokens_);
  }

  Tokens& tokens() { return tokens_; }
  JuratParser& parser() { return parser_; }

  // Null when SLL prediction has a doubt.
  JuratParser::FileContext* first() {
    mode(PredictionMode::SLL);
    parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    try {
      return parser_.file();
    } catch (const antlr4::ParseCancellationException&) {
      return nullptr;
    }
  }

  JuratParser::FileContext* second(const Offsets& offsets, Diagnostics& diagnostics, std::size_t most) {
    rewind();
    mode(PredictionMode::LL);
    parser_.setErrorHandler(std::make_shared<Recovery>(tokens_, offsets, diagnostics, most));
    return parser_.file();
  }

  void mode(PredictionMode mode) {
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
  }
  void rewind() {
    tokens_.seek(0);
    parser_.reset();
    guard_.reset();
  }

 private:
  antlr4::ANTLRInputStream input_;
  JuratLexer lexer_;
  Tokens tokens_;
  JuratParser parser_;
  DepthGuard guard_;
};

void read(const SourceFile& source, Diagnostics& diagnostics, const Limits& limits, ast::File& out) {
  Reading reading(source, limits);
  Offsets offsets(source);
  if (tooLong(reading.tokens(), offsets, limits, diagnostics)) return;
  Slips slips(reading.tokens(), offsets, diagnostics);
  slips.dates();
  try {
    JuratParser::FileContext* tree = nullptr;
    if (!looksWrong(reading.tokens())) {
      if (!proofread(reading.tokens(), offsets, limits, diagnostics)) return;
      tree = reading.first();
    }
    if (tree == nullptr) {
      reading.rewind();
      slips.run();
      if (!proofread(reading.tokens(), offsets, limits, diagnostics)) return;
      tree = reading.first();
    }
    if (tree == nullptr) tree = reading.second(offsets, diagnostics, limits.errors);
    Builder(offsets, limits, diagnostics, out).build(*tree);
    out.mended = offsets.takeMended();
  } catch (const Recovery::GaveUp&) {
    // The tree of the part that was read is dropped with the rest: half a pack has nothing to say.
  } catch (const TooDeep& deep) {
    diagnostics.report({.code = "J0004",
                        .message = "this goes too deep to be read",
                        .primary = {deep.token == nullptr ? Span{} : offsets.span(*deep.token), ""},
                        .help = "give parts of it a name with `define`"});
  }
}

}  // namespace

std::unique_ptr<ast::File> parse(const SourceFile& source, Diagnostics& diagnostics, const Limits& limits) {
  auto out = std::make_unique<ast::File>();
  const std::size_t before = diagnostics.errorCount();
  out->span = source.span(0, source.text.size());
  try {
    read(source, diagnostics, limits, *out);
  } catch (const std::exception& e) {
    diagnostics.report({.code = "J0001",
                        .message = std::string("the file cannot be read as text: ") + e.what(),
                        .primary = {source.span(0, 0), ""}});
  }
  out->broken = diagnostics.errorCount() > before;
  return out;
}

GrammarProbe probeGrammar(const SourceFile& source) {
  class Counter : public antlr4::BaseErrorListener {
   public:
    explicit Counter(GrammarProbe& out) : out_(out) {}
    void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA&, std::size_t start, std::size_t stop,
                         bool, const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
      ++out_.ambiguities;
      for (std::size_t i = start; i <= stop; ++i)
        out_.ambiguous += parser->getTokenStream()->get(i)->getText() + " ";
      out_.ambiguous += '\n';
    }

   private:
    GrammarProbe& out_;
  };
  GrammarProbe out;
  Reading reading(source, {});
  Counter counter(out);
  try {
    out.needed_second_stage = reading.first() == nullptr;
    reading.rewind();
    reading.parser().addErrorListener(&counter);
    reading.mode(PredictionMode::LL_EXACT_AMBIG_DETECTION);
    reading.parser().setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
    reading.parser().file();
  } catch (const TooDeep&) {
    out.needed_second_stage = true;
  }
  return out;
}

}  // namespace jurat
