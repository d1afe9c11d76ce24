// Identity: equal numbers for expressions that mean the same value, whatever definitions they are read
// through.
#pragma once
#include <cstdint>
#include <optional>

#include "engine/check/program.h"

namespace jurat::analysis {

struct Scope;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t part);
std::uint64_t identityOf(const checked::Expr& expression, const Scope& scope);

// An element, found through the definitions that it is read through.
struct Element {
  const checked::Expr* ref = nullptr;
  const Scope* scope = nullptr;
};
// Neither a variable of an opened definition nor a detour through what the element is contained in.
Element elementOf(const checked::Expr& ref, const Scope& scope);
// Whether it is the subject of the declaration itself.
bool isSubject(const Element& element);
// The option that a variable stands for, where it is known.
std::optional<std::uint32_t> optionOf(std::uint32_t variable, const Scope& scope);

}  // namespace jurat::analysis
