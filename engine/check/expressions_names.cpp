// Names and paths: from what is written to a fact, a definition, a list, a table or an element.
#include <algorithm>

#include "engine/check/expressions.h"
#include "engine/check/types.h"

namespace jurat::checking {

using AstKind = ast::ExprKind;

namespace {

Type refType(EntityId entity) { return {.kind = TypeKind::Ref, .id = raw(entity)}; }

Place valuePlace(const Expr* value) {
  Place place;
  place.kind = value->type.isError() ? Place::Kind::Nothing : Place::Kind::Value;
  place.value = value;
  place.span = value->span;
  return place;
}

}  // namespace

std::string chainText(const ast::Expr& written) {
  if (written.kind == AstKind::Name) return std::string(written.name.text);
  if (written.kind != AstKind::Member) return {};
  const std::string base = chainText(*written.args[0]);
  return base.empty() ? base : base + "." + std::string(written.name.text);
}

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
  const Lookup<Named<ChoiceId>> choices = context_.names.choice(name.text, pack_, only);
  for (const Named<ChoiceId>& choice : choices.seen) {
    if (const Expr* variable = optionVariable(choice.id, name.span)) return valuePlace(variable);
  }
  std::optional<PackId> elsewhere;
  const std::vector<Hit> hits = search(name.text, only, elsewhere);
  const Lookup<EntityId> entity = context_.names.entity(name.text, pack_);
  // A record that bears its entity's name is, to itself, the element at hand.
  const bool self = !hits.empty() && !entity.seen.empty() && hits.front().member.kind == MemberKind::Record &&
                    hits.front().member.id == raw(entity.seen.front()) &&
                    std::any_of(scope_.begin(), scope_.end(),
                                [&](const Variable& each) { return each.entity == entity.seen.front(); });
  if (!hits.empty() && !self) {
    for (const Hit& hit : hits) {
      if (hit.owner != hits.front().owner) return ambiguousLevels(name, hits);
    }
    if (hits.size() > 1) {
      std::vector<PackId> packs;
      for (const Hit& hit : hits) packs.push_back(hit.member.pack);
      return ambiguousPacks(name, packs, vocabulary().entities[hits.front().owner].name);
    }
    const Hit& hit = hits.front();
    return read(element(*hit.variable, hit.owner, name.span), hit.member, name.span);
  }
  if (!entity.seen.empty() && !only) {
    if (const Expr* ref = reach(entity.seen.front(), name.span)) return valuePlace(ref);
  }
  const Place found = global(name, only, elsewhere);
  if (found.kind != Place::Kind::Nothing || found.span.known()) return found;
  if (!choices.seen.empty()) {
    Place place;
    place.kind = Place::Kind::Choice;
    place.choice = choices.seen.front().id;
    place.span = name.span;
    return place;
  }
  if (!only) {
    if (const std::optional<PackId> pack = context_.names.used(pack_, name.text)) {
      Place place;
      place.kind = Place::Kind::Pack;
      place.pack = *pack;
      place.span = name.span;
      return place;
    }
  }
  return unknownName(name, only, elsewhere);
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
  // A rule or an amount of that name is no slip of the pen.
  const Lookup<Named<DeclarationId>> other = context_.names.declaration(name.text, pack_, only);
  if (!other.seen.empty()) {
    const checked::Declaration& declaration = context_.program.declarations[other.seen.front().id];
    const bool definition = declaration.kind == checked::DeclarationKind::Define;
    report({.code = "J0115",
            .message = quoted(name.text) +
                       (definition ? " cannot be reached from here" : " is no value that can be read"),
            .primary = {name.span,
                        definition ? "it belongs to another entity" : "rules never read outcomes or amounts"},
            .secondary = {
                {declaration.name_span,
                 definition ? "declared here for " + quoted(vocabulary().entities[declaration.subject].name)
                            : std::string("declared here")}}});
    return {};
  }
  reportUnknown(context_, pack_, {"fact, definition or parameter", name, "J0111", elsewhere, known_names});
  return {};
}

// ---- reading

Place Expressions::read(const Expr* ref, const Member& member, Span span) {
  const auto base_given = [&] { warnNone(ref, "reading a part of"); };
  Place place;
  place.value = ref;
  place.span = span;
  switch (member.kind) {
    case MemberKind::Fact: {
      base_given();
      const Fact& fact = vocabulary().facts[static_cast<FactId>(member.id)];
      place.kind = Place::Kind::PerThing;
      place.fact = static_cast<FactId>(member.id);
      place.choice = fact.per;
      return fact.per == ChoiceId{kNoId} ? withOption(place, nullptr) : place;
    }
    case MemberKind::Definition: {
      base_given();
      place.kind = Place::Kind::PerThing;
      place.declaration = static_cast<DeclarationId>(member.id);
      place.choice = context_.program.declarations[place.declaration].per;
      return place.choice == ChoiceId{kNoId} ? withOption(place, nullptr) : place;
    }
    case MemberKind::List:
      place.kind = Place::Kind::List;
      place.path = {static_cast<EntityId>(member.id)};
      return place;
    case MemberKind::Record: {
      Expr* expr = make(ExprKind::Record, refType(static_cast<EntityId>(member.id)), span);
      expr->args = {ref};
      expr->entity = static_cast<EntityId>(member.id);
      return valuePlace(expr);
    }
  }
  return {};
}

Place Expressions::withOption(const Place& thing, const Expr* option) {
  if (option != nullptr && option->type.isError()) return {};
  Expr* expr = nullptr;
  if (thing.fact != FactId{kNoId}) {
    const Fact& fact = vocabulary().facts[thing.fact];
    Type type = fact.type;
    // An element stands in its series because its day has come.
    if (vocabulary().entities[fact.entity].ordered_by == thing.fact) type.or_none = false;
    expr = make(ExprKind::Fact, type, thing.span);
    expr->fact = thing.fact;
    expr->args = {thing.value};
  } else {
    const checked::Declaration& declaration = context_.program.declarations[thing.declaration];
    read(thing.declaration);
    const bool parameter = declaration.kind == checked::DeclarationKind::Parameter;
    expr = make(parameter ? ExprKind::Parameter : ExprKind::Definition, declaration.type, thing.span);
    expr->declaration = thing.declaration;
    if (!parameter) expr->args = {thing.value};
  }
  if (option != nullptr) expr->args.push_back(option);
  return valuePlace(expr);
}

Place Expressions::column(const Place& table, const ast::Name& name, Span span) {
  const checked::Declaration& declaration = context_.program.declarations[table.declaration];
  const auto found = std::find_if(declaration.columns.begin(), declaration.columns.end(),
                                  [&](const checked::Column& each) { return each.name == name.text; });
  if (found == declaration.columns.end() || found->citations) {
    std::vector<std::string_view> columns;
    for (const checked::Column& each : declaration.columns) {
      if (!each.citations) columns.push_back(each.name);
    }
    std::string help = suggestion(name.text, columns);
    if (help.empty()) help = "its columns are " + listed(columns, "and");
    const bool cites = found != declaration.columns.end();
    report({.code = "J0111",
            .message = cites
                           ? "the column `cites` holds citations, which only `cites` can read"
                           : "the table " + quoted(declaration.name) + " has no column " + quoted(name.text),
            .primary = {name.span, cites ? "no value" : "no such column"},
            .secondary = {{declaration.name_span, "the table is declared here"}},
            .help = help});
    return {};
  }
  const Expr* option = table.value != nullptr ? table.value : optionVariable(declaration.per, span);
  if (option == nullptr) {
    const Choice& choice = vocabulary().choices[declaration.per];
    report({.code = "J0216",
            .message = "which row of " + quoted(declaration.name) + " is meant is not said",
            .primary = {span, "the table has a row for each option of " + quoted(choice.name)},
            .help = "write `" + declaration.name + "[" + choice.options[choice.lowest.front()].name + "]." +
                    std::string(name.text) + "`, with the option that is meant"});
    return {};
  }
  if (option->type.isError()) return {};
  Expr* expr = make(ExprKind::Column, found->type, span);
  expr->declaration = table.declaration;
  expr->column = static_cast<std::uint32_t>(found - declaration.columns.begin());
  expr->args = {option};
  return valuePlace(expr);
}

Place Expressions::extend(const Place& list, const ast::Name& name, Span span) {
  const EntityId entity = list.path.back();
  const Lookup<Member> found = context_.names.members(entity, name.text, pack_);
  for (const Member& member : found.seen) {
    if (member.kind != MemberKind::List && member.kind != MemberKind::Record) continue;
    Place longer = list;
    longer.path.push_back(static_cast<EntityId>(member.id));
    longer.span = span;
    return longer;
  }
  const std::string& list_name = vocabulary().entities[entity].list_name;
  if (found.seen.empty()) {
    reportUnknown(context_, pack_,
                  {"part of a " + vocabulary().entities[entity].name + " called", name, "J0111",
                   found.elsewhere, context_.names.memberNames(entity, pack_)});
    return {};
  }
  report(
      {.code = "J0214",
       .message = quoted(list_name) + " is a list, so " + quoted(name.text) + " has a value for each of them",
       .primary = {name.span, "of which one?"},
       .help = "say it of any or every one: `any " + list_name + " has ...`, or add up: `sum of " +
               std::string(name.text) + " over " + list_name + "`"});
  return {};
}

Place Expressions::memberOf(const Expr* ref, const ast::Name& name, Span span, std::optional<PackId> only) {
  const auto entity = static_cast<EntityId>(ref->type.id);
  const Lookup<Member> found = context_.names.members(entity, name.text, pack_, only);
  if (found.seen.size() > 1) {
    std::vector<PackId> packs;
    for (const Member& each : found.seen) packs.push_back(each.pack);
    return ambiguousPacks(name, packs, vocabulary().entities[entity].name);
  }
  if (found.seen.size() == 1) return read(ref, found.seen.front(), span);
  const Lookup<EntityId> outer = context_.names.entity(name.text, pack_);
  if (!outer.seen.empty() && ancestor(entity, outer.seen.front())) {
    Expr* expr = make(ExprKind::Ancestor, refType(outer.seen.front()), span);
    expr->args = {ref};
    expr->entity = outer.seen.front();
    return valuePlace(expr);
  }
  if (!only) {
    if (const std::optional<PackId> pack = context_.names.used(pack_, name.text)) {
      Place place;
      place.kind = Place::Kind::Pack;
      place.pack = *pack;
      place.value = ref;
      place.span = span;
      return place;
    }
  }
  const std::string what = quoted(vocabulary().entities[entity].name) + " has no";
  Diagnostic diagnostic{.code = "J0111",
                        .message = what + " fact or definition " + quoted(name.text),
                        .primary = {name.span, "not known here"},
                        .help = suggestion(name.text, context_.names.memberNames(entity, pack_))};
  if (found.elsewhere && !only) {
    reportUnknown(context_, pack_, {"fact", name, "J0111", found.elsewhere, {}});
  } else {
    report(std::move(diagnostic));
  }
  return {};
}

Place Expressions::memberPlace(const ast::Expr& written) {
  // `eu.ai_act.x`: the full id of a pack, which no name begins by itself.
  if (const std::string id = chainText(*written.args[0]); id.find('.') != std::string::npos) {
    if (const std::optional<PackId> pack = context_.names.used(pack_, id)) return named(written.name, *pack);
  }
  const Place base = place(*written.args[0]);
  switch (base.kind) {
    case Place::Kind::Nothing:
      return {};
    case Place::Kind::List:
      return extend(base, written.name, written.span);
    case Place::Kind::Table:
      return column(base, written.name, written.span);
    case Place::Kind::Pack:
      if (base.value != nullptr) return memberOf(base.value, written.name, written.span, base.pack);
      return named(written.name, base.pack);
    case Place::Kind::Choice:
      report({.code = "J0214",
              .message = "a choice has no value of its own to take " + quoted(written.name.text) + " from",
              .primary = {written.span, "only `cites` can read the citations of options"}});
      return {};
    case Place::Kind::Value:
    case Place::Kind::PerThing:
      break;
  }
  const Expr* value = base.kind == Place::Kind::Value ? base.value : settle(base, *written.args[0]);
  if (value->type.isError()) return {};
  if (value->type.kind == TypeKind::Ref) return memberOf(value, written.name, written.span, std::nullopt);
  Diagnostic diagnostic{
      .code = "J0111",
      .message = say(value->type) + " has no parts",
      .primary = {written.name.span, quoted(written.name.text) + " cannot be read from it"}};
  if (const std::optional<Label> declared = declaredAt(value)) diagnostic.secondary.push_back(*declared);
  report(std::move(diagnostic));
  return {};
}

const Expr* Expressions::option(const ast::Expr& written, ChoiceId choice) {
  const Type type{.kind = TypeKind::Choice, .id = raw(choice)};
  const Expr* given = conform(value(written, type), type, "what stands in the brackets");
  if (given->kind != ExprKind::Constant || given->type.isError()) return given;
  const Option& option = vocabulary().choices[choice].options[std::get<OptionValue>(given->value).index];
  if (option.children.empty()) return given;
  std::vector<std::string_view> lowest;
  for (const std::uint32_t child : option.children)
    lowest.push_back(vocabulary().choices[choice].options[child].name);
  report({.code = "J0225",
          .message = quoted(option.name) + " holds other options, and each of them has its own value",
          .primary = {written.span, "one without options below it is expected"},
          .secondary = {{option.span, "declared here with what it holds"}},
          .help = "write one of " + listed(lowest)});
  return poison(written.span);
}

Place Expressions::indexed(const ast::Expr& written) {
  Place base = place(*written.args[0]);
  if (base.kind == Place::Kind::Nothing) return {};
  if (base.kind == Place::Kind::PerThing) {
    base.span = written.span;
    return withOption(base, option(*written.args[1], base.choice));
  }
  if (base.kind == Place::Kind::Table && base.value == nullptr) {
    base.value = option(*written.args[1], base.choice);
    base.span = written.span;
    if (base.value->type.isError()) return {};
    return base;
  }
  report({.code = "J0217",
          .message = "only what is declared `per` a choice takes an option in brackets",
          .primary = {written.args[0]->span, "this has one value"},
          .help = "leave the brackets out"});
  return {};
}

Place Expressions::place(const ast::Expr& written) {
  switch (written.kind) {
    case AstKind::Name:
      return named(written.name, std::nullopt);
    case AstKind::Member:
      return memberPlace(written);
    case AstKind::Index:
      return indexed(written);
    default:
      return valuePlace(value(written));
  }
}

const Expr* Expressions::path(const ast::Dotted& written) {
  // The chain that the same words make in an expression.
  std::vector<ast::Expr> chain(written.parts.size());
  std::vector<const ast::Expr*> bases(written.parts.size());
  for (std::size_t i = 0; i < chain.size(); ++i) {
    chain[i].kind = i == 0 ? AstKind::Name : AstKind::Member;
    chain[i].name = written.parts[i];
    chain[i].span = cover(written.parts[0].span, written.parts[i].span);
    if (i == 0) continue;
    bases[i] = &chain[i - 1];
    chain[i].args = {&bases[i], 1};
  }
  return chain.empty() ? poison(written.span) : settle(place(chain.back()), chain.back());
}

const Expr* Expressions::settle(const Place& place, const ast::Expr& written) {
  switch (place.kind) {
    case Place::Kind::Nothing:
      return poison(written.span);
    case Place::Kind::Value:
      return place.value;
    case Place::Kind::PerThing: {
      if (const Expr* option = optionVariable(place.choice, written.span))
        return withOption(place, option).value;
      const Choice& choice = vocabulary().choices[place.choice];
      report({.code = "J0216",
              .message = "this has a value for each option of " + quoted(choice.name),
              .primary = {written.span, "of which option?"},
              .secondary = {{choice.span, "the options are declared here"}},
              .help = "write the option in brackets, as in `[" + choice.options[choice.lowest.front()].name +
                      "]`"});
      return poison(written.span);
    }
    case Place::Kind::List: {
      const Entity& entity = vocabulary().entities[place.path.back()];
      report({.code = "J0214",
              .message = quoted(entity.list_name) + " is a list, not one value",
              .primary = {written.span, "a list"},
              .secondary = {{entity.span, "declared here"}},
              .help = "say it of its elements: `any " + entity.list_name + " has ...`, `count of " +
                      entity.list_name + "`"});
      return poison(written.span);
    }
    case Place::Kind::Table: {
      const checked::Declaration& table = context_.program.declarations[place.declaration];
      const std::string example = table.columns.empty() ? std::string("column") : table.columns.front().name;
      report({.code = "J0214",
              .message = quoted(table.name) + " is a table, not one value",
              .primary = {written.span, "which column?"},
              .help = "write the column behind it, as in `." + example + "`"});
      return poison(written.span);
    }
    case Place::Kind::Choice: {
      const Choice& choice = vocabulary().choices[place.choice];
      report({.code = "J0214",
              .message = quoted(choice.name) + " is a choice, not one of its options",
              .primary = {written.span, "a value is expected here"},
              .secondary = {{choice.span, "declared here"}}});
      return poison(written.span);
    }
    case Place::Kind::Pack:
      report({.code = "J0214",
              .message = quoted(context_.program.packs[place.pack].id) + " is a pack, not a value",
              .primary = {written.span, "what of it is meant?"},
              .help = "write the name behind it, as in `." + std::string("name") + "`"});
      return poison(written.span);
  }
  return poison(written.span);
}

}  // namespace jurat::checking
