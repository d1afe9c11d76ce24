// The corpus of rule files: those of check-ok pass without a word, those of check-fail say exactly what
// stands beside them.
#include <algorithm>
#include <filesystem>

#include "tests/check/corpus.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

std::vector<std::filesystem::path> rulesIn(std::string_view folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(projectPath(folder))) {
    if (entry.path().extension() == ".jurat") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("valid programs pass without a word") {
  for (const std::filesystem::path& path : rulesIn("tests/language/check-ok")) {
    const auto checked = checkText(*readWhole(path));
    INFO(path.filename().string(), "\n", checked->rendered());
    CHECK(checked->program != nullptr);
    CHECK(checked->diagnostics.all().empty());
  }
}

TEST_CASE("invalid programs say what is wrong") {
  for (const std::filesystem::path& path : rulesIn("tests/language/check-fail")) {
    const auto checked = checkText(*readWhole(path));
    const bool error =
        std::any_of(checked->diagnostics.all().begin(), checked->diagnostics.all().end(),
                    [](const Diagnostic& each) { return each.level == DiagnosticLevel::Error; });
    CHECK((checked->program == nullptr) == error);
    checkGolden("tests/language/check-fail/" + path.stem().string() + ".out", checked->rendered());
  }
}

}  // namespace jurat::test
