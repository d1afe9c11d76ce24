// Gives every declaration its place, its id and its type, before anyone looks inside.
#include <algorithm>

#include "engine/check/context.h"
#include "engine/check/declarations/calendars.h"
#include "engine/check/declarations/tables.h"
#include "engine/check/names/clause_rules.h"
#include "engine/check/names/types.h"

namespace jurat::checking {
namespace {

using ast::DeclarationKind;
using Made = checked::DeclarationKind;

void place(Context& context, PackId pack, ast::List<ast::Declaration> declarations,
           const Sections* sections) {
  for (const ast::Declaration& each : declarations) {
    switch (each.kind) {
      case DeclarationKind::Broken:
        break;
      case DeclarationKind::Section: {
        for (const ast::Clause& clause : each.clauses) admit(context, Home::Section, clause);
        context.sections.push_back({&each, sections});
        place(context, pack, each.declarations, &context.sections.back());
        break;
      }
      case DeclarationKind::Test:
        context.program.tests.push_back({pack, &each});
        break;
      default:
        context.placed.push_back({&each, pack, sections});
        break;
    }
  }
}

std::optional<Made> madeKind(const ast::Declaration& source) {
  switch (source.kind) {
    case DeclarationKind::Parameter:
      return Made::Parameter;
    case DeclarationKind::DataTable:
      return Made::DataTable;
    case DeclarationKind::Rates:
      return Made::Rates;
    case DeclarationKind::Calendar:
      return Made::Calendar;
    case DeclarationKind::Define:
      return Made::Define;
    case DeclarationKind::Amount:
      return Made::Amount;
    case DeclarationKind::Rule:
    case DeclarationKind::Controls:
      return Made::Rule;
    case DeclarationKind::Statement:
      return Made::Statement;
    case DeclarationKind::Benefit:
      return Made::Benefit;
    case DeclarationKind::DecisionTable:
      return Made::DecisionTable;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

class Declarer {
 public:
  explicit Declarer(Context& context) : context_(context) {}

  void run() {
    std::size_t answers = 0;
    for (const Placed& placed : context_.placed) {
      const std::optional<Made> kind = madeKind(*placed.source);
      if (!kind || !placed.source->name) continue;
      declare(placed, *kind);
      const checked::Declaration& made = context_.program.declarations[context_.work.back().id];
      answers +=
          made.per == ChoiceId{kNoId} ? 1 : context_.program.vocabulary.choices[made.per].lowest.size();
    }
    if (answers > context_.limits.rules) {
      context_.report(
          {.code = "J0321",
           .message = "these packs declare more than can be evaluated: " + std::to_string(answers) +
                      " declarations, options of `per` counted",
           .help = "at most " + std::to_string(context_.limits.rules) + " can be loaded in one run"});
    }
    context_.reads.resize(context_.program.declarations.size());
  }

 private:
  void declare(const Placed& placed, Made kind) {
    const ast::Declaration& source = *placed.source;
    checked::Declaration made;
    made.kind = kind;
    made.name = source.name.text;
    made.pack = placed.pack;
    made.span = source.span;
    made.name_span = source.name.span;
    made.control = source.kind == DeclarationKind::Controls;
    if (source.per) per(placed, source.per, made);
    if (source.has_type) made.type = resolveType(context_, placed.pack, source.type);
    const bool derived = kind == Made::Define || kind == Made::DecisionTable;
    const bool amount = kind == Made::Amount || kind == Made::Benefit;
    if (derived || amount || kind == Made::Parameter) checkType(source, made);
    const bool stated = kind == Made::Statement && source.of;
    if (derived || amount || kind == Made::Rule || stated) subject(placed, made);
    const Lookup<Named<DeclarationId>> known =
        context_.names.declaration(source.name.text, placed.pack, placed.pack);
    if (!known.seen.empty()) {
      context_.report({.code = "J0110",
                       .message = quoted(source.name.text) + " is declared twice in this pack",
                       .primary = {source.name.span, "declared again here"},
                       .secondary = {{context_.program.declarations[known.seen.front().id].name_span,
                                      "declared first here"}},
                       .help = "give one of them another name: reports and waivers speak of them by name"});
    }
    const bool member = derived && made.subject != EntityId{kNoId};
    const bool clashes = member && clash(placed, source.name, made.subject);
    const EntityId subject_id = made.subject;
    const DeclarationId id = context_.program.declarations.add(std::move(made));
    if (known.seen.empty()) context_.names.addDeclaration(source.name.text, id, placed.pack);
    if (member && known.seen.empty() && !clashes) {
      context_.names.addMember(subject_id, source.name.text, {MemberKind::Definition, placed.pack, raw(id)});
    }
    context_.work.push_back({id, &source, placed.sections});
  }

  void per(const Placed& placed, const ast::Name& name, checked::Declaration& made) {
    const std::optional<ChoiceId> choice = findChoice(context_, placed.pack, name);
    if (choice) made.per = *choice;
  }

  void checkType(const ast::Declaration& source, checked::Declaration& made) {
    const Type type = made.type;
    if (type.isError()) return;
    const bool amount = made.kind == Made::Amount || made.kind == Made::Benefit;
    const std::string name = made.kind == Made::Amount          ? "an amount"
                             : made.kind == Made::Benefit       ? "a benefit"
                             : made.kind == Made::Parameter     ? "a parameter"
                             : made.kind == Made::DecisionTable ? "a decision table"
                                                                : "a definition";
    if (amount) {
      if (type.kind == TypeKind::Money && type.id != 0 && !type.or_none) return;
      refuseType(source, made, name + " is money of a stated currency", "write its type as in `money EUR`");
    } else if (type.event) {
      refuseType(source, made, name + " is no event: only a profile says what has happened",
                 type.kind == TypeKind::Moment ? "write `moment or none`" : "write `date or none`");
    } else if (type.kind == TypeKind::Evidence || type.kind == TypeKind::Judgement ||
               type.kind == TypeKind::Practice) {
      refuseType(
          source, made,
          name + " cannot be " + phrase(type, context_.program.vocabulary) + ": only a profile has one",
          "write `yes_no`");
    }
  }

  void refuseType(const ast::Declaration& source, checked::Declaration& made, std::string message,
                  std::string help) {
    made.type = {};
    context_.report({.code = "J0320",
                     .message = std::move(message),
                     .primary = {source.type.span, "not such a type"},
                     .help = std::move(help)});
  }

  void subject(const Placed& placed, checked::Declaration& made) {
    const ast::Declaration& source = *placed.source;
    if (made.control) {
      const std::optional<EntityId> own = context_.names.anyEntity(source.name.text);
      if (own && context_.program.vocabulary.entities[*own].span == source.name.span) made.subject = *own;
      return;
    }
    const ast::Name* name = source.of ? &source.of : nullptr;
    for (const Sections* each = placed.sections; name == nullptr && each != nullptr; each = each->outer) {
      if (each->section->of) name = &each->section->of;
    }
    if (name == nullptr) {
      context_.report({.code = "J0301",
                       .message = quoted(made.name) + " does not say of what it holds",
                       .primary = {source.name.span, "`for ENTITY` is missing"},
                       .help = "write `" + made.name + " for " + exampleEntity(placed.pack) + "`"});
      return;
    }
    if (const std::optional<EntityId> entity = findEntity(context_, placed.pack, *name))
      made.subject = *entity;
  }

  std::string exampleEntity(PackId pack) const {
    const std::vector<std::string_view> known = context_.names.entityNames(pack);
    return known.empty() ? "company" : std::string(known.front());
  }

  // A fact is asked, a definition follows from facts: one name cannot be both.
  bool clash(const Placed& placed, const ast::Name& name, EntityId entity) {
    for (const Member& member : context_.names.members(entity, name.text, placed.pack).seen) {
      if (member.kind == MemberKind::Definition) continue;
      const Vocabulary& vocabulary = context_.program.vocabulary;
      const bool fact = member.kind == MemberKind::Fact;
      context_.report(
          {.code = "J0121",
           .message = quoted(name.text) + " is already " + (fact ? "a fact" : "a list") + " of " +
                      quoted(vocabulary.entities[entity].name),
           .primary = {name.span, "defined here"},
           .secondary = {{fact ? vocabulary.facts[static_cast<FactId>(member.id)].span
                               : vocabulary.entities[static_cast<EntityId>(member.id)].span,
                          "declared here"}},
           .help = "give the definition another name; what a company answers and what follows from it "
                   "are two things"});
      return true;
    }
    return false;
  }

  Context& context_;
};

}  // namespace

void placeDeclarations(Context& context) {
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    for (const ast::File* file : context.packs[i].files) {
      place(context, context.program.packs.idAt(i), file->declarations, nullptr);
    }
  }
}

void declareAll(Context& context) {
  Declarer(context).run();
  for (const Work& work : context.work) {
    const Made kind = context.program.declarations[work.id].kind;
    if (kind == Made::DataTable) readTable(context, work);
    if (kind == Made::DecisionTable) readTableHeads(context, work);
    if (kind == Made::Rates) readRates(context, work);
    if (kind == Made::Calendar) readCalendar(context, work);
  }
}

}  // namespace jurat::checking
