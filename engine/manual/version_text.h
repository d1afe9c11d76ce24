// What --version says, for people and for programs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace jurat {

struct KnownPack {
  std::string id, version, folder;
};

// Three lines: the engine, what it reads and writes, the promise.
std::string versionText(std::string_view engine);
// The same with the packs that the program finds, as JSON: "jurat", "language", "profile", "report", "packs".
std::string versionJson(std::string_view engine, const std::vector<KnownPack>& packs);

}  // namespace jurat
