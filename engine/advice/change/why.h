// Why an assessment differs from another, in the terms of whoever made the change.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/phrases/message.h"
#include "engine/profile/profile.h"
#include "engine/source/span.h"
#include "engine/values/date.h"

namespace jurat {

struct RuleSet;
class SourceMap;

// An answer, a list, an entry of one, or what stands beside `company:` that two profiles give otherwise.
struct AnswerChange {
  enum class Kind : std::uint8_t { Answer, List, Entry, Frameworks, Rates } kind = Kind::Answer;
  std::string path;  // "company.ai_systems[cv-ranker].performs_profiling"
  Message before{}, after{};
  Span place_before{}, place_after{};  // nowhere: not given
  // In the vocabulary of each side.
  FactId fact_before{kNoId}, fact_after{kNoId};
  EntityId entity_before{kNoId}, entity_after{kNoId};  // of a list or an entry
};

// Sorted by path; an entry that one side alone has is one change, whatever stands in it.
std::vector<AnswerChange> changedAnswers(const Profile& before, const Vocabulary& words_before,
                                         const Profile& after, const Vocabulary& words_after);

// "company.ai_systems[cv-ranker]"
std::string pathOf(const Profile& profile, const Vocabulary& vocabulary, InstanceId instance);

enum class ReasonKind : std::uint8_t {
  TakesEffect,     // the provision, on `day`
  Ended,           // the provision; `day` is the first without it
  LawChanges,      // something that it rests on begins or ends: `name`, on `day`
  DeadlinePassed,  // on `day`
  Day,             // nothing but the day of the check is another
  Answer,          // see `answer`
  SubjectNew,
  SubjectGone,
  RuleNew,  // the packs of one side do not have the rule
  RuleGone,
  RuleText,    // the wording of `name`: the rule itself or what it rests on
  PackCalled,  // the pack `name` is called for, or was named
  PackNotCalled,
  PackVersion,  // nothing but the version of its pack tells the two apart
  Open,         // none of these was found
};

struct ChangeReason {
  ReasonKind kind = ReasonKind::Open;
  std::string name;  // of a declaration, a pack or a subject
  std::optional<Date> day{};
  std::size_t answer = 0;              // Answer: index into Difference::answers
  Message before{}, after{};           // Answer: the two answers; PackVersion: the two versions
  Span place_before{}, place_after{};  // in the sources of each side
  friend bool operator==(const ChangeReason&, const ChangeReason&) = default;
};

}  // namespace jurat
