// Folds over elements that another machine has walked over.
#include <utility>
#include <vector>

#include "engine/evaluate/steps.h"

namespace jurat {

Slot Steps::over(const Step& step, Span where, std::vector<Part> parts, bool unlisted, std::uint32_t cause) {
  where_ = where;
  // Each value is the one slot of a frame of its own, as if its body had been run.
  BlockCode body;
  body.count = 1;
  std::vector<Frame> frames(parts.size());
  Activation activation;
  activation.complete = !unlisted;
  Walk walk{.activation = activation, .kept = 0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    frames[i].block = &body;
    frames[i].slots = &parts[i].value;
    frames[i].result = &parts[i].value;
    if (unlisted && i + 1 == parts.size()) {
      walk.unlisted = parts[i].filter;
      walk.unlisted_body = &frames[i];
      continue;
    }
    activation.visits.push_back({InstanceId{kNoId}, nullptr, &frames[i]});
    activation.filters.push_back(parts[i].filter);
  }
  Slot result = fold(step, walk);
  result.cause = machine_.causes_.join(result.cause, cause);
  settle(result);
  return result;
}

}  // namespace jurat
