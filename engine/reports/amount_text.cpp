// Amounts in words.
#include <utility>

#include "engine/reports/report.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

Message side(const std::optional<Number>& low, const std::optional<Number>& high,
             const std::string& currency) {
  const auto money = [&](const Number& amount) { return verbatim(currency + amount.grouped()); };
  if (low && high) {
    if (*low == *high) return money(*low);
    return {Phrase::Between, {money(*low), money(*high)}};
  }
  if (low) return {Phrase::AtLeastOpen, {money(*low)}};
  if (high) return {Phrase::AtMost, {money(*high)}};
  return Phrase::NotKnown;
}

Message boundOf(const AmountBound& bound, const AmountResult& amount) {
  if (bound.error) return {Phrase::AmountFailed, {amount.fault}};
  const std::string currency = amount.currency ? currencyCode(amount.currency) + " " : "";
  const Message least = side(bound.least_low, bound.least_high, currency);
  const Message most = side(bound.most_low, bound.most_high, currency);
  if (!bound.has_most) return {Phrase::From, {least}};
  const bool exact = bound.least_low == bound.most_low && bound.least_high == bound.most_high;
  if (!bound.has_least || exact) return most;
  return {Phrase::FromTo, {least, most}};
}

}  // namespace

Message amountText(const AmountResult& amount) {
  if (!amount.in_force) {
    if (!amount.next) return Phrase::NoneOnThisDate;
    return {Phrase::NoneBefore, {verbatim(toText(*amount.next))}};
  }
  Message text;
  for (const AmountBound& bound : amount.bounds) {
    Message one = boundOf(bound, amount);
    if (!bound.label.empty()) one = {Phrase::Labelled, {verbatim(bound.label), std::move(one)}};
    text = text.empty() ? std::move(one) : Message(Phrase::Alternative, {std::move(text), std::move(one)});
  }
  return text;
}

}  // namespace jurat
