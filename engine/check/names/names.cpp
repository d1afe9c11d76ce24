#include "engine/check/names/names.h"

#include <algorithm>
#include <functional>

namespace jurat::checking {
namespace {

std::vector<std::string_view> sortedUnique(std::vector<std::string_view> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string_view lastPart(std::string_view id) {
  const std::size_t dot = id.rfind('.');
  return dot == std::string_view::npos ? id : id.substr(dot + 1);
}

template <typename T>
void grow(std::vector<T>& table, std::size_t index) {
  if (table.size() <= index) table.resize(index + 1);
}

}  // namespace

void Names::addPack(std::string_view id, PackId pack) {
  packs_.emplace(id, pack);
  grow(uses_, raw(pack));
  uses_[raw(pack)].push_back({id, pack});
}

std::optional<PackId> Names::pack(std::string_view id) const {
  const auto found = packs_.find(id);
  return found == packs_.end() ? std::nullopt : std::optional(found->second);
}

bool Names::addUse(PackId pack, PackId used, std::string_view id, std::string_view alias) {
  std::vector<UsedPack>& uses = uses_[raw(pack)];
  for (const UsedPack& each : uses) {
    if (!alias.empty() && each.name == alias && each.pack != used) return false;
  }
  if (!alias.empty()) uses.push_back({alias, used, true});
  uses.push_back({id, used});
  return true;
}

bool Names::sees(PackId from, PackId target) const {
  const std::vector<UsedPack>& uses = uses_[raw(from)];
  return std::any_of(uses.begin(), uses.end(), [&](const UsedPack& each) { return each.pack == target; });
}

std::optional<PackId> Names::used(PackId from, std::string_view name) const {
  std::optional<PackId> by_last;
  for (const UsedPack& each : uses_[raw(from)]) {
    if (each.name == name) return each.pack;
    if (!each.alias && lastPart(each.name) == name) {
      // A last part that two packs share names neither.
      if (by_last && *by_last != each.pack) return std::nullopt;
      by_last = each.pack;
    }
  }
  return by_last;
}

std::string_view Names::qualifier(PackId from, PackId target) const {
  std::string_view full;
  for (const UsedPack& each : uses_[raw(from)]) {
    if (each.pack != target) continue;
    if (each.alias) return each.name;
    full = each.name;
  }
  const std::string_view last = lastPart(full);
  return used(from, last) == target ? last : full;
}

void Names::addMember(EntityId entity, std::string_view name, Member member) {
  members_[{raw(entity), name}].push_back(member);
  grow(member_names_, raw(entity));
  member_names_[raw(entity)].emplace_back(name, member.pack);
}

Lookup<Member> Names::members(EntityId entity, std::string_view name, PackId from,
                              std::optional<PackId> only) const {
  Lookup<Member> out;
  const auto found = members_.find({raw(entity), name});
  if (found == members_.end()) return out;
  for (const Member& each : found->second) {
    if (only ? each.pack != *only : !sees(from, each.pack)) {
      if (!out.elsewhere) out.elsewhere = each.pack;
      continue;
    }
    const bool known = std::any_of(out.seen.begin(), out.seen.end(), [&](const Member& other) {
      return other.kind == each.kind && other.id == each.id;
    });
    if (!known) out.seen.push_back(each);
  }
  return out;
}

bool Names::hasMember(EntityId entity, std::string_view name, PackId from) const {
  const auto found = members_.find({raw(entity), name});
  return found != members_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                [&](const Member& each) { return sees(from, each.pack); });
}

void Names::addEntity(std::string_view name, EntityId id, PackId pack) {
  entities_.emplace(name, id);
  grow(entity_packs_, raw(id));
  entity_packs_[raw(id)].push_back(pack);
  grow(member_names_, raw(id));
}

std::optional<EntityId> Names::anyEntity(std::string_view name) const {
  const auto found = entities_.find(name);
  return found == entities_.end() ? std::nullopt : std::optional(found->second);
}

Lookup<EntityId> Names::entity(std::string_view name, PackId from) const {
  Lookup<EntityId> out;
  const std::optional<EntityId> id = anyEntity(name);
  if (!id) return out;
  for (const PackId pack : entity_packs_[raw(*id)]) {
    if (sees(from, pack)) {
      out.seen.push_back(*id);
      return out;
    }
    if (!out.elsewhere) out.elsewhere = pack;
  }
  return out;
}

template <typename Id>
Lookup<Named<Id>> Names::visible(const std::unordered_map<std::string_view, std::vector<Named<Id>>>& table,
                                 std::string_view name, PackId from, std::optional<PackId> only) const {
  Lookup<Named<Id>> out;
  const auto found = table.find(name);
  if (found == table.end()) return out;
  for (const Named<Id>& each : found->second) {
    if (only ? each.pack == *only : sees(from, each.pack)) {
      out.seen.push_back(each);
    } else if (!out.elsewhere) {
      out.elsewhere = each.pack;
    }
  }
  return out;
}

void Names::addChoice(std::string_view name, ChoiceId id, PackId pack) {
  choices_[name].push_back({id, pack});
}

Lookup<Named<ChoiceId>> Names::choice(std::string_view name, PackId from, std::optional<PackId> only) const {
  return visible(choices_, name, from, only);
}

void Names::addOption(ChoiceId choice, std::string_view name, std::uint32_t index) {
  options_.emplace(Key{raw(choice), name}, index);
}

std::optional<std::uint32_t> Names::option(ChoiceId choice, std::string_view name) const {
  const auto found = options_.find({raw(choice), name});
  return found == options_.end() ? std::nullopt : std::optional(found->second);
}

void Names::addUnit(std::string_view name, UnitId id) { units_.emplace(name, id); }

std::optional<UnitId> Names::unit(std::string_view name) const {
  const auto found = units_.find(name);
  return found == units_.end() ? std::nullopt : std::optional(found->second);
}

void Names::addDeclaration(std::string_view name, DeclarationId id, PackId pack) {
  declarations_[name].push_back({id, pack});
}

Lookup<Named<DeclarationId>> Names::declaration(std::string_view name, PackId from,
                                                std::optional<PackId> only) const {
  return visible(declarations_, name, from, only);
}

std::vector<std::string_view> Names::memberNames(EntityId entity, PackId from) const {
  std::vector<std::string_view> out;
  if (raw(entity) >= member_names_.size()) return out;
  for (const auto& [name, pack] : member_names_[raw(entity)]) {
    if (sees(from, pack)) out.push_back(name);
  }
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::entityNames(PackId from) const {
  std::vector<std::string_view> out;
  for (const auto& [name, id] : entities_) {
    if (!entity(name, from).seen.empty()) out.push_back(name);
  }
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::choiceNames(PackId from) const {
  std::vector<std::string_view> out;
  for (const auto& [name, ids] : choices_) {
    if (!choice(name, from).seen.empty()) out.push_back(name);
  }
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::unitNames() const {
  std::vector<std::string_view> out;
  for (const auto& [name, id] : units_) out.push_back(name);
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::declarationNames(PackId from) const {
  std::vector<std::string_view> out;
  for (const auto& [name, ids] : declarations_) {
    if (!declaration(name, from).seen.empty()) out.push_back(name);
  }
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::packNames() const {
  std::vector<std::string_view> out;
  for (const auto& [name, id] : packs_) out.push_back(name);
  return sortedUnique(std::move(out));
}

std::vector<std::string_view> Names::usedNames(PackId from) const {
  std::vector<std::string_view> out;
  for (const UsedPack& each : uses_[raw(from)]) out.push_back(each.name);
  return sortedUnique(std::move(out));
}

}  // namespace jurat::checking
