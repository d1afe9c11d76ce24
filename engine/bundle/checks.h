// Checks: what a program and its code are held to, part by part; private to engine/bundle.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/compile/rule_set.h"

namespace jurat::bundle {

// Keeps the first promise that is broken.
class Checks {
 public:
  Checks(const RuleSet& given_rules, const std::vector<bool>& wanted, const Limits& given_limits)
      : rules(given_rules),
        program(*given_rules.program),
        vocabulary(given_rules.program->vocabulary),
        limits(given_limits),
        wanted_(wanted) {}

  // Whether all has been well, this included.
  bool that(bool good, const char* otherwise) {
    if (!good && why_.empty()) why_ = otherwise;
    return why_.empty();
  }
  bool good() const { return why_.empty(); }
  // Whether what is part of this pack was read; what was not is held to nothing and may not be used.
  bool here(PackId pack) const { return wanted_.empty() || pack == PackId{kNoId} || wanted_[raw(pack)]; }
  bool here(checked::DeclarationId id) const { return here(program.declarations[id].pack); }
  const std::string& why() const { return why_; }

  const RuleSet& rules;
  const checked::Program& program;
  const Vocabulary& vocabulary;
  const Limits& limits;
  std::vector<Type> result_types;  // by block, once checkBlocks() has been through

 private:
  const std::vector<bool>& wanted_;
  std::string why_;
};

// Each part relies on those above it.
void checkVocabulary(Checks& checks);
void checkExpressions(Checks& checks);   // each by itself
void checkDeclarations(Checks& checks);  // packs, declarations, levels, tables
void checkTables(Checks& checks);        // types, constants, masks, selects, decision tables as code
void checkBlocks(Checks& checks);        // steps
void checkRules(Checks& checks);         // rules, amounts and benefits against their blocks

// Whether a type names what there is.
bool isType(const Type& type, const Vocabulary& vocabulary);
// Whether a value is one of the type, `none` included.
bool isOf(const Value& value, const Type& type, const Vocabulary& vocabulary);
// Whether values of the two are held alike, so that one may be read where the other is meant.
bool alike(const Type& a, const Type& b);
// 64-bit words of a set of options of that type.
std::size_t wordsOf(const Type& type, const Vocabulary& vocabulary);

template <typename Id>
bool given(Id id) {
  return id != Id{kNoId};
}

}  // namespace jurat::bundle
