// The choices and questions of a book; private to engine/manual/book.
#pragma once
#include <set>
#include <vector>

#include "engine/manual/book/book.h"

namespace jurat::manual {

std::vector<OptionEntry> optionsOf(ChoiceId choice, const Reading& reading);

class Glossary {
 public:
  // `facts`: those that are read; the pack's own facts are told whether they are read or not.
  Glossary(PackId pack, const Reading& reading, const std::set<FactId>& facts);

  std::vector<ChoiceEntry> choices() const;  // those of the pack, and those that its questions offer
  std::vector<EntityEntry> questions() const;

 private:
  bool told(FactId fact) const;
  FactEntry factEntry(FactId fact) const;

  PackId pack_;
  const Reading& reading_;
  const std::set<FactId>& facts_;
  std::set<ChoiceId> choices_;
};

}  // namespace jurat::manual
