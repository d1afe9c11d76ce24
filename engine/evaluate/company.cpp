#include "engine/evaluate/company.h"

#include <cstring>
#include <optional>

#include "engine/values/ordinal.h"

namespace jurat {
namespace {

bool mayBeNone(const Type& type) { return type.or_none || type.event || type.kind == TypeKind::Evidence; }

bool figureOf(const std::optional<Value>& value, std::optional<Figure>& out) {
  if (!value) return true;
  const std::optional<Number> place = ordinalOf(*value);
  const auto plain = place ? place->decimal() : std::nullopt;
  if (plain) out = Figure{plain->first, plain->second, 0};
  return plain.has_value();
}

FactForms::Bounds boundsOf(const Fact& fact) {
  FactForms::Bounds bounds;
  const bool amount = fact.type.kind == TypeKind::Money;
  bounds.unit = amount ? fact.type.id : 0;
  bounds.known = (!amount || bounds.unit != 0) && figureOf(fact.at_least, bounds.at_least) &&
                 figureOf(fact.at_most, bounds.at_most);
  return bounds;
}

template <typename T>
std::uint32_t put(std::byte* block, std::size_t& used, const std::vector<T>& from) {
  const std::size_t at = used;
  if (!from.empty()) std::memcpy(block + at, from.data(), from.size() * sizeof(T));
  used += from.size() * sizeof(T);
  return static_cast<std::uint32_t>(at);
}

}  // namespace

FactForm formOf(const Fact& fact, const Vocabulary& vocabulary) {
  const Type& type = fact.type;
  switch (type.kind) {
    case TypeKind::YesNo:
      return mayBeNone(type) ? FactForm::Elsewhere : FactForm::Truth;
    case TypeKind::Judgement:
      return mayBeNone(type) ? FactForm::Elsewhere : FactForm::Judgement;
    case TypeKind::Choice:
      if (vocabulary.choices[ChoiceId{type.id}].options.size() <= 64) return FactForm::Options;
      return type.set ? FactForm::Elsewhere : FactForm::Option;
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Money:
    case TypeKind::Quantity:
      return FactForm::Figure;
    case TypeKind::Date:
      return type.event ? FactForm::PastDay : FactForm::Figure;
    default:
      return FactForm::Elsewhere;
  }
}

FactForms::FactForms(const RuleSet& rules) {
  const Vocabulary& vocabulary = rules.vocabulary();
  std::vector<bool> known(vocabulary.facts.size(), false);
  for (const Entity& entity : vocabulary.entities) {
    slots.emplace_back(entity.slots);
    for (const FactId fact : entity.facts) known[raw(fact)] = true;
  }
  for (std::uint32_t f = 0; f < vocabulary.facts.size(); ++f) {
    const jurat::Fact& fact = vocabulary.facts[FactId{f}];
    if (!known[f]) {  // of a pack that a bundle was read without: nothing else of it was looked at
      facts.push_back({0, fact.slot, FactForm::Elsewhere, false});
      bounds.push_back({});
      continue;
    }
    const FactForm form = formOf(fact, vocabulary);
    const bool or_none = mayBeNone(fact.type);
    std::uint64_t all = 0;
    if (form == FactForm::Options) {
      const std::size_t count = vocabulary.choices[ChoiceId{fact.type.id}].options.size();
      all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    }
    facts.push_back({all, fact.slot, form, or_none});
    bounds.push_back(form == FactForm::Figure && !or_none ? boundsOf(fact) : Bounds{});
    std::vector<Slot>& of_entity = slots[raw(fact.entity)];
    for (std::uint32_t i = 0; i < fact.slots; ++i) of_entity[fact.slot + i] = {form, or_none};
  }
  blocks.resize(vocabulary.entities.size(), 0);
  for (const BlockCode& block : rules.blocks) {
    std::uint32_t& next =
        block.subject == EntityId{kNoId} ? blocks_without_subject : blocks[raw(block.subject)];
    rank.push_back(next);
    if (!block.nested) ++next;
  }
}

std::uint8_t CompanyMaker::code(const Answer& answer, FactForm form, std::uint32_t first_value) {
  const std::size_t number = values_.size() - first_value + Company::kFirstValue;
  if (answer.state != AnswerState::Given || answer.evidence || number > 255) return Company::kElsewhere;
  Company::Value value;
  const auto* option = std::get_if<OptionValue>(&answer.value);
  switch (form) {
    case FactForm::Truth: {
      const bool* yes = std::get_if<bool>(&answer.value);
      return yes == nullptr ? Company::kElsewhere : *yes ? Company::kYesGiven : Company::kNoGiven;
    }
    case FactForm::Options: {
      const auto* set = std::get_if<OptionSetValue>(&answer.value);
      if (option == nullptr && set == nullptr) return Company::kElsewhere;
      std::uint64_t bits = option ? std::uint64_t{1} << option->index : 0;
      if (set != nullptr) {
        for (const std::uint32_t index : set->indexes) bits |= std::uint64_t{1} << index;
      }
      value.word = static_cast<std::int64_t>(bits);
      break;
    }
    case FactForm::Option:
      if (option == nullptr) return Company::kElsewhere;
      value.word = option->index;
      break;
    case FactForm::Figure:
    case FactForm::PastDay: {
      const std::optional<Number> place = ordinalOf(answer.value);
      const auto plain = place ? place->decimal() : std::nullopt;
      if (!plain) return Company::kElsewhere;
      const auto* money = std::get_if<Money>(&answer.value);
      value = {plain->first, plain->second, money ? money->currency : 0};
      break;
    }
    default:
      return Company::kElsewhere;
  }
  values_.push_back(value);
  return static_cast<std::uint8_t>(number);
}

void CompanyMaker::record(const Instance& instance, const Profile& profile) {
  Company::Record record{.entity = instance.entity, .parent = instance.parent, .option = instance.option};
  record.codes = static_cast<std::uint32_t>(codes_.size());
  record.values = static_cast<std::uint32_t>(values_.size());
  record.lists = static_cast<std::uint32_t>(lists_.size());
  record.list_count = static_cast<std::uint32_t>(instance.children.size());
  record.first_place = places_;
  places_ += forms_.blocks[raw(instance.entity)];
  const std::vector<FactForms::Slot>& slots = forms_.slots[raw(instance.entity)];
  for (std::size_t i = 0; i < instance.answers.size(); ++i) {
    const std::uint32_t at = instance.answers[i];
    if (at != 0) {
      codes_.push_back(code(profile.answers[at - 1], slots[i].form, record.values));
    } else {
      const bool none = instance.complete && slots[i].or_none;
      codes_.push_back(none ? Company::kElsewhere : Company::kNotGiven);
    }
  }
  for (const ChildList& list : instance.children) {
    lists_.push_back({.entity = list.entity,
                      .first = static_cast<std::uint32_t>(members_.size()),
                      .count = static_cast<std::uint32_t>(list.instances.size()),
                      .given = list.given,
                      .complete = list.complete});
    members_.insert(members_.end(), list.instances.begin(), list.instances.end());
  }
  records_.push_back(record);
}

void CompanyMaker::make(const Profile& profile, Company& out) {
  // An answer is many cache lines, and of most companies none of them is in the cache: fetched together, not
  // one after the other.
  for (const Answer& answer : profile.answers) {
    __builtin_prefetch(&answer.state);
    __builtin_prefetch(reinterpret_cast<const char*>(&answer.value) + sizeof(Value) - 8);
    __builtin_prefetch(&answer.evidence);
  }
  records_.clear(), values_.clear(), lists_.clear(), members_.clear(), codes_.clear();
  places_ = forms_.blocks_without_subject;
  for (const Instance& instance : profile.instances) record(instance, profile);
  out.profile_ = &profile;
  out.asks_frameworks_ = !profile.frameworks.empty();
  out.size_ = static_cast<std::uint32_t>(records_.size());
  out.places_ = places_;
  out.roots_ = static_cast<std::uint32_t>(members_.size());
  out.root_count_ = static_cast<std::uint32_t>(profile.roots.size());
  members_.insert(members_.end(), profile.roots.begin(), profile.roots.end());
  // What asks for the most alignment stands first: a value has eight bytes, a record and a list four.
  const std::size_t wanted = records_.size() * sizeof(Company::Record) +
                             values_.size() * sizeof(Company::Value) + lists_.size() * sizeof(Company::List) +
                             members_.size() * sizeof(InstanceId) + codes_.size();
  if (out.room_ < wanted) {
    out.block_.reset(new std::byte[wanted]);
    out.room_ = wanted;
  }
  std::size_t used = 0;
  put(out.block_.get(), used, records_);
  out.values_ = put(out.block_.get(), used, values_);
  out.lists_ = put(out.block_.get(), used, lists_);
  out.members_ = put(out.block_.get(), used, members_);
  out.codes_ = put(out.block_.get(), used, codes_);
  out.used_ = used;
}

static_assert(sizeof(Company::Record) % alignof(Company::Value) == 0);

}  // namespace jurat
