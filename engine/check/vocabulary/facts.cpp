// Facts: their types and domains, merged over packs; the day that orders a series.
#include <algorithm>
#include <array>

#include "engine/check/names/clause_rules.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"
#include "engine/check/vocabulary/builder.h"

namespace jurat::checking {

using ast::DeclarationKind;

namespace {

// Words that mean something else in a profile's records (profile.md, Spelling).
constexpr std::array<std::string_view, 8> kReserved = {"value",    "source",  "as_of", "evidence",
                                                       "at_least", "at_most", "id",    "complete"};

}  // namespace

void VocabularyBuilder::facts(const Placed& placed) {
  const std::optional<EntityId> id = context_.names.anyEntity(placed.source->name.text);
  if (!id) return;
  if (placed.source->kind == DeclarationKind::Controls && declared_[raw(*id)] != placed.source) return;
  for (const ast::Clause& clause : placed.source->clauses) {
    if (placed.source->kind != DeclarationKind::Controls) admit(context_, Home::Entity, clause);
  }
  if (placed.source->kind != DeclarationKind::Controls && !placed.source->versions.empty()) {
    context_.report({.code = "J0302",
                     .message = "a version cannot stand in an entity",
                     .primary = {placed.source->versions.front().span, "not expected here"},
                     .help = "an entity holds facts only, on every day the same"});
  }
  for (const ast::Fact& each : placed.source->facts) {
    if (each.name) fact(placed, *id, each);
  }
}

void VocabularyBuilder::fact(const Placed& placed, EntityId entity, const ast::Fact& source) {
  Fact made;
  made.name = source.name.text;
  made.entity = entity;
  made.pack = placed.pack;
  made.type = resolveType(context_, placed.pack, source.type);
  made.span = source.name.span;
  made.ask = {std::string(source.ask.en), std::string(source.ask.zh)};
  made.about = {std::string(source.about.en), std::string(source.about.zh)};
  made.renamed_from = source.renamed_from.text;
  made.standard = source.same_as.en;
  if (source.per) {
    if (const std::optional<ChoiceId> per = findChoice(context_, placed.pack, source.per)) made.per = *per;
  }
  made.at_least = bound(source.at_least, made.type);
  made.at_most = bound(source.at_most, made.type);
  if (std::find(kReserved.begin(), kReserved.end(), made.name) != kReserved.end()) {
    context_.report(
        {.code = "J0124",
         .message = quoted(made.name) + " cannot be the name of a fact",
         .primary = {source.name.span, "every record of a profile gives this word a meaning of its own"},
         .help = "choose another name, as in `" + made.name + "_of_product`"});
    return;
  }
  merge(placed, source, std::move(made));
}

std::optional<Value> VocabularyBuilder::bound(const ast::Expr* written, const Type& type) {
  if (written == nullptr || type.isError()) return std::nullopt;
  if (!type.isOrdered() || type.set) {
    context_.report({.code = "J0213",
                     .message = phrase(type, vocabulary_) + " has no least or most",
                     .primary = {written->span, "only numbers, money, days and periods have bounds"}});
    return std::nullopt;
  }
  Type plain = type;
  plain.or_none = plain.event = false;
  return literals_.valueOf(*written, plain, "J0202");
}

void VocabularyBuilder::merge(const Placed& placed, const ast::Fact& source, Fact made) {
  const EntityId entity = made.entity;
  const auto [known, fresh] = facts_.emplace(std::pair(raw(entity), source.name.text), FactId{});
  if (fresh) {
    for (const EntityId child : vocabulary_.entities[entity].children) {
      if (vocabulary_.entities[child].list_name == made.name)
        reportTaken(source.name, vocabulary_.entities[child].span);
    }
    known->second = vocabulary_.facts.add(std::move(made));
    vocabulary_.entities[entity].facts.push_back(known->second);
  } else {
    Fact& first = vocabulary_.facts[known->second];
    const bool same = first.type == made.type && first.per == made.per && first.at_least == made.at_least &&
                      first.at_most == made.at_most;
    if (!same && !first.type.isError() && !made.type.isError()) reportTwoTypes(first, made);
    if (first.ask.en.empty()) first.ask = made.ask;
    if (first.about.en.empty()) first.about = made.about;
  }
  context_.names.addMember(entity, source.name.text, {MemberKind::Fact, placed.pack, raw(known->second)});
}

void VocabularyBuilder::reportTwoTypes(const Fact& first, const Fact& other) {
  const std::string before = typeText(first.type, vocabulary_);
  const std::string after = typeText(other.type, vocabulary_);
  const bool types = before != after;
  context_.report({.code = "J0120",
                   .message = "the fact " + quoted(first.name) + " of " +
                              quoted(vocabulary_.entities[first.entity].name) +
                              (types ? " has two types" : " has two domains"),
                   .primary = {other.span, types ? "here it is `" + after + "`" : "with other bounds here"},
                   .secondary = {{first.span, types ? "here it is `" + before + "`" : "declared first here"}},
                   .help = "let one pack declare it and the other use that pack"});
}

void VocabularyBuilder::order(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  const std::optional<EntityId> id = context_.names.anyEntity(source.name.text);
  if (!id || !source.ordered_by || declared_[raw(*id)] != &source) return;
  const auto found = facts_.find(std::pair(raw(*id), source.ordered_by.text));
  if (found == facts_.end()) {
    Diagnostic diagnostic{.code = "J0123",
                          .message = quoted(source.name.text) + " has no fact " +
                                     quoted(source.ordered_by.text) + " to be ordered by",
                          .primary = {source.ordered_by.span, "not a fact of it"}};
    suggest(diagnostic, source.ordered_by.text, context_.names.memberNames(*id, placed.pack));
    context_.report(std::move(diagnostic));
    return;
  }
  const Fact& day = vocabulary_.facts[found->second];
  if (day.type.kind != TypeKind::Date && day.type.kind != TypeKind::Moment && !day.type.isError()) {
    context_.report({.code = "J0123",
                     .message = "a series is ordered by a day, but " + quoted(day.name) + " is " +
                                phrase(day.type, vocabulary_),
                     .primary = {source.ordered_by.span, "not a day"},
                     .secondary = {{day.span, "declared here as `" + typeText(day.type, vocabulary_) + "`"}},
                     .help = "let it be an `event`"});
    return;
  }
  vocabulary_.entities[*id].ordered_by = found->second;
}

void VocabularyBuilder::countSlots() {
  for (Entity& entity : vocabulary_.entities) {
    for (const FactId id : entity.facts) {
      Fact& fact = vocabulary_.facts[id];
      fact.slot = entity.slots;
      if (fact.per != ChoiceId{kNoId}) {
        fact.slots = static_cast<std::uint32_t>(vocabulary_.choices[fact.per].lowest.size());
      }
      entity.slots += fact.slots;
    }
  }
}

}  // namespace jurat::checking
