#include "engine/testing/world.h"

#include <algorithm>
#include <utility>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/complaints.h"

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

Datum World::datum(const ast::Item& item, EntityId entity) const {
  Datum result;
  result.span = item.span;
  switch (item.kind) {
    case ast::ItemKind::Object:
      result.kind = DatumKind::Record;
      setFields(result, entity, item.fields);
      return result;
    case ast::ItemKind::List:
      result.kind = DatumKind::List;
      for (const ast::Item& inner : item.items) result.items.push_back(datum(inner, entity));
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

void World::setFields(Datum& record, EntityId entity, ast::List<ast::Field> fields) const {
  for (const ast::Field& field : fields) {
    const bool known = entity != EntityId{kNoId};
    const std::optional<EntityId> child =
        known ? vocabulary_.child(entity, field.name.text) : std::optional<EntityId>();
    setAnswer(record, entity, field.name, field.index, datum(field.item, child.value_or(EntityId{kNoId})));
  }
}

// What is said of one option leaves the others as they are.
void World::setAnswer(Datum& record, EntityId entity, const ast::Name& name, const ast::Name& option,
                      Datum value) const {
  const std::string key(name.text);
  if (!option) return set(record, key, name.span, std::move(value));
  Datum::Entry* former = entryOf(record, key);
  if (!former || former->value.kind != DatumKind::Record) {
    set(record, key, name.span, optionsOf(former ? &former->value : nullptr, entity, name));
    former = entryOf(record, key);
  }
  set(former->value, std::string(option.text), option.span, std::move(value));
}

// The options as they were answered by one word for all.
Datum World::optionsOf(const Datum* former, EntityId entity, const ast::Name& name) const {
  Datum options;
  options.kind = DatumKind::Record;
  options.span = name.span;
  const std::optional<FactId> fact =
      entity == EntityId{kNoId} ? std::nullopt : vocabulary_.fact(entity, name.text);
  if (!former || former->text != "unknown" || !fact) return options;
  const ChoiceId per = vocabulary_.facts[*fact].per;
  if (per == ChoiceId{kNoId}) return options;
  const Choice& choice = vocabulary_.choices[per];
  for (const std::uint32_t lowest : choice.lowest)
    set(options, choice.options[lowest].name, former->span, *former);
  return options;
}

// A test writes a judgement as yes or no, made on the facts as they are, or as a record that says what it
// rested on and when it expires; who made it and when is of no matter there.
void World::wrapJudgement(Datum& answer) {
  const bool bare = answer.kind == DatumKind::Scalar && (answer.text == "yes" || answer.text == "no");
  const bool partly = answer.kind == DatumKind::Record && entryOf(answer, "value");
  if (!bare && !partly) return;
  Datum judged = partly ? answer : Datum{};
  judged.kind = DatumKind::Record;
  judged.span = answer.span;
  for (const auto& [key, said] : {std::pair{"by", std::string("the test")}, {"on", toText(kFirstDate)}}) {
    if (!entryOf(judged, key)) set(judged, key, judged.span, text(said, judged.span));
  }
  if (bare) {
    set(judged, "value", judged.span, std::move(answer));
    made_now_.insert(judged.span.begin);
  }
  answer = std::move(judged);
}

void World::wrapJudgements(Datum& record, EntityId entity) {
  for (Datum::Entry& entry : record.entries) {
    if (const std::optional<FactId> id = vocabulary_.fact(entity, entry.key)) {
      const Fact& fact = vocabulary_.facts[*id];
      if (fact.type.kind != TypeKind::Judgement) continue;
      if (fact.per == ChoiceId{kNoId}) {
        wrapJudgement(entry.value);
      } else if (entry.value.kind == DatumKind::Record) {
        for (Datum::Entry& option : entry.value.entries) wrapJudgement(option.value);
      }
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
    Diagnostic diagnostic{.code = "J0522",
                          .message = "there is no entity `" + name + "`",
                          .primary = {item.entity.span, "not known here"}};
    suggestWord(diagnostic, name, known, "an entity is declared by `entity " + name + "`");
    diagnostics_.report(std::move(diagnostic));
    return false;
  }
  profile_.reset();
  Given given{*entity, std::string(item.id.en), {}, kNone};
  Datum record;
  record.kind = DatumKind::Record;
  if (item.like) {
    const std::string model(item.like.en);
    const Given* source = nullptr;
    for (const std::vector<Given>* list : {&earlier_, &given_}) {
      for (const Given& candidate : *list) {
        if (candidate.id == model && candidate.entity == *entity) source = &candidate;
      }
    }
    if (!source) {
      Diagnostic diagnostic{.code = "J0523",
                            .message = "no `" + name + "` called `" + model + "` is given above",
                            .primary = {item.like.span, "not given above"}};
      suggestWord(diagnostic, model, ids(), "give it before, or leave `like` out", true);
      diagnostics_.report(std::move(diagnostic));
      return false;
    }
    record = source->record;
  }
  record.span = item.span;
  setFields(record, *entity, item.fields);
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
  if (!profile_) {
    if (std::optional<Profile> bound = bindProfile(document(), vocabulary_, {}, diagnostics_)) {
      for (Answer& answer : bound->answers) answer.made_now = made_now_.contains(answer.span.begin);
      profile_ = std::make_shared<const Profile>(std::move(*bound));
    }
  }
  return profile_.get();
}

std::vector<std::string> World::ids() const {
  std::vector<std::string> out;
  for (const std::vector<Given>* list : {&given_, &earlier_}) {
    for (const Given& each : *list) {
      if (!each.id.empty()) out.push_back(each.id);
    }
  }
  return out;
}

std::vector<std::pair<InstanceId, std::string>> World::names() {
  std::vector<std::pair<InstanceId, std::string>> names;
  if (!profile()) return names;
  for (std::uint32_t at = 0; at < profile_->instances.size(); ++at) {
    const Instance& instance = profile_->instances[InstanceId{at}];
    for (const Given& given : given_) {
      if (!given.id.empty() && given.entity == instance.entity && given.record.span == instance.span)
        names.emplace_back(InstanceId{at}, given.id);
    }
  }
  return names;
}

// Records keep the span of what was given, also inside lists, so an element is known by its place in the
// text.
std::vector<InstanceId> World::findAll(const std::string& id, EntityId entity) {
  std::vector<InstanceId> found;
  const Profile* made = profile();
  if (!made) return found;
  const auto& all = made->instances;
  for (const bool fits : {true, false}) {
    for (std::size_t i = given_.size(); i > 0; --i) {
      const Given& given = given_[i - 1];
      if (given.id != id || (given.entity == entity) != fits) continue;
      for (std::uint32_t at = 0; at < all.size(); ++at) {
        const Instance& instance = all[InstanceId{at}];
        if (instance.entity != given.entity || instance.span != given.record.span) continue;
        found.push_back(InstanceId{at});
        break;
      }
    }
    // In a list within a record, too.
    for (std::uint32_t at = 0; at < all.size(); ++at) {
      if (all[InstanceId{at}].id == id && (all[InstanceId{at}].entity == entity) == fits)
        found.push_back(InstanceId{at});
    }
  }
  return found;
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

void World::override(const ast::Name& fact, const ast::Name& option, Datum value) {
  if (!overridden_) saved_ = given_;
  overridden_ = true;
  profile_.reset();
  if (given_.empty()) return;
  const Span at = value.span;  // what is wrong with the answer is wrong in this row
  setAnswer(given_.back().record, given_.back().entity, {fact.text, at}, {option.text, at}, std::move(value));
  wrapJudgements(given_.back().record, given_.back().entity);
}

void World::restore() {
  if (!overridden_) return;
  given_ = saved_;
  overridden_ = false;
  profile_.reset();
}

}  // namespace jurat
