#include "engine/evaluate/describe.h"

#include <algorithm>

#include "engine/evaluate/steps.h"

namespace jurat {

std::string instancePath(const Machine& machine, InstanceId instance) {
  if (instance == InstanceId{kNoId}) return "nothing";
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  if (machine.isPhantom(instance))
    return "(a " + vocabulary.entities[machine.phantomEntity(instance)].name + " not listed)";
  const Instance& here = machine.profile().instances[instance];
  const Entity& entity = vocabulary.entities[here.entity];
  if (here.parent == InstanceId{kNoId}) return entity.name;
  const std::string above = instancePath(machine, here.parent) + "." + entity.list_name;
  return entity.single ? above : above + "[" + here.id + "]";
}

InstanceId subjectOf(const Machine& machine, InstanceId instance) {
  const Instance& here = machine.profile().instances[instance];
  const Entity& entity = machine.rules().vocabulary().entities[here.entity];
  const bool part = entity.keyed_by != ChoiceId{kNoId} || entity.single;
  return part && here.parent != InstanceId{kNoId} ? subjectOf(machine, here.parent) : instance;
}

std::string subjectId(const Machine& machine, InstanceId instance) {
  const Instance& here = machine.profile().instances[subjectOf(machine, instance)];
  if (!here.id.empty()) return here.id;
  return machine.rules().vocabulary().entities[here.entity].name;
}

std::string boundText(const Machine& machine, const Number& bound, const Type& type, std::uint32_t currency,
                      bool months) {
  switch (type.kind) {
    case TypeKind::Date:
      return toText(Date{static_cast<std::int32_t>(bound.toInt64().value_or(0))});
    case TypeKind::Moment:
      return toText(Moment{bound.toInt64().value_or(0), 0});
    case TypeKind::Period:
      return toText(Period{months, bound.toInt64().value_or(0)});
    case TypeKind::Money:
      return (currency ? currencyCode(currency) + " " : std::string()) + bound.grouped();
    default:
      return valueText(Value(bound), type, machine.rules().vocabulary());
  }
}

namespace {

std::string optionsText(const Machine& machine, const Slot& slot, const Type& type) {
  std::vector<std::string> names;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  const std::size_t count = type.kind == TypeKind::Choice
                                ? vocabulary.choices[ChoiceId{type.id}].options.size()
                                : std::size(kPracticeStates);
  const std::uint64_t* words =
      count > 64 ? reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(slot.may)) : &slot.may;
  for (std::size_t i = 0; i < count; ++i) {
    if (!(words[i / 64] >> (i % 64) & 1)) continue;
    names.emplace_back(type.kind == TypeKind::Choice ? vocabulary.choices[ChoiceId{type.id}].options[i].name
                                                     : std::string(kPracticeStates[i]));
  }
  if (slot.cause && names.size() > 6) return "not known";
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : slot.cause && !type.set ? " or " : ", ") + name;
  return type.set ? "[" + text + "]" : text;
}

std::string orderedText(const Machine& machine, const Slot& slot, const Type& type) {
  const bool months = slot.flags & kMonths;
  const auto bound = [&](const Number& at) { return boundText(machine, at, type, slot.unit, months); };
  if (slot.flags & kAnyPeriod) return "not known";
  const bool low = !(slot.flags & kLowOpen), high = !(slot.flags & kHighOpen);
  if (low && high)
    return slot.low == slot.high ? bound(slot.low)
                                 : "between " + bound(slot.low) + " and " + bound(slot.high);
  if (low && (slot.low.sign() != 0 || !(slot.flags & kUnanswered))) return "at least " + bound(slot.low);
  if (high && !type.event) return "at most " + bound(slot.high);
  return "not known";
}

}  // namespace

std::string slotText(const Machine& machine, const Slot& slot, const Type& type) {
  if (slot.is(kError)) return "error";
  if (slot.is(kNone)) return "none";
  const Repr repr = reprOf(type);
  if (repr == Repr::Truth) return slot.is(kYes) ? "yes" : slot.is(kNo) ? "no" : "not known";
  if (slot.can != kValue)
    return slot.flags & kUnanswered || repr != Repr::Ordered ? "not known"
                                                             : orderedText(machine, slot, type) + ", or none";
  switch (repr) {
    case Repr::Ordered:
      return orderedText(machine, slot, type);
    case Repr::Option:
    case Repr::Set:
      return optionsText(machine, slot, type);
    case Repr::Text:
      if (slot.flags & kUnsettled) return "not known";
      return "\"" + textOf(slot) + "\"";
    case Repr::Currency:
      return slot.unit ? currencyCode(slot.unit) : "not known";
    case Repr::Ref: {
      if (slot.flags & kUnsettled) return "not known";
      const std::vector<InstanceId> elements = machine.elements(slot);
      return elements.size() == 1 ? instancePath(machine, elements.front()) : "one of several";
    }
    case Repr::Evidence:
      return slot.flags & kUnsettled ? "not known" : "given";
    case Repr::Truth:
    case Repr::Verdict:
      break;
  }
  return "not known";
}

std::vector<Missing> missingOf(const Machine& machine, std::uint32_t node) {
  std::vector<Missing> result;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  for (const Cause* cause : machine.causes().collect(node)) {
    Missing missing;
    missing.instance = cause->instance;
    missing.fact = cause->fact;
    missing.option = cause->option;
    const bool real = cause->instance != InstanceId{kNoId} && !machine.isPhantom(cause->instance);
    if (real) missing.place = machine.profile().instances[cause->instance].span;
    switch (cause->kind) {
      case CauseKind::FactNotGiven:
      case CauseKind::FactUnknown:
      case CauseKind::JudgementNotMade: {
        missing.kind =
            cause->kind == CauseKind::JudgementNotMade ? Missing::Kind::Judgement : Missing::Kind::Fact;
        if (cause->fact == FactId{kNoId}) {
          missing.name = cause->text.empty() ? "an assumed value" : cause->text;
          missing.path = missing.name;
          break;
        }
        const Fact& fact = vocabulary.facts[cause->fact];
        missing.name = fact.name;
        if (fact.per != ChoiceId{kNoId}) {
          const Choice& choice = vocabulary.choices[fact.per];
          missing.name += "[" + choice.options[choice.lowest[cause->option]].name + "]";
        }
        missing.question = fact.ask;
        missing.path = instancePath(machine, cause->instance) + "." + missing.name;
        if (const Answer* answer =
                real ? machine.profile().answer(cause->instance, fact, cause->option) : nullptr) {
          missing.said_unknown = true;
          missing.place = answer->span;
        }
        break;
      }
      case CauseKind::ListNotGiven:
      case CauseKind::ListIncomplete:
        missing.kind = Missing::Kind::List;
        missing.name = vocabulary.entities[cause->list].list_name;
        missing.path = instancePath(machine, cause->instance) + "." + missing.name;
        missing.said_unknown = cause->kind == CauseKind::ListIncomplete;
        break;
      case CauseKind::SourceNotConfirmed:
        missing.kind = Missing::Kind::Source;
        missing.name = machine.rules().program->id(cause->declaration);
        if (!cause->text.empty()) missing.name += ", exception " + cause->text;
        missing.path = missing.name;
        break;
      case CauseKind::NoRate:
      case CauseKind::Incomparable:
        missing.kind = cause->kind == CauseKind::NoRate ? Missing::Kind::Rate : Missing::Kind::Other;
        missing.name = cause->text;
        missing.path = cause->text;
        break;
    }
    result.push_back(std::move(missing));
  }
  return result;
}

bool onlyJudgement(const Machine& machine, std::uint32_t node) {
  const std::vector<const Cause*> causes = machine.causes().collect(node);
  return !causes.empty() && std::none_of(causes.begin(), causes.end(),
                                         [](const Cause* cause) { return isFactual(cause->kind); });
}

std::vector<std::string> citationTexts(const Machine& machine, const std::vector<checked::Citation>& cites,
                                       const checked::Declaration& declaration, std::uint32_t option,
                                       InstanceId element) {
  const checked::Program& program = *machine.rules().program;
  const Vocabulary& vocabulary = program.vocabulary;
  std::vector<std::string> texts;
  for (const checked::Citation& citation : cites) {
    std::string text = citation.text;
    ChoiceId choice = declaration.per;
    std::uint32_t at = option;
    if (declaration.control && element != InstanceId{kNoId}) {
      choice = vocabulary.entities[declaration.subject].keyed_by;
      at = machine.profile().instances[element].option;
    }
    if (citation.option && choice != ChoiceId{kNoId} && at != kNoId)
      text = vocabulary.choices[choice].options[at].cites;
    if (citation.table != checked::DeclarationId{kNoId} && at != kNoId) {
      const checked::Declaration& table = program.declarations[citation.table];
      const std::vector<std::uint32_t>& lowest = vocabulary.choices[table.per].lowest;
      const auto row = std::lower_bound(lowest.begin(), lowest.end(), at) - lowest.begin();
      if (const auto* cell =
              std::get_if<std::string>(&table.columns[citation.column].values[static_cast<std::size_t>(row)]))
        text = *cell;
    }
    const std::vector<checked::Source>& sources = program.packs[declaration.pack].sources;
    if (citation.source > 0 && citation.source < sources.size())
      text = sources[citation.source].title.en + ", " + text;
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }
  return texts;
}

std::string declarationId(const Machine& machine, checked::DeclarationId id, std::uint32_t option,
                          InstanceId element) {
  const checked::Program& program = *machine.rules().program;
  const checked::Declaration& declaration = program.declarations[id];
  std::string text = program.id(id);
  if (declaration.control && element != InstanceId{kNoId})
    return text + "[" + machine.profile().instances[element].id + "]";
  if (option == kNoId || declaration.per == ChoiceId{kNoId}) return text;
  return text + "[" + program.vocabulary.choices[declaration.per].options[option].name + "]";
}

}  // namespace jurat
