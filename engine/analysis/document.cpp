// docs/lints.md, made from the table of lints and their pages.
#include "engine/analysis/lint.h"
#include "engine/source/code_pages.h"

namespace jurat {
namespace {

std::string_view word(DiagnosticLevel level) {
  switch (level) {
    case DiagnosticLevel::Error:
      return "error";
    case DiagnosticLevel::Warning:
      return "warning";
    case DiagnosticLevel::Note:
      return "note";
  }
  return {};
}

std::string fenced(std::string_view text) { return "```jurat\n" + std::string(text) + "\n```\n"; }

std::string inOneLine(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n') c = ' ';
  }
  return out;
}

constexpr std::string_view kOpening =
    R"(# What `jurat lint` finds

This page is made from the table of lints; a test holds it to it. `jurat explain-code CODE` shows each entry in the
terminal. Findings are of three levels: an `error` will give wrong or no answers, a `warning` is most likely a
mistake, a `note` is a matter of style or something nobody can decide but the author. All count: `jurat lint` ends
in 1 when it shows one, and `--min-level` leaves out those below a level. `--fix` makes the replacements of those
marked so, all in a file or none, and never touches a comment.

A finding that is right as it stands is silenced in the declaration, until that changes:

```jurat
reviewed J0412 "no company is both" on 2026-11-24
```

`jurat lint --fix` adds the seal by which a change is noticed, ` as "2f1c8e0b5a7d9346"`. Spacing and comments do not
count as a change. When the declaration has changed, the finding is shown again and says so: look at it, then delete
the seal, and `--fix` writes a new one.

What a pack does not want to hear of at all it says in the braces of `pack.jurat`, with the reason. The level can be
set in the same way:

```jurat
lint J0441 off "the law exists in English only"
lint J0430 error
```

The warnings of the checker are shown with the findings; J0403 and J0406 can be silenced in the same ways.

)";

}  // namespace

std::string lintsDocument() {
  std::string out(kOpening);
  out += "| code | name | level | `--fix` | finds |\n|---|---|---|---|---|\n";
  for (const Lint& lint : lints()) {
    const CodePage& page = *codePage(lint.code);
    out += "| [" + std::string(lint.code) + "](#" + std::string(lint.name) + ") | " + std::string(lint.name) +
           " | " + std::string(word(lint.level)) + " | " + (lint.has_fix ? "yes" : "") + " | " +
           std::string(page.title) + " |\n";
  }
  for (const Lint& lint : lints()) {
    const CodePage& page = *codePage(lint.code);
    out += "\n## " + std::string(lint.name) + "\n\n" + std::string(lint.code) + ", " +
           std::string(word(lint.level)) + ": " + std::string(page.title) + ". " + inOneLine(page.text) +
           "\n\nWrong:\n\n" + fenced(page.wrong) + "\nRight:\n\n" + fenced(page.right);
  }
  return out;
}

}  // namespace jurat
