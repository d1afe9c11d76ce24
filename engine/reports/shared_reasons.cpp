#include "engine/reports/shared_reasons.h"

namespace jurat {
namespace {

constexpr std::size_t kLong = 6;  // lines below one that are worth a place of their own

std::size_t linesBelow(const Reason& reason, std::size_t enough) {
  std::size_t count = 0;
  for (const Reason& child : reason.children) {
    if (count >= enough) break;
    count += 1 + linesBelow(child, enough - count);
  }
  return count;
}

}  // namespace

bool standsWhole(Outcome outcome) {
  return outcome == Outcome::Violated || outcome == Outcome::Pending || outcome == Outcome::Review ||
         outcome == Outcome::Error;
}

SharedReasons::SharedReasons(const Assessment& assessment) {
  std::vector<const void*> order;
  for (const Finding& finding : assessment.findings) {
    if (!standsWhole(finding.outcome)) count(finding.reason, order);
  }
  for (const void* list : order) {
    Seen& seen = seen_[list];
    if (seen.times < 2 || linesBelow(*seen.first, kLong) < kLong) continue;
    reasons_.push_back(seen.first);
    seen.place = reasons_.size();
  }
}

// What is shared is gone through once: it will be written once.
void SharedReasons::count(const Reason& reason, std::vector<const void*>& order) {
  for (const Reason& child : reason.children) {
    const void* list = child.children.identity();
    if (list == nullptr) continue;
    Seen& seen = seen_[list];
    if (++seen.times > 1) continue;
    seen.first = &child;
    order.push_back(list);
    count(child, order);
  }
}

std::optional<std::size_t> SharedReasons::placeOf(const Reason& reason) const {
  const auto at = seen_.find(reason.children.identity());
  if (at == seen_.end() || at->second.place == 0) return std::nullopt;
  return at->second.place - 1;
}

}  // namespace jurat
