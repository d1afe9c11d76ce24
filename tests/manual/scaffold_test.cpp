// Beginnings of packs, rules and profiles.
#include <regex>

#include "engine/manual/manual.h"
#include "engine/profile/profile.h"
#include "engine/source/render.h"
#include "engine/syntax/format.h"
#include "tests/manual/loaded.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::test;

namespace {

void checkLoads(const std::string& text, const Vocabulary& vocabulary) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile& source = sources.add("profile.yaml", text);
  const auto profile = readProfile(source, ProfileSyntax::Yaml, vocabulary, {}, diagnostics);
  CHECK_MESSAGE(profile.has_value(), render(diagnostics.sorted(), sources, {}));
  CHECK_MESSAGE(diagnostics.all().empty(), render(diagnostics.sorted(), sources, {}));
}

// What its reader is told to do, for every line at once.
std::string answered(const std::string& text) {
  std::string out;
  const std::regex open("^( *)#([^ #].*)$");
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    out += std::regex_replace(text.substr(begin, end - begin), open, "$1$2") + "\n";
    begin = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("a profile template in both languages") {
  const auto loaded = load("tests/manual/packs", {"robots"});
  for (const Language language : kLanguages)
    checkGolden("tests/manual/golden/profile_" + std::string(codeOf(language)) + ".yaml",
                newProfile(*loaded->program, language));
}

TEST_CASE("a template loads as it stands, and with every line opened") {
  for (const std::string root : {"tests/manual/packs", "rules"}) {
    const auto loaded = load(root);
    for (const Language language : kLanguages) {
      const std::string text = newProfile(*loaded->program, language);
      checkLoads(text, loaded->program->vocabulary);
      const std::string opened = answered(text);
      CHECK(opened != text);
      checkLoads(opened, loaded->program->vocabulary);
    }
  }
}

TEST_CASE("a template asks every fact") {
  const auto loaded = load("rules");
  const std::string text = newProfile(*loaded->program, Language::English);
  for (const Fact& fact : loaded->program->vocabulary.facts) {
    const bool there = text.find("#" + fact.name + ": ") != std::string::npos ||
                       text.find("#" + fact.name + ":\n") != std::string::npos ||
                       text.find("#- " + fact.name + ": ") != std::string::npos ||
                       text.find(fact.name + ": unknown") != std::string::npos;
    CHECK_MESSAGE(there, fact.name);
  }
}

TEST_CASE("new rule files are canonical, whatever the title says") {
  const std::string titles[] = {"", "A \"quoted\" \\ title\nin two lines", "标题"};
  for (const std::string& title : titles) {
    for (const NewFile& file : newPack({.id = "house.chat", .title = title})) {
      SourceMap sources;
      Diagnostics diagnostics;
      CHECK(format(sources.add(file.name, file.text), diagnostics) == file.text);
      CHECK_FALSE(diagnostics.hasErrors());
    }
  }
}
