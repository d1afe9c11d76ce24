#include "engine/reports/advice/timeline_entries.h"

#include <algorithm>
#include <utility>

#include "engine/reports/advice/timeline_words.h"

namespace jurat {
namespace {

constexpr std::size_t kSubjectsShown = 4;  // named beside one change

}  // namespace

void addEntry(const DateChange& change, Language language, const Wording& words,
              std::vector<ComingEntry>& entries) {
  std::string reason = words(reasonText(change));
  if (!change.because.empty()) {
    const std::string& title = change.because_title.in(language);
    reason = words(
        {Phrase::ComingBecause, {reasonText(change), verbatim(title.empty() ? change.because : title)}});
  }
  auto entry = std::find_if(entries.begin(), entries.end(), [&](const ComingEntry& each) {
    return each.first->id == change.id && each.reason == reason;
  });
  if (entry == entries.end()) {
    entries.push_back({.first = &change, .reason = std::move(reason), .states = {}});
    entry = entries.end() - 1;
  }
  ++entry->changes;
  std::string text = words(becomesText(change));
  auto state = std::find_if(entry->states.begin(), entry->states.end(),
                            [&](const ComingState& each) { return each.text == text; });
  if (state == entry->states.end()) {
    entry->states.push_back({.text = std::move(text), .subjects = {}});
    state = entry->states.end() - 1;
  }
  state->subjects.push_back(change.subject_id);
}

Message lineOf(const ComingState& state) {
  std::vector<Message> named;
  for (const std::string& subject : state.subjects) {
    if (named.size() < kSubjectsShown) named.push_back(verbatim(subject));
  }
  Message subjects(Phrase::Enumeration, std::move(named));
  if (state.subjects.size() > kSubjectsShown)
    subjects = {Phrase::ListAndMore, {subjects, number(state.subjects.size() - kSubjectsShown)}};
  return state.text.empty() ? subjects : Message(Phrase::Labelled, {verbatim(state.text), subjects});
}

std::string citesOf(const DateChange& change) {
  std::string cites;
  for (const std::string& cite : change.cites) cites += (cites.empty() ? "" : "; ") + cite;
  return cites;
}

}  // namespace jurat
