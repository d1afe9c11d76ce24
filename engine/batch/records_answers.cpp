// The answers of a record: the usual spellings at once, others by the ordinary reader one by one.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"
#include "engine/profile/answer/answer.h"
#include "engine/profile/datum.h"

namespace jurat::batch {

bool RecordReader::Impl::fact(FactId id, std::uint32_t element) {
  const Fact& fact = vocabulary_.facts[id];
  if (fact.per == ChoiceId{kNoId}) return answer(fact, id, 0, element);
  std::vector<std::uint8_t> seen(fact.slots, 0);
  return fields([&](std::string_view key) {
    std::uint32_t option = 0;
    if (!values_.lowest(fact.per, key, option) || std::exchange(seen[option], 1)) return false;
    return answer(fact, id, option, element);
  });
}

void RecordReader::Impl::say(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element,
                             const Said& said) {
  if (day_ && id == day_fact_) *day_ = said.day;
  if (facts_.read[raw(id)] && !facts_.ambiguous[raw(id)])
    builder_.say(fact, option, element, said.slot, said.why);
}

bool RecordReader::Impl::answer(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element) {
  Said said;
  Datum read;
  std::string_view token;
  switch (json_.next()) {
    case '"':
      return text(fact, id, option, element);
    case '[':
      return fact.type.set && set(fact, id, option, element);
    case '{':
      return datum(read, 0) && ordinary(read, fact, id, option, element);
    case 't':
    case 'f':
      if (!json_.scalar(token) || !values_.truth(fact, token == "true", said)) return false;
      break;
    default:
      if (!json_.scalar(token) || !values_.number(fact, token, said)) return false;
  }
  say(fact, id, option, element, said);
  return true;
}

bool RecordReader::Impl::text(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element) {
  Said said;
  std::string_view text;
  if (!json_.string(text)) return false;
  if (values_.word(fact, id, text, said)) return say(fact, id, option, element, said), true;
  if (fact.type.kind == TypeKind::Ref) {
    namings_.push_back({id, option, element, text});
    return !text.empty() && text != "none";
  }
  Datum scalar;
  scalar.kind = DatumKind::Scalar;
  scalar.text = text;
  return ordinary(scalar, fact, id, option, element);
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

bool RecordReader::Impl::set(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element) {
  std::vector<std::uint32_t> options;
  const bool read = items([&] {
    std::string_view name;
    return json_.string(name) && values_.option(ChoiceId{fact.type.id}, name, options.emplace_back());
  });
  if (!read) return false;
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

bool RecordReader::Impl::datum(Datum& out, std::size_t depth) {
  if (depth > limits_.nesting) return false;
  std::string_view text;
  out.kind = DatumKind::Scalar;
  switch (const char first = json_.next()) {
    case '{':
      return datumRecord(out, depth);
    case '[':
      out.kind = DatumKind::List;
      return items([&] { return datum(out.items.emplace_back(), depth + 1); });
    case '"':
      if (!json_.string(text)) return false;
      break;
    default:
      if (!json_.scalar(text)) return false;
      out.json_number = first != 't' && first != 'f';
  }
  out.text = text;
  return true;
}

bool RecordReader::Impl::datumRecord(Datum& out, std::size_t depth) {
  out.kind = DatumKind::Record;
  return fields([&](std::string_view key) {
    const auto same = [&](const Datum::Entry& each) { return each.key == key; };
    if (std::any_of(out.entries.begin(), out.entries.end(), same)) return false;
    Datum::Entry& entry = out.entries.emplace_back();
    entry.key = key;
    return datum(entry.value, depth + 1);
  });
}

}  // namespace jurat::batch
