// What a mapping answers, typed by the facts that it names.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/check/vocabulary.h"
#include "engine/intake/mapping.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"

namespace jurat::intake {
namespace {

class MappingChecker {
 public:
  MappingChecker(const Vocabulary& vocabulary, const Limits& limits, Diagnostics& diagnostics)
      : vocabulary_(vocabulary), limits_(limits), diagnostics_(diagnostics) {}

  void facts(const Facts& of, EntityId entity) {
    for (const Spec& spec : of.specs) {
      const Fact* fact = find(spec, entity);
      if (fact == nullptr) continue;
      for (const Datum& datum : spec.data) bindAnswer(datum, *fact, vocabulary_, limits_, diagnostics_);
    }
  }

 private:
  // The fact that a path leads to; null when it leads to none, which is reported.
  const Fact* find(const Spec& spec, EntityId entity);
  const Fact* unknown(const Spec& spec, const std::string& key, EntityId entity);
  bool isOption(const Spec& spec, ChoiceId choice, std::size_t at);
  void report(const Spec& spec, std::string message, std::string help) {
    diagnostics_.report({.code = "J0663",
                         .message = std::move(message),
                         .primary = {spec.path_span, ""},
                         .help = std::move(help)});
  }

  const Vocabulary& vocabulary_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
};

const Fact* MappingChecker::find(const Spec& spec, EntityId entity) {
  for (std::size_t i = 0; i < spec.path.size(); ++i) {
    const std::string& key = spec.path[i];
    if (const std::optional<FactId> id = vocabulary_.fact(entity, key)) {
      const Fact& fact = vocabulary_.facts[*id];
      const std::size_t wanted = fact.per == ChoiceId{kNoId} ? i + 1 : i + 2;
      if (spec.path.size() == wanted) {
        return wanted == i + 1 || isOption(spec, fact.per, i + 1) ? &fact : nullptr;
      }
      report(spec, tick(spec.shown) + " is no path of a fact",
             wanted == i + 1 ? tick(key) + " is a fact: nothing stands below it"
                             : tick(key) + " is asked for each option: write `" + key + "[...]`");
      return nullptr;
    }
    const std::optional<EntityId> child = vocabulary_.child(entity, key);
    if (!child) return unknown(spec, key, entity);
    const Entity& declared = vocabulary_.entities[*child];
    if (declared.keyed_by != ChoiceId{kNoId}) {
      if (++i < spec.path.size() && !isOption(spec, declared.keyed_by, i)) return nullptr;
    } else if (!declared.single) {
      report(spec, tick(key) + " is a list, and a cell answers one fact", "name it as `list:` of `row`");
      return nullptr;
    }
    entity = *child;
  }
  report(spec, tick(spec.shown) + " is a record, and a cell answers one fact", "name a fact of it");
  return nullptr;
}

const Fact* MappingChecker::unknown(const Spec& spec, const std::string& key, EntityId entity) {
  std::vector<std::string> names;
  for (const FactId id : vocabulary_.entities[entity].facts) names.push_back(vocabulary_.facts[id].name);
  report(spec, "no pack of this run asks for " + tick(key) + " of " + tick(vocabulary_.entities[entity].name),
         "name a fact of the packs that are run" + didYouMean(key, names));
  return nullptr;
}

bool MappingChecker::isOption(const Spec& spec, ChoiceId choice, std::size_t at) {
  const Choice& of = vocabulary_.choices[choice];
  std::vector<std::string> names;
  for (const std::uint32_t option : of.lowest) names.push_back(of.options[option].name);
  if (std::find(names.begin(), names.end(), spec.path[at]) != names.end()) return true;
  report(spec, tick(spec.path[at]) + " is no option of " + tick(of.name),
         "name one of its options" + didYouMean(spec.path[at], names));
  return false;
}

}  // namespace

bool checkMapping(const Mapping& mapping, const Vocabulary& vocabulary, const Limits& limits,
                  Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errorCount();
  const std::optional<EntityId> company = vocabulary.entity("company");
  if (!company) return true;  // packs without companies ask for nothing here
  MappingChecker checker(vocabulary, limits, diagnostics);
  checker.facts(mapping.company, *company);
  if (mapping.list.empty()) return diagnostics.errorCount() == errors;
  const std::optional<EntityId> entry = vocabulary.child(*company, mapping.list);
  const bool list =
      entry && !vocabulary.entities[*entry].single && vocabulary.entities[*entry].keyed_by == ChoiceId{kNoId};
  if (list) {
    checker.facts(mapping.row, *entry);
  } else {
    std::vector<std::string> names;
    for (const EntityId child : vocabulary.entities[*company].children) {
      names.push_back(vocabulary.entities[child].list_name);
    }
    diagnostics.report(
        {.code = "J0663",
         .message = "no pack of this run asks for a list " + tick(mapping.list) + " of `company`",
         .primary = {mapping.list_span, ""},
         .help = "name a list of the packs that are run" + didYouMean(mapping.list, names)});
  }
  return diagnostics.errorCount() == errors;
}

}  // namespace jurat::intake
