// The scripts that teach a shell to complete `jurat`: thin, they ask the program itself at every TAB.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/cli/completion/candidates.h"

namespace jurat {

// "bash", "zsh", "fish".
const std::vector<std::string>& completionShells();
// The script of one of them.
std::string_view completionScript(const std::string& shell);

// What the scripts read: `none`, `files BEFORE` or `folders BEFORE` on the first line, then one candidate a
// line with what it means behind a tab.
std::string candidatesText(const Candidates& candidates);

}  // namespace jurat
