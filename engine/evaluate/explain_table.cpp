// Explanation of decision tables: the rows that are hit or may be, with what their columns ask.
#include <utility>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/explain.h"

namespace jurat {
namespace {

using checked::CellKind;
using checked::TestCell;

constexpr std::size_t kRowsShown = 8;

Message boundText(const TestCell& cell, const std::string& least, const std::string& most) {
  if (cell.least && cell.most && least == most) return verbatim(least);
  const Message low = verbatim(cell.least ? (cell.least->inclusive ? ">= " : "> ") + least : "");
  const Message high = verbatim(cell.most ? (cell.most->inclusive ? "<= " : "< ") + most : "");
  if (low.empty() || high.empty()) return low.empty() ? high : low;
  return {Phrase::CellBounds, {low, high}};
}

// What a cell accepts, in the words of the table: "< 10", "small or medium", "any".
Message cellText(const TestCell& cell, const Type& type, const Vocabulary& vocabulary) {
  const auto written = [&](const std::optional<checked::CellBound>& bound) {
    return bound ? valueText(bound->value, type, vocabulary) : std::string();
  };
  std::vector<Message> accepted;
  switch (cell.kind) {
    case CellKind::Any:
      return verbatim("any");
    case CellKind::None:
      return verbatim("none");
    case CellKind::Truth:
      return verbatim(cell.yes ? "yes" : "no");
    case CellKind::Interval:
      return boundText(cell, written(cell.least), written(cell.most));
    case CellKind::Options: {
      const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
      for (std::size_t i = 0; i < cell.options.size(); ++i) {
        const std::uint32_t parent = choice.options[cell.options[i]].parent;
        // What stands under an option that is accepted is accepted with it.
        bool said = false;
        for (std::size_t j = 0; j < i; ++j) said = said || cell.options[j] == parent;
        if (!said) accepted.push_back(verbatim(choice.options[cell.options[i]].name));
      }
      break;
    }
    case CellKind::Texts:
      for (const std::string& each : cell.texts) accepted.push_back(verbatim("\"" + each + "\""));
      break;
  }
  return {Phrase::Alternatives, std::move(accepted)};
}

}  // namespace

Reason Explainer::row(const Matched& match, const Frame& frame, std::uint32_t index) {
  const checked::Declaration& declared = machine_.rules().program->declarations[match.table->declaration];
  const checked::TableRow& row = declared.decision.rows[index];
  Reason reason;
  reason.rule_place = row.span;
  reason.verdict = match.rows[index] == kYes     ? Phrase::Met
                   : match.rows[index] == kError ? Phrase::Failed
                                                 : Phrase::NotKnown;
  std::vector<Message> asked;
  for (std::size_t c = 0; c < row.tests.size(); ++c) {
    const checked::Expr& column = *declared.decision.columns[c].value;
    asked.push_back(cellText(row.tests[c], column.type, machine_.rules().vocabulary()));
    if (row.tests[c].kind != CellKind::Any) child(column, {}, frame, reason);
  }
  reason.text = asked.empty()
                    ? Message(Phrase::Row, {number(index + 1)})
                    : Message(Phrase::RowAsks, {number(index + 1), {Phrase::Enumeration, std::move(asked)}});
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
  const Matched& match = machine_.match(frame->slots[frame->block->result]);
  const auto output = static_cast<std::size_t>(result.block - &machine_.rules().blocks[BlockId{first}]);
  std::size_t others = 0;
  for (std::uint32_t index = 0; index < match.rows.size(); ++index) {
    if (!(match.rows[index] & (kYes | kError))) continue;
    if (reasons.size() == kRowsShown) {
      ++others;
      continue;
    }
    Reason reason = row(match, *frame, index);
    child(*declared.decision.rows[index].outputs[output], Phrase::ReasonGives, *frame, reason);
    reasons.push_back(std::move(reason));
  }
  if (others > 0) {
    Reason rest;
    rest.text = {Phrase::MoreRows, {number(others)}};
    rest.verdict = Phrase::NotKnown;
    reasons.push_back(std::move(rest));
  }
  return reasons;
}

}  // namespace jurat
