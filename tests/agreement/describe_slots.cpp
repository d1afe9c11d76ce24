#include "tests/agreement/describe_slots.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace jurat::agreement {

using reference::Possible;

std::string boundText(const std::optional<Number>& at) { return at ? at->text() : "open"; }

namespace {

std::string kindsText(bool yes, bool no, bool value, bool none, bool error) {
  std::string out;
  for (const auto& [holds, word] : {std::pair{yes, "yes "}, std::pair{no, "no "}, std::pair{value, "value "},
                                    std::pair{none, "none "}, std::pair{error, "error "}}) {
    if (holds) out += word;
  }
  return out;
}

}  // namespace

std::string describe(const Possible& one, reference::Form form) {
  std::string out = kindsText(one.yes, one.no, one.value, one.none, one.error);
  if (!one.value) return out;
  if (form == reference::Form::Ordered) {
    out += one.length == reference::Length::Any
               ? "any period"
               : fmt::format("{}..{}", boundText(one.low), boundText(one.high));
    if (one.length == reference::Length::Months) out += " months";
    if (one.currency) out += " " + currencyCode(one.currency);
  }
  if (form == reference::Form::Option || form == reference::Form::Set)
    out += fmt::format("may {}", fmt::join(one.may, ","));
  if (form == reference::Form::Set) out += fmt::format(" must {}", fmt::join(one.must, ","));
  return out;
}

std::string describe(const Slot& slot, reference::Form form) {
  std::string out =
      kindsText(slot.could(kYes), slot.could(kNo), slot.could(kValue), slot.could(kNone), slot.could(kError));
  if (!slot.could(kValue)) return out;
  if (form == reference::Form::Ordered) {
    const std::string low = slot.flags & kLowOpen ? "open" : slot.low.text(),
                      high = slot.flags & kHighOpen ? "open" : slot.high.text();
    out += slot.flags & kAnyPeriod ? "any period" : low + ".." + high;
    if (slot.flags & kMonths && !(slot.flags & kAnyPeriod)) out += " months";
    if (slot.unit) out += " " + currencyCode(slot.unit);
  }
  const auto members = [](std::uint64_t bits) {
    std::vector<int> found;
    for (int i = 0; i < 64; ++i) {
      if (bits >> i & 1) found.push_back(i);
    }
    return fmt::format("{}", fmt::join(found, ","));
  };
  if (form == reference::Form::Option || form == reference::Form::Set) out += "may " + members(slot.may);
  if (form == reference::Form::Set) out += " must " + members(slot.must);
  return out;
}

}  // namespace jurat::agreement
