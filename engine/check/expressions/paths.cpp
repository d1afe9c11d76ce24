// Paths: from what is written to a fact, a definition, a list, a table or an element.
#include <algorithm>

#include "engine/check/expressions/expressions.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

Place valuePlace(const Expr* value) {
  Place place;
  place.kind = value->type.isError() ? Place::Kind::Nothing : Place::Kind::Value;
  place.value = value;
  place.span = value->span;
  return place;
}

std::string chainText(const ast::Expr& written) {
  if (written.kind == AstKind::Name) return std::string(written.name.text);
  if (written.kind != AstKind::Member) return {};
  const std::string base = chainText(*written.args[0]);
  return base.empty() ? base : base + "." + std::string(written.name.text);
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
  if (declaration.per == ChoiceId{kNoId}) return {};
  const auto found = std::find_if(declaration.columns.begin(), declaration.columns.end(),
                                  [&](const checked::Column& each) { return each.name == name.text; });
  if (found == declaration.columns.end() || found->citations) {
    std::vector<std::string_view> columns;
    for (const checked::Column& each : declaration.columns) {
      if (!each.citations) columns.push_back(each.name);
    }
    if (declaration.columns.empty()) return {};  // its head was refused, and reported
    const bool cites = found != declaration.columns.end();
    Diagnostic diagnostic{
        .code = "J0111",
        .message = cites ? "the column `cites` holds citations, which only `cites` can read"
                         : "the table " + quoted(declaration.name) + " has no column " + quoted(name.text),
        .primary = {name.span, cites ? "no value" : "no such column"},
        .secondary = {{declaration.name_span, "the table is declared here"}}};
    suggest(diagnostic, name.text, columns, "its columns are " + listed(columns, "and"));
    report(std::move(diagnostic));
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

// A result of a decision table by its name, `licence.fee`; nothing when the value is no table or has no such
// result.
std::optional<Place> Expressions::output(const Place& table, const ast::Name& name, Span span) {
  if (table.kind != Place::Kind::Value || table.value->kind != ExprKind::Definition) return std::nullopt;
  const checked::Declaration& declaration = context_.program.declarations[table.value->declaration];
  const std::vector<checked::TableOutput>& outputs = declaration.decision.outputs;
  if (declaration.kind != checked::DeclarationKind::DecisionTable || table.value->column != 0)
    return std::nullopt;
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const checked::TableOutput& each) { return each.name == name.text; });
  if (found != outputs.end()) {
    Expr* expr = make(ExprKind::Definition, found->type, span);
    expr->declaration = table.value->declaration;
    expr->column = static_cast<std::uint32_t>(found - outputs.begin());
    expr->args = table.value->args;
    return valuePlace(expr);
  }
  if (table.value->type.kind == TypeKind::Ref) return std::nullopt;
  std::vector<std::string_view> known;
  for (const checked::TableOutput& each : outputs) known.push_back(each.name);
  Diagnostic diagnostic{
      .code = "J0111",
      .message = "the table " + quoted(declaration.name) + " has no result " + quoted(name.text),
      .primary = {name.span, "no such result"},
      .secondary = {{declaration.name_span, "the table is declared here"}}};
  suggest(diagnostic, name.text, known, "its results are " + listed(known, "and"));
  report(std::move(diagnostic));
  return Place{};
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
                        .primary = {name.span, "not known here"}};
  suggest(diagnostic, name.text, context_.names.memberNames(entity, pack_));
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
  if (const std::optional<Place> result = output(base, written.name, written.span)) return *result;
  const Expr* value = base.kind == Place::Kind::Value ? base.value : settle(base, *written.args[0]);
  if (value->type.isError()) return {};
  if (value->type.kind == TypeKind::Ref) return memberOf(value, written.name, written.span, std::nullopt);
  Diagnostic diagnostic{
      .code = "J0111",
      .message = say(value->type) + " has no parts",
      .primary = {written.name.span, quoted(written.name.text) + " cannot be read from it"}};
  labelDeclared(diagnostic, value);
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
    if (base.choice == ChoiceId{kNoId}) return {};
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
      if (subject_lost_) return poison(written.span);  // the name may well be one of the subject's
      report({.code = "J0214",
              .message = quoted(context_.program.packs[place.pack].id) + " is a pack, not a value",
              .primary = {written.span, "what of it is meant?"},
              .help = "write the name behind it, as in `." + std::string("name") + "`"});
      return poison(written.span);
  }
  return poison(written.span);
}

}  // namespace jurat::checking
