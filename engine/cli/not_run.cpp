#include "engine/cli/not_run.h"

#include <algorithm>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/check/program.h"

namespace jurat {
namespace {

bool answers(const checked::Declaration& declaration) {
  return declaration.kind == checked::DeclarationKind::Rule ||
         declaration.kind == checked::DeclarationKind::Amount ||
         declaration.kind == checked::DeclarationKind::Benefit;
}

std::string tick(const std::string& name) { return "`" + name + "`"; }

const PackUse* useOf(const Assessment& assessment, const std::string& pack) {
  const auto found = std::find_if(assessment.packs.begin(), assessment.packs.end(),
                                  [&](const PackUse& use) { return use.id == pack; });
  return found == assessment.packs.end() ? nullptr : &*found;
}

// Of a pack that does not run, as its id says.
std::string packAside(const std::string& pack, const PackUse* use) {
  const std::string why = use == nullptr ? std::string() : say(use->why, Language::English);
  return "the pack " + tick(pack) + " does not run for this profile" + (why.empty() ? "" : " (" + why + ")") +
         ": name it with `--rules " + pack + "`";
}

// Of a rule whose pack runs: the profile has no subject of it.
std::string nothingToLookAt(const std::string& id, const checked::Declaration& declaration,
                            const Vocabulary& vocabulary) {
  const Entity& entity = vocabulary.entities[declaration.subject];
  const std::string list = entity.list_name.empty() ? entity.name : entity.list_name;
  return tick(id) + " looks at each " + tick(entity.name) +
         ", and the profile has none: it would stand under " + tick(list);
}

}  // namespace

std::string whyNotRun(const std::string& name, const Assessment& assessment, const checked::Program& program,
                      Session& session) {
  const std::string base = name.substr(0, name.find('['));
  const std::size_t slash = base.find('/');
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const checked::DeclarationId id = program.declarations.idAt(i);
    const checked::Declaration& declaration = program.declarations[id];
    const std::string full = program.id(id);
    if (!answers(declaration) || (slash == std::string::npos ? declaration.name : full) != base) continue;
    const std::string& pack = program.packs[declaration.pack].id;
    const PackUse* use = useOf(assessment, pack);
    if (use == nullptr || !use->loaded) return packAside(pack, use);
    if (raw(declaration.subject) != kNoId) return nothingToLookAt(full, declaration, program.vocabulary);
  }
  if (slash == std::string::npos) return {};
  const std::string pack = base.substr(0, slash);
  const PackUse* use = useOf(assessment, pack);
  if (use != nullptr && use->loaded) return {};
  if (use != nullptr || session.library().find(pack) != nullptr) return packAside(pack, use);
  std::vector<std::string> known = session.library().ids();
  for (const PackUse& each : assessment.packs) known.push_back(each.id);
  return "there is no pack " + tick(pack) + didYouMean(pack, known);
}

}  // namespace jurat
