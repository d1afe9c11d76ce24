#include "engine/manual/article/article.h"

#include <algorithm>

#include "engine/manual/article/levels.h"
#include "engine/source/source_map.h"

namespace jurat::manual {
namespace {

using checked::Declaration;
using checked::DeclarationKind;

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& each : texts) out += (out.empty() ? "" : "; ") + each;
  return out;
}

// Dated values: a day, the value, the law.
Grid parameterGrid(const Declaration& declaration, const Reading& reading) {
  Grid grid{{std::string(say(Word::Day, reading.language)), std::string(say(Word::Value, reading.language)),
             std::string(say(Word::Law, reading.language))},
            {}};
  for (const checked::Version& version : declaration.versions) {
    std::string days = daysText(version.from, version.until, reading.language);
    const checked::Expr* value = version.general.equals;
    const std::string cites = joined(citesOf(version.general.cites, declaration, reading));
    grid.rows.push_back(
        {std::move(days), value != nullptr ? textOf(passageOf(*value, reading)) : std::string(), cites});
  }
  return grid;
}

Grid tableGrid(const Declaration& declaration, const Reading& reading) {
  const Vocabulary& vocabulary = reading.program.vocabulary;
  const Choice& choice = vocabulary.choices[declaration.per];
  Grid grid{{choice.name}, {}};
  if (declaration.dated()) grid.head.emplace_back(say(Word::Day, reading.language));
  for (const checked::Column& column : declaration.columns) {
    grid.head.push_back(column.citations ? std::string(say(Word::Law, reading.language))
                                         : column.name + ": " + typeText(column.type, vocabulary));
  }
  const bool marked = std::any_of(declaration.rows.begin(), declaration.rows.end(),
                                  [](const checked::DataRow& row) { return !row.confidence.plain(); });
  if (marked) grid.head.emplace_back(labelText(Label::Confidence, reading.language));
  for (std::size_t row = 0; row < declaration.rows.size(); ++row) {
    const checked::DataRow& data = declaration.rows[row];
    std::vector<std::string> cells{choice.options[choice.lowest[data.lowest]].name};
    if (declaration.dated()) cells.push_back(daysText(data.from, data.until, reading.language));
    for (const checked::Column& column : declaration.columns) {
      cells.push_back(row < column.values.size() ? valueText(column.values[row], column.type, vocabulary)
                                                 : std::string());
    }
    if (marked) cells.push_back(wordOf(data.confidence, reading.language));
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

// What the columns ask, each row in the words of its author, and what follows.
Grid decisionGrid(const Declaration& declaration, const Reading& reading) {
  const checked::DecisionTable& table = declaration.decision;
  const auto any = [&](auto is) { return std::any_of(table.rows.begin(), table.rows.end(), is); };
  const bool dated = any([](const checked::TableRow& row) { return row.from || row.until; });
  const bool cited = any([](const checked::TableRow& row) { return !row.cites.empty(); });
  const bool marked = any([](const checked::TableRow& row) { return !row.confidence.plain(); });
  Grid grid{{"#"}, {}};
  for (const checked::TestColumn& column : table.columns)
    grid.head.push_back(textOf(passageOf(*column.value, reading)));
  for (const checked::TableOutput& output : table.outputs) grid.head.push_back("-> " + output.name);
  if (dated) grid.head.emplace_back(say(Word::Day, reading.language));
  if (cited) grid.head.emplace_back(say(Word::Law, reading.language));
  if (marked) grid.head.emplace_back(labelText(Label::Confidence, reading.language));
  for (const checked::TableRow& row : table.rows) {
    std::vector<std::string> cells{std::to_string(grid.rows.size() + 1)};
    for (const checked::TestCell& cell : row.tests) cells.emplace_back(reading.sources.text(cell.span));
    for (const checked::Expr* result : row.outputs) cells.push_back(textOf(passageOf(*result, reading)));
    if (dated) cells.push_back(daysText(row.from, row.until, reading.language));
    if (cited) cells.push_back(joined(citesOf(row.cites, declaration, reading)));
    if (marked) cells.push_back(wordOf(row.confidence, reading.language));
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

Grid ratesGrid(const RateTable& rates, const Reading& reading) {
  Grid grid{{std::string(say(Word::Day, reading.language))}, {}};
  for (const std::uint32_t currency : rates.currencies)
    grid.head.push_back(currencyCode(currency) + " / " + currencyCode(rates.base));
  for (const RateRow& row : rates.rows) {
    std::vector<std::string> cells{toText(row.day)};
    for (const std::optional<Number>& rate : row.per_base)
      cells.push_back(rate ? rate->text() : std::string());
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

// The days that differ from the week, under the words that rule files have for them.
Grid calendarGrid(const Declaration& declaration, const Reading& reading) {
  Grid grid{{std::string(say(Word::Day, reading.language)), std::string(say(Word::Value, reading.language))},
            {}};
  for (const auto& [day, worked] : declaration.calendar_rows)
    grid.rows.push_back({toText(day), worked ? "workday" : "holiday"});
  return grid;
}

// What is said once for all versions.
std::vector<Line> standing(const Declaration& declaration, const Reading& reading) {
  const Language language = reading.language;
  std::vector<Line> lines;
  const auto words = [&](Label label, std::string text) {
    if (!text.empty()) lines.push_back({label, plain(std::move(text))});
  };
  if (declaration.kind == DeclarationKind::Statement) {
    words(Label::Date, declaration.document_date);
    words(Label::Status, wordOf(declaration.status, language));
    words(Label::AsStated, declaration.as_stated.in(language));
    words(Label::AsEnacted, declaration.as_enacted.in(language));
  }
  if (declaration.kind == DeclarationKind::Rule) {
    for (const checked::Expr* each : declaration.evidence)
      lines.push_back({Label::Evidence, passageOf(*each, reading)});
    words(Label::Severity, std::string(wordOf(declaration.severity, language)));
  }
  // What a statement is worth is only worth a line when its pack says so, or it is the record of a document.
  const bool states = declaration.kind == DeclarationKind::Statement &&
                      (declaration.strength != checked::Strength::Must || !declaration.document_date.empty());
  if (declaration.kind == DeclarationKind::Rule || states)
    words(Label::Strength, std::string(wordOf(declaration.strength, language)));
  if (!declaration.waivable) words(Label::Waivers, std::string(say(Word::None, language)));
  words(Label::Remedy, declaration.remedy.in(language));
  return lines;
}

void addValues(Article& article, const Declaration& declaration, const Reading& reading) {
  switch (declaration.kind) {
    case DeclarationKind::Parameter:
      article.grid = parameterGrid(declaration, reading);
      break;
    case DeclarationKind::DataTable:
      article.grid = tableGrid(declaration, reading);
      break;
    case DeclarationKind::Rates:
      article.grid = ratesGrid(reading.program.vocabulary.rates[declaration.rates], reading);
      break;
    case DeclarationKind::Calendar:
      article.grid = calendarGrid(declaration, reading);
      break;
    case DeclarationKind::DecisionTable:
      article.grid = decisionGrid(declaration, reading);
      [[fallthrough]];
    case DeclarationKind::Define:
    case DeclarationKind::Amount:
    case DeclarationKind::Benefit:
    case DeclarationKind::Rule:
    case DeclarationKind::Statement:
      for (const checked::Version& version : declaration.versions)
        article.versions.push_back(levelOf(version, declaration, reading));
      break;
  }
}

// The citation an article stands by; where each option has its own, that of the first.
void setPinpoint(Article& article, const Declaration& declaration, const Reading& reading) {
  if (declaration.versions.empty() || declaration.versions.front().general.cites.empty()) return;
  const checked::Program& program = reading.program;
  const checked::Citation& first = declaration.versions.front().general.cites.front();
  article.source = first.source;
  article.pinpoint = first.text;
  if (first.option && article.per != ChoiceId{kNoId}) {
    const Choice& choice = program.vocabulary.choices[article.per];
    article.pinpoint = choice.options[choice.lowest.front()].cites;
  }
  if (first.table == checked::DeclarationId{kNoId}) return;
  const std::vector<Value>& column = program.declarations[first.table].columns[first.column].values;
  if (const auto* text = column.empty() ? nullptr : std::get_if<std::string>(&column.front()))
    article.pinpoint = *text;
}

bool hasType(DeclarationKind kind) {
  return kind == DeclarationKind::Parameter || kind == DeclarationKind::Define ||
         kind == DeclarationKind::DecisionTable || kind == DeclarationKind::Amount ||
         kind == DeclarationKind::Benefit;
}

}  // namespace

std::vector<std::string> citesOf(const std::vector<checked::Citation>& cites, const Declaration& declaration,
                                 const Reading& reading) {
  const checked::Program& program = reading.program;
  const std::vector<checked::Source>& sources = program.packs[declaration.pack].sources;
  std::vector<std::string> texts;
  for (const checked::Citation& citation : cites) {
    std::string text = citation.text;
    // A citation that each option has of its own stands beside the options.
    if (text.empty() || citation.option || citation.table != checked::DeclarationId{kNoId}) continue;
    if (citation.source > 0 && citation.source < sources.size())
      text = sources[citation.source].title.in(reading.language) + ", " + text;
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string_view labelAt(const std::vector<Line>& lines, std::size_t index, Language language) {
  const Label label = lines[index].label;
  const bool joined = index > 0 && label == Label::Applies && lines[index - 1].label == label;
  return joined ? say(Word::And, language) : labelText(label, language);
}

Article articleOf(checked::DeclarationId id, const Reading& reading) {
  const checked::Program& program = reading.program;
  const Vocabulary& vocabulary = program.vocabulary;
  const Declaration& declaration = program.declarations[id];
  Article article;
  article.declaration = id;
  article.id = program.id(id);
  article.anchor = anchorOf(program, id);
  article.kind = kindWord(declaration.kind, declaration.control, reading.language);
  article.title = declaration.title.in(reading.language);
  if (article.title.empty()) article.title = declaration.name;
  article.per = declaration.per;
  article.option = reading.per;
  if (declaration.subject != EntityId{kNoId}) {
    const Entity& subject = vocabulary.entities[declaration.subject];
    const bool by_option = declaration.control && subject.keyed_by != ChoiceId{kNoId};
    if (by_option) article.per = subject.keyed_by;
    article.subject = by_option ? vocabulary.entities[subject.parent].name : subject.name;
  }
  if (!declaration.versions.empty())
    article.cites = citesOf(declaration.versions.front().general.cites, declaration, reading);
  if (article.option && article.per != ChoiceId{kNoId}) {
    const Option& option = vocabulary.choices[article.per].options[*article.option];
    article.id += "[" + option.name + "]";
    article.title += ": " + option.label.in(reading.language);
    if (!option.cites.empty()) article.cites.push_back(option.cites);
  }
  setPinpoint(article, declaration, reading);
  if (hasType(declaration.kind)) article.type = typeText(declaration.type, vocabulary);
  addValues(article, declaration, reading);
  for (Line& line : standing(declaration, reading)) article.lines.push_back(std::move(line));
  return article;
}

}  // namespace jurat::manual
