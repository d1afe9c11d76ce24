#include "engine/profile/instances.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/answer/answer.h"
#include "engine/profile/answer/scalar.h"

namespace jurat {
namespace {

// An instance costs what it takes up, so that many small records with many facts cannot exhaust the memory.
constexpr std::size_t kInstanceCost = 32;
constexpr std::size_t kCostPerNode = 16;

constexpr std::size_t kIdsCompared = 1'000;
constexpr std::size_t kIdsListed = 8;

}  // namespace

void InstanceReader::root(EntityId entity, const Datum& record, Span key) {
  const std::optional<InstanceId> id = add(entity, static_cast<InstanceId>(kNoId), record.span, key);
  if (!id) return;
  profile_.roots.push_back(*id);
  fill(*id, record);
}

std::optional<InstanceId> InstanceReader::add(EntityId entity, InstanceId parent, Span span, Span key) {
  const Entity& declared = binding_.vocabulary.entities[entity];
  spent_ += kInstanceCost + declared.slots + 8 * declared.children.size();
  if (spent_ > kCostPerNode * binding_.limits.nodes) {
    if (std::exchange(full_, true)) return std::nullopt;  // said once
    binding_.faults.report({.code = "J0603",
                            .message = "the profile holds too many records",
                            .primary = {span, ""},
                            .help = "`batch` reads many companies"});
    return std::nullopt;
  }
  Instance instance;
  instance.entity = entity;
  instance.parent = parent;
  instance.span = span;
  instance.key = key;
  instance.answers.assign(declared.slots, 0);
  instance.children.resize(declared.children.size());
  for (std::size_t i = 0; i < declared.children.size(); ++i) {
    instance.children[i].entity = declared.children[i];
    instance.children[i].span = span;
  }
  return profile_.instances.add(std::move(instance));
}

void InstanceReader::fill(InstanceId instance, const Datum& record) {
  const EntityId id = profile_.instances[instance].entity;
  const Entity& entity = binding_.vocabulary.entities[id];
  const bool has_id = entity.parent != EntityId{kNoId} && !entity.single && raw(entity.keyed_by) == kNoId &&
                      raw(entity.ordered_by) == kNoId;
  std::vector<const Datum::Entry*> children(entity.children.size(), nullptr);
  for (const Datum::Entry& entry : record.entries) {
    if (binding_.faults.exhausted()) return;
    const KeyMeaning* meaning = binding_.key(id, entry.key);
    if (!meaning) {
      if (has_id && entry.key == "id") continue;  // read by the list
      if (entry.key != "complete") {
        if (binding_.askedElsewhere(entity.name, entry.key)) {
          profile_.unread.push_back(entity.name + "." + entry.key);
        } else {
          unknownKey(entity, id, entry);
        }
        continue;
      }
      const std::optional<bool> complete =
          entry.value.kind == DatumKind::Scalar ? readYesNo(entry.value.text) : std::nullopt;
      if (!complete)
        wrongShape(entry.value, entry.key_span, "`complete` is yes or no", "write `complete: yes`");
      profile_.instances[instance].complete = complete.value_or(false);
    } else if (raw(meaning->child) != kNoId) {
      const auto at = std::find(entity.children.begin(), entity.children.end(), meaning->child);
      children[static_cast<std::size_t>(at - entity.children.begin())] = &entry;
    } else {
      const Fact& fact = binding_.vocabulary.facts[meaning->fact];
      if (meaning->former) formerName(fact, entry, record);
      answer(instance, fact, entry);
    }
  }
  // In the order of the vocabulary, so that the order of keys in the file changes nothing.
  for (std::size_t i = 0; i < children.size(); ++i) child(instance, i, children[i]);
}

void InstanceReader::formerName(const Fact& fact, const Datum::Entry& entry, const Datum& record) {
  for (const Datum::Entry& other : record.entries) {
    if (other.key != fact.name) continue;
    binding_.faults.report(
        {.code = "J0608",
         .message = tick(entry.key) + " is the former name of " + tick(fact.name) + ", which stands here too",
         .primary = {entry.key_span, "the former name"},
         .secondary = {{other.key_span, "the name of today"}},
         .help = "delete one of the two"});
    return;
  }
  const bool quoted = entry.key_span.end - entry.key_span.begin > entry.key.size();
  binding_.faults.report({.level = DiagnosticLevel::Warning,
                          .code = "J0613",
                          .message = tick(entry.key) + " is now called " + tick(fact.name),
                          .primary = {entry.key_span, "the former name"},
                          .help = "write " + tick(fact.name),
                          .fix = Fix{entry.key_span, quoted ? "\"" + fact.name + "\"" : fact.name}});
}

void InstanceReader::unknownKey(const Entity& entity, EntityId id, const Datum::Entry& entry) {
  const Vocabulary& vocabulary = binding_.vocabulary;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < vocabulary.entities.size(); ++i) {
    const EntityId other = vocabulary.entities.idAt(i);
    const bool asks =
        binding_.key(other, entry.key) || binding_.askedElsewhere(vocabulary.entities[other].name, entry.key);
    if (other != id && asks) places.push_back(keyOf(vocabulary.entities[other]));
  }
  if (!places.empty()) {
    binding_.faults.report({.code = "J0612",
                            .message = tick(entry.key) + " belongs in " + listed(places),
                            .primary = {entry.key_span, "this record is of " + tick(keyOf(entity))},
                            .help = "move the line there"});
    return;
  }
  const std::optional<std::string> near = nearest(entry.key, binding_.keys(id));
  std::optional<Fix> fix;
  if (near && entry.key_span.end - entry.key_span.begin == entry.key.size()) fix = Fix{entry.key_span, *near};
  std::string help =
      near ? "did you mean `" + *near + "`?" : "no pack asks for it; `jurat schema` lists what is asked";
  // A control or a single record is known by its key, a series by its day.
  if (entry.key == "id") help = "records of " + tick(keyOf(entity)) + " have no id; delete the line";
  binding_.faults.report({.code = "J0611",
                          .message = "the key " + tick(entry.key) + " is unknown here",
                          .primary = {entry.key_span, "this record is of " + tick(keyOf(entity))},
                          .help = std::move(help),
                          .fix = std::move(fix)});
}

void InstanceReader::answer(InstanceId instance, const Fact& fact, const Datum::Entry& entry) {
  if (raw(fact.per) != kNoId) return perOption(instance, fact, entry);
  store(instance, fact, 0, entry.value, entry.key_span);
}

void InstanceReader::perOption(InstanceId instance, const Fact& fact, const Datum::Entry& entry) {
  const Choice& choice = binding_.vocabulary.choices[fact.per];
  if (isWord(entry.value, "unknown")) {
    for (std::uint32_t i = 0; i < fact.slots; ++i) store(instance, fact, i, entry.value, entry.key_span);
    return;
  }
  if (entry.value.kind != DatumKind::Record) {
    const std::string first = choice.lowest.empty() ? "option" : choice.options[choice.lowest.front()].name;
    return wrongShape(entry.value, entry.key_span,
                      tick(fact.name) + " is answered for each option of `" + choice.name + "`",
                      "write `" + fact.name + ": {" + first + ": ...}`");
  }
  for (const Datum::Entry& row : entry.value.entries) {
    if (const auto index = optionKey(fact.per, row.key, row.key_span, binding_))
      store(instance, fact, *index, row.value, row.key_span);
  }
}

void InstanceReader::store(InstanceId instance, const Fact& fact, std::uint32_t index, const Datum& value,
                           Span key) {
  // A missing value has no place of its own: the key stands for it.
  Datum shown;
  const bool nowhere = value.kind == DatumKind::Null && value.span.begin == value.span.end;
  if (nowhere) shown.span = key;
  std::optional<Answer> answer = bindFact(nowhere ? shown : value, fact, binding_);
  std::vector<std::uint32_t>& answers = profile_.instances[instance].answers;
  if (!answer || fact.slot + index >= answers.size()) return;
  answer->key = key;
  profile_.answers.push_back(std::move(*answer));
  answers[fact.slot + index] = static_cast<std::uint32_t>(profile_.answers.size());
}

void InstanceReader::wrongShape(const Datum& datum, Span key, std::string message, std::string help) {
  const bool nowhere = datum.span.begin == datum.span.end;
  binding_.faults.report({.code = datum.kind == DatumKind::Null ? "J0614" : "J0615",
                          .message = std::move(message),
                          .primary = {nowhere ? key : datum.span, nowhere ? "nothing stands here" : ""},
                          .help = std::move(help)});
}

void InstanceReader::settleNamedIds() {
  std::map<std::pair<std::uint32_t, std::string>, std::vector<InstanceId>> known;
  for (std::size_t i = 0; i < profile_.instances.size(); ++i) {
    const InstanceId id = profile_.instances.idAt(i);
    const Instance& instance = profile_.instances[id];
    if (!instance.id.empty()) known[{raw(instance.entity), instance.id}].push_back(id);
  }
  std::size_t unknown_ids = 0;
  for (const NamedId& named : binding_.named_ids) {
    if (binding_.faults.exhausted()) return;
    const auto found = known.find({raw(named.entity), named.id});
    if (found != known.end() && found->second.size() == 1) continue;
    const Entity& entity = binding_.vocabulary.entities[named.entity];
    if (found != known.end()) {
      binding_.faults.report(
          {.code = "J0640",
           .message = "two records of " + tick(keyOf(entity)) + " have the id " + tick(named.id),
           .primary = {named.span, tick(named.fact) + " could mean either"},
           .secondary = {{profile_.instances[found->second[0]].key, "one"},
                         {profile_.instances[found->second[1]].key, "another"}},
           .help = "give one of them another id"});
      continue;
    }
    std::vector<std::string> ids;
    for (auto it = known.lower_bound({raw(named.entity), ""}); it != known.end() && ids.size() < kIdsCompared;
         ++it) {
      if (it->first.first != raw(named.entity)) break;
      ids.push_back(it->first.second);
    }
    // Faults beyond those shown need no suggestion.
    const bool shown = ++unknown_ids <= binding_.limits.errors;
    const std::optional<std::string> near = shown ? nearest(named.id, ids) : std::nullopt;
    std::string help = "write the `id` of a record of " + tick(keyOf(entity));
    if (ids.size() <= kIdsListed) help = "the ids are " + listed(ids, " and ");
    if (ids.empty()) help = "add the record under " + tick(keyOf(entity));
    if (near) help = "did you mean `" + *near + "`?";
    binding_.faults.report(
        {.code = "J0639",
         .message = "no record of " + tick(keyOf(entity)) + " has the id " + tick(named.id),
         .primary = {named.span, tick(named.fact) + " names it"},
         .help = std::move(help)});
  }
}

}  // namespace jurat
