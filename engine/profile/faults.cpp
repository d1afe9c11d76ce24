#include "engine/profile/faults.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/profile/datum.h"

namespace jurat {
namespace {

constexpr std::size_t kQuotedBytes = 60;

}  // namespace

void Faults::report(Diagnostic diagnostic) {
  if (exhausted()) return;
  ++reported_;
  const Span at = diagnostic.primary.span;
  diagnostics_.report(std::move(diagnostic));
  if (!exhausted()) return;
  diagnostics_.report(
      {.level = DiagnosticLevel::Note,
       .code = "J0690",
       .message = "the " + what_ + " has more faults than can be useful; reading stopped here",
       .primary = {at, ""}});
}

std::string tick(std::string_view text) {
  if (text.size() <= kQuotedBytes) return "`" + std::string(text) + "`";
  std::size_t end = kQuotedBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // never half a character
  return "`" + std::string(text.substr(0, end)) + "...`";
}

void refuseDuplicateKeys(Datum& record, Faults& faults) {
  std::vector<Datum::Entry>& entries = record.entries;
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return entries[a].key < entries[b].key; });
  std::vector<bool> repeated(entries.size(), false);
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (entries[order[i]].key != entries[order[first]].key) {
      first = i;
      continue;
    }
    repeated[order[i]] = true;
    faults.report({.code = "J0608",
                   .message = "the key " + tick(entries[order[i]].key) + " stands here twice",
                   .primary = {entries[order[i]].key_span, "again here"},
                   .secondary = {{entries[order[first]].key_span, "first here"}},
                   .help = "delete one of the two"});
  }
  std::size_t at = 0;
  entries.erase(
      std::remove_if(entries.begin(), entries.end(), [&](const Datum::Entry&) { return repeated[at++]; }),
      entries.end());
}

}  // namespace jurat
