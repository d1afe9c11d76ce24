// Types as people say them, as rule files write them, and when one fits the place of another.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/check/context.h"
#include "engine/values/type.h"

namespace jurat::checking {

// "a period", "money in EUR", "an option of `fine_tier`".
std::string phrase(const Type& type, const Vocabulary& vocabulary);

// Whether a value of type `have` may stand where `want` is expected, `none` aside. Only integer to decimal
// converts by itself; what was already reported fits everywhere.
bool fits(const Type& have, const Type& want);

// The type that values of both have in common, `none` aside.
std::optional<Type> common(const Type& a, const Type& b);

// The type that is written, or Error after a report.
Type resolveType(const Context& context, PackId pack, const ast::TypeRef& written);

constexpr Type ofKind(TypeKind kind) { return Type{.kind = kind}; }

// Reports a name that is not known: in a pack that is not used, mistyped, or nowhere.
struct Unknown {
  std::string_view what;  // "entity", "choice"
  ast::Name name;
  std::string code = "J0111";
  std::optional<PackId> elsewhere;
  std::vector<std::string_view> known;
  std::string otherwise{};  // the help when none of the known is near
};
void reportUnknown(const Context& context, PackId from, const Unknown& unknown);

std::optional<EntityId> findEntity(const Context& context, PackId from, const ast::Name& name);
std::optional<ChoiceId> findChoice(const Context& context, PackId from, const ast::Name& name);

}  // namespace jurat::checking
