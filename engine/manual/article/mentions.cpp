#include "engine/manual/article/mentions.h"

#include <algorithm>

#include "engine/check/check.h"
#include "engine/syntax/ast.h"

namespace jurat::manual {
namespace {

using checked::DeclarationId;
using checked::Program;

class TestReader {
 public:
  TestReader(const Program& program, PackId pack) : program_(program), pack_(pack) {}

  std::vector<DeclarationId> read(const ast::Declaration& test) {
    for (const ast::TestItem& item : test.items) add(item);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  // What a test says wrongly is complained about when it is run; here it mentions nothing.
  void add(const ast::Dotted& path) {
    const TestTarget target = findTestTarget(program_, pack_, EntityId{kNoId}, path);
    if (target.declaration != DeclarationId{kNoId}) found_.push_back(target.declaration);
  }

  void addName(const ast::Name& name) {
    if (!name) return;
    const ast::Name parts[] = {name};
    add({parts, name.span});
  }

  // A head of a column: `fine[light]`, `a.b`.
  void addHead(const ast::Expr& head) {
    std::vector<ast::Name> parts;
    takeApart(head, parts);
    if (!parts.empty()) add({parts, head.span});
  }

  static void takeApart(const ast::Expr& head, std::vector<ast::Name>& parts) {
    if (head.kind == ast::ExprKind::Index) return takeApart(*head.args[0], parts);
    if (head.kind == ast::ExprKind::Member) takeApart(*head.args[0], parts);
    if (head.name) parts.push_back(head.name);
  }

  void add(const ast::TestItem& item) {
    for (const ast::Field& field : item.fields) addName(field.name);
    if (item.expect.target.path) add(item.expect.target.path);
    for (const ast::Dotted& each : item.expect.missing) add(each);
    if (item.expect.exposes.amount.path) add(item.expect.exposes.amount.path);
    if (item.rows.empty()) return;
    for (const ast::Cell& cell : item.rows.front().cells) {
      if (cell.head != nullptr) {
        addHead(*cell.head);
      } else {
        addName(cell.name);
      }
    }
  }

  const Program& program_;
  PackId pack_;
  std::vector<DeclarationId> found_;
};

}  // namespace

std::map<DeclarationId, std::vector<Mention>> mentions(const Program& program) {
  std::map<DeclarationId, std::vector<Mention>> out;
  for (std::size_t i = 0; i < program.tests.size(); ++i) {
    const checked::Test& test = program.tests[i];
    const Mention mention{std::string(test.source->title.en), i, test.source->keyword};
    for (const DeclarationId id : TestReader(program, test.pack).read(*test.source))
      out[id].push_back(mention);
  }
  return out;
}

}  // namespace jurat::manual
