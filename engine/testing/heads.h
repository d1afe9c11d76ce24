// Heads of `cases` columns and values that a `given` assumes; private to engine/testing.
#pragma once
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/machine.h"
#include "engine/syntax/ast.h"

namespace jurat {

// A column of `cases`, taken apart.
struct Head {
  std::vector<ast::Name> parts;
  ast::Name index;
  Span span;
  TestTarget target;
  bool label = false;
};

// A definition's value that a `given` sets for the element of that id.
struct GivenValue {
  std::string given;
  Assumption assumption;
};
// What is said last of a definition of a record holds, whether `like` brought the other or it was given
// before.
inline void replace(std::vector<GivenValue>& values, const GivenValue& value) {
  std::erase_if(values, [&](const GivenValue& other) {
    return other.given == value.given && other.assumption.declaration == value.assumption.declaration &&
           other.assumption.option == value.assumption.option &&
           other.assumption.output == value.assumption.output;
  });
  values.push_back(value);
}

// What a field says, as a cell of `cases` would.
inline ast::Cell cellOf(const ast::Item& item) {
  ast::Cell cell;
  cell.kind = item.kind == ast::ItemKind::Unknown ? ast::CellKind::Unknown
              : item.kind == ast::ItemKind::Range ? ast::CellKind::Range
                                                  : ast::CellKind::Value;
  cell.value = item.value;
  cell.value2 = item.value2;
  return cell;
}

// A header such as fine_ceiling[prohibited] or a.b, taken apart.
inline void takeApart(const ast::Expr& head, std::vector<ast::Name>& parts, ast::Name& index) {
  if (head.kind == ast::ExprKind::Index) {
    takeApart(*head.args[0], parts, index);
    index = head.args[1]->name;
  } else if (head.kind == ast::ExprKind::Member) {
    takeApart(*head.args[0], parts, index);
    parts.push_back(head.name);
  } else {
    parts.push_back(head.name);
  }
}

}  // namespace jurat
