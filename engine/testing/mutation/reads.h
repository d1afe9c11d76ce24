// What declarations read of each other and of a profile, found by walking their expressions; private to
// engine/testing.
#pragma once
#include <set>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

struct Reads {
  std::set<FactId> facts;
  std::set<checked::DeclarationId> declarations;  // definitions, parameters, tables
  std::set<EntityId> lists;                       // what quantifiers and sums run over
  std::vector<const checked::Expr*> constants;
  std::vector<Date> days;  // of versions and exceptions
};

// Of one declaration itself, exposures and notes left out.
Reads readsOf(const checked::Declaration& declaration);

// Who reads whom, for a whole program.
class ReadGraph {
 public:
  explicit ReadGraph(const checked::Program& program);
  const Reads& of(checked::DeclarationId id) const { return reads_[raw(id)]; }
  const std::vector<checked::DeclarationId>& readers(checked::DeclarationId id) const {
    return readers_[raw(id)];
  }
  // Facts that decide it, also through definitions.
  std::set<FactId> allFacts(checked::DeclarationId id) const;

 private:
  std::vector<Reads> reads_;
  std::vector<std::vector<checked::DeclarationId>> readers_;
};

}  // namespace jurat
