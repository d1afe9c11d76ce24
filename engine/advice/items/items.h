// Items: what advice speaks of, a rule, an amount or a benefit of one subject, in the words of its
// declaration.
#pragma once
#include <string>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// What it is called and cites.
struct ItemWords {
  std::string id;  // "eu.ai_act/social_scoring"
  Texts title;
  std::string subject_id, subject_path;
  std::vector<std::string> cites;
  checked::Severity severity = checked::Severity::Medium;  // of a rule
  bool due_moment = false;                                 // of a rule: its deadline is a moment
};

// By the version of the day that the machine stands at, after a start of it.
ItemWords wordsOf(Machine& machine, const RuleCode& rule, InstanceId subject);
// Of an amount or a benefit. Where no version is in force, the law of the last one is cited.
ItemWords wordsOf(Machine& machine, const AmountCode& code, InstanceId subject);

}  // namespace jurat
