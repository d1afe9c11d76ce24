#include "engine/evaluate/describe.h"

#include <algorithm>

#include "engine/evaluate/steps.h"

namespace jurat {

std::string instancePath(const Machine& machine, InstanceId instance) {
  if (instance == InstanceId{kNoId} || machine.isPhantom(instance))
    return say(instanceName(machine, instance), Language::English);
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  const Instance& here = machine.profile().instances[instance];
  const Entity& entity = vocabulary.entities[here.entity];
  if (here.parent == InstanceId{kNoId}) return entity.name;
  const std::string above = instancePath(machine, here.parent) + "." + entity.list_name;
  return entity.single ? above : above + "[" + here.id + "]";
}

Message instanceName(const Machine& machine, InstanceId instance) {
  if (instance == InstanceId{kNoId}) return Phrase::Nothing;
  if (!machine.isPhantom(instance)) return verbatim(instancePath(machine, instance));
  return {Phrase::Unlisted,
          {verbatim(machine.rules().vocabulary().entities[machine.phantomEntity(instance)].name)}};
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

namespace {

Message periodText(const Period& period) {
  constexpr Phrase kPhrases[] = {Phrase::Years, Phrase::Months,  Phrase::Weeks,  Phrase::Days,
                                 Phrase::Hours, Phrase::Minutes, Phrase::Seconds};
  Message text;
  for (const PeriodPart& part : partsOf(period)) {
    Message one(kPhrases[static_cast<std::size_t>(part.unit)], {verbatim(std::to_string(part.count))});
    text = text.empty() ? std::move(one) : Message(Phrase::LongerPeriod, {std::move(text), std::move(one)});
  }
  return text;
}

}  // namespace

Message boundText(const Machine& machine, const Number& bound, const Type& type, std::uint32_t currency,
                  bool months) {
  switch (type.kind) {
    case TypeKind::Date:
      return verbatim(toText(Date{static_cast<std::int32_t>(bound.toInt64().value_or(0))}));
    case TypeKind::Moment:
      return verbatim(toText(Moment{bound.toInt64().value_or(0), 0}));
    case TypeKind::Period:
      return periodText(Period{months, bound.toInt64().value_or(0)});
    case TypeKind::Money:
      return verbatim((currency ? currencyCode(currency) + " " : std::string()) + bound.grouped());
    default:
      return verbatim(valueText(Value(bound), type, machine.rules().vocabulary()));
  }
}

namespace {

Message optionsText(const Machine& machine, const Slot& slot, const Type& type) {
  std::vector<Message> names;
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  const std::size_t count = type.kind == TypeKind::Choice
                                ? vocabulary.choices[ChoiceId{type.id}].options.size()
                                : std::size(kPracticeStates);
  const std::uint64_t* words =
      count > 64 ? reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(slot.may)) : &slot.may;
  for (std::size_t i = 0; i < count; ++i) {
    if (!(words[i / 64] >> (i % 64) & 1)) continue;
    names.push_back(verbatim(type.kind == TypeKind::Choice
                                 ? vocabulary.choices[ChoiceId{type.id}].options[i].name
                                 : std::string(kPracticeStates[i])));
  }
  if (slot.cause && names.size() > 6) return Phrase::NotKnown;
  if (!type.set) return {slot.cause ? Phrase::Alternatives : Phrase::Enumeration, std::move(names)};
  // A set is written as a profile writes it, in every language.
  std::string set;
  for (const Message& name : names) set += (set.empty() ? "" : ", ") + name.text;
  return verbatim("[" + set + "]");
}

Message orderedText(const Machine& machine, const Slot& slot, const Type& type) {
  const bool months = slot.flags & kMonths;
  const auto bound = [&](const Number& at) { return boundText(machine, at, type, slot.unit, months); };
  if (slot.flags & kAnyPeriod) return Phrase::NotKnown;
  const bool low = !(slot.flags & kLowOpen), high = !(slot.flags & kHighOpen);
  if (low && high) {
    if (slot.low == slot.high) return bound(slot.low);
    return {Phrase::Between, {bound(slot.low), bound(slot.high)}};
  }
  if (low && (slot.low.sign() != 0 || !(slot.flags & kUnanswered)))
    return {Phrase::AtLeast, {bound(slot.low)}};
  if (high && !type.event) return {Phrase::AtMost, {bound(slot.high)}};
  return Phrase::NotKnown;
}

}  // namespace

Message slotText(const Machine& machine, const Slot& slot, const Type& type) {
  if (slot.is(kError)) return Phrase::Failed;
  if (slot.is(kNone)) return Phrase::None;
  const Repr repr = reprOf(type);
  if (repr == Repr::Truth) return slot.is(kYes) ? Phrase::Yes : slot.is(kNo) ? Phrase::No : Phrase::NotKnown;
  if (slot.can != kValue) {
    if (slot.flags & kUnanswered || repr != Repr::Ordered) return Phrase::NotKnown;
    return {Phrase::OrNone, {orderedText(machine, slot, type)}};
  }
  switch (repr) {
    case Repr::Ordered:
      return orderedText(machine, slot, type);
    case Repr::Option:
    case Repr::Set:
      return optionsText(machine, slot, type);
    case Repr::Text:
      if (slot.flags & kUnsettled) return Phrase::NotKnown;
      return verbatim("\"" + textOf(slot) + "\"");
    case Repr::Currency:
      return slot.unit ? verbatim(currencyCode(slot.unit)) : Phrase::NotKnown;
    case Repr::Ref: {
      if (slot.flags & kUnsettled) return Phrase::NotKnown;
      const std::vector<InstanceId> elements = machine.elements(slot);
      return elements.size() == 1 ? instanceName(machine, elements.front()) : Phrase::OneOfSeveral;
    }
    case Repr::Evidence:
      return slot.flags & kUnsettled ? Phrase::NotKnown : Phrase::Given;
    case Repr::Truth:
    case Repr::Verdict:
      break;
  }
  return Phrase::NotKnown;
}

namespace {

void setPath(const Machine& machine, const Cause& cause, Missing& missing) {
  missing.path = instancePath(machine, cause.instance) + "." + missing.name;
  if (cause.instance == InstanceId{kNoId} || machine.isPhantom(cause.instance))
    missing.what = {Phrase::Member, {instanceName(machine, cause.instance), verbatim(missing.name)}};
}

}  // namespace

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
          missing.what = cause->message.empty() ? Message(Phrase::AssumedValue) : cause->message;
          missing.name = say(missing.what, Language::English);
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
        missing.lapsed = cause->lapsed;
        setPath(machine, *cause, missing);
        if (const Answer* answer =
                real ? machine.profile().answer(cause->instance, fact, cause->option) : nullptr) {
          missing.said_unknown = cause->lapsed.empty();
          missing.place = answer->span;
        }
        break;
      }
      case CauseKind::ListNotGiven:
      case CauseKind::ListIncomplete:
        missing.kind = Missing::Kind::List;
        missing.name = vocabulary.entities[cause->list].list_name;
        setPath(machine, *cause, missing);
        missing.said_unknown = cause->kind == CauseKind::ListIncomplete;
        break;
      case CauseKind::SourceNotConfirmed:
        missing.kind = Missing::Kind::Source;
        missing.what = verbatim(machine.rules().program->id(cause->declaration));
        if (cause->row > 0) {
          missing.what = {Phrase::RowOf, {missing.what, number(cause->row)}};
        } else if (!cause->text.empty()) {
          missing.what = {Phrase::ExceptionOf, {missing.what, verbatim(cause->text)}};
        }
        missing.name = say(missing.what, Language::English);
        missing.path = missing.name;
        break;
      case CauseKind::NoRate:
      case CauseKind::OutsideCalendar:
      case CauseKind::Incomparable:
        missing.kind = cause->kind == CauseKind::NoRate            ? Missing::Kind::Rate
                       : cause->kind == CauseKind::OutsideCalendar ? Missing::Kind::Calendar
                                                                   : Missing::Kind::Other;
        missing.what = cause->message;
        missing.name = say(missing.what, Language::English);
        missing.path = missing.name;
        break;
    }
    result.push_back(std::move(missing));
  }
  return result;
}

bool onlyJudgement(const Machine& machine, std::uint32_t node) {
  return machine.causes().onlyJudgement(node);
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
    if (citation.table != checked::DeclarationId{kNoId} && (at != kNoId || citation.lowest != kNoId)) {
      const checked::Declaration& table = program.declarations[citation.table];
      const std::vector<std::uint32_t>& options = vocabulary.choices[table.per].lowest;
      const auto place = std::lower_bound(options.begin(), options.end(), at) - options.begin();
      const std::uint32_t lowest =
          citation.lowest != kNoId ? citation.lowest : static_cast<std::uint32_t>(place);
      const std::optional<std::uint32_t> row = table.rowOn(lowest, machine.asOf().day);
      const auto* cell =
          row ? std::get_if<std::string>(&table.columns[citation.column].values[*row]) : nullptr;
      if (cell) text = *cell;
    }
    const std::vector<checked::Source>& sources = program.packs[declaration.pack].sources;
    if (citation.source > 0 && citation.source < sources.size())
      text = sources[citation.source].title.en + ", " + text;
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }
  return texts;
}

Texts titleOfOption(const Texts& title, const Texts& label) {
  const auto joined = [&](Language language) {
    const std::string &whole = title.in(language), &part = label.in(language);
    if (whole.empty() || part.empty()) return whole + part;
    return say({Phrase::Labelled, {verbatim(whole), verbatim(part)}}, language);
  };
  // A language that one of the two lacks would give a title of two languages.
  const bool chinese = !title.zh.empty() && !label.zh.empty();
  return {joined(Language::English), chinese ? joined(Language::Chinese) : title.zh};
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
