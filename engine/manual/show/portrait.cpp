#include "engine/manual/article/reads.h"
#include "engine/manual/show/show.h"
#include "engine/source/source_map.h"

#include <algorithm>

namespace jurat::manual {

Portrait portraitOf(checked::DeclarationId id, const Reading& reading) {
  const checked::Program& program = reading.program;
  Portrait portrait;
  portrait.article = articleOf(id, reading);
  portrait.place = reading.sources.placeText(program.declarations[id].name_span);
  const Reads direct = readsOf(program.declarations[id]);
  const Reads all = allReadsOf(program, id);
  const auto in = [](const auto& sorted, auto each) {
    return std::binary_search(sorted.begin(), sorted.end(), each);
  };
  for (const FactId each : all.facts) portrait.facts.push_back({each, in(direct.facts, each)});
  for (const checked::DeclarationId each : all.declarations)
    portrait.reads.push_back({each, in(direct.declarations, each)});
  portrait.readers = readersOf(program, id);
  const auto told = mentions(program);
  if (const auto found = told.find(id); found != told.end()) portrait.tests = found->second;
  return portrait;
}

}  // namespace jurat::manual
