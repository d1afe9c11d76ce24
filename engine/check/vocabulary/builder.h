// Builds what profiles may say: choices, units, entities and facts of all packs, merged into one vocabulary.
#pragma once
#include <map>

#include "engine/check/context.h"
#include "engine/check/names/literals.h"

namespace jurat::checking {

class VocabularyBuilder {
 public:
  explicit VocabularyBuilder(Context& context)
      : context_(context),
        vocabulary_(context.program.vocabulary),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {}

  void build();

 private:
  template <typename Visit>
  void each(ast::DeclarationKind kind, Visit visit) {
    for (const Placed& placed : context_.placed) {
      if (placed.source->kind == kind && placed.source->name) visit(placed);
    }
  }

  // ---- choices and units (choices.cpp)
  void reportDeclaredTwice(std::string_view what, const ast::Name& name, Span first);
  void choice(const Placed& placed);
  void options(ChoiceId id, ast::List<ast::Option> written, std::uint32_t parent);
  void unit(const Placed& placed);

  // ---- entities (entities.cpp)
  void entity(const Placed& placed);
  void controls(const Placed& placed);
  void contain(const Placed& placed);
  void setParent(EntityId id, EntityId outer);
  void agree(const ast::Declaration& first, const ast::Declaration& other);
  void extend(const Placed& placed);
  void containControls(const Placed& placed);
  void breakCycles();
  void nameLists();
  void reportTaken(const ast::Name& name, Span first);

  // ---- facts (facts.cpp)
  void facts(const Placed& placed);
  void fact(const Placed& placed, EntityId entity, const ast::Fact& source);
  std::optional<Value> bound(const ast::Expr* written, const Type& type);
  void merge(const Placed& placed, const ast::Fact& source, Fact made);
  void reportTwoTypes(const Fact& first, const Fact& other);
  void order(const Placed& placed);
  void countSlots();

  // ---- what judgements rest on (rests_on.cpp)
  void restsOn(const Placed& placed);
  std::optional<FactId> basis(const Placed& placed, EntityId entity, const ast::Dotted& written);

  Context& context_;
  Vocabulary& vocabulary_;
  Literals literals_;
  std::vector<const ast::Declaration*> declared_;  // by EntityId: its first declaration
  std::map<std::pair<std::uint32_t, std::string_view>, FactId> facts_;
};

}  // namespace jurat::checking
