// KnownSide: one side of a comparison, with what findReasons() asks of it again and again; private to
// engine/advice.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/change/difference.h"
#include "engine/advice/change/reads.h"

namespace jurat {

inline constexpr std::size_t kReasonsOfAKind = 4;  // that are named for one change

// One side with all that is asked of it again and again.
struct KnownSide {
  explicit KnownSide(const Side& of);
  const checked::Program& program() const { return law.program(); }
  std::optional<checked::DeclarationId> find(const std::string& id) const;

  const Side& side;
  LawReads law;
  std::map<std::string, checked::DeclarationId> by_id;
};

void addOnce(std::vector<ChangeReason>& out, ChangeReason reason);

// Declarations that the one of that id rests on, and whose wording differs, itself first; where there is none
// of them the facts that differ. Nothing when one side does not have it.
void addWordings(KnownSide& before, KnownSide& after, const std::string& id, std::vector<ChangeReason>& out);

}  // namespace jurat
