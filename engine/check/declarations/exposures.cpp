// Exposures: who may owe what when a rule is broken.
#include <algorithm>

#include "engine/check/declarations/levels.h"
#include "engine/check/names/types.h"

namespace jurat::checking {

void Levels::exposure(checked::Branch& branch, const ast::Clause& clause) {
  checked::Exposure exposure;
  exposure.span = clause.span;
  exposure.once = clause.flag;
  party(exposure, clause);
  if (clause.value != nullptr) amount(exposure, *clause.value);
  GuardScope guards(expressions_.guards());
  if (clause.value2 != nullptr) {
    exposure.when = expressions_.condition(*clause.value2);
    if (!exposure.when->type.isError()) expressions_.guards().add(*exposure.when, true);
  }
  if (clause.value3 != nullptr) exposure.from = expressions_.day(*clause.value3, "`from`", false);
  branch.exposes.push_back(std::move(exposure));
}

void Levels::party(checked::Exposure& exposure, const ast::Clause& clause) {
  if (clause.string) {
    exposure.party_text = clause.string.en;
    return;
  }
  if (!clause.word) return;
  const std::optional<EntityId> entity = findEntity(context_, declaration_.pack, clause.word);
  if (!entity) return;
  if (expressions_.reach(*entity, clause.word.span) == nullptr) {
    const std::string subject = declaration_.subject == EntityId{kNoId}
                                    ? std::string("nothing")
                                    : quoted(context_.program.vocabulary.entities[declaration_.subject].name);
    context_.report({.code = "J0310",
                     .message = "a breach by " + subject + " cannot expose " + quoted(clause.word.text),
                     .primary = {clause.word.span, "neither the subject of the rule nor what contains it"},
                     .help = "name the subject, an entity that contains it, or persons in quotes"});
    return;
  }
  exposure.party = *entity;
}

// The amount, by name, `PACK.name` or `name[option]`.
void Levels::amount(checked::Exposure& exposure, const ast::Expr& written) {
  const bool indexed = written.kind == ast::ExprKind::Index;
  const ast::Expr& named = indexed ? *written.args[0] : written;
  if (named.kind == ast::ExprKind::Broken) return;
  const std::optional<DeclarationId> found = findAmount(named, written.span);
  if (!found) return;
  const checked::Declaration& amount = context_.program.declarations[*found];
  exposure.amount = *found;
  expressions_.note(*found);
  if (amount.subject != EntityId{kNoId} && expressions_.reach(amount.subject, written.span) == nullptr) {
    context_.report({.code = "J0311",
                     .message = quoted(amount.name) + " is an amount of " +
                                quoted(context_.program.vocabulary.entities[amount.subject].name) +
                                ", which this rule does not reach",
                     .primary = {written.span, "not of the subject, nor of what contains it"},
                     .secondary = {{amount.name_span, "declared here"}}});
    return;
  }
  const ast::Expr* index = indexed ? written.args[1] : nullptr;
  if (amount.per != ChoiceId{kNoId}) {
    exposure.option = amountOption(amount, index, written.span);
  } else if (index != nullptr) {
    context_.report({.code = "J0217",
                     .message = quoted(amount.name) + " has one value, not one for each option",
                     .primary = {index->span, "no option is expected"},
                     .secondary = {{amount.name_span, "declared here without `per`"}},
                     .help = "leave the brackets out"});
  }
}

std::optional<DeclarationId> Levels::findAmount(const ast::Expr& named, Span span) {
  const bool plain = named.kind == ast::ExprKind::Name;
  const std::string owner = named.kind == ast::ExprKind::Member ? chainText(*named.args[0]) : std::string();
  if (!plain && owner.empty()) {
    context_.report({.code = "J0311",
                     .message = "what a breach may cost is an amount, by its name",
                     .primary = {span, "not the name of an amount"},
                     .help = "declare an `amount` with this value and name it here"});
    return std::nullopt;
  }
  const PackId here = declaration_.pack;
  std::optional<PackId> only;
  if (!plain) {
    only = context_.names.used(here, owner);
    if (!only) {
      reportUnknown(context_, here,
                    {"pack used here called", named.args[0]->name, "J0111", std::nullopt,
                     context_.names.usedNames(here)});
      return std::nullopt;
    }
  }
  const auto is_amount = [&](const Named<DeclarationId>& each) {
    return context_.program.declarations[each.id].kind == checked::DeclarationKind::Amount;
  };
  Lookup<Named<DeclarationId>> found = context_.names.declaration(named.name.text, here, only);
  std::erase_if(found.seen, [&](const auto& each) { return !is_amount(each); });
  if (found.seen.size() == 1) return found.seen.front().id;
  if (found.seen.empty()) {
    std::vector<std::string_view> known;
    for (const std::string_view name : context_.names.declarationNames(here)) {
      const auto all = context_.names.declaration(name, here).seen;
      if (std::any_of(all.begin(), all.end(), is_amount)) known.push_back(name);
    }
    const std::string all = known.empty() ? "declare it: `amount " + std::string(named.name.text) +
                                                " for ENTITY : money EUR { ... }`"
                                          : "the amounts are " + listed(known, "and");
    reportUnknown(context_, here, {"amount", named.name, "J0311", found.elsewhere, known, all});
    return std::nullopt;
  }
  context_.report(
      {.code = "J0112",
       .message = quoted(named.name.text) + " is an amount of more than one of the packs used here",
       .primary = {named.span, "which one is meant?"},
       .help = "write the pack before it, as in `" +
               std::string(context_.names.qualifier(here, found.seen.front().pack)) + "." +
               std::string(named.name.text) + "`"});
  return std::nullopt;
}

// The option of an amount `per` a choice: written, or that of the rule itself; null after a report.
const Expr* Levels::amountOption(const checked::Declaration& amount, const ast::Expr* index, Span span) {
  const Expr* option = index != nullptr ? expressions_.option(*index, amount.per)
                                        : expressions_.optionVariable(amount.per, span);
  const Choice& choice = context_.program.vocabulary.choices[amount.per];
  if (option == nullptr) {
    context_.report(
        {.code = "J0216",
         .message = quoted(amount.name) + " has a value for each option of " + quoted(choice.name),
         .primary = {span, "of which option?"},
         .secondary = {{amount.name_span, "declared here"}},
         .help = "write `" + amount.name + "[" + choice.options[choice.lowest.front()].name +
                 "]`, with the option that is meant"});
    return nullptr;
  }
  const bool written = option->kind == ExprKind::Constant || option->kind == ExprKind::OptionVariable;
  if (option->type.isError() || written) return option;
  context_.report({.code = "J0217",
                   .message = "an exposure needs an option that is written out",
                   .primary = {option->span, "this option is only known for a company"},
                   .help = "write one `exposes` for each option, each with `when`"});
  return nullptr;
}

}  // namespace jurat::checking
