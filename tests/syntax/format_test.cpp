#include "engine/syntax/format.h"

#include "engine/source/diagnostic.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/lexemes.h"
#include "tests/syntax/corpus.h"

namespace jurat::test {

namespace {

std::string formatted(const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto out = format(sources.add("x.jurat", text), diagnostics);
  INFO(render(diagnostics.sorted(), sources, {}));
  REQUIRE(out.has_value());
  return *out;
}

std::vector<std::string> words(const std::string& text) {
  SourceMap sources;
  std::vector<std::string> out;
  for (const Lexeme& each : lexemes(sources.add("x.jurat", text))) {
    std::string word(each.text);
    while (each.kind == LexemeKind::Comment && (word.ends_with(' ') || word.ends_with('\r'))) word.pop_back();
    out.push_back(word);
  }
  return out;
}

// The same words, strewn over lines as no author would.
std::string strewn(const std::string& text) {
  std::string out;
  std::size_t count = 0;
  for (const std::string& word : words(text)) {
    const bool comment = word.starts_with('#');
    out += word + (comment || ++count % 5 == 0 ? "\n\n\n   " : "  \t ");
  }
  return out;
}

TEST_CASE("formatting keeps the words, settles at once, and leaves no loose ends") {
  for (const std::string& name : corpus("tests/language/parse-ok")) {
    CAPTURE(name);
    const std::string text = readWhole(projectPath(name + ".jurat")).value();
    const bool rows = text.find('|') != std::string::npos;  // a row stays a row: nothing may break it
    for (const std::string& version : {text, rows ? text : strewn(text)}) {
      const std::string once = formatted(version);
      CHECK(formatted(once) == once);
      CHECK(words(once) == words(version));
      CHECK(once.find(" \n") == std::string::npos);
      CHECK(once.find("\n\n\n") == std::string::npos);
      CHECK((once.empty() || (once.ends_with('\n') && !once.ends_with("\n\n"))));
    }
  }
}

TEST_CASE("canonical look") {
  for (const std::string& name : corpus("tests/language/format")) {
    CAPTURE(name);
    checkGolden(name + ".out", formatted(readWhole(projectPath(name + ".jurat")).value()));
  }
}

TEST_CASE("a file that does not parse is not touched") {
  SourceMap sources;
  Diagnostics diagnostics;
  CHECK_FALSE(format(sources.add("x.jurat", "rule {"), diagnostics).has_value());
  CHECK(diagnostics.hasErrors());
}

}  // namespace
}  // namespace jurat::test
