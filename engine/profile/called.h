// ProfileCaller: which packs profiles do not call for, told from their text before any vocabulary is checked.
#pragma once
#include <vector>

#include "engine/packs/openings.h"
#include "engine/profile/datum.h"

namespace jurat {

// Rules a pack out only when its condition is false for certain: then evaluate() would have found it so, too.
// Whatever it does not understand it leaves to evaluate().
class ProfileCaller final : public Caller {
 public:
  // The documents must outlive it; without any, every pack is called for.
  explicit ProfileCaller(std::vector<const Datum*> documents) : documents_(std::move(documents)) {}

  Calling calls(const ast::Expr& condition, const FileList& loaded) const override;

 private:
  std::vector<const Datum*> documents_;
};

}  // namespace jurat
