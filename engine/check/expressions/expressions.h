// Expressions: resolves and types what stands in a declaration, in the scope of its subject and its
// variables.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/context.h"
#include "engine/check/expressions/guards.h"
#include "engine/check/names/literals.h"

namespace jurat::checking {

using AstKind = ast::ExprKind;
using checked::Expr;
using checked::ExprKind;

inline constexpr Type kYesNo{.kind = TypeKind::YesNo};

inline bool isDayLike(const Type& type) {
  return type.kind == TypeKind::Date || type.kind == TypeKind::Moment;
}
inline Type refType(EntityId entity) { return {.kind = TypeKind::Ref, .id = raw(entity)}; }

// The type without what only its place knows.
inline Type plain(Type type) {
  type.or_none = type.event = false;
  return type;
}

// What a path of names leads to.
struct Place {
  enum class Kind : std::uint8_t {
    Nothing,  // already reported
    Value,
    List,      // of elements: needs a quantifier or an aggregate
    Table,     // data per choice: needs an option and a column
    PerThing,  // a fact, definition or parameter per choice that needs an option
    Choice,
    Pack,
  };
  Kind kind = Kind::Nothing;
  const Expr* value = nullptr;       // Value; the ref a List or PerThing hangs on; the option of a Table
  std::vector<EntityId> path{};      // List
  DeclarationId declaration{kNoId};  // Table, PerThing
  FactId fact{kNoId};                // PerThing
  ChoiceId choice{kNoId};
  PackId pack{};  // Pack
  Span span{};
};

// The place that is a value.
Place valuePlace(const Expr* value);

class Expressions {
 public:
  Expressions(Context& context, PackId pack, std::vector<DeclarationId>& reads);

  void setSubject(EntityId subject);
  // The subject is of no known entity, as was reported: no name is complained about for not being found on
  // it.
  void loseSubject() { subject_lost_ = true; }
  void setPer(ChoiceId choice);

  // Yes or no, a judgement, or a practice (which is then asked whether it holds).
  const Expr* condition(const ast::Expr& written);
  // Any value; `hint` is the type its place expects, to find options by and to settle `none` and `as_of`.
  const Expr* value(const ast::Expr& written, const Type& hint = {});
  // A value of type `want`; `what` is what has that type, for messages.
  const Expr* typed(const ast::Expr& written, const Type& want, std::string_view what);
  // A day (or, with `moments`, a moment); `none` means never.
  const Expr* day(const ast::Expr& written, std::string_view what, bool moments);
  // What a column of a decision table asks: a value that cells can test. A practice is asked as a condition.
  const Expr* tested(const ast::Expr& written);
  // What a row adds to the set that a table collects: an option, or a set of them.
  const Expr* collected(const ast::Expr& written, const Type& set, std::string_view what);
  // The option behind `name[...]`, of the lowest options of `choice`.
  const Expr* option(const ast::Expr& written, ChoiceId choice);
  // The variable that stands for an option of `choice`, if there is one.
  const Expr* optionVariable(ChoiceId choice, Span span);
  // The element of `entity` that the subject is or is contained in; null when it is neither.
  const Expr* reach(EntityId entity, Span span);
  Place place(const ast::Expr& written);
  // The value that names joined by dots lead to.
  const Expr* path(const ast::Dotted& written);
  // Notes that the declaration reads another one that no expression names.
  void note(DeclarationId declaration) { read(declaration); }

  Guards& guards() { return guards_; }
  std::uint32_t variables() const { return next_variable_; }
  PackId pack() const { return pack_; }

 private:
  struct Variable {
    std::uint32_t number = 0;
    EntityId entity{kNoId};
    ChoiceId choice{kNoId};
  };
  struct Hit {
    Member member;
    const Variable* variable = nullptr;
    EntityId owner{};
  };

  // ---- nodes
  Expr* make(ExprKind kind, Type type, Span span);
  const Expr* poison(Span span);
  const Expr* constant(Value value, Type type, Span span);
  const Expr* negated(const Expr* inner, bool negate);
  void read(DeclarationId declaration);

  // ---- names (expressions_names.cpp)
  Place named(const ast::Name& name, std::optional<PackId> only);
  Place unknownName(const ast::Name& name, std::optional<PackId> only, std::optional<PackId> elsewhere);
  bool foreignWord(const ast::Name& name);
  bool factOfOther(const ast::Name& name);
  std::optional<Place> onElements(const ast::Name& name, std::optional<PackId> only,
                                  std::optional<PackId>& elsewhere);
  Place choiceOrPack(const ast::Name& name, std::optional<PackId> only);
  Place global(const ast::Name& name, std::optional<PackId> only, std::optional<PackId>& elsewhere);
  std::vector<Hit> search(std::string_view name, std::optional<PackId> only,
                          std::optional<PackId>& elsewhere);
  Place ambiguousLevels(const ast::Name& name, const std::vector<Hit>& hits);
  Place ambiguousPacks(const ast::Name& name, const std::vector<PackId>& packs, std::string_view owner);
  Place memberPlace(const ast::Expr& written);
  Place memberOf(const Expr* ref, const ast::Name& name, Span span, std::optional<PackId> only);
  Place read(const Expr* ref, const Member& member, Span span);
  Place extend(const Place& list, const ast::Name& name, Span span);
  Place column(const Place& table, const ast::Name& name, Span span);
  std::optional<Place> output(const Place& table, const ast::Name& name, Span span);
  Place indexed(const ast::Expr& written);
  Place withOption(const Place& thing, const Expr* option);
  const Expr* settle(const Place& place, const ast::Expr& written);
  const Expr* element(const Variable& variable, EntityId owner, Span span);
  std::optional<EntityId> ancestor(EntityId entity, EntityId wanted) const;
  bool known(const ast::Expr& written);
  // A bare name that nothing bears: beside a value of no known type it may well be one of its options.
  bool unknownBare(const ast::Expr& written) {
    return written.kind == ast::ExprKind::Name && !known(written);
  }

  // ---- values (expressions.cpp, expressions_arithmetic.cpp)
  const Expr* literal(const ast::Expr& written, const Type& hint);
  const Expr* nameOrOption(const ast::Expr& written, const Type& hint);
  const Expr* previous(const ast::Expr& written);
  const Expr* at(const ast::Expr& written);
  const Expr* call(const ast::Expr& written);
  const Expr* set(const ast::Expr& written, const Type& hint);
  const Expr* arithmetic(const ast::Expr& written, const Type& hint);
  const Expr* sum(const ast::Expr& written, const Expr* a, const Expr* b);
  const Expr* product(const ast::Expr& written, const Expr* a, const Expr* b);
  const Expr* workingDays(const ast::Expr& written);
  const Expr* shifted(const ast::Expr& written, const Expr* a, const Expr* b);
  const Expr* noArithmetic(const ast::Expr& written, const Expr* a, const Expr* b);
  const Expr* negation(const ast::Expr& written, const Type& hint);
  const Expr* convert(const ast::Expr& written);
  std::optional<DeclarationId> rates(const ast::Expr& written);
  const Expr* pickOf(const ast::Expr& written, const Type& hint);
  void reportPick(const ast::Expr& written, const Expr* each, const std::optional<Type>& type, bool days);
  const Expr* rounded(const ast::Expr& written);
  const Expr* noRounding(const Expr* inner, const Expr* step, const ast::Expr& written);
  const Expr* setChange(const ast::Expr& written);
  bool needsCurrency(const Expr* value);
  bool refusesNone(const Expr* value);

  // ---- conditions (expressions_conditions.cpp, expressions_sets.cpp)
  const Expr* conditionOf(const ast::Expr& written);
  const Expr* asCondition(const Expr* value);
  const Expr* joined(const ast::Expr& written);
  const Expr* limbs(const ast::Expr& written);
  const Expr* compare(const ast::Expr& written);
  const Expr* compareTyped(const ast::Expr& written, const Expr* a, const Expr* b);
  void reportMismatch(const Expr* a, const Expr* b);
  // What may have been meant by the value where `want` stands: help, and a replacement where there is one.
  void meant(Diagnostic& diagnostic, const Expr* value, const Type& want) const;
  const Expr* isGiven(const ast::Expr& written);
  const Expr* isEmpty(const ast::Expr& written);
  const Expr* isOption(const ast::Expr& written);
  const Expr* in(const ast::Expr& written);
  const Expr* includes(const ast::Expr& written);
  const Expr* includesOne(const ast::Expr& written, const Expr* set);
  const Expr* contains(const ast::Expr& written);
  const Expr* setValue(const ast::Expr& written, const ast::Expr* member = nullptr);
  std::vector<std::uint32_t> optionsOf(ast::List<const ast::Expr*> written, ChoiceId choice);
  bool onlyOptions(ast::List<const ast::Expr*> written, ChoiceId choice) const;

  // ---- domains (expressions_domains.cpp)
  std::unique_ptr<checked::Domain> domain(const ast::Domain& written);
  std::unique_ptr<checked::Domain> namedChoice(const ast::Domain& written);
  std::unique_ptr<checked::Domain> runOver(const ast::Domain& written);
  std::unique_ptr<checked::Domain> listDomain(const ast::Domain& written, const Place& list);
  std::unique_ptr<checked::Domain> choiceDomain(const ast::Domain& written, ChoiceId choice);
  const Expr* quantifier(const ast::Expr& written);
  const Expr* aggregate(const ast::Expr& written, const Type& hint);
  const Expr* countOf(const ast::Expr& written);
  const Expr* endOf(const ast::Expr& written);

  // ---- none
  bool mayBeNone(const Expr* value);
  void warnNone(const Expr* value, std::string_view use);
  const Expr* conform(const Expr* value, const Type& want, std::string_view what);
  std::optional<Label> declaredAt(const Expr* value) const;
  void labelDeclared(Diagnostic& diagnostic, const Expr* value) const;

  const Vocabulary& vocabulary() const { return context_.program.vocabulary; }
  std::string say(const Type& type) const;
  void report(Diagnostic diagnostic) const { context_.report(std::move(diagnostic)); }

  Context& context_;
  PackId pack_;
  std::vector<DeclarationId>& reads_;
  Literals literals_;
  std::vector<Variable> scope_;  // the subject first, the innermost last
  std::uint32_t next_variable_ = 1;
  bool subject_lost_ = false;
  Guards guards_;
};

// What one would write to name the value, as in "system.reported_on"; empty for what has no name.
std::string valueName(const Expr& value, const checked::Program& program);

// "a.b.c" for a chain of names, else nothing.
std::string chainText(const ast::Expr& written);

}  // namespace jurat::checking
