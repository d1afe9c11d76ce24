// Amounts in words.
#include "engine/reports/report.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

std::string side(const std::optional<Number>& low, const std::optional<Number>& high,
                 const std::string& currency) {
  const auto money = [&](const Number& amount) { return currency + amount.grouped(); };
  if (low && high) return *low == *high ? money(*low) : "between " + money(*low) + " and " + money(*high);
  if (low) return "at least " + money(*low) + ", no upper bound known";
  if (high) return "at most " + money(*high);
  return "not known";
}

}  // namespace

std::string amountText(const AmountResult& amount) {
  if (!amount.in_force) return amount.next ? "none before " + toText(*amount.next) : "none on this date";
  const std::string currency = amount.currency ? currencyCode(amount.currency) + " " : "";
  std::string text;
  for (const AmountBound& bound : amount.bounds) {
    if (!text.empty()) text += "; or ";
    if (!bound.label.empty()) text += bound.label + ": ";
    if (bound.error) {
      text += "error: " + amount.fault;
      continue;
    }
    if (bound.has_least && bound.has_most && bound.least_low == bound.most_low &&
        bound.least_high == bound.most_high) {
      text += side(bound.most_low, bound.most_high, currency);
    } else if (bound.has_least && bound.has_most) {
      text += "from " + side(bound.least_low, bound.least_high, currency) + " to " +
              side(bound.most_low, bound.most_high, currency);
    } else if (bound.has_most) {
      text += side(bound.most_low, bound.most_high, currency);
    } else {
      text += "from " + side(bound.least_low, bound.least_high, currency);
    }
  }
  return text;
}

}  // namespace jurat
