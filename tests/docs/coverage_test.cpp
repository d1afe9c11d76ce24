// The coverage table of the AI Act against the pack: no name that is none, no rule without a row.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/golden.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& path) {
  std::ifstream in(path);
  REQUIRE_MESSAGE(in, path.string() << " cannot be read");
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::set<std::string> namesIn(const std::string& text, const char* pattern) {
  std::set<std::string> names;
  const std::regex name(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) names.insert((*at)[1]);
  return names;
}

}  // namespace

TEST_CASE("the coverage table of the EU AI Act and its pack name the same rules") {
  std::string pack, declared;
  for (const fs::directory_entry& file : fs::directory_iterator(projectPath("rules/eu/ai_act"))) {
    const std::string name = file.path().filename().string();
    if (file.path().extension() == ".jurat" && !name.starts_with("tests")) pack += textOf(file.path());
  }
  const std::set<std::string> norms =
      namesIn(pack, R"((?:rule|statement)[ ]+(\w+)(?:[ ]+(?:for|per)\b|[ ]*\{))");
  const std::set<std::string> made = namesIn(pack, R"((?:define|amount|table|parameter)[ ]+(\w+)\b)");
  const std::set<std::string> shown =
      namesIn(textOf(projectPath("docs/coverage/eu-ai-act.md")), R"(`(\w+)`)");
  REQUIRE(norms.size() > 100);
  for (const std::string& name : norms) CHECK_MESSAGE(shown.contains(name), name << " stands in no row");
  for (const std::string& name : shown)
    CHECK_MESSAGE((norms.contains(name) || made.contains(name)), name << " is nothing in the pack");
}

}  // namespace jurat::test
