// Binding: what everything that types a profile by the vocabulary needs at hand.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/check/vocabulary.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"

namespace jurat {

struct Datum;

// An id that a `ref` names; judged when all records have been read.
struct NamedId {
  EntityId entity{};
  std::string id;
  std::string fact;
  Span span;
};

// What a key of an entity's record can mean.
struct KeyMeaning {
  FactId fact{kNoId};
  EntityId child{kNoId};
  bool former = false;  // by its former name
};

class Binding {
 public:
  Binding(const Vocabulary& words, const Limits& bounds, Diagnostics& diagnostics, OtherKeys others = {})
      : vocabulary(words), limits(bounds), faults(diagnostics, bounds), others_(std::move(others)) {}

  const Vocabulary& vocabulary;
  const Limits& limits;
  Faults faults;
  std::vector<NamedId> named_ids;

  std::optional<std::uint32_t> option(ChoiceId choice, std::string_view name);
  const KeyMeaning* key(EntityId entity, std::string_view name);
  // Current names, and those that packs outside the run ask for: for suggestions.
  std::vector<std::string> keys(EntityId entity);

  // What packs outside the run ask for; empty when nobody knows.
  const AskedKeys& others() const;
  // Whether one of them asks for this key in a record of that entity.
  bool askedElsewhere(std::string_view entity, std::string_view key) const;

  // "`provider` is a value of `declared_roles`" when another fact of the same record could hold this text.
  std::string neighbour(std::string_view text, const Fact& fact);

 private:
  OtherKeys others_;
  // Looked up only, never walked: the order of a hash table reaches no message.
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, std::uint32_t>> options_;
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, KeyMeaning>> keys_;
};

// Names in backticks: "`a`, `b` or `c`"; no more than a line can hold.
std::string listed(const std::vector<std::string>& names, std::string_view last = " or ");

// The key under which an entity's records stand in their parent.
std::string keyOf(const Entity& entity);

bool isWord(const Datum& datum, std::string_view word);

// The position among a choice's lowest options that a key names; reports any other key (J0641).
std::optional<std::uint32_t> optionKey(ChoiceId id, std::string_view key, Span span, Binding& binding);

// Reports keys of a record that are none of `known` (J0611), with a suggestion.
void refuseOtherKeys(const Datum& record, const std::vector<std::string>& known, Binding& binding);

// The value of a key, or null.
const Datum* valueOf(const Datum& record, std::string_view key);

}  // namespace jurat
