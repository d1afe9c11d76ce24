// ProfileCaller: which packs profiles do not call for, told from their text before any vocabulary is checked.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bundle/calling.h"
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

// The same of a pack of a bundle, by what the bundle says of it: whether each of the documents rules it out.
bool ruledOut(const Ruling& ruling, const std::vector<const Datum*>& documents);

// All that calls() may look at in a document, as one text: the answers of its outermost records to `asked`,
// which must hold for every word of the conditions. Documents of the same text call for the same packs.
std::string answersOf(const Datum& document, const std::function<bool(std::string_view)>& asked);

}  // namespace jurat
