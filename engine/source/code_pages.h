// The page behind every diagnostic code: what it means, with a wrong and a right example.
#pragma once
#include <span>
#include <string_view>

namespace jurat {

struct CodePage {
  std::string_view code;   // "J0312"
  std::string_view title;  // one line
  std::string_view text;   // why it is an error and what to do
  std::string_view wrong;  // a piece of a rule file, profile or command line that shows it
  std::string_view right;  // the same, mended
};

// One array per room, each sorted by code. Ranges: J00xx text and syntax, J01xx packs and names,
// J02xx types and units, J03xx declarations and time, J04xx analysis and lint, J05xx tests,
// J06xx profiles, J07xx command line and configuration, J08xx evaluation, J09xx files and output.
std::span<const CodePage> syntaxPages();
std::span<const CodePage> checkPages();
std::span<const CodePage> lintPages();  // J0410 to J0499: what `jurat lint` finds
std::span<const CodePage> profilePages();
std::span<const CodePage> intakePages();  // J0650 to J0689: files of evidence, tables that become profiles
std::span<const CodePage> runPages();

// The page of a code, or null.
const CodePage* codePage(std::string_view code);

}  // namespace jurat
