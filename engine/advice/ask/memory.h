// Memory: what an inquiry found of each question, for the next one of the same company.
//
// A question that does not wait for a fact that was open is answered the same whatever is said of that fact.
// So is one that waited for it where it was shown that the fact changes nothing: what else matters to it
// stays so. After one more answer only those are looked into again for which neither is known.
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
  // The profile that is asked about now: what its answers may have changed is forgotten, and all of it where
  // more than facts that nobody had answered was said (an entry came, an answer was changed or taken back),
  // or where a judgement rests on such a fact.
  void turnTo(const Vocabulary& vocabulary, const Profile& profile);
  // Null where it is not known.
  const Explored* find(const Question& question) const;
  void keep(const Question& question, Explored found);

 private:
  using Key = std::tuple<Kind, std::uint32_t, std::uint32_t>;
  bool forget(const Vocabulary& vocabulary, InstanceId instance, std::uint32_t slot, const Answer& said);
  bool forgetAnswered(const Vocabulary& vocabulary, const Profile& profile);

  std::optional<Profile> before_;
  std::map<Key, Explored> known_;
};

}  // namespace jurat::asking
