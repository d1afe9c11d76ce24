// Bare names: looked up from the innermost element outwards, then among parameters, tables and packs.
#include <algorithm>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

// ---- elements

std::optional<EntityId> Expressions::ancestor(EntityId entity, EntityId wanted) const {
  for (EntityId at = entity; at != EntityId{kNoId}; at = vocabulary().entities[at].parent) {
    if (at == wanted) return at;
  }
  return std::nullopt;
}

const Expr* Expressions::element(const Variable& variable, EntityId owner, Span span) {
  Expr* expr = make(ExprKind::Variable, refType(variable.entity), span);
  expr->variable = variable.number;
  expr->entity = variable.entity;
  if (owner == variable.entity) return expr;
  Expr* outer = make(ExprKind::Ancestor, refType(owner), span);
  outer->args = {expr};
  outer->entity = owner;
  return outer;
}

const Expr* Expressions::reach(EntityId entity, Span span) {
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    if (each->entity == entity) return element(*each, entity, span);
  }
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    if (each->entity != EntityId{kNoId} && ancestor(each->entity, entity))
      return element(*each, entity, span);
  }
  return nullptr;
}

const Expr* Expressions::optionVariable(ChoiceId choice, Span span) {
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    if (each->choice != choice || choice == ChoiceId{kNoId}) continue;
    Expr* expr = make(ExprKind::OptionVariable, {.kind = TypeKind::Choice, .id = raw(choice)}, span);
    expr->variable = each->number;
    return expr;
  }
  return nullptr;
}

// ---- looking up

// Where `name` is found: once for each variable, and for the subject's nearest containing entity. What is
// contained in an entity hides what its own containers call the same.
std::vector<Expressions::Hit> Expressions::search(std::string_view name, std::optional<PackId> only,
                                                  std::optional<PackId>& elsewhere) {
  std::vector<Hit> hits;
  std::vector<EntityId> owners;
  const auto look = [&](const Variable& variable, EntityId owner) {
    if (std::find(owners.begin(), owners.end(), owner) != owners.end()) return false;
    owners.push_back(owner);
    const Lookup<Member> found = context_.names.members(owner, name, pack_, only);
    if (found.seen.empty() && found.elsewhere && !elsewhere) elsewhere = found.elsewhere;
    for (const Member& member : found.seen) hits.push_back({member, &variable, owner});
    return !found.seen.empty();
  };
  const auto climb = [&](const Variable& variable) {
    EntityId at = vocabulary().entities[variable.entity].parent;
    while (at != EntityId{kNoId} && !look(variable, at)) at = vocabulary().entities[at].parent;
  };
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    if (each->entity == EntityId{kNoId}) continue;
    const bool found = look(*each, each->entity);
    if (!found && each->number == 0) climb(*each);
  }
  for (auto each = scope_.rbegin(); hits.empty() && each != scope_.rend(); ++each) {
    if (each->entity != EntityId{kNoId} && each->number != 0) climb(*each);
  }
  return hits;
}

bool Expressions::known(const ast::Expr& written) {
  if (written.kind != AstKind::Name) return true;
  const std::string_view name = written.name.text;
  std::optional<PackId> elsewhere;
  if (!search(name, std::nullopt, elsewhere).empty()) return true;
  if (!context_.names.declaration(name, pack_).seen.empty()) return true;
  const Lookup<EntityId> entity = context_.names.entity(name, pack_);
  if (!entity.seen.empty()) return true;
  return !context_.names.choice(name, pack_).seen.empty();
}

Place Expressions::ambiguousLevels(const ast::Name& name, const std::vector<Hit>& hits) {
  std::string where;
  std::string help;
  std::vector<EntityId> said;
  for (const Hit& hit : hits) {
    if (std::find(said.begin(), said.end(), hit.owner) != said.end()) continue;
    said.push_back(hit.owner);
    const std::string& entity = vocabulary().entities[hit.owner].name;
    where += (where.empty() ? "" : " and on ") + quoted(entity);
    help += (help.empty() ? "write `" : "` or `") + entity + "." + std::string(name.text);
  }
  report({.code = "J0113",
          .message = quoted(name.text) + " is found on " + where,
          .primary = {name.span, "which one is meant?"},
          .help = help + "`"});
  return {};
}

Place Expressions::ambiguousPacks(const ast::Name& name, const std::vector<PackId>& packs,
                                  std::string_view owner) {
  std::string help = "write ";
  Diagnostic diagnostic{.code = "J0112",
                        .message = quoted(name.text) +
                                   " is declared in more than one of the packs used here" +
                                   (owner.empty() ? "" : ", for " + quoted(owner)),
                        .primary = {name.span, "which one is meant?"}};
  for (std::size_t i = 0; i < packs.size(); ++i) {
    if (i > 0) help += " or ";
    help += quoted(std::string(context_.names.qualifier(pack_, packs[i])) + "." + std::string(name.text));
  }
  diagnostic.help = help;
  report(std::move(diagnostic));
  return {};
}

Place Expressions::named(const ast::Name& name, std::optional<PackId> only) {
  if (!name) return {};
  for (const Named<ChoiceId>& choice : context_.names.choice(name.text, pack_, only).seen) {
    if (const Expr* variable = optionVariable(choice.id, name.span)) return valuePlace(variable);
  }
  std::optional<PackId> elsewhere;
  if (const std::optional<Place> found = onElements(name, only, elsewhere)) return *found;
  const Place found = global(name, only, elsewhere);
  if (found.kind != Place::Kind::Nothing || found.span.known()) return found;
  const Place other = choiceOrPack(name, only);
  return other.kind != Place::Kind::Nothing ? other : unknownName(name, only, elsewhere);
}

// What the elements in scope call so, or one of them by its entity's name.
std::optional<Place> Expressions::onElements(const ast::Name& name, std::optional<PackId> only,
                                             std::optional<PackId>& elsewhere) {
  const std::vector<Hit> hits = search(name.text, only, elsewhere);
  const Lookup<EntityId> entity = context_.names.entity(name.text, pack_);
  // A record that bears its entity's name is, to itself, the element at hand.
  const bool self = !hits.empty() && !entity.seen.empty() && hits.front().member.kind == MemberKind::Record &&
                    hits.front().member.id == raw(entity.seen.front()) &&
                    std::any_of(scope_.begin(), scope_.end(),
                                [&](const Variable& each) { return each.entity == entity.seen.front(); });
  if (hits.empty() || self) {
    const Expr* ref = entity.seen.empty() || only ? nullptr : reach(entity.seen.front(), name.span);
    return ref == nullptr ? std::nullopt : std::optional(valuePlace(ref));
  }
  const Hit& hit = hits.front();
  for (const Hit& each : hits) {
    if (each.owner != hit.owner) return ambiguousLevels(name, hits);
  }
  if (hits.size() == 1) return read(element(*hit.variable, hit.owner, name.span), hit.member, name.span);
  std::vector<PackId> packs;
  for (const Hit& each : hits) packs.push_back(each.member.pack);
  return ambiguousPacks(name, packs, vocabulary().entities[hit.owner].name);
}

// What is no value by itself: a choice, or a pack that qualifies the name behind it.
Place Expressions::choiceOrPack(const ast::Name& name, std::optional<PackId> only) {
  Place place;
  place.span = name.span;
  const Lookup<Named<ChoiceId>> choices = context_.names.choice(name.text, pack_, only);
  if (!choices.seen.empty()) {
    place.kind = Place::Kind::Choice;
    place.choice = choices.seen.front().id;
  } else if (const auto pack = only ? std::nullopt : context_.names.used(pack_, name.text)) {
    place.kind = Place::Kind::Pack;
    place.pack = *pack;
  }
  return place;
}

// Parameters and tables. Nothing with a known span: found, but reported.
Place Expressions::global(const ast::Name& name, std::optional<PackId> only,
                          std::optional<PackId>& elsewhere) {
  const Lookup<Named<DeclarationId>> all = context_.names.declaration(name.text, pack_, only);
  if (!elsewhere) elsewhere = all.elsewhere;
  std::vector<Named<DeclarationId>> found;
  for (const Named<DeclarationId>& each : all.seen) {
    const checked::DeclarationKind kind = context_.program.declarations[each.id].kind;
    if (kind == checked::DeclarationKind::Parameter || kind == checked::DeclarationKind::DataTable)
      found.push_back(each);
  }
  Place place;
  if (found.empty()) return place;
  place.span = name.span;
  if (found.size() > 1) {
    std::vector<PackId> packs;
    for (const Named<DeclarationId>& each : found) packs.push_back(each.pack);
    ambiguousPacks(name, packs, {});
    return place;
  }
  const DeclarationId id = found.front().id;
  const checked::Declaration& declaration = context_.program.declarations[id];
  read(id);
  place.declaration = id;
  place.choice = declaration.per;
  if (declaration.kind == checked::DeclarationKind::DataTable) {
    place.kind = Place::Kind::Table;
    return place;
  }
  if (declaration.per != ChoiceId{kNoId}) {
    place.kind = Place::Kind::PerThing;
    return place;
  }
  Expr* expr = make(ExprKind::Parameter, declaration.type, name.span);
  expr->declaration = id;
  return valuePlace(expr);
}

Place Expressions::unknownName(const ast::Name& name, std::optional<PackId> only,
                               std::optional<PackId> elsewhere) {
  std::vector<std::string_view> known_names;
  const auto append = [&](const std::vector<std::string_view>& names) {
    known_names.insert(known_names.end(), names.begin(), names.end());
  };
  for (auto each = scope_.rbegin(); each != scope_.rend(); ++each) {
    for (EntityId at = each->entity; at != EntityId{kNoId}; at = vocabulary().entities[at].parent) {
      append(context_.names.memberNames(at, pack_));
    }
  }
  append(context_.names.declarationNames(pack_));
  append(context_.names.entityNames(pack_));
  append(context_.names.choiceNames(pack_));
  if (only) elsewhere.reset();
  if (subject_lost_ && !elsewhere) return {};
  // A rule or an amount of that name is no slip of the pen.
  const Lookup<Named<DeclarationId>> other = context_.names.declaration(name.text, pack_, only);
  if (!other.seen.empty()) {
    const checked::Declaration& declaration = context_.program.declarations[other.seen.front().id];
    const bool definition = declaration.kind == checked::DeclarationKind::Define;
    if (definition && declaration.subject == EntityId{kNoId})
      return {};  // of no known entity, as was reported
    report({.code = "J0133",
            .message = quoted(name.text) +
                       (definition ? " cannot be reached from here" : " is no value that can be read"),
            .primary = {name.span,
                        definition ? "it belongs to another entity" : "rules never read outcomes or amounts"},
            .secondary = {{declaration.name_span,
                           definition ? "declared here for " +
                                            quoted(vocabulary().entities[declaration.subject].name)
                                      : std::string("declared here")}},
            .help = definition ? "ask it of each: `any LIST has " + std::string(name.text) + "`"
                               : "`define` what both ask, and let both read it"});
    return {};
  }
  if (elsewhere || (!foreignWord(name) && !factOfOther(name)))
    reportUnknown(
        context_, pack_,
        {"fact, definition or parameter", name, "J0111", elsewhere, known_names,
         "`fact` declares what is asked, `define` what follows from it, `parameter` a figure of the law"});
  return {};
}

// A word that other languages have for one of ours.
bool Expressions::foreignWord(const ast::Name& name) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"true", "yes"}, {"false", "no"},    {"null", "none"},
      {"nil", "none"}, {"today", "as_of"}, {"now", "as_of"}};
  for (const auto& [foreign, own] : kWords) {
    if (name.text != foreign) continue;
    Diagnostic diagnostic{.code = "J0111",
                          .message = quoted(foreign) + " is a word of other languages",
                          .primary = {name.span, "not known here"}};
    offer(diagnostic, std::string(own));
    report(std::move(diagnostic));
    return true;
  }
  return false;
}

// A fact of one other entity, asked of an element that has no such fact.
bool Expressions::factOfOther(const ast::Name& name) {
  const Fact* found = nullptr;
  for (const Fact& each : vocabulary().facts) {
    if (each.name != name.text) continue;
    if (found != nullptr && found->entity != each.entity) return false;
    found = &each;
  }
  if (found == nullptr || scope_.empty() || scope_.front().entity == EntityId{kNoId}) return false;
  const Entity& owner = vocabulary().entities[found->entity];
  const Entity& subject = vocabulary().entities[scope_.front().entity];
  Diagnostic diagnostic{.code = "J0111",
                        .message = quoted(subject.name) + " has no fact " + quoted(name.text),
                        .primary = {name.span, "not known here"},
                        .secondary = {{found->span, "a fact of " + quoted(owner.name)}}};
  const bool listed_below =
      !owner.list_name.empty() && !owner.single && ancestor(found->entity, scope_.front().entity);
  diagnostic.help = listed_below ? "ask it of each: `any " + owner.list_name + " has " + found->name + "`"
                                 : "`" + found->name + "` is asked of " + quoted(owner.name) +
                                       "; ask something of " + quoted(subject.name);
  report(std::move(diagnostic));
  return true;
}

}  // namespace jurat::checking
