#include "engine/manual/book/vocabulary.h"

namespace jurat::manual {

std::vector<OptionEntry> optionsOf(ChoiceId id, const Reading& reading) {
  const Choice& choice = reading.program.vocabulary.choices[id];
  std::vector<OptionEntry> out;
  for (const Option& option : choice.options) {
    OptionEntry entry{option.name, option.label.in(reading.language), option.cites,
                      daysText(option.from, option.until, reading.language)};
    for (std::uint32_t above = option.parent; above != kNoId; above = choice.options[above].parent)
      ++entry.depth;
    out.push_back(std::move(entry));
  }
  return out;
}

Glossary::Glossary(PackId pack, const Reading& reading, const std::set<FactId>& facts)
    : pack_(pack), reading_(reading), facts_(facts) {
  const Vocabulary& vocabulary = reading_.program.vocabulary;
  const auto add = [&](ChoiceId choice) {
    if (choice != ChoiceId{kNoId}) choices_.insert(choice);
  };
  for (std::size_t i = 0; i < vocabulary.choices.size(); ++i) {
    if (vocabulary.choices[vocabulary.choices.idAt(i)].pack == pack_) add(vocabulary.choices.idAt(i));
  }
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    const FactId id = vocabulary.facts.idAt(i);
    if (!told(id)) continue;
    const Fact& fact = vocabulary.facts[id];
    if (fact.type.kind == TypeKind::Choice) add(ChoiceId{fact.type.id});
    add(fact.per);
    add(vocabulary.entities[fact.entity].keyed_by);
  }
}

bool Glossary::told(FactId fact) const {
  return facts_.count(fact) > 0 || reading_.program.vocabulary.facts[fact].pack == pack_;
}

std::vector<ChoiceEntry> Glossary::choices() const {
  std::vector<ChoiceEntry> out;
  for (const ChoiceId id : choices_) {
    const Choice& choice = reading_.program.vocabulary.choices[id];
    out.push_back({choiceAnchor(reading_.program, id), choice.name, choice.ordered, optionsOf(id, reading_)});
  }
  return out;
}

FactEntry Glossary::factEntry(FactId id) const {
  const Vocabulary& vocabulary = reading_.program.vocabulary;
  const Fact& fact = vocabulary.facts[id];
  FactEntry entry;
  entry.anchor = anchorOf(vocabulary, id);
  entry.name = fact.name;
  entry.type = typeText(fact.type, vocabulary);
  const auto bound = [&](const std::optional<Value>& value, Label label) {
    if (!value) return;
    entry.domain += (entry.domain.empty() ? "" : ", ") + std::string(labelText(label, reading_.language)) +
                    " " + valueText(*value, fact.type, vocabulary);
  };
  bound(fact.at_least, Label::AtLeast);
  bound(fact.at_most, Label::AtMost);
  entry.ask = fact.ask.in(reading_.language);
  entry.about = fact.about.in(reading_.language);
  entry.standard = fact.standard;
  const ChoiceId choice = fact.per != ChoiceId{kNoId}          ? fact.per
                          : fact.type.kind == TypeKind::Choice ? ChoiceId{fact.type.id}
                                                               : ChoiceId{kNoId};
  if (choice != ChoiceId{kNoId}) {
    entry.choice = vocabulary.choices[choice].name;
    entry.choice_anchor = choiceAnchor(reading_.program, choice);
  }
  if (fact.per != ChoiceId{kNoId})
    entry.type += ", " + std::string(say(Word::OneForEach, reading_.language)) + " " + entry.choice;
  return entry;
}

std::vector<EntityEntry> Glossary::questions() const {
  const Vocabulary& vocabulary = reading_.program.vocabulary;
  std::vector<EntityEntry> out;
  for (std::size_t i = 0; i < vocabulary.entities.size(); ++i) {
    const EntityId id = vocabulary.entities.idAt(i);
    EntityEntry entry{vocabulary.entities[id].name, keyOf(vocabulary, id), {}};
    for (const FactId fact : vocabulary.entities[id].facts) {
      if (told(fact)) entry.facts.push_back(factEntry(fact));
    }
    if (!entry.facts.empty()) out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace jurat::manual
