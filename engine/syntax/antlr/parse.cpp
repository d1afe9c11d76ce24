#include "engine/syntax/parse.h"

#include <exception>

#include "engine/syntax/antlr/builder.h"
#include "engine/syntax/antlr/tokens.h"

namespace jurat {

namespace {

using grammar::JuratLexer;
using grammar::JuratParser;

// Says where the grammar stopped understanding.
class Listener : public antlr4::BaseErrorListener {
 public:
  Listener(const Offsets& offsets, Diagnostics& diagnostics) : offsets_(offsets), diagnostics_(diagnostics) {}
  void syntaxError(antlr4::Recognizer*, antlr4::Token* token, std::size_t, std::size_t, const std::string& message,
                   std::exception_ptr) override {
    diagnostics_.report({.code = "J0010", .message = message, .primary = {offsets_.span(*token), ""}});
  }

 private:
  const Offsets& offsets_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::unique_ptr<ast::File> parse(const SourceFile& source, Diagnostics& diagnostics, const Limits& limits) {
  auto out = std::make_unique<ast::File>();
  antlr4::ANTLRInputStream input(source.text);
  JuratLexer lexer(&input);
  lexer.removeErrorListeners();
  Tokens tokens(&lexer);
  tokens.fill();
  const Offsets offsets(source);
  JuratParser parser(&tokens);
  parser.removeErrorListeners();
  auto* prediction = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
  JuratParser::FileContext* tree = nullptr;
  Listener listener(offsets, diagnostics);
  const std::size_t before = diagnostics.errorCount();
  try {
    prediction->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    tree = parser.file();
  } catch (const antlr4::ParseCancellationException&) {
    tokens.seek(0);
    parser.reset();
    parser.addErrorListener(&listener);
    prediction->setPredictionMode(antlr4::atn::PredictionMode::LL);
    parser.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
    tree = parser.file();
  }
  Builder(offsets, limits, diagnostics, *out).build(*tree);
  out->broken = diagnostics.errorCount() > before;
  return out;
}

GrammarProbe probeGrammar(const SourceFile& source) {
  GrammarProbe out;
  antlr4::ANTLRInputStream input(source.text);
  JuratLexer lexer(&input);
  lexer.removeErrorListeners();
  Tokens tokens(&lexer);
  JuratParser parser(&tokens);
  parser.removeErrorListeners();
  auto* prediction = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
  prediction->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  try {
    parser.file();
  } catch (const antlr4::ParseCancellationException&) {
    out.needed_second_stage = true;
  }
  class Counter : public antlr4::BaseErrorListener {
   public:
    std::size_t count = 0;
    void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, std::size_t, std::size_t, bool, const antlrcpp::BitSet&,
                         antlr4::atn::ATNConfigSet*) override {
      ++count;
    }
  } counter;
  tokens.seek(0);
  parser.reset();
  parser.addErrorListener(&counter);
  prediction->setPredictionMode(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  parser.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
  parser.file();
  out.ambiguities = counter.count;
  return out;
}

}  // namespace jurat
