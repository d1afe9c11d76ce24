#include "engine/profile/binding.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

constexpr std::size_t kListedNames = 12;

std::optional<std::uint32_t> lowestIndex(const Choice& choice, std::uint32_t option) {
  const auto found = std::lower_bound(choice.lowest.begin(), choice.lowest.end(), option);
  if (found == choice.lowest.end() || *found != option) return std::nullopt;
  return static_cast<std::uint32_t>(found - choice.lowest.begin());
}

}  // namespace

std::optional<std::uint32_t> Binding::option(ChoiceId choice, std::string_view name) {
  if (raw(choice) >= vocabulary.choices.size()) return std::nullopt;
  const auto [known, fresh] = options_.try_emplace(raw(choice));
  if (fresh) {
    const std::vector<Option>& options = vocabulary.choices[choice].options;
    for (std::size_t i = 0; i < options.size(); ++i) {
      known->second.emplace(options[i].name, static_cast<std::uint32_t>(i));
    }
  }
  const auto found = known->second.find(std::string(name));
  if (found == known->second.end()) return std::nullopt;
  return found->second;
}

const KeyMeaning* Binding::key(EntityId entity, std::string_view name) {
  const auto [known, fresh] = keys_.try_emplace(raw(entity));
  if (fresh) {
    const Entity& declared = vocabulary.entities[entity];
    for (const FactId id : declared.facts) known->second[vocabulary.facts[id].name] = {.fact = id};
    for (const EntityId id : declared.children) {
      const Entity& child = vocabulary.entities[id];
      known->second[keyOf(child)] = {.child = id};
    }
    // A current name always wins over somebody's former one.
    for (const FactId id : declared.facts) {
      const std::string& former = vocabulary.facts[id].renamed_from;
      if (!former.empty()) known->second.try_emplace(former, KeyMeaning{.fact = id, .former = true});
    }
  }
  const auto found = known->second.find(std::string(name));
  return found == known->second.end() ? nullptr : &found->second;
}

std::vector<std::string> Binding::keys(EntityId entity) {
  const Entity& declared = vocabulary.entities[entity];
  std::vector<std::string> out;
  for (const FactId id : declared.facts) out.push_back(vocabulary.facts[id].name);
  for (const EntityId id : declared.children) {
    const Entity& child = vocabulary.entities[id];
    out.push_back(keyOf(child));
  }
  const auto asked = others().find(declared.name);
  if (asked != others().end()) out.insert(out.end(), asked->second.begin(), asked->second.end());
  return out;
}

const AskedKeys& Binding::others() const {
  static const AskedKeys nothing;
  return others_ ? others_() : nothing;
}

bool Binding::askedElsewhere(std::string_view entity, std::string_view key) const {
  const auto asked = others().find(std::string(entity));
  return asked != others().end() && asked->second.contains(std::string(key));
}

std::string Binding::neighbour(std::string_view text, const Fact& fact) {
  if (raw(fact.entity) >= vocabulary.entities.size()) return {};
  for (const FactId id : vocabulary.entities[fact.entity].facts) {
    const Fact& other = vocabulary.facts[id];
    if (other.name == fact.name || other.type.kind != TypeKind::Choice) continue;
    if (option(static_cast<ChoiceId>(other.type.id), text))
      return tick(text) + " is a value of `" + other.name + "`";
  }
  return {};
}

std::string listed(const std::vector<std::string>& names, std::string_view last) {
  std::string out;
  const std::size_t shown = names.size() > kListedNames ? kListedNames - 1 : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == names.size() ? std::string(last) : ", ";
    out += tick(names[i]);
  }
  if (shown < names.size()) out += " and " + std::to_string(names.size() - shown) + " more";
  return out;
}

std::optional<std::uint32_t> optionKey(ChoiceId id, std::string_view key, Span span, Binding& binding) {
  const Choice& choice = binding.vocabulary.choices[id];
  const std::optional<std::uint32_t> option = binding.option(id, key);
  if (option) {
    if (const auto lowest = lowestIndex(choice, *option)) return lowest;
  }
  std::vector<std::string> names;
  for (const std::uint32_t lowest : choice.lowest) {
    if (!option || choice.under(lowest, *option)) names.push_back(choice.options[lowest].name);
  }
  const std::optional<std::string> near = option ? std::nullopt : nearest(key, names);
  binding.faults.report({.code = "J0641",
                         .message = option
                                        ? tick(key) + " has options below it, which are answered one by one"
                                        : tick(key) + " is not an option of `" + choice.name + "`",
                         .primary = {span, "an option of `" + choice.name + "` is expected here"},
                         .help = near ? "did you mean `" + *near + "`?" : "write " + listed(names)});
  return std::nullopt;
}

std::string keyOf(const Entity& entity) { return entity.list_name.empty() ? entity.name : entity.list_name; }

bool isWord(const Datum& datum, std::string_view word) {
  return datum.kind == DatumKind::Scalar && datum.text == word;
}

void refuseOtherKeys(const Datum& record, const std::vector<std::string>& known, Binding& binding) {
  for (const Datum::Entry& entry : record.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const std::optional<std::string> near = nearest(entry.key, known);
    binding.faults.report({.code = "J0611",
                           .message = "the key " + tick(entry.key) + " is unknown here",
                           .primary = {entry.key_span, ""},
                           .help = near ? "did you mean `" + *near + "`?" : "write " + listed(known)});
  }
}

const Datum* valueOf(const Datum& record, std::string_view key) {
  for (const Datum::Entry& entry : record.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

}  // namespace jurat
