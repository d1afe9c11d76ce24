// The files of tests/language, by folder, in order.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/golden.h"

namespace jurat::test {

inline std::vector<std::string> corpus(std::string_view folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(projectPath(folder))) {
    if (entry.path().extension() == ".jurat") {
      out.push_back(std::string(folder) + "/" + entry.path().stem().string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace jurat::test
