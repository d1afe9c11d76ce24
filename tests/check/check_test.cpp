// The corpus of rule files: those of check-ok pass without a word, those of check-fail say exactly what
// stands beside them; every code of the room has its page and its golden file.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "engine/source/code_pages.h"
#include "tests/check/corpus.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesIn(std::string_view folder, std::string_view extension) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(projectPath(folder))) {
    if (entry.path().extension() == extension) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// `# limit NAME NUMBER` in the first lines of a case sets a bound that no readable file could reach.
Limits limitsOf(const std::string& text) {
  Limits limits;
  const std::pair<std::string, std::size_t*> known[] = {{"rules", &limits.rules},
                                                        {"definition_chain", &limits.definition_chain},
                                                        {"choice_options", &limits.choice_options}};
  for (const auto& [name, slot] : known) {
    const std::string mark = "# limit " + name + " ";
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) *slot = std::stoul(text.substr(at + mark.size()));
  }
  return limits;
}

// Resolves what the expectations of a program's tests speak of, as engine/testing does.
void resolveTests(Checked& checked) {
  if (!checked.program) return;
  const checked::Program& program = *checked.program;
  const EntityId company = program.vocabulary.entity("company").value_or(EntityId{kNoId});
  for (const checked::Test& test : program.tests) {
    for (const ast::TestItem& item : test.source->items) {
      if (item.kind != ast::TestItemKind::Expect) continue;
      const ast::Expect& expect = item.expect;
      const TestTarget target = resolveTestTarget(program, test.pack, company, expect.target.path,
                                                  expect.target.index, checked.diagnostics);
      for (const ast::Expr* value : {expect.value, expect.value2}) {
        if (value != nullptr) testConstant(program, test.pack, *value, target.type, checked.diagnostics);
      }
    }
  }
}

std::set<std::string> codesIn(const std::string& text) {
  static const std::regex kCode("J0[1-5][0-9][0-9]");
  return {std::sregex_token_iterator(text.begin(), text.end(), kCode), std::sregex_token_iterator()};
}

std::set<std::string> codesIn(std::string_view folder, std::string_view extension) {
  std::set<std::string> out;
  for (const fs::path& path : filesIn(folder, extension)) out.merge(codesIn(*readWhole(path)));
  return out;
}

std::string listed(const std::set<std::string>& from, const std::set<std::string>& without) {
  std::string out;
  for (const std::string& code : from) {
    if (!without.contains(code)) out += code + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("valid programs pass without a word") {
  for (const fs::path& path : filesIn("tests/language/check-ok", ".jurat")) {
    const auto checked = checkText(*readWhole(path));
    resolveTests(*checked);
    INFO(path.filename().string(), "\n", checked->rendered());
    CHECK(checked->program != nullptr);
    CHECK(checked->diagnostics.all().empty());
  }
}

TEST_CASE("invalid programs say what is wrong") {
  for (const fs::path& path : filesIn("tests/language/check-fail", ".jurat")) {
    const std::string text = *readWhole(path);
    const auto checked = checkText(text, limitsOf(text));
    INFO(path.filename().string());
    CHECK((checked->program == nullptr) == checked->diagnostics.hasErrors());
    resolveTests(*checked);
    const std::string code = path.stem().string().substr(0, 5);
    const std::vector<std::string> codes = checked->codes();
    CHECK(std::find(codes.begin(), codes.end(), code) != codes.end());
    checkGolden("tests/language/check-fail/" + path.stem().string() + ".out", checked->rendered());
  }
}

TEST_CASE("every code has its page and its golden file, and none is left over") {
  const std::set<std::string> used = codesIn("engine/check", ".cpp");
  const std::set<std::string> golden = codesIn("tests/language/check-fail", ".out");
  std::set<std::string> pages;
  for (const CodePage& page : checkPages()) pages.emplace(page.code);
  // Rooms above this one report codes of the same ranges; their own tests hold them to golden files.
  std::set<std::string> anywhere;
  for (const fs::path& path : filesIn("engine", ".cpp")) {
    if (!path.filename().string().starts_with("pages_")) anywhere.merge(codesIn(*readWhole(path)));
  }
  CHECK(listed(used, golden) == "");
  CHECK(listed(used, pages) == "");
  CHECK(listed(pages, anywhere) == "");
}

}  // namespace jurat::test
