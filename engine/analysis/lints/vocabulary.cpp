// Facts and choices: what nobody asks for, what nobody reads, definitions that only repeat a fact.
#include "engine/analysis/finding.h"

namespace jurat::analysis {
namespace {

using checked::Declaration;
using checked::ExprKind;
using Made = checked::DeclarationKind;

void lintFact(Lints& lints, FactId id, const Fact& fact) {
  const Entity& entity = lints.program.vocabulary.entities[fact.entity];
  const bool asked_as_control = entity.keyed_by != ChoiceId{kNoId};  // its option is the question
  if (fact.ask.en.empty() && lints.reads(id) > 0 && !asked_as_control) {
    lints.report({.code = "J0443",
                  .message = "no question asks for " + tick(fact.name) + ", though rules depend on it",
                  .primary = {fact.span, "without `ask`"},
                  .help = "write `ask \"...?\"` behind its type"});
  }
  if (lints.reads(id) > 0 || !lints.hasNorms(fact.pack)) return;
  lints.report({.code = "J0458",
                .message = "the fact " + tick(fact.name) + " is read by nothing",
                .primary = {fact.span, "companies are asked for it in vain"},
                .help = "delete it, or write the rule that needs it"});
}

void lintChoices(Lints& lints) {
  const Vocabulary& vocabulary = lints.program.vocabulary;
  std::vector<bool> used(vocabulary.choices.size());
  const auto use = [&](ChoiceId id) {
    if (id != ChoiceId{kNoId}) used[raw(id)] = true;
  };
  const auto use_type = [&](const Type& type) {
    if (type.kind == TypeKind::Choice) use(ChoiceId{type.id});
  };
  for (const Fact& each : vocabulary.facts) {
    use_type(each.type);
    use(each.per);
  }
  for (const Entity& each : vocabulary.entities) use(each.keyed_by);
  for (const Declaration& each : lints.program.declarations) {
    use_type(each.type);
    use(each.per);
    for (const checked::Column& column : each.columns) use_type(column.type);
    for (const checked::TableOutput& output : each.decision.outputs) use_type(output.type);
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    const Choice& choice = vocabulary.choices[vocabulary.choices.idAt(i)];
    if (used[i] || !lints.looksAt(choice.pack) || !lints.hasNorms(choice.pack)) continue;
    lints.report({.code = "J0456",
                  .message = "the choice " + tick(choice.name) + " is used by nothing",
                  .primary = {choice.span, "no fact, table or declaration is about it"},
                  .help = "delete it, or give a fact this type"});
  }
}

// `equals FACT` and nothing else, read once: the reader could ask the fact.
void lintDefinition(Lints& lints, checked::DeclarationId id, const Declaration& declaration) {
  if (declaration.versions.size() != 1 || lints.reads(id) != 1) return;
  const checked::Version& version = declaration.versions.front();
  const checked::Branch& general = version.general;
  const bool plain = !version.from && general.exceptions.empty() && general.notes.empty() &&
                     general.confidence.plain() && general.equals != nullptr;
  if (!plain || general.equals->kind != ExprKind::Fact || general.equals->type.kind == TypeKind::Ref) return;
  lints.report({.code = "J0468",
                .message = tick(declaration.name) + " only repeats a fact, and is read once",
                .primary = {declaration.name_span, "equals a fact in all cases"},
                .secondary = {{general.equals->span, "this one"}},
                .help = "read the fact itself"});
}

}  // namespace

void lintVocabulary(Lints& lints) {
  const Vocabulary& vocabulary = lints.program.vocabulary;
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    const FactId id = vocabulary.facts.idAt(i);
    if (lints.looksAt(vocabulary.facts[id].pack)) lintFact(lints, id, vocabulary.facts[id]);
  }
  lintChoices(lints);
  for (std::size_t i = 0; i < lints.program.declarations.size(); ++i) {
    const checked::DeclarationId id = lints.program.declarations.idAt(i);
    const Declaration& each = lints.program.declarations[id];
    if (each.kind == Made::Define && lints.looksAt(each.pack)) lintDefinition(lints, id, each);
  }
}

}  // namespace jurat::analysis
