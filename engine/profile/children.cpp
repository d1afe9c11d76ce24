#include <algorithm>
#include <utility>

#include "engine/profile/answer/scalar.h"
#include "engine/profile/instances.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

const Datum kNothing;

}  // namespace

void InstanceReader::child(InstanceId parent, std::size_t index, const Datum::Entry* entry) {
  const Entity& entity = binding_.vocabulary.entities[children(parent, index).entity];
  ChildList& list_of = children(parent, index);
  if (entry) {
    list_of.span = entry->value.span;
    list_of.given = !isWord(entry->value, "unknown");
  } else if (profile_.instances[parent].complete && raw(entity.keyed_by) == kNoId) {
    list_of.given = true;  // `complete: yes`: what the record lacks is `none`
    return;
  }
  if (raw(entity.keyed_by) != kNoId) return controls(parent, index, entry);
  if (entity.single) return single(parent, index, entry);
  if (entry) list(parent, index, *entry);
}

void InstanceReader::single(InstanceId parent, std::size_t index, const Datum::Entry* entry) {
  const EntityId id = children(parent, index).entity;
  const Entity& entity = binding_.vocabulary.entities[id];
  if (entry && isWord(entry->value, "none")) return;
  const bool record = entry && entry->value.kind == DatumKind::Record;
  if (entry && !record && children(parent, index).given) {
    return wrongShape(entry->value, entry->key_span, tick(keyOf(entity)) + " is one record",
                      "write its facts below it, or `none`, or `unknown`, or delete the line");
  }
  const Instance& above = profile_.instances[parent];
  const std::optional<InstanceId> made =
      add(id, parent, entry ? entry->value.span : above.span, entry ? entry->key_span : above.key);
  if (!made) return;
  children(parent, index).instances.push_back(*made);
  fill(*made, record ? entry->value : kNothing);
}

void InstanceReader::list(InstanceId parent, std::size_t index, const Datum::Entry& entry) {
  const std::string key = keyOf(binding_.vocabulary.entities[children(parent, index).entity]);
  const Datum& value = entry.value;
  if (isWord(value, "unknown") || isWord(value, "none")) return;
  if (value.kind == DatumKind::List) return listItems(parent, index, value);
  const Datum* items = value.kind == DatumKind::Record ? valueOf(value, "items") : nullptr;
  if (!items) {
    const std::string help = value.kind == DatumKind::Null
                                 ? "write `[]` or `none` if there are none, `unknown` if nobody can tell"
                                 : "begin each record with `- `";
    return wrongShape(value, entry.key_span, tick(key) + " is a list of records", help);
  }
  refuseOtherKeys(value, {"items", "complete"}, binding_);
  if (const Datum* complete = valueOf(value, "complete")) {
    const std::optional<bool> read =
        complete->kind == DatumKind::Scalar ? readYesNo(complete->text) : std::nullopt;
    if (!read)
      wrongShape(*complete, complete->span, "`complete` is yes or no",
                 "write `complete: no` if there are more");
    children(parent, index).complete = read.value_or(true);
  }
  if (items->kind != DatumKind::List) {
    return wrongShape(*items, items->span, "`items` is a list of records", "begin each record with `- `");
  }
  listItems(parent, index, *items);
}

void InstanceReader::listItems(InstanceId parent, std::size_t index, const Datum& items) {
  const EntityId id = children(parent, index).entity;
  const Entity& entity = binding_.vocabulary.entities[id];
  const bool series = raw(entity.ordered_by) != kNoId;
  std::vector<InstanceId> siblings;
  for (const Datum& item : items.items) {
    if (binding_.faults.exhausted()) return;
    if (item.kind != DatumKind::Record) {
      wrongShape(
          item, item.span, "each entry of " + tick(keyOf(entity)) + " is a record",
          series ? "write its facts, as in `- name: value`" : "write `- id: NAME`, and its facts below");
      continue;
    }
    const std::optional<InstanceId> made = add(id, parent, item.span, item.span);
    if (!made) return;
    fill(*made, item);
    if (identify(*made, item)) siblings.push_back(*made);
  }
  refuseRepeatedIds(siblings);
  if (series) orderByDay(siblings, entity);
  children(parent, index).instances = std::move(siblings);
}

// Gives an entry the id it is known by: its `id`, or in a series its day.
bool InstanceReader::identify(InstanceId made, const Datum& record) {
  Instance& instance = profile_.instances[made];
  const Entity& entity = binding_.vocabulary.entities[instance.entity];
  if (raw(entity.ordered_by) == kNoId) {
    const Datum* id = valueOf(record, "id");
    const bool text =
        id && id->kind == DatumKind::Scalar && id->text.find_first_not_of(" \t\r\n") != std::string::npos;
    if (text && printableLine(id->text) != id->text) {
      binding_.faults.report({.code = "J0645",
                              .message = "the id " + tick(id->text) + " holds a control character",
                              .primary = {id->span, "reports could not show it as it is"},
                              .help = "write it on one line, of letters, digits, spaces and marks"});
      return false;
    }
    if (text) {
      instance.id = id->text;
      instance.key = id->span;
      return true;
    }
    const bool shown = id && id->span.end > id->span.begin;
    binding_.faults.report(
        {.code = "J0616",
         .message = "a record of " + tick(keyOf(entity)) + " has no id",
         .primary = {shown ? id->span : record.span, shown ? "this is none" : "`id` is missing"},
         .help = "write `id: NAME`; reports and waivers know the record by it"});
    return false;
  }
  const Fact& fact = binding_.vocabulary.facts[entity.ordered_by];
  const Answer* day = profile_.answer(made, fact);
  if (day && day->state == AnswerState::Given) {
    if (const auto* date = std::get_if<Date>(&day->value)) instance.id = toText(*date);
    if (const auto* moment = std::get_if<Moment>(&day->value)) instance.id = toText(*moment);
    instance.key = day->span;
    if (!instance.id.empty()) return true;
  }
  // A day that is there and does not read has been complained about.
  if (!day && valueOf(record, fact.name)) return false;
  binding_.faults.report({.code = "J0618",
                          .message = "a record of " + tick(keyOf(entity)) + " has no day to be ordered by",
                          .primary = {day ? day->span : record.span,
                                      day ? "this is not one day" : tick(fact.name) + " is missing"},
                          .help = "write `" + fact.name + ": 2025-12-31`"});
  return false;
}

void InstanceReader::refuseRepeatedIds(const std::vector<InstanceId>& siblings) {
  std::vector<InstanceId> order = siblings;
  const auto& all = profile_.instances;
  std::stable_sort(order.begin(), order.end(),
                   [&](InstanceId a, InstanceId b) { return all[a].id < all[b].id; });
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Instance& one = all[order[first]];
    const Instance& other = all[order[i]];
    if (one.id != other.id) {
      first = i;
      continue;
    }
    const Entity& entity = binding_.vocabulary.entities[one.entity];
    const bool series = raw(entity.ordered_by) != kNoId;
    binding_.faults.report(
        {.code = "J0617",
         .message = "two records of " + tick(keyOf(entity)) + " have the " + (series ? "day " : "id ") +
                    tick(other.id),
         .primary = {other.key, "again here"},
         .secondary = {{one.key, "first here"}},
         .help = series ? "correct one of the days, or join the two" : "give one of them another id"});
  }
}

void InstanceReader::orderByDay(std::vector<InstanceId>& siblings, const Entity& entity) {
  const Fact& fact = binding_.vocabulary.facts[entity.ordered_by];
  const auto before = [&](InstanceId a, InstanceId b) {
    const Answer* one = profile_.answer(a, fact);
    const Answer* other = profile_.answer(b, fact);
    return compareValues(one->value, other->value) == -1;  // identify() saw to it that both have their day
  };
  std::stable_sort(siblings.begin(), siblings.end(), before);
}

void InstanceReader::controls(InstanceId parent, std::size_t index, const Datum::Entry* entry) {
  const Entity& entity = binding_.vocabulary.entities[children(parent, index).entity];
  const Choice& choice = binding_.vocabulary.choices[entity.keyed_by];
  std::vector<const Datum::Entry*> rows(choice.lowest.size(), nullptr);
  if (entry && entry->value.kind == DatumKind::Record) {
    for (const Datum::Entry& row : entry->value.entries) {
      if (const auto at = optionKey(entity.keyed_by, row.key, row.key_span, binding_)) rows[*at] = &row;
    }
  } else if (entry && children(parent, index).given) {
    const std::string first = choice.lowest.empty() ? "option" : choice.options[choice.lowest.front()].name;
    wrongShape(entry->value, entry->key_span, tick(keyOf(entity)) + " is a record, one line for each option",
               "write `" + first + ": {...}` below it, or delete the line");
  }
  for (std::size_t i = 0; i < rows.size(); ++i) control(parent, index, choice, choice.lowest[i], rows[i]);
}

void InstanceReader::control(InstanceId parent, std::size_t index, const Choice& choice, std::uint32_t option,
                             const Datum::Entry* entry) {
  if (binding_.faults.exhausted()) return;
  const ChildList& list_of = children(parent, index);
  const Span key = profile_.instances[parent].key;
  const std::optional<InstanceId> made =
      add(list_of.entity, parent, entry ? entry->value.span : list_of.span, entry ? entry->key_span : key);
  if (!made) return;
  profile_.instances[*made].option = option;
  profile_.instances[*made].id = choice.options[option].name;
  children(parent, index).instances.push_back(*made);
  const bool record = entry && entry->value.kind == DatumKind::Record;
  if (entry && !record && !isWord(entry->value, "unknown")) {
    wrongShape(entry->value, entry->key_span, tick(entry->key) + " is a record of facts",
               "write `" + entry->key + ": {fact: value}`");
  }
  fill(*made, record ? entry->value : kNothing);
}

}  // namespace jurat
