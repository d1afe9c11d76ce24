#include "engine/check/program.h"

namespace jurat::checked {

Status Pack::statusOn(Date day) const {
  // What is adopted from a day on is a proposal until then.
  Status current = status.empty() ? Status::InForce : Status::Proposal;
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
