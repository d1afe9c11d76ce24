#include <filesystem>
#include <system_error>

#include "engine/config/config.h"

namespace jurat {

std::vector<std::string> configFolders(const std::string& folder, const std::string& home) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path start = fs::weakly_canonical(folder, failed);
  const fs::path last = home.empty() ? fs::path() : fs::weakly_canonical(home, failed);
  std::vector<std::string> folders;
  for (fs::path at = start; !at.empty(); at = at.parent_path()) {
    folders.push_back(at.string());
    if (fs::exists(at / ".git", failed) || at == last) return folders;
    if (at == at.root_path()) break;
  }
  return {start.string()};
}

}  // namespace jurat
