// Tests: rules that are not seen both ways, amounts nobody computes, and tests that say something twice or
// nothing.
#include <map>
#include <set>
#include <string>

#include "engine/analysis/finding.h"

namespace jurat::analysis {
namespace {

using checked::Declaration;
using Made = checked::DeclarationKind;

// What the tests of all packs expect of a name.
struct Expected {
  bool any = false, fires = false, stays = false;
};

class Expectations {
 public:
  explicit Expectations(const checked::Program& program) {
    for (const checked::Test& test : program.tests) {
      for (const ast::TestItem& item : test.source->items) {
        if (item.kind == ast::TestItemKind::Expect) expect(item.expect);
        if (item.kind == ast::TestItemKind::Cases) cases(item.rows);
      }
    }
  }
  Expected of(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? Expected{} : found->second;
  }

 private:
  void expect(const ast::Expect& expect) {
    if (!expect.target.path) return;
    note(expect.target.path.parts.back().text, expect.outcome.text);
  }

  void cases(ast::List<ast::Row> rows) {
    if (rows.empty()) return;
    for (std::size_t column = 0; column < rows.front().cells.size(); ++column) {
      const std::string_view name = headOf(rows.front().cells[column]);
      for (const ast::Row& row : rows.subspan(1)) {
        if (column >= row.cells.size()) continue;
        const ast::Expr* value = row.cells[column].value;
        note(name, value == nullptr ? std::string_view() : value->name.text);
      }
    }
  }

  // The name in front of the brackets, and behind the pack.
  static std::string_view headOf(const ast::Cell& cell) {
    const ast::Expr* head = cell.head;
    while (head != nullptr && head->kind == ast::ExprKind::Index) head = head->args[0];
    return head != nullptr && head->name ? head->name.text : cell.name.text;
  }

  void note(std::string_view name, std::string_view outcome) {
    Expected& expected = by_name_[std::string(name)];
    expected.any = true;
    // An unconfirmed rule shows `review` where it would be violated; a judgement not made shows it too.
    expected.fires = expected.fires || outcome == "violated" || outcome == "pending" || outcome == "review";
    expected.stays = expected.stays || outcome == "satisfied" || outcome == "not_applicable";
  }

  std::map<std::string, Expected> by_name_;
};

void lintTested(Lints& lints, const Declaration& declaration, const Expected& expected) {
  if (declaration.kind == Made::Amount && !expected.any) {
    lints.report({.code = "J0431",
                  .message = "no test computes the amount " + tick(declaration.name),
                  .primary = {declaration.name_span, "nobody would notice a wrong figure"},
                  .help = "write `expect " + declaration.name + " = ...`"});
  }
  if (declaration.kind != Made::Rule || (expected.fires && expected.stays)) return;
  const std::string missing = expected.fires   ? "one in which it is satisfied or does not apply"
                              : expected.stays ? "one in which it is violated"
                                               : "one in which it is violated and one in which it is not";
  lints.report(
      {.code = "J0430",
       .message = "the rule " + tick(declaration.name) + " is not tested in both directions",
       .primary = {declaration.name_span, expected.any ? "seen in one direction only" : "no test expects it"},
       .help = "write a test: " + missing});
}

void lintItems(Lints& lints, const ast::Declaration& test) {
  const ast::TestItem* day = nullptr;
  for (const ast::TestItem& item : test.items) {
    const bool judged = item.kind == ast::TestItemKind::Expect || item.kind == ast::TestItemKind::Cases;
    if (judged) day = nullptr;
    if (item.kind != ast::TestItemKind::AsOf) continue;
    if (day != nullptr) {
      lints.report({.code = "J0433",
                    .message = "nothing is expected on this day",
                    .primary = {day->span, "the next `as of` follows at once"},
                    .help = "write what is expected, or delete the day"});
    }
    day = &item;
  }
  if (day == nullptr) return;
  lints.report({.code = "J0433",
                .message = "nothing is expected on this day",
                .primary = {day->span, "the test ends behind it"},
                .help = "write what is expected, or delete the day"});
}

}  // namespace

void lintTests(Lints& lints) {
  const Expectations expectations(lints.program);
  for (const Declaration& each : lints.program.declarations) {
    if (lints.looksAt(each.pack)) lintTested(lints, each, expectations.of(each.name));
  }
  std::map<std::pair<std::uint32_t, std::string_view>, const ast::Declaration*> titles;
  for (const checked::Test& test : lints.program.tests) {
    if (!lints.looksAt(test.pack)) continue;
    lintItems(lints, *test.source);
    const auto [first, fresh] = titles.emplace(std::pair(raw(test.pack), test.source->title.en), test.source);
    if (fresh) continue;
    lints.report({.code = "J0432",
                  .message = "two tests are called " + tick(test.source->title.en),
                  .primary = {test.source->title.span, "again here"},
                  .secondary = {{first->second->title.span, "first here"}},
                  .help = "say what is different about this one"});
  }
}

}  // namespace jurat::analysis
