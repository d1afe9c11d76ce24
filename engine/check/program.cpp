#include "engine/check/program.h"

namespace jurat::checked {

Status Pack::statusOn(Date day) const {
  Status current = Status::InForce;
  for (const auto& [from, stated] : status) {
    if (!from || *from <= day) current = stated;
  }
  return current;
}

std::string Program::id(DeclarationId declaration) const {
  const Declaration& named = declarations[declaration];
  return packs[named.pack].id + "/" + named.name;
}

}  // namespace jurat::checked
