#include "engine/testing/complaints.h"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/evaluate/assessment.h"
#include "engine/testing/plan.h"

namespace jurat {
namespace {

const std::vector<std::string>& outcomesOf(TestTarget::Kind kind) {
  static const std::vector<std::string> rules = {"satisfied",    "violated", "pending",
                                                 "undetermined", "review",   "not_applicable",
                                                 "not_in_force", "error"};
  static const std::vector<std::string> benefits = {"eligible", "not_eligible", "undetermined", "review",
                                                    "not_in_force"};
  return kind == TestTarget::Kind::Benefit ? benefits : rules;
}

// `cell`: where the word stands, which in a table may be something else altogether.
bool isOutcome(const Aim& aim, const ast::Name& word, Span cell, Diagnostics& diagnostics) {
  const bool benefit = aim.target.kind == TestTarget::Kind::Benefit;
  if (benefit ? benefitFromWord(word.text).has_value() : outcomeFromWord(word.text).has_value()) return true;
  const std::vector<std::string>& known = outcomesOf(aim.target.kind);
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
  Diagnostic diagnostic{
      .code = "J0524",
      .message = std::string(benefit ? "a benefit has no outcome `" : "there is no outcome `") +
                 std::string(word.text) + "`",
      .primary = {word ? word.span : cell, "not an outcome"}};
  if (!word) diagnostic.message = "an outcome is expected here";
  suggestWord(diagnostic, word.text, known,
              std::string(benefit ? "the outcomes of a benefit are " : "the outcomes are ") + all);
  diagnostics.report(std::move(diagnostic));
  return false;
}

// `expect RULE = violated`, `expect VALUE is middle`: the other word or sign is meant.
bool otherWay(const Aim& aim, const ast::Expect& expect, Diagnostics& diagnostics) {
  const bool outcome = expect.kind == ast::ExpectKind::Outcome;
  const Span value = outcome ? expect.outcome.span : expect.value != nullptr ? expect.value->span : Span{};
  Diagnostic diagnostic{
      .code = "J0524",
      .message =
          "`" + aim.text + "` has " + (outcome ? "a value, not an outcome" : "an outcome, not a value"),
      .primary = {expect.target.path.span, outcome ? "not a rule" : "a rule"},
      .help = outcome ? "write `=` in place of `is`, and the value" : "write `is` and the outcome"};
  const bool outcome_word = !outcome && expect.kind == ast::ExpectKind::Compare && expect.value != nullptr &&
                            expect.value->kind == ast::ExprKind::Name;
  const bool turns = outcome ? !outcomeFromWord(expect.outcome.text) : outcome_word;
  if (turns && value.known()) {
    diagnostic.help = outcome ? "write `=` in place of `is`" : "write `is` in place of the sign";
    diagnostic.fix = Fix{{expect.target.span.end, value.begin}, outcome ? " = " : " is "};
  }
  diagnostics.report(std::move(diagnostic));
  return false;
}

}  // namespace

void suggestWord(Diagnostic& diagnostic, std::string_view written, const std::vector<std::string>& known,
                 std::string otherwise, bool in_quotes) {
  const std::optional<std::string> near = nearest(written, std::span<const std::string>(known));
  diagnostic.help = near ? "did you mean `" + *near + "`?" : std::move(otherwise);
  if (near) diagnostic.fix = Fix{diagnostic.primary.span, in_quotes ? "\"" + *near + "\"" : *near};
}

bool suits(const Aim& aim, const ast::Expect& expect, Diagnostics& diagnostics) {
  const TestTarget::Kind kind = aim.target.kind;
  const bool has_outcome = kind == TestTarget::Kind::Rule || kind == TestTarget::Kind::Benefit;
  switch (expect.kind) {
    case ast::ExpectKind::Outcome:
      if (!has_outcome) return otherWay(aim, expect, diagnostics);
      break;
    case ast::ExpectKind::Compare:
    case ast::ExpectKind::Range:
    case ast::ExpectKind::Unknown:
      if (kind == TestTarget::Kind::Rule) return otherWay(aim, expect, diagnostics);
      return true;
    case ast::ExpectKind::Missing:
    case ast::ExpectKind::Exposes:  // only rules expose; exposure_expectations.cpp says so
      return true;
  }
  if (!isOutcome(aim, expect.outcome, expect.span, diagnostics)) return false;
  return std::all_of(expect.could_be.begin(), expect.could_be.end(),
                     [&](const ast::Name& each) { return isOutcome(aim, each, expect.span, diagnostics); });
}

void reportNoValue(Diagnostics& diagnostics, const ast::Name& name, const ast::Item& item) {
  const std::string definition(name.text);
  diagnostics.report({.code = "J0530",
                      .message = "`" + definition + "` is a definition, and its value is no " +
                                 (item.kind == ast::ItemKind::List ? "list" : "record"),
                      .primary = {item.span, "one value is expected here"},
                      .help = "write `" + definition + ": VALUE`; where it is `per` a choice, `" +
                              definition + ": { OPTION: VALUE }`"});
}

}  // namespace jurat
