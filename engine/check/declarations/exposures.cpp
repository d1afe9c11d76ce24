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
  const ast::Expr* named = &written;
  const ast::Expr* index = nullptr;
  if (written.kind == ast::ExprKind::Index) {
    named = written.args[0];
    index = written.args[1];
  }
  if (named->kind == ast::ExprKind::Broken) return;
  const bool plain = named->kind == ast::ExprKind::Name;
  const std::string owner = named->kind == ast::ExprKind::Member ? chainText(*named->args[0]) : std::string();
  if (!plain && owner.empty()) {
    context_.report({.code = "J0311",
                     .message = "what a breach may cost is an amount, by its name",
                     .primary = {written.span, "not the name of an amount"},
                     .help = "declare an `amount` with this value and name it here"});
    return;
  }
  std::optional<PackId> only;
  if (!plain) only = context_.names.used(declaration_.pack, owner);
  const Lookup<Named<DeclarationId>> all =
      context_.names.declaration(named->name.text, declaration_.pack, only);
  std::vector<Named<DeclarationId>> found;
  for (const Named<DeclarationId>& each : all.seen) {
    if (context_.program.declarations[each.id].kind == checked::DeclarationKind::Amount)
      found.push_back(each);
  }
  if (found.size() > 1) {
    context_.report(
        {.code = "J0112",
         .message = quoted(named->name.text) + " is an amount of more than one of the packs used here",
         .primary = {named->span, "which one is meant?"},
         .help = "write the pack before it, as in `" +
                 std::string(context_.names.qualifier(declaration_.pack, found.front().pack)) + "." +
                 std::string(named->name.text) + "`"});
    return;
  }
  if (found.empty()) {
    std::vector<std::string_view> known;
    for (const std::string_view name : context_.names.declarationNames(declaration_.pack)) {
      for (const auto& each : context_.names.declaration(name, declaration_.pack).seen) {
        if (context_.program.declarations[each.id].kind == checked::DeclarationKind::Amount)
          known.push_back(name);
      }
    }
    reportUnknown(context_, declaration_.pack, {"amount", named->name, "J0311", all.elsewhere, known});
    return;
  }
  const checked::Declaration& amount = context_.program.declarations[found.front().id];
  exposure.amount = found.front().id;
  expressions_.note(found.front().id);
  if (amount.subject != EntityId{kNoId} && expressions_.reach(amount.subject, written.span) == nullptr) {
    context_.report({.code = "J0311",
                     .message = quoted(amount.name) + " is an amount of " +
                                quoted(context_.program.vocabulary.entities[amount.subject].name) +
                                ", which this rule does not reach",
                     .primary = {written.span, "not of the subject, nor of what contains it"},
                     .secondary = {{amount.name_span, "declared here"}}});
    return;
  }
  if (amount.per == ChoiceId{kNoId} && index == nullptr) return;
  if (amount.per == ChoiceId{kNoId}) {
    context_.report({.code = "J0217",
                     .message = quoted(amount.name) + " has one value, not one for each option",
                     .primary = {index->span, "no option is expected"},
                     .secondary = {{amount.name_span, "declared here without `per`"}},
                     .help = "leave the brackets out"});
    return;
  }
  exposure.option = index != nullptr ? expressions_.option(*index, amount.per)
                                     : expressions_.optionVariable(amount.per, written.span);
  const Choice& choice = context_.program.vocabulary.choices[amount.per];
  if (exposure.option == nullptr) {
    context_.report(
        {.code = "J0216",
         .message = quoted(amount.name) + " has a value for each option of " + quoted(choice.name),
         .primary = {written.span, "of which option?"},
         .secondary = {{amount.name_span, "declared here"}},
         .help = "write `" + amount.name + "[" + choice.options[choice.lowest.front()].name +
                 "]`, with the option that is meant"});
    return;
  }
  const ExprKind kind = exposure.option->kind;
  if (exposure.option->type.isError() || kind == ExprKind::Constant || kind == ExprKind::OptionVariable)
    return;
  context_.report({.code = "J0217",
                   .message = "an exposure needs an option that is written out",
                   .primary = {index->span, "this option is only known for a company"},
                   .help = "write one `exposes` for each option, each with `when`"});
}

}  // namespace jurat::checking
