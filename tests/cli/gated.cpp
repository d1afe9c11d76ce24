#include "tests/cli/gated.h"

#include <sys/wait.h>

#include <cstdlib>

namespace jurat::test {
namespace {

// Ids: two duties that are breached, one that may not be waived, one that is open.
constexpr std::string_view kPack = R"(pack house {
    title     "House rules"
    source    law "House Rules" binding
    version   "1.0.0"
    language  1
    status    in_force
    deadlines as counted
    time_zone "UTC"
    waivers   at most 60 days
}

entity company {
    fact name     : text
        ask "What is it called?"
    fact is_tidy  : yes_no
        ask "Is it tidy?"
    fact has_exit : yes_no
        ask "Is there an exit?"
    fact has_plan : yes_no
        ask "Is there a plan?"
}

rule tidy for company {
    title    "Houses are tidy"
    cites    "Sec. 1"
    requires is_tidy
}

rule exit for company {
    title    "Houses have an exit"
    cites    "Sec. 2"
    requires has_exit
    severity high
    not waivable
}

rule plan for company {
    title    "Houses have a plan"
    cites    "Sec. 3"
    requires has_plan
    severity low
}
)";

}  // namespace

House::House() {
  write("rules/house/pack.jurat", kPack);
  write("acme.yaml", "jurat: 1\ncompany:\n  name: Acme\n  is_tidy: no\n  has_exit: yes\n  has_plan: yes\n");
}

Ran House::run(const std::vector<std::string>& words, const Setting& setting) const {
  Setting here = setting;
  if (here.folder.empty()) here.folder = path();
  return jurat::test::run(words, here);
}

Ran House::check(const std::vector<std::string>& more) const {
  std::vector<std::string> words = {"check",   "acme.yaml", "--rules-path", "rules",
                                    "--rules", "house",     "--as-of",      "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

int House::shell(const std::string& command) const {
  const std::string whole =
      "cd '" + path() + "' && env -i PATH=/usr/bin:/bin HOME='" + path() +
      "/home' GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
      "GIT_COMMITTER_EMAIL=a@b sh -c '" +
      command + "' >/dev/null 2>&1";
  const int status = std::system(whole.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string waiverFile(const std::string& rule, const std::string& subject, const std::string& expires,
                       const std::string& more) {
  return "jurat: 1\nwaivers:\n  - rule: " + rule + "\n    subject: " + subject +
         "\n    reason: \"the painters are in\"\n    owner: \"Ada\"\n    approver: \"Bo\"\n    granted: "
         "2026-11-01\n    expires: " +
         expires + "\n" + more;
}

}  // namespace jurat::test
