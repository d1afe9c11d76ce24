#include "engine/testing/world.h"

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

Datum::Entry* entryOf(Datum& record, const std::string& key) {
  for (Datum::Entry& entry : record.entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

void set(Datum& record, const std::string& key, Span key_span, Datum value) {
  if (Datum::Entry* old = entryOf(record, key)) {
    old->value = std::move(value);
    old->key_span = key_span;
    return;
  }
  record.entries.push_back({key, key_span, std::move(value)});
}

Datum text(std::string value, Span span) {
  Datum datum;
  datum.kind = DatumKind::Scalar;
  datum.text = std::move(value);
  datum.quoted = true;
  datum.span = span;
  return datum;
}

}  // namespace

Datum World::scalar(const ast::Expr& value) const {
  Datum datum;
  datum.span = value.span;
  if (value.kind == ast::ExprKind::Set) {
    datum.kind = DatumKind::List;
    for (const ast::Expr* item : value.args) datum.items.push_back(scalar(*item));
    return datum;
  }
  datum.kind = DatumKind::Scalar;
  datum.quoted = value.kind == ast::ExprKind::String;
  datum.text = datum.quoted ? std::string(value.text) : std::string(sources_.text(value.span));
  return datum;
}

Datum World::datum(const ast::Item& item) const {
  Datum result;
  result.span = item.span;
  switch (item.kind) {
    case ast::ItemKind::Object:
      result.kind = DatumKind::Record;
      for (const ast::Field& field : item.fields) {
        if (!field.index) {
          set(result, std::string(field.name.text), field.name.span, datum(field.item));
          continue;
        }
        Datum::Entry* record = entryOf(result, std::string(field.name.text));
        if (!record) {
          Datum empty;
          empty.kind = DatumKind::Record;
          empty.span = field.name.span;
          result.entries.push_back({std::string(field.name.text), field.name.span, std::move(empty)});
          record = &result.entries.back();
        }
        set(record->value, std::string(field.index.text), field.index.span, datum(field.item));
      }
      return result;
    case ast::ItemKind::List:
      result.kind = DatumKind::List;
      for (const ast::Item& inner : item.items) result.items.push_back(datum(inner));
      return result;
    case ast::ItemKind::Range:
      result.kind = DatumKind::Record;
      if (item.value) set(result, "at_least", item.span, scalar(*item.value));
      if (item.value2) set(result, "at_most", item.span, scalar(*item.value2));
      return result;
    case ast::ItemKind::Unknown:
      result.kind = DatumKind::Scalar;
      result.text = "unknown";
      return result;
    case ast::ItemKind::Value:
      return scalar(*item.value);
  }
  return result;
}

// A test writes a judgement as yes or no, made on the facts as they are, or as a record that says what it
// rested on and when it expires; who made it and when is of no matter there.
void World::wrapJudgements(Datum& record, EntityId entity) {
  for (Datum::Entry& entry : record.entries) {
    if (const std::optional<FactId> fact = vocabulary_.fact(entity, entry.key)) {
      const bool bare =
          entry.value.kind == DatumKind::Scalar && (entry.value.text == "yes" || entry.value.text == "no");
      const bool partly = entry.value.kind == DatumKind::Record && entryOf(entry.value, "value");
      if (vocabulary_.facts[*fact].type.kind != TypeKind::Judgement || !(bare || partly)) continue;
      Datum judged = partly ? entry.value : Datum{};
      judged.kind = DatumKind::Record;
      judged.span = entry.value.span;
      for (const auto& [key, said] : {std::pair{"by", std::string("the test")}, {"on", toText(kFirstDate)}}) {
        if (!entryOf(judged, key)) set(judged, key, judged.span, text(said, judged.span));
      }
      if (bare) {
        set(judged, "value", judged.span, std::move(entry.value));
        made_now_.insert(judged.span.begin);
      }
      entry.value = std::move(judged);
    } else if (const std::optional<EntityId> child = vocabulary_.child(entity, entry.key)) {
      if (entry.value.kind == DatumKind::Record) wrapJudgements(entry.value, *child);
      for (Datum& item : entry.value.items) wrapJudgements(item, *child);
    }
  }
}

// The nearest given element that can hold it; the root is implied when none was given.
std::optional<std::size_t> World::parentFor(EntityId entity, const ast::TestItem& item) {
  const EntityId wanted = vocabulary_.entities[entity].parent;
  for (std::size_t i = given_.size(); i > 0; --i) {
    if (given_[i - 1].entity == wanted) return i - 1;
  }
  const Entity& parent = vocabulary_.entities[wanted];
  if (parent.parent == EntityId{kNoId}) return kNone;
  diagnostics_.report({.code = "J0521",
                       .message = "no `" + parent.name + "` is given that could hold this `" +
                                  vocabulary_.entities[entity].name + "`",
                       .primary = {item.entity.span, "stands within `" + parent.name + "`"},
                       .help = "give a `" + parent.name + "` first"});
  return std::nullopt;
}

bool World::give(const ast::TestItem& item) {
  const std::string name(item.entity.text);
  const std::optional<EntityId> entity = vocabulary_.entity(name);
  if (!entity) {
    std::vector<std::string> known;
    for (const Entity& candidate : vocabulary_.entities) known.push_back(candidate.name);
    diagnostics_.report({.code = "J0522",
                         .message = "there is no entity `" + name + "`" + didYouMean(name, known),
                         .primary = {item.entity.span, ""}});
    return false;
  }
  profile_.reset();
  Given given{*entity, std::string(item.id.en), {}, kNone};
  ast::Item whole;
  whole.kind = ast::ItemKind::Object;
  whole.fields = item.fields;
  whole.span = item.span;
  Datum record = datum(whole);
  if (item.like) {
    const std::string model(item.like.en);
    const Given* source = nullptr;
    for (const std::vector<Given>* list : {&earlier_, &given_}) {
      for (const Given& candidate : *list) {
        if (candidate.id == model && candidate.entity == *entity) source = &candidate;
      }
    }
    if (!source) {
      diagnostics_.report({.code = "J0523",
                           .message = "no `" + name + "` called `" + model + "` is given above",
                           .primary = {item.like.span, ""},
                           .help = ""});
      return false;
    }
    Datum merged = source->record;
    merged.span = item.span;
    for (Datum::Entry& entry : record.entries) set(merged, entry.key, entry.key_span, std::move(entry.value));
    record = std::move(merged);
  }
  wrapJudgements(record, *entity);
  given.record = std::move(record);
  if (vocabulary_.entities[*entity].parent == EntityId{kNoId}) {
    earlier_.insert(earlier_.end(), given_.begin(), given_.end());
    given_.clear();
  } else {
    const std::optional<std::size_t> parent = parentFor(*entity, item);
    if (!parent) return false;
    given.parent = *parent;
    // Given again under the same id, it replaces the first.
    for (Given& other : given_) {
      if (other.entity == *entity && other.id == given.id && !given.id.empty()) {
        other = std::move(given);
        return true;
      }
    }
  }
  given_.push_back(std::move(given));
  return true;
}

void World::place(Datum& parent, const Given& given, Datum record) const {
  const Entity& entity = vocabulary_.entities[given.entity];
  const Span at = record.span;
  if (!entity.single && entity.ordered_by == FactId{kNoId} && !entryOf(record, "id")) {
    record.entries.insert(record.entries.begin(),
                          {"id", at, text(given.id.empty() ? entity.name : given.id, at)});
  }
  if (entity.single) {
    set(parent, entity.list_name, at, std::move(record));
    return;
  }
  Datum::Entry* list = entryOf(parent, entity.list_name);
  if (!list) {
    Datum empty;
    empty.kind = DatumKind::List;
    empty.span = at;
    parent.entries.push_back({entity.list_name, at, std::move(empty)});
    list = &parent.entries.back();
  }
  if (list->value.kind == DatumKind::List) list->value.items.push_back(std::move(record));
}

void World::addChildren(Datum& record, std::size_t index) const {
  for (std::size_t i = 0; i < given_.size(); ++i) {
    const Given& child = given_[i];
    const bool root = vocabulary_.entities[child.entity].parent == EntityId{kNoId};
    if (child.parent != index || (index == kNone && root)) continue;
    place(record, child, recordOf(i));
  }
}

Datum World::recordOf(std::size_t index) const {
  Datum record = given_[index].record;
  addChildren(record, index);
  return record;
}

Datum World::document() {
  Datum whole;
  whole.kind = DatumKind::Record;
  const Span at = given_.empty() ? Span{} : given_.front().record.span;
  whole.span = at;
  Datum version = text("1", at);
  version.quoted = false;
  set(whole, "jurat", at, std::move(version));
  for (std::size_t i = 0; i < given_.size(); ++i) {
    const Entity& entity = vocabulary_.entities[given_[i].entity];
    if (entity.parent != EntityId{kNoId}) continue;
    Datum record = recordOf(i);
    addChildren(record, kNone);
    set(whole, entity.name, at, std::move(record));
    return whole;
  }
  Datum root;
  root.kind = DatumKind::Record;
  root.span = at;
  addChildren(root, kNone);
  for (const Entity& entity : vocabulary_.entities) {
    if (entity.parent != EntityId{kNoId}) continue;
    set(whole, entity.name, at, std::move(root));
    break;
  }
  return whole;
}

const Profile* World::profile() {
  if (profile_) return &*profile_;
  profile_ = bindProfile(document(), vocabulary_, {}, diagnostics_);
  if (!profile_) return nullptr;
  for (Answer& answer : profile_->answers) answer.made_now = made_now_.contains(answer.span.begin);
  return &*profile_;
}

// Records keep the span of what was given, also inside lists, so an element is known by its place in the
// text.
std::optional<InstanceId> World::find(const std::string& id, EntityId entity) {
  const Profile* made = profile();
  if (!made) return std::nullopt;
  for (std::size_t i = given_.size(); i > 0; --i) {
    const Given& given = given_[i - 1];
    if (given.id != id) continue;
    for (std::uint32_t at = 0; at < made->instances.size(); ++at) {
      const Instance& instance = made->instances[InstanceId{at}];
      if (instance.entity == given.entity && instance.span == given.record.span) return InstanceId{at};
    }
  }
  for (std::uint32_t at = 0; at < made->instances.size(); ++at) {
    const Instance& instance = made->instances[InstanceId{at}];
    if (instance.id == id && (entity == EntityId{kNoId} || instance.entity == entity)) return InstanceId{at};
  }
  return std::nullopt;
}

InstanceId World::last() {
  const Profile* made = profile();
  if (!made) return InstanceId{kNoId};
  if (!given_.empty()) {
    for (std::uint32_t at = 0; at < made->instances.size(); ++at) {
      const Instance& instance = made->instances[InstanceId{at}];
      if (instance.entity == given_.back().entity && instance.span == given_.back().record.span)
        return InstanceId{at};
    }
  }
  return made->roots.empty() ? InstanceId{kNoId} : made->roots.front();
}

void World::override(const std::string& fact, Datum value) {
  if (!overridden_) saved_ = given_;
  overridden_ = true;
  profile_.reset();
  const Span at = value.span;
  if (given_.empty()) return;
  set(given_.back().record, fact, at, std::move(value));
  wrapJudgements(given_.back().record, given_.back().entity);
}

void World::restore() {
  if (!overridden_) return;
  given_ = saved_;
  overridden_ = false;
  profile_.reset();
}

}  // namespace jurat
