// Reading the profiles that a command names.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/session.h"
#include "engine/gate/gate.h"
#include "engine/profile/datum.h"

namespace jurat {

// A profile read as far as it can be without rules.
struct ProfileText {
  const SourceFile* source = nullptr;
  Datum document;
  bool faulty =
      false;  // a fault was reported while it was read: it is looked at for more of them, never judged
};

// The files that the arguments mean: a folder means the profiles directly in it, sorted. A folder without any
// is said on standard error, and makes `code` Nothing: what was named and is not there must not end green.
std::vector<std::string> profileFiles(const std::vector<std::string>& arguments, ExitCode& code);

// Every profile that could be read; faults are reported, the others are still read.
std::vector<ProfileText> readProfiles(Session& session, const std::vector<std::string>& paths,
                                      ExitCode& code);

// What stands in a file that was read; nothing when that is no document (reported).
std::optional<ProfileText> profileText(Session& session, const SourceFile& source, const std::string& input);

// The profiles that can be judged by these rules; what keeps one from it is reported. `others` says what
// packs outside the run ask for, `of` which of `texts` each one is.
std::vector<Profile> bindProfiles(Session& session, const std::vector<ProfileText>& texts,
                                  const RuleSet& rules, const OtherKeys& others,
                                  std::vector<std::size_t>* of = nullptr);

// The rules that these profiles call for and ask for (Session::loadRules).
std::shared_ptr<const RuleSet> loadRulesFor(Session& session, const std::vector<ProfileText>& profiles);

// The profile of a command that looks at one (Arguments::profile), with the rules that it calls for.
struct OneProfile {
  std::shared_ptr<const RuleSet> rules;
  Profile profile;
};
// Nothing when it did not load or there are several: that is said, in the name of the command, and `code` is
// what it comes to.
std::optional<OneProfile> loadOneProfile(Session& session, const std::string& command, ExitCode& code);
// Whether there is exactly one; otherwise as above.
bool isOneProfile(const Session& session, const std::vector<ProfileText>& texts, const std::string& command,
                  ExitCode& code);

}  // namespace jurat
