// Terms: what conditions ask about, one for each value, however it is written.
#include <algorithm>
#include <utility>

#include "engine/analysis/conditions/conditions.h"
#include "engine/analysis/conditions/identity.h"
#include "engine/source/source_map.h"
#include "engine/values/ordinal.h"

namespace jurat::analysis {

using checked::Expr;
using checked::ExprKind;

namespace {

constexpr std::size_t kLongestTerm = 60;

// Every value that the type allows.
Ranges domainOf(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
      return Ranges::between(Number(0), Number(1), true);
    case TypeKind::Practice:
      return Ranges::between(Number(0), Number(static_cast<std::int64_t>(std::size(kPracticeStates)) - 1),
                             true);
    case TypeKind::Choice: {
      // An option with others under it is no answer.
      const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
      const auto count = static_cast<std::int64_t>(choice.options.size());
      if (choice.lowest.size() == choice.options.size())
        return Ranges::between(Number(0), Number(count - 1), true);
      Ranges lowest = Ranges::none(true);
      for (const std::uint32_t option : choice.lowest)
        lowest = lowest.either(Ranges::one(Number(std::int64_t{option}), true));
      return lowest;
    }
    case TypeKind::Date:
      return Ranges::between(Number(kFirstDate.days), Number(kLastDate.days), true);
    case TypeKind::Text:
    case TypeKind::Currency:
      return Ranges::between(Number(0), std::nullopt, true);
    default:
      return Ranges::all(isWhole(type));
  }
}

// Whether a company's answer is a value that conditions compare: records and files are not.
bool isAnswer(const Type& type) { return type.kind != TypeKind::Ref && type.kind != TypeKind::Error; }

}  // namespace

bool isWhole(const Type& type) {
  switch (type.kind) {
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Money:
    case TypeKind::Quantity:
      return false;
    default:
      return true;
  }
}

std::optional<Number> Conditions::ordinal(const Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return Number(*yes ? 1 : 0);
  if (const std::optional<Number> place = ordinalOf(value)) return place;
  if (const auto* option = std::get_if<OptionValue>(&value)) return Number(option->index);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  const auto known = std::find(texts_.begin(), texts_.end(), *text);
  const auto index = known - texts_.begin();
  if (known == texts_.end()) texts_.push_back(*text);
  return Number(index);
}

std::string Conditions::written(Span span) const {
  std::string out;
  for (const char c : sources_.text(span)) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  if (out.size() <= kLongestTerm) return out;
  std::size_t end = kLongestTerm;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // not inside a letter
  return out.substr(0, end) + " ...";
}

TermId Conditions::addTerm(Term term) {
  const std::uint64_t identity = term.identity;
  const TermId id = terms_.add(std::move(term));
  by_identity_.emplace(identity, id);
  return id;
}

TermId Conditions::dayTerm() {
  if (as_of_) return *as_of_;
  Term day;
  day.identity = mixed(0, static_cast<std::uint64_t>(ExprKind::AsOf));
  day.type = {.kind = TypeKind::Date};
  day.whole = day.free = true;
  day.domain = domainOf(day.type, program_.vocabulary);
  day.name = "as_of";
  as_of_ = addTerm(std::move(day));
  return *as_of_;
}

// The entities of a way: what contains the subject, and records of it. False for other elements.
bool Conditions::wayTo(const Expr& ref, const Scope& scope, std::vector<EntityId>& way) const {
  const Element found = elementOf(ref, scope);
  if (isSubject(found)) return true;
  if (found.ref->kind != ExprKind::Ancestor && found.ref->kind != ExprKind::Record) return false;
  if (!wayTo(*found.ref->args[0], *found.scope, way)) return false;
  way.push_back(found.ref->entity);
  return true;
}

void Conditions::describeFact(Term& term, const Expr& fact, const Scope& scope) {
  const Fact& declared = program_.vocabulary.facts[fact.fact];
  term.fact = fact.fact;
  term.free = wayTo(*fact.args[0], scope, term.way) && isAnswer(fact.type);
  term.is_event = declared.type.event;
  term.can_be_none = declared.type.or_none || declared.type.event || declared.type.kind == TypeKind::Evidence;
  if (fact.args.size() > 1) {
    if (const std::optional<std::uint32_t> option = optionIn(*fact.args[1], scope)) {
      term.option = *option;
    } else {
      term.free = false;
    }
  }
  const auto bound = [&](const std::optional<Value>& value) {
    return value ? ordinal(*value) : std::optional<Number>();
  };
  // A period is of days or of months; its domain is written in one of them.
  if (declared.type.kind == TypeKind::Period) return;
  const Ranges own = Ranges::between(bound(declared.at_least), bound(declared.at_most), term.whole);
  term.domain = term.domain.both(own);
}

TermId Conditions::term(const Expr& expression, const Scope& scope, std::uint64_t variant) {
  if (expression.kind == ExprKind::AsOf && expression.type.kind == TypeKind::Date) return dayTerm();
  const std::uint64_t plain = identity(expression, scope);
  const std::uint64_t key = variant == 0 ? plain : mixed(plain, variant);
  if (const auto found = by_identity_.find(key); found != by_identity_.end()) return found->second;
  Term made;
  made.identity = key;
  made.type = expression.type;
  made.expression = &expression;
  made.is_set = expression.type.set;
  made.whole = isWhole(expression.type);
  made.domain = domainOf(expression.type, program_.vocabulary);
  made.months = variant == 1;
  made.can_be_none = expression.type.or_none || expression.type.event;
  if (expression.kind == ExprKind::Fact) describeFact(made, expression, scope);
  made.name = nameOf(made, expression);
  // The same period once as days and once as months: the two are not apart.
  if (const auto other = by_identity_.find(mixed(plain, 3 - variant));
      variant != 0 && other != by_identity_.end()) {
    made.free = terms_[other->second].free = false;
  }
  return addTerm(std::move(made));
}

std::string Conditions::nameOf(const Term& term, const Expr& expression) const {
  const Vocabulary& vocabulary = program_.vocabulary;
  if (term.fact == FactId{kNoId} || !term.free) return written(expression.span);
  std::string name = vocabulary.facts[term.fact].name;
  if (term.option != kNoId) {
    const Choice& choice = vocabulary.choices[vocabulary.facts[term.fact].per];
    name += "[" + choice.options[term.option].name + "]";
  }
  if (term.way.empty()) return name;
  const Entity& entity = vocabulary.entities[term.way.back()];
  return (entity.single ? entity.list_name : entity.name) + "." + name;
}

// a - b, of which only the sign is asked.
TermId Conditions::difference(const Leaf& a, const Leaf& b) {
  const std::uint64_t key =
      mixed(mixed(0x44696666u, identity(*a.value, *a.scope)), identity(*b.value, *b.scope));
  if (const auto found = by_identity_.find(key); found != by_identity_.end()) return found->second;
  Term made;
  made.identity = key;
  made.type = {.kind = TypeKind::Decimal};
  made.expression = a.value;
  made.domain = Ranges::all(false);
  made.name = written(a.value->span) + " - " + written(b.value->span);
  return addTerm(std::move(made));
}

const Formula* Conditions::opaque(const Expr& condition, const Scope& scope, bool truth,
                                  std::uint64_t variant) {
  const std::uint64_t key = mixed(mixed(0x4F706171u, identity(condition, scope)), variant);
  const bool turned = condition.kind == ExprKind::NoHas;
  const auto found = by_identity_.find(key);
  if (found != by_identity_.end()) return demand(found->second, Ranges::one(1, true), truth != turned);
  Term made;
  made.identity = key;
  made.type = {.kind = TypeKind::YesNo};
  made.whole = true;
  made.expression = &condition;
  made.domain = domainOf(made.type, program_.vocabulary);
  made.name = written(condition.span);
  return demand(addTerm(std::move(made)), Ranges::one(1, true), truth != turned);
}

const Formula* Conditions::doubt(const checked::Branch& branch, bool truth) {
  const std::uint64_t key =
      mixed(0x446F7562u, std::uint64_t{branch.span.begin} << 32 | branch.name_span.begin);
  const auto found = by_identity_.find(key);
  if (found != by_identity_.end()) return demand(found->second, Ranges::one(1, true), truth);
  Term made;  // without a name: no company answers it
  made.identity = key;
  made.type = {.kind = TypeKind::YesNo};
  made.whole = made.free = true;
  made.domain = domainOf(made.type, program_.vocabulary);
  return demand(addTerm(std::move(made)), Ranges::one(1, true), truth);
}

}  // namespace jurat::analysis
