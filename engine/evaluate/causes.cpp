#include "engine/evaluate/causes.h"

#include <algorithm>
#include <utility>

namespace jurat {

bool isFactual(CauseKind kind) {
  return kind != CauseKind::JudgementNotMade && kind != CauseKind::SourceNotConfirmed;
}

std::uint32_t Causes::leaf(Cause cause) {
  if (summary_) return kindOf(cause.kind);
  leaves_.push_back(std::move(cause));
  return lastLeaf();
}

std::uint32_t Causes::leafOf(CauseKind kind, InstanceId instance, FactId fact, std::uint32_t option) {
  if (summary_) return kindOf(kind);
  Cause& cause = leaves_.emplace_back();
  cause.kind = kind;
  cause.instance = instance;
  cause.fact = fact;
  cause.option = option;
  return lastLeaf();
}

std::uint32_t Causes::lastLeaf() {
  nodes_.push_back({0, static_cast<std::uint32_t>(leaves_.size() - 1)});
  return static_cast<std::uint32_t>(nodes_.size());
}

std::vector<const Cause*> Causes::collect(std::uint32_t node) const {
  std::vector<bool> seen(nodes_.size() + 1, false);
  std::vector<std::uint32_t> stack;
  std::vector<std::uint32_t> found;
  if (node) stack.push_back(node);
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    if (at == 0 || seen[at]) continue;
    seen[at] = true;
    const Node& here = nodes_[at - 1];
    if (here.a == 0) {
      found.push_back(here.b);
    } else {
      stack.push_back(here.a);
      stack.push_back(here.b);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<const Cause*> result;
  for (const std::uint32_t index : found) {
    const Cause& cause = leaves_[index];
    const bool repeated =
        std::any_of(result.begin(), result.end(), [&](const Cause* other) { return *other == cause; });
    if (!repeated) result.push_back(&cause);
  }
  return result;
}

bool Causes::onlyJudgement(std::uint32_t node) const {
  if (summary_) return node == kOther;
  const std::vector<const Cause*> causes = collect(node);
  return !causes.empty() && std::none_of(causes.begin(), causes.end(),
                                         [](const Cause* cause) { return isFactual(cause->kind); });
}

void Causes::clear() {
  nodes_.clear();
  leaves_.clear();
  last_a_ = last_b_ = last_ = 0;
}

}  // namespace jurat
