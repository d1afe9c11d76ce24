// Repairs: help that a tool can apply as it stands, said and offered in one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/diagnostic.h"

namespace jurat {
struct Type;
struct Vocabulary;
namespace ast {
struct Expr;
}
}  // namespace jurat

namespace jurat::checking {

// Offers the nearest of `known` in place of the text complained about, which names `written`; `otherwise` is
// the help when none is near.
void suggest(Diagnostic& diagnostic, std::string_view written, const std::vector<std::string_view>& known,
             std::string otherwise = {});

// Offers `replacement` in place of the text complained about, or of `place`.
void offer(Diagnostic& diagnostic, std::string replacement);
void offer(Diagnostic& diagnostic, Span place, std::string replacement);

// Offers a number with what `type` wants of it in place of `place`; where several would do (two units, a
// fraction that is a percentage) the help names them.
void offerNumberAs(Diagnostic& diagnostic, Span place, std::string_view digits, const Type& type,
                   const Vocabulary& vocabulary);

// What may have been meant by `2026-31-03`, or how long the month of `2026-11-31` is.
void suggestDay(Diagnostic& diagnostic, std::string_view written);

// A literal as it is written; empty for what is none.
std::string literalText(const ast::Expr& written);

// The same pinpoint in other usual forms: `Article 5` as `Art. 5`, `第5条` as `第五条`.
std::vector<std::string> otherForms(std::string_view citation);

// What stands where `type` is wanted, as help for whoever wrote something else.
std::string exampleOf(const Type& type, const Vocabulary& vocabulary);

// The nearest currency to what was written: `eur`, `EURO`, `€`.
void suggestCurrency(Diagnostic& diagnostic, std::string_view written);

}  // namespace jurat::checking
