// Exceptions, level by level (language.md, Exceptions and versions).
#include <algorithm>
#include <utility>

#include "engine/compile/exclusion.h"
#include "engine/compile/lowering.h"

namespace jurat {

using checked::Branch;

bool SelectCase::excludes(const Branch* other) const {
  return std::find(exclusive.begin(), exclusive.end(), other) != exclusive.end();
}

bool SelectCode::sameAs(const SelectCode& other) const {
  return general == other.general &&
         std::equal(cases.begin(), cases.end(), other.cases.begin(), other.cases.end(),
                    [](const SelectCase& a, const SelectCase& b) { return a.sameAs(b); });
}

std::uint32_t Levels::condition(const std::vector<Branch>& siblings, std::uint32_t index) {
  const Branch& branch = siblings[index];
  const auto known = conditions_.find(&branch);
  if (known != conditions_.end()) return known->second;
  std::vector<std::uint32_t> parts;
  if (branch.from || branch.until)
    parts.push_back(lowering_.within(draft_, branch.from, branch.until, branch.span));
  if (branch.when) parts.push_back(lowering_.lower(draft_, *branch.when));
  if (branch.confidence.level == checked::Level::Unconfirmed)
    parts.push_back(lowering_.doubt(draft_, branch));
  for (std::uint32_t other = 0; other < siblings.size(); ++other) {
    for (std::uint32_t target : siblings[other].overrides) {
      // INVARIANT: overrides are free of cycles (program.h), so this recursion ends.
      if (target != index) continue;
      parts.push_back(lowering_.negation(draft_, condition(siblings, other), branch.span));
      overriding_.emplace(&siblings[other], &branch);
    }
  }
  const std::uint32_t slot = lowering_.allOf(draft_, std::move(parts), branch.span);
  conditions_.emplace(&branch, slot);
  draft_.code.exceptions.emplace_back(&branch, slot);
  return slot;
}

namespace {

std::vector<const Branch*> around(const SelectCase& one) {
  std::vector<const Branch*> all = one.within;
  all.push_back(one.branch);
  return all;
}

}  // namespace

// Some exception around the one cannot hold with some exception around the other: what the texts of their
// conditions say, or that one overrides the other.
bool Levels::apart(const SelectCase& one, const SelectCase& other) const {
  const std::vector<const Branch*> left = around(one), right = around(other);
  return std::any_of(left.begin(), left.end(), [&](const Branch* a) {
    return std::any_of(right.begin(), right.end(), [&](const Branch* b) {
      const bool overrides = overriding_.contains({a, b}) || overriding_.contains({b, a});
      return a != b && (overrides || cannotHoldTogether(*a, *b, lowering_.program()));
    });
  });
}

std::uint32_t Levels::select(std::uint32_t general, std::vector<SelectCase> cases, Span span,
                             const Type* type) {
  for (SelectCase& one : cases) {
    for (const SelectCase& other : cases) {
      if (one.branch != other.branch && apart(one, other)) one.exclusive.push_back(other.branch);
    }
  }
  return lowering_.emitSelect(draft_, {general, std::move(cases), span}, type);
}

void Levels::collect(const Branch& branch, std::vector<std::uint32_t> above,
                     std::vector<ExceptionCode>& out) {
  for (std::uint32_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<std::uint32_t> path = above;
    path.push_back(condition(branch.exceptions, i));
    out.push_back({&branch.exceptions[i], lowering_.allOf(draft_, path, branch.exceptions[i].span)});
    collect(branch.exceptions[i], path, out);
  }
}

}  // namespace jurat
