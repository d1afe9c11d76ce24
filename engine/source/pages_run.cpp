// The pages of J07xx to J09xx: command line, evaluation, files. Sorted by code; a test checks it.
#include <array>

#include "engine/source/code_pages.h"

namespace jurat {
namespace {

constexpr auto kPages = std::to_array<CodePage>({
    {.code = "J0901",
     .title = "a file cannot be read",
     .text = "A file that the run needs is missing, may not be read, is a folder, a device or a pipe, or is\n"
             "larger than the engine reads. Nothing was decided: a run never leaves out a file it was told\n"
             "to use, because the answer would then rest on fewer rules or facts than you think.\n"
             "\n"
             "Check the path in the message (it counts from the folder in which you started `jurat`) and\n"
             "its permissions. Text that another program writes can be given through standard input, as\n"
             "the path `-`. The bound on size is there because a rule file of megabytes is almost always a\n"
             "mistake; split it by article.",
     .wrong = "jurat check rules/ai-act.jurta",
     .right = "jurat check rules/ai-act.jurat"},
});

}  // namespace

std::span<const CodePage> runPages() { return kPages; }

}  // namespace jurat
