// Causes: why a value is not determined, kept as a graph so that joining two reasons costs nothing.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/check/program.h"
#include "engine/phrases/message.h"
#include "engine/profile/profile.h"

namespace jurat {

enum class CauseKind : std::uint8_t {
  FactNotGiven,  // instance, fact, option
  FactUnknown,   // the company answered `unknown`, or gave a range
  ListNotGiven,  // instance, entity of the list
  ListIncomplete,
  JudgementNotMade,    // instance, fact
  SourceNotConfirmed,  // declaration, exception or row
  NoRate,              // message
  OutsideCalendar,     // message: which days nobody has said to be worked or not
  Incomparable,        // message: months against days
};

struct Cause {
  CauseKind kind = CauseKind::FactNotGiven;
  InstanceId instance{kNoId};
  FactId fact{kNoId};
  std::uint32_t option = 0;  // index among the lowest options
  EntityId list{kNoId};
  checked::DeclarationId declaration{kNoId};
  std::string text{};     // the exception
  std::uint32_t row = 0;  // of a decision table, counted from 1
  Message message{};      // what is missing, when it is no fact, list or source
  Message lapsed{};       // why what was said (a judgement that was made) does not stand
  friend bool operator==(const Cause&, const Cause&) = default;
};

// A fact, list or rate is missing, as against a judgement or a source.
bool isFactual(CauseKind kind);

class Causes {
 public:
  std::uint32_t leaf(Cause cause);
  // Of a fact; the commonest, made in place.
  std::uint32_t leafOf(CauseKind kind, InstanceId instance, FactId fact, std::uint32_t option);
  // The union; cheap, may repeat leaves (see collect).
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || a == b) return b;
    if (b == 0) return a;
    if (summary_) return a | b;
    if (last_a_ == a && last_b_ == b) return last_;
    nodes_.push_back({a, b});
    last_a_ = a;
    last_b_ = b;
    last_ = static_cast<std::uint32_t>(nodes_.size());
    return last_;
  }
  // All distinct leaves under a node, in the order of their making (that is: stable).
  std::vector<const Cause*> collect(std::uint32_t node) const;
  // No fact, list or rate among them: only a person can settle it.
  bool onlyJudgement(std::uint32_t node) const;
  // Whether from now on only the kind of a cause is kept: nodes are then bits (kFactual, kOther), and there
  // is nothing to collect.
  void summarise(bool only_kinds) { summary_ = only_kinds; }
  static constexpr std::uint32_t kFactual = 1, kOther = 2;
  void clear();

 private:
  static std::uint32_t kindOf(CauseKind kind) { return isFactual(kind) ? kFactual : kOther; }
  std::uint32_t lastLeaf();
  struct Node {
    std::uint32_t a, b;  // a leaf: {0, index of the cause}
  };
  std::vector<Node> nodes_;
  std::vector<Cause> leaves_;
  std::uint32_t last_a_ = 0, last_b_ = 0, last_ = 0;
  bool summary_ = false;
};

}  // namespace jurat
