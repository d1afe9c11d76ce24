#include <regex>
#include <set>

#include "engine/source/code_pages.h"
#include "engine/source/diagnostic.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"
#include "tests/syntax/corpus.h"

namespace jurat::test {

namespace {

std::string complaints(const std::string& name, const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto tree = parse(sources.add(name, text), diagnostics);
  CHECK(tree->broken == diagnostics.hasErrors());
  return render(diagnostics.sorted(), sources, {});
}

TEST_CASE("every slip gets its own message, and only its own") {
  std::set<std::string> seen;
  for (const std::string& name : corpus("tests/language/parse-fail")) {
    CAPTURE(name);
    const std::string out = complaints(name + ".jurat", readWhole(projectPath(name + ".jurat")).value());
    CHECK_FALSE(out.empty());
    checkGolden(name + ".out", out);
    const std::regex code(R"(\[(J00\d\d)\])");
    for (std::sregex_iterator it(out.begin(), out.end(), code), end; it != end; ++it) seen.insert((*it)[1]);
  }
  for (const CodePage& page : syntaxPages()) {
    const std::string code(page.code);
    if (code == "J0001" || code == "J0003")
      continue;  // encoding: tests/source; a million words: bad_input_test
    CAPTURE(code);
    CHECK(seen.contains(code));
  }
  for (const std::string& code : seen) {
    CAPTURE(code);
    CHECK(codePage(code) != nullptr);
  }
}

TEST_CASE("the wrong example of a page is refused with its code, the right one is read") {
  for (const CodePage& page : syntaxPages()) {
    const std::string code(page.code);
    if (code == "J0001" || code == "J0002" || code == "J0003") continue;  // not expressible in a short text
    CAPTURE(code);
    const bool shown =
        code == "J0004" || complaints("wrong", std::string(page.wrong)).find(code) != std::string::npos;
    CHECK(shown);  // two hundred brackets are no example
    CHECK(complaints("right", std::string(page.right)) == "");
  }
}

}  // namespace
}  // namespace jurat::test
