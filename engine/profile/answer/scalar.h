// Reads one scalar as a value of a fact's type; what does not fit is reported with the spelling that would.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/profile/binding.h"

namespace jurat {

// A scalar on its way to a value, with all that a complaint about it may mention.
struct Scalar {
  const Datum& datum;
  const Fact& fact;
  Binding& binding;

  // Reports, and answers nothing. Blanks, `N/A` and answers of a neighbouring fact get their own help.
  std::nullopt_t fault(std::string code, std::string message, std::string help) const;
  // Adds the reason "too large" (J0637) or the given complaint.
  std::optional<Number> number(std::string_view text, std::string_view code, std::string help) const;
  // Says that the point of an amount may have been meant to part thousands (J0646, a warning).
  void warnOfThousands(std::string help) const;
};

std::optional<Value> bindScalar(const Scalar& scalar);

// amount.cpp
std::optional<Value> bindNumber(const Scalar& scalar);
std::optional<Value> bindPercentage(const Scalar& scalar);
std::optional<Value> bindMoney(const Scalar& scalar);
std::optional<Value> bindQuantity(const Scalar& scalar);

// A day or a text that stands beside a value: `as_of`, `by`, `expires`. `what` is its key.
std::optional<Date> bindDay(const Datum& datum, std::string_view what, Binding& binding);
std::optional<std::string> bindText(const Datum& datum, std::string_view what, Binding& binding);
std::optional<bool> readYesNo(std::string_view text);

// Less, equal, greater as -1, 0, 1; nothing when the two cannot be told apart or compared.
std::optional<int> compareValues(const Value& a, const Value& b);

// ISO 17442: twenty letters and digits whose remainder by 97 is 1.
bool isLei(std::string_view text);

}  // namespace jurat
