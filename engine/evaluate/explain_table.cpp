// Explanation of decision tables: the rows that are hit or may be, with what their columns ask.
#include <utility>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/explain.h"

namespace jurat {
namespace {

using checked::CellKind;
using checked::TestCell;

constexpr std::size_t kRowsShown = 8;

std::string boundWords(const TestCell& cell, const std::string& least, const std::string& most) {
  if (cell.least && cell.most && least == most) return least;
  std::string text;
  if (cell.least) text = (cell.least->inclusive ? ">= " : "> ") + least;
  if (cell.most)
    text += (text.empty() ? "" : " and ") + std::string(cell.most->inclusive ? "<= " : "< ") + most;
  return text;
}

// What a cell accepts, in the words of the table: "< 10", "small or medium", "any".
std::string cellText(const TestCell& cell, const Type& type, const Vocabulary& vocabulary) {
  const auto written = [&](const std::optional<checked::CellBound>& bound) {
    return bound ? valueText(bound->value, type, vocabulary) : std::string();
  };
  std::string text;
  switch (cell.kind) {
    case CellKind::Any:
      return "any";
    case CellKind::None:
      return "none";
    case CellKind::Truth:
      return cell.yes ? "yes" : "no";
    case CellKind::Interval:
      return boundWords(cell, written(cell.least), written(cell.most));
    case CellKind::Options: {
      const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
      for (std::size_t i = 0; i < cell.options.size(); i = i + 1) {
        const std::uint32_t parent = choice.options[cell.options[i]].parent;
        // What stands under an option that is accepted is accepted with it.
        bool said = false;
        for (std::size_t j = 0; j < i; ++j) said = said || cell.options[j] == parent;
        if (!said) text += (text.empty() ? "" : " or ") + choice.options[cell.options[i]].name;
      }
      return text;
    }
    case CellKind::Texts:
      for (const std::string& each : cell.texts) text += (text.empty() ? "\"" : " or \"") + each + "\"";
      return text;
  }
  return text;
}

}  // namespace

Reason Explainer::row(const Match& match, const Frame& frame, std::uint32_t index) {
  const checked::Declaration& declared = machine_.rules().program->declarations[match.table->declaration];
  const checked::TableRow& row = declared.decision.rows[index];
  Reason reason;
  reason.rule_place = row.span;
  reason.verdict = match.rows[index] == kYes ? "met" : match.rows[index] == kError ? "error" : "not known";
  std::string asked;
  for (std::size_t c = 0; c < row.tests.size(); ++c) {
    const checked::Expr& column = *declared.decision.columns[c].value;
    asked += (c == 0 ? "" : " | ") + cellText(row.tests[c], column.type, machine_.rules().vocabulary());
    if (row.tests[c].kind != CellKind::Any) child(column, "", frame, reason);
  }
  reason.text = "row " + std::to_string(index + 1) + (asked.empty() ? "" : ": " + asked);
  const std::vector<std::string> cites = citationTexts(machine_, row.cites, declared, kNoId, frame.element);
  if (!cites.empty()) reason.cites = cites.front();
  note(row.confidence);
  return reason;
}

std::vector<Reason> Explainer::rows(const Frame& result) {
  std::vector<Reason> reasons;
  const checked::Declaration& declared = machine_.rules().program->declarations[result.block->declaration];
  // The block that matches the rows stands before those of the results.
  const std::uint32_t first = machine_.rules().first_block[raw(result.block->declaration)];
  const Frame* frame = machine_.ran(BlockId{first - 1}, result.element);
  if (!frame || !frame->slots[frame->block->result].is(kValue)) return reasons;
  const Match& match = machine_.match(frame->slots[frame->block->result]);
  const auto output = static_cast<std::size_t>(result.block - &machine_.rules().blocks[BlockId{first}]);
  std::size_t others = 0;
  for (std::uint32_t index = 0; index < match.rows.size(); ++index) {
    if (!(match.rows[index] & (kYes | kError))) continue;
    if (reasons.size() == kRowsShown) {
      ++others;
      continue;
    }
    Reason reason = row(match, *frame, index);
    child(*declared.decision.rows[index].outputs[output], "gives", *frame, reason);
    reasons.push_back(std::move(reason));
  }
  if (others > 0) {
    Reason rest;
    rest.text = "and " + std::to_string(others) + " more rows";
    rest.verdict = "not known";
    reasons.push_back(std::move(rest));
  }
  return reasons;
}

}  // namespace jurat
