// Texts for people: titles, questions, remedies, notes.
#include <string>

#include "engine/analysis/finding.h"
#include "engine/analysis/walk.h"

namespace jurat::analysis {
namespace {

using ast::ClauseKind;
using ast::DeclarationKind;

// The text between the quotes, as it stands in the file.
std::string_view inside(std::string_view quoted) {
  return quoted.size() < 2 ? std::string_view() : quoted.substr(1, quoted.size() - 2);
}

// Without spaces at its ends and double spaces; `\n` and `\"` are left as they are.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void lintText(Lints& lints, std::string_view text, Span span, const std::string& what) {
  if (!span.known()) return;
  if (tidy(text).empty()) {
    lints.report({.code = "J0446",
                  .message = what + " is empty",
                  .primary = {span, "nothing is said here"},
                  .help = "write it, or delete the clause"});
    return;
  }
  const std::string_view written = inside(lints.sources.text(span));
  const std::string better = tidy(written);
  if (better == written) return;
  lints.report({.code = "J0447",
                .message = what + " has spaces too many",
                .primary = {span, "at an end, or two beside each other"},
                .fix = Fix{span, "\"" + better + "\""}});
}

class Texts {
 public:
  Texts(Lints& lints, bool chinese) : lints_(lints), chinese_(chinese) {}

  void text(const ast::Text& text, const std::string& what) {
    if (!text) return;
    lintText(lints_, text.en, text.span, what);
    if (text.zh_span.known()) lintText(lints_, text.zh, text.zh_span, what);
    if (!chinese_ || !text.zh.empty() || text.en.empty()) return;
    lints_.report({.code = "J0441",
                   .message = what + " has no Chinese text, though the pack is written in both languages",
                   .primary = {text.span, "English only"},
                   .help = "write `zh \"...\"` behind it"});
  }

  void declaration(const ast::Declaration& declaration) {
    const std::string name = tick(declaration.name.text);
    eachClause(declaration, [&](const ast::Clause& each) {
      if (each.kind == ClauseKind::Title) text(each.string, "the title of " + name);
      if (each.kind == ClauseKind::Remedy) text(each.string, "the remedy of " + name);
      if (each.kind == ClauseKind::Note) text(each.string, "a note of " + name);
    });
    eachOption(declaration.options,
               [&](const ast::Option& each) { text(each.label, "the label of " + tick(each.name.text)); });
    for (const ast::Fact& each : declaration.facts) fact(each);
    if (!needsTitle(declaration.kind) || clauseOf(declaration.clauses, ClauseKind::Title) != nullptr) return;
    lints_.report({.code = "J0440",
                   .message = name + " has no title",
                   .primary = {declaration.name.span, "reports would show this name alone"},
                   .help = "write `title \"...\"` below it"});
  }

  void fact(const ast::Fact& fact) {
    text(fact.ask, "the question for " + tick(fact.name.text));
    text(fact.about, "the explanation of " + tick(fact.name.text));
    if (fact.ask && fact.about && tidy(fact.ask.en) == tidy(fact.about.en)) {
      lints_.report({.code = "J0445",
                     .message = "`about` of " + tick(fact.name.text) + " repeats the question",
                     .primary = {fact.about.span, "says what `ask` says"},
                     .secondary = {{fact.ask.span, "the question"}},
                     .help = "delete it, or explain what the question means"});
    }
    if (!fact.ask || fact.ask.en.empty()) return;
    if (asks(fact.ask.en)) return;
    lints_.report({.code = "J0444",
                   .message = "the question for " + tick(fact.name.text) + " does not end like one",
                   .primary = {fact.ask.span, "no question mark"},
                   .help = "ask a question, such as \"Does it ...?\""});
  }

 private:
  static bool needsTitle(DeclarationKind kind) {
    return kind == DeclarationKind::Rule || kind == DeclarationKind::Amount ||
           kind == DeclarationKind::Benefit || kind == DeclarationKind::Statement ||
           kind == DeclarationKind::Controls;
  }

  // A question may be followed by a hint in parentheses.
  static bool asks(std::string_view text) {
    return text.find('?') != std::string_view::npos || text.find("？") != std::string_view::npos;
  }

  Lints& lints_;
  bool chinese_;
};

}  // namespace

void lintTexts(Lints& lints) {
  for (const ast::File* file : lints.files) {
    Texts texts(lints, lints.speaksChinese(*file));
    for (const ast::Clause& each : file->pack_clauses) {
      if (each.kind == ClauseKind::Title) texts.text(each.string, "the title of the pack");
    }
    eachDeclaration(file->declarations, [&](const ast::Declaration& each) { texts.declaration(each); });
  }
}

}  // namespace jurat::analysis
