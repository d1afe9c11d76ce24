// Choices with their options, and units with their multiples.
#include "engine/check/vocabulary/builder.h"

namespace jurat::checking {

void VocabularyBuilder::reportDeclaredTwice(std::string_view what, const ast::Name& name, Span first) {
  context_.report({.code = "J0110",
                   .message = "the " + std::string(what) + " " + quoted(name.text) + " is declared twice",
                   .primary = {name.span, "declared again here"},
                   .secondary = {{first, "declared first here"}},
                   .help = "give one of them another name"});
}

void VocabularyBuilder::choice(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  const Lookup<Named<ChoiceId>> known = context_.names.choice(source.name.text, placed.pack, placed.pack);
  if (!known.seen.empty()) {
    reportDeclaredTwice("choice", source.name, vocabulary_.choices[known.seen.front().id].span);
    return;
  }
  Choice made;
  made.name = source.name.text;
  made.pack = placed.pack;
  made.ordered = source.ordered;
  made.span = source.name.span;
  const ChoiceId id = vocabulary_.choices.add(std::move(made));
  context_.names.addChoice(source.name.text, id, placed.pack);
  options(id, source.options, kNoId);
  Choice& choice = vocabulary_.choices[id];
  for (std::uint32_t i = 0; i < choice.options.size(); ++i) {
    if (choice.options[i].children.empty()) choice.lowest.push_back(i);
  }
  if (choice.options.size() > context_.limits.choice_options) {
    context_.report({.code = "J0321",
                     .message = "the choice " + quoted(choice.name) + " has too many options",
                     .primary = {choice.span, "at most " + std::to_string(context_.limits.choice_options) +
                                                  " options can be told apart"}});
  }
  if (choice.options.empty()) {
    context_.report({.code = "J0304",
                     .message = "the choice " + quoted(choice.name) + " has no options",
                     .primary = {choice.span, "nothing can be chosen"},
                     .help = "write its options in the braces, each with a label: `name \"Label\"`"});
    choice.options.push_back(
        {.name = "?", .label = {}, .cites = {}, .from = {}, .until = {}, .children = {}, .span = {}});
    choice.lowest = {0};
  }
}

void VocabularyBuilder::options(ChoiceId id, ast::List<ast::Option> written, std::uint32_t parent) {
  for (const ast::Option& each : written) {
    if (!each.name) continue;
    if (const auto first = context_.names.option(id, each.name.text)) {
      reportDeclaredTwice("option", each.name, vocabulary_.choices[id].options[*first].span);
      continue;
    }
    Option made;
    made.name = each.name.text;
    made.label = {std::string(each.label.en), std::string(each.label.zh)};
    made.cites = each.cites.en;
    made.from = literals_.day(each.from);
    made.until = literals_.day(each.until);
    made.parent = parent;
    made.span = each.name.span;
    if (made.from && made.until && *made.until < *made.from) {
      context_.report({.code = "J0307",
                       .message = "this option ends before it begins",
                       .primary = {each.until->span, "before its first day"},
                       .secondary = {{each.from->span, "its first day"}},
                       .help = "let `until` be the later of the two"});
    }
    std::vector<Option>& all = vocabulary_.choices[id].options;
    const auto index = static_cast<std::uint32_t>(all.size());
    all.push_back(std::move(made));
    if (parent != kNoId) all[parent].children.push_back(index);
    context_.names.addOption(id, each.name.text, index);
    options(id, each.options, index);
  }
}

void VocabularyBuilder::unit(const Placed& placed) {
  const ast::Declaration& source = *placed.source;
  Unit made;
  made.name = source.name.text;
  made.base = vocabulary_.units.idAt(vocabulary_.units.size());
  made.label = {std::string(source.title.en), std::string(source.title.zh)};
  made.span = source.name.span;
  if (source.equals != nullptr) {
    const std::optional<Literals::Typed> multiple = literals_.read(*source.equals);
    if (!multiple || (multiple->type.kind != TypeKind::Quantity && !multiple->type.isError())) {
      context_.report({.code = "J0118",
                       .message = "a unit is a multiple of another unit",
                       .primary = {source.equals->span, "not a number of a unit"},
                       .help = "write it as in `unit EFLOP equals 1e18 FLOP`"});
      return;
    }
    if (multiple->type.isError()) return;
    made.base = static_cast<UnitId>(multiple->type.id);
    made.factor = std::get<Number>(multiple->value);
  }
  if (const std::optional<UnitId> known = context_.names.unit(source.name.text)) {
    const Unit& first = vocabulary_.units[*known];
    const bool base = source.equals == nullptr && first.base == *known;
    if (!base && !(first.base == made.base && first.factor == made.factor)) {
      reportDeclaredTwice("unit", source.name, first.span);
    }
    return;
  }
  context_.names.addUnit(source.name.text, vocabulary_.units.add(std::move(made)));
}

}  // namespace jurat::checking
