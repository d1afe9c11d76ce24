#include "tests/manual/loaded.h"

#include <doctest/doctest.h>

#include "engine/packs/packs.h"
#include "engine/source/render.h"

namespace jurat::test {

std::unique_ptr<Loaded> load(const std::string& root, std::vector<std::string> ids) {
  auto out = std::make_unique<Loaded>();
  PackLibrary library;
  library.addRoot(root);
  if (ids.empty()) ids = library.ids();
  LoadedPacks packs = loadPacks(library, ids, out->sources, out->diagnostics);
  out->program = check(std::move(packs.files), out->diagnostics);
  REQUIRE_MESSAGE(out->program != nullptr, render(out->diagnostics.sorted(), out->sources, {}));
  return out;
}

PackId Loaded::pack(const std::string& id) const {
  for (std::size_t i = 0; i < program->packs.size(); ++i) {
    if (program->packs[program->packs.idAt(i)].id == id) return program->packs.idAt(i);
  }
  FAIL("no pack " << id);
  return PackId{kNoId};
}

checked::DeclarationId Loaded::declaration(const std::string& id) const {
  for (std::size_t i = 0; i < program->declarations.size(); ++i) {
    if (program->id(program->declarations.idAt(i)) == id) return program->declarations.idAt(i);
  }
  FAIL("no declaration " << id);
  return checked::DeclarationId{kNoId};
}

}  // namespace jurat::test
