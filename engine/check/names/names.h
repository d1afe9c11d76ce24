// Names: finds what a name means, seen from a pack: its own and those it uses; kept in hash tables.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/check/program.h"

namespace jurat::checking {

using checked::DeclarationId;

enum class MemberKind : std::uint8_t { Fact, Definition, List, Record };

// What a name means on an element of an entity. A fact declared by several packs has one Member for each.
struct Member {
  MemberKind kind = MemberKind::Fact;
  PackId pack{};
  std::uint32_t id = 0;  // FactId, DeclarationId or EntityId
};

template <typename Id>
struct Named {
  Id id{};
  PackId pack{};
};

// A pack as another one names it.
struct UsedPack {
  std::string_view name;  // the alias, the full id or its last part
  PackId pack{};
  bool alias = false;
};

// What a lookup found. INVARIANT: `seen` holds no two entries of one meaning.
template <typename T>
struct Lookup {
  std::vector<T> seen;              // in packs that are visible from here
  std::optional<PackId> elsewhere;  // the first pack that has it though it is not used
};

class Names {
 public:
  void addPack(std::string_view id, PackId pack);
  std::optional<PackId> pack(std::string_view id) const;
  // Makes `used` visible from `pack`. False when the alias already means another pack.
  bool addUse(PackId pack, PackId used, std::string_view id, std::string_view alias);
  bool sees(PackId from, PackId target) const;
  // The pack that `name` (an alias, a full id or its last part) means in `from`.
  std::optional<PackId> used(PackId from, std::string_view name) const;
  // How `from` may qualify a name of `target`.
  std::string_view qualifier(PackId from, PackId target) const;

  void addMember(EntityId entity, std::string_view name, Member member);
  // `only`: the pack that a qualified name is restricted to.
  Lookup<Member> members(EntityId entity, std::string_view name, PackId from,
                         std::optional<PackId> only = std::nullopt) const;
  bool hasMember(EntityId entity, std::string_view name, PackId from) const;

  void addEntity(std::string_view name, EntityId id, PackId pack);
  Lookup<EntityId> entity(std::string_view name, PackId from) const;
  std::optional<EntityId> anyEntity(std::string_view name) const;
  const std::vector<PackId>& packsOf(EntityId entity) const { return entity_packs_[raw(entity)]; }

  void addChoice(std::string_view name, ChoiceId id, PackId pack);
  Lookup<Named<ChoiceId>> choice(std::string_view name, PackId from,
                                 std::optional<PackId> only = std::nullopt) const;
  void addOption(ChoiceId choice, std::string_view name, std::uint32_t index);
  std::optional<std::uint32_t> option(ChoiceId choice, std::string_view name) const;

  void addUnit(std::string_view name, UnitId id);
  std::optional<UnitId> unit(std::string_view name) const;

  void addDeclaration(std::string_view name, DeclarationId id, PackId pack);
  Lookup<Named<DeclarationId>> declaration(std::string_view name, PackId from,
                                           std::optional<PackId> only = std::nullopt) const;

  // Names to suggest, seen from a pack; sorted, without repeats.
  std::vector<std::string_view> memberNames(EntityId entity, PackId from) const;
  std::vector<std::string_view> entityNames(PackId from) const;
  std::vector<std::string_view> choiceNames(PackId from) const;
  std::vector<std::string_view> unitNames() const;
  std::vector<std::string_view> declarationNames(PackId from) const;
  std::vector<std::string_view> packNames() const;
  std::vector<std::string_view> usedNames(PackId from) const;

 private:
  struct Key {
    std::uint32_t owner = 0;
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>{}(key.name) ^ (std::size_t{key.owner} * 0x9E3779B97F4A7C15u);
    }
  };
  template <typename Id>
  Lookup<Named<Id>> visible(const std::unordered_map<std::string_view, std::vector<Named<Id>>>& table,
                            std::string_view name, PackId from, std::optional<PackId> only) const;

  std::unordered_map<std::string_view, PackId> packs_;
  std::vector<std::vector<UsedPack>> uses_;  // by PackId; its own id first
  std::unordered_map<Key, std::vector<Member>, KeyHash> members_;
  std::vector<std::vector<std::pair<std::string_view, PackId>>> member_names_;  // by EntityId
  std::unordered_map<std::string_view, EntityId> entities_;
  std::vector<std::vector<PackId>> entity_packs_;  // by EntityId
  std::unordered_map<std::string_view, std::vector<Named<ChoiceId>>> choices_;
  std::unordered_map<Key, std::uint32_t, KeyHash> options_;
  std::unordered_map<std::string_view, UnitId> units_;
  std::unordered_map<std::string_view, std::vector<Named<DeclarationId>>> declarations_;
};

}  // namespace jurat::checking
