#include <tuple>

#include "engine/syntax/antlr/builder.h"

namespace jurat {

using P = grammar::JuratParser;

ast::Declaration Builder::test(P::TestContext& tree) {
  ast::Declaration out;
  out.kind = ast::DeclarationKind::Test;
  out.span = spanOf(tree);
  if (tree.start != nullptr) out.keyword = offsets_.span(*tree.start);
  out.title = string(tree.STRING());
  std::vector<ast::TestItem> items;
  for (P::TestItemContext* each : tree.testItem()) items.push_back(testItem(*each));
  out.items = keep(items);
  return out;
}

ast::TestItem Builder::testItem(P::TestItemContext& tree) {
  ast::TestItem out;
  out.span = spanOf(tree);
  if (P::GivenContext* given = tree.given()) {
    out.kind = ast::TestItemKind::Given;
    out.entity = name(given->id);
    if (given->subject != nullptr) out.id = string(given->subject);
    if (given->like != nullptr) out.like = string(given->like);
    out.fields = fields(given->fields());
  } else if (P::AsOfContext* as_of = tree.asOf()) {
    out.kind = ast::TestItemKind::AsOf;
    out.date = dateExpr(as_of->stop);
  } else if (P::ExpectContext* each = tree.expect()) {
    out.kind = ast::TestItemKind::Expect;
    out.expect = expect(*each);
  } else if (P::CasesContext* cases = tree.cases()) {
    out.kind = ast::TestItemKind::Cases;
    out.rows = rows(cases->row());
  }
  return out;
}

ast::List<ast::Field> Builder::fields(P::FieldsContext* tree) {
  if (tree == nullptr) return {};
  std::vector<ast::Field> out;
  for (P::FieldContext* each : tree->field()) {
    ast::Field field;
    field.name = name(each->start);
    if (each->index != nullptr) field.index = name(each->index);
    field.item = item(each->item());
    out.push_back(field);
  }
  return keep(out);
}

ast::Item Builder::item(P::ItemContext* tree) {
  ast::Item out;
  if (tree == nullptr || tree->exception) {
    out.value = broken(tree == nullptr ? Span{} : spanOf(*tree));
    return out;
  }
  out.span = spanOf(*tree);
  if (tree->fields() != nullptr) {
    out.kind = ast::ItemKind::Object;
    out.fields = fields(tree->fields());
  } else if (P::ListContext* list = tree->list()) {
    out.kind = ast::ItemKind::List;
    std::vector<ast::Item> items;
    for (P::ItemContext* each : list->item()) items.push_back(item(each));
    out.items = keep(items);
  } else if (P::RangeContext* range = tree->range()) {
    out.kind = ast::ItemKind::Range;
    std::tie(out.value, out.value2) = bounds(*range);
  } else if (tree->K_UNKNOWN() != nullptr) {
    out.kind = ast::ItemKind::Unknown;
  } else {
    out.value = operand(tree->operand());
  }
  return out;
}

// `at least A at most B`; null for the side that is not said.
std::pair<const ast::Expr*, const ast::Expr*> Builder::bounds(P::RangeContext& tree) {
  const bool least = tree.K_LEAST() != nullptr;
  return {least ? value(tree.value(0)) : nullptr,
          tree.K_MOST() != nullptr ? value(tree.value(least ? 1 : 0)) : nullptr};
}

// What is not known is neither less nor more than something.
void Builder::onlyEqual(P::CompareContext& sign, const antlr4::Token& unknown) {
  if (compareOp(*sign.start) == ast::CompareOp::Equal) return;
  Diagnostic out{
      .code = "J0010",
      .message = "expected a value after `" + std::string(offsets_.text(*sign.start)) + "`, found `unknown`",
      .primary = {offsets_.span(unknown), ""}};
  out.help = "write `= unknown` for what is not determined";
  diagnostics_.report(std::move(out));
}

ast::Expect Builder::expect(P::ExpectContext& tree) {
  ast::Expect out;
  out.span = spanOf(tree);
  out.target = target(tree.target());
  if (tree.exception) {
    out.value = broken(out.span);
    return out;
  }
  if (tree.K_MISSING() != nullptr) {
    out.kind = ast::ExpectKind::Missing;
    std::vector<ast::Dotted> facts;
    for (P::DottedContext* each : tree.dotted()) facts.push_back(dotted(each));
    out.missing = keep(facts);
  } else if (P::ExposedContext* line = tree.exposed()) {
    out.kind = ast::ExpectKind::Exposes;
    out.exposes = exposed(*line);
  } else if (tree.outcome() != nullptr) {
    outcome(out, *tree.outcome());
  } else if (tree.K_UNKNOWN() != nullptr) {
    out.kind = ast::ExpectKind::Unknown;
    onlyEqual(*tree.compare(), *tree.K_UNKNOWN()->getSymbol());
  } else if (P::RangeContext* range = tree.range()) {
    out.kind = ast::ExpectKind::Range;
    std::tie(out.value, out.value2) = bounds(*range);
  } else if (tree.compare() != nullptr) {
    out.kind = ast::ExpectKind::Compare;
    out.op = compareOp(*tree.compare()->start);
    out.value = operand(tree.operand());
  }
  return out;
}

void Builder::outcome(ast::Expect& out, P::OutcomeContext& tree) {
  out.kind = ast::ExpectKind::Outcome;
  out.outcome = name(tree.word());
  if (out.outcome.text == "unknown") out.kind = ast::ExpectKind::Unknown;
  for (P::OutcomeTailContext* tail : tree.outcomeTail()) {
    if (tail->exception || tail->start == nullptr) continue;
    switch (tail->start->getType()) {
      case P::K_DUE:
        out.due = dateExpr(tail->stop);
        break;
      case P::K_NEXT:
        out.next = dateExpr(tail->stop);
        break;
      case P::K_BY:
        out.by = name(tail->word(0));
        break;
      case P::K_BECAUSE:
        out.because = string(tail->STRING());
        break;
      case P::K_COULD: {
        std::vector<ast::Name> outcomes;
        for (P::WordContext* each : tail->word()) outcomes.push_back(name(each));
        out.could_be = keep(outcomes);
        out.has_could_be = true;
        break;
      }
      default:
        break;
    }
  }
}

ast::Exposed Builder::exposed(P::ExposedContext& tree) {
  ast::Exposed out;
  out.span = spanOf(tree);
  out.nobody = tree.K_NONE() != nullptr;
  if (tree.word() != nullptr) out.party = name(tree.word());
  if (tree.STRING() != nullptr) out.party_text = string(tree.STRING());
  if (P::OwedContext* owed = tree.owed()) {
    out.amount.span = spanOf(*owed);
    out.amount.path = dotted(owed->dotted());
    if (owed->index != nullptr) out.amount.index = name(owed->index);
  }
  if (tree.state != nullptr) out.state = name(tree.state);
  if (tree.DATE() != nullptr) out.from = dateExpr(tree.DATE()->getSymbol());
  return out;
}

ast::Target Builder::target(P::TargetContext* tree) {
  ast::Target out;
  if (tree == nullptr) return out;
  out.span = spanOf(*tree);
  out.path = dotted(tree->dotted());
  if (tree->index != nullptr) out.index = name(tree->index);
  out.subject = string(tree->STRING());
  return out;
}

}  // namespace jurat
