// checkGolden(): a text must equal a file of the project; JURAT_ACCEPT=1 rewrites the file instead.
// Link jurat_test_support, which says where the project lies.
#pragma once
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace jurat::test {

inline std::filesystem::path projectPath(std::string_view path) {
  return std::filesystem::path(JURAT_SOURCE_DIR) / path;
}

inline std::optional<std::string> readWhole(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

inline bool accepting() {
  const char* wish = std::getenv("JURAT_ACCEPT");
  return wish != nullptr && std::string_view(wish) == "1";
}

// `path` counts from the project's root, as git shows it: "tests/source/golden/one_label.txt".
inline void checkGolden(std::string_view path, std::string_view text) {
  const std::filesystem::path whole = projectPath(path);
  if (accepting()) {
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream(whole, std::ios::binary) << text;
    return;
  }
  const std::optional<std::string> expected = readWhole(whole);
  INFO("golden file ", std::string(path), "; accept with JURAT_ACCEPT=1");
  REQUIRE_MESSAGE(expected.has_value(), "the golden file is missing");
  CHECK(*expected == std::string(text));
}

}  // namespace jurat::test
