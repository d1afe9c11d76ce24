#include "engine/check/names/types.h"
#include "engine/check/names/literals.h"
#include "engine/check/repairs.h"

#include <algorithm>
#include <array>

namespace jurat::checking {
namespace {

struct Keyword {
  std::string_view name;
  TypeKind kind;
};
constexpr std::array<Keyword, 13> kTypes{{{"yes_no", TypeKind::YesNo},
                                          {"integer", TypeKind::Integer},
                                          {"decimal", TypeKind::Decimal},
                                          {"percentage", TypeKind::Percentage},
                                          {"money", TypeKind::Money},
                                          {"quantity", TypeKind::Quantity},
                                          {"date", TypeKind::Date},
                                          {"moment", TypeKind::Moment},
                                          {"period", TypeKind::Period},
                                          {"text", TypeKind::Text},
                                          {"evidence", TypeKind::Evidence},
                                          {"judgement", TypeKind::Judgement},
                                          {"practice", TypeKind::Practice}}};

Type moneyType(const Context& context, const ast::TypeRef& written) {
  Type type = ofKind(TypeKind::Money);
  if (!written.argument) return type;
  type.id = currencyId(written.argument.text);
  if (type.id != 0) return type;
  reportNoCurrency(context.diagnostics, written.argument);
  return {};
}

Type quantityType(const Context& context, const ast::TypeRef& written) {
  if (!written.argument) {
    context.report({.code = "J0118",
                    .message = "a quantity needs its unit",
                    .primary = {written.span, "which unit is meant?"},
                    .help = "write `quantity UNIT`, the unit being declared by `unit`"});
    return {};
  }
  const std::optional<UnitId> unit = context.names.unit(written.argument.text);
  if (!unit) {
    reportUnknown(context, {}, {"unit", written.argument, "J0118", std::nullopt, context.names.unitNames()});
    return {};
  }
  Type type = ofKind(TypeKind::Quantity);
  type.id = raw(context.program.vocabulary.units[*unit].base);
  return type;
}

Type eventType(const Context& context, const ast::TypeRef& written) {
  Type type{.kind = TypeKind::Date, .or_none = true, .event = true};
  if (!written.argument) return type;
  if (written.argument.text == "moment") {
    type.kind = TypeKind::Moment;
    return type;
  }
  context.report({.code = "J0116",
                  .message = "an event is a day or a moment, not " + quoted(written.argument.text),
                  .primary = {written.argument.span, "only `moment` can stand here"},
                  .help = "write `event` or `event moment`"});
  return {};
}

// What other languages call the types of this one.
bool foreignType(const Context& context, const ast::Name& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kForeign{
      {{"boolean", "yes_no"},
       {"bool", "yes_no"},
       {"string", "text"},
       {"int", "integer"},
       {"float", "decimal"},
       {"double", "decimal"},
       {"percent", "percentage"},
       {"currency", "money"},
       {"amount", "money"},
       {"datetime", "moment"},
       {"duration", "period"},
       {"document", "evidence"}}};
  for (const auto& [foreign, own] : kForeign) {
    if (name.text != foreign) continue;
    Diagnostic diagnostic{.code = "J0116",
                          .message = "there is no type or choice " + quoted(foreign),
                          .primary = {name.span, "not known here"}};
    offer(diagnostic, std::string(own));
    context.report(std::move(diagnostic));
    return true;
  }
  return false;
}

Type choiceType(const Context& context, PackId pack, const ast::TypeRef& written) {
  const Lookup<Named<ChoiceId>> found = context.names.choice(written.name.text, pack);
  if (found.seen.empty() && !written.set) {
    std::vector<std::string_view> known = context.names.choiceNames(pack);
    if (foreignType(context, written.name)) return {};
    for (const Keyword& each : kTypes) known.push_back(each.name);
    known.push_back("event");
    reportUnknown(context, pack, {"type or choice", written.name, "J0116", found.elsewhere, known});
    return {};
  }
  const std::optional<ChoiceId> choice = findChoice(context, pack, written.name);
  if (!choice) return {};
  Type type = ofKind(TypeKind::Choice);
  type.id = raw(*choice);
  type.set = written.set;
  return type;
}

Type plainType(const Context& context, PackId pack, const ast::TypeRef& written) {
  if (written.ref) {
    const std::optional<EntityId> entity = findEntity(context, pack, written.name);
    if (!entity) return {};
    Type type = ofKind(TypeKind::Ref);
    type.id = raw(*entity);
    return type;
  }
  if (written.set) return choiceType(context, pack, written);
  if (written.name.text == "event") return eventType(context, written);
  for (const Keyword& each : kTypes) {
    if (each.name != written.name.text) continue;
    if (each.kind == TypeKind::Money) return moneyType(context, written);
    if (each.kind == TypeKind::Quantity) return quantityType(context, written);
    if (written.argument) {
      context.report({.code = "J0116",
                      .message = quoted(each.name) + " takes nothing behind it",
                      .primary = {written.argument.span, "not expected here"},
                      .help = "write " + quoted(each.name)});
      return {};
    }
    Type type = ofKind(each.kind);
    type.or_none = each.kind == TypeKind::Evidence;
    return type;
  }
  return choiceType(context, pack, written);
}

}  // namespace

std::string phrase(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::Error:
      return "a value";
    case TypeKind::YesNo:
      return "yes or no";
    case TypeKind::Integer:
    case TypeKind::Decimal:
      return "a number";
    case TypeKind::Percentage:
      return "a percentage";
    case TypeKind::Money:
      return type.id == 0 ? "money of any currency" : "money in " + currencyCode(type.id);
    case TypeKind::Quantity:
      return "a quantity in " + quoted(vocabulary.units[static_cast<UnitId>(type.id)].name);
    case TypeKind::Date:
      return "a date";
    case TypeKind::Moment:
      return "a moment";
    case TypeKind::Period:
      return "a period";
    case TypeKind::Text:
      return "a text";
    case TypeKind::Choice:
      return (type.set ? "a set of " : "an option of ") +
             quoted(vocabulary.choices[static_cast<ChoiceId>(type.id)].name);
    case TypeKind::Currency:
      return "a currency";
    case TypeKind::Evidence:
      return "evidence";
    case TypeKind::Judgement:
      return "a judgement";
    case TypeKind::Practice:
      return "a practice";
    case TypeKind::Ref:
      return "one " + quoted(vocabulary.entities[static_cast<EntityId>(type.id)].name);
    case TypeKind::None:
      return "`none`";
  }
  return "a value";
}

bool fits(const Type& have, const Type& want) {
  if (have.isError() || want.isError()) return true;
  if (have.kind == TypeKind::Integer && want.kind == TypeKind::Decimal) return true;
  if (want.kind == TypeKind::YesNo && have.isCondition()) return true;
  return have.kind == want.kind && have.set == want.set && have.id == want.id;
}

std::optional<Type> common(const Type& a, const Type& b) {
  if (a.isError() || b.isError()) return Type{};
  Type out;
  if (a.kind == TypeKind::None) {
    out = b;
  } else if (b.kind == TypeKind::None || fits(b, a)) {
    out = a;
  } else if (fits(a, b)) {
    out = b;
  } else {
    return std::nullopt;
  }
  out.event = false;
  return out;
}

Type resolveType(const Context& context, PackId pack, const ast::TypeRef& written) {
  if (!written.name) return {};
  Type type = plainType(context, pack, written);
  if (!type.isError() && written.or_none) type.or_none = true;
  return type;
}

namespace {

// Whether a pack that is not used was complained about already: each of its names would be one more report.
bool saidOf(const Context& context, const Diagnostic& diagnostic) {
  const std::vector<Diagnostic>& all = context.diagnostics.all();
  const std::string tail = diagnostic.message.substr(diagnostic.message.find("` is declared in"));
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& each) {
    return each.code == diagnostic.code && each.message.ends_with(tail);
  });
}

// `use PACK` below the head of the file in which the name stands.
std::optional<Fix> useOf(const Context& context, PackId from, Span name, const std::string& pack) {
  for (const ast::File* file : context.packs[raw(from)].files) {
    if (name.begin < file->span.begin || file->span.end < name.end) continue;
    const Span head = file->uses.empty() ? file->head : file->uses.back().span;
    return Fix{{head.end, head.end}, "\nuse " + pack};
  }
  return std::nullopt;
}

}  // namespace

void reportUnknown(const Context& context, PackId from, const Unknown& unknown) {
  Diagnostic diagnostic{
      .code = unknown.code,
      .message = "there is no " + std::string(unknown.what) + " " + quoted(unknown.name.text),
      .primary = {unknown.name.span, "not known here"}};
  // What a pack uses may stand in the file that opens it; that none does is reported.
  if (unknown.elsewhere && context.packs[raw(from)].opening == nullptr) return;
  if (unknown.elsewhere) {
    const std::string& pack = context.program.packs[*unknown.elsewhere].id;
    diagnostic.code = "J0114";
    diagnostic.message = quoted(unknown.name.text) + " is declared in the pack " + quoted(pack) + ", which " +
                         quoted(context.program.packs[from].id) + " does not use";
    diagnostic.primary.text = "not visible here";
    diagnostic.help = "write `use " + pack + "` behind the first line of the pack's file";
    if (saidOf(context, diagnostic)) return;
    diagnostic.fix = useOf(context, from, unknown.name.span, pack);
  } else {
    suggest(diagnostic, unknown.name.text, unknown.known, unknown.otherwise);
  }
  context.report(std::move(diagnostic));
}

std::optional<EntityId> findEntity(const Context& context, PackId from, const ast::Name& name) {
  const Lookup<EntityId> found = context.names.entity(name.text, from);
  if (!found.seen.empty()) return found.seen.front();
  reportUnknown(context, from, {"entity", name, "J0115", found.elsewhere, context.names.entityNames(from)});
  return std::nullopt;
}

std::optional<ChoiceId> findChoice(const Context& context, PackId from, const ast::Name& name) {
  const Lookup<Named<ChoiceId>> found = context.names.choice(name.text, from);
  if (found.seen.size() == 1) return found.seen.front().id;
  if (found.seen.empty()) {
    reportUnknown(context, from, {"choice", name, "J0116", found.elsewhere, context.names.choiceNames(from)});
    return std::nullopt;
  }
  // A choice of one's own wins: its name cannot be qualified in a type.
  for (const Named<ChoiceId>& each : found.seen) {
    if (each.pack == from) return each.id;
  }
  Diagnostic diagnostic{.code = "J0112",
                        .message = quoted(name.text) + " is a choice of two packs that are used here",
                        .primary = {name.span, "which one is meant?"}};
  for (const Named<ChoiceId>& each : found.seen) {
    diagnostic.secondary.push_back(
        {context.program.vocabulary.choices[each.id].span, "one is declared here"});
  }
  diagnostic.help = "use only one of the packs, or give this pack a choice of its own";
  context.report(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace jurat::checking
