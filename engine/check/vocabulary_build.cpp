// Builds what profiles may say: choices, units, entities and facts of all packs, merged into one vocabulary.
#include <algorithm>
#include <array>
#include <map>

#include "engine/check/clause_rules.h"
#include "engine/check/context.h"
#include "engine/check/literals.h"
#include "engine/check/types.h"

namespace jurat::checking {
namespace {

using ast::DeclarationKind;

// Words that mean something else in a profile's records (profile.md, Spelling).
constexpr std::array<std::string_view, 8> kReserved = {"value",    "source",  "as_of", "evidence",
                                                       "at_least", "at_most", "id",    "complete"};

class VocabularyBuilder {
 public:
  explicit VocabularyBuilder(Context& context)
      : context_(context),
        vocabulary_(context.program.vocabulary),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {}

  void build() {
    each(DeclarationKind::Choice, [&](const Placed& placed) { choice(placed); });
    each(DeclarationKind::Unit, [&](const Placed& placed) { unit(placed); });
    each(DeclarationKind::Entity, [&](const Placed& placed) { entity(placed); });
    each(DeclarationKind::Controls, [&](const Placed& placed) { controls(placed); });
    each(DeclarationKind::Entity, [&](const Placed& placed) { contain(placed); });
    each(DeclarationKind::ExtendEntity, [&](const Placed& placed) { extend(placed); });
    each(DeclarationKind::Controls, [&](const Placed& placed) { containControls(placed); });
    breakCycles();
    nameLists();
    for (const auto kind :
         {DeclarationKind::Entity, DeclarationKind::ExtendEntity, DeclarationKind::Controls}) {
      each(kind, [&](const Placed& placed) { facts(placed); });
    }
    each(DeclarationKind::Entity, [&](const Placed& placed) { order(placed); });
    countSlots();
  }

 private:
  template <typename Visit>
  void each(DeclarationKind kind, Visit visit) {
    for (const Placed& placed : context_.placed) {
      if (placed.source->kind == kind && placed.source->name) visit(placed);
    }
  }

  void reportDeclaredTwice(std::string_view what, const ast::Name& name, Span first) {
    context_.report({.code = "J0110",
                     .message = "the " + std::string(what) + " " + quoted(name.text) + " is declared twice",
                     .primary = {name.span, "declared again here"},
                     .secondary = {{first, "declared first here"}},
                     .help = "give one of them another name"});
  }

  // ---- choices and units

  void choice(const Placed& placed) {
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

  void options(ChoiceId id, ast::List<ast::Option> written, std::uint32_t parent) {
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
      std::vector<Option>& all = vocabulary_.choices[id].options;
      const auto index = static_cast<std::uint32_t>(all.size());
      all.push_back(std::move(made));
      if (parent != kNoId) all[parent].children.push_back(index);
      context_.names.addOption(id, each.name.text, index);
      options(id, each.options, index);
    }
  }

  void unit(const Placed& placed) {
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

  // ---- entities

  void entity(const Placed& placed) {
    const ast::Name& name = placed.source->name;
    std::optional<EntityId> id = context_.names.anyEntity(name.text);
    if (!id) {
      Entity made;
      made.name = name.text;
      made.pack = placed.pack;
      made.span = name.span;
      id = vocabulary_.entities.add(std::move(made));
      declared_.push_back(placed.source);
    }
    context_.names.addEntity(name.text, *id, placed.pack);
  }

  void controls(const Placed& placed) {
    const ast::Name& name = placed.source->name;
    if (const std::optional<EntityId> first = context_.names.anyEntity(name.text)) {
      reportDeclaredTwice("entity", name, vocabulary_.entities[*first].span);
      return;
    }
    entity(placed);
  }

  // Where an entity is contained. Every later declaration of it must say the same.
  void contain(const Placed& placed) {
    const ast::Declaration& source = *placed.source;
    const EntityId id = *context_.names.anyEntity(source.name.text);
    const ast::Declaration& first = *declared_[raw(id)];
    if (&first != &source) {
      agree(first, source);
      return;
    }
    Entity& entity = vocabulary_.entities[id];
    entity.list_name = source.list_name ? source.list_name.text : source.name.text;
    entity.single = source.single;
    if (!source.within) return;
    if (const std::optional<EntityId> outer = findEntity(context_, placed.pack, source.within))
      setParent(id, *outer);
  }

  void setParent(EntityId id, EntityId outer) { vocabulary_.entities[id].parent = outer; }

  void agree(const ast::Declaration& first, const ast::Declaration& other) {
    const bool same = first.within.text == other.within.text &&
                      first.list_name.text == other.list_name.text && first.single == other.single &&
                      first.ordered_by.text == other.ordered_by.text;
    if (same) return;
    context_.report(
        {.code = "J0122",
         .message = "the entity " + quoted(other.name.text) + " is placed in two ways",
         .primary = {other.name.span, "placed differently here"},
         .secondary = {{first.name.span, "placed first here"}},
         .help = "write `extend entity " + std::string(other.name.text) + "` to add facts to it"});
  }

  void extend(const Placed& placed) {
    const ast::Declaration& source = *placed.source;
    const std::optional<EntityId> id = findEntity(context_, placed.pack, source.name);
    if (!id) return;
    if (source.within) agree(*declared_[raw(*id)], source);
    context_.names.addEntity(source.name.text, *id, placed.pack);
  }

  void containControls(const Placed& placed) {
    const ast::Declaration& source = *placed.source;
    const std::optional<EntityId> id = context_.names.anyEntity(source.name.text);
    if (!id || declared_[raw(*id)] != &source) return;
    vocabulary_.entities[*id].list_name = source.name.text;
    if (const std::optional<EntityId> outer = findEntity(context_, placed.pack, source.of))
      setParent(*id, *outer);
    std::vector<const ast::Clause*> clauses;
    for (const ast::Clause& clause : source.clauses) clauses.push_back(&clause);
    const ast::Clause* per = only(context_, clauses, ast::ClauseKind::Per);
    if (per == nullptr) {
      context_.report(
          {.code = "J0304",
           .message = "the controls " + quoted(source.name.text) + " do not say which catalogue they follow",
           .primary = {source.name.span, "`per` is missing"},
           .help = "write `per CHOICE` in the braces"});
      return;
    }
    if (const std::optional<ChoiceId> choice = findChoice(context_, placed.pack, per->word)) {
      vocabulary_.entities[*id].keyed_by = *choice;
    }
  }

  // An entity that contains itself would have no end.
  void breakCycles() {
    for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) {
      const EntityId start = vocabulary_.entities.idAt(i);
      EntityId at = vocabulary_.entities[start].parent;
      for (std::size_t steps = 0; at != EntityId{kNoId} && at != start && steps < vocabulary_.entities.size();
           ++steps) {
        at = vocabulary_.entities[at].parent;
      }
      if (at != start) continue;
      context_.report(
          {.code = "J0122",
           .message = "the entity " + quoted(vocabulary_.entities[start].name) + " is contained in itself",
           .primary = {declared_[i]->within.span, "this leads back to it"},
           .help = "let one of the entities on the way stand within `company`, or within none"});
      vocabulary_.entities[start].parent = EntityId{kNoId};
    }
  }

  void nameLists() {
    for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) {
      const EntityId id = vocabulary_.entities.idAt(i);
      const Entity& entity = vocabulary_.entities[id];
      if (entity.parent == EntityId{kNoId}) continue;
      for (const EntityId sibling : vocabulary_.entities[entity.parent].children) {
        if (vocabulary_.entities[sibling].list_name != entity.list_name) continue;
        reportTaken(declared_[i]->list_name ? declared_[i]->list_name : declared_[i]->name,
                    vocabulary_.entities[sibling].span);
      }
      vocabulary_.entities[entity.parent].children.push_back(id);
      const MemberKind kind = entity.single ? MemberKind::Record : MemberKind::List;
      const std::string_view name =
          declared_[i]->list_name ? declared_[i]->list_name.text : declared_[i]->name.text;
      for (const PackId pack : context_.names.packsOf(id)) {
        context_.names.addMember(entity.parent, name, {kind, pack, raw(id)});
      }
    }
  }

  void reportTaken(const ast::Name& name, Span first) {
    context_.report({.code = "J0132",
                     .message = quoted(name.text) + " already names something else in the same record",
                     .primary = {name.span, "taken"},
                     .secondary = {{first, "named here"}},
                     .help = "choose another name, because a profile could not tell them apart"});
  }

  // ---- facts

  void facts(const Placed& placed) {
    const std::optional<EntityId> id = context_.names.anyEntity(placed.source->name.text);
    if (!id) return;
    if (placed.source->kind == DeclarationKind::Controls && declared_[raw(*id)] != placed.source) return;
    for (const ast::Clause& clause : placed.source->clauses) {
      if (placed.source->kind != DeclarationKind::Controls) admit(context_, Home::Entity, clause);
    }
    for (const ast::Fact& each : placed.source->facts) {
      if (each.name) fact(placed, *id, each);
    }
  }

  void fact(const Placed& placed, EntityId entity, const ast::Fact& source) {
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
    if (!source.rests_on.empty()) reportNotYet(context_, source.rests_on.front().span, "`rests on`");
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

  std::optional<Value> bound(const ast::Expr* written, const Type& type) {
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

  void merge(const Placed& placed, const ast::Fact& source, Fact made) {
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

  void reportTwoTypes(const Fact& first, const Fact& other) {
    const std::string before = typeText(first.type, vocabulary_);
    const std::string after = typeText(other.type, vocabulary_);
    const bool types = before != after;
    context_.report(
        {.code = "J0120",
         .message = "the fact " + quoted(first.name) + " of " +
                    quoted(vocabulary_.entities[first.entity].name) +
                    (types ? " has two types" : " has two domains"),
         .primary = {other.span, types ? "here it is `" + after + "`" : "with other bounds here"},
         .secondary = {{first.span, types ? "here it is `" + before + "`" : "declared first here"}},
         .help = "let one pack declare it and the other use that pack"});
  }

  void order(const Placed& placed) {
    const ast::Declaration& source = *placed.source;
    const std::optional<EntityId> id = context_.names.anyEntity(source.name.text);
    if (!id || !source.ordered_by || declared_[raw(*id)] != &source) return;
    const auto found = facts_.find(std::pair(raw(*id), source.ordered_by.text));
    if (found == facts_.end()) {
      context_.report(
          {.code = "J0123",
           .message = quoted(source.name.text) + " has no fact " + quoted(source.ordered_by.text) +
                      " to be ordered by",
           .primary = {source.ordered_by.span, "not a fact of it"},
           .help = suggestion(source.ordered_by.text, context_.names.memberNames(*id, placed.pack))});
      return;
    }
    const Fact& day = vocabulary_.facts[found->second];
    if (day.type.kind != TypeKind::Date && day.type.kind != TypeKind::Moment && !day.type.isError()) {
      context_.report(
          {.code = "J0123",
           .message = "a series is ordered by a day, but " + quoted(day.name) + " is " +
                      phrase(day.type, vocabulary_),
           .primary = {source.ordered_by.span, "not a day"},
           .secondary = {{day.span, "declared here as `" + typeText(day.type, vocabulary_) + "`"}},
           .help = "let it be an `event`"});
      return;
    }
    vocabulary_.entities[*id].ordered_by = found->second;
  }

  void countSlots() {
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

  Context& context_;
  Vocabulary& vocabulary_;
  Literals literals_;
  std::vector<const ast::Declaration*> declared_;  // by EntityId: its first declaration
  std::map<std::pair<std::uint32_t, std::string_view>, FactId> facts_;
};

}  // namespace

void buildVocabulary(Context& context) { VocabularyBuilder(context).build(); }

}  // namespace jurat::checking
