// InstanceReader: turns the records of a profile into instances of the vocabulary's entities.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/profile/binding.h"
#include "engine/profile/datum.h"
#include "engine/profile/profile.h"

namespace jurat {

class InstanceReader {
 public:
  InstanceReader(Profile& profile, Binding& binding) : profile_(profile), binding_(binding) {}

  // Adds the record and all below it.
  void root(EntityId entity, const Datum& record, Span key);

  // Reports ids that a `ref` names and that are not there, or there twice.
  void settleNamedIds();

 private:
  std::optional<InstanceId> add(EntityId entity, InstanceId parent, Span span, Span key);
  void fill(InstanceId instance, const Datum& record);
  void answer(InstanceId instance, const Fact& fact, const Datum::Entry& entry);
  void perOption(InstanceId instance, const Fact& fact, const Datum::Entry& entry);
  void store(InstanceId instance, const Fact& fact, std::uint32_t index, const Datum& value, Span key);
  void unknownKey(const Entity& entity, EntityId id, const Datum::Entry& entry);
  void formerName(const Fact& fact, const Datum::Entry& entry, const Datum& record);

  // `entry` is null when the profile does not have the key.
  void child(InstanceId parent, std::size_t index, const Datum::Entry* entry);
  void list(InstanceId parent, std::size_t index, const Datum::Entry& entry);
  void listItems(InstanceId parent, std::size_t index, const Datum& items);
  void single(InstanceId parent, std::size_t index, const Datum::Entry* entry);
  void controls(InstanceId parent, std::size_t index, const Datum::Entry* entry);
  void control(InstanceId parent, std::size_t index, const Choice& choice, std::uint32_t option,
               const Datum::Entry* entry);
  bool identify(InstanceId made, const Datum& record);
  void orderByDay(std::vector<InstanceId>& siblings, const Entity& entity);
  void refuseRepeatedIds(const std::vector<InstanceId>& siblings);
  ChildList& children(InstanceId parent, std::size_t index) {
    return profile_.instances[parent].children[index];
  }
  void wrongShape(const Datum& datum, Span key, std::string message, std::string help);

  Profile& profile_;
  Binding& binding_;
  std::size_t spent_ = 0;
  bool full_ = false;
};

}  // namespace jurat
