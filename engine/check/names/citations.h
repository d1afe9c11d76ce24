// Citations: the sources of a pack, and pinpoints in them, each held against its source's pattern.
#pragma once
#include <memory>
#include <optional>

#include "engine/check/context.h"

namespace jurat::checking {

// Adds the source that a clause of a pack declares.
void addSource(Context& context, const ast::Clause& clause, checked::Pack& pack);

// The citation that a `cites` clause makes; nothing after a report. `per`: the choice whose option may be
// cited.
std::optional<checked::Citation> readCitation(Context& context, PackId pack, const ast::Clause& clause,
                                              ChoiceId per, std::vector<DeclarationId>& reads);

// The citation of the option of `choice` that a control or a `per` declaration stands for; nothing after a
// report, as when an option has none.
std::optional<checked::Citation> optionCitation(Context& context, PackId pack, ChoiceId choice, Span span);

// Compiled patterns, each once a run.
class Patterns {
 public:
  Patterns();
  ~Patterns();
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  bool valid(const std::string& pattern);
  bool matches(const std::string& pattern, const std::string& text);  // the whole text

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace jurat::checking
