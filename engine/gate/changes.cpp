#include "engine/gate/changes.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace jurat {
namespace {

auto meaningOf(const Waiver& waiver) {
  return std::tie(waiver.rule, waiver.subject, waiver.profile, waiver.reason, waiver.owner, waiver.approver,
                  waiver.granted, waiver.expires, waiver.fingerprint);
}

bool holds(const std::vector<Waiver>& waivers, const Waiver& wanted) {
  return std::any_of(waivers.begin(), waivers.end(),
                     [&](const Waiver& one) { return meaningOf(one) == meaningOf(wanted); });
}

Message about(Phrase phrase, const Waiver& waiver) {
  return {phrase, {verbatim(waiver.rule), verbatim(waiver.subject), verbatim(toText(waiver.expires))}};
}

// One that now accepts a worse outcome, is another entry than it was.
std::set<std::tuple<std::string_view, Outcome, checked::Severity>> entriesOf(const Baseline& baseline) {
  std::set<std::tuple<std::string_view, Outcome, checked::Severity>> entries;
  for (const BaselineEntry& entry : baseline.entries)
    entries.emplace(entry.fingerprint, entry.outcome, entry.severity);
  return entries;
}

}  // namespace

std::vector<Message> waiverChanges(const std::vector<Waiver>& then, const std::vector<Waiver>& now) {
  std::vector<Message> changes;
  for (const Waiver& waiver : now) {
    if (!holds(then, waiver)) changes.push_back(about(Phrase::PolicyWaiverAdded, waiver));
  }
  for (const Waiver& waiver : then) {
    if (!holds(now, waiver)) changes.push_back(about(Phrase::PolicyWaiverRemoved, waiver));
  }
  return changes;
}

std::vector<Message> baselineChanges(const std::string& file, const Baseline& then, const Baseline& now) {
  const auto before = entriesOf(then), after = entriesOf(now);
  const auto missing = [](const auto& from, const auto& in) {
    return static_cast<std::size_t>(
        std::count_if(from.begin(), from.end(), [&](const auto& entry) { return !in.contains(entry); }));
  };
  std::vector<Message> changes;
  if (const std::size_t added = missing(after, before))
    changes.push_back({Phrase::PolicyBaselineAdded, {verbatim(file), number(added)}});
  if (const std::size_t removed = missing(before, after))
    changes.push_back({Phrase::PolicyBaselineRemoved, {verbatim(file), number(removed)}});
  return changes;
}

}  // namespace jurat
