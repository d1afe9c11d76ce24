// Changes of one day as people read them: together what one norm does for one reason; private to
// engine/reports.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/advice/timeline/timeline.h"
#include "engine/phrases/message.h"

namespace jurat {

// Those of an entry that become the same.
struct ComingState {
  std::string text;  // "pending → violated"; empty of waivers
  std::vector<std::string> subjects;
};

struct ComingEntry {
  const DateChange* first = nullptr;
  std::string reason;
  std::vector<ComingState> states;
  std::size_t changes = 0;
};

// A message in the report's language, safe to show.
using Wording = std::function<std::string(const Message&)>;

// Adds a change to the entries of its day.
void addEntry(const DateChange& change, Language language, const Wording& words,
              std::vector<ComingEntry>& entries);

// "pending → violated: cv-ranker, spam-filter and 3 more".
Message lineOf(const ComingState& state);
// "Art. 4; Art. 5(1)"
std::string citesOf(const DateChange& change);

}  // namespace jurat
