// Reads what is written as a constant: numbers, money, days, options; every fault is reported with its place.
#pragma once
#include <optional>

#include "engine/base/limits.h"
#include "engine/check/vocabulary.h"
#include "engine/source/diagnostic.h"
#include "engine/syntax/ast.h"

namespace jurat::checking {

struct Literals {
  const Vocabulary& vocabulary;
  const Limits& limits;
  Diagnostics& diagnostics;

  struct Typed {
    Type type;
    Value value;
  };

  // A number, percentage, money, quantity, period, day, moment, text, yes or no as it stands; nothing (and no
  // report) for what is no literal, an Error type after a report. A whole number that fits is an integer.
  std::optional<Typed> read(const ast::Expr& expression) const;

  // A constant as a value of `type`: literals, `-` before a number, options, sets of them, `none`. Reports
  // what is not one (`code`), naming what is expected.
  std::optional<Value> valueOf(const ast::Expr& expression, const Type& type, const char* code) const;

  // A date literal; null and broken ones are nothing.
  std::optional<Date> day(const ast::Expr* expression) const;

  std::optional<Number> number(const ast::Expr& expression) const;
  std::optional<std::uint32_t> option(const ast::Expr& expression, ChoiceId choice, const char* code) const;

 private:
  Typed withUnit(const ast::Expr& expression) const;
  void noUnit(const ast::Expr& expression) const;
  Typed percent(const ast::Expr& expression) const;
  std::optional<Value> setOf(const ast::Expr& expression, const Type& type, const char* code) const;
  std::optional<Value> settled(const ast::Expr& expression, const Typed& typed, const Type& type,
                               const char* code) const;
};

// The options of a choice, to suggest one.
std::vector<std::string_view> optionNames(const Choice& choice);
// Reports that `written` is no option of `choice` (J0117).
void reportNoOption(Diagnostics& diagnostics, const ast::Name& written, const Choice& choice);
// Reports that `written` is no currency (J0119).
void reportNoCurrency(Diagnostics& diagnostics, const ast::Name& written);

}  // namespace jurat::checking
