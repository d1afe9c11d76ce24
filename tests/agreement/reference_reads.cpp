// Reads: what the profile answers, what it leaves open and why (language.md, Answers).
#include <algorithm>
#include <utility>

#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

Number place(const Value& value) {
  if (const auto* exact = std::get_if<Number>(&value)) return *exact;
  if (const auto* money = std::get_if<Money>(&value)) return money->amount;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days);
  if (const auto* moment = std::get_if<Moment>(&value)) return Number(moment->seconds);
  if (const auto* period = std::get_if<Period>(&value)) return Number(period->count);
  return {};
}

bool mayBeNone(const Type& type) { return type.or_none || type.event || type.kind == TypeKind::Evidence; }

}  // namespace

Possible Reference::constant(const Value& value, const Type& type) const {
  Possible out;
  out.value = true;
  if (std::holds_alternative<NoneValue>(value)) return nothingThere();
  if (const auto* yes = std::get_if<bool>(&value)) return truth(*yes, !*yes);
  if (const auto* judgement = std::get_if<JudgementValue>(&value))
    return truth(judgement->value, !judgement->value);
  if (const auto* option = std::get_if<OptionValue>(&value)) {
    out.may = out.must = {option->index};
  } else if (const auto* set = std::get_if<OptionSetValue>(&value)) {
    out.may = out.must = {set->indexes.begin(), set->indexes.end()};
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    out.text = *text;
    if (type.kind == TypeKind::Currency) out.currency = currencyId(*text);
  } else if (!std::holds_alternative<EvidenceValue>(value)) {
    out.low = out.high = place(value);
    if (const auto* money = std::get_if<Money>(&value)) out.currency = money->currency;
    if (const auto* period = std::get_if<Period>(&value); period && period->calendar)
      out.length = Length::Months;
  }
  return out;
}

// Any value that the type and the fact's domain allow.
Possible Reference::unknown(const Type& type, const std::set<Cause>& causes, const Fact* fact,
                            const Scope& scope) const {
  Possible out;
  out.unanswered = true;
  out.causes = causes;
  out.none = mayBeNone(type);
  out.value = true;
  switch (formOf(type)) {
    case Form::Truth:
      out.value = false, out.yes = out.no = true;
      break;
    case Form::Option:
    case Form::Set: {
      const std::size_t count = type.kind == TypeKind::Practice
                                    ? std::size(kPracticeStates)
                                    : vocabulary().choices[ChoiceId{type.id}].options.size();
      for (std::uint32_t i = 0; i < count; ++i) out.may.insert(i);
      break;
    }
    case Form::Ordered:
      if (type.kind == TypeKind::Period) out.length = Length::Any;
      if (type.kind == TypeKind::Money) out.currency = type.id;
      if (fact && fact->at_least) out.low = place(*fact->at_least);
      if (fact && fact->at_most) out.high = place(*fact->at_most);
      // What has happened has happened by the as-of day.
      if (type.event)
        out.high = type.kind == TypeKind::Moment ? Number(now(scope).seconds) : Number(as_of_.day.days);
      break;
    default:
      out.any = true;
  }
  return out;
}

Possible Reference::fact(const Element& element, FactId id, std::uint32_t lowest, const Scope& scope) {
  const Fact& asked = vocabulary().facts[id];
  if (!element.listed()) return unknown(asked.type, {}, &asked, scope);
  Cause cause{Missing::Kind::Fact, element.instance, raw(id), lowest, ""};
  if (asked.type.kind == TypeKind::Judgement) cause.kind = Missing::Kind::Judgement;
  if (const Answer* answer = profile_.answer(InstanceId{element.instance}, asked, lowest)) {
    return settled(answered(*answer, asked, cause, scope), formOf(asked.type));
  }
  if (instance(element).complete && mayBeNone(asked.type)) return nothingThere();
  return unknown(asked.type, {cause}, &asked, scope);
}

Possible Reference::answered(const Answer& answer, const Fact& fact, const Cause& cause, const Scope& scope) {
  const Type& type = fact.type;
  if (answer.state == AnswerState::None) return nothingThere();
  // What an answer or a judgement says on evidence that is not valid on the day is not said.
  const EvidenceValue* behind = answer.evidence.get();
  const bool counts = !behind || ((!behind->effective_from || *behind->effective_from <= as_of_.day) &&
                                  (!behind->expires || as_of_.day <= *behind->expires));
  if (!counts && type.kind != TypeKind::Evidence && answer.state != AnswerState::Unknown)
    return unknown(type, {cause}, &fact, scope);
  if (answer.state == AnswerState::Range) return ranged(answer, fact, cause, scope);
  if (answer.state == AnswerState::Unknown) {
    Possible out = unknown(type, {cause}, &fact, scope);
    out.said_unknown = true;
    return out;
  }
  if (std::holds_alternative<JudgementValue>(answer.value)) {
    const Possible stands = standing(answer, fact, InstanceId{cause.instance}, scope);
    if (!stands.yes) return unknown(type, {cause}, &fact, scope);
    if (stands.no) return unknown(type, stands.causes, &fact, scope);
  }
  if (const auto* evidence = std::get_if<EvidenceValue>(&answer.value)) {
    const bool begun = !evidence->effective_from || *evidence->effective_from <= as_of_.day;
    const bool over = evidence->expires && *evidence->expires < as_of_.day;
    return begun && !over ? constant(answer.value, type) : nothingThere();
  }
  if (type.event) {
    const auto* day = std::get_if<Date>(&answer.value);
    const auto* moment = std::get_if<Moment>(&answer.value);
    if ((day && as_of_.day < *day) || (moment && now(scope) < *moment)) return nothingThere();
  }
  if (type.kind != TypeKind::Ref) return constant(answer.value, type);
  Possible ref;
  ref.value = true;
  for (std::uint32_t i = 0; i < profile_.instances.size(); ++i) {
    const Instance& candidate = profile_.instances[InstanceId{i}];
    if (raw(candidate.entity) == type.id && candidate.id == std::get<std::string>(answer.value))
      ref.elements.insert({i, kNoId, kNoId});
  }
  return ref;
}

Possible Reference::ranged(const Answer& answer, const Fact& fact, const Cause& cause, const Scope& scope) {
  Possible out = unknown(fact.type, {cause}, &fact, scope);
  out.unanswered = false;
  out.none = fact.type.event;
  if (out.length == Length::Any) out.length = Length::Seconds;
  for (const std::optional<Value>* bound : {&answer.least, &answer.most}) {
    if (!*bound) continue;
    if (const auto* money = std::get_if<Money>(&**bound)) out.currency = money->currency;
    if (const auto* period = std::get_if<Period>(&**bound); period && period->calendar)
      out.length = Length::Months;
  }
  if (answer.least) out.low = place(*answer.least);
  if (!answer.most) {
    if (fact.type.event && out.low && *out.high < *out.low) return nothingThere();
    return out;
  }
  const Number most = place(*answer.most);
  if (!fact.type.event) {
    out.high = most;
    return out;
  }
  // Whatever the day is, it has come when the whole range has.
  if (most <= *out.high) {
    out.high = most;
    out.none = false;
  }
  if (out.low && *out.high < *out.low) return nothingThere();
  return out;
}

EntityId Reference::entityOf(const Element& element) const {
  return element.listed() ? instance(element).entity : EntityId{element.entity};
}

Possible Reference::overElements(const Possible& ref, const Type& type, EntityId entity,
                                 const std::function<Possible(const Element&)>& read) {
  const Form form = formOf(type);
  if (ref.only(&Possible::value) && !ref.any && ref.elements.size() == 1) return read(*ref.elements.begin());
  Possible out;
  if (ref.error || ref.none) out = failure();
  if (ref.any) {
    // Nothing is known of it, as of an element that no list names.
    Possible anything = ref;
    if (entity != EntityId{kNoId}) anything = read({kNoId, raw(entity), kNoId});
    anything.error = anything.error && entity != EntityId{kNoId};
    out = either(out, anything, form);
  } else {
    for (const Element& element : ref.elements) out = either(out, read(element), form);
  }
  addCauses(out, ref);
  return settled(std::move(out), form);
}

Possible Reference::overOptions(const Possible& option, ChoiceId choice, const Type& type,
                                const std::function<Possible(std::uint32_t)>& read) {
  const Choice& of = vocabulary().choices[choice];
  Possible out;
  if (option.error || option.none) out = failure();
  for (std::uint32_t lowest = 0; lowest < of.lowest.size(); ++lowest) {
    // An option that holds others stands for any of them.
    const bool possible = std::any_of(option.may.begin(), option.may.end(),
                                      [&](std::uint32_t each) { return of.under(of.lowest[lowest], each); });
    if (option.value && possible) out = either(out, read(lowest), formOf(type));
  }
  addCauses(out, option);
  // Unless all agree, which is meant may turn out not to be said.
  if (!determined(out, formOf(type))) out.unanswered = out.unanswered || option.unanswered;
  return settled(std::move(out), formOf(type));
}

Possible Reference::readFact(const Expr& expression, const Scope& scope) {
  const Possible ref = evaluate(*expression.args[0], scope);
  const auto one = [&](std::uint32_t lowest) {
    return overElements(ref, expression.type, vocabulary().facts[expression.fact].entity,
                        [&](const Element& e) { return fact(e, expression.fact, lowest, scope); });
  };
  if (expression.args.size() == 1) return one(0);
  return overOptions(evaluate(*expression.args[1], scope), vocabulary().facts[expression.fact].per,
                     expression.type, one);
}

Possible Reference::readDefinition(const Expr& expression, const Scope& scope) {
  const bool parameter = expression.kind == checked::ExprKind::Parameter;
  const Expr* option = expression.args.size() > (parameter ? 0 : 1) ? expression.args.back() : nullptr;
  const ChoiceId per = declaration(expression.declaration).per;
  const auto one = [&](std::uint32_t index) {
    if (parameter) return definition(expression.declaration, index, {});
    return overElements(evaluate(*expression.args[0], scope), expression.type,
                        declaration(expression.declaration).subject, [&](const Element& e) {
                          const bool table = declaration(expression.declaration).kind ==
                                             checked::DeclarationKind::DecisionTable;
                          return table ? this->table(expression.declaration, expression.column, e)
                                       : definition(expression.declaration, index, e);
                        });
  };
  if (!option) return one(kNoId);
  return overOptions(evaluate(*option, scope), per, expression.type,
                     [&](std::uint32_t lowest) { return one(vocabulary().choices[per].lowest[lowest]); });
}

Possible Reference::parameterAt(const Expr& expression, const Scope& scope) {
  const Possible day = evaluate(*expression.args[0], scope);
  Scope inner = open(expression.declaration, kNoId, {});
  if (expression.args.size() > 1) inner.options[1] = *evaluate(*expression.args[1], scope).may.begin();
  Possible out = strict({&day});
  const bool known = std::exchange(out.value, false);
  if (!known) return out;
  const Form form = formOf(expression.type);
  // The days from which on no version has been found yet.
  std::optional<Number> open_from = day.low.value_or(Number(kFirstDate.days));
  const Number end = day.high.value_or(Number(kLastDate.days));
  bool gap = false;
  for (const checked::Version& version : declaration(expression.declaration).versions) {
    const Number from(version.from.value_or(kFirstDate).days), until(version.until.value_or(kLastDate).days);
    if (until < day.low.value_or(from) || day.high.value_or(until) < from) continue;
    gap = gap || (open_from && *open_from < from);
    if (open_from && !(until < *open_from)) open_from = *add(until, Number(1));
    out = either(out, evaluate(*version.general.equals, inner), form);
  }
  if (gap || !open_from || *open_from <= end) out = either(out, failure(), form);
  addCauses(out, day);
  return out;
}

Possible Reference::ancestor(const Element& element, EntityId wanted) const {
  Possible out;
  out.value = true;
  std::uint32_t at = element.listed() ? element.instance : element.above;
  if (!element.listed() && EntityId{element.entity} == wanted) {
    out.elements = {element};
    return out;
  }
  while (at != kNoId && profile_.instances[InstanceId{at}].entity != wanted)
    at = raw(profile_.instances[InstanceId{at}].parent);
  out.elements = {at == kNoId ? Element{kNoId, raw(wanted), element.above} : Element{at, kNoId, kNoId}};
  return out;
}

Possible Reference::record(const Element& element, EntityId wanted) const {
  Possible out;
  out.value = true;
  if (!element.listed()) {
    out.elements = {{kNoId, raw(wanted), element.above}};
    return out;
  }
  for (const ChildList& list : instance(element).children) {
    if (list.entity != wanted) continue;
    if (list.instances.empty()) return nothingThere();
    out.elements = {{raw(list.instances.front()), kNoId, kNoId}};
  }
  return out;
}

Possible Reference::previous(const Element& element) const {
  Possible out;
  if (!element.listed()) {
    out.value = out.none = true;
    out.elements = {element};
    return out;
  }
  const Instance& here = instance(element);
  for (const ChildList& list : profile_.instances[here.parent].children) {
    if (list.entity != here.entity) continue;
    const auto at = std::find(list.instances.begin(), list.instances.end(), InstanceId{element.instance});
    out.none = at == list.instances.begin();
    if (!out.none) out.elements.insert({raw(*(at - 1)), kNoId, kNoId});
    if (!list.complete) {
      out.elements.insert({kNoId, raw(list.entity), raw(here.parent)});
      out.causes = {
          {Missing::Kind::List, raw(here.parent), kNoId, 0, vocabulary().entities[list.entity].list_name}};
    }
    out.value = !out.elements.empty();
  }
  return out;
}

}  // namespace jurat::reference
