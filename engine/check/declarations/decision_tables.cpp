// Decision tables: what their heads ask and give, and what each cell accepts.
#include <algorithm>

#include "engine/check/declarations/cells.h"
#include "engine/check/declarations/tables.h"
#include "engine/check/names/citations.h"
#include "engine/check/names/clause_rules.h"
#include "engine/check/names/types.h"

namespace jurat::checking {
namespace {

using checked::DecisionTable;
using checked::HitPolicy;

bool isOutput(const ast::Cell& head) { return head.kind == ast::CellKind::OutputHeader; }

// A head that says something of the row itself.
bool isOwn(const ast::Cell& head) {
  if (isOutput(head) || head.type.name) return false;
  const std::string_view name = head.name.text;
  return name == "cites" || name == "confidence" || name == "from" || name == "until";
}

void reportHeads(const Context& context, Span span, std::string message, std::string help = {}) {
  context.report({.code = "J0313",
                  .message = std::move(message),
                  .primary = {span, "in the head of the table"},
                  .help = std::move(help)});
}

// ---- heads

class Heads {
 public:
  Heads(Context& context, const ast::Declaration& source, checked::Declaration& made)
      : context_(context), source_(source), made_(made) {}

  void run() {
    hit();
    if (source_.rows.empty()) {
      reportHeads(context_, source_.name.span, "the table " + quoted(made_.name) + " has no rows");
      return;
    }
    std::vector<std::string_view> own;
    for (const ast::Cell& head : source_.rows.front().cells) {
      if (isOutput(head)) {
        output(head);
      } else if (isOwn(head)) {
        if (std::find(own.begin(), own.end(), head.name.text) != own.end()) twice(head);
        own.push_back(head.name.text);
      } else if (head.type.name) {
        reportHeads(
            context_, head.span, "a column that is asked has the type of what it asks",
            "write `-> " + std::string(head.name.text) + "` if the rows give it, else leave the type out");
      }
    }
    const ast::List<ast::Cell> heads = source_.rows.front().cells;
    if (std::any_of(heads.begin(), heads.end(), isOutput)) return;
    reportHeads(context_, source_.rows.front().span,
                "no column of the table " + quoted(made_.name) + " is a result",
                "write `-> NAME` at the head of the column that holds the results");
  }

 private:
  void hit() {
    if (!source_.hit) {
      if (context_.broken) return;
      context_.report(
          {.code = "J0304",
           .message = "the table " + quoted(made_.name) + " does not say which rows count",
           .primary = {source_.name.span, "`hit` is missing"},
           .help = "write `hit unique`, `hit first`, `hit any` or `hit collect` before the rows"});
      return;
    }
    const auto found = oneOf(context_, source_.hit, "hit policy", {"unique", "first", "any", "collect"});
    if (!found) return;
    made_.decision.hit = static_cast<HitPolicy>(*found);
    const bool set = made_.type.set && made_.type.kind == TypeKind::Choice;
    if (made_.decision.hit != HitPolicy::Collect || set || made_.type.isError()) return;
    notCollected(source_.type.span);
  }

  void notCollected(Span type) {
    context_.report({.code = "J0320",
                     .message = "what several rows are collected into is a set of options",
                     .primary = {type, "not a set"},
                     .secondary = {{source_.hit_span, "the rows are collected"}},
                     .help = "write `set of CHOICE`, or another `hit`"});
  }

  void twice(const ast::Cell& head) {
    reportHeads(context_, head.span, "the table has two columns " + quoted(head.name.text),
                "delete one of them");
  }

  // The first result has the table's type, which may be written again; the others say theirs.
  void output(const ast::Cell& head) {
    std::vector<checked::TableOutput>& outputs = made_.decision.outputs;
    if (!head.name) {
      reportHeads(context_, head.span, "a column of results needs a name",
                  "write it as in `-> fee : money EUR`");
      return;
    }
    const auto same = [&](const checked::TableOutput& each) { return each.name == head.name.text; };
    if (std::any_of(outputs.begin(), outputs.end(), same)) return twice(head);
    checked::TableOutput made{std::string(head.name.text), made_.type, head.span};
    const bool first = outputs.empty();
    if (!first && !head.type.name) {
      reportHeads(
          context_, head.span, "the results " + quoted(head.name.text) + " have no type",
          "write it as in `-> " + made.name + " : money EUR`; only the first has the type of the table");
      made.type = {};
    } else if (head.type.name) {
      made.type = stated(head, first);
    }
    outputs.push_back(std::move(made));
  }

  Type stated(const ast::Cell& head, bool first) {
    Type type = resolveType(context_, made_.pack, head.type);
    // What one row gives to a set may be said instead of the set.
    const bool collect = made_.decision.hit == HitPolicy::Collect;
    if (collect && type.kind == TypeKind::Choice) type.set = true;
    if (type.isError() || made_.type.isError()) return type;
    if (first && type != made_.type) {
      context_.report({.code = "J0320",
                       .message = "the first results of a table have the type of the table",
                       .primary = {head.type.span, "this is " + phrase(type, context_.program.vocabulary)},
                       .secondary = {{source_.type.span,
                                      "the table is " + phrase(made_.type, context_.program.vocabulary)}},
                       .help = "leave the type out"});
      return made_.type;
    }
    if (collect && !type.set) notCollected(head.type.span);
    return type;
  }

  Context& context_;
  const ast::Declaration& source_;
  checked::Declaration& made_;
};

// ---- rows

class Rows {
 public:
  Rows(Context& context, const ast::Declaration& source, checked::Declaration& made, Expressions& expressions)
      : context_(context), source_(source), made_(made), expressions_(expressions) {}

  void run() {
    if (source_.rows.empty() || made_.decision.outputs.empty()) return;
    const ast::List<ast::Cell> heads = source_.rows.front().cells;
    if (source_.rows.size() == 1) {
      if (!context_.broken)
        reportHeads(context_, source_.name.span, "the table " + quoted(made_.name) + " has no rows",
                    "write a row below the head");
      return;
    }
    if ((source_.rows.size() - 1) * heads.size() > context_.limits.table_cells) {
      context_.report({.code = "J0321",
                       .message = "the table " + quoted(made_.name) + " has too many cells",
                       .primary = {source_.name.span, "more than can be evaluated"},
                       .help = "at most " + std::to_string(context_.limits.table_cells) + " can be loaded"});
      return;
    }
    for (const ast::Cell& head : heads) {
      if (!isOutput(head) && !isOwn(head)) column(head);
    }
    for (std::size_t i = 1; i < source_.rows.size(); ++i) row(heads, source_.rows[i]);
  }

 private:
  void column(const ast::Cell& head) {
    const Expr* value = head.head == nullptr ? nullptr : expressions_.tested(*head.head);
    made_.decision.columns.push_back({value, head.span});
  }

  void row(ast::List<ast::Cell> heads, const ast::Row& row) {
    if (row.cells.size() != heads.size()) {
      context_.report({.code = "J0313",
                       .message = "a row has as many cells as the table has columns",
                       .primary = {row.span, std::to_string(row.cells.size()) + " cells for " +
                                                 std::to_string(heads.size()) + " columns"},
                       .secondary = {{source_.rows.front().span, "the columns"}},
                       .help = "write one cell for each column, `any` where every value will do"});
      return;
    }
    checked::TableRow made;
    made.span = row.span;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (isOutput(heads[i])) {
        output(row.cells[i], made);
      } else if (isOwn(heads[i])) {
        own(heads[i].name.text, row.cells[i], made);
      } else {
        made.tests.push_back(test(made.tests.size(), row.cells[i]));
      }
    }
    daysInOrder(context_, made.from, made.until, row.span);
    made_.decision.rows.push_back(std::move(made));
  }

  checked::TestCell test(std::size_t column, const ast::Cell& cell) {
    const Expr* value = made_.decision.columns[column].value;
    if (value == nullptr || value->type.isError()) return {};
    return readCell(context_, cell, *value, intervals_.of(column));
  }

  void output(const ast::Cell& cell, checked::TableRow& row) {
    const std::vector<checked::TableOutput>& outputs = made_.decision.outputs;
    if (row.outputs.size() >= outputs.size()) return;  // of a head that was refused
    const checked::TableOutput& output = outputs[row.outputs.size()];
    if (cell.kind != ast::CellKind::Output || cell.value == nullptr) {
      context_.report({.code = "J0341",
                       .message = "a cell of results is one value",
                       .primary = {cell.span, "not a value"},
                       .help = "write the value itself, or `none` where the type is `... or none`"});
      row.outputs.push_back(nullptr);
      return;
    }
    const bool collect = made_.decision.hit == HitPolicy::Collect && output.type.set;
    row.outputs.push_back(collect ? expressions_.collected(*cell.value, output.type, quoted(output.name))
                                  : expressions_.typed(*cell.value, output.type, quoted(output.name)));
  }

  void own(std::string_view what, const ast::Cell& cell, checked::TableRow& row) {
    if (what == "from" || what == "until") {
      if (const auto day = cellDay(context_, cell)) (what == "from" ? row.from : row.until) = *day;
      return;
    }
    const ast::Expr* value = cell.kind == ast::CellKind::Value ? cell.value : nullptr;
    const bool broken = value != nullptr && value->kind == ast::ExprKind::Broken;
    if (what == "confidence" && value != nullptr && value->kind == ast::ExprKind::Name) {
      row.confidence = cellConfidence(context_, *value);
    } else if (what == "cites" && value != nullptr && isCitation(*value)) {
      cites(*value, cell.span, row);
    } else if (!broken) {
      const std::string wanted = what == "cites" ? "a text such as `\"Art. 5\"`"
                                                 : "`official`, `secondary`, `unconfirmed` or `reading`";
      context_.report({.code = "J0313",
                       .message = "a cell of the column " + quoted(what) + " is " + wanted,
                       .primary = {cell.span, "not such a cell"}});
    }
  }

  static bool isCitation(const ast::Expr& value) {
    return value.kind == ast::ExprKind::String || value.kind == ast::ExprKind::Member;
  }

  void cites(const ast::Expr& value, Span span, checked::TableRow& row) {
    ast::Clause clause;
    clause.kind = ast::ClauseKind::Cites;
    clause.span = clause.keyword = span;
    clause.value = &value;
    std::vector<DeclarationId> tables;
    const auto cited = readCitation(context_, made_.pack, clause, ChoiceId{kNoId}, tables);
    for (const DeclarationId table : tables) expressions_.note(table);
    if (cited) row.cites.push_back(*cited);
  }

  Context& context_;
  const ast::Declaration& source_;
  checked::Declaration& made_;
  Expressions& expressions_;
  PeriodClasses intervals_;
};

}  // namespace

void readTableHeads(Context& context, const Work& work) {
  Heads(context, *work.source, context.program.declarations[work.id]).run();
}

void readTableRows(Context& context, const Work& work, Expressions& expressions) {
  Rows(context, *work.source, context.program.declarations[work.id], expressions).run();
}

}  // namespace jurat::checking
