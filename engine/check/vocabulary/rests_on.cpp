// What judgements rest on: the facts of the same record, or of one around it, whose change lets a judgement
// lapse.
#include <algorithm>

#include "engine/check/names/types.h"
#include "engine/check/vocabulary/builder.h"

namespace jurat::checking {

void VocabularyBuilder::restsOn(const Placed& placed) {
  const std::optional<EntityId> entity = context_.names.anyEntity(placed.source->name.text);
  if (!entity) return;
  for (const ast::Fact& source : placed.source->facts) {
    const auto judged = facts_.find(std::pair(raw(*entity), source.name.text));
    if (source.rests_on.empty() || judged == facts_.end()) continue;
    const Type type = vocabulary_.facts[judged->second].type;
    if (type.kind != TypeKind::Judgement && !type.isError()) {
      context_.report({.code = "J0353",
                       .message = "only a judgement rests on facts, and " + quoted(source.name.text) +
                                  " is " + phrase(type, vocabulary_),
                       .primary = {source.rests_on.front().span, "nothing lapses here"},
                       .secondary = {{source.name.span, "declared as " + phrase(type, vocabulary_)}},
                       .help = "delete `rests on`, or declare the fact as `judgement`"});
      continue;
    }
    for (const ast::Dotted& each : source.rests_on) {
      const std::optional<FactId> fact = basis(placed, *entity, each);
      if (!fact) continue;
      std::vector<FactId>& known = vocabulary_.facts[judged->second].rests_on;
      if (std::find(known.begin(), known.end(), *fact) == known.end()) known.push_back(*fact);
    }
  }
}

// The fact that a judgement about `entity` rests on: of its own record, or of one that holds it.
std::optional<FactId> VocabularyBuilder::basis(const Placed& placed, EntityId entity,
                                               const ast::Dotted& written) {
  if (!written) return std::nullopt;
  const ast::Name& name = written.parts.back();
  const std::string_view owner = written.parts.size() > 1 ? written.parts[written.parts.size() - 2].text : "";
  std::vector<std::string_view> known;
  for (EntityId at = entity; at != EntityId{kNoId}; at = vocabulary_.entities[at].parent) {
    for (const std::string_view each : context_.names.memberNames(at, placed.pack)) known.push_back(each);
    if (!owner.empty() && vocabulary_.entities[at].name != owner) continue;
    for (const Member& member : context_.names.members(at, name.text, placed.pack).seen) {
      if (member.kind != MemberKind::Fact) continue;
      const FactId fact{member.id};
      if (vocabulary_.facts[fact].type.kind != TypeKind::Judgement) return fact;
      context_.report({.code = "J0353",
                       .message = "a judgement rests on facts, and " + quoted(name.text) + " is a judgement",
                       .primary = {written.span, "somebody's opinion itself"},
                       .secondary = {{vocabulary_.facts[fact].span, "declared here"}},
                       .help = "name the facts that this judgement rests on"});
      return std::nullopt;
    }
  }
  std::sort(known.begin(), known.end());
  reportUnknown(context_, placed.pack, {"fact here called", name, "J0111", std::nullopt, known});
  return std::nullopt;
}

}  // namespace jurat::checking
