// QuickValues: the usual spellings of an answer, read without a tree; private to engine/batch. What they do
// not know is left to the ordinary reader (engine/profile), which knows every form and complains of the rest.
#pragma once
#include <string_view>
#include <vector>

#include "engine/batch/columns_builder.h"
#include "engine/batch/names.h"

namespace jurat::batch {

class QuickValues {
 public:
  QuickValues(const RuleSet& rules, const AsOf& as_of, const ReadFacts& facts, Machine& machine,
              ColumnsBuilder& builder);

  struct Said {
    Slot slot;
    std::uint8_t why = 0;
    std::int64_t day = kNoDay;  // of a date, whether it has come or not
  };
  static constexpr std::int64_t kNoDay = INT64_MIN;

  // Each answers whether the form is one of those known here.
  bool truth(const Fact& fact, bool value, Said& out) const;
  bool word(const Fact& fact, FactId id, std::string_view text, Said& out);
  bool number(const Fact& fact, std::string_view token, Said& out) const;
  // An option of a choice by its name, when nothing stands under it.
  bool option(ChoiceId choice, std::string_view name, std::uint32_t& index) const;
  // The same of a name in a record: bytes behind it may be read.
  bool optionQuick(ChoiceId choice, std::string_view name, std::uint32_t& index) const {
    return options_[raw(choice)].findQuick(name, index);
  }
  // A set of options, sorted or not, without repeats.
  void set(const Fact& fact, const std::vector<std::uint32_t>& options, Said& out);
  // Among the lowest options.
  bool lowest(ChoiceId choice, std::string_view name, std::uint32_t& index) const;

 private:
  bool within(const Fact& fact, const Number& value, std::uint32_t currency) const;
  void unknown(const Fact& fact, FactId id, Said& out) const;
  bool money(const Fact& fact, std::string_view text, Said& out) const;
  bool date(const Fact& fact, std::string_view text, Said& out) const;

  const RuleSet& rules_;
  const Vocabulary& vocabulary_;
  AsOf as_of_;
  const ReadFacts& facts_;
  Machine& machine_;
  ColumnsBuilder& builder_;
  std::vector<Names> options_;  // by choice: lowest ones
};

}  // namespace jurat::batch
