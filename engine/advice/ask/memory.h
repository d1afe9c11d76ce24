// Memory: what an inquiry found of each question, for the next one of the same company.
//
// A question that does not wait for a fact that was open, or that it cannot change, is answered the same
// whatever is said of that fact, and nothing becomes known by `unknown`. So after one more answer only those
// are looked into again that it may change.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "engine/advice/ask/explore.h"
#include "engine/advice/ask/question.h"
#include "engine/profile/profile.h"

namespace jurat::asking {

class Memory {
 public:
  struct Found {
    Explored explored;
    bool whole = false;  // looked into as far as the limits let anybody
    bool tried = false;  // looked into as far as a step of an interview may
    bool stale = false;  // in doubt when less was answered
  };

  // The profile that is asked about now: what its answers may have changed is forgotten, and all of it where
  // more than facts that nobody had answered was said (an entry came, an answer was changed or taken back),
  // or where a judgement that was made rests on such a fact.
  void turnTo(const Vocabulary& vocabulary, const Profile& profile);
  // Null where it is not known. Stays where it is until turnTo() forgets it.
  Found* find(const Question& question);
  Found& keep(const Question& question, Found found);

 private:
  using Key = std::tuple<Kind, std::uint32_t, std::uint32_t>;
  bool forget(const Vocabulary& vocabulary, InstanceId instance, std::uint32_t slot, const Answer& said);
  bool isJudgedBy(const Vocabulary& vocabulary, FactId fact) const;
  bool forgetAnswered(const Vocabulary& vocabulary, const Profile& profile);

  std::optional<Profile> before_;
  std::map<Key, Found> known_;
};

}  // namespace jurat::asking
