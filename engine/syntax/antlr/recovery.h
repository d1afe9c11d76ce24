// What happens when the parser stops understanding: one report in the author's terms, then on with the next
// clause.
#pragma once
#include <string>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/syntax/antlr/tokens.h"

namespace jurat {

// Resumes by layout: brackets are balanced (see proofread.h), so the text to skip ends where the enclosing
// bracket ends, at the next item of a list, or at a line that begins no deeper than the clause that failed.
class Recovery : public antlr4::DefaultErrorStrategy {
 public:
  // Thrown when `most` faults have been reported: nobody reads more, and each costs as much as a page of good
  // text.
  struct GaveUp {};
  Recovery(Tokens& tokens, const Offsets& offsets, Diagnostics& diagnostics, std::size_t most);

  void sync(antlr4::Parser* parser) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override;
  void recover(antlr4::Parser* parser, std::exception_ptr e) override;

 private:
  struct Place {
    bool first = false;        // of its line
    std::size_t indent = 0;    // of its line
    std::size_t previous = 0;  // the visible token before it; itself if there is none
  };

  std::size_t openIn(antlr4::Parser& parser) const;
  void skip(antlr4::Parser& parser, std::size_t from, std::size_t depth);
  bool resumes(const antlr4::Token& token, std::size_t from, std::size_t indent, bool in_list,
               bool in_row) const;
  void unknownItem(antlr4::Parser& parser, const antlr4::misc::IntervalSet& expected);
  void unexpected(antlr4::Parser& parser, const antlr4::Token& token,
                  const antlr4::misc::IntervalSet& expected);
  static bool beginsItem(antlr4::Parser& parser, const antlr4::Token& token);
  bool rewound(antlr4::Parser& parser);
  bool nameless(antlr4::Parser& parser, const antlr4::Token& previous);
  const antlr4::Token& before(const antlr4::Token& token) const;
  std::string found(const antlr4::Token& token) const;
  std::string quoted(const antlr4::Token& token) const;
  std::string afterWhat(antlr4::Parser& parser, const antlr4::Token& previous) const;
  void suggest(Diagnostic& out, const antlr4::Token& token, const antlr4::misc::IntervalSet& expected,
               bool operators) const;

  // ---- repair.cpp: each true when it has found help
  bool synonym(Diagnostic& out, const antlr4::Token& token, const antlr4::misc::IntervalSet& expected,
               bool inside) const;
  bool insertion(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous,
                 const antlr4::misc::IntervalSet& expected) const;
  bool bareOption(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous) const;
  bool spareComma(Diagnostic& out, const antlr4::Token& token, const antlr4::Token& previous) const;
  void unchain(Diagnostic& out, const antlr4::Token& second) const;
  std::string advice(const antlr4::Token& token, const antlr4::Token& previous,
                     const antlr4::misc::IntervalSet& expected) const;

  Tokens& tokens_;
  const Offsets& offsets_;
  Diagnostics& diagnostics_;
  std::size_t most_;           // error count at which to give up
  std::vector<Place> places_;  // by token index
  std::size_t resumed_ = 0;    // the last of those below; none is read again twice
  std::size_t resume_at_ = 0;  // a token that was taken for a name though it begins the next clause
};

// "`{`", "a condition or `}`": what a set of tokens means to an author.
std::string describeExpected(const antlr4::misc::IntervalSet& expected);
// The words in a set of tokens.
std::vector<std::string> wordsOf(const antlr4::misc::IntervalSet& expected);
// How a token is spelled; empty for those with many spellings.
std::string spelling(std::size_t type);

}  // namespace jurat
