#include "engine/check/names/clause_rules.h"
#include "engine/check/repairs.h"

#include <algorithm>
#include <initializer_list>

#include "engine/source/code_pages.h"

namespace jurat::checking {
namespace {

using Kind = ast::ClauseKind;

constexpr std::uint32_t bit(Home home) { return 1u << static_cast<unsigned>(home); }
constexpr std::uint32_t bits(std::initializer_list<Home> homes) {
  std::uint32_t out = 0;
  for (const Home home : homes) out |= bit(home);
  return out;
}

struct Row {
  Kind kind;
  std::string_view spelling;
  std::uint32_t homes;
};

constexpr std::uint32_t kNorms = bits({Home::Rule, Home::Controls});
constexpr std::uint32_t kNormCases = bits({Home::RuleCase, Home::ControlsCase});
constexpr std::uint32_t kValues = bits({Home::Define, Home::Amount, Home::Benefit, Home::Parameter});
constexpr std::uint32_t kDeclarations =
    kNorms | kValues | bits({Home::Table, Home::DecisionTable, Home::Rates, Home::Statement});
constexpr std::uint32_t kCited = kDeclarations | bits({Home::Calendar});
constexpr std::uint32_t kCases = kNormCases | bits({Home::DefineCase, Home::AmountCase});
constexpr std::uint32_t kAmounts = bits({Home::Amount, Home::Benefit, Home::AmountCase});

constexpr Row kRows[] = {
    {Kind::Title, "title", bits({Home::Pack, Home::Section}) | kCited},
    {Kind::Source, "source", bits({Home::Pack})},
    {Kind::Jurisdiction, "jurisdiction", bits({Home::Pack})},
    {Kind::Edition, "edition", bits({Home::Pack})},
    {Kind::Version, "version", bits({Home::Pack})},
    {Kind::Language, "language", bits({Home::Pack})},
    {Kind::Currency, "currency", bits({Home::Pack})},
    {Kind::Base, "base", bits({Home::Rates})},
    {Kind::Deadlines, "deadlines", bits({Home::Pack})},
    {Kind::MonthEnd, "month_end", bits({Home::Pack})},
    {Kind::TimeZone, "time_zone", bits({Home::Pack})},
    {Kind::WaiverLength, "waivers at most", bits({Home::Pack})},
    {Kind::CalledFor, "called for when", bits({Home::Pack})},
    {Kind::Status, "status", bits({Home::Pack, Home::Statement})},
    {Kind::Dated, "dated", bits({Home::Statement})},
    {Kind::Supersedes, "supersedes", bits({Home::Pack})},
    {Kind::AsStated, "as_stated", bits({Home::Statement})},
    {Kind::AsEnacted, "as_enacted", bits({Home::Statement})},
    {Kind::Cites, "cites", bits({Home::Section}) | kCited | kCases},
    {Kind::Strength, "strength", bits({Home::Pack, Home::Section, Home::Statement}) | kNorms},
    {Kind::Effective, "effective from",
     bits({Home::Section, Home::Amount, Home::Benefit, Home::Statement}) | kNorms},
    {Kind::AppliesWhen, "applies when", bits({Home::Pack, Home::Section}) | kNorms},
    {Kind::EligibleWhen, "eligible when", bits({Home::Benefit})},
    {Kind::Requires, "requires", bits({Home::Rule, Home::RuleCase, Home::ControlsCase})},
    {Kind::Forbids, "forbids", bits({Home::Rule, Home::RuleCase, Home::ControlsCase})},
    {Kind::Permits, "permits", kNormCases},
    {Kind::DoneOn, "done on", bits({Home::Rule, Home::RuleCase, Home::ControlsCase})},
    {Kind::Due, "due", kNorms | kNormCases},
    {Kind::MetWhen, "met when", bits({Home::Controls, Home::ControlsCase})},
    {Kind::Per, "per", bits({Home::Controls})},
    {Kind::Severity, "severity", bits({Home::Section}) | kNorms},
    {Kind::Exposes, "exposes", bits({Home::Section}) | kNorms | kNormCases},
    {Kind::Remedy, "remedy", kNorms},
    {Kind::Evidence, "evidence", kNorms},
    {Kind::NotWaivable, "not waivable", kNorms},
    {Kind::Confidence, "confidence", bits({Home::Pack, Home::Section}) | kDeclarations | kCases},
    {Kind::Note, "note", kCited | kCases},
    {Kind::Equals, "equals", kValues | bits({Home::DefineCase, Home::AmountCase})},
    {Kind::AtMost, "at most", kAmounts},
    {Kind::AtLeast, "at least", kAmounts},
    {Kind::Alternatives, "alternatives", kAmounts},
    {Kind::RenamedFrom, "renamed from", 0},
    {Kind::RestsOn, "rests on", 0},
    {Kind::Reviewed, "reviewed", bits({Home::Pack, Home::Section, Home::Entity}) | kCited | kCases},
    {Kind::Lint, "lint", bits({Home::Pack})},
    {Kind::Years, "years", bits({Home::Calendar})},
    {Kind::Weekend, "weekend", bits({Home::Calendar})},
    {Kind::LowestOfCaps, "lowest of", 0},
    {Kind::Except, "except", kNorms | kCases | bits({Home::Define, Home::Amount, Home::Benefit})},
};

const Row* rowOf(Kind kind) {
  for (const Row& row : kRows) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

// What `jurat lint` finds, and the two warnings of this room that are like it.
bool isFinding(std::string_view code) {
  const std::span<const CodePage> pages = lintPages();
  return code == "J0403" || code == "J0406" ||
         std::any_of(pages.begin(), pages.end(), [&](const CodePage& each) { return each.code == code; });
}

void checkFindingCode(const Context& context, const ast::Clause& clause) {
  const std::string_view code = clause.word.text;
  if (clause.word && isFinding(code)) return;
  context.report({.code = "J0330",
                  .message = quoted(code) + " is no finding that could be " +
                             (clause.kind == Kind::Lint ? "switched" : "reviewed"),
                  .primary = {clause.word.span, "not a code of `jurat lint`"},
                  .help = "write the code that `jurat lint` shows in brackets before the finding"});
}

std::string_view homeText(Home home) {
  switch (home) {
    case Home::Pack:
      return "a pack";
    case Home::Section:
      return "a section";
    case Home::Rule:
      return "a rule";
    case Home::RuleCase:
      return "an exception of a rule";
    case Home::Define:
      return "a definition";
    case Home::DefineCase:
      return "an exception of a definition";
    case Home::Amount:
      return "an amount";
    case Home::AmountCase:
      return "an exception of an amount or a benefit";
    case Home::Benefit:
      return "a benefit";
    case Home::Parameter:
      return "a parameter";
    case Home::Table:
      return "a table of data";
    case Home::DecisionTable:
      return "a decision table";
    case Home::Rates:
      return "rates";
    case Home::Calendar:
      return "a calendar";
    case Home::Statement:
      return "a statement";
    case Home::Controls:
      return "controls";
    case Home::ControlsCase:
      return "an exception of controls";
    case Home::Entity:
      return "an entity";
  }
  return "a declaration";
}

}  // namespace

bool allowed(Home home, Kind kind) {
  const Row* row = rowOf(kind);
  return row != nullptr && (row->homes & bit(home)) != 0;
}

void checkLint(const Context& context, const ast::Clause& clause) {
  checkFindingCode(context, clause);
  const auto level = oneOf(context, clause.word2, "level of a lint", {"off", "note", "warning", "error"});
  if (level != std::optional<std::size_t>(0) || clause.string) return;
  context.report({.code = "J0331",
                  .message = "a lint is switched off without a reason",
                  .primary = {clause.span, "why does it not count here?"},
                  .help = "write `lint " + std::string(clause.word.text) + " off \"REASON\"`"});
}

bool describesWhole(Kind kind) {
  switch (kind) {
    case Kind::Reviewed:
    case Kind::Title:
    case Kind::Severity:
    case Kind::Strength:
    case Kind::NotWaivable:
    case Kind::Remedy:
    case Kind::Evidence:
    case Kind::Per:
    case Kind::Dated:
    case Kind::Status:
    case Kind::AsStated:
    case Kind::AsEnacted:
      return true;
    default:
      return false;
  }
}

std::string_view spelling(Kind kind) {
  const Row* row = rowOf(kind);
  return row == nullptr ? std::string_view("this") : row->spelling;
}

Home caseOf(Home home) {
  switch (home) {
    case Home::Rule:
      return Home::RuleCase;
    case Home::Define:
      return Home::DefineCase;
    case Home::Amount:
    case Home::Benefit:
      return Home::AmountCase;
    case Home::Controls:
      return Home::ControlsCase;
    default:
      return home;
  }
}

bool admit(const Context& context, Home home, const ast::Clause& clause, bool in_version) {
  if (clause.kind == Kind::Broken) return false;
  if (clause.kind == Kind::Reviewed) checkFindingCode(context, clause);
  if (allowed(home, clause.kind) && !(in_version && describesWhole(clause.kind))) return true;
  std::vector<std::string_view> names;
  for (const Row& row : kRows) {
    if ((row.homes & bit(home)) != 0 && !(in_version && describesWhole(row.kind)))
      names.push_back(row.spelling);
  }
  const std::string where = in_version ? "a version" : std::string(homeText(home));
  Diagnostic diagnostic{.code = "J0302",
                        .message = quoted(spelling(clause.kind)) + " cannot stand in " + where,
                        .primary = {clause.keyword, "not expected here"}};
  if (in_version && allowed(home, clause.kind)) {
    diagnostic.help = "write it outside the version: it holds on every day";
  } else {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) all += i + 1 == names.size() ? " and " : ", ";
      all += quoted(names[i]);
    }
    diagnostic.help = names.empty() ? where + " holds facts only" : where + " can hold " + all;
  }
  context.report(std::move(diagnostic));
  return false;
}

void reportTwice(const Context& context, const ast::Clause& first, const ast::Clause& second) {
  if (first.span == second.span) return;
  const bool same = first.kind == second.kind;
  context.report({.code = "J0303",
                  .message = same ? quoted(spelling(second.kind)) + " is stated twice"
                                  : quoted(spelling(first.kind)) + " and " + quoted(spelling(second.kind)) +
                                        " cannot stand side by side",
                  .primary = {second.keyword, same ? "stated again here" : "the other one"},
                  .secondary = {{first.keyword, same ? "stated first here" : "one of them"}},
                  .help = "keep one of them"});
}

const ast::Clause* only(const Context& context, const std::vector<const ast::Clause*>& clauses, Kind kind) {
  const ast::Clause* found = nullptr;
  for (const ast::Clause* each : clauses) {
    if (each->kind != kind) continue;
    if (found != nullptr) {
      reportTwice(context, *found, *each);
    } else {
      found = each;
    }
  }
  return found;
}

std::optional<std::size_t> oneOf(const Context& context, const ast::Name& word, std::string_view what,
                                 const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word.text) return i;
  }
  if (!word) return std::nullopt;
  Diagnostic diagnostic{.code = "J0106",
                        .message = quoted(word.text) + " is not a " + std::string(what),
                        .primary = {word.span, "one of " + listed(words) + " is expected"}};
  suggest(diagnostic, word.text, words, "write " + listed(words));
  context.report(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace jurat::checking
