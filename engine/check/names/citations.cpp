#include "engine/check/names/citations.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/literals.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

struct Patterns::Compiled {
  std::map<std::string, std::unique_ptr<RE2>> by_text;

  const RE2& of(const std::string& pattern) {
    std::unique_ptr<RE2>& slot = by_text[pattern];
    if (!slot) {
      // A hostile pattern may cost no more than this, and nothing on standard error.
      constexpr std::int64_t kMostBytes = 1 << 20;
      RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(kMostBytes);
      slot = std::make_unique<RE2>(pattern, options);
    }
    return *slot;
  }
};

Patterns::Patterns() : compiled_(std::make_unique<Compiled>()) {}
Patterns::~Patterns() = default;

bool Patterns::valid(const std::string& pattern) { return compiled_->of(pattern).ok(); }

bool Patterns::matches(const std::string& pattern, const std::string& text) {
  const RE2& compiled = compiled_->of(pattern);
  return !compiled.ok() || RE2::FullMatch(text, compiled);
}

void addSource(Context& context, const ast::Clause& clause, checked::Pack& pack) {
  const auto same = [&](const checked::Source& each) { return each.name == clause.word.text; };
  if (std::any_of(pack.sources.begin(), pack.sources.end(), same)) {
    context.report({.code = "J0110",
                    .message = "the source " + quoted(clause.word.text) + " is declared twice",
                    .primary = {clause.word.span, "declared again here"},
                    .help = "give it another name"});
    return;
  }
  checked::Source source;
  source.name = clause.word.text;
  source.title = {std::string(clause.string.en), std::string(clause.string.zh)};
  source.binding = !clause.negated;
  source.pattern = clause.string2.en;
  if (!source.pattern.empty() && !context.patterns->valid(source.pattern)) {
    context.report({.code = "J0128",
                    .message = "the pattern of the source " + quoted(source.name) + " cannot be read",
                    .primary = {clause.string2.span, "not a regular expression"},
                    .help = "write it in the syntax of RE2, as in `\"Art\\\\. \\\\d+.*\"`"});
    source.pattern.clear();
  }
  pack.sources.push_back(std::move(source));
}

namespace {

std::optional<std::uint32_t> sourceOf(Context& context, PackId pack, const ast::Clause& clause) {
  const checked::Pack& own = context.program.packs[pack];
  if (context.packs[raw(pack)].opening == nullptr) return std::nullopt;  // reported: nothing opens the pack
  if (own.sources.empty()) {
    context.report({.code = "J0129",
                    .message = "the pack " + quoted(own.id) + " names no source that could be cited",
                    .primary = {clause.keyword, "this cites"},
                    .secondary = {{own.span, "the pack is declared here"}},
                    .help = "write `source act \"TITLE OF THE ACT\"` in the braces of the pack"});
    return std::nullopt;
  }
  if (!clause.word) return 0;
  std::vector<std::string_view> known;
  for (std::uint32_t i = 0; i < own.sources.size(); ++i) {
    if (own.sources[i].name == clause.word.text) return i;
    known.push_back(own.sources[i].name);
  }
  Diagnostic diagnostic{.code = "J0126",
                        .message = "the pack has no source " + quoted(clause.word.text),
                        .primary = {clause.word.span, "not a source"},
                        .secondary = {{own.span, "the sources stand in this pack"}}};
  suggest(diagnostic, clause.word.text, known, "its sources are " + listed(known, "and"));
  context.report(std::move(diagnostic));
  return std::nullopt;
}

bool fitsPattern(Context& context, PackId pack, const checked::Citation& citation, Span span) {
  const checked::Source& source = context.program.packs[pack].sources[citation.source];
  if (source.pattern.empty() || context.patterns->matches(source.pattern, citation.text)) return true;
  Diagnostic diagnostic{
      .code = "J0127",
      .message = quoted(citation.text) + " is not how " + quoted(source.name) + " is cited",
      .primary = {span, "does not fit the pattern of the source"},
      .secondary = {{context.program.packs[pack].span, "the source is declared in this pack"}},
      .help = "its pattern is `" + source.pattern + "`"};
  for (const std::string& form : otherForms(citation.text)) {
    if (!context.patterns->matches(source.pattern, form)) continue;
    offer(diagnostic, "\"" + form + "\"");
    break;
  }
  context.report(std::move(diagnostic));
  return false;
}

// `choice.cites`: of the option that `per` stands for.
std::optional<checked::Citation> citedOption(Context& context, PackId pack, const ast::Clause& clause,
                                             const ast::Expr& base, ChoiceId per) {
  const Lookup<Named<ChoiceId>> found = context.names.choice(base.name.text, pack);
  const bool own =
      std::any_of(found.seen.begin(), found.seen.end(), [&](const auto& each) { return each.id == per; });
  if (!own || per == ChoiceId{kNoId}) return std::nullopt;
  return optionCitation(context, pack, per, clause.span);
}

// The data table a `cites` clause reads, by `table.cites` or `table[option].cites`.
std::optional<checked::Citation> citedColumn(Context& context, PackId pack, const ast::Clause& clause,
                                             const ast::Expr& table_name, const ast::Expr* index,
                                             ChoiceId per, std::vector<DeclarationId>& reads) {
  const Lookup<Named<DeclarationId>> found = context.names.declaration(table_name.name.text, pack);
  for (const Named<DeclarationId>& each : found.seen) {
    const checked::Declaration& table = context.program.declarations[each.id];
    if (table.kind != checked::DeclarationKind::DataTable) continue;
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
      if (!table.columns[i].citations) continue;
      reads.push_back(each.id);
      checked::Citation citation;
      citation.span = clause.span;
      citation.table = each.id;
      citation.column = i;
      if (index == nullptr) {
        if (table.per != per) return std::nullopt;
        return citation;
      }
      const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
      const std::optional<std::uint32_t> option = literals.option(*index, table.per, "J0117");
      if (!option) return std::nullopt;
      const std::vector<std::uint32_t>& lowest = context.program.vocabulary.choices[table.per].lowest;
      const auto at = std::find(lowest.begin(), lowest.end(), *option) - lowest.begin();
      const auto [first, last] = table.rowsOf(static_cast<std::uint32_t>(at));
      if (first == last) return std::nullopt;
      citation.lowest = static_cast<std::uint32_t>(at);
      if (last - first > 1) return citation;
      citation.table = DeclarationId{kNoId};
      if (const auto* text = std::get_if<std::string>(&table.columns[i].values[first])) citation.text = *text;
      return citation;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<checked::Citation> optionCitation(Context& context, PackId pack, ChoiceId choice, Span span) {
  const Choice& options = context.program.vocabulary.choices[choice];
  for (const std::uint32_t index : options.lowest) {
    if (!options.options[index].cites.empty()) continue;
    context.report({.code = "J0305",
                    .message = "the option " + quoted(options.options[index].name) + " cites nothing",
                    .primary = {span, "the citation of each option is used here"},
                    .secondary = {{options.options[index].span, "write `cites` behind this option"}},
                    .help = "write `cites \"...\"` behind the label of the option"});
    return std::nullopt;
  }
  if (context.program.packs[pack].sources.empty()) {
    ast::Clause clause;
    clause.keyword = span;
    static_cast<void>(sourceOf(context, pack, clause));
    return std::nullopt;
  }
  checked::Citation citation;
  citation.option = true;
  citation.span = span;
  return citation;
}

std::optional<checked::Citation> readCitation(Context& context, PackId pack, const ast::Clause& clause,
                                              ChoiceId per, std::vector<DeclarationId>& reads) {
  if (clause.value == nullptr || clause.value->kind == ast::ExprKind::Broken) return std::nullopt;
  const std::optional<std::uint32_t> source = sourceOf(context, pack, clause);
  if (!source) return std::nullopt;
  const ast::Expr& cited = *clause.value;
  if (cited.kind == ast::ExprKind::String) {
    checked::Citation citation;
    citation.source = *source;
    citation.text = cited.text;
    citation.span = clause.span;
    if (!fitsPattern(context, pack, citation, cited.span)) return std::nullopt;
    return citation;
  }
  if (cited.kind == ast::ExprKind::Member && cited.name.text == "cites") {
    const ast::Expr& base = *cited.args[0];
    const std::size_t before = context.diagnostics.errorCount();
    std::optional<checked::Citation> citation;
    if (base.kind == ast::ExprKind::Name) {
      citation = citedOption(context, pack, clause, base, per);
      if (!citation && context.diagnostics.errorCount() == before) {
        citation = citedColumn(context, pack, clause, base, nullptr, per, reads);
      }
    } else if (base.kind == ast::ExprKind::Index && base.args[0]->kind == ast::ExprKind::Name) {
      citation = citedColumn(context, pack, clause, *base.args[0], base.args[1], per, reads);
    }
    if (citation || context.diagnostics.errorCount() != before) return citation;
  }
  context.report(
      {.code = "J0131",
       .message = "this leads to no citation",
       .primary = {cited.span, "neither a text, nor the citations of a table or of the option"},
       .help = "write `cites \"...\"`, `cites TABLE.cites`, or `cites CHOICE.cites` where the declaration "
               "is `per CHOICE`"});
  return std::nullopt;
}

}  // namespace jurat::checking
