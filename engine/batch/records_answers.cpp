// The answers of a record: the usual spellings at once, others by the ordinary reader one by one.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"
#include "engine/profile/answer/answer.h"
#include "engine/profile/datum.h"

namespace jurat::batch {

bool RecordReader::Impl::fact(ondemand::value value, FactId id, std::uint32_t element) {
  const Fact& fact = vocabulary_.facts[id];
  if (fact.per == ChoiceId{kNoId}) return answer(value, fact, id, 0, element);
  ondemand::object rows;
  if (value.get_object().get(rows)) return false;
  std::vector<std::uint8_t> seen(fact.slots, 0);
  for (auto field : rows) {
    std::string_view key;
    ondemand::value inner;
    std::uint32_t option = 0;
    if (field.unescaped_key().get(key) || !values_.lowest(fact.per, key, option)) return false;
    if (std::exchange(seen[option], 1) || field.value().get(inner)) return false;
    if (!answer(inner, fact, id, option, element)) return false;
  }
  return true;
}

void RecordReader::Impl::say(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element,
                             const Said& said) {
  if (day_ && id == day_fact_) *day_ = said.day;
  if (facts_.read[raw(id)] && !facts_.ambiguous[raw(id)])
    builder_.say(fact, option, element, said.slot, said.why);
}

bool RecordReader::Impl::answer(ondemand::value value, const Fact& fact, FactId id, std::uint32_t option,
                                std::uint32_t element) {
  ondemand::json_type type;
  if (value.type().get(type)) return false;
  Said said;
  Datum scalar;
  scalar.kind = DatumKind::Scalar;
  switch (type) {
    case ondemand::json_type::string: {
      std::string_view text;
      if (value.get_string().get(text)) return false;
      if (values_.word(fact, id, text, said)) return say(fact, id, option, element, said), true;
      if (fact.type.kind == TypeKind::Ref) {
        namings_.push_back({id, option, element, text});
        return !text.empty() && text != "none";
      }
      scalar.text = text;
      return ordinary(scalar, fact, id, option, element);
    }
    case ondemand::json_type::boolean: {
      bool truth = false;
      if (value.get_bool().get(truth) || !values_.truth(fact, truth, said)) return false;
      say(fact, id, option, element, said);
      return true;
    }
    case ondemand::json_type::number: {
      std::string_view token = value.raw_json_token();
      while (!token.empty() && token.back() <= ' ') token.remove_suffix(1);
      double checked = 0;  // simdjson checks the spelling when it reads the number
      if (value.get_double().get(checked) || !values_.number(fact, token, said)) return false;
      say(fact, id, option, element, said);
      return true;
    }
    case ondemand::json_type::array: {
      ondemand::array items;
      return fact.type.set && !value.get_array().get(items) && set(items, fact, id, option, element);
    }
    case ondemand::json_type::object:
      return datum(value, scalar, 0) && ordinary(scalar, fact, id, option, element);
    case ondemand::json_type::null:
      return false;
  }
  return false;
}

// Every id that is named is that of exactly one record.
bool RecordReader::Impl::settleRefs() {
  for (const Naming& naming : namings_) {
    const Fact& fact = vocabulary_.facts[naming.fact];
    Said said;
    std::size_t found = 0;
    for (const Named& named : named_) {
      if (named.entity != EntityId{fact.type.id} || named.id != naming.id) continue;
      said.slot.can = kValue;
      said.slot.may = named.element;
      ++found;
    }
    if (found != 1) return false;
    say(fact, naming.fact, naming.option, naming.element, said);
  }
  return true;
}

bool RecordReader::Impl::set(ondemand::array items, const Fact& fact, FactId id, std::uint32_t option,
                             std::uint32_t element) {
  std::vector<std::uint32_t> options;
  for (auto item : items) {
    std::string_view name;
    std::uint32_t index = 0;
    if (item.get_string().get(name) || !values_.option(ChoiceId{fact.type.id}, name, index)) return false;
    options.push_back(index);
  }
  Said said;
  values_.set(fact, options, said);
  say(fact, id, option, element, said);
  return true;
}

// One answer by the ordinary reader. What needs the whole profile is not bound here: ids of other records,
// and judgements that rest on other answers.
bool RecordReader::Impl::ordinary(const Datum& datum, const Fact& fact, FactId id, std::uint32_t option,
                                  std::uint32_t element) {
  if (fact.type.kind == TypeKind::Ref || !fact.rests_on.empty()) return false;
  std::optional<Answer> bound = bindFact(datum, fact, *binding_);
  if (!bound || !diagnostics_.all().empty()) {
    renewBinding();
    return false;
  }
  Said said;
  said.slot = machine_.answerSlot(*bound, fact.type, InstanceId{kNoId}, id, option, facts_.reader[raw(id)]);
  said.why = whyOf(machine_.causes(), said.slot.cause);
  if (const auto* day = std::get_if<Date>(&bound->value); day && bound->state == AnswerState::Given)
    said.day = day->days;
  const bool text =
      reprOf(fact.type) == Repr::Text && said.slot.can & kValue && !(said.slot.flags & kUnsettled);
  if (text) {
    const std::string& kept = builder_.keep(textOf(said.slot));
    said.slot.may = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&kept));
  }
  // The bits of a long choice lie in the answer's machine, until the next block.
  say(fact, id, option, element, said);
  return true;
}

bool RecordReader::Impl::datum(ondemand::value value, Datum& out, std::size_t depth) {
  ondemand::json_type type;
  if (depth > limits_.nesting || value.type().get(type)) return false;
  out.kind = DatumKind::Scalar;
  std::string_view token = value.raw_json_token();
  while (!token.empty() && token.back() <= ' ') token.remove_suffix(1);
  switch (type) {
    case ondemand::json_type::array: {
      ondemand::array items;
      out.kind = DatumKind::List;
      if (value.get_array().get(items)) return false;
      for (auto item : items) {
        ondemand::value inner;
        if (item.get(inner) || !datum(inner, out.items.emplace_back(), depth + 1)) return false;
      }
      return true;
    }
    case ondemand::json_type::object: {
      ondemand::object fields;
      out.kind = DatumKind::Record;
      if (value.get_object().get(fields)) return false;
      for (auto field : fields) {
        std::string_view key;
        ondemand::value inner;
        if (field.unescaped_key().get(key)) return false;
        const auto same = [&](const Datum::Entry& each) { return each.key == key; };
        if (std::any_of(out.entries.begin(), out.entries.end(), same)) return false;
        Datum::Entry& entry = out.entries.emplace_back();
        entry.key = key;
        if (field.value().get(inner) || !datum(inner, entry.value, depth + 1)) return false;
      }
      return true;
    }
    case ondemand::json_type::string: {
      std::string_view text;
      if (value.get_string().get(text)) return false;
      out.text = text;
      return true;
    }
    case ondemand::json_type::number: {
      double checked = 0;
      out.text = token;
      out.json_number = true;
      return !value.get_double().get(checked);
    }
    case ondemand::json_type::boolean: {
      bool truth = false;
      out.text = token;
      return !value.get_bool().get(truth);
    }
    case ondemand::json_type::null:
      return false;
  }
  return false;
}

}  // namespace jurat::batch
