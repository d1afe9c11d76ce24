// Entities: where each is contained, under which name, and what it is called in the record that holds it.
#include "engine/check/names/clause_rules.h"
#include "engine/check/names/types.h"
#include "engine/check/vocabulary/builder.h"

namespace jurat::checking {

using ast::DeclarationKind;

void buildVocabulary(Context& context) { VocabularyBuilder(context).build(); }

void VocabularyBuilder::build() {
  each(DeclarationKind::Choice, [&](const Placed& placed) { choice(placed); });
  each(DeclarationKind::Unit, [&](const Placed& placed) { unit(placed); });
  each(DeclarationKind::Entity, [&](const Placed& placed) { entity(placed); });
  each(DeclarationKind::Controls, [&](const Placed& placed) { controls(placed); });
  each(DeclarationKind::Entity, [&](const Placed& placed) { contain(placed); });
  each(DeclarationKind::ExtendEntity, [&](const Placed& placed) { extend(placed); });
  each(DeclarationKind::Controls, [&](const Placed& placed) { containControls(placed); });
  breakCycles();
  nameLists();
  for (const auto kind :
       {DeclarationKind::Entity, DeclarationKind::ExtendEntity, DeclarationKind::Controls}) {
    each(kind, [&](const Placed& placed) { facts(placed); });
  }
  each(DeclarationKind::Entity, [&](const Placed& placed) { order(placed); });
  countSlots();
  for (const auto kind :
       {DeclarationKind::Entity, DeclarationKind::ExtendEntity, DeclarationKind::Controls}) {
    each(kind, [&](const Placed& placed) { restsOn(placed); });
  }
}

void VocabularyBuilder::entity(const Placed& placed) {
  const ast::Name& name = placed.source->name;
  std::optional<EntityId> id = context_.names.anyEntity(name.text);
  if (!id) {
    Entity made;
    made.name = name.text;
    made.pack = placed.pack;
    made.span = name.span;
    id = vocabulary_.entities.add(std::move(made));
    declared_.push_back(placed.source);
  }
  context_.names.addEntity(name.text, *id, placed.pack);
}

void VocabularyBuilder::controls(const Placed& placed) {
  const ast::Name& name = placed.source->name;
  if (const std::optional<EntityId> first = context_.names.anyEntity(name.text)) {
    reportDeclaredTwice("entity", name, vocabulary_.entities[*first].span);
    return;
  }
  entity(placed);
}

// Where an entity is contained. Every later declaration of it must say the same.
void VocabularyBuilder::contain(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  const EntityId id = *context_.names.anyEntity(source.name.text);
  const ast::Declaration& first = *declared_[raw(id)];
  if (&first != &source) {
    agree(first, source);
    return;
  }
  Entity& entity = vocabulary_.entities[id];
  entity.list_name = source.list_name ? source.list_name.text : source.name.text;
  entity.single = source.single;
  if (!source.within) return;
  if (const std::optional<EntityId> outer = findEntity(context_, placed.pack, source.within))
    setParent(id, *outer);
}

void VocabularyBuilder::setParent(EntityId id, EntityId outer) { vocabulary_.entities[id].parent = outer; }

void VocabularyBuilder::agree(const ast::Declaration& first, const ast::Declaration& other) {
  const bool same = first.within.text == other.within.text && first.list_name.text == other.list_name.text &&
                    first.single == other.single && first.ordered_by.text == other.ordered_by.text;
  if (same) return;
  context_.report({.code = "J0122",
                   .message = "the entity " + quoted(other.name.text) + " is placed in two ways",
                   .primary = {other.name.span, "placed differently here"},
                   .secondary = {{first.name.span, "placed first here"}},
                   .help = "write `extend entity " + std::string(other.name.text) + "` to add facts to it"});
}

void VocabularyBuilder::extend(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  const std::optional<EntityId> id = findEntity(context_, placed.pack, source.name);
  if (!id) return;
  if (source.within) agree(*declared_[raw(*id)], source);
  context_.names.addEntity(source.name.text, *id, placed.pack);
}

void VocabularyBuilder::containControls(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  const std::optional<EntityId> id = context_.names.anyEntity(source.name.text);
  if (!id || declared_[raw(*id)] != &source) return;
  vocabulary_.entities[*id].list_name = source.name.text;
  if (const std::optional<EntityId> outer = findEntity(context_, placed.pack, source.of))
    setParent(*id, *outer);
  std::vector<const ast::Clause*> clauses;
  for (const ast::Clause& clause : source.clauses) clauses.push_back(&clause);
  const ast::Clause* per = only(context_, clauses, ast::ClauseKind::Per);
  if (per == nullptr) {
    context_.report(
        {.code = "J0304",
         .message = "the controls " + quoted(source.name.text) + " do not say which catalogue they follow",
         .primary = {source.name.span, "`per` is missing"},
         .help = "write `per CHOICE` in the braces"});
    return;
  }
  if (const std::optional<ChoiceId> choice = findChoice(context_, placed.pack, per->word)) {
    vocabulary_.entities[*id].keyed_by = *choice;
  }
}

// An entity that contains itself would have no end.
void VocabularyBuilder::breakCycles() {
  for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) {
    const EntityId start = vocabulary_.entities.idAt(i);
    EntityId at = vocabulary_.entities[start].parent;
    for (std::size_t steps = 0; at != EntityId{kNoId} && at != start && steps < vocabulary_.entities.size();
         ++steps) {
      at = vocabulary_.entities[at].parent;
    }
    if (at != start) continue;
    context_.report(
        {.code = "J0122",
         .message = "the entity " + quoted(vocabulary_.entities[start].name) + " is contained in itself",
         .primary = {declared_[i]->within.span, "this leads back to it"},
         .help = "let one of the entities on the way stand within `company`, or within none"});
    vocabulary_.entities[start].parent = EntityId{kNoId};
  }
}

void VocabularyBuilder::nameLists() {
  for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) {
    const EntityId id = vocabulary_.entities.idAt(i);
    const Entity& entity = vocabulary_.entities[id];
    if (entity.parent == EntityId{kNoId}) continue;
    for (const EntityId sibling : vocabulary_.entities[entity.parent].children) {
      if (vocabulary_.entities[sibling].list_name != entity.list_name) continue;
      reportTaken(declared_[i]->list_name ? declared_[i]->list_name : declared_[i]->name,
                  vocabulary_.entities[sibling].span);
    }
    vocabulary_.entities[entity.parent].children.push_back(id);
    const MemberKind kind = entity.single ? MemberKind::Record : MemberKind::List;
    const std::string_view name =
        declared_[i]->list_name ? declared_[i]->list_name.text : declared_[i]->name.text;
    for (const PackId pack : context_.names.packsOf(id)) {
      context_.names.addMember(entity.parent, name, {kind, pack, raw(id)});
    }
  }
}

void VocabularyBuilder::reportTaken(const ast::Name& name, Span first) {
  context_.report({.code = "J0132",
                   .message = quoted(name.text) + " already names something else in the same record",
                   .primary = {name.span, "taken"},
                   .secondary = {{first, "named here"}},
                   .help = "choose another name, because a profile could not tell them apart"});
}

}  // namespace jurat::checking
