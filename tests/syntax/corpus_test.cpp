#include <regex>
#include <set>

#include "engine/source/diagnostic.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"
#include "tests/syntax/corpus.h"
#include "tests/syntax/dump.h"

namespace jurat::test {

namespace {

// apache/iotdb #4234 is what happens without this: one edit of a grammar, and valid files silently cost
// twice.
TEST_CASE("every spelling of the language is read at once and in one way") {
  for (const std::string& name : corpus("tests/language/parse-ok")) {
    CAPTURE(name);
    SourceMap sources;
    const SourceFile& file = sources.add(name + ".jurat", readWhole(projectPath(name + ".jurat")).value());
    Diagnostics diagnostics;
    const auto tree = parse(file, diagnostics);
    CHECK_MESSAGE(diagnostics.all().empty(), render(diagnostics.sorted(), sources, {}));
    CHECK_FALSE(tree->broken);
    const GrammarProbe probe = probeGrammar(file);
    CHECK_FALSE(probe.needed_second_stage);
    CHECK_MESSAGE(probe.ambiguities == 0, probe.ambiguous);
    checkGolden(name + ".out", dump(*tree));
  }
}

TEST_CASE("keywords.jurat uses every keyword of the grammar but the reserved ones") {
  const std::string grammar = readWhole(projectPath("grammar/Jurat.g4")).value();
  const std::string used = readWhole(projectPath("tests/language/parse-ok/keywords.jurat")).value();
  const std::set<std::string> reserved = {"and",   "or",  "not",  "is",    "in",      "of",
                                          "where", "has", "over", "any",   "every",   "all",
                                          "no",    "yes", "none", "as_of", "previous"};
  const std::regex keyword(R"(\nK_[A-Z_]+\s*: '([a-z_]+)' ;)");
  std::size_t count = 0;
  for (std::sregex_iterator it(grammar.begin(), grammar.end(), keyword), end; it != end; ++it) {
    const std::string word = (*it)[1];
    ++count;
    if (reserved.contains(word)) continue;
    CAPTURE(word);
    CHECK(used.find("    fact " + word + " : " + word + "\n") != std::string::npos);
    CHECK(used.find("x." + word + "." + word) != std::string::npos);
  }
  CHECK(count > 130);
}

}  // namespace
}  // namespace jurat::test
